// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/catalogue/contradictions.h"

#include "core/catalogue/defaults.h"
#include "core/catalogue/validation.h"

namespace daraja {

namespace {

QString urlContradiction(const FieldSpec &field, const QString &value, Environment environment)
{
    const QString word = field.refusesWords ? refusedWordIn(value) : QString();
    if (!word.isEmpty()) {
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "Safaricom refuses addresses with \"%1\" in them. Use another path or host."))
            .arg(word);
    }
    if (environment != Environment::Sandbox && environment != Environment::Production) {
        return {};
    }
    const QUrl url(value, QUrl::StrictMode);
    if (isPrivateHost(url.host())) {
        return catalogueText(QT_TRANSLATE_NOOP(
            "Catalogue", "Safaricom refuses addresses that only this network can reach. Enter a public address, or leave it empty."));
    }
    if (environment == Environment::Production && url.scheme() != u"https") {
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "In production the address must begin with https://."));
    }
    if (environment == Environment::Production && isTunnelHost(url.host())) {
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "Production refuses tunnels such as ngrok. Enter an address of your own."));
    }
    return {};
}

/// A party that is not what its type says.
QString partyContradiction(const OperationSpec &operation, const FieldSpec &field, const QString &value, const Values &values)
{
    const FieldSpec *typeField = operation.field(QString::fromLatin1(field.typeField));
    const QString type = valueNamed(operation, QString::fromLatin1(field.typeField), values);
    const QString label = catalogueText(typeField->label);
    if (!checkField(*typeField, type).message.isEmpty()) {
        return {}; // the type is the problem
    }
    if (meansPhone(type)) {
        return isWireMsisdn(value)
                   ? QString()
                   : catalogueText(QT_TRANSLATE_NOOP("Catalogue", "%1 %2 asks for a phone number. Enter one like 0712 345 678."))
                         .arg(label, type);
    }
    if (isShortCode(value)) {
        return {};
    }
    QString problem = catalogueText(QT_TRANSLATE_NOOP("Catalogue", "%1 %2 asks for 5 to 7 digits.")).arg(label, type);
    for (int i = 0; i < typeField->choiceCount; ++i) {
        const QString choice = QString::fromLatin1(typeField->choices[i].value);
        if (meansPhone(choice)) {
            problem +=
                u' ' + catalogueText(QT_TRANSLATE_NOOP("Catalogue", "For a phone number choose %1 %2.")).arg(label.toLower(), choice);
        }
    }
    return problem;
}

} // namespace

QString contradiction(const OperationSpec &operation, const FieldSpec &field, const QString &value, const Values &values,
                      const RequestContext &context)
{
    QString problem;
    if (field.kind == FieldKind::Url) {
        problem = urlContradiction(field, value, context.profile.environment);
    } else if (field.kind == FieldKind::Party) {
        problem = partyContradiction(operation, field, value, values);
    }
    const bool bothGiven = *field.alternative && !values.value(QString::fromLatin1(field.alternative)).isEmpty();
    if (problem.isEmpty() && bothGiven) {
        problem =
            catalogueText(QT_TRANSLATE_NOOP("Catalogue", "Give either this or %1, not both.")).arg(QLatin1StringView(field.alternative));
    }
    return problem.isEmpty() && operation.rule ? operation.rule(field, value, values, context) : problem;
}

} // namespace daraja
