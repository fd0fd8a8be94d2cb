// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/style/desktoppreference.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QFileInfo>
#include <QPointer>
#include <QThreadPool>

namespace daraja {

namespace {

constexpr auto portalService = QLatin1StringView("org.freedesktop.portal.Desktop");
constexpr auto portalPath = QLatin1StringView("/org/freedesktop/portal/desktop");
constexpr auto portalInterface = QLatin1StringView("org.freedesktop.portal.Settings");
constexpr auto appearanceGroup = QLatin1StringView("org.freedesktop.appearance");
constexpr auto schemeKey = QLatin1StringView("color-scheme");
constexpr auto busName = QLatin1StringView("daraja-appearance");

/// Asking libdbus for a bus that is not there would start one.
bool hasSessionBus()
{
    if (qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS")) {
        return true;
    }
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return !runtime.isEmpty() && QFileInfo::exists(runtime + QStringLiteral("/bus"));
}

} // namespace

DesktopPreference::DesktopPreference(QObject *parent)
    : QObject(parent)
{
}

DesktopPreference::~DesktopPreference()
{
    if (m_started) {
        QDBusConnection::disconnectFromBus(busName);
    }
}

void DesktopPreference::start()
{
    if (m_started || !hasSessionBus()) {
        return;
    }
    m_started = true;
    // Connecting waits for the bus to answer, so another thread does it. The application outlives it: it waits for the pool when it ends.
    QCoreApplication *application = QCoreApplication::instance();
    QThreadPool::globalInstance()->start([self = QPointer<DesktopPreference>(this), application] {
        if (!QDBusConnection::connectToBus(QDBusConnection::SessionBus, busName).isConnected()) {
            return;
        }
        QMetaObject::invokeMethod(
            application,
            [self] {
                if (self) {
                    self->ask();
                }
            },
            Qt::QueuedConnection);
    });
}

void DesktopPreference::ask()
{
    QDBusConnection bus(busName);
    bus.connect(portalService, portalPath, portalInterface, QStringLiteral("SettingChanged"), this, SLOT(settingChanged(QDBusMessage)));
    QDBusMessage question = QDBusMessage::createMethodCall(portalService, portalPath, portalInterface, QStringLiteral("Read"));
    question << QString(appearanceGroup) << QString(schemeKey);
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(question), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher *answered) {
        answered->deleteLater();
        const QDBusPendingReply<QDBusVariant> reply = *answered;
        if (!reply.isError()) {
            take(reply.value().variant());
        }
    });
}

void DesktopPreference::settingChanged(const QDBusMessage &message)
{
    const QVariantList arguments = message.arguments();
    if (arguments.size() == 3 && arguments[0].toString() == appearanceGroup && arguments[1].toString() == schemeKey) {
        take(arguments[2]);
    }
}

void DesktopPreference::take(const QVariant &value)
{
    QVariant inner = value;
    while (inner.metaType() == QMetaType::fromType<QDBusVariant>()) { // Read wraps its answer twice, SettingChanged once
        inner = inner.value<QDBusVariant>().variant();
    }
    bool isNumber = false;
    const uint scheme = inner.toUInt(&isNumber);
    if (isNumber) {
        Q_EMIT schemeKnown(scheme == 1 ? Scheme::Dark : Scheme::Light);
    }
}

} // namespace daraja
