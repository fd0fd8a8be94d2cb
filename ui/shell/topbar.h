// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

class QMenu;
class QPushButton;

namespace daraja {

class Desk;
class ElidedLabel;
class Pill;
class ProfileButton;
class TokenChip;
struct TokenView;

/// On every page: which profile is open, on which environment (in colour and in words), and how long the token lives.
class TopBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TopBar)

public:
    explicit TopBar(Desk &desk, QWidget *parent = nullptr);

    /// The open profile and the token, as they are now.
    void present();
    /// The token alone: once a second.
    void presentToken(const TokenView &view);
    /// Opens the list of profiles below its button.
    void openProfiles();

    [[nodiscard]] TokenChip *chip() const { return m_chip; }

Q_SIGNALS:
    /// Another profile was chosen.
    void profileChosen(const QString &id);
    void newProfileWanted();
    void editProfileWanted();
    void importWanted();
    void tokenPageWanted();
    void newTokenWanted();

private:
    Desk &m_desk;
    ProfileButton *m_profile;
    Pill *m_environment;
    ElidedLabel *m_motto;
    TokenChip *m_chip;
    QPushButton *m_refresh;
};

} // namespace daraja
