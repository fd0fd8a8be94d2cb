// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/darajactl/callcommand.h"

#include <QJsonDocument>

namespace daraja {

namespace {

QJsonValue toJson(const std::optional<CallResult> &result)
{
    if (!result) {
        return QJsonValue::Null;
    }
    QJsonObject parameters;
    for (const auto &[name, value] : result->parameters) {
        parameters.insert(name, value);
    }
    static const QHash<CallResult::From, QString> sources{{CallResult::From::Callback, QStringLiteral("callback")},
                                                          {CallResult::From::Query, QStringLiteral("query")},
                                                          {CallResult::From::Answer, QStringLiteral("answer")}};
    return QJsonObject{{QStringLiteral("code"), result->code},
                       {QStringLiteral("description"), result->description},
                       {QStringLiteral("transactionId"), result->transactionId},
                       {QStringLiteral("from"), sources.value(result->from)},
                       {QStringLiteral("parameters"), parameters}};
}

ExitCode exitCodeForOutcome(CallOutcome outcome, bool waited)
{
    switch (outcome) {
    case CallOutcome::Paid:
    case CallOutcome::Done:
        return ExitCode::Done;
    case CallOutcome::Refused:
        return ExitCode::Refused;
    case CallOutcome::Pending:
        return waited ? ExitCode::Unknown : ExitCode::Done;
    case CallOutcome::Unknown:
        break;
    }
    return ExitCode::Unknown;
}

} // namespace

CallCommand::CallCommand(const Clock &clock, const Output &output, SessionOptions session, Options options, QObject *parent)
    : Command(parent)
    , m_output(output)
    , m_options(std::move(options))
    , m_session(clock, std::move(session))
{
}

void CallCommand::start()
{
    const OperationSpec *operation = findOperation(m_options.operation);
    if (!operation) {
        QStringList known;
        for (const OperationSpec *each : operations()) {
            known.append(QLatin1StringView(each->id));
        }
        Q_EMIT finished(m_output.badInput(
            QStringLiteral("There is no operation \"%1\". Operations: %2.").arg(m_options.operation, known.join(QStringLiteral(", ")))));
        return;
    }
    Values values;
    for (const QString &argument : std::as_const(m_options.arguments)) {
        const qsizetype equals = argument.indexOf(u'=');
        if (equals < 1) {
            Q_EMIT finished(m_output.badInput(QStringLiteral("\"%1\" is not of the form Name=value.").arg(argument)));
            return;
        }
        const QString name = argument.left(equals);
        if (const FieldSpec *field = operation->field(name); field && field->isSecret()) {
            Q_EMIT finished(m_output.badInput(
                QStringLiteral("%1 is a secret and must not stand on a command line. Set MPESA_PASSKEY, MPESA_INITIATOR_PASSWORD or "
                               "MPESA_SECURITY_CREDENTIAL, or save it in a profile.")
                    .arg(QLatin1StringView(field->name))));
            return;
        }
        values.insert(name, argument.mid(equals + 1));
    }
    connect(&m_session, &Session::failed, this, [this](const QString &message) { Q_EMIT finished(m_output.badInput(message)); });
    connect(&m_session, &Session::noted, this, [this](const QString &message) { m_output.note(message); });
    connect(&m_session, &Session::opened, this, [this, operation, values] { send(*operation, values); });
    m_session.open();
}

void CallCommand::interrupt()
{
    if (m_call) {
        m_call->abort();
    } else {
        Command::interrupt();
    }
}

void CallCommand::send(const OperationSpec &operation, const Values &values)
{
    if (m_session.isOwnSimulator()) {
        m_output.note(QStringLiteral("No credentials given: asking the built-in simulator, whose phone pays by itself."));
    }
    Workspace &workspace = m_session.workspace();
    if (!m_options.unlock.isEmpty() && ProductionGuard::guards(operation, workspace.profile()) &&
        !workspace.client().guard().unlock(workspace.profile(), m_options.unlock)) {
        Q_EMIT finished(m_output.badInput(
            QStringLiteral("--unlock: \"%1\" is not the short code of this profile. Nothing was sent.").arg(m_options.unlock)));
        return;
    }
    WaitOptions wait;
    wait.limit = m_options.wait;
    m_call = workspace.client().call(operation, values, wait, m_options.again ? CallFlags(CallFlag::MeantTwice) : CallFlags());
    connect(m_call, &ApiCall::stageChanged, this, [this] { m_output.note(m_call->stageText()); });
    m_call->then(
        this, [this](const ApiResponse &response) { report(response); },
        [this](const MpesaError &error) { Q_EMIT finished(m_output.fail(error, m_options.operation)); });
}

void CallCommand::report(const ApiResponse &response)
{
    const ExitCode code = exitCodeForOutcome(response.outcome, m_options.wait.count() > 0);
    QJsonObject json{{QStringLiteral("ok"), code == ExitCode::Done},
                     {QStringLiteral("operation"), QLatin1StringView(m_call->operation().id)},
                     {QStringLiteral("acknowledgement"), response.acknowledgement},
                     {QStringLiteral("result"), toJson(response.result)},
                     {QStringLiteral("outcome"), outcomeName(response.outcome)},
                     {QStringLiteral("durationMs"), static_cast<qint64>(m_call->elapsed().count())}};
    m_output.say(QString::fromUtf8(QJsonDocument(response.acknowledgement).toJson(QJsonDocument::Indented)).trimmed());
    if (response.result) {
        const Explanation advice =
            ErrorGuide::instance().explainResult(response.result->code, response.result->description, m_options.operation);
        json.insert(QStringLiteral("advice"), daraja::toJson(advice));
        if (code != ExitCode::Done) {
            MpesaError refusal;
            refusal.origin = response.outcome == CallOutcome::Refused ? MpesaError::Origin::Api : MpesaError::Origin::UnknownOutcome;
            refusal.code = response.result->code;
            refusal.message = response.result->description;
            refusal.httpStatus = response.exchange.status;
            json.insert(QStringLiteral("error"), daraja::toJson(refusal));
        }
        for (const auto &[name, value] : response.result->parameters) {
            m_output.say(QStringLiteral("%1  %2").arg(name, -20).arg(value));
        }
        m_output.say(QStringLiteral("%1: %2").arg(response.result->code, response.result->description));
        if (!advice.means.isEmpty()) {
            m_output.say(advice.means);
        }
    }
    m_output.say(QStringLiteral("Outcome: %1").arg(outcomeName(response.outcome)));
    m_output.object(json);
    Q_EMIT finished(code);
}

Invocation callInvocation()
{
    auto arguments = std::make_unique<Arguments>(
        QStringLiteral("Sends one call. Arguments are the wire names, in any case; what is missing comes from the profile.\n\n"
                       "  darajactl call stk_push Amount=1 PhoneNumber=0712345678 --wait 60\n"
                       "  darajactl call account_balance --wait 30 --json\n\n"
                       "In production, calls that ask for money or move it are sent only with --unlock and the profile's short code.\n\n") +
        credentialHelp());
    arguments->positional(QStringLiteral("operation"), QStringLiteral("See darajactl operations."), QStringLiteral("OPERATION"));
    arguments->positional(QStringLiteral("arguments"), QStringLiteral("Values of the request."), QStringLiteral("[Name=value…]"));
    arguments->credentials();
    arguments->option(QStringLiteral("wait"), QStringLiteral("Wait up to so many seconds for the result."), QStringLiteral("S"));
    arguments->option(QStringLiteral("unlock"), QStringLiteral("Production: yes, real money. Type the profile's short code."),
                      QStringLiteral("SHORTCODE"));
    arguments->option(QStringLiteral("again"), QStringLiteral("Production: send it although the same was sent a moment ago."));
    arguments->history();
    return {std::move(arguments),
            [](const Arguments &given, const Clock &clock, const Output &output, QString *problem) -> std::unique_ptr<Command> {
                const auto wait = given.number(QStringLiteral("wait"), 0, 0, 3600);
                const QStringList positionals = given.positionals();
                if (positionals.isEmpty()) {
                    *problem = QStringLiteral("Which operation? darajactl operations lists them.");
                } else if (!wait) {
                    *problem = QStringLiteral("--wait takes 0 to 3600 seconds.");
                } else {
                    SessionOptions session = given.session();
                    session.historyFile = given.historyFile();
                    return std::make_unique<CallCommand>(clock, output, session,
                                                         CallCommand::Options{.operation = positionals.first(),
                                                                              .arguments = positionals.mid(1),
                                                                              .wait = std::chrono::seconds(*wait),
                                                                              .unlock = given.value(QStringLiteral("unlock")),
                                                                              .again = given.has(QStringLiteral("again"))});
                }
                return nullptr;
            }};
}

} // namespace daraja
