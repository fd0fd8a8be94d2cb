// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/activitywords.h"

#include "core/base/money.h"
#include "core/callbacks/accountbalance.h"
#include "core/errors/errorguide.h"

#include <QCoreApplication>

#include <algorithm>

namespace daraja {

namespace {

constexpr qsizetype keptBodySize = 65'536;
constexpr qsizetype keptExchangeCount = 100;

QString activityText(const char *text)
{
    return QCoreApplication::translate("Activity", text);
}

QString firstOfKind(const PreparedRequest &request, FieldKind kind)
{
    const QList<const FieldSpec *> fields = request.operation->fieldList();
    for (const FieldSpec *field : fields) {
        QString value = request.values.value(QString::fromLatin1(field->name));
        if (field->kind == kind && !value.isEmpty()) {
            return value;
        }
    }
    return {};
}

QJsonObject valuesWithoutSecrets(const PreparedRequest &request)
{
    QJsonObject values;
    const QList<const FieldSpec *> fields = request.operation->fieldList();
    for (const FieldSpec *field : fields) {
        const QString name = QString::fromLatin1(field->name);
        if (!field->isSecret() && request.values.contains(name)) {
            values.insert(name, request.values.value(name));
        }
    }
    return values;
}

bool isZeroCode(const QString &code)
{
    return !code.isEmpty() && std::all_of(code.begin(), code.end(), [](QChar c) { return c == u'0'; });
}

/// `Working 46,713.00 · Utility 49,217.00`: the accounts with money, the first when there is none.
QString balanceSummary(const QString &text)
{
    QStringList parts;
    QStringList empty;
    const QList<AccountBalance> accounts = parseAccountBalance(text);
    for (const AccountBalance &account : accounts) {
        QString name = account.name;
        if (name.endsWith(QStringLiteral(" Account"))) {
            name.chop(8);
        }
        const bool hasMoney = parseCents(account.available).value_or(1) != 0;
        (hasMoney ? parts : empty).append(name + u' ' + displayAmount(account.available));
    }
    return (parts.isEmpty() ? empty.mid(0, 1) : parts.mid(0, 3)).join(QStringLiteral(" · "));
}

QString resultTiming(CallResult::From from, std::chrono::milliseconds after)
{
    if (after.count() < 0 || from == CallResult::From::Answer) {
        return {};
    }
    const QString seconds = QString::number(static_cast<double>(after.count()) / 1000.0, 'f', 1);
    return from == CallResult::From::Query ? activityText("found by query after %1 s").arg(seconds)
                                           : activityText("callback after %1 s").arg(seconds);
}

QString codeAndWords(const QString &code, const QString &words)
{
    return words.isEmpty() ? code : code + u' ' + words.simplified();
}

} // namespace

ActivityEntry entryOfCall(const ApiCall &call)
{
    const PreparedRequest &request = call.request();
    ActivityEntry entry;
    entry.callId = call.id();
    entry.kind = ActivityEntry::Kind::Call;
    entry.at = call.startedAt();
    entry.operationId = QString::fromLatin1(call.operation().id);
    entry.title = catalogueText(call.operation().title);
    for (const FieldKind kind : {FieldKind::Msisdn, FieldKind::Party, FieldKind::ShortCode}) {
        if (entry.party.isEmpty()) {
            entry.party = firstOfKind(request, kind);
        }
    }
    entry.amount = wholeShillings(firstOfKind(request, FieldKind::Amount));
    entry.summary = call.stageText();
    entry.values = valuesWithoutSecrets(request);
    return entry;
}

ActivityEntry entryOfLooseCallback(const Callback &callback)
{
    ActivityEntry entry;
    entry.kind = ActivityEntry::Kind::LooseCallback;
    entry.state = stateOf(callback, likelyOperation(callback));
    entry.at = callback.receivedAt;
    entry.title = activityText("Callback");
    entry.party = callback.parameter(u"PhoneNumber");
    entry.amount = wholeShillings(callback.parameter(u"Amount"));
    entry.summary = summaryOf(callback);
    entry.conversation = callback.conversation;
    if (isZeroCode(callback.resultCode)) {
        entry.receipt = callback.transactionId;
    }
    entry.callbacks = {keptCallback(callback)};
    return entry;
}

ActivityEntry::State stateOf(CallOutcome outcome)
{
    switch (outcome) {
    case CallOutcome::Paid:
        return ActivityEntry::State::Paid;
    case CallOutcome::Done:
        return ActivityEntry::State::Done;
    case CallOutcome::Refused:
        return ActivityEntry::State::Refused;
    case CallOutcome::Pending:
        return ActivityEntry::State::Pending;
    case CallOutcome::Unknown:
        break;
    }
    return ActivityEntry::State::Unknown;
}

ActivityEntry::State stateOf(const Callback &callback, const QString &operationId)
{
    switch (callback.kind) {
    case Callback::Kind::Unreadable:
        return ActivityEntry::State::Failed;
    case Callback::Kind::QueueTimeout:
        return ActivityEntry::State::Unknown;
    case Callback::Kind::C2bValidation:
        return ActivityEntry::State::Pending;
    case Callback::Kind::C2bConfirmation:
    case Callback::Kind::BillPayment:
    case Callback::Kind::Pull:
        return ActivityEntry::State::Paid;
    case Callback::Kind::StkResult:
    case Callback::Kind::Result:
    case Callback::Kind::B2bExpress:
    case Callback::Kind::StandingOrder:
        break;
    }
    if (isZeroCode(callback.resultCode)) {
        return callback.kind == Callback::Kind::StkResult ? ActivityEntry::State::Paid : ActivityEntry::State::Done;
    }
    const Explanation explanation = ErrorGuide::instance().explainResult(callback.resultCode, callback.resultDescription, operationId);
    return explanation.known && explanation.terminal ? ActivityEntry::State::Refused : ActivityEntry::State::Unknown;
}

QString likelyOperation(const Callback &callback)
{
    return callback.kind == Callback::Kind::StkResult ? QStringLiteral("stk_push") : QString();
}

QString summaryOf(const CallResult &result, CallOutcome outcome, const QString &operationId, std::chrono::milliseconds after)
{
    QStringList parts;
    if (outcome == CallOutcome::Paid || outcome == CallOutcome::Done) {
        const auto balance = std::find_if(result.parameters.cbegin(), result.parameters.cend(),
                                          [](const auto &parameter) { return parameter.first == u"AccountBalance"; });
        if (balance != result.parameters.cend()) {
            parts.append(balanceSummary(balance->second));
        } else if (outcome == CallOutcome::Paid && !result.transactionId.isEmpty()) {
            parts.append(result.transactionId);
        }
        parts.append(resultTiming(result.from, after));
        parts.removeAll(QString());
    }
    if (parts.isEmpty()) {
        return ErrorGuide::instance().explainResult(result.code, result.description, operationId).said;
    }
    return parts.join(QStringLiteral(" · "));
}

QString summaryOf(const Callback &callback)
{
    switch (callback.kind) {
    case Callback::Kind::Unreadable:
        return activityText("Cannot be read: %1").arg(callback.problem);
    case Callback::Kind::QueueTimeout:
        return activityText("Waited too long at Safaricom; nobody knows whether it was done");
    case Callback::Kind::C2bValidation:
    case Callback::Kind::C2bConfirmation:
    case Callback::Kind::BillPayment:
    case Callback::Kind::Pull:
        return callback.transactionId;
    case Callback::Kind::StkResult:
    case Callback::Kind::Result:
    case Callback::Kind::B2bExpress:
    case Callback::Kind::StandingOrder:
        break;
    }
    return activityText("For no request of this run: %1").arg(codeAndWords(callback.resultCode, callback.resultDescription));
}

QString summaryOf(const MpesaError &error, const QString &operationId)
{
    return ErrorGuide::instance().explain(error, operationId).said;
}

QString stepOf(const MpesaError &error)
{
    switch (error.origin) {
    case MpesaError::Origin::Validation:
    case MpesaError::Origin::Network:
    case MpesaError::Origin::Tls:
        return error.httpStatus == 0 ? activityText("not sent") : activityText("no usable answer");
    case MpesaError::Origin::Aborted:
        return activityText("cancelled");
    case MpesaError::Origin::UnknownOutcome:
        return activityText("no usable answer");
    default:
        return activityText("refused");
    }
}

QString wholeShillings(const QString &amount)
{
    const std::optional<qint64> cents = parseCents(amount);
    return cents && *cents % 100 == 0 ? QString::number(*cents / 100) : amount;
}

QString displayAmount(const QString &amount)
{
    const std::optional<qint64> cents = parseCents(amount);
    return cents ? formatKes(*cents).mid(4) : amount; // without `KES `
}

QByteArray keptBody(const QByteArray &body)
{
    if (body.size() <= keptBodySize) {
        return body;
    }
    return body.first(keptBodySize) + activityText("\n… cut here: %1 bytes in all").arg(body.size()).toUtf8();
}

QList<HttpExchange> keptExchanges(const QList<HttpExchange> &exchanges)
{
    QList<HttpExchange> kept = exchanges;
    if (kept.size() > keptExchangeCount) {
        kept.remove(1, kept.size() - keptExchangeCount);
    }
    for (HttpExchange &exchange : kept) {
        exchange.requestBody = keptBody(exchange.requestBody);
        exchange.responseBody = keptBody(exchange.responseBody);
    }
    return kept;
}

Callback keptCallback(Callback callback)
{
    callback.raw = keptBody(callback.raw);
    return callback;
}

CallResult keptResult(CallResult result)
{
    result.raw = keptBody(result.raw);
    return result;
}

} // namespace daraja
