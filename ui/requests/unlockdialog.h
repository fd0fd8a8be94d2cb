// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/api/productionguard.h"

#include <QDialog>

class QLineEdit;

namespace daraja {

class FieldRow;

/// Asks for the short code of a profile before real money can move. Accepted when the guard took it.
class UnlockDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UnlockDialog)

public:
    /// The guard must outlive it.
    UnlockDialog(ProductionGuard &guard, Profile profile, QWidget *parent);

private:
    void unlock();

    ProductionGuard &m_guard;
    const Profile m_profile;
    QLineEdit *m_code;
    FieldRow *m_row;
};

} // namespace daraja
