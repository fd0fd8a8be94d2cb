// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/darajactl/command.h"
#include "app/darajactl/session.h"

#include <QCommandLineParser>

#include <functional>
#include <memory>
#include <optional>

namespace daraja {

/// The command line of one command: what it takes, its help, and what was given. --json and --help are there from the start.
class Arguments final
{
    Q_DISABLE_COPY_MOVE(Arguments)

public:
    explicit Arguments(const QString &description);
    ~Arguments() = default;

    /// \name What the command takes
    /// @{
    /// Without `value` a switch.
    void option(const QString &name, const QString &help, const QString &value = {});
    void positional(const QString &name, const QString &help, const QString &syntax);
    /// --profile and --settings.
    void credentials();
    /// --history and --no-history: where a command that sends or receives stores what happens.
    void history();
    /// @}

    /// False: see problem().
    [[nodiscard]] bool parse(const QStringList &arguments) { return m_parser.parse(arguments); }
    [[nodiscard]] QString problem() const { return m_parser.errorText(); }
    /// Of the command of that name.
    [[nodiscard]] QString helpText(const QString &command) const;

    /// \name What was given, after parse()
    /// @{
    [[nodiscard]] bool has(const QString &name) const { return m_parser.isSet(name); }
    [[nodiscard]] QString value(const QString &name) const { return m_parser.value(name); }
    [[nodiscard]] QStringList values(const QString &name) const { return m_parser.values(name); }
    /// `a,b` as its parts.
    [[nodiscard]] QStringList list(const QString &name) const { return value(name).split(u',', Qt::SkipEmptyParts); }
    [[nodiscard]] QStringList positionals() const { return m_parser.positionalArguments(); }
    /// A whole number within limits; `fallback` when the option is absent; nothing when it is unusable.
    [[nodiscard]] std::optional<int> number(const QString &name, int fallback, int minimum, int maximum) const;
    /// The file that was named, the user's own, or empty for nowhere.
    [[nodiscard]] QString historyFile() const;
    /// Whose credentials; stores no history.
    [[nodiscard]] SessionOptions session() const;
    /// @}

private:
    QCommandLineParser m_parser;
};

/// What main() needs to run a command.
struct Invocation
{
    std::unique_ptr<Arguments> arguments;
    /// Makes the command, or says what is wrong with the arguments.
    std::function<std::unique_ptr<Command>(const Arguments &, const Clock &, const Output &, QString *problem)> make;
};

/// Where credentials come from, for the help of the commands that need them.
[[nodiscard]] QString credentialHelp();

} // namespace daraja
