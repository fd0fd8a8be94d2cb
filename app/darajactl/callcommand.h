// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/darajactl/arguments.h"

namespace daraja {

/// `darajactl call OPERATION key=value…`: one call, to its acknowledgement or, with --wait, to its result.
class CallCommand final : public Command
{
    Q_OBJECT

public:
    struct Options
    {
        QString operation;
        QStringList arguments; ///< `Name=value`, wire names in any case
        std::chrono::seconds wait{0};
        QString unlock;     ///< --unlock: the short code, typed anew for each call about real money
        bool again = false; ///< --again: although the same was sent a moment ago
    };

    CallCommand(const Clock &clock, const Output &output, SessionOptions session, Options options, QObject *parent = nullptr);

    void start() override;
    void interrupt() override;

private:
    void send(const OperationSpec &operation, const Values &values);
    void report(const ApiResponse &response);

    const Output &m_output;
    Options m_options;
    Session m_session;
    QPointer<ApiCall> m_call;
};

[[nodiscard]] Invocation callInvocation();

} // namespace daraja
