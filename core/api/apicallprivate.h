// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/api/answerreading.h"
#include "core/api/authorizedpost.h"
#include "core/api/mpesaclientprivate.h"

#include <QTimer>

namespace daraja {

/// The course of one call: begin ─ AuthorizedPost ─ accepted ─ callback, status query or limit ─ end. Every step that emits may find the
/// call deleted afterwards and then touches nothing more.
class ApiCall::Private
{
public:
    Private(MpesaClient::Private &home, PreparedRequest request, RequestContext context, const WaitOptions &wait);
    ~Private();

    void begin();
    void abort();
    /// A callback of this call's conversation.
    void take(const Callback &callback);
    /// What STK query says about this call.
    void take(const StatusReading &reading);

    ApiCall *q = nullptr;
    MpesaClient::Private &home;
    const PreparedRequest request;
    const RequestContext context;
    const WaitOptions wait;
    const quint64 id;
    const QDateTime startedAt;
    const std::chrono::milliseconds startedSteady;
    std::chrono::milliseconds took{0};
    Stage stage = Stage::Checking;
    QString stageText;
    QList<HttpExchange> exchanges;

private:
    [[nodiscard]] const OperationSpec &operation() const { return *request.operation; }
    [[nodiscard]] bool isDone() const { return stage == Stage::Done; }
    /// \name False when somebody deleted the call meanwhile
    /// @{
    bool enter(Stage next, const QString &text);
    bool acknowledge();
    /// @}
    void failValidation();
    void failAborted();
    void answered();
    void startWaiting();
    void limitReached();
    void succeed(CallOutcome outcome);
    void fail(const MpesaError &error);
    bool end();

    AuthorizedPost *m_post = nullptr;
    bool m_aborted = false;
    ApiResponse m_response;
    QTimer m_limit;
    bool m_lastWasUnrecognised = false;
    std::optional<CallResult> m_unrecognised;
};

} // namespace daraja
