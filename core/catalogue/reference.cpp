// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/catalogue/payload.h"

#include <QLocale>

namespace daraja {

namespace {

/// For a cell of a table.
QString cell(QString text)
{
    return text.replace(u'|', QStringLiteral("\\|"));
}

QString limitsOf(const FieldSpec &field)
{
    const QLocale locale(QLocale::English);
    QStringList choices;
    switch (field.kind) {
    case FieldKind::Amount:
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "whole, %1 to %2"))
            .arg(locale.toString(field.minimum), locale.toString(field.maximum));
    case FieldKind::ShortCode:
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "5 to 7 digits"));
    case FieldKind::Party:
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "5 to 7 digits, or 2547… with identifier type 1"));
    case FieldKind::Msisdn:
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "254 and 9 digits, first 7 or 1"));
    case FieldKind::Url:
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "absolute URL"));
    case FieldKind::Timestamp:
        return QStringLiteral("yyyyMMddHHmmss");
    case FieldKind::StkPassword:
        return QStringLiteral("base64");
    case FieldKind::Credential:
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "base64, 344 characters"));
    case FieldKind::Choice:
        for (int i = 0; i < field.choiceCount; ++i) {
            choices.append(QStringLiteral("`%1` %2").arg(QLatin1StringView(field.choices[i].value), catalogueText(field.choices[i].label)));
        }
        return choices.join(QStringLiteral(", "));
    case FieldKind::Text:
    case FieldKind::Identifier:
    case FieldKind::OperatorName:
    default:
        break;
    }
    return field.maxLength > 0 ? catalogueText(QT_TRANSLATE_NOOP("Catalogue", "at most %1 characters")).arg(field.maxLength) : QString();
}

QString sourceOf(const FieldSpec &field)
{
    switch (field.source) {
    case Source::Form:
        return *field.fallback ? catalogueText(QT_TRANSLATE_NOOP("Catalogue", "you, else `%1`")).arg(QString::fromUtf8(field.fallback))
                               : catalogueText(QT_TRANSLATE_NOOP("Catalogue", "you"));
    case Source::Profile:
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "profile"));
    case Source::Derived:
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "made when sent"));
    }
    return {};
}

QString deliveryText(Delivery delivery)
{
    switch (delivery) {
    case Delivery::InAnswer:
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "The HTTP answer is the outcome."));
    case Delivery::StkCallback:
        return catalogueText(
            QT_TRANSLATE_NOOP("Catalogue", "The HTTP answer only says that the request is queued. The outcome is posted to CallBackURL as "
                                           "`Body.stkCallback` and carries the same CheckoutRequestID; STK query can ask for it too."));
    case Delivery::ExpressCallback:
        return catalogueText(QT_TRANSLATE_NOOP(
            "Catalogue", "The HTTP answer only says that the merchant is being asked. The outcome is posted to callbackUrl as one flat "
                         "object whose requestId is the RequestRefID."));
    case Delivery::OrderCallback:
        return catalogueText(QT_TRANSLATE_NOOP(
            "Catalogue", "The HTTP answer only says that the customer is being asked. The outcome is posted to CallBackURL as "
                         "`ResponseHeader` and `ResponseBody` with the same responseRefID."));
    case Delivery::ResultUrl:
        return catalogueText(QT_TRANSLATE_NOOP(
            "Catalogue", "The HTTP answer only says that the request is queued. The outcome is posted to ResultURL as `Result` "
                         "and carries the same ConversationID."));
    }
    return {};
}

QByteArray sampleBody(const OperationSpec &operation)
{
    QByteArrayList members;
    for (const FieldSpec *field : operation.fieldList()) {
        members.append("  \"" + QByteArray(field->name) + "\": " + jsonValue(*field, QString::fromUtf8(field->sample)));
    }
    return "{\n" + members.join(",\n") + "\n}";
}

QString fieldRow(const FieldSpec &field)
{
    const QString wire = field.wire == WireType::Number ? catalogueText(QT_TRANSLATE_NOOP("Catalogue", "number"))
                                                        : catalogueText(QT_TRANSLATE_NOOP("Catalogue", "text"));
    const QString required =
        field.required ? catalogueText(QT_TRANSLATE_NOOP("Catalogue", "yes")) : catalogueText(QT_TRANSLATE_NOOP("Catalogue", "no"));
    const QStringList cells{QStringLiteral("`%1`").arg(QLatin1StringView(field.name)),
                            wire,
                            required,
                            cell(limitsOf(field)),
                            cell(sourceOf(field)),
                            cell(catalogueText(field.help))};
    return QStringLiteral("| ") + cells.join(QStringLiteral(" | ")) + QStringLiteral(" |\n");
}

} // namespace

QString referencePage(const OperationSpec &operation)
{
    QString page = QStringLiteral("# %1\n\n%2\n\n`POST %3`\n\n")
                       .arg(catalogueText(operation.title), catalogueText(operation.summary), QLatin1StringView(operation.path));
    if (operation.isAboutMoney()) {
        page += catalogueText(QT_TRANSLATE_NOOP("Catalogue", "It asks for money: it is never sent a second time by itself.")) +
                QStringLiteral("\n\n");
    }
    page += QStringLiteral("## %1\n\n").arg(catalogueText(QT_TRANSLATE_NOOP("Catalogue", "Members")));
    page += catalogueText(QT_TRANSLATE_NOOP("Catalogue", "| Name | Type | Required | Limits | From | Meaning |")) +
            QStringLiteral("\n|---|---|---|---|---|---|\n");
    for (const FieldSpec *field : operation.fieldList()) {
        page += fieldRow(*field);
    }
    page += QStringLiteral("\n## %1\n\n```json\n%2\n```\n")
                .arg(catalogueText(QT_TRANSLATE_NOOP("Catalogue", "Sample")), QString::fromUtf8(sampleBody(operation)));
    page +=
        QStringLiteral("\n## %1\n\n%2\n").arg(catalogueText(QT_TRANSLATE_NOOP("Catalogue", "Outcome")), deliveryText(operation.delivery));
    page += QStringLiteral("\n## %1\n\n%2\n").arg(catalogueText(QT_TRANSLATE_NOOP("Catalogue", "Source")), catalogueText(operation.source));
    return page;
}

} // namespace daraja
