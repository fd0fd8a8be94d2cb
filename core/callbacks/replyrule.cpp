// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/callbacks/replyrule.h"

#include "core/callbacks/callbackpaths.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace daraja {

namespace {

constexpr int longestDelay = 600'000; // milliseconds

QString ruleText(const char *text)
{
    return QCoreApplication::translate("ReplyRule", text);
}

QByteArray compactJson(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// ResultCode is a number everywhere but in the reply to a validation (daraja-api 5.4, 8.1, 8.2, 18).
QByteArray acceptance(Callback::Kind expected, const ReplyRule &rule)
{
    switch (expected) {
    case Callback::Kind::C2bValidation: {
        QJsonObject body{{QStringLiteral("ResultCode"), QStringLiteral("0")}, {QStringLiteral("ResultDesc"), QStringLiteral("Accepted")}};
        if (!rule.thirdPartyTransId.isEmpty()) {
            body.insert(QStringLiteral("ThirdPartyTransID"), rule.thirdPartyTransId);
        }
        return compactJson(body);
    }
    case Callback::Kind::C2bConfirmation:
        return QByteArrayLiteral(R"({"ResultCode":0,"ResultDesc":"Success"})");
    case Callback::Kind::BillPayment:
        return QByteArrayLiteral(R"({"resmsg":"Success","rescode":"200"})");
    default:
        return QByteArrayLiteral(R"({"ResultCode":0,"ResultDesc":"Accepted"})");
    }
}

bool isRejectionCode(const QString &code)
{
    const QList<C2bRejection> &known = c2bRejections();
    return std::any_of(known.cbegin(), known.cend(), [&code](const C2bRejection &rejection) { return rejection.code == code; });
}

} // namespace

const QList<C2bRejection> &c2bRejections()
{
    static const QList<C2bRejection> rejections{
        {QLatin1StringView("C2B00011"), QT_TRANSLATE_NOOP("ReplyRule", "Invalid phone number")},
        {QLatin1StringView("C2B00012"), QT_TRANSLATE_NOOP("ReplyRule", "Invalid account number")},
        {QLatin1StringView("C2B00013"), QT_TRANSLATE_NOOP("ReplyRule", "Invalid amount")},
        {QLatin1StringView("C2B00014"), QT_TRANSLATE_NOOP("ReplyRule", "Invalid KYC details")},
        {QLatin1StringView("C2B00015"), QT_TRANSLATE_NOOP("ReplyRule", "Invalid short code")},
        {QLatin1StringView("C2B00016"), QT_TRANSLATE_NOOP("ReplyRule", "Other error")},
    };
    return rejections;
}

QString problemWithRule(const ReplyRule &rule, const QString &path)
{
    const std::optional<Callback::Kind> kind = kindAt(path);
    if (!kind) {
        return ruleText(QT_TRANSLATE_NOOP("ReplyRule", "There is no callback address %1.")).arg(path);
    }
    if (rule.delay < 0 || rule.delay > longestDelay) {
        return ruleText(QT_TRANSLATE_NOOP("ReplyRule", "A delay goes from 0 to %1 milliseconds.")).arg(longestDelay);
    }
    if (rule.answer == ReplyRule::Answer::Status && (rule.status < 200 || rule.status > 599)) {
        return ruleText(QT_TRANSLATE_NOOP("ReplyRule", "A status goes from 200 to 599."));
    }
    if (rule.answer == ReplyRule::Answer::Reject && !isRejectionCode(rule.code)) {
        return ruleText(QT_TRANSLATE_NOOP("ReplyRule", "Validations are rejected with C2B00011 to C2B00016."));
    }
    const bool isForValidation = rule.answer == ReplyRule::Answer::Reject || !rule.thirdPartyTransId.isEmpty();
    if (isForValidation && *kind != Callback::Kind::C2bValidation) {
        return ruleText(QT_TRANSLATE_NOOP("ReplyRule", "Only /validation can reject a payment or give it an id."));
    }
    return {};
}

HttpResponse replyTo(Callback::Kind expected, const ReplyRule &rule)
{
    switch (rule.answer) {
    case ReplyRule::Answer::Accept:
        break;
    case ReplyRule::Answer::Reject:
        return HttpResponse::json(
            200, compactJson({{QStringLiteral("ResultCode"), rule.code}, {QStringLiteral("ResultDesc"), QStringLiteral("Rejected")}}));
    case ReplyRule::Answer::Status:
        return HttpResponse::json(rule.status,
                                  compactJson({{QStringLiteral("errorMessage"), QString::fromLatin1(reasonPhrase(rule.status))}}));
    }
    return HttpResponse::json(200, acceptance(expected, rule));
}

ReplyRuleReading readReplyRule(const QString &text)
{
    ReplyRuleReading reading;
    QStringList parts = text.split(u',');
    const QString answer = parts.takeFirst().trimmed();
    bool isNumber = false;
    const int status = answer.toInt(&isNumber);
    if (isNumber) {
        reading.rule.answer = ReplyRule::Answer::Status;
        reading.rule.status = status;
    } else if (isRejectionCode(answer.toUpper())) {
        reading.rule.answer = ReplyRule::Answer::Reject;
        reading.rule.code = answer.toUpper();
    } else if (answer.compare(QLatin1StringView("accept"), Qt::CaseInsensitive) != 0) {
        reading.problem =
            ruleText(QT_TRANSLATE_NOOP("ReplyRule", "\"%1\" is no answer. Use accept, C2B00011 to C2B00016, or a status such as 503."))
                .arg(answer);
    }
    for (const QString &part : std::as_const(parts)) {
        const QString name = part.section(u'=', 0, 0).trimmed();
        const QString value = part.section(u'=', 1).trimmed();
        if (name == QLatin1StringView("delay")) {
            reading.rule.delay = value.toInt(&isNumber);
            if (!isNumber) {
                reading.problem = ruleText(QT_TRANSLATE_NOOP("ReplyRule", "\"%1\" is not a number of milliseconds.")).arg(value);
            }
        } else if (name == QLatin1StringView("id") && !value.isEmpty()) {
            reading.rule.thirdPartyTransId = value;
        } else {
            reading.problem =
                ruleText(QT_TRANSLATE_NOOP("ReplyRule", "\"%1\" is not understood. Use delay=MS or id=TEXT.")).arg(part.trimmed());
        }
    }
    return reading;
}

QString replyRuleText(const ReplyRule &rule)
{
    QStringList parts;
    switch (rule.answer) {
    case ReplyRule::Answer::Accept:
        parts.append(QStringLiteral("accept"));
        break;
    case ReplyRule::Answer::Reject:
        parts.append(rule.code);
        break;
    case ReplyRule::Answer::Status:
        parts.append(QString::number(rule.status));
        break;
    }
    if (rule.delay > 0) {
        parts.append(QStringLiteral("delay=%1").arg(rule.delay));
    }
    if (!rule.thirdPartyTransId.isEmpty()) {
        parts.append(QStringLiteral("id=") + rule.thirdPartyTransId);
    }
    return parts.join(u',');
}

} // namespace daraja
