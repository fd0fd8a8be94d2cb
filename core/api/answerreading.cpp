// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/api/answerreading.h"

#include "core/api/answerform.h"
#include "core/errors/answerbody.h"
#include "core/errors/errorguide.h"

#include <QCoreApplication>

namespace daraja {

namespace {

constexpr QStringView stillProcessing = u"4999";      // daraja-api 6.1
constexpr QStringView manyMeanings = u"500.001.1001"; // daraja-api 5.3
constexpr QStringView invalidValue = u"400.002.02";
constexpr QStringView duplicateOrMaintenance = u"500.002.1001"; // 10.4

QString readingText(const char *text)
{
    return QCoreApplication::translate("ApiCall", text);
}

bool isBeingProcessed(const MpesaError &error)
{
    return error.code == manyMeanings && error.message.contains(u"being processed", Qt::CaseInsensitive);
}

/// A request with this id was accepted before, and may have paid (daraja-api 11).
bool isDuplicateIntent(const MpesaError &error)
{
    return error.code == duplicateOrMaintenance && error.message.contains(u"duplicate", Qt::CaseInsensitive);
}

QString memberText(const QJsonObject &object, QStringView name)
{
    return jsonText(jsonMember(object, name)).trimmed();
}

MpesaError errorOfAnswer(MpesaError::Origin origin, const QString &code, const QString &message, const HttpResult &result)
{
    MpesaError error;
    error.origin = origin;
    error.code = code;
    error.message = message;
    error.httpStatus = result.status;
    error.body = result.exchange.responseBody.left(64LL * 1024);
    return error;
}

MpesaError refusalIn(const AnswerVerdict &shown, const HttpResult &result, const QString &code)
{
    return errorOfAnswer(MpesaError::Origin::Api, code,
                         shown.text.isEmpty() ? readingText("Daraja did not accept the request and gave no reason.") : shown.text, result);
}

/// An answer that says neither yes nor no, or lacks the id that joins the result.
MpesaError emptyAnswer(const OperationSpec &operation, const HttpResult &result)
{
    const QString member = decisiveMember(operation);
    if (operation.readsOnly()) {
        return errorOfAnswer(MpesaError::Origin::Api, QString::fromLatin1(ErrorCode::badAnswer),
                             readingText("Daraja answered without %1, so the result could not be recognised. Send it again.").arg(member),
                             result);
    }
    return errorOfAnswer(
        MpesaError::Origin::UnknownOutcome, QString::fromLatin1(ErrorCode::outcomeUnknown),
        readingText("Daraja answered without %1. The request may have been carried out. Look before you send it again.").arg(member),
        result);
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

/// `shown` is the verdict in the redacted answer.
AnswerReading readOutcomeInAnswer(const OperationSpec &operation, const HttpResult &http, AnswerReading reading,
                                  const AnswerVerdict &verdict, const AnswerVerdict &shown, const QDateTime &at)
{
    CallResult result = resultIn(reading.acknowledgement, http, CallResult::From::Answer, at);
    if (!result.code.isEmpty()) {
        reading.outcome = outcomeOfResult(operation, result.code, result.description);
        reading.result = result;
        return reading;
    }
    switch (verdict.kind) {
    case AnswerVerdict::Kind::Accepted:
        reading.outcome = isStkQuery(operation) ? CallOutcome::Pending : CallOutcome::Done;
        break;
    case AnswerVerdict::Kind::Partly:
        result.code = verdict.code;
        result.description = shown.text;
        reading.outcome = CallOutcome::Unknown;
        reading.result = result;
        break;
    case AnswerVerdict::Kind::Refused:
        reading.error = refusalIn(shown, http, verdict.code);
        break;
    case AnswerVerdict::Kind::Silent:
        reading.outcome = CallOutcome::Pending;
        if (!isStkQuery(operation)) {
            reading.error = emptyAnswer(operation, http);
        }
        break;
    }
    return reading;
}

} // namespace

bool isStkQuery(const OperationSpec &operation)
{
    return QLatin1StringView(operation.id) == QLatin1StringView("stk_query");
}

CallOutcome outcomeOfResult(const OperationSpec &operation, const QString &code, const QString &description)
{
    if (isZeroCode(code)) {
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

AnswerReading readAnswerOf(const PreparedRequest &request, const HttpResult &result, const MpesaError &error, const QDateTime &at)
{
    const OperationSpec &operation = *request.operation;
    const QJsonObject answer = readAnswer(result.body).object;
    AnswerReading reading;
    reading.acknowledgement = result.exchange.responseBody == result.body ? answer : readAnswer(result.exchange.responseBody).object;
    if (isStkQuery(operation) && isBeingProcessed(error)) {
        return reading;
    }
    const AnswerVerdict verdict = verdictOf(operation, answer);
    const bool saysYes = verdict.kind == AnswerVerdict::Kind::Accepted || verdict.kind == AnswerVerdict::Kind::Partly;
    // In some families a code means yes that means no elsewhere.
    const bool familyKnowsBetter = result.status / 100 == 2 && saysYes && error.code == verdict.code;
    if (error.isError() && !familyKnowsBetter) {
        reading.error = error;
        if (operation.isAboutMoney() && isDuplicateIntent(error)) {
            reading.error.origin = MpesaError::Origin::UnknownOutcome;
        }
        return reading;
    }

    const AnswerIds ids = idsIn(operation, answer);
    const AnswerVerdict shown = verdictOf(operation, reading.acknowledgement);
    if (operation.delivery == Delivery::InAnswer) {
        reading.conversation = ids.conversation;
        if (QLatin1StringView(operation.id) == QLatin1StringView("bill_optin") && saysYes) {
            reading.appKey = memberText(answer, u"app_key");
        }
        return readOutcomeInAnswer(operation, result, std::move(reading), verdict, shown, at);
    }
    const bool named = !ids.conversation.isEmpty() || (operation.delivery == Delivery::ResultUrl && !ids.originator.isEmpty());
    const QString own = ownIdOf(operation, request.values);
    reading.originator = ids.originator.isEmpty() ? own : ids.originator;
    reading.conversation = ids.conversation.isEmpty() ? reading.originator : ids.conversation;
    if (verdict.kind == AnswerVerdict::Kind::Refused) {
        reading.error = refusalIn(shown, result, verdict.code);
    } else if (!(named || (saysYes && !own.isEmpty()))) {
        reading.error = emptyAnswer(operation, result);
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
