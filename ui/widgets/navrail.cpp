// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/navrail.h"

#include "ui/style/metrics.h"
#include "ui/style/shapes.h"
#include "ui/widgets/accessibility.h"
#include "ui/widgets/label.h"
#include "ui/widgets/navitem.h"

#include <QEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace daraja {

NavRail::NavRail(QWidget *parent)
    : QWidget(parent)
    , m_items(new QVBoxLayout)
    , m_footer(new QVBoxLayout)
    , m_title(new Label({}, TextStyle::Verdict, Role::Text, this))
    , m_subtitle(new Label({}, TextStyle::Help, Role::Faint, this))
    , m_headingRoom(new QWidget(this))
{
    installAccessibility();
    auto *heading = new QVBoxLayout(m_headingRoom);
    heading->setContentsMargins(px(8), px(16), 0, px(20));
    heading->setSpacing(px(2));
    heading->addWidget(m_title);
    heading->addWidget(m_subtitle);
    m_items->setSpacing(px(4));
    m_footer->setSpacing(px(4));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(px(8), 0, px(8), px(12));
    layout->setSpacing(0);
    layout->addWidget(m_headingRoom);
    layout->addLayout(m_items);
    layout->addStretch(1);
    layout->addLayout(m_footer);
    setFixedWidth(px(metrics::RailWide));
    setAccessibleName(tr("Pages"));
}

void NavRail::setHeading(const QString &title, const QString &subtitle)
{
    m_title->setText(title);
    m_subtitle->setText(subtitle);
}

int NavRail::addItem(Icon icon, const QString &text, const QString &hint)
{
    return insert(icon, text, hint, m_items);
}

int NavRail::addFooterItem(Icon icon, const QString &text, const QString &hint)
{
    return insert(icon, text, hint, m_footer);
}

int NavRail::insert(Icon icon, const QString &text, const QString &hint, QVBoxLayout *layout)
{
    auto *item = new NavItem(icon, text, hint, this);
    const int number = count();
    item->setCollapsed(m_collapsed);
    if (number == 0) {
        item->setFocusPolicy(Qt::TabFocus);
    }
    layout->addWidget(item);
    m_all.push_back(item);
    connect(item, &NavItem::clicked, this, [this, number] { setCurrent(number); });
    connect(item, &NavItem::stepRequested, this, [this, number](int key) { step(number, key); });
    return number;
}

void NavRail::setItemText(int item, const QString &text)
{
    m_all.at(size_t(item))->setWords(text);
}

void NavRail::setItemNote(int item, const QString &note, Tone tone)
{
    m_all.at(size_t(item))->setNote(note, tone);
}

int NavRail::count() const
{
    return int(m_all.size());
}

QString NavRail::itemText(int item) const
{
    return m_all.at(size_t(item))->text();
}

QWidget *NavRail::itemWidget(int item) const
{
    return m_all.at(size_t(item));
}

void NavRail::setCurrent(int item)
{
    if (item < 0 || item >= count()) {
        return;
    }
    for (int number = 0; number < count(); ++number) {
        NavItem *each = m_all[size_t(number)];
        each->setChecked(number == item); // also after a click on the current one, which unchecks it
        each->setFocusPolicy(number == item ? Qt::TabFocus : Qt::NoFocus);
    }
    if (m_current != item) {
        m_current = item;
        Q_EMIT currentChanged(item);
    }
}

void NavRail::step(int from, int key)
{
    const int last = count() - 1;
    const int to = key == Qt::Key_Home ? 0 : key == Qt::Key_End ? last : qBound(0, from + (key == Qt::Key_Down ? 1 : -1), last);
    setCurrent(to);
    m_all[size_t(to)]->setFocus(Qt::TabFocusReason);
}

void NavRail::setCollapseBelow(int windowWidth)
{
    m_collapseBelow = windowWidth;
    measure();
}

void NavRail::measure()
{
    if (m_window && m_window->testAttribute(Qt::WA_Resized)) { // before, its width means nothing
        setCollapsed(m_window->width() < px(m_collapseBelow));
    }
}

void NavRail::setCollapsed(bool collapsed)
{
    if (m_collapsed == collapsed) {
        return;
    }
    m_collapsed = collapsed;
    setFixedWidth(px(collapsed ? metrics::RailNarrow : metrics::RailWide));
    m_title->setVisible(!collapsed);
    m_subtitle->setVisible(!collapsed);
    for (NavItem *item : m_all) {
        item->setCollapsed(collapsed);
    }
}

void NavRail::watchWindow()
{
    if (m_window == window()) {
        return;
    }
    if (m_window) {
        m_window->removeEventFilter(this);
    }
    m_window = window();
    m_window->installEventFilter(this);
    measure();
}

bool NavRail::event(QEvent *event)
{
    switch (event->type()) {
    case QEvent::ParentChange:
    case QEvent::Show:
        watchWindow();
        break;
    case QEvent::LanguageChange:
        setAccessibleName(tr("Pages"));
        break;
    default:
        break;
    }
    return QWidget::event(event);
}

bool NavRail::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && watched == m_window) {
        measure();
    } else if (event->type() == QEvent::ParentChange && watched == m_window) {
        watchWindow();
    }
    return QWidget::eventFilter(watched, event);
}

void NavRail::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), color(Role::Panel));
    paintLine(&painter, {width() - 1, 0, 1, height()}, color(Role::Line));
}

} // namespace daraja
