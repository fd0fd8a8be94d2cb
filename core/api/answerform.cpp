// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/api/answerform.h"

#include "core/errors/answerbody.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStringList>

#include <algorithm>

namespace daraja {

namespace {

/// Where a family says yes or no. Members are paths (`header.status`), several are separated by `|`: the first one that is there counts.
struct AnswerForm
{
    QLatin1StringView family; ///< operation ids begin with it
    QLatin1StringView code;
    QLatin1StringView yes;        ///< words that mean yes, separated by spaces; `0` stands for zeros of any length
    QLatin1StringView text;       ///< Safaricom's words
    QLatin1StringView second{};   ///< when it is there, it must say yes too
    QLatin1StringView evidence{}; ///< decides alone, whatever the code
    QLatin1StringView failures{}; ///< list of what was not accepted
};

constexpr AnswerForm answerForms[] = {
    // daraja-api 17: the code is 00 or an AG_… id
    {.family = QLatin1StringView("qr_"),
     .code = QLatin1StringView("ResponseCode"),
     .yes = QLatin1StringView(""),
     .text = QLatin1StringView("ResponseDescription"),
     .evidence = QLatin1StringView("QRCode")},
    // 18
    {.family = QLatin1StringView("bill_"),
     .code = QLatin1StringView("rescode"),
     .yes = QLatin1StringView("200"),
     .text = QLatin1StringView("Status_Message|resmsg"),
     .failures = QLatin1StringView("errors")},
    // 19
    {.family = QLatin1StringView("standing_order"),
     .code = QLatin1StringView("ResponseHeader.responseCode"),
     .yes = QLatin1StringView("200 0"),
     .text = QLatin1StringView("ResponseBody.responseDescription|ResponseHeader.ResultDesc|ResponseHeader.responseDescription"),
     .second = QLatin1StringView("ResponseBody.responseCode")},
    // 20
    {.family = QLatin1StringView("pull_register"),
     .code = QLatin1StringView("ResponseStatus|Response Status|ResponseCode"),
     .yes = QLatin1StringView("1000"),
     .text = QLatin1StringView("ResponseDescription|ResponseMessage")},
    {.family = QLatin1StringView("pull_query"),
     .code = QLatin1StringView("ResponseCode|ResponseStatus|Response Status"),
     .yes = QLatin1StringView("1000 1001"), // 1001: nothing found
     .text = QLatin1StringView("ResponseMessage|ResponseDescription")},
    // 21
    {.family = QLatin1StringView("b2c_hakikisha"),
     .code = QLatin1StringView("header.status|header.responseCode"),
     .yes = QLatin1StringView("200"),
     .text = QLatin1StringView("body.message|header.message")},
    {.family = QLatin1StringView("bonga_"),
     .code = QLatin1StringView("header.responseCode|header.status"),
     .yes = QLatin1StringView("200 6000"),
     .text = QLatin1StringView("body.message|header.responseMessage|header.responseDescription|header.message"),
     .second = QLatin1StringView("body.responseCode|body.code")},
    {.family = QLatin1StringView("org_info"),
     .code = QLatin1StringView("ResponseCode"),
     .yes = QLatin1StringView("4000 0"),
     .text = QLatin1StringView("DetailedMessage|ResponseMessage")},
    {.family = QLatin1StringView("imsi_"),
     .code = QLatin1StringView("responseCode"),
     .yes = QLatin1StringView("200"),
     .text = QLatin1StringView("responseDesc|responseDescription")},
    {.family = QLatin1StringView("sim_"),
     .code = QLatin1StringView("responseCode"),
     .yes = QLatin1StringView("200"),
     .text = QLatin1StringView("responseDesc|responseDescription")},
    {.family = QLatin1StringView("age_"),
     .code = QLatin1StringView("responseCode"),
     .yes = QLatin1StringView("200"),
     .text = QLatin1StringView("responseDesc|responseDescription")},
    // 13
    {.family = QLatin1StringView("b2b_express"),
     .code = QLatin1StringView("code"),
     .yes = QLatin1StringView("0"),
     .text = QLatin1StringView("status")},
    // 5.2, 7, 9, 10.1: all others
    {.family = QLatin1StringView(""),
     .code = QLatin1StringView("ResponseCode"),
     .yes = QLatin1StringView("0"),
     .text = QLatin1StringView("ResponseDescription")},
};

const AnswerForm &formOf(const OperationSpec &operation)
{
    const QLatin1StringView id(operation.id);
    return *std::find_if(std::begin(answerForms), std::end(answerForms),
                         [id](const AnswerForm &form) { return id.startsWith(form.family); });
}

QJsonValue atPath(const QJsonObject &object, const QString &path)
{
    QJsonValue value(object);
    for (const QString &name : path.split(u'.')) {
        value = jsonMember(value.toObject(), name);
    }
    return value;
}

QString firstText(const QJsonObject &answer, QLatin1StringView paths)
{
    for (const QString &path : QString(paths).split(u'|')) {
        QString text = jsonText(atPath(answer, path)).trimmed();
        if (!text.isEmpty()) {
            return text;
        }
    }
    return {};
}

bool saysYes(const AnswerForm &form, const QString &code)
{
    const QStringList words = QString(form.yes).split(u' ', Qt::SkipEmptyParts);
    return words.contains(code) || (isZeroCode(code) && words.contains(QStringLiteral("0")));
}

/// The entries of a list of failures as one text.
QString failuresIn(const QJsonObject &answer, const AnswerForm &form)
{
    QStringList lines;
    if (!form.failures.isEmpty()) {
        const QJsonArray failures = jsonMember(answer, QString(form.failures)).toArray();
        for (const auto &failure : failures) {
            lines.append(failure.isObject() ? QString::fromUtf8(QJsonDocument(failure.toObject()).toJson(QJsonDocument::Compact))
                                            : jsonText(failure));
        }
    }
    return lines.join(u'\n');
}

} // namespace

bool isZeroCode(const QString &code)
{
    return !code.isEmpty() && std::all_of(code.begin(), code.end(), [](QChar c) { return c == u'0'; });
}

AnswerVerdict verdictOf(const OperationSpec &operation, const QJsonObject &answer)
{
    using Kind = AnswerVerdict::Kind;
    const AnswerForm &form = formOf(operation);
    AnswerVerdict verdict;
    verdict.code = firstText(answer, form.code);
    verdict.text = firstText(answer, form.text);
    if (!form.evidence.isEmpty()) {
        const bool there = !firstText(answer, form.evidence).isEmpty();
        verdict.kind = there ? Kind::Accepted : verdict.code.isEmpty() || isZeroCode(verdict.code) ? Kind::Silent : Kind::Refused;
        return verdict;
    }
    const QString second = form.second.isEmpty() ? QString() : firstText(answer, form.second);
    if (verdict.code.isEmpty()) {
        verdict.code = second;
    }
    if (verdict.code.isEmpty()) {
        return verdict;
    }
    if (!second.isEmpty() && saysYes(form, verdict.code)) {
        verdict.code = second;
    }
    verdict.kind = saysYes(form, verdict.code) ? Kind::Accepted : Kind::Refused;
    if (const QString failures = failuresIn(answer, form); verdict.kind == Kind::Accepted && !failures.isEmpty()) {
        verdict.kind = Kind::Partly;
        verdict.text = failures;
    }
    return verdict;
}

AnswerIds idsIn(const OperationSpec &operation, const QJsonObject &answer)
{
    const auto read = [&answer](const char *paths) { return firstText(answer, QLatin1StringView(paths)); };
    switch (operation.delivery) {
    case Delivery::StkCallback:
        return {read("CheckoutRequestID"), read("MerchantRequestID")};
    case Delivery::ResultUrl:
        return {read("ConversationID"), read("OriginatorConversationID|OriginatorCoversationID")};
    case Delivery::OrderCallback:
        return {read("ResponseHeader.responseRefID"), read("ResponseHeader.requestRefID")};
    case Delivery::ExpressCallback:
        break; // its acknowledgement names nothing (daraja-api 13)
    case Delivery::InAnswer:
        return {
            read("CheckoutRequestID|ConversationID|OriginatorCoversationID|OriginatorConversationID|ResponseRefID|requestRefID|RequestID"),
            {}};
    }
    return {};
}

QString decisiveMember(const OperationSpec &operation)
{
    switch (operation.delivery) {
    case Delivery::StkCallback:
        return QStringLiteral("CheckoutRequestID");
    case Delivery::ResultUrl:
        return QStringLiteral("ConversationID");
    case Delivery::OrderCallback:
        return QStringLiteral("responseRefID");
    case Delivery::ExpressCallback:
    case Delivery::InAnswer:
        break;
    }
    const AnswerForm &form = formOf(operation);
    return QString(form.evidence.isEmpty() ? form.code : form.evidence).section(u'|', 0, 0);
}

QString ownIdOf(const OperationSpec &operation, const Values &values)
{
    for (const FieldSpec *field : operation.fieldList()) {
        if (field->kind == FieldKind::UniqueId) {
            return values.value(QString::fromLatin1(field->name));
        }
    }
    return {};
}

} // namespace daraja
