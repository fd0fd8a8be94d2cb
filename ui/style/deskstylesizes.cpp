// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// The measuring third of DeskStyle: how large things are and where their parts lie. Drawing is in deskstyledraw.cpp.

#include "ui/style/deskstyle.h"
#include "ui/style/metrics.h"

#include <QAbstractButton>
#include <QStyleOption>
#include <QTabBar>

#include <algorithm>

namespace daraja {

namespace {

/// The room beside a tab's words: less where all of them would not fit otherwise.
int tabPadding(const QTabBar *bar)
{
    const int count = bar ? bar->count() : 0;
    if (count == 0) {
        return px(10);
    }
    int words = 0;
    for (int tab = 0; tab < count; ++tab) {
        words += bar->fontMetrics().size(Qt::TextShowMnemonic, bar->tabText(tab)).width();
    }
    if (!bar->testAttribute(Qt::WA_Resized)) {
        return px(10); // nobody has given it a width yet
    }
    // A bar may be as narrow as its tabs ask to be; its parent tells how wide it could be.
    const int around = bar->parentWidget() ? bar->parentWidget()->width() - 2 * px(metrics::Gap) : 0;
    return qBound(px(6), (std::max(bar->width(), around) - words) / (2 * count), px(10));
}

} // namespace

QSize DeskStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size, const QWidget *widget) const
{
    const auto *button = qobject_cast<const QAbstractButton *>(widget);
    switch (type) {
    case CT_PushButton:
        if (const auto *push = qstyleoption_cast<const QStyleOptionButton *>(option)) {
            const bool small = button && buttonSize(button) == ButtonSize::Small;
            const int height = px(small ? metrics::SmallControl : metrics::Control);
            if (button && buttonRole(button) == ButtonRole::Link) {
                return {push->fontMetrics.size(Qt::TextShowMnemonic, push->text).width() + px(4), std::max(size.height(), px(20))};
            }
            if (push->text.isEmpty()) {
                return {std::max(size.width(), small ? height + px(6) : height), height};
            }
            int width = push->fontMetrics.size(Qt::TextShowMnemonic, push->text).width() + 2 * px(small ? 9 : 14);
            width += push->icon.isNull() ? 0 : push->iconSize.width() + px(8);
            width += push->features & QStyleOptionButton::HasMenu ? px(20) : 0;
            return {width, height};
        }
        break;
    case CT_ToolButton: {
        const int height = px(button && buttonSize(button) == ButtonSize::Small ? metrics::SmallControl : metrics::Control);
        if (qobject_cast<const QTabBar *>(widget ? widget->parentWidget() : nullptr)) {
            return {height, height};
        }
        const auto *tool = qstyleoption_cast<const QStyleOptionToolButton *>(option);
        const bool words = tool && tool->toolButtonStyle != Qt::ToolButtonIconOnly && !tool->text.isEmpty();
        const bool menu = tool && tool->features & QStyleOptionToolButton::HasMenu;
        return {std::max(height, size.width() + (words ? px(16) : 0) + (menu ? px(16) : 0)), std::max(height, size.height())};
    }
    case CT_LineEdit:
        return {size.width() + 2 * px(8), std::max(size.height(), px(metrics::Control))};
    case CT_ComboBox:
        return {size.width() + px(10) + px(32), std::max(size.height(), px(metrics::Control))};
    case CT_SpinBox:
        return {size.width() + px(10) + px(24), std::max(size.height(), px(metrics::Control))};
    case CT_TabBarTab:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option)) {
            QFont bold = widget ? widget->font() : QFont();
            bold.setBold(true); // the selected one is, and takes some of the padding then, so that tabs do not move
            const int icon = tab->icon.isNull() ? 0 : tab->iconSize.width() + px(6);
            const int padding = tabPadding(qobject_cast<const QTabBar *>(widget));
            const int plain = option->fontMetrics.size(Qt::TextShowMnemonic, tab->text).width() + 2 * padding;
            const int strong = QFontMetrics(bold).size(Qt::TextShowMnemonic, tab->text).width() + 2 * px(3);
            return {std::max(plain, strong) + icon, px(38)};
        }
        break;
    case CT_MenuItem: {
        QSize item = QProxyStyle::sizeFromContents(type, option, size, widget);
        const auto *menu = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
        if (menu && menu->menuItemType != QStyleOptionMenuItem::Separator) {
            item.setHeight(std::max(item.height(), px(28)));
            item.rwidth() += px(12);
        }
        return item;
    }
    case CT_HeaderSection: {
        const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option);
        const int words = header ? header->fontMetrics.horizontalAdvance(header->text) : 0;
        return {std::max(size.width(), words + 2 * px(12) + px(14)), px(34)};
    }
    case CT_ItemViewItem: {
        const QSize item = QProxyStyle::sizeFromContents(type, option, size, widget);
        return {item.width(), std::max(item.height(), px(30))};
    }
    default:
        break;
    }
    return QProxyStyle::sizeFromContents(type, option, size, widget);
}

QRect DeskStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    switch (element) {
    case SE_LineEditContents: {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        return frame && frame->lineWidth > 0 ? option->rect.adjusted(px(8), 1, -px(8), -1) : option->rect;
    }
    case SE_PushButtonFocusRect:
    case SE_ItemViewItemFocusRect:
    case SE_ComboBoxFocusRect:
        return option->rect;
    case SE_HeaderArrow:
    case SE_HeaderLabel: {
        const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option);
        const bool sorted = header && header->sortIndicator != QStyleOptionHeader::None;
        QRect words = option->rect.adjusted(px(12), 0, -px(10), -1);
        if (element == SE_HeaderLabel) {
            words.setRight(words.right() - (sorted ? px(14) : 0));
            return visualRect(option->direction, option->rect, words);
        }
        return alignedRect(option->direction, Qt::AlignRight | Qt::AlignVCenter, {px(12), px(12)}, words);
    }
    default:
        return QProxyStyle::subElementRect(element, option, widget);
    }
}

QRect DeskStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl subControl,
                                const QWidget *widget) const
{
    const QRect all = option->rect;
    if (control == CC_ComboBox) {
        const QRect arrow(all.right() - px(30), all.top(), px(30), all.height());
        switch (subControl) {
        case SC_ComboBoxFrame:
            return all;
        case SC_ComboBoxArrow:
            return visualRect(option->direction, all, arrow);
        case SC_ComboBoxEditField:
            return visualRect(option->direction, all, all.adjusted(px(9), 1, -px(30), -1));
        case SC_ComboBoxListBoxPopup:
            return all.adjusted(0, px(2), 0, px(2));
        default:
            break;
        }
    }
    if (control == CC_SpinBox) {
        const int width = px(24);
        const int half = all.height() / 2;
        switch (subControl) {
        case SC_SpinBoxFrame:
            return all;
        case SC_SpinBoxUp:
            return visualRect(option->direction, all, {all.right() - width, all.top() + 1, width, half - 1});
        case SC_SpinBoxDown:
            return visualRect(option->direction, all, {all.right() - width, all.top() + half, width, half - 1});
        case SC_SpinBoxEditField:
            return visualRect(option->direction, all, all.adjusted(px(8), 1, -width - 2, -1));
        default:
            break;
        }
    }
    if (control == CC_GroupBox) {
        const auto *box = qstyleoption_cast<const QStyleOptionGroupBox *>(option);
        const bool checkable = box && box->subControls & SC_GroupBoxCheckBox;
        if (box && !checkable) {
            const int title = box->text.isEmpty() ? 0 : box->fontMetrics.height() + px(6);
            const QRect frame = all.adjusted(0, title, 0, 0);
            switch (subControl) {
            case SC_GroupBoxLabel:
                return {all.left(), all.top(), all.width(), title};
            case SC_GroupBoxFrame:
                return frame;
            case SC_GroupBoxContents:
                return frame.adjusted(1, 1, -1, -1);
            default:
                break;
            }
        }
    }
    if (control == CC_ScrollBar) {
        const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
        if (!bar) {
            return {};
        }
        const bool horizontal = bar->orientation == Qt::Horizontal;
        const int length = horizontal ? all.width() : all.height();
        const qint64 range = qint64(bar->maximum) - bar->minimum;
        int slider = length;
        if (range > 0) {
            slider = int(qint64(bar->pageStep) * length / (range + bar->pageStep));
            slider = qBound(std::min(length, pixelMetric(PM_ScrollBarSliderMin, option, widget)), slider, length);
        }
        const int start = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - slider, bar->upsideDown);
        const auto part = [&](int from, int to) {
            const QRect rect = horizontal ? QRect(all.left() + from, all.top(), to - from, all.height())
                                          : QRect(all.left(), all.top() + from, all.width(), to - from);
            return visualRect(option->direction, all, rect);
        };
        switch (subControl) {
        case SC_ScrollBarGroove:
            return all;
        case SC_ScrollBarSlider:
            return part(start, start + slider);
        case SC_ScrollBarSubPage:
            return part(0, start);
        case SC_ScrollBarAddPage:
            return part(start + slider, length);
        default:
            return {}; // no arrows
        }
    }
    return QProxyStyle::subControlRect(control, option, subControl, widget);
}

} // namespace daraja
