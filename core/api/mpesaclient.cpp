// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/api/mpesaclient.h"

#include "core/api/answerform.h"
#include "core/api/apicallprivate.h"

#include <algorithm>

namespace daraja {

namespace {

/// What an id stands for that is in no row.
constexpr OperationSpec unknownOperation{.id = "unknown", .title = "Unknown operation"};

/// Empty texts are left out: the profile fills them.
Values withoutEmpty(std::initializer_list<std::pair<QString, QString>> arguments)
{
    Values values;
    for (const auto &[name, value] : arguments) {
        if (!value.isEmpty()) {
            values.insert(name, value);
        }
    }
    return values;
}

} // namespace

MpesaClient::Private::Private(MpesaClient *client, HttpClient &httpClient, TokenManager &tokenManager, const Clock &time)
    : q(client)
    , http(httpClient)
    , tokens(tokenManager)
    , clock(time)
    , ownGuard(time)
    , book(time)
    , poller(httpClient, tokenManager, time, pace, nullptr)
{
    connect(&poller, &StatusPoller::answered, q, [this](quint64 callId, const StatusReading &reading) {
        if (ApiCall *call = active(callId)) {
            call->d->take(reading);
        }
    });
    connect(&poller, &StatusPoller::exchanged, q, [this](quint64 callId, const HttpExchange &exchange) {
        if (ApiCall *call = active(callId)) {
            call->d->exchanges.append(exchange);
        }
    });
}

RequestContext MpesaClient::Private::contextNow() const
{
    RequestContext filled = context;
    filled.now = clock.now();
    filled.baseUrl = http.baseUrl();
    return filled;
}

ApiCall *MpesaClient::Private::active(quint64 callId) const
{
    const auto found = std::find_if(calls.begin(), calls.end(), [callId](const ApiCall *call) { return call->id() == callId; });
    return found == calls.end() ? nullptr : *found;
}

void MpesaClient::Private::give(const Callback &callback, quint64 callId)
{
    const QPointer<MpesaClient> alive(q);
    Q_EMIT q->joined(callback, callId);
    ApiCall *call = alive ? active(callId) : nullptr;
    if (call) {
        call->d->take(callback);
    }
}

bool MpesaClient::Private::mayBeForOneUnderWay(const QStringList &ids) const
{
    return book.callOf({ids.first()}) == 0 && std::any_of(calls.begin(), calls.end(), [&ids](const ApiCall *call) {
               return call->stage() < ApiCall::Stage::Waiting && ids.contains(ownIdOf(call->operation(), call->request().values));
           });
}

ApiCall *MpesaClient::Private::start(PreparedRequest request, const WaitOptions &wait, CallFlags flags)
{
    auto *call = new ApiCall(std::make_unique<ApiCall::Private>(*this, std::move(request), contextNow(), wait, flags), q);
    calls.append(call);
    Q_EMIT q->started(call);
    return call;
}

MpesaClient::MpesaClient(HttpClient &http, TokenManager &tokens, const Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, http, tokens, clock))
{
}

MpesaClient::~MpesaClient()
{
    qDeleteAll(findChildren<ApiCall *>(Qt::FindDirectChildrenOnly)); // also those that ended and wait for their deletion: they use `d`
}

void MpesaClient::setContext(RequestContext context)
{
    d->context = std::move(context);
}

RequestContext MpesaClient::context() const
{
    return d->contextNow();
}

void MpesaClient::setGuard(ProductionGuard &guard)
{
    d->guard = &guard;
}

ProductionGuard &MpesaClient::guard()
{
    return *d->guard;
}

void MpesaClient::setJournal(IntentJournal *journal)
{
    d->journal = journal;
}

ApiCall *MpesaClient::call(const OperationSpec &operation, const Values &values, const WaitOptions &wait, CallFlags flags)
{
    return d->start(prepareRequest(operation, values, d->contextNow()), wait, flags);
}

ApiCall *MpesaClient::call(const QString &operationId, const Values &values, const WaitOptions &wait, CallFlags flags)
{
    if (const OperationSpec *operation = findOperation(operationId)) {
        return call(*operation, values, wait, flags);
    }
    PreparedRequest request;
    request.operation = &unknownOperation;
    request.problems = {{QStringLiteral("operation"), tr("There is no operation “%1”.").arg(operationId), {}}};
    return d->start(std::move(request), wait, flags);
}

ApiCall *MpesaClient::stkPush(const StkPushArguments &arguments, const WaitOptions &wait)
{
    return call(QStringLiteral("stk_push"),
                withoutEmpty({{QStringLiteral("Amount"), arguments.amount},
                              {QStringLiteral("PhoneNumber"), arguments.phoneNumber},
                              {QStringLiteral("AccountReference"), arguments.accountReference},
                              {QStringLiteral("TransactionDesc"), arguments.transactionDesc},
                              {QStringLiteral("TransactionType"), arguments.transactionType},
                              {QStringLiteral("BusinessShortCode"), arguments.businessShortCode},
                              {QStringLiteral("PartyB"), arguments.partyB},
                              {QStringLiteral("CallBackURL"), arguments.callBackUrl}}),
                wait);
}

ApiCall *MpesaClient::stkQuery(const QString &checkoutRequestId)
{
    return call(QStringLiteral("stk_query"), withoutEmpty({{QStringLiteral("CheckoutRequestID"), checkoutRequestId}}));
}

ApiCall *MpesaClient::accountBalance(const AccountBalanceArguments &arguments, const WaitOptions &wait)
{
    return call(QStringLiteral("account_balance"),
                withoutEmpty({{QStringLiteral("Initiator"), arguments.initiator},
                              {QStringLiteral("SecurityCredential"), arguments.securityCredential},
                              {QStringLiteral("CommandID"), arguments.commandId},
                              {QStringLiteral("PartyA"), arguments.partyA},
                              {QStringLiteral("IdentifierType"), arguments.identifierType},
                              {QStringLiteral("Remarks"), arguments.remarks},
                              {QStringLiteral("QueueTimeOutURL"), arguments.queueTimeOutUrl},
                              {QStringLiteral("ResultURL"), arguments.resultUrl}}),
                wait);
}

ApiCall *MpesaClient::b2cPayment(const B2cPaymentArguments &arguments, const WaitOptions &wait)
{
    return call(QStringLiteral("b2c_payment"),
                withoutEmpty({{QStringLiteral("OriginatorConversationID"), arguments.originatorConversationId},
                              {QStringLiteral("CommandID"), arguments.commandId},
                              {QStringLiteral("Amount"), arguments.amount},
                              {QStringLiteral("PartyA"), arguments.partyA},
                              {QStringLiteral("PartyB"), arguments.partyB},
                              {QStringLiteral("Remarks"), arguments.remarks},
                              {QStringLiteral("Occassion"), arguments.occassion}}),
                wait);
}

ApiCall *MpesaClient::transactionStatus(const TransactionStatusArguments &arguments, const WaitOptions &wait)
{
    return call(QStringLiteral("transaction_status"),
                withoutEmpty({{QStringLiteral("TransactionID"), arguments.transactionId},
                              {QStringLiteral("OriginalConversationID"), arguments.originalConversationId},
                              {QStringLiteral("Remarks"), arguments.remarks}}),
                wait);
}

ApiCall *MpesaClient::reversal(const ReversalArguments &arguments, const WaitOptions &wait)
{
    return call(QStringLiteral("reversal"),
                withoutEmpty({{QStringLiteral("TransactionID"), arguments.transactionId},
                              {QStringLiteral("Amount"), arguments.amount},
                              {QStringLiteral("Remarks"), arguments.remarks}}),
                wait);
}

quint64 MpesaClient::deliver(const Callback &callback)
{
    const QStringList ids = ConversationBook::idsOf(callback);
    if (ids.isEmpty() || callback.refused) {
        return 0;
    }
    const quint64 callId = d->book.callOf(ids);
    if (callId == 0 || d->mayBeForOneUnderWay(ids)) {
        d->book.keepEarly(callback);
        return 0;
    }
    d->give(callback, callId);
    return callId;
}

QList<ApiCall *> MpesaClient::activeCalls() const
{
    return d->calls;
}

} // namespace daraja
