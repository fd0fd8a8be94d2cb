// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/desk/desk.h"

#include <QWidget>

class QComboBox;

namespace daraja {

class Card;
class Label;
class PhoneView;

/// The phone in a card, with what stands below it: wallet, time left, the PIN, and what happens next time.
class PhoneCard final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PhoneCard)

public:
    explicit PhoneCard(Desk &desk, QWidget *parent = nullptr);

    [[nodiscard]] PhoneView &phone() { return *m_phone; }
    void tick();

private:
    void refresh();

    Desk &m_desk;
    Card *m_card;
    PhoneView *m_phone;
    Label *m_caption;
    QComboBox *m_next;
    QString m_number; ///< of the last prompt
};

} // namespace daraja
