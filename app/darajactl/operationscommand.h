// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/darajactl/arguments.h"

namespace daraja {

/// `darajactl operations [OPERATION]`: lists what Daraja offers, or documents one operation.
class OperationsCommand final : public Command
{
    Q_OBJECT

public:
    OperationsCommand(const Output &output, QString operation, QObject *parent = nullptr);

    void start() override;

private:
    const Output &m_output;
    QString m_operation;
};

[[nodiscard]] Invocation operationsInvocation();

} // namespace daraja
