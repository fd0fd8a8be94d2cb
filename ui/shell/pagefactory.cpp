// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/pagefactory.h"

#include "ui/settings/settingspage.h"
#include "ui/shell/placeholderpage.h"
#include "ui/token/tokenpage.h"

#if __has_include("ui/requests/requestspage.h")
#include "ui/requests/requestspage.h"
#define DARAJA_HAS_REQUESTS
#endif
#if __has_include("ui/activity/activitypage.h")
#include "ui/activity/activitypage.h"
#define DARAJA_HAS_ACTIVITY
#endif
#if __has_include("ui/simulator/simulatorpage.h")
#include "ui/simulator/simulatorpage.h"
#define DARAJA_HAS_SIMULATOR
#endif

#include <QCoreApplication>

namespace daraja {

namespace {

QString pageText(const char *text)
{
    return QCoreApplication::translate("Pages", text);
}

} // namespace

QList<PageFacts> windowPages()
{
    return {
        {PageId::Token, Icon::Token, pageText(QT_TRANSLATE_NOOP("Pages", "Token")), QStringLiteral("page/token")},
        {PageId::Requests, Icon::Requests, pageText(QT_TRANSLATE_NOOP("Pages", "Requests")), QStringLiteral("page/requests")},
        {PageId::Activity, Icon::Activity, pageText(QT_TRANSLATE_NOOP("Pages", "Activity")), QStringLiteral("page/activity")},
        {PageId::Simulator, Icon::Simulator, pageText(QT_TRANSLATE_NOOP("Pages", "Simulator")), QStringLiteral("page/simulator")},
        {PageId::Settings, Icon::Settings, pageText(QT_TRANSLATE_NOOP("Pages", "Settings")), QStringLiteral("page/settings"), true},
    };
}

Page *makePage(PageId id, Desk &desk, QWidget *parent)
{
    switch (id) {
    case PageId::Token:
        return new TokenPage(desk, parent);
    case PageId::Requests:
#ifdef DARAJA_HAS_REQUESTS
        return new RequestsPage(desk, parent);
#else
        return new PlaceholderPage(desk, Icon::Requests, pageText("Requests"),
                                   pageText("Forms for STK push, STK query and account balance."), parent);
#endif
    case PageId::Activity:
#ifdef DARAJA_HAS_ACTIVITY
        return new ActivityPage(desk, parent);
#else
        return new PlaceholderPage(desk, Icon::Activity, pageText("Activity"), pageText("Calls and callbacks of this run."), parent);
#endif
    case PageId::Simulator:
#ifdef DARAJA_HAS_SIMULATOR
        return new SimulatorPage(desk, parent);
#else
        return new PlaceholderPage(desk, Icon::Simulator, pageText("Simulator"), pageText("The virtual phone."), parent);
#endif
    case PageId::Settings:
        return new SettingsPage(desk, parent);
    case PageId::Doctor:
    case PageId::Errors:
        break;
    }
    return nullptr;
}

} // namespace daraja
