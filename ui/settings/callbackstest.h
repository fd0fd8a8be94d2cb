// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/callbacks/callbackforwarder.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace daraja {

class Desk;
class FieldRow;
class Label;

/// Sends a made-up callback to the user's own server and shows what it answered. Asks for the host where the server could take it for
/// money.
class CallbacksTest final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CallbacksTest)

public:
    explicit CallbacksTest(Desk &desk, QWidget *parent = nullptr);

    /// Forwarding was switched or goes elsewhere.
    void present();

private:
    [[nodiscard]] Callback chosen() const;
    void send();
    void show(const ForwardRecord &record);

    Desk &m_desk;
    QComboBox *m_outcome;
    QLineEdit *m_host;
    FieldRow *m_hostRow;
    QPushButton *m_send;
    Label *m_answer;
    quint64 m_sent = 0; ///< id of the delivery that is awaited
};

} // namespace daraja
