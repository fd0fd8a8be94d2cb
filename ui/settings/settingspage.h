// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/shell/page.h"
#include "ui/style/theme.h"

class QStackedWidget;
class QTabBar;

namespace daraja {

class CallbacksPanel;
class GeneralSettings;
class ProfilesPanel;

/// Profiles, callbacks, and everything else that can be set.
///
/// open() understands `profiles`, `new`, `import`, `callbacks`, `general`, and the name of a member of Profile or ProfileSecrets
/// (`passkey`), which it focuses in the form of the open profile.
class SettingsPage final : public Page
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SettingsPage)

public:
    explicit SettingsPage(Desk &desk, QWidget *parent = nullptr);

    void open(const QVariant &argument) override;
    void saveState(QSettings &group) const override;
    void restoreState(QSettings &group) override;
    bool handle(PageCommand command) override;

    /// Which look is ticked; the window owns the theme.
    void setThemeChoice(Theme::Choice choice);

Q_SIGNALS:
    void themeChosen(daraja::Theme::Choice choice);
    /// Half-written forms are to be forgotten.
    void forgetFormsWanted();
    /// Everything was forgotten: profiles, secrets, settings.
    void everythingForgotten();

private:
    QTabBar *m_tabs;
    QStackedWidget *m_stack;
    ProfilesPanel *m_profiles;
    CallbacksPanel *m_callbacks;
    GeneralSettings *m_general;
};

} // namespace daraja
