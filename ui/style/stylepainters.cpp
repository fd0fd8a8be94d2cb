// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/style/stylepainters.h"

#include "ui/style/deskstyle.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/style/palette.h"
#include "ui/style/shapes.h"

#include <QAbstractButton>
#include <QPainter>
#include <QPlainTextEdit>
#include <QStyleOption>
#include <QTabBar>
#include <QTextEdit>

namespace daraja::stylepainters {

namespace {

struct ButtonLook
{
    QColor fill;
    QColor edge;
    QColor text;
};

bool has(const QStyleOption &option, QStyle::StateFlag flag)
{
    return option.state & flag;
}

bool keyboardFocus(const QStyleOption &option)
{
    return has(option, QStyle::State_HasFocus) && has(option, QStyle::State_KeyboardFocusChange);
}

QColor textOf(const QStyleOption &option, Role role)
{
    return has(option, QStyle::State_Enabled) ? color(role) : option.palette.color(QPalette::Disabled, QPalette::ButtonText);
}

ButtonLook filledLook(const QStyleOption &option, Role ground, Role text)
{
    if (!has(option, QStyle::State_Enabled)) {
        return {color(Role::Line), {}, textOf(option, text)};
    }
    QColor fill = color(ground);
    if (has(option, QStyle::State_Sunken) || has(option, QStyle::State_On)) {
        fill = activeScheme() == Scheme::Light ? fill.darker(125) : fill.lighter(115);
    } else if (has(option, QStyle::State_MouseOver)) {
        fill = activeScheme() == Scheme::Light ? fill.darker(112) : fill.lighter(107);
    }
    return {fill, {}, color(text)};
}

ButtonLook buttonLook(const QStyleOption &option, ButtonRole role)
{
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool pressed = enabled && (has(option, QStyle::State_Sunken) || has(option, QStyle::State_On));
    const bool hovered = enabled && has(option, QStyle::State_MouseOver);
    switch (role) {
    case ButtonRole::Primary:
        return filledLook(option, Role::Accent, Role::OnAccent);
    case ButtonRole::Danger:
        return filledLook(option, Role::Bad, Role::OnBad);
    case ButtonRole::Money:
        return filledLook(option, Role::Careful, Role::OnCareful);
    case ButtonRole::Link:
        return {{}, {}, textOf(option, pressed ? Role::AccentStrong : Role::Accent)};
    case ButtonRole::Flat:
        return {pressed ? color(Role::Line) : hovered ? color(Role::Hover) : QColor(), {}, textOf(option, Role::Text)};
    case ButtonRole::Plain:
        break;
    }
    return {pressed   ? color(Role::Line)
            : hovered ? color(Role::Hover)
                      : color(enabled ? Role::Panel : Role::Window),
            color(enabled ? Role::StrongLine : Role::Line), textOf(option, Role::Text)};
}

ButtonRole roleOf(const QStyleOption &option, const QWidget *widget)
{
    const auto *button = qobject_cast<const QAbstractButton *>(widget);
    const ButtonRole role = button ? buttonRole(button) : ButtonRole::Plain;
    if (role == ButtonRole::Plain && option.type == QStyleOption::SO_Button) {
        const auto features = static_cast<const QStyleOptionButton &>(option).features;
        if (features & QStyleOptionButton::DefaultButton) {
            return ButtonRole::Primary;
        }
        if (features & QStyleOptionButton::Flat) {
            return ButtonRole::Flat;
        }
    }
    return role;
}

void bevel(const QStyleOption &option, QPainter *painter, ButtonRole role)
{
    const ButtonLook look = buttonLook(option, role);
    const QRectF box(option.rect);
    const int radius = px(metrics::Radius);
    if (look.fill.isValid() || look.edge.isValid()) {
        paintPanel(painter, box, radius, look.fill, look.edge);
    }
    if (!keyboardFocus(option)) {
        return;
    }
    paintFocus(painter, box, radius);
    if (role == ButtonRole::Primary || role == ButtonRole::Danger || role == ButtonRole::Money) { // the ring would vanish in its own colour
        paintPanel(painter, box.adjusted(2, 2, -2, -2), radius - 2, {}, look.text, 1.5);
    }
}

/// What can be read and copied but not changed has a quieter edge.
bool readOnly(const QStyleOption &option, const QWidget *widget)
{
    if (const auto *edit = qobject_cast<const QPlainTextEdit *>(widget)) {
        return edit->isReadOnly();
    }
    if (const auto *edit = qobject_cast<const QTextEdit *>(widget)) {
        return edit->isReadOnly();
    }
    return has(option, QStyle::State_ReadOnly);
}

/// Icon in the colour of the text; a foreign icon as it is.
void buttonIcon(QPainter *painter, const QRect &place, const QIcon &icon, const QColor &text, bool enabled)
{
    if (const auto kind = iconKind(icon)) {
        paintIcon(painter, place, *kind, text);
    } else {
        icon.paint(painter, place, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
    }
}

void iconAndText(const QStyleOption &option, QPainter *painter, const QIcon &icon, const QSize &iconSize, const QString &text,
                 const QColor &ink, bool chevron)
{
    const bool enabled = has(option, QStyle::State_Enabled);
    QRect room = option.rect;
    if (chevron) {
        const int side = px(metrics::SmallIconSize);
        paintIcon(painter, QRectF(room.right() - px(10) - side, room.top() + (room.height() - side) / 2.0, side, side), Icon::ChevronDown,
                  ink);
        room.setRight(room.right() - px(20));
    }
    if (text.isEmpty()) {
        buttonIcon(painter, QStyle::alignedRect(option.direction, Qt::AlignCenter, iconSize, room), icon, ink, enabled);
        return;
    }
    const int gap = icon.isNull() ? 0 : px(8);
    const int iconWidth = icon.isNull() ? 0 : iconSize.width();
    const int textWidth = std::min(option.fontMetrics.size(Qt::TextShowMnemonic, text).width(), room.width() - iconWidth - gap);
    int x = room.left() + (room.width() - iconWidth - gap - textWidth) / 2;
    if (!icon.isNull()) {
        const QRect place(x, room.top() + (room.height() - iconSize.height()) / 2, iconSize.width(), iconSize.height());
        buttonIcon(painter, QStyle::visualRect(option.direction, option.rect, place), icon, ink, enabled);
        x += iconWidth + gap;
    }
    const QRect words = QStyle::visualRect(option.direction, option.rect, {x, room.top(), textWidth + 1, room.height()});
    painter->setPen(ink);
    painter->drawText(words, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextShowMnemonic | Qt::TextSingleLine, text);
}

} // namespace

void pushButtonBevel(const QStyleOptionButton &option, QPainter *painter, const QWidget *widget)
{
    bevel(option, painter, roleOf(option, widget));
}

void pushButtonLabel(const QStyleOptionButton &option, QPainter *painter, const QWidget *widget)
{
    const ButtonRole role = roleOf(option, widget);
    painter->save();
    if (role == ButtonRole::Link && has(option, QStyle::State_MouseOver)) {
        QFont font = painter->font();
        font.setUnderline(true);
        painter->setFont(font);
    }
    iconAndText(option, painter, option.icon, option.iconSize, option.text, buttonLook(option, role).text,
                option.features & QStyleOptionButton::HasMenu);
    painter->restore();
}

void toolButton(const QStyleOptionToolButton &option, QPainter *painter, const QWidget *widget)
{
    const ButtonRole given = roleOf(option, widget);
    const bool inTabBar = widget && qobject_cast<const QTabBar *>(widget->parentWidget());
    if (inTabBar) {
        painter->fillRect(option.rect, color(Role::Panel)); // tabs pass below the arrows
    }
    const bool flat = inTabBar || has(option, QStyle::State_AutoRaise);
    const ButtonRole role = given == ButtonRole::Plain && flat ? ButtonRole::Flat : given;
    bevel(option, painter, role);
    const QColor ink = buttonLook(option, role).text;
    painter->save();
    painter->setFont(option.font);
    if (option.features & QStyleOptionToolButton::Arrow && option.arrowType != Qt::NoArrow) {
        const int side = px(metrics::SmallIconSize);
        const QRect place(option.rect.center() - QPoint(side / 2, side / 2), QSize(side, side));
        painter->translate(place.center());
        painter->rotate(option.arrowType == Qt::LeftArrow   ? 180
                        : option.arrowType == Qt::UpArrow   ? -90
                        : option.arrowType == Qt::DownArrow ? 90
                                                            : 0);
        painter->translate(-place.center());
        paintIcon(painter, place, Icon::ChevronRight, ink);
    } else {
        const bool iconOnly = option.toolButtonStyle == Qt::ToolButtonIconOnly;
        const bool textOnly = option.toolButtonStyle == Qt::ToolButtonTextOnly;
        iconAndText(option, painter, textOnly ? QIcon() : option.icon, option.iconSize,
                    iconOnly && !option.icon.isNull() ? QString() : option.text, ink, option.features & QStyleOptionToolButton::HasMenu);
    }
    painter->restore();
}

void field(const QStyleOption &option, QPainter *painter, const QWidget *widget)
{
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool problem = hasProblemLook(widget);
    const bool focus = enabled && has(option, QStyle::State_HasFocus);
    const bool still = readOnly(option, widget);
    Role edge = still ? Role::Line : Role::StrongLine;
    if (problem) {
        edge = Role::Bad;
    } else if (focus) {
        edge = Role::Accent;
    } else if (enabled && !still && has(option, QStyle::State_MouseOver)) {
        edge = Role::Faint;
    }
    paintPanel(painter, option.rect, px(metrics::Radius), option.palette.color(QPalette::Base), color(edge), focus ? 2 : 1);
}

void comboBox(const QStyleOptionComboBox &option, QPainter *painter, const QWidget *widget, const QRect &arrow)
{
    field(option, painter, widget);
    const int side = px(metrics::SmallIconSize);
    QRectF place(0, 0, side, side);
    place.moveCenter(QRectF(arrow).center());
    paintIcon(painter, place, Icon::ChevronDown, textOf(option, Role::Text));
}

void spinBox(const QStyleOptionSpinBox &option, QPainter *painter, const QWidget *widget, const QRect &up, const QRect &down)
{
    field(option, painter, widget);
    if (option.buttonSymbols == QAbstractSpinBox::NoButtons) {
        return;
    }
    const int side = px(12);
    const auto arrow = [&](const QRect &room, Icon icon, QStyle::SubControl control, QAbstractSpinBox::StepEnabledFlag step) {
        const bool usable = has(option, QStyle::State_Enabled) && option.stepEnabled & step;
        const bool pointed = usable && option.activeSubControls == control && has(option, QStyle::State_MouseOver);
        QRectF place(0, 0, side, side);
        place.moveCenter(QRectF(room).center());
        paintIcon(painter, place, icon, usable ? color(pointed ? Role::Accent : Role::Dim) : color(Role::StrongLine));
    };
    arrow(up, Icon::ChevronUp, QStyle::SC_SpinBoxUp, QAbstractSpinBox::StepUpEnabled);
    arrow(down, Icon::ChevronDown, QStyle::SC_SpinBoxDown, QAbstractSpinBox::StepDownEnabled);
}

void checkIndicator(const QStyleOption &option, QPainter *painter)
{
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool some = has(option, QStyle::State_NoChange);
    const bool on = has(option, QStyle::State_On) || some;
    const QColor edge = color(has(option, QStyle::State_MouseOver) && enabled ? Role::Faint : Role::StrongLine);
    const QColor ground = on ? color(enabled ? Role::Accent : Role::StrongLine) : option.palette.color(QPalette::Base);
    paintPanel(painter, option.rect, px(4), ground, on ? QColor() : edge);
    if (on) {
        const int inset = px(2);
        paintIcon(painter, option.rect.adjusted(inset, inset, -inset, -inset), some ? Icon::Minus : Icon::Tick, color(Role::OnAccent));
    }
}

void radioIndicator(const QStyleOption &option, QPainter *painter)
{
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool on = has(option, QStyle::State_On);
    const double radius = option.rect.height() / 2.0;
    const Role edge = on ? Role::Accent : has(option, QStyle::State_MouseOver) ? Role::Faint : Role::StrongLine;
    paintPanel(painter, option.rect, radius, option.palette.color(QPalette::Base), color(enabled ? edge : Role::StrongLine), on ? 1.6 : 1);
    if (on) {
        const double inset = px(4);
        paintPanel(painter, QRectF(option.rect).adjusted(inset, inset, -inset, -inset), radius - inset,
                   color(enabled ? Role::Accent : Role::StrongLine));
    }
}

void scrollBar(const QStyleOptionSlider &option, QPainter *painter, const QRect &slider)
{
    if (option.maximum <= option.minimum) {
        return;
    }
    const bool active = has(option, QStyle::State_Enabled) && (has(option, QStyle::State_Sunken) || has(option, QStyle::State_MouseOver));
    const double inset = active ? 2 : 3;
    const QRectF grip = QRectF(slider).adjusted(inset, inset, -inset, -inset);
    paintPanel(painter, grip, std::min(grip.width(), grip.height()) / 2, color(active ? Role::Faint : Role::StrongLine));
}

void tabShape(const QStyleOptionTab &option, QPainter *painter)
{
    const bool selected = has(option, QStyle::State_Selected);
    if (selected || (has(option, QStyle::State_MouseOver) && has(option, QStyle::State_Enabled))) {
        const QRect line(option.rect.left(), option.rect.bottom() - 1, option.rect.width(), 2);
        paintLine(painter, line, color(selected ? Role::Accent : Role::StrongLine));
    }
}

void tabLabel(const QStyleOptionTab &option, QPainter *painter, const QWidget *widget)
{
    const bool selected = has(option, QStyle::State_Selected);
    painter->save();
    QFont font = widget ? widget->font() : painter->font();
    font.setBold(selected);
    painter->setFont(font);
    const QColor ink = textOf(option, selected ? Role::Accent : Role::Dim);
    QRect words = option.rect;
    if (!option.icon.isNull()) {
        const QRect place(words.left() + px(8), words.center().y() - option.iconSize.height() / 2, option.iconSize.width(),
                          option.iconSize.height());
        buttonIcon(painter, place, option.icon, ink, has(option, QStyle::State_Enabled));
        words.setLeft(place.right() + px(6) - px(8));
    }
    painter->setPen(ink);
    painter->drawText(words, Qt::AlignCenter | Qt::TextShowMnemonic, option.text);
    painter->restore();
    if (keyboardFocus(option)) {
        paintFocus(painter, option.rect.adjusted(0, 4, 0, -5), px(metrics::Radius));
    }
}

void headerSection(const QStyleOptionHeader &option, QPainter *painter)
{
    painter->fillRect(option.rect, color(Role::Panel));
    paintLine(painter, {option.rect.left(), option.rect.bottom(), option.rect.width(), 1}, color(Role::Line));
}

void headerLabel(const QStyleOptionHeader &option, QPainter *painter)
{
    painter->save();
    painter->setPen(textOf(option, Role::Faint));
    const QString text = painter->fontMetrics().elidedText(option.text, Qt::ElideRight, option.rect.width());
    painter->drawText(option.rect, static_cast<int>(option.textAlignment) | Qt::AlignVCenter | Qt::TextSingleLine, text);
    painter->restore();
}

void headerArrow(const QStyleOptionHeader &option, QPainter *painter)
{
    if (option.sortIndicator != QStyleOptionHeader::None) {
        // Qt's "down" is the ascending order: the smallest on top.
        paintIcon(painter, option.rect, option.sortIndicator == QStyleOptionHeader::SortUp ? Icon::ChevronDown : Icon::ChevronUp,
                  color(Role::Dim));
    }
}

void progressBar(const QStyleOptionProgressBar &option, QPainter *painter)
{
    const QRect groove = QStyle::alignedRect(option.direction, Qt::AlignCenter, {option.rect.width(), px(6)}, option.rect);
    const double radius = groove.height() / 2.0;
    paintPanel(painter, groove, radius, color(Role::Line));
    const double range = double(option.maximum) - option.minimum;
    const double fraction = qBound(0.0, (double(option.progress) - option.minimum) / range, 1.0);
    QRect done = groove;
    done.setWidth(qRound(groove.width() * fraction));
    if (done.width() > 0) {
        paintPanel(painter, QStyle::visualRect(option.direction, groove, done), std::min(radius, done.width() / 2.0), color(Role::Accent));
    }
}

} // namespace daraja::stylepainters
