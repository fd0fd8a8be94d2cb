// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/callbacks/callbacksettings.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace daraja {

class Banner;
class CallbacksTest;
class Desk;
class FieldRow;
class KeyValueGrid;

/// Everything about callbacks: the addresses of the open profile, forwarding and tests, answers, senders, the network. Changes take effect
/// together, by one button.
class CallbacksPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CallbacksPanel)

public:
    explicit CallbacksPanel(Desk &desk, QWidget *parent = nullptr);

    /// Puts the changes to use. False when there are none or they cannot be used; the banner says why.
    bool save();

private:
    QWidget *makeAddresses();
    QWidget *makeForward();
    QWidget *makeTest();
    QWidget *makeAnswers();
    QWidget *makeSenders();
    QWidget *makeNetwork();
    void presentAddresses();
    void presentSettings();
    void presentChanges();
    void renew();
    [[nodiscard]] QUrl base() const;
    [[nodiscard]] CallbackSettings collected() const;

    struct AnswerRow
    {
        QString path;
        QComboBox *answer = nullptr; ///< its data are rules without delay, as text
        QSpinBox *delay = nullptr;
    };

    Desk &m_desk;
    Banner *m_banner;
    KeyValueGrid *m_addresses;
    QCheckBox *m_forwards;
    QLineEdit *m_target;
    FieldRow *m_targetRow = nullptr;
    CallbacksTest *m_test;
    QList<AnswerRow> m_answers;
    QCheckBox *m_refuses;
    QCheckBox *m_trustsProxy;
    QCheckBox *m_network;
    QLineEdit *m_networkAddress;
    QSpinBox *m_networkPort;
    QLineEdit *m_certificate;
    QLineEdit *m_key;
    QWidget *m_networkFields = nullptr;
    QPushButton *m_save;
};

} // namespace daraja
