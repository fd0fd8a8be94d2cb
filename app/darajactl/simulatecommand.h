// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/darajactl/arguments.h"
#include "core/simulator/simulator.h"

#include <QTemporaryDir>

namespace daraja {

/// `darajactl simulate`: the simulator alone, until SIGINT or SIGTERM.
class SimulateCommand final : public Command
{
    Q_OBJECT

public:
    SimulateCommand(const Clock &clock, const Output &output, SimulatorOptions options, QObject *parent = nullptr);

    void start() override;
    void interrupt() override;

private:
    void announce();

    const Output &m_output;
    SimulatorOptions m_options;
    Simulator m_simulator;
    QTemporaryDir m_folder; ///< holds the certificate while the simulator runs
};

/// The values that choose an outcome, for people.
[[nodiscard]] QString triggerTable();

[[nodiscard]] Invocation simulateInvocation();

} // namespace daraja
