// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/darajactl/command.h"

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

} // namespace daraja
