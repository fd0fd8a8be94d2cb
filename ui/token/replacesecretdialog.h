// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDialog>

class QPushButton;

namespace daraja {

class Desk;
class PastedField;
class Label;

/// Takes a new consumer secret for the open profile, saves it and asks for a token with it. Shown with open(); deletes itself.
class ReplaceSecretDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReplaceSecretDialog)

public:
    explicit ReplaceSecretDialog(Desk &desk, QWidget *parent);

    void accept() override;

private:
    Desk &m_desk;
    QString m_profileId;
    PastedField *m_secret;
    QPushButton *m_save;
};

} // namespace daraja
