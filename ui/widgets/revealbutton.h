// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QPushButton>

namespace daraja {

class MaskedLabel;

/// Shows a secret while it is held: by mouse, or by Space or Enter. Letting go, losing focus or being hidden ends it.
class RevealButton final : public QPushButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RevealButton)

public:
    explicit RevealButton(QWidget *parent = nullptr);

    /// Reveals and hides that label; the label stays the caller's.
    void attach(MaskedLabel *label);
    [[nodiscard]] bool isHeld() const { return m_held; }

Q_SIGNALS:
    /// Strictly alternating, beginning with true.
    void heldChanged(bool held);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void setHeld(bool held);
    void letGo();
    void dress();

    bool m_held = false;
};

} // namespace daraja
