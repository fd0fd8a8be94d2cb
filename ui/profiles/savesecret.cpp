// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/profiles/savesecret.h"

#include "ui/desk/desk.h"
#include "ui/token/tokenactions.h"

namespace daraja {

void getTokenWhenOpen(Desk &desk, const QString &profileId)
{
    if (desk.workspace() && desk.currentProfile().id == profileId) {
        getToken(desk);
        return;
    }
    auto *watch = new QObject(&desk);
    QObject::connect(&desk, &Desk::workspaceChanged, watch, [&desk, watch, profileId] {
        if (desk.currentProfile().id == profileId && !desk.workspace())
            return; // secrets are still being read
        watch->deleteLater();
        if (desk.currentProfile().id == profileId)
            getToken(desk);
    });
}

namespace {

void saveAndTry(Desk &desk, const Profile &profile, const ProfileSecrets &secrets)
{
    desk.saveProfile(profile, secrets, &desk, [&desk](const QString &id, const QString &problem) {
        if (!problem.isEmpty())
            Q_EMIT desk.notice(problem);
        if (desk.profiles().currentId() == id)
            getTokenWhenOpen(desk, id);
    });
}

} // namespace

void saveSecret(Desk &desk, const QString &profileId, SecretKind kind, const QString &value)
{
    desk.readSecrets(profileId, &desk, [&desk, profileId, kind, value](ProfileSecrets secrets, const QString & /*problem*/) {
        secrets.value(kind) = value;
        saveAndTry(desk, desk.profiles().profile(profileId), secrets);
    });
}

void useSimulatorsOwn(Desk &desk, const QString &profileId)
{
    desk.readSecrets(profileId, &desk, [&desk, profileId](ProfileSecrets secrets, const QString & /*problem*/) {
        Profile profile = desk.profiles().profile(profileId);
        profile.consumerKey.clear();
        secrets.consumerSecret.clear();
        saveAndTry(desk, profile, secrets);
    });
}

} // namespace daraja
