// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/historypieces.h"

#include "core/history/historynames.h"

#include <QJsonArray>
#include <QStringDecoder>

#include <array>

namespace daraja {

namespace {

constexpr qsizetype longestBody = 1'048'576;

constexpr std::array originNames{"none", "validation", "network", "tls", "auth", "api", "callback", "aborted", "unknown"};
constexpr std::array httpOutcomeNames{"not_sent", "answered", "unknown"};
constexpr std::array httpFailureNames{"none",    "bad_url",         "refused",    "host_not_found", "unreachable", "tls",
                                      "timeout", "connection_lost", "bad_answer", "too_large",      "aborted"};
constexpr std::array resultFromNames{"callback", "query", "answer"};

template <typename Enum, std::size_t count> QString nameFrom(const std::array<const char *, count> &names, Enum value)
{
    return QLatin1StringView(names.at(static_cast<std::size_t>(value)));
}

template <typename Enum, std::size_t count>
Enum enumFrom(const std::array<const char *, count> &names, const QJsonValue &json, Enum fallback)
{
    for (std::size_t i = 0; i < count; ++i) {
        if (json.toString() == QLatin1StringView(names.at(i))) {
            return static_cast<Enum>(i);
        }
    }
    return fallback;
}

QJsonArray pairsToJson(const QList<QPair<QString, QString>> &pairs)
{
    QJsonArray array;
    for (const auto &[name, value] : pairs) {
        array.append(QJsonArray{name, value});
    }
    return array;
}

QList<QPair<QString, QString>> pairsOfJson(const QJsonValue &json)
{
    QList<QPair<QString, QString>> pairs;
    const QJsonArray array = json.toArray();
    for (qsizetype i = 0; i < qMin(array.size(), mostItems); ++i) {
        const QJsonArray pair = array.at(i).toArray();
        pairs.append({pair.at(0).toString().left(longestText), pair.at(1).toString().left(longestText)});
    }
    return pairs;
}

QJsonArray headersToJson(const HttpHeaders &headers)
{
    QJsonArray array;
    for (const HttpHeaders::Field &field : headers.fields()) {
        array.append(QJsonArray{bytesToJson(field.first), bytesToJson(field.second)});
    }
    return array;
}

HttpHeaders headersOfJson(const QJsonValue &json)
{
    HttpHeaders headers;
    const QJsonArray array = json.toArray();
    for (qsizetype i = 0; i < qMin(array.size(), mostItems); ++i) {
        const QJsonArray field = array.at(i).toArray();
        headers.append(bytesOfJson(field.at(0)), bytesOfJson(field.at(1)));
    }
    return headers;
}

} // namespace

QString textIn(const QJsonObject &json, QLatin1StringView name)
{
    return json.value(name).toString().left(longestText);
}

QString timeToJson(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString();
}

QDateTime timeIn(const QJsonObject &json, QLatin1StringView name)
{
    const QDateTime time = QDateTime::fromString(json.value(name).toString(), Qt::ISODateWithMs).toUTC();
    const bool isSane = time.isValid() && time.date().year() >= 2000 && time.date().year() < 2200;
    return isSane ? time : QDateTime();
}

void insertText(QJsonObject &json, QLatin1StringView name, const QString &text)
{
    if (!text.isEmpty()) {
        json.insert(name, text);
    }
}

QJsonValue bytesToJson(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(bytes);
    if (decoder.hasError()) {
        return QJsonObject{{QStringLiteral("base64"), QLatin1StringView(bytes.toBase64())}};
    }
    return text;
}

QByteArray bytesOfJson(const QJsonValue &json)
{
    if (json.isObject()) {
        return QByteArray::fromBase64(json[QLatin1StringView("base64")].toString().toLatin1()).left(longestBody);
    }
    return json.toString().toUtf8().left(longestBody);
}

Callback rereadCallback(const Callback &kept)
{
    Callback callback = kept;
    if (kept.kind != Callback::Kind::Unreadable) {
        const Callback read = parseCallback(kept.raw, kept.kind);
        callback.parameters = read.parameters;
        callback.references = read.references;
    }
    return callback;
}

QJsonObject exchangeToJson(const HttpExchange &exchange)
{
    QJsonObject json{{QStringLiteral("method"), QLatin1StringView(exchange.method)},
                     {QStringLiteral("url"), exchange.url.toString(QUrl::FullyEncoded)},
                     {QStringLiteral("requestHeaders"), headersToJson(exchange.requestHeaders)},
                     {QStringLiteral("requestBody"), bytesToJson(exchange.requestBody)},
                     {QStringLiteral("status"), exchange.status},
                     {QStringLiteral("reason"), bytesToJson(exchange.reason)},
                     {QStringLiteral("responseHeaders"), headersToJson(exchange.responseHeaders)},
                     {QStringLiteral("responseBody"), bytesToJson(exchange.responseBody)},
                     {QStringLiteral("startedAt"), timeToJson(exchange.startedAt)},
                     {QStringLiteral("connected"), exchange.timings.connected},
                     {QStringLiteral("firstByte"), exchange.timings.firstByte},
                     {QStringLiteral("done"), exchange.timings.done},
                     {QStringLiteral("outcome"), nameFrom(httpOutcomeNames, exchange.outcome)}};
    if (exchange.failure != HttpFailure::None) {
        json.insert(QStringLiteral("failure"), nameFrom(httpFailureNames, exchange.failure));
        json.insert(QStringLiteral("failureText"), exchange.failureText);
    }
    if (!exchange.tls.protocol.isEmpty()) {
        json.insert(QStringLiteral("tls"), QJsonObject{{QStringLiteral("protocol"), exchange.tls.protocol},
                                                       {QStringLiteral("cipher"), exchange.tls.cipher},
                                                       {QStringLiteral("subject"), exchange.tls.subject},
                                                       {QStringLiteral("issuer"), exchange.tls.issuer},
                                                       {QStringLiteral("expires"), timeToJson(exchange.tls.expires)}});
    }
    return json;
}

HttpExchange exchangeOfJson(const QJsonObject &json)
{
    HttpExchange exchange;
    exchange.method = textIn(json, QLatin1StringView("method")).toLatin1();
    exchange.url = QUrl(textIn(json, QLatin1StringView("url")));
    exchange.requestHeaders = headersOfJson(json.value(QLatin1StringView("requestHeaders")));
    exchange.requestBody = bytesOfJson(json.value(QLatin1StringView("requestBody")));
    exchange.status = json.value(QLatin1StringView("status")).toInt();
    exchange.reason = bytesOfJson(json.value(QLatin1StringView("reason")));
    exchange.responseHeaders = headersOfJson(json.value(QLatin1StringView("responseHeaders")));
    exchange.responseBody = bytesOfJson(json.value(QLatin1StringView("responseBody")));
    exchange.startedAt = timeIn(json, QLatin1StringView("startedAt"));
    exchange.timings = {.connected = json.value(QLatin1StringView("connected")).toInteger(-1),
                        .firstByte = json.value(QLatin1StringView("firstByte")).toInteger(-1),
                        .done = json.value(QLatin1StringView("done")).toInteger(-1)};
    exchange.outcome = enumFrom(httpOutcomeNames, json.value(QLatin1StringView("outcome")), HttpOutcome::Unknown);
    exchange.failure = enumFrom(httpFailureNames, json.value(QLatin1StringView("failure")), HttpFailure::None);
    exchange.failureText = textIn(json, QLatin1StringView("failureText"));
    const QJsonObject tls = json.value(QLatin1StringView("tls")).toObject();
    exchange.tls = {.protocol = textIn(tls, QLatin1StringView("protocol")),
                    .cipher = textIn(tls, QLatin1StringView("cipher")),
                    .subject = textIn(tls, QLatin1StringView("subject")),
                    .issuer = textIn(tls, QLatin1StringView("issuer")),
                    .expires = timeIn(tls, QLatin1StringView("expires"))};
    return exchange;
}

QJsonObject errorToJson(const MpesaError &error)
{
    QJsonObject json{{QStringLiteral("origin"), nameFrom(originNames, error.origin)},
                     {QStringLiteral("httpStatus"), error.httpStatus},
                     {QStringLiteral("body"), bytesToJson(error.body)}};
    insertText(json, QLatin1StringView("code"), error.code);
    insertText(json, QLatin1StringView("message"), error.message);
    insertText(json, QLatin1StringView("requestId"), error.requestId);
    insertText(json, QLatin1StringView("field"), error.field);
    return json;
}

MpesaError errorOfJson(const QJsonObject &json)
{
    MpesaError error;
    error.origin = enumFrom(originNames, json.value(QLatin1StringView("origin")), MpesaError::Origin::None);
    error.code = textIn(json, QLatin1StringView("code"));
    error.message = textIn(json, QLatin1StringView("message"));
    error.requestId = textIn(json, QLatin1StringView("requestId"));
    error.httpStatus = json.value(QLatin1StringView("httpStatus")).toInt();
    error.body = bytesOfJson(json.value(QLatin1StringView("body")));
    error.field = textIn(json, QLatin1StringView("field"));
    return error;
}

QJsonObject resultToJson(const CallResult &result)
{
    return {{QStringLiteral("from"), nameFrom(resultFromNames, result.from)},
            {QStringLiteral("code"), result.code},
            {QStringLiteral("description"), result.description},
            {QStringLiteral("transactionId"), result.transactionId},
            {QStringLiteral("parameters"), pairsToJson(result.parameters)},
            {QStringLiteral("raw"), bytesToJson(result.raw)},
            {QStringLiteral("at"), timeToJson(result.at)}};
}

CallResult resultOfJson(const QJsonObject &json)
{
    CallResult result;
    result.from = enumFrom(resultFromNames, json.value(QLatin1StringView("from")), CallResult::From::Answer);
    result.code = textIn(json, QLatin1StringView("code"));
    result.description = textIn(json, QLatin1StringView("description"));
    result.transactionId = textIn(json, QLatin1StringView("transactionId"));
    result.parameters = pairsOfJson(json.value(QLatin1StringView("parameters")));
    result.raw = bytesOfJson(json.value(QLatin1StringView("raw")));
    result.at = timeIn(json, QLatin1StringView("at"));
    return result;
}

QJsonObject callbackToJson(const Callback &callback)
{
    QJsonObject json{{QStringLiteral("at"), timeToJson(callback.receivedAt)},
                     {QStringLiteral("kind"), callbackKindName(callback.kind)},
                     {QStringLiteral("path"), callback.path},
                     {QStringLiteral("peer"), callback.peer},
                     {QStringLiteral("sender"), senderName(callback.sender)},
                     {QStringLiteral("raw"), bytesToJson(callback.raw)}};
    if (callback.refused) {
        json.insert(QStringLiteral("refused"), true);
    }
    insertText(json, QLatin1StringView("conversation"), callback.conversation);
    insertText(json, QLatin1StringView("originator"), callback.originatorConversation);
    insertText(json, QLatin1StringView("code"), callback.resultCode);
    insertText(json, QLatin1StringView("description"), callback.resultDescription);
    insertText(json, QLatin1StringView("transactionId"), callback.transactionId);
    insertText(json, QLatin1StringView("problem"), callback.problem);
    insertText(json, QLatin1StringView("profile"), callback.profileId);
    return json;
}

Callback callbackOfJson(const QJsonObject &json)
{
    Callback callback;
    callback.receivedAt = timeIn(json, QLatin1StringView("at"));
    callback.kind = callbackKindOfName(textIn(json, QLatin1StringView("kind"))).value_or(Callback::Kind::Unreadable);
    callback.path = textIn(json, QLatin1StringView("path"));
    callback.peer = textIn(json, QLatin1StringView("peer"));
    callback.sender = senderOfName(textIn(json, QLatin1StringView("sender")));
    callback.raw = bytesOfJson(json.value(QLatin1StringView("raw")));
    callback.refused = json.value(QLatin1StringView("refused")).toBool();
    callback.conversation = textIn(json, QLatin1StringView("conversation"));
    callback.originatorConversation = textIn(json, QLatin1StringView("originator"));
    callback.resultCode = textIn(json, QLatin1StringView("code"));
    callback.resultDescription = textIn(json, QLatin1StringView("description"));
    callback.transactionId = textIn(json, QLatin1StringView("transactionId"));
    callback.problem = textIn(json, QLatin1StringView("problem"));
    callback.profileId = textIn(json, QLatin1StringView("profile"));
    return rereadCallback(callback);
}

QJsonObject forwardToJson(const HistoryEntry::Forward &forward)
{
    QJsonObject json{{QStringLiteral("at"), timeToJson(forward.at)},
                     {QStringLiteral("url"), forward.url.toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo | QUrl::RemoveQuery)},
                     {QStringLiteral("status"), forward.status},
                     {QStringLiteral("answer"), bytesToJson(forward.answer)},
                     {QStringLiteral("milliseconds"), forward.milliseconds},
                     {QStringLiteral("resent"), forward.resent},
                     {QStringLiteral("made"), forward.made}};
    insertText(json, QLatin1StringView("problem"), forward.problem);
    return json;
}

HistoryEntry::Forward forwardOfJson(const QJsonObject &json)
{
    HistoryEntry::Forward forward;
    forward.at = timeIn(json, QLatin1StringView("at"));
    forward.url = QUrl(textIn(json, QLatin1StringView("url")));
    forward.status = json.value(QLatin1StringView("status")).toInt();
    forward.answer = bytesOfJson(json.value(QLatin1StringView("answer")));
    forward.problem = textIn(json, QLatin1StringView("problem"));
    forward.milliseconds = json.value(QLatin1StringView("milliseconds")).toInteger();
    forward.resent = json.value(QLatin1StringView("resent")).toBool();
    forward.made = json.value(QLatin1StringView("made")).toBool();
    return forward;
}

} // namespace daraja
