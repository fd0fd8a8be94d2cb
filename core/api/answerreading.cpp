// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/api/answerreading.h"

#include "core/errors/answerbody.h"
#include "core/errors/errorguide.h"

#include <QCoreApplication>

#include <algorithm>

namespace daraja {

namespace {

constexpr QStringView stillProcessing = u"4999";      // daraja-api 6.1
constexpr QStringView manyMeanings = u"500.001.1001"; // daraja-api 5.3
constexpr QStringView invalidValue = u"400.002.02";

QString readingText(const char *text)
{
    return QCoreApplication::translate("ApiCall", text);
}

bool isZero(const QString &code)
{
    return !code.isEmpty() && std::all_of(code.begin(), code.end(), [](QChar c) { return c == u'0'; });
}

bool isBeingProcessed(const MpesaError &error)
{
    return error.code == manyMeanings && error.message.contains(u"being processed", Qt::CaseInsensitive);
}

QString memberText(const QJsonObject &object, QStringView name)
{
    return jsonText(jsonMember(object, name)).trimmed();
}

MpesaError refusalIn(const QJsonObject &shown, const HttpResult &result, const QString &responseCode)
{
    MpesaError error;
    error.origin = MpesaError::Origin::Api;
    error.code = responseCode;
    error.message = memberText(shown, u"ResponseDescription");
    if (error.message.isEmpty()) {
        error.message = readingText("Daraja did not accept the request and gave no reason.");
    }
    error.httpStatus = result.status;
    error.body = result.exchange.responseBody.left(64 * 1024);
    return error;
}

MpesaError withoutConversation(const OperationSpec &operation, const HttpResult &result, const QString &member)
{
    MpesaError error;
    error.httpStatus = result.status;
    error.body = result.exchange.responseBody.left(64 * 1024);
    if (operation.readsOnly()) {
        error.origin = MpesaError::Origin::Api;
        error.code = QString::fromLatin1(ErrorCode::badAnswer);
        error.message = readingText("Daraja answered without %1, so the result could not be recognised. Send it again.").arg(member);
    } else {
        error.origin = MpesaError::Origin::UnknownOutcome;
        error.code = QString::fromLatin1(ErrorCode::outcomeUnknown);
        error.message =
            readingText("Daraja answered without %1. The request may have been carried out. Look before you send it again.").arg(member);
    }
    return error;
}

CallResult resultIn(const QJsonObject &object, const HttpResult &http, CallResult::From from, const QDateTime &at)
{
    CallResult result;
    result.from = from;
    result.code = memberText(object, u"ResultCode");
    result.description = memberText(object, u"ResultDesc");
    result.raw = http.exchange.responseBody;
    result.at = at;
    return result;
}

AnswerReading readOutcomeInAnswer(const OperationSpec &operation, const HttpResult &http, AnswerReading reading, const QDateTime &at)
{
    const CallResult result = resultIn(reading.acknowledgement, http, CallResult::From::Answer, at);
    if (!result.code.isEmpty()) {
        reading.outcome = outcomeOfResult(operation, result.code, result.description);
        reading.result = result;
        return reading;
    }
    const QString responseCode = memberText(reading.acknowledgement, u"ResponseCode");
    if (!responseCode.isEmpty() && !isZero(responseCode)) {
        reading.error = refusalIn(reading.acknowledgement, http, responseCode);
        return reading;
    }
    reading.outcome = isStkQuery(operation) ? CallOutcome::Pending : CallOutcome::Done;
    return reading;
}

} // namespace

bool isStkQuery(const OperationSpec &operation)
{
    return QLatin1StringView(operation.id) == QLatin1StringView("stk_query");
}

CallOutcome outcomeOfResult(const OperationSpec &operation, const QString &code, const QString &description)
{
    if (isZero(code)) {
        return operation.delivery == Delivery::StkCallback || isStkQuery(operation) ? CallOutcome::Paid : CallOutcome::Done;
    }
    if (code == stillProcessing) {
        return CallOutcome::Pending;
    }
    const Explanation explanation = ErrorGuide::instance().explainResult(code, description, QString::fromLatin1(operation.id));
    if (explanation.known && explanation.terminal) {
        return CallOutcome::Refused;
    }
    return !explanation.known && operation.readsOnly() && operation.delivery == Delivery::ResultUrl ? CallOutcome::Refused
                                                                                                 : CallOutcome::Unknown;
}

CallResult resultFrom(const Callback &callback)
{
    CallResult result;
    result.from = CallResult::From::Callback;
    result.code = callback.resultCode;
    result.description = callback.resultDescription;
    result.transactionId = callback.transactionId;
    result.parameters = callback.parameters;
    result.raw = callback.raw;
    result.at = callback.receivedAt;
    return result;
}

AnswerReading readAnswerOf(const OperationSpec &operation, const HttpResult &result, const MpesaError &error, const QDateTime &at)
{
    AnswerReading reading;
    const QJsonObject answer = readAnswer(result.body).object;
    reading.acknowledgement = result.exchange.responseBody == result.body ? answer : readAnswer(result.exchange.responseBody).object;
    reading.conversation = memberText(answer, operation.delivery == Delivery::ResultUrl ? u"ConversationID" : u"CheckoutRequestID");
    if (isStkQuery(operation) && isBeingProcessed(error)) {
        return reading;
    }
    if (error.isError()) {
        reading.error = error;
        return reading;
    }
    if (operation.delivery == Delivery::InAnswer) {
        return readOutcomeInAnswer(operation, result, std::move(reading), at);
    }
    const QString responseCode = memberText(answer, u"ResponseCode");
    if (!responseCode.isEmpty() && !isZero(responseCode)) {
        reading.error = refusalIn(reading.acknowledgement, result, responseCode);
    } else if (reading.conversation.isEmpty()) {
        reading.error = withoutConversation(operation, result,
                                            operation.delivery == Delivery::ResultUrl ? QStringLiteral("ConversationID")
                                                                                      : QStringLiteral("CheckoutRequestID"));
    }
    return reading;
}

StatusReading readStatus(const OperationSpec &operation, const HttpResult &result, const MpesaError &error, const QDateTime &at,
                         std::chrono::milliseconds sinceAcknowledgement, std::chrono::milliseconds tooEarly)
{
    using Kind = StatusReading::Kind;
    StatusReading reading;
    if (error.isError()) {
        reading.text = error.message;
        if (error.code == invalidValue && error.message.contains(u"CheckoutRequestID", Qt::CaseInsensitive)) {
            reading.kind = sinceAcknowledgement < tooEarly ? Kind::Pending : Kind::Unrecognised;
        } else if (error.code == QLatin1StringView(ErrorCode::productMissing) || error.code == invalidValue ||
                   (error.code == manyMeanings && error.message.contains(u"wrong credentials", Qt::CaseInsensitive))) {
            reading.kind = Kind::Hopeless;
        }
        return reading;
    }
    const CallResult told = resultIn(readAnswer(result.exchange.responseBody).object, result, CallResult::From::Query, at);
    reading.text = told.code.isEmpty() ? QString() : told.code + u' ' + told.description;
    if (told.code.isEmpty()) {
        return reading;
    }
    reading.outcome = outcomeOfResult(operation, told.code, told.description);
    switch (reading.outcome) {
    case CallOutcome::Pending:
        break;
    case CallOutcome::Unknown:
        reading.kind = Kind::Unrecognised;
        reading.result = told;
        break;
    default:
        reading.kind = Kind::Settled;
        reading.result = told;
        break;
    }
    return reading;
}

} // namespace daraja
