// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/profiles/profilespanel.h"

#include "ui/desk/desk.h"
#include "ui/profiles/importdialog.h"
#include "ui/profiles/profileactions.h"
#include "ui/profiles/profiledelegate.h"
#include "ui/profiles/profiledraft.h"
#include "ui/profiles/profileform.h"
#include "ui/shell/ask.h"
#include "ui/style/deskstyle.h"
#include "ui/style/icons.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace daraja {

namespace {

constexpr int profileListWidth = 264;

QPushButton *smallButton(Icon icon, const QString &name, const QString &objectName)
{
    auto *button = new QPushButton(makeIcon(icon), {});
    button->setObjectName(objectName);
    button->setToolTip(name);
    button->setAccessibleName(name);
    setButtonRole(button, ButtonRole::Plain, ButtonSize::Small);
    return button;
}

} // namespace

ProfilesPanel::ProfilesPanel(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_list(new QListWidget)
    , m_form(new ProfileForm)
    , m_card(new Card(tr("Profile")))
    , m_banner(new Banner)
    , m_save(new QPushButton(tr("Save")))
    , m_discard(new QPushButton(tr("Discard")))
    , m_open(new QPushButton(tr("Use this profile")))
    , m_duplicate(smallButton(Icon::Copy, tr("Duplicate this profile"), QStringLiteral("duplicateProfile")))
    , m_remove(smallButton(Icon::Trash, tr("Remove this profile"), QStringLiteral("removeProfile")))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(px(metrics::Gap));

    auto *listCard = new Card(tr("Profiles"));
    listCard->setFixedWidth(px(profileListWidth));
    listCard->setFlush(true);
    auto *add = smallButton(Icon::Plus, tr("New profile"), QStringLiteral("newProfile"));
    auto *take = smallButton(Icon::Import, tr("Import from text or .env file"), QStringLiteral("importProfile"));
    listCard->addHeaderWidget(take);
    listCard->addHeaderWidget(add);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setObjectName(QStringLiteral("profileList"));
    m_list->setAccessibleName(tr("Profiles"));
    m_list->setItemDelegate(new ProfileDelegate(m_list));
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    listCard->setBody(m_list);
    layout->addWidget(listCard);

    m_card->addHeaderWidget(m_duplicate);
    m_card->addHeaderWidget(m_remove);
    m_card->setFlush(true);
    auto *area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *room = new QWidget;
    auto *roomLayout = new QVBoxLayout(room);
    roomLayout->setContentsMargins(px(metrics::Gap), px(metrics::Gap), px(metrics::Gap), px(metrics::Gap));
    roomLayout->setSpacing(px(metrics::Gap));
    roomLayout->addWidget(m_banner);
    roomLayout->addWidget(m_form, 1);
    area->setWidget(room);
    area->viewport()->setAutoFillBackground(false); // the card's ground
    room->setAutoFillBackground(false);
    m_card->setBody(area);
    auto *footer = new QWidget;
    auto *footerLayout = new QHBoxLayout(footer);
    footerLayout->setContentsMargins(0, 0, 0, 0);
    footerLayout->setSpacing(px(metrics::Grid));
    footerLayout->addWidget(m_save);
    footerLayout->addWidget(m_discard);
    footerLayout->addStretch(1);
    footerLayout->addWidget(m_open);
    m_card->setFooter(footer);
    layout->addWidget(m_card, 1);

    m_banner->setObjectName(QStringLiteral("profileBanner"));
    m_save->setObjectName(QStringLiteral("saveProfile"));
    m_discard->setObjectName(QStringLiteral("discardProfile"));
    m_open->setObjectName(QStringLiteral("openProfile"));
    setButtonRole(m_save, ButtonRole::Primary);
    connect(add, &QPushButton::clicked, this, &ProfilesPanel::addNew);
    connect(take, &QPushButton::clicked, this, &ProfilesPanel::import);
    connect(m_save, &QPushButton::clicked, this, &ProfilesPanel::save);
    connect(m_discard, &QPushButton::clicked, this, &ProfilesPanel::discard);
    connect(m_open, &QPushButton::clicked, this, [this] { openProfileAsking(m_desk, m_shown, window()); });
    connect(m_duplicate, &QPushButton::clicked, this, &ProfilesPanel::duplicate);
    connect(m_remove, &QPushButton::clicked, this, &ProfilesPanel::remove);
    connect(m_form, &ProfileForm::edited, this, &ProfilesPanel::present);
    connect(m_list, &QListWidget::currentItemChanged, this, [this](QListWidgetItem *item) {
        if (!m_filling && item)
            choose(item->data(ProfileDelegate::IdRole).toString());
    });
    connect(&m_desk.profiles(), &ProfileStore::profilesChanged, this, &ProfilesPanel::fillList);
    connect(&m_desk, &Desk::workspaceChanged, this, [this] {
        fillList();
        present();
    });
    connect(&m_desk.secretStore(), &SecretStore::changed, this, &ProfilesPanel::present);
    fillList();
    show(m_desk.profiles().currentId());
}

QString ProfilesPanel::chosenId() const
{
    const QListWidgetItem *item = m_list->currentItem();
    return item ? item->data(ProfileDelegate::IdRole).toString() : QString();
}

void ProfilesPanel::fillList()
{
    m_filling = true;
    m_list->clear();
    const QString current = m_desk.profiles().currentId();
    const QList<Profile> all = m_desk.profiles().profiles();
    for (const Profile &profile : all) {
        auto *item = new QListWidgetItem(profile.name, m_list);
        item->setData(ProfileDelegate::IdRole, profile.id);
        item->setData(ProfileDelegate::EnvironmentRole, int(profile.environment));
        item->setData(ProfileDelegate::CodeRole, profile.shortCode);
        item->setData(ProfileDelegate::OpenRole, profile.id == current);
        item->setData(Qt::AccessibleTextRole, tr("%1, %2").arg(profile.name, environmentName(profile.environment)));
        if (profile.id == m_shown)
            m_list->setCurrentItem(item);
    }
    m_filling = false;
}

void ProfilesPanel::choose(const QString &id)
{
    if (id == m_shown)
        return;
    unlessDirty([this, id] { show(id); });
    fillList(); // until agreed, the selection stays where the form is
}

void ProfilesPanel::show(const QString &id)
{
    const Profile profile = m_desk.profiles().profile(id);
    m_shown = profile.id;
    m_banner->hide();
    m_form->setValues(profile, {});
    m_form->setEnabled(false);
    fillList();
    present();
    const quint64 reading = ++m_reading;
    m_desk.readSecrets(profile.id, this, [this, reading, profile](const ProfileSecrets &secrets, const QString &problem) {
        if (reading != m_reading)
            return;
        m_form->setEnabled(true);
        m_form->setValues(profile, secrets);
        if (m_draft)
            m_form->typeValues(*m_draft, secrets);
        m_draft.reset();
        if (!problem.isEmpty() && problem != m_desk.secretStore().notice()) // that stands below the fields
            m_banner->warn(tr("The secrets could not be read: %1 What you leave empty stays as it is.").arg(problem));
        if (!m_member.isEmpty())
            m_form->focusField(m_member);
        m_member.clear();
        present();
    });
}

void ProfilesPanel::showNew(const Profile &profile, const ProfileSecrets &secrets)
{
    ++m_reading;
    m_shown.clear();
    m_banner->hide();
    m_form->setEnabled(true);
    Profile blank;
    blank.environment = Environment::Sandbox;
    m_form->setValues(blank, {});
    m_form->typeValues(profile, secrets);
    m_filling = true;
    m_list->setCurrentItem(nullptr);
    m_filling = false;
    m_form->focusField(QStringLiteral("name"));
    present();
}

void ProfilesPanel::editCurrent(const QString &member)
{
    const QString id = m_desk.profiles().currentId();
    if (id == m_shown) {
        if (m_form->isEnabled() && !member.isEmpty())
            m_form->focusField(member);
        else
            m_member = member;
        return;
    }
    unlessDirty([this, id, member] {
        m_member = member;
        show(id);
    });
}

void ProfilesPanel::addNew()
{
    unlessDirty([this] {
        Profile profile;
        profile.environment = Environment::Sandbox;
        profile.name = freeProfileName(m_desk, tr("My sandbox"));
        showNew(profile, {});
    });
}

void ProfilesPanel::import()
{
    ImportDialog::openFor(m_desk, window());
}

bool ProfilesPanel::save()
{
    if (!m_form->isEnabled() || !m_form->check())
        return false;
    const Profile profile = m_form->profile();
    const auto saveNow = [this, profile] {
        m_save->setEnabled(false);
        m_desk.saveProfile(profile, m_form->secrets(), this, [this](const QString &id, const QString &problem) {
            show(id);
            if (problem.isEmpty())
                m_banner->info(tr("Saved."));
            else
                m_banner->warn(problem);
        });
    };
    if (profile.id == m_desk.profiles().currentId() && m_desk.activeCallCount() > 0) {
        ask(window(),
            {tr("Save the profile"),
             tr("Save %1 while calls are on their way?").arg(profile.name),
             tr("The profile is opened anew. What has been sent is not called back; its result is no longer waited for."),
             tr("Save"),
             {}},
            saveNow);
        return true;
    }
    saveNow();
    return true;
}

void ProfilesPanel::discard()
{
    show(m_shown.isEmpty() ? m_desk.profiles().currentId() : m_shown);
}

void ProfilesPanel::duplicate()
{
    unlessDirty([this] {
        const Profile original = m_desk.profiles().profile(m_shown);
        m_desk.readSecrets(m_shown, this, [this, original](const ProfileSecrets &secrets, const QString &problem) {
            Profile copy = original;
            copy.id.clear();
            copy.name = freeProfileName(m_desk, tr("%1, copy").arg(original.name));
            showNew(copy, secrets);
            if (!problem.isEmpty())
                m_banner->warn(tr("The secrets could not be read: %1").arg(problem));
        });
    });
}

void ProfilesPanel::remove()
{
    const Profile profile = m_desk.profiles().profile(m_shown);
    ask(window(),
        {tr("Remove a profile"),
         tr("Remove %1?").arg(profile.name),
         tr("Its details are deleted here, and its secrets from: %1. Nothing changes at Safaricom.").arg(m_desk.secretPlace(profile)),
         tr("Remove"),
         {},
         ButtonRole::Danger},
        [this, id = profile.id] {
            m_desk.removeProfile(id);
            show(m_desk.profiles().currentId());
        });
}

void ProfilesPanel::present()
{
    const bool isNew = m_shown.isEmpty();
    const bool isDemo = m_shown == ProfileStore::demoProfile().id;
    const bool dirty = m_form->isEnabled() && (isNew || m_form->isDirty());
    m_card->setTitle(isNew ? tr("New profile") : m_desk.profiles().profile(m_shown).name);
    m_card->setSuffix(m_shown == m_desk.profiles().currentId() ? tr("in use") : QString());
    m_save->setEnabled(dirty);
    m_discard->setEnabled(dirty);
    m_open->setVisible(!isNew && m_shown != m_desk.profiles().currentId());
    m_open->setEnabled(!dirty);
    m_duplicate->setEnabled(!isNew);
    m_remove->setEnabled(!isNew && !isDemo);
    m_remove->setToolTip(isDemo ? tr("The simulator's profile is always there") : tr("Remove this profile"));
    const Profile typed = m_form->profile();
    m_form->setPlace(m_desk.secretPlace(typed), typed.environment == Environment::Simulator ? QString() : m_desk.secretStore().notice());
}

void ProfilesPanel::unlessDirty(std::function<void()> go)
{
    if (!m_form->isEnabled() || !m_form->isDirty()) {
        go();
        return;
    }
    ask(window(),
        {tr("Changes are not saved"),
         tr("Discard what you changed in this profile?"),
         {},
         tr("Discard"),
         tr("Keep editing"),
         ButtonRole::Danger},
        std::move(go));
}

void ProfilesPanel::saveDraft(QSettings &group) const
{
    group.remove(QStringLiteral("draft"));
    if (m_form->isEnabled() && m_form->isDirty())
        writeProfileDraft(group, QStringLiteral("draft"), m_shown, m_form->profile());
}

void ProfilesPanel::restoreDraft(QSettings &group)
{
    QString of;
    const std::optional<Profile> typed = readProfileDraft(group, QStringLiteral("draft"), m_desk.profiles(), &of);
    if (!typed)
        return;
    if (of.isEmpty()) {
        showNew(*typed, {});
        return;
    }
    m_draft = typed;
    show(of);
}

} // namespace daraja
