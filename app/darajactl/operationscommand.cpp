// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/darajactl/operationscommand.h"

#include "core/catalogue/request.h"

#include <QJsonArray>

namespace daraja {

namespace {

QLatin1StringView wordFor(Source source)
{
    switch (source) {
    case Source::Form:
        return QLatin1StringView("form");
    case Source::Profile:
        return QLatin1StringView("profile");
    case Source::Derived:
        return QLatin1StringView("derived");
    }
    return {};
}

QLatin1StringView wordFor(Effect effect)
{
    switch (effect) {
    case Effect::Reads:
        return QLatin1StringView("reads");
    case Effect::Changes:
        return QLatin1StringView("changes");
    case Effect::AsksForMoney:
        return QLatin1StringView("asksForMoney");
    case Effect::MovesMoney:
        return QLatin1StringView("movesMoney");
    }
    return {};
}

QLatin1StringView wordFor(Delivery delivery)
{
    switch (delivery) {
    case Delivery::InAnswer:
        return QLatin1StringView("answer");
    case Delivery::StkCallback:
    case Delivery::ResultUrl:
    case Delivery::ExpressCallback:
    case Delivery::OrderCallback:
        return QLatin1StringView("callback");
    }
    return {};
}

QLatin1StringView typeOf(const FieldSpec &field)
{
    if (field.place == Place::Header) {
        return QLatin1StringView("header");
    }
    if (field.kind == FieldKind::List) {
        return QLatin1StringView("array");
    }
    return QLatin1StringView(field.wire == WireType::Number ? "number" : "string");
}

QJsonObject summaryOf(const OperationSpec &operation)
{
    QJsonArray fields;
    for (const FieldSpec *field : operation.fieldList()) {
        fields.append(QJsonObject{{QStringLiteral("name"), QLatin1StringView(field->name)},
                                  {QStringLiteral("type"), typeOf(*field)},
                                  {QStringLiteral("required"), field->required},
                                  {QStringLiteral("source"), wordFor(field->source)},
                                  {QStringLiteral("help"), catalogueText(field->help)}});
    }
    return {{QStringLiteral("id"), QLatin1StringView(operation.id)},
            {QStringLiteral("group"), catalogueText(operation.group)},
            {QStringLiteral("title"), catalogueText(operation.title)},
            {QStringLiteral("summary"), catalogueText(operation.summary)},
            {QStringLiteral("path"), QLatin1StringView(operation.path)},
            {QStringLiteral("effect"), wordFor(operation.effect)},
            {QStringLiteral("outcome"), wordFor(operation.delivery)},
            {QStringLiteral("readOnly"), operation.readsOnly()},
            {QStringLiteral("fields"), fields}};
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
        QString group;
        for (const OperationSpec *operation : operations()) {
            all.append(summaryOf(*operation));
            if (const QString heading = catalogueText(operation->group); heading != group) {
                m_output.say(group.isEmpty() ? heading : u'\n' + heading);
                group = heading;
            }
            m_output.say(QStringLiteral("  %1  %2").arg(QLatin1StringView(operation->id), -18).arg(catalogueText(operation->summary)));
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

Invocation operationsInvocation()
{
    auto arguments = std::make_unique<Arguments>(
        QStringLiteral("Lists the operations, or documents one.\n\n  darajactl operations\n  darajactl operations stk_push"));
    arguments->positional(QStringLiteral("operation"), QStringLiteral("Document this one."), QStringLiteral("[OPERATION]"));
    return {std::move(arguments), [](const Arguments &given, const Clock &, const Output &output, QString *) -> std::unique_ptr<Command> {
                return std::make_unique<OperationsCommand>(output, given.positionals().value(0));
            }};
}

} // namespace daraja
