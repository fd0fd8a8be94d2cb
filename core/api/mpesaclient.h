// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/api/apicall.h"
#include "core/api/productionguard.h"
#include "core/auth/tokenmanager.h"

#include <chrono>

namespace daraja {

/// Arguments of `stk_push`; wire names as members. Empty texts are filled from the profile.
struct StkPushArguments
{
    QString amount;           ///< whole KES
    QString phoneNumber;      ///< any accepted form; PartyA follows it
    QString accountReference; ///< at most 12 characters
    QString transactionDesc;  ///< at most 13 characters
    QString transactionType;
    QString businessShortCode;
    QString partyB;
    QString callBackUrl;
};

/// Arguments of `account_balance` as on the wire.
struct AccountBalanceArguments
{
    QString initiator;
    QString securityCredential;
    QString commandId; ///< AccountBalance
    QString partyA;
    QString identifierType;
    QString remarks;
    QString queueTimeOutUrl;
    QString resultUrl;
};

/// Arguments of `b2c_payment`. Empty texts are filled from the profile.
struct B2cPaymentArguments
{
    QString amount;                   ///< whole KES
    QString partyB;                   ///< who is paid, any accepted form of a phone number
    QString commandId;                ///< SalaryPayment, BusinessPayment, PromotionPayment
    QString remarks;                  ///< 2 to 100 characters
    QString occassion;                ///< spelt as on the wire
    QString originatorConversationId; ///< empty: made for this call; give that of an earlier one to send the same intent again
    QString partyA;
};

/// Arguments of `transaction_status`: one of the first two. Empty texts are filled from the profile.
struct TransactionStatusArguments
{
    QString transactionId;          ///< receipt
    QString originalConversationId; ///< OriginatorConversationID of the call that is asked about
    QString remarks;
};

/// Arguments of `reversal`. Empty texts are filled from the profile.
struct ReversalArguments
{
    QString transactionId; ///< receipt
    QString amount;        ///< whole KES, exactly what was paid
    QString remarks;
};

/// How a call differs from the usual.
enum class CallFlag {
    MeantTwice = 1, ///< production: send it although the same was sent a moment ago
    OneAttempt = 2, ///< not tried again when Daraja is busy, also when it only reads: the caller asks again at its own pace
    Probe = 4,      ///< asked to find a fault, not for its answer: the history shows it, the weather does not count it
};
Q_DECLARE_FLAGS(CallFlags, CallFlag)
Q_DECLARE_OPERATORS_FOR_FLAGS(CallFlags)

/// How long and how a call waits for its result.
struct WaitOptions
{
    std::chrono::milliseconds limit{0}; ///< after the acknowledgement; 0: do not wait, end with outcome Pending
    bool query = true;                  ///< STK push: ask STK query at a polite pace when no callback came
    std::chrono::milliseconds firstQuery =
        std::chrono::seconds(12); ///< after the acknowledgement (daraja-api 6.2: 10 to 15 s, then each 12 s or slower)
    std::chrono::milliseconds queryInterval =
        std::chrono::seconds(12); ///< shared by all calls of the client: at most one query per interval
    std::chrono::milliseconds tooEarly =
        std::chrono::seconds(30); ///< so long `Invalid CheckoutRequestID` means "not known yet" (daraja-api 6.1)
};

/// Daraja as an object: sends calls for one profile, refreshes the token when a product rejects it, joins results. The seed's MpesaClient.
///
///     call() ─ prepareRequest ─ guard, journal ─ TokenManager ─ HttpClient ─ acknowledgement ─ result by callback or STK query ─
///     succeeded()
///                  └ problems      └ not sent         └ failed      └ token-class rejection: invalidate, refresh once, resend once
///
/// Lives on one thread. HttpClient, TokenManager, Clock, guard and journal must outlive it. Calls are its children.
class MpesaClient final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MpesaClient)

public:
    MpesaClient(HttpClient &http, TokenManager &tokens, const Clock &clock, QObject *parent = nullptr);
    ~MpesaClient() override;

    /// Profile, secrets and addresses that calls are filled from; `now` and `baseUrl` in it are ignored. Affects later calls only.
    void setContext(RequestContext context);
    [[nodiscard]] RequestContext context() const; ///< with now and baseUrl; holds secrets

    /// Stands before every call about money in production. The client has one of its own, locked; give it that of the program instead.
    void setGuard(ProductionGuard &guard);
    [[nodiscard]] ProductionGuard &guard();
    /// Calls about money are written there before anything is sent. Null: nobody writes.
    void setJournal(IntentJournal *journal);

    /// An intent is given an id of its own where the operation has one (OriginatorConversationID, RequestRefID): once per call, kept when
    /// the call is sent again after a token-class rejection. To send the same intent once more by hand, give the same id among the values.
    ApiCall *call(const OperationSpec &operation, const Values &values, const WaitOptions &wait = {}, CallFlags flags = {});
    /// By id; an unknown one is a call that fails with Validation.
    ApiCall *call(const QString &operationId, const Values &values, const WaitOptions &wait = {}, CallFlags flags = {});

    /// \name Typed shorthands: call() with the operation's id
    /// @{
    ApiCall *stkPush(const StkPushArguments &arguments, const WaitOptions &wait = {});
    ApiCall *stkQuery(const QString &checkoutRequestId);
    ApiCall *accountBalance(const AccountBalanceArguments &arguments, const WaitOptions &wait = {});
    ApiCall *b2cPayment(const B2cPaymentArguments &arguments, const WaitOptions &wait = {});
    ApiCall *transactionStatus(const TransactionStatusArguments &arguments, const WaitOptions &wait = {});
    ApiCall *reversal(const ReversalArguments &arguments, const WaitOptions &wait = {});
    /// @}

    /// Gives a callback to the call that waits for it. Kept for a while (up to 1,000, 10 minutes) when it overtook its acknowledgement.
    /// A second one for the same conversation changes nothing, nor does one that was refused because of its sender. Returns the id of the
    /// call it belongs to, 0 when nobody is known (yet).
    quint64 deliver(const Callback &callback);

    /// Calls on their way, oldest first.
    [[nodiscard]] QList<ApiCall *> activeCalls() const;

Q_SIGNALS:
    /// A call began; connect to it here to follow it. Emitted before any signal of the call, from inside call().
    void started(daraja::ApiCall *call);
    /// A callback found its call, now or when the acknowledgement came later. Once per callback.
    void joined(const daraja::Callback &callback, quint64 callId);
    /// Bill Manager answered an opt-in with the app key, which is to be seen nowhere else: whatever is shown or kept has it masked. Later
    /// calls of this client use it; to keep it for good is the receiver's affair (SecretKind::BillManagerKey). Before the call's
    /// succeeded().
    void appKeyIssued(const QString &key);

private:
    friend class ApiCall;
    friend class Reconciler;
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace daraja
