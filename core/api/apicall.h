// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/callbacks/callback.h"
#include "core/catalogue/request.h"
#include "core/errors/mpesaerror.h"
#include "core/http/httpexchange.h"

#include <QObject>

#include <memory>
#include <optional>

namespace daraja {

class MpesaClient;

/// What finally became of a call.
enum class CallOutcome {
    Paid,    ///< STK push: the customer paid
    Done,    ///< any other operation did what it should
    Refused, ///< Daraja, the customer or a rule said no; nothing moved
    Pending, ///< accepted; no result yet when the waiting ended
    Unknown, ///< nobody can say: look before anything is sent again
};
/// `paid`, `done`, `refused`, `pending`, `unknown`.
[[nodiscard]] QString outcomeName(CallOutcome outcome);

/// The result of an accepted call, from a callback or from STK query.
struct CallResult
{
    enum class From { Callback, Query, Answer };
    From from = From::Callback;
    QString code; ///< ResultCode as text
    QString description;
    QString transactionId; ///< receipt; empty when it came by query
    QList<QPair<QString, QString>> parameters;
    QByteArray raw;
    QDateTime at; ///< UTC
};

/// What a call that was answered ended with. A value; redacted.
struct ApiResponse
{
    QJsonObject acknowledgement;      ///< the synchronous answer; for Delivery::InAnswer the outcome itself
    std::optional<CallResult> result; ///< when one came
    CallOutcome outcome = CallOutcome::Pending;
    QString conversation;  ///< CheckoutRequestID, ConversationID, RequestRefID or responseRefID
    QString originator;    ///< the second id of the same: MerchantRequestID, OriginatorConversationID; may be empty
    HttpExchange exchange; ///< of the attempt that was answered
};

/// One execution of an operation. Owned by its MpesaClient; deletes itself after finished().
///
/// Emits exactly one of succeeded() and failed(), then finished(); never before MpesaClient::call() returned, never from inside abort(),
/// nothing after the receiver died. A call about money passes the production guard and is written down by the IntentJournal before anything
/// is sent; else it fails with Origin::Validation and code GUARD_… or NOT_RECORDED. A call that was accepted and then refused by the
/// customer *succeeded*: its outcome says Refused. failed() is for calls that were not accepted, or of which nobody knows whether they
/// were.
class ApiCall final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ApiCall)

public:
    enum class Stage {
        Checking,    ///< validation, production guard, writing down the intent
        Authorizing, ///< waiting for a token
        Sending,
        Retrying, ///< waiting before another attempt; see stageText()
        Waiting,  ///< accepted; waiting for the result
        Done,
    };
    Q_ENUM(Stage)

    ~ApiCall() override;

    [[nodiscard]] quint64 id() const; ///< unique within the process, rising
    [[nodiscard]] const OperationSpec &operation() const;
    [[nodiscard]] const PreparedRequest &request() const; ///< holds secrets
    [[nodiscard]] bool isProbe() const;                   ///< CallFlag::Probe
    [[nodiscard]] QDateTime startedAt() const;
    [[nodiscard]] std::chrono::milliseconds elapsed() const; ///< until now, or until Done
    [[nodiscard]] Stage stage() const;
    [[nodiscard]] QString stageText() const; ///< for people: `Waiting 2 s, then attempt 3: connection refused`
    [[nodiscard]] const QList<HttpExchange> &
    exchanges() const; ///< every attempt of this call and of its STK queries, redacted, the token's not included

    /// What came so far: acknowledgement, ids and, at the end, the result. Valid at any time; ids are empty before the acknowledgement.
    [[nodiscard]] const ApiResponse &soFar() const;

    /// Two connects: the one of `ok` and `bad` that fits is called once; neither after `context` died.
    void then(QObject *context, std::function<void(const ApiResponse &)> ok, std::function<void(const MpesaError &)> bad);

    /// Ends the call: failed(Aborted) when nothing had been sent, failed(UnknownOutcome) when a money request had left, and during Waiting
    /// succeeded() with outcome Pending (what was accepted cannot be called back). No-op after the end.
    void abort();

Q_SIGNALS:
    /// The stage or its text changed.
    void stageChanged(daraja::ApiCall::Stage stage);
    /// Daraja accepted the request; a result is being waited for. Never for Delivery::InAnswer. At most once, before succeeded().
    void acknowledged(const daraja::ApiResponse &soFar);
    void succeeded(const daraja::ApiResponse &response);
    void failed(const daraja::MpesaError &error);
    void finished();

private:
    friend class MpesaClient;
    class Private;
    explicit ApiCall(std::unique_ptr<Private> d, MpesaClient *client);
    std::unique_ptr<Private> d;
};

} // namespace daraja

Q_DECLARE_METATYPE(daraja::ApiResponse)
