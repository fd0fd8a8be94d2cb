// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/settings/settingspage.h"

#include "ui/profiles/profilespanel.h"
#include "ui/settings/callbackspanel.h"
#include "ui/settings/generalsettings.h"
#include "ui/style/metrics.h"

#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace daraja {

namespace {
enum SettingsTab { ProfilesTab, CallbacksTab, GeneralTab };
}

SettingsPage::SettingsPage(Desk &desk, QWidget *parent)
    : Page(desk, parent)
    , m_tabs(new QTabBar)
    , m_stack(new QStackedWidget)
    , m_profiles(new ProfilesPanel(desk))
    , m_callbacks(new CallbacksPanel(desk))
    , m_general(new GeneralSettings(desk))
{
    auto *layout = new QVBoxLayout(this);
    const int gap = px(metrics::Gap);
    layout->setContentsMargins(gap, px(metrics::Grid), gap, gap);
    layout->setSpacing(px(12));
    m_tabs->setObjectName(QStringLiteral("settingsTabs"));
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    m_tabs->addTab(tr("Profiles"));
    m_tabs->addTab(tr("Callbacks"));
    m_tabs->addTab(tr("General"));
    layout->addWidget(m_tabs);
    m_stack->addWidget(m_profiles);
    m_stack->addWidget(m_callbacks);
    m_stack->addWidget(m_general);
    layout->addWidget(m_stack, 1);
    connect(m_tabs, &QTabBar::currentChanged, m_stack, &QStackedWidget::setCurrentIndex);
    connect(m_general, &GeneralSettings::themeChosen, this, &SettingsPage::themeChosen);
    connect(m_general, &GeneralSettings::forgetFormsWanted, this, &SettingsPage::forgetFormsWanted);
    connect(m_general, &GeneralSettings::everythingForgotten, this, &SettingsPage::everythingForgotten);
}

void SettingsPage::open(const QVariant &argument)
{
    const QString what = argument.toString();
    if (what.isEmpty())
        return;
    m_tabs->setCurrentIndex(what == u"general" ? GeneralTab : what == u"callbacks" ? CallbacksTab : ProfilesTab);
    if (what == u"new")
        m_profiles->addNew();
    else if (what == u"import")
        m_profiles->import();
    else if (what != u"general" && what != u"callbacks")
        m_profiles->editCurrent(what == u"profiles" ? QString() : what);
}

void SettingsPage::saveState(QSettings &group) const
{
    group.setValue(QStringLiteral("tab"), m_tabs->currentIndex());
    m_profiles->saveDraft(group);
}

void SettingsPage::restoreState(QSettings &group)
{
    const int tab = group.value(QStringLiteral("tab")).toInt();
    m_tabs->setCurrentIndex(tab > ProfilesTab && tab <= GeneralTab ? tab : ProfilesTab);
    m_profiles->restoreDraft(group);
}

bool SettingsPage::handle(PageCommand command)
{
    if (command != PageCommand::Send || m_tabs->currentIndex() == GeneralTab)
        return false;
    return m_tabs->currentIndex() == CallbacksTab ? m_callbacks->save() : m_profiles->save();
}

void SettingsPage::setThemeChoice(Theme::Choice choice)
{
    m_general->setThemeChoice(choice);
}

} // namespace daraja
