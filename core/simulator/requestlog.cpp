// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/requestlog.h"

namespace daraja {

namespace {
constexpr qsizetype keptRequests = 1'000;
constexpr qsizetype keptBodyBytes = 16LL * 1024;
} // namespace

RequestLog::RequestLog(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
}

void RequestLog::setSecrets(const QStringList &secrets)
{
    m_redactor = {};
    for (const QString &secret : secrets) {
        m_redactor.addSecret(secret.toUtf8());
    }
}

quint64 RequestLog::seen(const HttpRequest &request)
{
    SimulatorRequest entry;
    entry.id = ++m_lastId;
    entry.at = m_clock.now();
    entry.method = request.method;
    entry.path = QString::fromUtf8(kept(request.path()));
    entry.body = kept(request.body);
    if (m_entries.size() == keptRequests) {
        m_entries.removeFirst();
    }
    m_entries.append(entry);
    Q_EMIT requestSeen(static_cast<int>(m_entries.size() - 1));
    return entry.id;
}

void RequestLog::answered(quint64 id, const WireAnswer &answer)
{
    // Ids are consecutive; a request that a slot of requestSeen() made the log forget has none of these indexes.
    const qint64 index = m_entries.isEmpty() ? -1 : static_cast<qint64>(id) - static_cast<qint64>(m_entries.first().id);
    if (index < 0 || index >= m_entries.size()) {
        return;
    }
    SimulatorRequest &entry = m_entries[index];
    entry.status = answer.status;
    entry.answer = kept(answer.body);
    entry.note = answer.note;
    Q_EMIT requestAnswered(static_cast<int>(index));
}

void RequestLog::clear()
{
    m_entries.clear();
}

QByteArray RequestLog::kept(const QByteArray &body) const
{
    // Redacted before it is cut: half a secret would not be recognised.
    const QByteArray redacted = m_redactor.text(body);
    return redacted.size() <= keptBodyBytes ? redacted : redacted.first(keptBodyBytes) + " …";
}

} // namespace daraja
