// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// What the status line says about the timeline.

#include "core/base/nairobitime.h"
#include "ui/activity/activityfilters.h"
#include "ui/activity/activitypage.h"

#include <QFileInfo>
#include <QLocale>

namespace daraja {

namespace {

using State = ActivityEntry::State;

constexpr int mostCounted = 10'000;

QString counted(int count)
{
    return count < mostCounted ? QLocale::c().toString(count) : ActivityPage::tr("%1 or more").arg(QLocale::c().toString(mostCounted));
}

} // namespace

void ActivityPage::countSoon()
{
    if (!m_countSoon.isActive()) {
        m_countSoon.start();
    }
}

/// For the status line, and the profiles to choose from.
void ActivityPage::count()
{
    HistoryStore &history = desk().history();
    for (const quint64 ticket : std::as_const(m_counting)) {
        history.cancel(ticket);
    }
    m_counting.clear();
    HistoryQuery today;
    today.from = fromDarajaTimestamp(toNairobi(desk().clock().now()).toString(QStringLiteral("yyyyMMdd000000"))).toUTC();
    HistoryQuery waiting;
    waiting.states = {State::Waiting, State::Running};
    HistoryQuery unknown;
    unknown.states = {State::Unknown, State::Pending};
    for (const auto &[query, number] :
         {std::pair(today, &ActivityPage::m_today), std::pair(waiting, &ActivityPage::m_waiting),
          std::pair(unknown, &ActivityPage::m_unknown), std::pair(m_filters->query(), &ActivityPage::m_found)}) {
        m_counting.append(history.count(query, mostCounted, this, [this, number = number](int found) {
            this->*number = found;
            Q_EMIT statusChanged();
        }));
    }
    m_counting.append(history.profiles(this, [this](const QList<QPair<QString, QString>> &profiles) { m_filters->setProfiles(profiles); }));
}

QString ActivityPage::statusText() const
{
    const QString all = tr("%1 today · %2 waiting · %3 unknown").arg(counted(m_today), counted(m_waiting), counted(m_unknown));
    return m_filters->isNarrow() ? tr("%1 found · %2").arg(counted(m_found), all) : all;
}

QString ActivityPage::statusHint() const
{
    const HistoryStatus::State state = desk().history().status().state;
    if (state != HistoryStatus::State::Open && state != HistoryStatus::State::ReadOnly) {
        return {};
    }
    const QString file = desk().history().path();
    const qint64 bytes = QFileInfo(file).size() + QFileInfo(file + QStringLiteral("-wal")).size(); // what SQLite has not moved over yet
    const QString size = QLocale::c().formattedDataSize(bytes, 0, QLocale::DataSizeTraditionalFormat);
    const int days = desk().historyDays();
    return days > 0 ? tr("%1 kept, %2 days").arg(size).arg(days) : tr("%1 kept").arg(size);
}

} // namespace daraja
