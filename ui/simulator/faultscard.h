// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/simulator/simulator.h"

#include <QWidget>

class QComboBox;
class QVBoxLayout;

namespace daraja {

class Label;

/// What the simulator is to do wrong on purpose: a list to choose from, and below it one row for each fault that is on, with the requests
/// that it meets, whether it stays, and a button that switches it off. Shows what the simulator says, also when another place changed it.
class FaultsCard final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FaultsCard)

public:
    explicit FaultsCard(Simulator &simulator, QWidget *parent = nullptr);

private:
    void refresh();
    [[nodiscard]] QWidget *row(const ActiveFault &active);

    Simulator &m_simulator;
    QComboBox *m_choice;
    Label *m_none;
    QVBoxLayout *m_rows;
};

} // namespace daraja
