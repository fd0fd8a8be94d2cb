// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/api/answerreading.h"
#include "core/api/authorizedpost.h"
#include "core/api/mpesaclientprivate.h"

#include <QTimer>

namespace daraja {

/// The course of one call: begin ─ guard and journal (money only) ─ AuthorizedPost ─ accepted ─ callback, status query or limit ─ end.
/// Every step that emits may find the call deleted afterwards and then touches nothing more.
class ApiCall::Private
{
public:
    Private(MpesaClient::Private &home, PreparedRequest request, RequestContext context, const WaitOptions &wait, CallFlags flags);
    ~Private();

    void begin();
    void abort();
    /// A callback of this call's conversation.
    void take(const Callback &callback);
    /// What STK query says about this call.
    void take(const StatusReading &reading);

    [[nodiscard]] const ApiResponse &soFar() const { return m_response; }

    ApiCall *q = nullptr;
    MpesaClient::Private &home;
    const PreparedRequest request;
    const RequestContext context;
    const WaitOptions wait;
    const CallFlags flags;
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
    void failUnsent(const QString &code, const QString &message);
    [[nodiscard]] Intent intent() const;
    /// A call about money: false when it ended here or goes on in recorded().
    bool mayStart();
    void recorded(const Intent &intent, const IntentRecord &record);
    void send();
    void answered();
    /// The request failed: true when its outcome is known all the same, by a callback that came before, or when somebody deleted the call.
    bool endByEarlyCallback(bool outcomeIsUnknown);
    /// False when somebody deleted this call meanwhile.
    bool join(const QList<Callback> &callbacks, quint64 callId);
    void startWaiting();
    void limitReached();
    void succeed(CallOutcome outcome);
    void fail(const MpesaError &error);
    bool end();

    AuthorizedPost *m_post = nullptr;
    bool m_aborted = false;
    bool m_isRecording = false;
    ApiResponse m_response;
    QTimer m_limit;
    bool m_lastWasUnrecognised = false;
    std::optional<CallResult> m_unrecognised;
};

} // namespace daraja
