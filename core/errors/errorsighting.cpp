// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/errors/errorsighting.h"

#include "core/base/redactor.h"
#include "core/errors/answerbody.h"
#include "core/errors/mpesaerror.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace daraja {

namespace {

using Kind = ErrorSighting::Kind;

constexpr qsizetype readPasted = 64LL * 1024;
constexpr qsizetype longestWords = 400;
constexpr int deepest = 12;

struct SightedPlace
{
    QStringView mark;
    QStringView operation;
};

/// What tells the product in a path, a callback or a log line; the first found decides.
constexpr std::array places{
    SightedPlace{u"stkpushquery", u"stk_query"},
    SightedPlace{u"stkpush", u"stk"},
    SightedPlace{u"stkCallback", u"stk"},
    SightedPlace{u"CheckoutRequestID", u"stk"},
    SightedPlace{u"/oauth/", u"oauth"},
    SightedPlace{u"/c2b/", u"c2b"},
    SightedPlace{u"hakikisha", u"hakikisha"},
    SightedPlace{u"sfcverify", u"hakikisha"},
    SightedPlace{u"b2cresults", u"b2c"},
    SightedPlace{u"/b2c/", u"b2c"},
    SightedPlace{u"/b2pochi/", u"b2c"},
    SightedPlace{u"/b2b/", u"b2b"},
    SightedPlace{u"ussdpush", u"b2b_express"},
    SightedPlace{u"paymentReference", u"b2b_express"},
    SightedPlace{u"abresults", u"account_balance"},
    SightedPlace{u"accountbalance", u"account_balance"},
    SightedPlace{u"transactionstatus", u"transaction_status"},
    SightedPlace{u"reversal", u"reversal"},
    SightedPlace{u"qrcode", u"qr"},
    SightedPlace{u"billmanager", u"bill"},
    SightedPlace{u"rescode", u"bill"},
    SightedPlace{u"standingorder", u"ratiba"},
    SightedPlace{u"pulltransactions", u"pull"},
    SightedPlace{u"ResponseRefID", u"pull"},
    SightedPlace{u"/imsi/", u"sim"},
    SightedPlace{u"/bonga/", u"bonga"},
};

QString placeIn(const QString &text)
{
    const auto *place = std::find_if(places.begin(), places.end(), [&text](const SightedPlace &each) { return text.contains(each.mark); });
    return place == places.end() ? QString() : place->operation.toString();
}

QRegularExpression anyCase(const QString &pattern)
{
    return QRegularExpression(pattern, QRegularExpression::CaseInsensitiveOption);
}

/// The first JSON object that begins in the text, wherever it ends; empty when there is none.
QJsonObject objectInside(const QString &text)
{
    qsizetype open = text.indexOf(u'{');
    for (int tries = 0; open >= 0 && tries < 8; ++tries) {
        int depth = 0;
        bool quoted = false;
        for (qsizetype at = open; at < text.size(); ++at) {
            const QChar c = text.at(at);
            if (quoted) {
                if (c == u'\\') {
                    ++at;
                } else if (c == u'"') {
                    quoted = false;
                }
            } else if (c == u'"') {
                quoted = true;
            } else if (c == u'{') {
                ++depth;
            } else if (c == u'}' && --depth == 0) {
                QJsonObject object = QJsonDocument::fromJson(QStringView(text).mid(open, at - open + 1).toUtf8()).object();
                if (!object.isEmpty()) {
                    return object;
                }
                break;
            }
        }
        open = text.indexOf(u'{', open + 1);
    }
    return {};
}

bool readError(const QJsonObject &object, ErrorSighting &seen)
{
    const AnswerBody answer = readAnswer(QJsonDocument(object).toJson(QJsonDocument::Compact));
    if (!answer.reportsError) {
        return false;
    }
    // Ratiba tells results in the shape of an error: a plain number may be either.
    seen.kind = answer.code.contains(u'.') ? Kind::Error : Kind::Any;
    seen.code = answer.code;
    seen.text = answer.message;
    return true;
}

/// Pull and org info answer with a ResponseCode of their own; elsewhere it only says that a request was queued.
bool readResponseCode(const QJsonObject &object, ErrorSighting &seen)
{
    const QString code = jsonText(jsonMember(object, u"ResponseCode")).trimmed();
    if (code.isEmpty() || code == u"200" || std::all_of(code.begin(), code.end(), [](QChar c) { return c == u'0'; })) {
        return false;
    }
    seen.code = code;
    for (const QStringView name : {QStringView(u"ResponseDescription"), QStringView(u"ResponseMessage"), QStringView(u"DetailedMessage")}) {
        if (seen.text.isEmpty()) {
            seen.text = jsonText(jsonMember(object, name));
        }
    }
    return true;
}

bool readResult(const QJsonObject &object, ErrorSighting &seen)
{
    const QString code = jsonText(jsonMember(object, u"ResultCode")).trimmed();
    if (code.isEmpty()) {
        return false;
    }
    seen.kind = Kind::Result;
    seen.code = code;
    seen.text = jsonText(jsonMember(object, u"ResultDesc"));
    return true;
}

/// The outermost object that reports something; objects inside texts count too, as logs have them.
bool readInside(const QJsonValue &value, ErrorSighting &seen, int depth = 0)
{
    if (depth > deepest) {
        return false;
    }
    if (value.isString()) {
        const QJsonObject inner = objectInside(value.toString());
        return !inner.isEmpty() && readInside(inner, seen, depth + 1);
    }
    const auto inAny = [&seen, depth](const auto &values) {
        return std::any_of(values.begin(), values.end(),
                           [&seen, depth](const QJsonValue &each) { return readInside(each, seen, depth + 1); });
    };
    if (value.isArray()) {
        return inAny(value.toArray());
    }
    if (!value.isObject()) {
        return false;
    }
    const QJsonObject object = value.toObject();
    return readResult(object, seen) || readError(object, seen) || readResponseCode(object, seen) || inAny(object);
}

/// `name: value` in any quoting: cut-off JSON, escaped JSON, Python, key=value.
QString namedValue(const QString &text, const QString &names, const QString &value)
{
    const QRegularExpression pattern(QStringLiteral(R"((?<![A-Za-z])(?:%1)\\*["']?\s*[:=]\s*\\*["']?\s*%2)").arg(names, value),
                                     QRegularExpression::CaseInsensitiveOption);
    return pattern.match(text).captured(1).trimmed();
}

bool readNames(const QString &text, ErrorSighting &seen)
{
    const QString code = QStringLiteral(R"(([A-Za-z0-9_.]+))");
    seen.code = namedValue(text, QStringLiteral("ResultCode|result_code"), code);
    seen.kind = Kind::Result;
    if (seen.code.isEmpty()) {
        seen.code = namedValue(text, QStringLiteral("errorCode|error_code|rescode"), code);
        seen.kind = Kind::Error;
    }
    if (seen.code.isEmpty()) {
        seen.kind = Kind::Any;
        return false;
    }
    seen.text = namedValue(text, QStringLiteral("ResultDesc|result_desc|errorMessage|error_message|faultstring|resmsg"),
                           QStringLiteral(R"(([^"'\\}\n]+))"));
    return true;
}

/// A code that can be told by its form alone, anywhere in the text.
bool readShapes(const QString &text, ErrorSighting &seen)
{
    static const QRegularExpression dotted(QStringLiteral(R"((?<![\d.])((?:00|[3-5]\d{2})\.\d{3}(?:\.\d{1,4})?)(?!\.?\d))"));
    static const QRegularExpression shaped = anyCase(
        QStringLiteral(R"(\b((?:0x)?SFC_IC\d{4}|TP\d{5}|R0{2,5}\d|E\d{4}|C2B\d{5}|(?:policies|messaging|steps|keymanagement)\.[\w.]+))"));
    static const QRegularExpression ours(QStringLiteral(R"(\b(AUTH_INVALID_CREDENTIALS|TOKEN_MISSING|PRODUCT_MISSING|INVALID_FIELD|)"
                                                        R"(GATEWAY_PAGE|NOT_JSON|BAD_ANSWER|OUTCOME_UNKNOWN|HTTP_\d{3})\b)"));
    for (const auto &[pattern, kind] : {std::pair(&dotted, Kind::Error), std::pair(&shaped, Kind::Any), std::pair(&ours, Kind::Error)}) {
        seen.code = pattern->match(text).captured(1);
        while (seen.code.endsWith(u'.')) {
            seen.code.chop(1);
        }
        if (!seen.code.isEmpty()) {
            seen.kind = kind;
            return true;
        }
    }
    return false;
}

/// A bare number says nothing in the middle of a text, where amounts, phones and times stand; at its start or after `code` it does.
bool readNumber(const QString &text, ErrorSighting &seen)
{
    static const QRegularExpression leading(QStringLiteral(R"(^(\d{1,9}|[A-Z][A-Z_]{0,7}\d{2,9})(?:[\s:,;–-]+(?=\D)(.*))?$)"),
                                            QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression called =
        anyCase(QStringLiteral(R"(\b(?:code|error|result)\b(?:\s*(?:code|no\.?|number|is|was))?\s*[:=#(]?\s*(\d{1,9})\b)"));
    if (const QRegularExpressionMatch match = leading.match(text); match.hasMatch()) {
        seen.code = match.captured(1);
        seen.text = match.captured(2);
        return true;
    }
    seen.code = called.match(text).captured(1);
    return !seen.code.isEmpty();
}

int statusIn(const QString &text)
{
    static const QRegularExpression status =
        anyCase(QStringLiteral(R"(\b(?:HTTP(?:/\d(?:\.\d)?)?|status(?:\s*code)?)\s*[:=]?\s*([1-5]\d{2})\b)"));
    return status.match(text).captured(1).toInt();
}

} // namespace

bool isCodeOfThisProgram(const QString &code)
{
    // Our codes are words or `HTTP_` with a status; every code of Daraja's has a digit or a small letter.
    const bool isWord = std::none_of(code.begin(), code.end(), [](QChar c) { return c.isDigit() || c.isLower(); });
    return code.startsWith(u"HTTP_") || (!code.isEmpty() && isWord);
}

QString ErrorSighting::said() const
{
    if (text.isEmpty() || code.isEmpty() || isCodeOfThisProgram(code)) {
        return text.isEmpty() ? code : text;
    }
    return text.startsWith(code) ? text : code + u' ' + text;
}

ErrorSighting readErrorText(const QString &pasted)
{
    const QString text = QString::fromUtf8(Redactor().text(pasted.left(readPasted).toUtf8())).trimmed();
    ErrorSighting seen;
    seen.operation = placeIn(text);
    seen.httpStatus = statusIn(text);
    if (text.startsWith(u'<') || text.contains(u"incapsula", Qt::CaseInsensitive)) {
        seen.kind = Kind::Error;
        seen.code = QLatin1StringView(ErrorCode::gatewayPage);
        seen.text = readAnswer(text.toUtf8()).message;
        return seen;
    }
    const QJsonObject object = objectInside(text);
    const bool found =
        (!object.isEmpty() && readInside(object, seen)) || readNames(text, seen) || readShapes(text, seen) || readNumber(text, seen);
    if (seen.text.isEmpty() && seen.code != text) {
        seen.text = text;
    }
    seen.text = seen.text.simplified().left(longestWords);
    if (!found && seen.httpStatus >= 300) {
        seen.kind = Kind::Error;
        seen.code = QStringLiteral("HTTP_%1").arg(seen.httpStatus);
    }
    return seen;
}

} // namespace daraja
