// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

class QPushButton;

namespace daraja {

class CountdownRing;
class Desk;
class Label;
class Pill;
struct TokenView;

/// The large countdown with the state in words, and the two ways to a token.
class TokenRingCard final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TokenRingCard)

public:
    explicit TokenRingCard(Desk &desk, QWidget *parent = nullptr);

    /// Everything but the seconds; call when something happened.
    void present(const TokenView &view);
    /// The seconds.
    void presentTime(const TokenView &view);

private:
    void presentCount();

    Desk &m_desk;
    CountdownRing *m_ring;
    Pill *m_pill;
    Label *m_until;
    QPushButton *m_get;
    QPushButton *m_renew;
    Label *m_count;
};

} // namespace daraja
