// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// Intents that look alike, so that two programs do not pay the same twice.

#include "core/api/productionguard.h"
#include "core/history/historynames.h"
#include "core/history/historytable.h"

#include <QCryptographicHash>

namespace daraja {

namespace {

constexpr qint64 twinTime = std::chrono::milliseconds(ProductionGuard::duplicateTime).count();

/// A likeness names a customer: its hash is enough to know it again.
QString hashOfLikeness(const QString &likeness)
{
    return QString::fromLatin1(QCryptographicHash::hash(likeness.toUtf8(), QCryptographicHash::Sha256).toHex());
}

} // namespace

QDateTime HistoryTable::twinOf(const QString &likeness, const QDateTime &at)
{
    if (likeness.isEmpty()) {
        return {};
    }
    using State = ActivityEntry::State;
    const qint64 now = at.toMSecsSinceEpoch();
    const QVariant found = m_database.value(
        QStringLiteral("SELECT max(intent.at) FROM intent LEFT JOIN entry ON entry.uid = intent.uid WHERE intent.alike = ? "
                       "AND intent.run <> ? AND intent.at > ? AND intent.at < ? AND ifnull(entry.state, '') NOT IN (?, ?)"),
        {hashOfLikeness(likeness), m_run, now - twinTime, now + twinTime, stateName(State::Refused), stateName(State::Failed)});
    return found.isNull() ? QDateTime() : QDateTime::fromMSecsSinceEpoch(found.toLongLong(), Qt::UTC);
}

void HistoryTable::rememberLikeness(const QString &uid, const QString &likeness, const QDateTime &at)
{
    if (likeness.isEmpty()) {
        return;
    }
    const qint64 now = at.toMSecsSinceEpoch();
    m_database.run(QStringLiteral("DELETE FROM intent WHERE at <= ? OR at >= ?"), {now - twinTime, now + twinTime});
    m_database.run(QStringLiteral("INSERT OR REPLACE INTO intent (uid, run, alike, at) VALUES (?, ?, ?, ?)"),
                   {uid, m_run, hashOfLikeness(likeness), now});
}

} // namespace daraja
