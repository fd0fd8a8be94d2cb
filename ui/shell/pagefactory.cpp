// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/pagefactory.h"

#include "ui/activity/activitypage.h"
#include "ui/doctor/doctorpage.h"
#include "ui/errors/errorspage.h"
#include "ui/requests/requestspage.h"
#include "ui/settings/settingspage.h"
#include "ui/simulator/simulatorpage.h"
#include "ui/token/tokenpage.h"

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
        {PageId::Doctor, Icon::Doctor, pageText(QT_TRANSLATE_NOOP("Pages", "Doctor")), QStringLiteral("page/doctor")},
        {PageId::Errors, Icon::Errors, pageText(QT_TRANSLATE_NOOP("Pages", "Errors")), QStringLiteral("page/errors")},
        {PageId::Settings, Icon::Settings, pageText(QT_TRANSLATE_NOOP("Pages", "Settings")), QStringLiteral("page/settings"), true},
    };
}

Page *makePage(PageId id, Desk &desk, QWidget *parent)
{
    switch (id) {
    case PageId::Token:
        return new TokenPage(desk, parent);
    case PageId::Requests:
        return new RequestsPage(desk, parent);
    case PageId::Activity:
        return new ActivityPage(desk, parent);
    case PageId::Simulator:
        return new SimulatorPage(desk, parent);
    case PageId::Settings:
        return new SettingsPage(desk, parent);
    case PageId::Errors:
        return new ErrorsPage(desk, parent);
    case PageId::Doctor:
        return new DoctorPage(desk, parent);
    }
    return nullptr;
}

} // namespace daraja
