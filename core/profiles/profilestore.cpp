// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/profiles/profilestore.h"

#include "core/profiles/profilefile.h"

#include <QDir>
#include <QSettings>
#include <QUuid>

#include <algorithm>

namespace daraja {

namespace {

QString demoId()
{
    return QStringLiteral("demo");
}

QList<Profile>::iterator withId(QList<Profile> &profiles, const QString &id)
{
    return std::find_if(profiles.begin(), profiles.end(), [&id](const Profile &profile) { return profile.id == id; });
}

void putProfile(QList<Profile> &profiles, const Profile &profile)
{
    const auto place = withId(profiles, profile.id);
    if (place == profiles.end()) {
        profiles.append(profile);
    } else {
        *place = profile;
    }
}

} // namespace

class ProfileStore::Private
{
public:
    QString file;
    QList<Profile> profiles;
    QString currentId = demoId();
    ProfileChanges unwritten; ///< what the file does not have yet
    QString problem;

    void read();
    void layUnwrittenOnTop();
    bool write();
    void say(ProfileFileState state);
};

void ProfileStore::Private::say(ProfileFileState state)
{
    const QString name = QDir::toNativeSeparators(file);
    switch (state) {
    case ProfileFileState::Usable:
        problem.clear();
        break;
    case ProfileFileState::Damaged:
        problem = tr("The file %1 is damaged. It is left as it is, and changes to profiles last until the program ends. Move it away to "
                     "start afresh.")
                      .arg(name);
        break;
    case ProfileFileState::Newer:
        problem =
            tr("The file %1 was written by a newer version. It is left as it is, and changes to profiles last until the program ends.")
                .arg(name);
        break;
    case ProfileFileState::Unreadable:
        problem = tr("The file %1 cannot be read. Changes to profiles last until the program ends.").arg(name);
        break;
    }
}

void ProfileStore::Private::read()
{
    const StoredProfiles stored = readProfileFile(file);
    profiles = stored.profiles;
    layUnwrittenOnTop();
    if (withId(profiles, stored.currentId) != profiles.end()) {
        currentId = stored.currentId;
    }
}

void ProfileStore::Private::layUnwrittenOnTop()
{
    for (const QString &id : std::as_const(unwritten.removed)) {
        profiles.removeIf([&id](const Profile &profile) { return profile.id == id; });
    }
    for (const Profile &profile : std::as_const(unwritten.saved)) {
        putProfile(profiles, profile);
    }
    Profile demo = demoProfile();
    if (const auto stored = withId(profiles, demo.id); stored != profiles.end()) {
        demo = *stored;
        demo.environment = Environment::Simulator;
        profiles.erase(stored);
    }
    profiles.prepend(demo);
}

bool ProfileStore::Private::write()
{
    const ProfileFileState state = profileFileState(file);
    say(state);
    if (state != ProfileFileState::Usable) {
        return false;
    }
    if (!writeProfileFile(file, unwritten)) {
        problem = tr("The file %1 cannot be written. Changes to profiles last until the program ends. Free space on the disk, or give "
                     "yourself the "
                     "right to write there.")
                      .arg(QDir::toNativeSeparators(file));
        return false;
    }
    unwritten = {};
    return true;
}

ProfileStore::ProfileStore(const QString &file, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->file = file;
    if (d->file.isEmpty()) {
        d->file =
            QSettings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("DarajaDesk"), QStringLiteral("profiles")).fileName();
    }
    d->say(profileFileState(d->file));
    d->read();
}

ProfileStore::~ProfileStore() = default;

QList<Profile> ProfileStore::profiles() const
{
    return d->profiles;
}

Profile ProfileStore::profile(const QString &id) const
{
    const auto found = withId(d->profiles, id);
    return found == d->profiles.end() ? Profile{} : *found;
}

Profile ProfileStore::findByName(const QString &name) const
{
    for (const Profile &profile : std::as_const(d->profiles)) {
        if (profile.name.compare(name.trimmed(), Qt::CaseInsensitive) == 0) {
            return profile;
        }
    }
    return {};
}

QString ProfileStore::currentId() const
{
    return d->currentId;
}

void ProfileStore::setCurrentId(const QString &id)
{
    if (id == d->currentId || withId(d->profiles, id) == d->profiles.end()) {
        return;
    }
    d->currentId = id;
    d->unwritten.currentId = id;
    d->write();
    Q_EMIT currentChanged(id);
}

QString ProfileStore::save(Profile profile, bool *ok)
{
    if (profile.id.isEmpty()) {
        profile.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    }
    if (profile.id == demoId()) {
        profile.environment = Environment::Simulator;
    }
    d->unwritten.removed.removeAll(profile.id);
    putProfile(d->unwritten.saved, profile);
    const bool written = writeAndReload();
    if (ok) {
        *ok = written;
    }
    return profile.id;
}

void ProfileStore::remove(const QString &id)
{
    if (id == demoId() || withId(d->profiles, id) == d->profiles.end()) {
        return;
    }
    d->unwritten.saved.removeIf([&id](const Profile &profile) { return profile.id == id; });
    d->unwritten.removed.append(id);
    writeAndReload();
}

bool ProfileStore::writeAndReload()
{
    const QList<Profile> before = d->profiles;
    const bool written = d->write();
    if (written) {
        d->profiles = readProfileFile(d->file).profiles;
    }
    d->layUnwrittenOnTop();
    if (d->profiles != before) {
        Q_EMIT profilesChanged();
    }
    if (withId(d->profiles, d->currentId) == d->profiles.end()) {
        setCurrentId(demoId());
    }
    return written;
}

QString ProfileStore::problem() const
{
    return d->problem;
}

Profile ProfileStore::demoProfile()
{
    Profile demo;
    demo.id = demoId();
    demo.name = tr("Demo shop");
    demo.environment = Environment::Simulator;
    demo.shortCode = QStringLiteral("174379");
    demo.receiver = ReceiverKind::Paybill;
    demo.till = QStringLiteral("174380");
    demo.initiatorName = QStringLiteral("testapi");
    demo.phoneNumber = QStringLiteral("254708374149");
    return demo;
}

} // namespace daraja
