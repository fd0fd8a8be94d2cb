// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/darajactl/operationscommand.h"

#include "core/catalogue/request.h"

#include <QJsonArray>

namespace daraja {

namespace {

QJsonObject summaryOf(const OperationSpec &operation)
{
    QJsonArray fields;
    for (const FieldSpec *field : operation.fieldList()) {
        static const QHash<Source, QString> sources{{Source::Form, QStringLiteral("form")},
                                                    {Source::Profile, QStringLiteral("profile")},
                                                    {Source::Derived, QStringLiteral("derived")}};
        fields.append(
            QJsonObject{{QStringLiteral("name"), QLatin1StringView(field->name)},
                        {QStringLiteral("type"), field->wire == WireType::Number ? QStringLiteral("number") : QStringLiteral("string")},
                        {QStringLiteral("required"), field->required},
                        {QStringLiteral("source"), sources.value(field->source)},
                        {QStringLiteral("help"), catalogueText(field->help)}});
    }
    return {{QStringLiteral("id"), QLatin1StringView(operation.id)},       {QStringLiteral("title"), catalogueText(operation.title)},
            {QStringLiteral("summary"), catalogueText(operation.summary)}, {QStringLiteral("path"), QLatin1StringView(operation.path)},
            {QStringLiteral("readOnly"), operation.readsOnly()},           {QStringLiteral("fields"), fields}};
}

} // namespace

OperationsCommand::OperationsCommand(const Output &output, QString operation, QObject *parent)
    : Command(parent)
    , m_output(output)
    , m_operation(std::move(operation))
{
}

void OperationsCommand::start()
{
    if (m_operation.isEmpty()) {
        QJsonArray all;
        for (const OperationSpec *operation : operations()) {
            all.append(summaryOf(*operation));
            m_output.say(QStringLiteral("%1  %2").arg(QLatin1StringView(operation->id), -16).arg(catalogueText(operation->summary)));
        }
        m_output.object({{QStringLiteral("ok"), true}, {QStringLiteral("operations"), all}});
    } else if (const OperationSpec *operation = findOperation(m_operation)) {
        m_output.say(referencePage(*operation));
        m_output.object({{QStringLiteral("ok"), true}, {QStringLiteral("operation"), summaryOf(*operation)}});
    } else {
        Q_EMIT finished(
            m_output.badInput(QStringLiteral("There is no operation \"%1\". darajactl operations lists them.").arg(m_operation)));
        return;
    }
    Q_EMIT finished(ExitCode::Done);
}

} // namespace daraja
