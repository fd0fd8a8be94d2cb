// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/shell/page.h"

namespace daraja {

class TokenDetailsCard;
class TokenExchangeCard;
class TokenRefusalCard;
class TokenRingCard;

/// Is the token alive, until when, who gave it, and what to do when there is none.
class TokenPage final : public Page
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TokenPage)

public:
    explicit TokenPage(Desk &desk, QWidget *parent = nullptr);

    bool handle(PageCommand command) override;
    void tick() override;
    [[nodiscard]] QString statusHint() const override;

private:
    void follow();
    void present();
    void replaceSecret();

    TokenRefusalCard *m_refusal;
    TokenRingCard *m_ring;
    TokenDetailsCard *m_details;
    TokenExchangeCard *m_exchange;
};

} // namespace daraja
