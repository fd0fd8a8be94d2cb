// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/callbacks/accountbalance.h"

#include <QWidget>

namespace daraja {

/// Accounts, one a row: name and available balance, and the current one where it is another.
class BalancesView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BalancesView)

public:
    explicit BalancesView(const QList<AccountBalance> &accounts, QWidget *parent = nullptr);
};

} // namespace daraja
