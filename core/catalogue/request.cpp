// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/catalogue/request.h"

#include "core/catalogue/contradictions.h"
#include "core/catalogue/defaults.h"
#include "core/catalogue/payload.h"
#include "core/catalogue/validation.h"

#include <QUuid>

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

/// Of two alternatives the first is asked for.
bool isDemanded(const OperationSpec &operation, const FieldSpec &field, const Values &values)
{
    const auto valueOf = [&values](const QString &name) { return values.value(name); };
    if (field.required || isRequiredNow(field, valueOf)) {
        return true;
    }
    const QString alternative = QString::fromLatin1(field.alternative);
    return !alternative.isEmpty() && valueOf(alternative).isEmpty() && &field < operation.field(alternative);
}

void checkValue(const OperationSpec &operation, const FieldSpec &field, bool chosen, const RequestContext &context,
                PreparedRequest &request)
{
    const QString value = request.values.value(QString::fromLatin1(field.name));
    if (value.isEmpty()) {
        if (isDemanded(operation, field, request.values)) {
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

QString pathOf(const OperationSpec &operation, const Values &values)
{
    for (const FieldSpec *field : operation.fieldList()) {
        if (field->place == Place::Path && values.value(QString::fromLatin1(field->name)) == u"other") {
            return QString::fromLatin1(operation.otherPath);
        }
    }
    return QString::fromLatin1(operation.path);
}

QList<RequestHeader> headersOf(const OperationSpec &operation, const Values &values)
{
    QList<RequestHeader> headers;
    for (const FieldSpec *field : operation.fieldList()) {
        const QString value = values.value(QString::fromLatin1(field->name));
        if (field->place == Place::Header && !value.isEmpty()) {
            headers.append({field->name, value.toUtf8()});
        }
    }
    return headers;
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
    for (const QString &secret :
         {secrets.consumerSecret, secrets.passkey, secrets.initiatorPassword, secrets.securityCredential, secrets.billManagerKey}) {
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
        QString value = chosen.value(name);
        if (value.isEmpty()) {
            value = defaultValue(operation, *field, context, chosen);
        }
        if (value.isEmpty() && field->kind == FieldKind::UniqueId && field->source == Source::Derived) {
            value = newUniqueId();
        }
        request.values.insert(name, value);
    }
    if (operation.sandboxOnly && context.profile.environment == Environment::Production) {
        request.problems.append(
            {{}, catalogueText(QT_TRANSLATE_NOOP("Catalogue", "Production does not offer this. Use the sandbox or the simulator.")), {}});
    }
    for (const FieldSpec *field : operation.fieldList()) {
        const bool wasChosen = !chosen.value(QString::fromLatin1(field->name)).isEmpty();
        checkValue(operation, *field, wasChosen, context, request);
    }
    request.problems += problemsWithNames;
    request.path = pathOf(operation, request.values);
    request.headers = headersOf(operation, request.values);
    request.body = requestBody(operation, request.values);
    request.redactor = redactorFor(operation, request.values, context.secrets);
    return request;
}

QString newUniqueId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

} // namespace daraja
