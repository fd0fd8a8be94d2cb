// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// The drawing third of DeskStyle: which painter draws which element. Hints are in deskstyle.cpp, sizes in deskstylesizes.cpp.

#include "ui/style/deskstyle.h"
#include "ui/style/metrics.h"
#include "ui/style/palette.h"
#include "ui/style/shapes.h"
#include "ui/style/stylepainters.h"

#include <QAbstractScrollArea>
#include <QComboBox>
#include <QLineEdit>
#include <QPainter>
#include <QStyleOption>
#include <QTableView>

namespace daraja {

namespace {

/// Rows are marked by the tint of the accent and keep their own text colour.
QPalette rowPalette(QPalette palette)
{
    palette.setColor(QPalette::Highlight, color(Role::AccentTint));
    palette.setColor(QPalette::HighlightedText, color(Role::Text));
    return palette;
}

} // namespace

void DeskStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const QRect &rect = option->rect;
    switch (element) {
    case PE_PanelLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option); frame && frame->lineWidth > 0) {
            stylepainters::field(*option, painter, widget);
        }
        return;
    case PE_FrameLineEdit:
        return;
    case PE_PanelButtonCommand:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
            stylepainters::pushButtonBevel(*button, painter, widget);
            return;
        }
        break;
    case PE_FrameFocusRect:
        if (option->state & State_KeyboardFocusChange) {
            paintFocus(painter, rect, px(metrics::Radius) - 2);
        }
        return;
    case PE_Frame:
        if (qobject_cast<const QAbstractScrollArea *>(widget)) {
            stylepainters::field(*option, painter, widget);
        } else if (widget && widget->isWindow()) { // the list of a combo box: windows have square corners
            paintPanel(painter, rect, 0, color(Role::Panel), color(Role::StrongLine));
        } else {
            paintPanel(painter, rect, px(metrics::Radius), {}, color(Role::Line));
        }
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        stylepainters::checkIndicator(*option, painter);
        return;
    case PE_IndicatorRadioButton:
        stylepainters::radioIndicator(*option, painter);
        return;
    case PE_FrameTabBarBase:
        paintLine(painter, {rect.left(), rect.bottom(), rect.width(), 1}, color(Role::Line));
        return;
    case PE_FrameTabWidget:
        paintLine(painter, {rect.left(), rect.top(), rect.width(), 1}, color(Role::Line));
        return;
    case PE_PanelItemViewItem:
    case PE_PanelItemViewRow: {
        const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option);
        const bool enabled = option->state & State_Enabled;
        if (item && option->state & State_Selected) {
            painter->fillRect(rect, color(enabled ? Role::AccentTint : Role::Line));
        } else if (item && enabled && element == PE_PanelItemViewItem && option->state & State_MouseOver) {
            painter->fillRect(rect, color(Role::Hover));
        } else if (item && element == PE_PanelItemViewItem && item->backgroundBrush.style() != Qt::NoBrush) {
            painter->fillRect(rect, item->backgroundBrush);
        }
        if (const auto *table = qobject_cast<const QTableView *>(widget); table && !table->showGrid()) {
            paintLine(painter, {rect.left(), rect.bottom(), rect.width(), 1}, color(Role::Line));
        }
        return;
    }
    case PE_PanelMenu:
    case PE_PanelTipLabel:
        painter->fillRect(rect, color(Role::Panel));
        paintPanel(painter, rect, 0, {}, color(Role::StrongLine));
        return;
    case PE_FrameMenu:
        return;
    case PE_FrameGroupBox:
        paintPanel(painter, rect, px(metrics::CardRadius), {}, color(Role::Line));
        return;
    case PE_PanelScrollAreaCorner:
    case PE_FrameStatusBarItem:
    case PE_IndicatorTabTear:
        return;
    default:
        break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void DeskStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    switch (element) {
    case CE_PushButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
            stylepainters::pushButtonBevel(*button, painter, widget);
            stylepainters::pushButtonLabel(*button, painter, widget);
            return;
        }
        break;
    case CE_PushButtonBevel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
            stylepainters::pushButtonBevel(*button, painter, widget);
            return;
        }
        break;
    case CE_PushButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
            stylepainters::pushButtonLabel(*button, painter, widget);
            return;
        }
        break;
    case CE_TabBarTabShape:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option)) {
            stylepainters::tabShape(*tab, painter);
            return;
        }
        break;
    case CE_TabBarTabLabel:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option)) {
            stylepainters::tabLabel(*tab, painter, widget);
            return;
        }
        break;
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, color(Role::Panel));
        paintLine(painter, {option->rect.left(), option->rect.bottom(), option->rect.width(), 1}, color(Role::Line));
        return;
    case CE_ShapedFrame:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
            frame && (frame->frameShape == QFrame::StyledPanel || frame->frameShape == QFrame::Box)) {
            proxy()->drawPrimitive(PE_Frame, option, painter, widget);
            return;
        }
        break;
    case CE_ItemViewItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option)) {
            QStyleOptionViewItem row(*item);
            row.palette = rowPalette(row.palette);
            QProxyStyle::drawControl(element, &row, painter, widget);
            return;
        }
        break;
    case CE_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option)) {
            if (item->menuItemType == QStyleOptionMenuItem::Separator && item->text.isEmpty()) {
                paintLine(painter, {item->rect.left() + px(4), item->rect.center().y(), item->rect.width() - 2 * px(4), 1},
                          color(Role::Line));
                return;
            }
            QStyleOptionMenuItem row(*item);
            row.palette = rowPalette(row.palette);
            QProxyStyle::drawControl(element, &row, painter, widget);
            return;
        }
        break;
    case CE_ProgressBar:
        if (const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option);
            bar && bar->maximum > bar->minimum && !bar->textVisible) { // Fusion knows the others
            stylepainters::progressBar(*bar, painter);
            return;
        }
        break;
    case CE_Header:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
            QStyleOptionHeader part(*header);
            stylepainters::headerSection(part, painter);
            part.rect = proxy()->subElementRect(SE_HeaderLabel, option, widget);
            stylepainters::headerLabel(part, painter);
            part.rect = proxy()->subElementRect(SE_HeaderArrow, option, widget);
            stylepainters::headerArrow(part, painter);
            return;
        }
        break;
    case CE_Splitter:
        return; // the gap between two cards
    case CE_FocusFrame:
        return;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void DeskStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                   const QWidget *widget) const
{
    switch (control) {
    case CC_ToolButton:
        if (const auto *tool = qstyleoption_cast<const QStyleOptionToolButton *>(option)) {
            stylepainters::toolButton(*tool, painter, widget);
            return;
        }
        break;
    case CC_ComboBox:
        if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option)) {
            stylepainters::comboBox(*combo, painter, widget, proxy()->subControlRect(control, option, SC_ComboBoxArrow, widget));
            return;
        }
        break;
    case CC_SpinBox:
        if (const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option)) {
            stylepainters::spinBox(*spin, painter, widget, proxy()->subControlRect(control, option, SC_SpinBoxUp, widget),
                                   proxy()->subControlRect(control, option, SC_SpinBoxDown, widget));
            return;
        }
        break;
    case CC_ScrollBar:
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option)) {
            stylepainters::scrollBar(*bar, painter, proxy()->subControlRect(control, option, SC_ScrollBarSlider, widget));
            return;
        }
        break;
    default:
        break;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

} // namespace daraja
