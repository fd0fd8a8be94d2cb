// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

namespace daraja {

class Card;
class CodeView;
class Desk;
class Label;
class Pill;

/// The last OAuth exchange as sent and as received, redacted.
class TokenExchangeCard final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TokenExchangeCard)

public:
    explicit TokenExchangeCard(Desk &desk, QWidget *parent = nullptr);

    void present();
    /// The request as a shell command, without the secret; empty while there is no workspace.
    [[nodiscard]] QString curl() const;

private:
    Desk &m_desk;
    Card *m_card;
    Pill *m_status;
    CodeView *m_request;
    CodeView *m_response;
    Label *m_none;
    QWidget *m_views;
};

} // namespace daraja
