// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/requests/views/facts.h"
#include "ui/style/palette.h"

#include <QWidget>

namespace daraja {

/// A statement of one transaction: amount, state, from whom to whom, then every fact with a copy button.
class StatementView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StatementView)

public:
    explicit StatementView(const Statement &statement, QWidget *parent = nullptr);
};

/// Good for `Completed`, Bad for what ended without money, Careful for everything else.
[[nodiscard]] Tone statusTone(const QString &transactionStatus);

} // namespace daraja
