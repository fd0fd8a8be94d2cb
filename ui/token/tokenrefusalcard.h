// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/doctor/startingpoint.h"

#include <QWidget>

class QPushButton;

namespace daraja {

class Desk;
class ThreeLines;
class VerdictHeader;

/// Why there is no token: the verdict, *Safaricom said · It means · Do this*, and the buttons that do it. Also shown
/// while key or secret are missing: then nobody can be asked. Hidden while nothing is wrong.
class TokenRefusalCard final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TokenRefusalCard)

public:
    explicit TokenRefusalCard(Desk &desk, QWidget *parent = nullptr);

    void present();

Q_SIGNALS:
    void replaceSecretWanted();
    /// The simulator refused a secret that is not its own: use its own again.
    void ownSecretWanted();

private:
    void presentMissing();
    void presentError(const MpesaError &error);
    void presentButtons(bool aboutCredentials, bool again);

    Desk &m_desk;
    VerdictHeader *m_verdict;
    ThreeLines *m_lines;
    QPushButton *m_cure;
    QPushButton *m_edit;
    QPushButton *m_again;
    QPushButton *m_why;
    std::optional<StartingPoint> m_point; ///< where the doctor would begin
};

} // namespace daraja
