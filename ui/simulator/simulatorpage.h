// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/shell/page.h"

class QCheckBox;
class QPushButton;
class QSpinBox;
class QTableView;

namespace daraja {

class Banner;
class Card;
class CodeView;
class KeyValueGrid;
class Label;
class PhoneCard;
class SimulatorRequestsModel;

/// The built-in Daraja: the virtual phone, how other programs reach it, wallets and accounts, customers who pay, faults, and every request
/// that it saw with its answer.
class SimulatorPage final : public Page
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SimulatorPage)

public:
    explicit SimulatorPage(Desk &desk, QWidget *parent = nullptr);

    void open(const QVariant &argument) override;
    void tick() override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QWidget *connectionCard();
    [[nodiscard]] QWidget *booksCard();
    [[nodiscard]] QWidget *requestsCard();
    void updateConnection();
    void updateBooks();
    void showRequest();

    PhoneCard *m_phone;
    Banner *m_notRunning;
    KeyValueGrid *m_connection;
    KeyValueGrid *m_books;
    QCheckBox *m_automatic;
    QCheckBox *m_keeps;
    QSpinBox *m_delay;
    SimulatorRequestsModel *m_model;
    QTableView *m_table;
    CodeView *m_asked;
    Label *m_note;
    CodeView *m_answered;
};

} // namespace daraja
