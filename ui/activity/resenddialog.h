// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/callbacks/callbackforwarder.h"

#include <QDialog>

class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace daraja {

class FieldRow;
class Label;

/// Sends a stored callback to the user's own server once more, as it came or edited, and says what the server answered. Stays open, so that
/// it can be tried again.
class ResendDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ResendDialog)

public:
    /// The forwarder has a target and must outlive the dialog; `callbacks` are one or more, the last is proposed.
    ResendDialog(CallbackForwarder &forwarder, QList<Callback> callbacks, QWidget *parent);

private:
    [[nodiscard]] const Callback &chosen() const;
    [[nodiscard]] bool isEdited() const;
    /// What would be sent now.
    [[nodiscard]] Callback wanted() const;
    void showChosen();
    void present();
    void send();
    void ended(const ForwardRecord &record);

    CallbackForwarder &m_forwarder;
    const QList<Callback> m_callbacks;
    QString m_shown; ///< the text as it came
    quint64 m_sending = 0;
    QComboBox *m_which;
    Label *m_target;
    QPlainTextEdit *m_text;
    Label *m_kind;
    QLineEdit *m_host;
    FieldRow *m_hostRow;
    Label *m_answer;
    QPushButton *m_send;
};

} // namespace daraja
