// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

namespace daraja {

class CopyButton;
class Desk;
class KeyValueGrid;
class MaskedLabel;
class RevealButton;

/// What the token is made of and where its key and secret are kept. Secrets are masked; the token is read from the TokenManager at the
/// moment it is revealed or copied, never kept here.
class TokenDetailsCard final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TokenDetailsCard)

public:
    explicit TokenDetailsCard(Desk &desk, QWidget *parent = nullptr);

    void present();
    /// The `… ago` alone.
    void presentTime();

Q_SIGNALS:
    void replaceSecretWanted();

private:
    [[nodiscard]] QWidget *makeNext();

    Desk &m_desk;
    KeyValueGrid *m_grid;
    MaskedLabel *m_token;
    MaskedLabel *m_key;
    MaskedLabel *m_secret;
    RevealButton *m_reveal = nullptr;
    CopyButton *m_copy = nullptr;
    int m_createdRow = 0;
    int m_lifetimeRow = 0;
    int m_expiresRow = 0;
    int m_keptRow = 0;
    int m_serverRow = 0;
};

} // namespace daraja
