// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/redactor.h"
#include "core/http/httpmessage.h"
#include "core/simulator/simulator.h"
#include "core/simulator/wireanswer.h"

namespace daraja {

/// The requests that the simulator saw, redacted before they are kept; the last 1,000, of each body the first 16 KiB.
class RequestLog final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RequestLog)

public:
    RequestLog(const Clock &clock, QObject *parent);

    /// What must not stand in any body, besides the members whose names say so.
    void setSecrets(const QStringList &secrets);

    [[nodiscard]] const QList<SimulatorRequest> &entries() const { return m_entries; }
    /// Returns the id for answered().
    quint64 seen(const HttpRequest &request);
    void answered(quint64 id, const WireAnswer &answer);
    void clear();

Q_SIGNALS:
    void requestSeen(int index);
    void requestAnswered(int index);

private:
    [[nodiscard]] QByteArray kept(const QByteArray &body) const;

    const Clock &m_clock;
    Redactor m_redactor;
    QList<SimulatorRequest> m_entries;
    quint64 m_lastId = 0;
};

} // namespace daraja
