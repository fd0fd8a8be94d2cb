// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/token/tokenactions.h"

#include "ui/desk/desk.h"
#include "ui/shell/ask.h"

#include <QCoreApplication>
#include <QPointer>

namespace daraja {

namespace {

void fetchNewToken(Desk &desk)
{
    if (Workspace *workspace = desk.workspace())
        workspace->tokens().request(TokenManager::Mode::ForceRefresh);
}

QString actionText(const char *text)
{
    return QCoreApplication::translate("TokenActions", text);
}

} // namespace

void getToken(Desk &desk)
{
    if (Workspace *workspace = desk.workspace())
        workspace->tokens().request();
}

void getNewToken(Desk &desk, QWidget *asker)
{
    Workspace *workspace = desk.workspace();
    if (!workspace)
        return;
    if (desk.currentProfile().environment != Environment::Production) {
        fetchNewToken(desk);
        return;
    }
    const Question question{
        actionText(QT_TRANSLATE_NOOP("TokenActions", "Get a new production token")),
        actionText(QT_TRANSLATE_NOOP("TokenActions", "Get a new production token for %1?")).arg(desk.currentProfile().name),
        actionText(QT_TRANSLATE_NOOP(
            "TokenActions", "Safaricom says that a new token cancels the one before. If the shop's own server uses the same consumer "
                            "key, its token may stop working, and its payments may fail until it asks for another.\n\nGet token, "
                            "without \"new\", uses the present one while it is valid.")),
        actionText(QT_TRANSLATE_NOOP("TokenActions", "Get a new token")),
        {},
        ButtonRole::Danger,
    };
    // By the time of the answer another profile may be open: then the answer was not meant for it.
    const QPointer<Workspace> asked(workspace);
    ask(asker, question, [&desk, asked] {
        if (asked && desk.workspace() == asked)
            fetchNewToken(desk);
    });
}

} // namespace daraja
