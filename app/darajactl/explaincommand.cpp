// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/darajactl/explaincommand.h"

#include "core/errors/errorproducts.h"

#include <QFile>
#include <QJsonArray>

#include <cstdio>

namespace daraja {

namespace {

constexpr qint64 longestInput = 64LL * 1024;
constexpr qsizetype mostFoundByWords = 8;

QString standardInput()
{
    QFile input;
    return input.open(stdin, QIODevice::ReadOnly) ? QString::fromUtf8(input.read(longestInput)) : QString();
}

QJsonObject meaningJson(const GuideEntry *meaning, const Explanation &explanation)
{
    QJsonObject json = toJson(explanation);
    json.insert(QStringLiteral("id"), explanation.id);
    json.insert(QStringLiteral("codes"), QJsonArray::fromStringList(meaning ? meaning->codes : QStringList{explanation.code}));
    json.insert(QStringLiteral("scope"), meaning ? meaning->scope() : QString());
    json.insert(QStringLiteral("said"), explanation.said);
    json.insert(QStringLiteral("seen"), explanation.seen);
    json.insert(QStringLiteral("confidence"), confidenceName(explanation.confidence));
    json.insert(QStringLiteral("disagree"), explanation.disagree);
    json.insert(QStringLiteral("legacy"), explanation.legacy);
    json.insert(QStringLiteral("note"), explanation.note);
    return json;
}

} // namespace

ExplainCommand::ExplainCommand(const Clock &clock, const Output &output, Options options, QObject *parent)
    : Command(parent)
    , m_output(output)
    , m_options(std::move(options))
    , m_notes(m_options.notesFile, clock)
{
}

void ExplainCommand::start()
{
    const QString text = (m_options.what == QLatin1StringView("-") ? standardInput() : m_options.what).trimmed();
    Q_EMIT finished(explain(text));
}

ExitCode ExplainCommand::explain(const QString &text)
{
    if (text.isEmpty()) {
        return m_output.badInput(QStringLiteral("Standard input was empty."));
    }
    const QString product = errorProductOf(m_options.product);
    if (product.isEmpty() && !m_options.product.isEmpty()) {
        return m_output.badInput(QStringLiteral("There is no operation \"%1\". darajactl operations lists them.").arg(m_options.product));
    }
    if (!m_notes.problem().isEmpty()) {
        m_output.note(m_notes.problem());
    }
    ErrorSighting seen = readErrorText(text);
    if (!m_options.product.isEmpty()) {
        seen.operation = m_options.product;
    }
    const ErrorGuide &guide = ErrorGuide::instance();
    QList<const GuideEntry *> meanings = guide.meanings(seen);
    if (meanings.isEmpty() && seen.code.isEmpty()) {
        meanings = guide.search(text).mid(0, mostFoundByWords);
    }
    QJsonArray all;
    if (meanings.size() > 1) {
        m_output.say(QStringLiteral("%1 meanings. --product OPERATION, or Safaricom's words beside the code, narrow them down.\n")
                         .arg(meanings.size()));
    }
    for (const GuideEntry *meaning : std::as_const(meanings)) {
        const Explanation explanation = guide.explanationOf(meaning, seen);
        all.append(meaningJson(meaning, explanation));
        say(meaning, explanation);
        if (meaning != meanings.constLast()) {
            m_output.say({});
        }
    }
    QJsonObject json{{QStringLiteral("ok"), !meanings.isEmpty()},
                     {QStringLiteral("query"), QJsonObject{{QStringLiteral("code"), seen.code},
                                                           {QStringLiteral("text"), seen.text},
                                                           {QStringLiteral("product"), errorProductOf(seen.operation)}}},
                     {QStringLiteral("meanings"), all}};
    if (meanings.isEmpty()) {
        const Explanation unknown = guide.explanationOf(nullptr, seen);
        json.insert(QStringLiteral("advice"), meaningJson(nullptr, unknown));
        say(nullptr, unknown);
    }
    m_output.object(json);
    return meanings.isEmpty() ? ExitCode::Refused : ExitCode::Done;
}

void ExplainCommand::say(const GuideEntry *meaning, const Explanation &explanation) const
{
    const auto line = [this](const char *label, const QString &text) {
        const QStringList parts = text.split(u'\n');
        for (qsizetype i = 0; i < parts.size() && !text.isEmpty(); ++i) {
            m_output.say(QStringLiteral("%1%2").arg(i == 0 ? QLatin1StringView(label) : QLatin1StringView(""), -16).arg(parts.at(i)));
        }
    };
    m_output.say(meaning ? QStringLiteral("%1 (%2)").arg(explanation.title, meaning->scope()) : explanation.title);
    line("Safaricom said", explanation.said);
    line("It means", explanation.means);
    line("Do this", numberedSteps(explanation.steps));
    line("Send again?", retryWords(explanation.retry));
    line("Others say", explanation.disagree);
    line("Our note", explanation.note);
    if (meaning) {
        line("Source", QStringLiteral("%1. %2").arg(sourceWords(explanation), confidenceWords(explanation.confidence)));
    }
}

Invocation explainInvocation()
{
    auto arguments = std::make_unique<Arguments>(QStringLiteral(
        "Explains a code, words of Safaricom's, an answer or callback in JSON, or a line of a log; - reads it from standard\n"
        "input. A code with several meanings gets all of them. Exit code 1: not in our list.\n\n"
        "  darajactl explain 1032\n"
        "  darajactl explain 2001 --product b2c_payment\n"
        "  darajactl explain \"Unable to lock subscriber\"\n"
        "  tail -1 mpesa.log | darajactl explain - --json"));
    arguments->positional(QStringLiteral("what"), QStringLiteral("Code or text, or - for standard input."), QStringLiteral("CODE-OR-TEXT"));
    arguments->option(QStringLiteral("product"), QStringLiteral("The operation it came from: see darajactl operations."),
                      QStringLiteral("OPERATION"));
    arguments->option(QStringLiteral("notes"), QStringLiteral("Read the notes of the team from this file."), QStringLiteral("FILE"));
    return {std::move(arguments),
            [](const Arguments &given, const Clock &clock, const Output &output, QString *problem) -> std::unique_ptr<Command> {
                const QString what = given.positionals().join(u' ');
                if (what.trimmed().isEmpty()) {
                    *problem = QStringLiteral("Explain what? Give a code, a text, or - for standard input.");
                    return nullptr;
                }
                return std::make_unique<ExplainCommand>(clock, output,
                                                        ExplainCommand::Options{.what = what,
                                                                                .product = given.value(QStringLiteral("product")),
                                                                                .notesFile = given.value(QStringLiteral("notes"))});
            }};
}

} // namespace daraja
