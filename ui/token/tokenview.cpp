// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/token/tokenview.h"

#include "ui/desk/desk.h"

#include <QCoreApplication>

namespace daraja {

namespace {

QString tokenWord(const char *text)
{
    return QCoreApplication::translate("TokenView", text);
}

} // namespace

TokenView tokenView(const TokenManager &tokens, const Clock &clock)
{
    TokenView view;
    const AccessToken &token = tokens.token();
    if (!token.isEmpty()) {
        view.remaining = token.remaining(clock);
        view.total = token.expiresIn;
        view.counts = view.remaining.count() > 0;
    }
    switch (tokens.state()) {
    case TokenManager::State::None:
        view.pill = tokenWord(QT_TRANSLATE_NOOP("TokenView", "NONE"));
        view.idle = tokenWord(QT_TRANSLATE_NOOP("TokenView", "No token"));
        break;
    case TokenManager::State::Fetching:
        view.pill = tokenWord(QT_TRANSLATE_NOOP("TokenView", "FETCHING"));
        view.idle = tokenWord(QT_TRANSLATE_NOOP("TokenView", "Fetching…"));
        view.tone = Tone::Accent;
        view.fetching = true;
        break;
    case TokenManager::State::Valid:
        view.pill = tokenWord(QT_TRANSLATE_NOOP("TokenView", "VALID"));
        view.tone = Tone::Good;
        break;
    case TokenManager::State::Expiring:
        view.pill = tokenWord(QT_TRANSLATE_NOOP("TokenView", "EXPIRING"));
        view.tone = Tone::Careful;
        break;
    case TokenManager::State::Expired:
        view.pill = tokenWord(QT_TRANSLATE_NOOP("TokenView", "EXPIRED"));
        view.idle = tokenWord(QT_TRANSLATE_NOOP("TokenView", "Expired"));
        view.tone = Tone::Careful;
        view.counts = false;
        break;
    case TokenManager::State::Refused:
        view.pill = tokenWord(QT_TRANSLATE_NOOP("TokenView", "REFUSED"));
        view.idle = tokenWord(QT_TRANSLATE_NOOP("TokenView", "Refused"));
        view.tone = Tone::Bad;
        view.refused = true;
        break;
    }
    return view;
}

TokenView tokenView(Desk &desk)
{
    if (Workspace *workspace = desk.workspace())
        return tokenView(workspace->tokens(), desk.clock());
    TokenView view;
    view.pill = tokenWord(QT_TRANSLATE_NOOP("TokenView", "OPENING"));
    view.idle = tokenWord(QT_TRANSLATE_NOOP("TokenView", "Opening…"));
    return view;
}

QString spokenDuration(std::chrono::seconds duration)
{
    const qint64 seconds = std::max<qint64>(0, duration.count());
    if (seconds < 60)
        return tokenWord(QT_TRANSLATE_NOOP("TokenView", "%1 s")).arg(seconds);
    if (seconds < 3600)
        return tokenWord(QT_TRANSLATE_NOOP("TokenView", "%1 min %2 s")).arg(seconds / 60).arg(seconds % 60);
    return tokenWord(QT_TRANSLATE_NOOP("TokenView", "%1 h %2 min")).arg(seconds / 3600).arg(seconds / 60 % 60);
}

} // namespace daraja
