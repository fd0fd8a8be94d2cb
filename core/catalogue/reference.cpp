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

QString rangeOf(const FieldSpec &field)
{
    const QLocale locale(QLocale::English);
    return field.maximum > 0 ? catalogueText(QT_TRANSLATE_NOOP("Catalogue", "whole, %1 to %2"))
                                   .arg(locale.toString(field.minimum), locale.toString(field.maximum))
                             : catalogueText(QT_TRANSLATE_NOOP("Catalogue", "whole, %1 or more")).arg(locale.toString(field.minimum));
}

QString lengthOf(const FieldSpec &field)
{
    if (field.maxLength == 0) {
        return {};
    }
    return field.minLength > 1
               ? catalogueText(QT_TRANSLATE_NOOP("Catalogue", "%1 to %2 characters")).arg(field.minLength).arg(field.maxLength)
               : catalogueText(QT_TRANSLATE_NOOP("Catalogue", "at most %1 characters")).arg(field.maxLength);
}

QString choicesOf(const FieldSpec &field)
{
    QStringList choices;
    for (int i = 0; i < field.choiceCount; ++i) {
        choices.append(QStringLiteral("`%1` %2").arg(QLatin1StringView(field.choices[i].value), catalogueText(field.choices[i].label)));
    }
    return choices.join(QStringLiteral(", "));
}

QString limitsOf(const FieldSpec &field)
{
    switch (field.kind) {
    case FieldKind::Amount:
    case FieldKind::Count:
        return rangeOf(field);
    case FieldKind::ShortCode:
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "5 to 7 digits"));
    case FieldKind::Party:
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "5 to 7 digits, or 2547… when %1 means a phone number"))
            .arg(QLatin1StringView(field.typeField));
    case FieldKind::Msisdn:
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "254 and 9 digits, first 7 or 1"));
    case FieldKind::LocalMsisdn:
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "10 digits, 07… or 01…"));
    case FieldKind::Url:
        return field.refusesWords
                   ? catalogueText(QT_TRANSLATE_NOOP(
                         "Catalogue", "absolute URL without m-pesa, mpesa, safaricom, exe, exec, cmd, sql, query; https in production"))
                   : catalogueText(QT_TRANSLATE_NOOP("Catalogue", "absolute URL; https in production"));
    case FieldKind::Timestamp:
        return QStringLiteral("yyyyMMddHHmmss");
    case FieldKind::Date:
        return QString::fromLatin1(field.format).replace(u'|', catalogueText(QT_TRANSLATE_NOOP("Catalogue", " or ")));
    case FieldKind::EpochSeconds:
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "seconds since 1970"));
    case FieldKind::Decimal:
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "a number with a point"));
    case FieldKind::Email:
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "e-mail address"));
    case FieldKind::Receipt:
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "10 letters and digits"));
    case FieldKind::StkPassword:
        return QStringLiteral("base64");
    case FieldKind::Credential:
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "base64, 344 characters"));
    case FieldKind::Choice:
        return choicesOf(field);
    case FieldKind::List:
        return field.maxItems > 0 ? catalogueText(QT_TRANSLATE_NOOP("Catalogue", "array, at most %1")).arg(field.maxItems)
                                  : catalogueText(QT_TRANSLATE_NOOP("Catalogue", "array"));
    case FieldKind::Text:
    case FieldKind::Identifier:
    case FieldKind::UniqueId:
    case FieldKind::AppKey:
    case FieldKind::OperatorName:
        return lengthOf(field);
    }
    return {};
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
        return field.kind == FieldKind::AppKey ? catalogueText(QT_TRANSLATE_NOOP("Catalogue", "profile"))
                                               : catalogueText(QT_TRANSLATE_NOOP("Catalogue", "made when sent"));
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

/// Of two alternatives the first.
Values sampleOf(const OperationSpec &operation)
{
    Values values;
    for (const FieldSpec *field : operation.fieldList()) {
        if (!values.contains(QString::fromLatin1(field->alternative))) {
            values.insert(QString::fromLatin1(field->name), normalizeField(*field, QString::fromUtf8(field->sample)));
        }
    }
    return values;
}

QString typeOf(const FieldSpec &field)
{
    if (field.kind == FieldKind::List) {
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "array"));
    }
    switch (field.place) {
    case Place::Header:
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "header"));
    case Place::Path:
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "choice of path"));
    case Place::Body:
        break;
    }
    return field.wire == WireType::Number ? catalogueText(QT_TRANSLATE_NOOP("Catalogue", "number"))
                                          : catalogueText(QT_TRANSLATE_NOOP("Catalogue", "text"));
}

QString requiredText(const FieldSpec &field)
{
    if (*field.alternative) {
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "this or %1")).arg(QLatin1StringView(field.alternative));
    }
    if (*field.requiredWhen) {
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "with %1")).arg(QLatin1StringView(field.requiredWhen));
    }
    return field.required ? catalogueText(QT_TRANSLATE_NOOP("Catalogue", "yes")) : catalogueText(QT_TRANSLATE_NOOP("Catalogue", "no"));
}

/// `within` is what stands before the name: `header.`, `invoices[].`
QString fieldRows(const FieldSpec &field, const QString &within)
{
    const QString name = within + QLatin1StringView(field.name);
    QString meaning = catalogueText(field.help);
    if (*field.portal) {
        meaning += u' ' + catalogueText(QT_TRANSLATE_NOOP("Catalogue", "On the portal: %1.")).arg(catalogueText(field.portal));
    }
    if (*field.disagreement) {
        meaning += u' ' + catalogueText(field.disagreement);
    }
    const QStringList cells{
        QStringLiteral("`%1`").arg(name), typeOf(field), requiredText(field), cell(limitsOf(field)), cell(sourceOf(field)), cell(meaning)};
    QString rows = QStringLiteral("| ") + cells.join(QStringLiteral(" | ")) + QStringLiteral(" |\n");
    for (int i = 0; i < field.itemCount; ++i) {
        rows += fieldRows(field.items[i], name + QStringLiteral("[]."));
    }
    return rows;
}

QString effectText(Effect effect)
{
    switch (effect) {
    case Effect::Reads:
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "It only reads: a repeat is harmless."));
    case Effect::Changes:
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "It changes something at Safaricom and moves no money."));
    case Effect::AsksForMoney:
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "It asks for money: it is never sent a second time by itself."));
    case Effect::MovesMoney:
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "It moves money: it is never sent a second time by itself."));
    }
    return {};
}

QString section(const QString &heading, const QString &text)
{
    return text.isEmpty() ? QString() : QStringLiteral("\n## %1\n\n%2\n").arg(heading, text);
}

QString rejectionText(const TokenRejection &rejection)
{
    return catalogueText(
               QT_TRANSLATE_NOOP("Catalogue", "A wrong token, or an app without this product, is answered with HTTP %1 and `%2` %3."))
        .arg(QString::number(rejection.status), QString::fromLatin1(rejection.code), QString::fromLatin1(rejection.message));
}

} // namespace

QString referencePage(const OperationSpec &operation)
{
    const auto text = [](const char *each) { return catalogueText(each); };
    QString page = QStringLiteral("# %1\n\n%2\n\n`POST %3`\n\n")
                       .arg(text(operation.title), text(operation.summary), QLatin1StringView(operation.path));
    if (*operation.otherPath) {
        page += text(QT_TRANSLATE_NOOP("Catalogue", "Another source has `POST %1`.")).arg(QLatin1StringView(operation.otherPath)) +
                QStringLiteral("\n\n");
    }
    page += effectText(operation.effect);
    if (operation.sandboxOnly) {
        page += u' ' + text(QT_TRANSLATE_NOOP("Catalogue", "Only the sandbox offers it."));
    }
    page += QStringLiteral("\n\n## %1\n\n").arg(text(QT_TRANSLATE_NOOP("Catalogue", "Members")));
    page += text(QT_TRANSLATE_NOOP("Catalogue", "| Name | Type | Required | Limits | From | Meaning |")) +
            QStringLiteral("\n|---|---|---|---|---|---|\n");
    for (const FieldSpec *field : operation.fieldList()) {
        page += fieldRows(*field, *field->parent ? QString::fromLatin1(field->parent) + u'.' : QString());
    }
    const QByteArray sample = requestBody(operation, sampleOf(operation), QByteArrayLiteral("  "));
    page += section(text(QT_TRANSLATE_NOOP("Catalogue", "Sample")), QStringLiteral("```json\n%1\n```").arg(QString::fromUtf8(sample)));
    page += section(text(QT_TRANSLATE_NOOP("Catalogue", "Outcome")), deliveryText(operation.delivery));
    page += section(text(QT_TRANSLATE_NOOP("Catalogue", "Refusal")), rejectionText(operation.tokenRejection));
    page += section(text(QT_TRANSLATE_NOOP("Catalogue", "Role of the operator")), text(operation.role));
    page += section(text(QT_TRANSLATE_NOOP("Catalogue", "Other views")), text(operation.disagreement));
    page += section(text(QT_TRANSLATE_NOOP("Catalogue", "Source")), text(operation.source));
    return page;
}

} // namespace daraja
