// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/style/deskstyle.h"

#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/style/palette.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QEvent>
#include <QHeaderView>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QStyleOption>
#include <QTabBar>

namespace daraja {

namespace {

constexpr auto roleProperty = "daraja_role";
constexpr auto sizeProperty = "daraja_size";
constexpr auto problemProperty = "daraja_problem";

/// A scroll area without a frame shows the ground it stands on, a card's for example.
void letThrough(QScrollArea *area)
{
    if (area && area->frameShape() == QFrame::NoFrame) {
        area->viewport()->setAutoFillBackground(false);
        if (area->widget()) {
            area->widget()->setAutoFillBackground(false); // QScrollArea::setWidget() sets it
        }
    }
}

} // namespace

void setButtonRole(QAbstractButton *button, ButtonRole role, ButtonSize size)
{
    button->setProperty(roleProperty, static_cast<int>(role));
    button->setProperty(sizeProperty, static_cast<int>(size));
    const bool strong = role == ButtonRole::Primary || role == ButtonRole::Danger || role == ButtonRole::Money;
    QFont font = textFont(size == ButtonSize::Small ? TextStyle::Small : TextStyle::Body);
    font.setBold(strong);
    button->setFont(font);
    const int icon = px(size == ButtonSize::Small ? metrics::SmallIconSize : metrics::SmallIconSize + 2);
    button->setIconSize({icon, icon});
    button->updateGeometry();
    button->update();
}

ButtonRole buttonRole(const QAbstractButton *button)
{
    return static_cast<ButtonRole>(button->property(roleProperty).toInt());
}

ButtonSize buttonSize(const QAbstractButton *button)
{
    return static_cast<ButtonSize>(button->property(sizeProperty).toInt());
}

void setProblemLook(QWidget *editor, bool problem)
{
    if (hasProblemLook(editor) != problem) {
        editor->setProperty(problemProperty, problem);
        editor->update();
    }
}

bool hasProblemLook(const QWidget *editor)
{
    return editor && editor->property(problemProperty).toBool();
}

DeskStyle::DeskStyle()
    : QProxyStyle(QStringLiteral("Fusion"))
{
}

DeskStyle::~DeskStyle() = default;

void DeskStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (auto *header = qobject_cast<QHeaderView *>(widget)) {
        header->setFont(textFont(TextStyle::Section));
        if (header->orientation() == Qt::Horizontal) {
            header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        }
    } else if (qobject_cast<QAbstractScrollArea *>(widget)) {
        widget->installEventFilter(this); // its frame shows the focus, which only its viewport repaints for
        letThrough(qobject_cast<QScrollArea *>(widget));
    } else if (auto *tabs = qobject_cast<QTabBar *>(widget)) {
        tabs->setAttribute(Qt::WA_Hover);
        tabs->setExpanding(false);
    } else if (qobject_cast<QLineEdit *>(widget)) {
        widget->setAttribute(Qt::WA_Hover);
    } else if (qobject_cast<QScrollBar *>(widget)) {
        widget->setAttribute(Qt::WA_OpaquePaintEvent, false); // what is below shows through
    }
}

void DeskStyle::unpolish(QWidget *widget)
{
    widget->removeEventFilter(this);
    QProxyStyle::unpolish(widget);
}

bool DeskStyle::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) {
        if (auto *widget = qobject_cast<QWidget *>(watched)) {
            widget->update();
        }
    }
    return QProxyStyle::eventFilter(watched, event);
}

int DeskStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_DefaultFrameWidth:
        return qobject_cast<const QAbstractScrollArea *>(widget) ? 3 : 1; // keeps the viewport out of the round corners
    case PM_ScrollBarExtent:
        return px(10);
    case PM_ScrollBarSliderMin:
        return px(32);
    case PM_ScrollView_ScrollBarSpacing:
        return 0;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return px(16);
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return px(8);
    case PM_ButtonIconSize:
    case PM_SmallIconSize:
        return px(metrics::SmallIconSize + 2);
    case PM_TabBarIconSize:
    case PM_ListViewIconSize:
        return px(metrics::IconSize);
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabOverlap:
    case PM_TabBarBaseOverlap:
        return 0;
    case PM_TabBarTabHSpace:
        return 2 * px(8);
    case PM_TabBarScrollButtonWidth:
        return px(24);
    case PM_MenuPanelWidth:
        return 1;
    case PM_MenuHMargin:
    case PM_MenuVMargin:
        return px(4);
    case PM_ToolTipLabelFrameWidth:
        return px(6);
    case PM_HeaderMargin:
        return px(12);
    case PM_HeaderMarkSize:
        return px(12);
    case PM_FocusFrameHMargin:
        return px(11);
    case PM_SplitterWidth:
        return px(metrics::Gap);
    case PM_LayoutLeftMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutBottomMargin:
        return px(metrics::Gap);
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return px(metrics::Grid);
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int DeskStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *data) const
{
    switch (hint) {
    case SH_ComboBox_Popup:
    case SH_ComboBox_UseNativePopup:
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_Widget_Animation_Duration:
        return 0;
    case SH_ItemView_ShowDecorationSelected:
    case SH_MenuBar_MouseTracking:
        return 1;
    case SH_ToolTip_WakeUpDelay:
        return 500;
    case SH_ToolTipLabel_Opacity:
        return 255;
    case SH_Table_GridLineColor:
        return static_cast<int>(color(Role::Line).rgb());
    case SH_TabBar_ElideMode:
        return Qt::ElideNone;
    case SH_TabBar_Alignment:
        return Qt::AlignLeft;
    case SH_LineEdit_PasswordCharacter:
        return 0x2022;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

QIcon DeskStyle::standardIcon(StandardPixmap icon, const QStyleOption *option, const QWidget *widget) const
{
    switch (icon) {
    case SP_LineEditClearButton:
        return makeIcon(Icon::Cancel, Role::Dim);
    case SP_MessageBoxInformation:
        return makeIcon(Icon::Info, Role::Accent);
    case SP_MessageBoxWarning:
        return makeIcon(Icon::Warning, Role::Careful);
    case SP_MessageBoxCritical:
        return makeIcon(Icon::Cross, Role::Bad);
    case SP_MessageBoxQuestion:
        return makeIcon(Icon::Question, Role::Accent);
    default:
        return QProxyStyle::standardIcon(icon, option, widget);
    }
}

} // namespace daraja
