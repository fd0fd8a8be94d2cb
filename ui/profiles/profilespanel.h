// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/profiles/profile.h"

#include <QWidget>

#include <functional>
#include <optional>

class QListWidget;
class QPushButton;
class QSettings;

namespace daraja {

class Banner;
class Card;
class Desk;
class ProfileForm;

/// The list of profiles beside the form of the one that is chosen: add, duplicate, import, edit, remove, open.
class ProfilesPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProfilesPanel)

public:
    explicit ProfilesPanel(Desk &desk, QWidget *parent = nullptr);

    /// Shows the open profile and, when it is the name of a field, focuses that.
    void editCurrent(const QString &member);
    void addNew();
    void import();
    /// Saves what is typed. False when there is something to correct first.
    bool save();
    /// Puts back what was saved.
    void discard();

    /// A half-written profile, without its secrets.
    void saveDraft(QSettings &group) const;
    void restoreDraft(QSettings &group);

    [[nodiscard]] ProfileForm *form() const { return m_form; }

private:
    void fillList();
    void choose(const QString &id);
    void show(const QString &id);
    void showNew(const Profile &profile, const ProfileSecrets &secrets);
    void remove();
    void duplicate();
    void present();
    [[nodiscard]] QString chosenId() const;
    /// Calls `go` at once, or after the user agreed to lose what was typed.
    void unlessDirty(std::function<void()> go);

    Desk &m_desk;
    QListWidget *m_list;
    ProfileForm *m_form;
    Card *m_card;
    Banner *m_banner;
    QPushButton *m_save;
    QPushButton *m_discard;
    QPushButton *m_open;
    QPushButton *m_duplicate;
    QPushButton *m_remove;
    QString m_shown;                ///< id of the profile in the form; empty for a new one
    std::optional<Profile> m_draft; ///< to type over it when the secrets have been read
    QString m_member;               ///< to focus when the secrets have been read
    quint64 m_reading = 0;          ///< answers of earlier readings are stale
    bool m_filling = false;
};

} // namespace daraja
