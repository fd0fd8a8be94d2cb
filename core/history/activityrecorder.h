// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/history/activitylogprivate.h"

#include <QHash>
#include <QPointer>

namespace daraja {

/// Listens to one client and its tokens and writes what happens into the log. Child of the log; deletes itself when both are gone.
class ActivityRecorder final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ActivityRecorder)

public:
    ActivityRecorder(ActivityLog::Private &log, MpesaClient &client, TokenManager &tokens);

private:
    /// A call on its way.
    struct Followed
    {
        quint64 entryId = 0;
        bool readOnly = false;
        bool sent = false;
        std::chrono::milliseconds acceptedAt{-1}; ///< steady
    };

    /// The entry with the profile of the client.
    [[nodiscard]] ActivityEntry ofProfile(ActivityEntry entry) const;
    void callStarted(ApiCall *call);
    void stageChanged(const ApiCall &call, ApiCall::Stage stage);
    void callAcknowledged(const ApiCall &call, const ApiResponse &soFar);
    void callSucceeded(const ApiCall &call, const ApiResponse &response);
    void callFailed(const ApiCall &call, const MpesaError &error);
    /// The call died without an end: its client was destroyed.
    void callVanished(quint64 callId);
    void callbackJoined(const Callback &callback, quint64 callId);

    void tokensChanged();
    void fetchBegan();
    void fetchEnded();
    void tokensVanished();
    void leaveWhenAlone();

    ActivityLog::Private &m_log;
    QPointer<MpesaClient> m_client;
    QPointer<TokenManager> m_tokens;
    QHash<quint64, Followed> m_calls; ///< by call id
    quint64 m_fetch = 0;              ///< entry of the token fetch on its way
    QDateTime m_exchangeBefore;       ///< start of the last exchange before that fetch
};

} // namespace daraja
