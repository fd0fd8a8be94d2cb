// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/simulator/simulator.h"

#include <QWidget>

class QPushButton;

namespace daraja {

/// The virtual phone: shows the newest open prompt of the simulator with amount and payee, takes the PIN, OK or Cancel, by mouse and
/// keyboard (digits, Backspace, Enter, Esc). Without a prompt it says what will come. Light in both themes: it is a phone, not a page.
class PhoneView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PhoneView)

public:
    static constexpr int PinLength = 4;

    /// Both must outlive the view.
    PhoneView(Simulator &simulator, const Clock &clock, QWidget *parent = nullptr);

    /// The prompt in sight; empty id when there is none.
    [[nodiscard]] const Prompt &prompt() const { return m_prompt; }
    /// Digits typed so far.
    [[nodiscard]] int typedDigits() const { return static_cast<int>(m_pin.size()); }

    /// The clock in the phone's corner.
    void tick();

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// Another prompt is in sight, or none.
    void promptChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void showNewest();
    void typeDigit(int digit);
    void eraseDigit();
    void confirm();
    void cancel();
    void placeParts();
    [[nodiscard]] QRect bodyRect() const;
    [[nodiscard]] QRect screenRect() const;
    [[nodiscard]] QRect dialogRect() const;

    Simulator &m_simulator;
    const Clock &m_clock;
    Prompt m_prompt;
    QString m_pin;
    QList<QPushButton *> m_keys; ///< 1…9, erase, 0, confirm
    QPushButton *m_cancel;
    QPushButton *m_ok;
};

} // namespace daraja
