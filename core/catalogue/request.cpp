// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/catalogue/request.h"

#include "core/catalogue/defaults.h"
#include "core/catalogue/payload.h"
#include "core/catalogue/validation.h"

#include <QHostAddress>

namespace daraja {

namespace {

/// The caller's values under their wire names; names that the operation does not know become problems.
Values canonical(const OperationSpec &operation, const Values &given, QList<FieldProblem> &problems)
{
    QStringList names = given.keys();
    names.sort();
    Values known;
    for (const QString &name : names) {
        const FieldSpec *field = operation.field(name);
        if (!field) {
            QStringList all;
            for (const FieldSpec *each : operation.fieldList()) {
                all.append(QString::fromLatin1(each->name));
            }
            problems.append({name,
                             catalogueText(QT_TRANSLATE_NOOP("Catalogue", "%1 has no value of this name. It takes %2."))
                                 .arg(catalogueText(operation.title), all.join(QStringLiteral(", "))),
                             {}});
            continue;
        }
        const QString wireName = QString::fromLatin1(field->name);
        const QString value = normalizeField(*field, given.value(name));
        if (known.contains(wireName) && known.value(wireName) != value) {
            problems.append(fieldProblem(
                *field, catalogueText(QT_TRANSLATE_NOOP("Catalogue", "%1 is given twice, with different values.")).arg(wireName)));
        }
        known.insert(wireName, value);
    }
    return known;
}

/// localhost, private and link-local addresses, and names of local networks: Daraja refuses them (daraja-api 22.2).
bool isPrivateHost(const QString &host)
{
    const QHostAddress address(host);
    if (address.isNull()) {
        return host == u"localhost" || host.endsWith(u".localhost") || host.endsWith(u".local") || !host.contains(u'.');
    }
    const bool anyAddress = address == QHostAddress(QHostAddress::AnyIPv4) || address == QHostAddress(QHostAddress::AnyIPv6);
    const bool privateUse = address.isInSubnet(QHostAddress(QStringLiteral("10.0.0.0")), 8) ||
                            address.isInSubnet(QHostAddress(QStringLiteral("172.16.0.0")), 12) ||
                            address.isInSubnet(QHostAddress(QStringLiteral("192.168.0.0")), 16);
    return anyAddress || privateUse || address.isLoopback() || address.isLinkLocal() || address.isUniqueLocalUnicast() ||
           address.isMulticast();
}

QString urlContradiction(const QString &value, Environment environment)
{
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
    return {};
}

/// The Timestamp inside a given Password, or empty when it cannot be told.
QString timestampInside(const QString &password)
{
    const QByteArray plain = QByteArray::fromBase64(password.toLatin1());
    const QString digits = QString::fromLatin1(plain.right(14));
    return digits.size() == 14 && isDigits(digits) ? digits : QString();
}

/// What is wrong with a value that is right in itself, beside the others.
QString contradiction(const OperationSpec &operation, const FieldSpec &field, const QString &value, const Values &values,
                      const RequestContext &context)
{
    const auto other = [&](QStringView wireName) { return valueNamed(operation, wireName, values); };

    if (field.kind == FieldKind::Url) {
        return urlContradiction(value, context.profile.environment);
    }
    if (field.kind == FieldKind::StkPassword) {
        const QString inside = timestampInside(value);
        if (!inside.isEmpty() && inside != other(u"Timestamp")) {
            return catalogueText(QT_TRANSLATE_NOOP(
                                     "Catalogue",
                                     "This password was made for the timestamp %1. Give that timestamp too, or leave the password empty."))
                .arg(inside);
        }
    }
    if (QLatin1StringView(field.name) == u"PartyB" && other(u"TransactionType") == u"CustomerPayBillOnline" &&
        value != other(u"BusinessShortCode")) {
        return catalogueText(QT_TRANSLATE_NOOP(
            "Catalogue", "A paybill receives on its own short code. Enter the short code here too, or choose the type for a till."));
    }
    if (field.kind == FieldKind::Party) {
        const QString type = other(u"IdentifierType");
        if (type == u"1" && !isWireMsisdn(value)) {
            return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "Identifier type 1 asks for a phone number. Enter one like 0712 345 678."));
        }
        if (type != u"1" && !isShortCode(value)) {
            return catalogueText(
                       QT_TRANSLATE_NOOP("Catalogue",
                                         "Identifier type %1 asks for 5 to 7 digits. For a phone number choose identifier type 1."))
                .arg(type);
        }
    }
    return {};
}

void checkValue(const OperationSpec &operation, const FieldSpec &field, bool chosen, const RequestContext &context,
                PreparedRequest &request)
{
    const QString value = request.values.value(QString::fromLatin1(field.name));
    if (value.isEmpty()) {
        if (field.required) {
            request.problems.append(fieldProblem(field, missingText(operation, field, context, request.values)));
        }
        return;
    }
    // A credential made here from the certificate has the length of its key, whatever that is.
    const bool madeHere = field.kind == FieldKind::Credential && !chosen && context.secrets.securityCredential.isEmpty();
    FieldProblem problem = madeHere ? FieldProblem{} : checkField(field, value);
    if (problem.message.isEmpty()) {
        const QString message = contradiction(operation, field, value, request.values, context);
        if (!message.isEmpty()) {
            problem = fieldProblem(field, message);
        }
    }
    if (problem.message.isEmpty()) {
        return;
    }
    if (!chosen && field.source == Source::Profile) {
        problem.message = catalogueText(QT_TRANSLATE_NOOP("Catalogue", "In the profile: %1")).arg(problem.message);
    }
    request.problems.append(problem);
}

Redactor redactorFor(const OperationSpec &operation, const Values &values, const ProfileSecrets &secrets)
{
    Redactor redactor;
    for (const FieldSpec *field : operation.fieldList()) {
        if (field->isSecret()) {
            redactor.addName(field->name);
            redactor.addSecret(values.value(QString::fromLatin1(field->name)).toUtf8());
        }
    }
    for (const QString &secret : {secrets.consumerSecret, secrets.passkey, secrets.initiatorPassword, secrets.securityCredential}) {
        redactor.addSecret(secret.toUtf8());
    }
    return redactor;
}

} // namespace

PreparedRequest prepareRequest(const OperationSpec &operation, const Values &given, const RequestContext &context)
{
    PreparedRequest request;
    request.operation = &operation;
    QList<FieldProblem> problemsWithNames;
    const Values chosen = canonical(operation, given, problemsWithNames);

    for (const FieldSpec *field : operation.fieldList()) {
        const QString name = QString::fromLatin1(field->name);
        const QString value = chosen.value(name);
        request.values.insert(name, value.isEmpty() ? defaultValue(operation, *field, context, chosen) : value);
    }
    for (const FieldSpec *field : operation.fieldList()) {
        const bool wasChosen = !chosen.value(QString::fromLatin1(field->name)).isEmpty();
        checkValue(operation, *field, wasChosen, context, request);
    }
    request.problems += problemsWithNames;
    request.path = QString::fromLatin1(operation.path);
    request.body = requestBody(operation, request.values);
    request.redactor = redactorFor(operation, request.values, context.secrets);
    return request;
}

} // namespace daraja
