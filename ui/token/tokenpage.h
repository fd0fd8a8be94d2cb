// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/shell/page.h"

namespace daraja {

class Card;
class TokenDetailsCard;
class TokenExchangeCard;
class TokenRefusalCard;
class TokenRingCard;

/// Is the token alive, until when, who gave it, and what to do when there is none.
///
/// open() understands `check`: also shows what to look at when something is broken.
class TokenPage final : public Page
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TokenPage)

public:
    explicit TokenPage(Desk &desk, QWidget *parent = nullptr);

    void open(const QVariant &argument) override;
    bool handle(PageCommand command) override;
    void tick() override;
    [[nodiscard]] QString statusHint() const override;

private:
    void follow();
    void present();
    void replaceSecret();

    TokenRefusalCard *m_refusal;
    Card *m_check;
    TokenRingCard *m_ring;
    TokenDetailsCard *m_details;
    TokenExchangeCard *m_exchange;
};

} // namespace daraja
