// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/catalogue/operationspec.h"

#include <QWidget>

#include <chrono>

class QPushButton;

namespace daraja {

class Label;

/// The foot of a form: what will move from where to where, the lock of production, and Send, which names the amount and wears the colour of
/// money where money moves without anybody being asked.
class SendBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SendBar)

public:
    enum class Lock {
        None,   ///< nothing to guard
        Locked, ///< Send opens the question for the short code instead
        Open,
    };

    explicit SendBar(QWidget *parent = nullptr);

    /// `values` as RequestForm::preview() gives them.
    void setOperation(const OperationSpec &operation, const Values &values);
    /// `remaining`: with Lock::Open, how long it stays so. Called as often as one likes.
    void setLock(Lock lock, std::chrono::milliseconds remaining = {});
    /// Whether Send can be pressed; if not, why.
    void setReady(bool ready, const QString &whyNot = {});
    /// What Send says: `Send KES 500`.
    [[nodiscard]] QString verb() const;

Q_SIGNALS:
    void sendRequested();
    void unlockRequested();
    void lockRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void update();

    Label *m_sentence;
    QWidget *m_lockRow;
    QWidget *m_lockIcon;
    Label *m_lockText;
    QPushButton *m_lockButton;
    QPushButton *m_send;
    Label *m_hint;
    Lock m_lock = Lock::None;
    bool m_ready = false;
    QString m_whyNot;
};

/// `Send KES 500` for what moves money, `Send` for everything else.
[[nodiscard]] QString sendVerb(const OperationSpec &operation, const Values &values);

} // namespace daraja
