// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/api/conversationbook.h"
#include "core/api/mpesaclient.h"
#include "core/api/querypace.h"
#include "core/api/statuspoller.h"

namespace daraja {

/// What the calls of one client share.
class MpesaClient::Private
{
public:
    Private(MpesaClient *q, HttpClient &http, TokenManager &tokens, const Clock &clock);

    ApiCall *start(PreparedRequest request, const WaitOptions &wait, CallFlags flags);
    [[nodiscard]] RequestContext contextNow() const;
    /// Says that it found its call, and hands it over when the call still waits.
    void give(const Callback &callback, quint64 callId);
    /// Whether a callback that an earlier call would get by its second id may be for one that is just being sent under the same id.
    [[nodiscard]] bool mayBeForOneUnderWay(const QStringList &ids) const;
    /// Null when it ended.
    [[nodiscard]] ApiCall *active(quint64 callId) const;

    MpesaClient *const q;
    HttpClient &http;
    TokenManager &tokens;
    const Clock &clock;
    RequestContext context;
    ProductionGuard ownGuard;
    ProductionGuard *guard = &ownGuard;
    IntentJournal *journal = nullptr;
    ConversationBook book;
    QueryPace pace;
    StatusPoller poller;
    QList<ApiCall *> calls; ///< on their way, oldest first
};

} // namespace daraja
