// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/darajactl/output.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <cstdio>

namespace daraja {

namespace {

void writeLine(std::FILE *stream, const QByteArray &line)
{
    std::fwrite(line.constData(), 1, static_cast<size_t>(line.size()), stream);
    std::fputc('\n', stream);
    std::fflush(stream);
}

} // namespace

Output::Output(bool json)
    : m_json(json)
{
}

void Output::say(const QString &line) const
{
    writeLine(m_json ? stderr : stdout, line.toUtf8());
}

void Output::note(const QString &line) const
{
    writeLine(stderr, line.toUtf8());
}

void Output::object(const QJsonObject &object) const
{
    if (m_json) {
        writeLine(stdout, QJsonDocument(object).toJson(QJsonDocument::Compact));
    }
}

ExitCode Output::fail(const MpesaError &error, const QString &operationId) const
{
    const Explanation advice = ErrorGuide::instance().explain(error, operationId);
    object({{QStringLiteral("ok"), false}, {QStringLiteral("error"), toJson(error)}, {QStringLiteral("advice"), toJson(advice)}});
    const bool fromDaraja = error.httpStatus > 0;
    note((fromDaraja ? QStringLiteral("Safaricom said  ") : QStringLiteral("What happened   ")) +
         (advice.said.isEmpty() ? error.message : advice.said));
    if (!advice.means.isEmpty()) {
        note(QStringLiteral("It means        ") + advice.means);
    }
    for (qsizetype i = 0; i < advice.steps.size(); ++i) {
        note((i == 0 ? QStringLiteral("Do this         ") : QStringLiteral("                ")) + advice.steps.at(i));
    }
    return exitCodeFor(error);
}

ExitCode Output::badInput(const QString &message) const
{
    MpesaError error;
    error.origin = MpesaError::Origin::Validation;
    error.code = QLatin1StringView(ErrorCode::invalidField);
    error.message = message;
    object({{QStringLiteral("ok"), false},
            {QStringLiteral("error"), toJson(error)},
            {QStringLiteral("advice"), QJsonObject{{QStringLiteral("steps"), QJsonArray{QStringLiteral("See darajactl --help.")}}}}});
    note(message);
    return ExitCode::BadInput;
}

QJsonObject toJson(const Explanation &explanation)
{
    return {{QStringLiteral("known"), explanation.known},
            {QStringLiteral("title"), explanation.title},
            {QStringLiteral("means"), explanation.means},
            {QStringLiteral("steps"), QJsonArray::fromStringList(explanation.steps)},
            {QStringLiteral("actor"), actorName(explanation.actor)},
            {QStringLiteral("retry"), retryName(explanation.retry)},
            {QStringLiteral("source"), explanation.source}};
}

QJsonObject toJson(const MpesaError &error)
{
    QJsonObject json{{QStringLiteral("origin"), originName(error.origin)},
                     {QStringLiteral("code"), error.code},
                     {QStringLiteral("message"), error.message},
                     {QStringLiteral("httpStatus"), error.httpStatus},
                     {QStringLiteral("requestId"), error.requestId}};
    if (!error.field.isEmpty()) {
        json.insert(QStringLiteral("field"), error.field);
    }
    return json;
}

} // namespace daraja
