// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/darajactl/arguments.h"

namespace daraja {

/// `darajactl token`: gets a token and prints its life; the token itself only with --reveal.
class TokenCommand final : public Command
{
    Q_OBJECT

public:
    struct Options
    {
        bool refresh = false;
        bool reveal = false;
    };

    TokenCommand(const Clock &clock, const Output &output, SessionOptions session, Options options, QObject *parent = nullptr);

    void start() override;

private:
    void report(const AccessToken &token, bool cached);

    const Clock &m_clock;
    const Output &m_output;
    Options m_options;
    Session m_session;
};

[[nodiscard]] Invocation tokenInvocation();

} // namespace daraja
