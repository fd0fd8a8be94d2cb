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

QString firstOfKind(const OperationSpec &operation, const Values &given, FieldKind kind)
{
    const QList<const FieldSpec *> fields = operation.fieldList();
    for (const FieldSpec *field : fields) {
        QString value = given.value(QString::fromLatin1(field->name));
        if (field->kind == kind && !value.isEmpty()) {
            return value;
        }
    }
    return {};
}

/// What is known of a call before it is sent.
void describeRequest(ActivityEntry &entry, const OperationSpec &operation, const Values &given)
{
    entry.operationId = QString::fromLatin1(operation.id);
    entry.title = catalogueText(operation.title);
    for (const FieldKind kind : {FieldKind::Msisdn, FieldKind::LocalMsisdn, FieldKind::Party, FieldKind::ShortCode}) {
        if (entry.party.isEmpty()) {
            entry.party = firstOfKind(operation, given, kind);
        }
    }
    entry.amount = wholeShillings(firstOfKind(operation, given, FieldKind::Amount));
    entry.originator = firstOfKind(operation, given, FieldKind::UniqueId);
    const QList<const FieldSpec *> fields = operation.fieldList();
    for (const FieldSpec *field : fields) {
        const QString name = QString::fromLatin1(field->name);
        if (!field->isSecret() && given.contains(name)) {
            entry.values.insert(name, given.value(name));
        }
    }
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

} // namespace

ActivityEntry entryOfCall(const ApiCall &call)
{
    ActivityEntry entry;
    entry.callId = call.id();
    entry.kind = ActivityEntry::Kind::Call;
    entry.at = call.startedAt();
    entry.probe = call.isProbe();
    entry.summary = call.stageText();
    describeRequest(entry, call.operation(), call.request().values);
    return entry;
}

ActivityEntry entryOfIntent(const Intent &intent)
{
    ActivityEntry entry;
    entry.callId = intent.callId;
    entry.kind = ActivityEntry::Kind::Call;
    entry.at = intent.at;
    if (const OperationSpec *operation = findOperation(intent.operationId)) {
        describeRequest(entry, *operation, intent.values);
    }
    entry.operationId = intent.operationId;
    entry.title = intent.title;
    entry.summary = activityText("About to be sent");
    entry.profileId = intent.profile;
    entry.profile = intent.profileName;
    entry.environment = intent.environment;
    if (!intent.originatorConversation.isEmpty()) {
        entry.originator = intent.originatorConversation;
    }
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
