// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/darajactl/arguments.h"

#include "app/darajactl/terminal.h"

namespace daraja {

Arguments::Arguments(const QString &description)
{
    m_parser.setApplicationDescription(description);
    m_parser.setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsOptions);
    m_parser.addOption({QStringLiteral("json"), QStringLiteral("Exactly one JSON object on standard output.")});
    m_parser.addOption({{QStringLiteral("h"), QStringLiteral("help")}, QStringLiteral("Shows this help.")});
}

QString Arguments::helpText(const QString &command) const
{
    const QString program = QCoreApplication::arguments().constFirst();
    return m_parser.helpText().replace(QStringLiteral("Usage: %1").arg(program), QStringLiteral("Usage: darajactl %1").arg(command));
}

void Arguments::option(const QString &name, const QString &help, const QString &value)
{
    m_parser.addOption({name, help, value});
}

void Arguments::positional(const QString &name, const QString &help, const QString &syntax)
{
    m_parser.addPositionalArgument(name, help, syntax);
}

void Arguments::credentials()
{
    option(QStringLiteral("profile"), QStringLiteral("Use a profile of Daraja Desk."), QStringLiteral("NAME"));
    option(QStringLiteral("settings"), QStringLiteral("Read profiles from this file."), QStringLiteral("FILE"));
}

void Arguments::history()
{
    option(QStringLiteral("history"), QStringLiteral("Store what happens in this file; Daraja Desk's own without it."),
           QStringLiteral("FILE"));
    option(QStringLiteral("no-history"), QStringLiteral("Store nothing."));
}

std::optional<int> Arguments::number(const QString &name, int fallback, int minimum, int maximum) const
{
    if (!has(name)) {
        return fallback;
    }
    bool ok = false;
    const int number = value(name).toInt(&ok);
    return ok && number >= minimum && number <= maximum ? std::optional(number) : std::nullopt;
}

QString Arguments::historyFile() const
{
    if (has(QStringLiteral("history"))) {
        return value(QStringLiteral("history"));
    }
    return has(QStringLiteral("no-history")) ? QString() : historyPath();
}

SessionOptions Arguments::session() const
{
    return {.profile = value(QStringLiteral("profile")),
            .settingsFile = value(QStringLiteral("settings")),
            .askForSecrets = isTerminal(),
            .historyFile = {},
            .mayLackKeys = false};
}

QString credentialHelp()
{
    return QStringLiteral(
        "Credentials come from --profile NAME, or from MPESA_CONSUMER_KEY, MPESA_CONSUMER_SECRET, MPESA_SHORTCODE, MPESA_PASSKEY,\n"
        "MPESA_INITIATOR_NAME, MPESA_INITIATOR_PASSWORD or MPESA_SECURITY_CREDENTIAL, MPESA_CERTIFICATE_FILE, MPESA_PHONE_NUMBER,\n"
        "MPESA_TILL, MPESA_CALLBACK_URL, MPESA_ENVIRONMENT (sandbox, production), MPESA_BASE_URL (any other server).\n"
        "Without any of them a simulator is started inside the command.");
}

} // namespace daraja
