// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/darajactl/exitcode.h"
#include "core/errors/errorguide.h"

#include <QJsonObject>

namespace daraja {

/// Where a command writes. With --json standard output holds exactly one JSON object per command and people's text goes to standard error.
class Output
{
public:
    explicit Output(bool json);

    [[nodiscard]] bool isJson() const { return m_json; }

    /// A line for people: standard output, or standard error with --json.
    void say(const QString &line) const;
    /// A line about what goes on; always standard error.
    void note(const QString &line) const;
    /// The object of this command; nothing without --json.
    void object(const QJsonObject &object) const;

    /// Says a failure in the three lines *Safaricom said · It means · Do this*, or as JSON, and returns its exit code.
    ExitCode fail(const MpesaError &error, const QString &operationId) const;
    /// Bad input: the arguments cannot be used.
    ExitCode badInput(const QString &message) const;

private:
    bool m_json;
};

/// `{"title","means","steps":[…],"actor","retry","source"}`.
[[nodiscard]] QJsonObject toJson(const Explanation &explanation);
/// `{"origin","code","message","httpStatus","requestId"}`.
[[nodiscard]] QJsonObject toJson(const MpesaError &error);

} // namespace daraja
