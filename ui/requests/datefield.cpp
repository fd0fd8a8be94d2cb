// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/requests/datefield.h"

#include "core/catalogue/dates.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"

#include <QAction>
#include <QCalendarWidget>
#include <QKeyEvent>
#include <QScreen>
#include <QTextCharFormat>
#include <QToolButton>
#include <QVBoxLayout>

namespace daraja {

namespace {

bool hasTime(const FieldSpec &field)
{
    return QLatin1StringView(field.format).contains(u'H');
}

} // namespace

DateField::DateField(const FieldSpec &field, QWidget *parent)
    : QLineEdit(parent)
    , m_field(field)
{
    QAction *open = addAction(makeIcon(Icon::Calendar, Role::Dim), QLineEdit::TrailingPosition);
    open->setText(tr("Pick a day"));
    open->setToolTip(tr("Pick a day (Alt+Down)"));
    connect(open, &QAction::triggered, this, &DateField::openCalendar);
}

void DateField::openCalendar()
{
    auto *popup = new QFrame(this, Qt::Popup);
    popup->setAttribute(Qt::WA_DeleteOnClose);
    popup->setFrameShape(QFrame::StyledPanel);
    auto *layout = new QVBoxLayout(popup);
    layout->setContentsMargins(px(metrics::Grid), px(metrics::Grid), px(metrics::Grid), px(metrics::Grid));
    auto *calendar = new QCalendarWidget;
    calendar->setVerticalHeaderFormat(QCalendarWidget::NoVerticalHeader);
    calendar->setFirstDayOfWeek(Qt::Monday);
    if (auto *bar = calendar->findChild<QWidget *>(QStringLiteral("qt_calendar_navigationbar"))) {
        QPalette quiet = bar->palette();
        quiet.setColor(QPalette::Highlight, color(Role::Panel));
        quiet.setColor(QPalette::HighlightedText, color(Role::Text));
        bar->setPalette(quiet);
    }
    for (const auto &[name, icon] :
         {std::pair("qt_calendar_prevmonth", Icon::ChevronUp), std::pair("qt_calendar_nextmonth", Icon::ChevronDown)}) {
        if (auto *button = calendar->findChild<QToolButton *>(QLatin1StringView(name))) {
            button->setIcon(makeIcon(icon));
        }
    }
    QTextCharFormat plain;
    plain.setForeground(color(Role::Text));
    calendar->setWeekdayTextFormat(Qt::Saturday, plain); // red means trouble in this window
    calendar->setWeekdayTextFormat(Qt::Sunday, plain);
    const QString shown = text().isEmpty() ? placeholderText() : text();
    if (const QDateTime there = readDate(shown); there.isValid()) {
        calendar->setSelectedDate(there.date());
    }
    layout->addWidget(calendar);
    const auto chosen = [this, popup](const QDate &date) {
        take(date);
        popup->close();
    };
    connect(calendar, &QCalendarWidget::clicked, popup, chosen);
    connect(calendar, &QCalendarWidget::activated, popup, chosen);

    popup->adjustSize();
    QPoint place = mapToGlobal(QPoint(width() - popup->width(), height() + px(2)));
    const QRect room = screen()->availableGeometry();
    if (place.y() + popup->height() > room.bottom()) {
        place.setY(mapToGlobal(QPoint(0, -popup->height() - px(2))).y());
    }
    place.setX(std::clamp(place.x(), room.left(), std::max(room.left(), room.right() - popup->width())));
    popup->move(place);
    popup->show();
    calendar->setFocus(Qt::PopupFocusReason);
}

void DateField::take(const QDate &date)
{
    QString picked = date.toString(Qt::ISODate);
    if (hasTime(m_field)) {
        const QDateTime there = readDate(text());
        picked += u' ' + (there.isValid() ? there.time() : QTime(0, 0)).toString(QStringLiteral("HH:mm:ss"));
    }
    setText(picked);
    setFocus(Qt::PopupFocusReason);
    Q_EMIT this->picked();
}

void DateField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Down && event->modifiers().testFlag(Qt::AltModifier)) {
        openCalendar();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace daraja
