// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/darajactl/tokencommand.h"

#include "core/base/nairobitime.h"

namespace daraja {

TokenCommand::TokenCommand(const Clock &clock, const Output &output, SessionOptions session, Options options, QObject *parent)
    : Command(parent)
    , m_clock(clock)
    , m_output(output)
    , m_options(options)
    , m_session(clock, std::move(session))
{
}

void TokenCommand::start()
{
    connect(&m_session, &Session::failed, this, [this](const QString &message) { Q_EMIT finished(m_output.badInput(message)); });
    connect(&m_session, &Session::opened, this, [this] {
        if (m_session.isOwnSimulator()) {
            m_output.note(QStringLiteral("No credentials given: asking the built-in simulator."));
        }
        TokenRequest *request =
            m_session.workspace().tokens().request(m_options.refresh ? TokenManager::Mode::ForceRefresh : TokenManager::Mode::Cached);
        connect(request, &TokenRequest::ready, this, &TokenCommand::report);
        connect(request, &TokenRequest::failed, this,
                [this](const MpesaError &error) { Q_EMIT finished(m_output.fail(error, QStringLiteral("token"))); });
    });
    m_session.open();
}

void TokenCommand::report(const AccessToken &token, bool cached)
{
    const QString environment = environmentId(m_session.workspace().profile().environment);
    const qint64 left = std::chrono::duration_cast<std::chrono::seconds>(token.remaining(m_clock)).count();
    QJsonObject json{{QStringLiteral("ok"), true},
                     {QStringLiteral("cached"), cached},
                     {QStringLiteral("environment"), environment},
                     {QStringLiteral("createdAt"), nairobiIso(token.createdAt)},
                     {QStringLiteral("expiresAt"), nairobiIso(token.expiresAt())},
                     {QStringLiteral("expiresIn"), left}};
    if (m_options.reveal) {
        json.insert(QStringLiteral("accessToken"), token.token);
    }
    m_output.object(json);
    m_output.say(QStringLiteral("Token    %1").arg(m_options.reveal ? token.token : token.masked()));
    m_output.say(QStringLiteral("From     %1").arg(environment));
    m_output.say(QStringLiteral("Created  %1").arg(nairobiClockAndDay(token.createdAt)));
    m_output.say(QStringLiteral("Expires  %1, in %2 s").arg(nairobiClockAndDay(token.expiresAt())).arg(left));
    Q_EMIT finished(ExitCode::Done);
}

Invocation tokenInvocation()
{
    auto arguments =
        std::make_unique<Arguments>(QStringLiteral("Gets an access token and says how long it lives.\n\n  darajactl token --json\n  "
                                                   "MPESA_CONSUMER_KEY=… MPESA_CONSUMER_SECRET=… darajactl token\n\n") +
                                    credentialHelp());
    arguments->credentials();
    arguments->option(QStringLiteral("refresh"),
                      QStringLiteral("Ask for a new one (on production this may cancel the one that your server holds)."));
    arguments->option(QStringLiteral("reveal"), QStringLiteral("Print the token itself too."));
    return {std::move(arguments),
            [](const Arguments &given, const Clock &clock, const Output &output, QString *) -> std::unique_ptr<Command> {
                return std::make_unique<TokenCommand>(
                    clock, output, given.session(),
                    TokenCommand::Options{.refresh = given.has(QStringLiteral("refresh")), .reveal = given.has(QStringLiteral("reveal"))});
            }};
}

} // namespace daraja
