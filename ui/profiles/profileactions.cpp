// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/profiles/profileactions.h"

#include "ui/desk/desk.h"
#include "ui/shell/ask.h"

#include <QCoreApplication>

namespace daraja {

namespace {

QString profileText(const char *text)
{
    return QCoreApplication::translate("ProfileActions", text);
}

} // namespace

void openProfileAsking(Desk &desk, const QString &id, QWidget *asker, std::function<void()> then)
{
    const auto openIt = [&desk, id, then = std::move(then)] {
        desk.openProfile(id);
        if (then)
            then();
    };
    if (desk.activeCallCount() == 0) {
        openIt();
        return;
    }
    ask(asker,
        {profileText(QT_TRANSLATE_NOOP("ProfileActions", "Open another profile")),
         profileText(QT_TRANSLATE_NOOP("ProfileActions", "Open %1 while calls of %2 are on their way?"))
             .arg(desk.profiles().profile(id).name, desk.currentProfile().name),
         profileText(QT_TRANSLATE_NOOP("ProfileActions",
                                       "What has been sent is not called back, but its result is no longer waited for: look it up before "
                                       "anything is sent again.")),
         profileText(QT_TRANSLATE_NOOP("ProfileActions", "Open it")),
         {}},
        openIt);
}

QString freeProfileName(Desk &desk, const QString &wish)
{
    QString name = wish;
    for (int number = 2; !desk.profiles().findByName(name).id.isEmpty(); ++number)
        name = profileText(QT_TRANSLATE_NOOP("ProfileActions", "%1 %2")).arg(wish).arg(number);
    return name;
}

} // namespace daraja
