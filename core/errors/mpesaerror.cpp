// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/errors/mpesaerror.h"

#include "core/errors/answerbody.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace daraja {

namespace {

constexpr qsizetype keptBody = 64LL * 1024;

QString errorText(const char *text)
{
    return QCoreApplication::translate("MpesaError", text);
}

bool isClientErrorCode(const QString &code)
{
    return code.size() >= 3 && code.at(0) == u'4' && code.at(1).isDigit() && code.at(2).isDigit() &&
           (code.size() == 3 || code.at(3) == u'.');
}

struct KnownRefusal
{
    QStringView code;
    QStringView words; ///< in the message, any case; empty: the code alone decides
};

/// Answers with HTTP 5xx that are plain refusals all the same (daraja-api 5.3, 7, 10.4).
constexpr std::array knownRefusals{
    KnownRefusal{u"500.003.02", u""},
    KnownRefusal{u"500.003.03", u""},
    KnownRefusal{u"500.002.1001", u""},
    KnownRefusal{u"500.001.1001", u"wrong credentials"},
    KnownRefusal{u"500.001.1001", u"merchant does not exist"},
    KnownRefusal{u"500.001.1001", u"unable to lock subscriber"},
    KnownRefusal{u"500.003.1001", u"already registered"},
    KnownRefusal{u"500.003.1001", u"duplicate notification"},
};

bool isKnownRefusal(const MpesaError &error)
{
    return std::any_of(knownRefusals.begin(), knownRefusals.end(), [&error](const KnownRefusal &refusal) {
        return error.code == refusal.code && (refusal.words.isEmpty() || error.message.contains(refusal.words, Qt::CaseInsensitive));
    });
}

/// Whether the request may have been carried out although this is the answer. The one place for this rule (daraja-api 1.7):
///
///     token-class rejections (decided before), 401, 429, rate limits        no: stopped at the gateway
///     an error of Daraja in JSON with 2xx or 4xx                            no: refused
///     the same with 5xx                                                     only when it is not a known refusal
///     4xx without JSON (but 408)                                            no
///     a gateway page, a redirect, 2xx that is not a JSON object, other 5xx  perhaps
bool mayHaveActed(const MpesaError &error, const AnswerBody &answer)
{
    if (error.httpStatus == 401 || error.httpStatus == 429) {
        return false;
    }
    if (answer.kind == AnswerBody::Kind::Page) {
        return true;
    }
    if (answer.reportsError && (isKnownRefusal(error) || isClientErrorCode(error.code) || error.code.startsWith(u"policies.ratelimit"))) {
        return false;
    }
    const int family = error.httpStatus / 100;
    return !(family == 4 && error.httpStatus != 408) && !(answer.reportsError && (family == 2 || family == 4));
}

/// Words of the server in an error that has none of Daraja's shapes.
QString looseMessage(const QJsonObject &object)
{
    for (const QStringView name : {QStringView(u"error_description"), QStringView(u"message"), QStringView(u"ResponseDescription"),
                                   QStringView(u"error"), QStringView(u"detail")}) {
        QString text = jsonText(jsonMember(object, name)).trimmed();
        if (!text.isEmpty()) {
            return text;
        }
    }
    return {};
}

QString statusLine(const HttpResult &result)
{
    const QString reason = QString::fromUtf8(result.exchange.reason);
    return reason.isEmpty() ? QString::number(result.status) : QStringLiteral("%1 %2").arg(result.status).arg(reason);
}

/// Code and message for an answer that is not an error of Daraja's in JSON. `shown` is the redacted body.
void describeStrangeAnswer(MpesaError &error, const AnswerBody &shown, const HttpResult &result)
{
    const bool success = result.status / 100 == 2;
    switch (shown.kind) {
    case AnswerBody::Kind::Page:
        error.code = QString::fromLatin1(ErrorCode::gatewayPage);
        error.message = shown.message.isEmpty()
                            ? errorText("A web page came back instead of an answer from Daraja (HTTP %1). A firewall or gateway on the way "
                                        "blocked the request, or Daraja is down.")
                                  .arg(statusLine(result))
                            : errorText("A web page came back instead of an answer from Daraja (HTTP %1): “%2”. A firewall or gateway on "
                                        "the way blocked the request, or Daraja is down.")
                                  .arg(statusLine(result), shown.message);
        error.requestId = shown.requestId;
        return;
    case AnswerBody::Kind::Object:
        error.code = QStringLiteral("HTTP_%1").arg(result.status);
        error.message = looseMessage(shown.object);
        break;
    case AnswerBody::Kind::Empty:
        error.code = success ? QString::fromLatin1(ErrorCode::notJson) : QStringLiteral("HTTP_%1").arg(result.status);
        break;
    case AnswerBody::Kind::OtherJson:
    case AnswerBody::Kind::Text:
        error.code = QString::fromLatin1(ErrorCode::notJson);
        error.message = shown.kind == AnswerBody::Kind::OtherJson
                            ? errorText("The answer (HTTP %1) is a JSON list where an object belongs. Is the base URL that of Daraja?")
                                  .arg(statusLine(result))
                            : errorText("The answer (HTTP %1) is not JSON: “%2”").arg(statusLine(result), shown.message);
        return;
    }
    if (error.message.isEmpty()) {
        error.message =
            result.status / 100 == 3
                ? errorText("The server sent us to another address (HTTP %1); the request is not sent there. Check the base URL.")
                      .arg(statusLine(result))
                : errorText("The server answered HTTP %1 without a word.").arg(statusLine(result));
    }
}

MpesaError unanswered(const HttpResult &result, bool readOnly)
{
    const HttpExchange &exchange = result.exchange;
    MpesaError error;
    error.httpStatus = result.status;
    error.body = exchange.responseBody.left(keptBody);
    error.message = exchange.failureText;

    const bool reached = exchange.outcome != HttpOutcome::NotSent;
    if (reached && !readOnly) {
        error.origin = MpesaError::Origin::UnknownOutcome;
        error.code = QString::fromLatin1(ErrorCode::outcomeUnknown);
        error.message = errorText("The request was sent, but no usable answer came: %1. It may have been carried out. Look before you send "
                                  "it again.")
                            .arg(exchange.failureText);
        return error;
    }
    switch (exchange.failure) {
    case HttpFailure::Aborted:
        error.origin = MpesaError::Origin::Aborted;
        error.code = QString::fromLatin1(ErrorCode::aborted);
        error.message = errorText("Cancelled.");
        break;
    case HttpFailure::Tls:
        error.origin = MpesaError::Origin::Tls;
        error.code = QString::fromLatin1(ErrorCode::tls);
        break;
    case HttpFailure::BadUrl:
        error.origin = MpesaError::Origin::Validation;
        error.code = QString::fromLatin1(ErrorCode::invalidField);
        break;
    default:
        error.origin = MpesaError::Origin::Network;
        error.code = QString::fromLatin1(ErrorCode::network);
        break;
    }
    if (error.message.isEmpty()) {
        error.message = errorText("The server could not be reached.");
    }
    return error;
}

} // namespace

QString originName(MpesaError::Origin origin)
{
    switch (origin) {
    case MpesaError::Origin::None:
        return QString();
    case MpesaError::Origin::Validation:
        return QStringLiteral("validation");
    case MpesaError::Origin::Network:
        return QStringLiteral("network");
    case MpesaError::Origin::Tls:
        return QStringLiteral("tls");
    case MpesaError::Origin::Auth:
        return QStringLiteral("auth");
    case MpesaError::Origin::Api:
        return QStringLiteral("api");
    case MpesaError::Origin::Callback:
        return QStringLiteral("callback");
    case MpesaError::Origin::Aborted:
        return QStringLiteral("aborted");
    case MpesaError::Origin::UnknownOutcome:
        return QStringLiteral("unknown");
    }
    return {};
}

MpesaError errorFrom(const HttpResult &result, bool readOnly)
{
    if (!result.isAnswered()) {
        return unanswered(result, readOnly);
    }
    const AnswerBody answer = readAnswer(result.body);
    if (result.status / 100 == 2 && answer.kind == AnswerBody::Kind::Object && !answer.reportsError) {
        return {};
    }

    MpesaError error;
    error.httpStatus = result.status;
    error.body = result.exchange.responseBody.left(keptBody);
    // Codes come from the answer itself, words from its redacted copy: Daraja echoes tokens in errorMessage (daraja-api 1.6).
    AnswerBody shown = readAnswer(result.exchange.responseBody);
    shown.kind = answer.kind;
    if (answer.reportsError) {
        error.code = answer.code.isEmpty() ? QStringLiteral("HTTP_%1").arg(result.status) : answer.code;
        error.message = shown.message;
        error.requestId = shown.requestId;
        if (error.message.isEmpty()) {
            error.message = errorText("The server answered HTTP %1 without a word.").arg(statusLine(result));
        }
    } else {
        describeStrangeAnswer(error, shown, result);
    }

    if (isTokenRejection(error) && (answer.reportsError || result.status == 401)) {
        error.origin = MpesaError::Origin::Auth;
    } else if (!readOnly && mayHaveActed(error, answer)) {
        error.origin = MpesaError::Origin::UnknownOutcome;
    } else {
        error.origin = MpesaError::Origin::Api;
    }
    return error;
}

bool isTokenRejection(const MpesaError &error)
{
    if (error.httpStatus == 0) {
        return false;
    }
    static const QStringList codes{QStringLiteral("404.001.03"), QStringLiteral("404.001.04"), QStringLiteral("400.003.01")};
    return error.httpStatus == 401 || codes.contains(error.code) || error.code.startsWith(u"401") ||
           error.message.contains(u"access token", Qt::CaseInsensitive);
}

} // namespace daraja
