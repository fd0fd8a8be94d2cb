// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/profiles/environment.h"

#include <QCoreApplication>

#include <array>
#include <utility>

namespace daraja {

namespace {

constexpr std::array environmentIds{
    std::pair{Environment::Simulator, "simulator"},   std::pair{Environment::Sandbox, "sandbox"},
    std::pair{Environment::Production, "production"}, std::pair{Environment::Custom, "custom"},
    std::pair{Environment::Production, "live"}, // only understood, never written
};

} // namespace

QString environmentId(Environment environment)
{
    for (const auto &[value, id] : environmentIds) {
        if (value == environment) {
            return QString::fromLatin1(id);
        }
    }
    return {};
}

Environment environmentFromId(const QString &id, bool *ok)
{
    const QString wanted = id.trimmed();
    for (const auto &[value, known] : environmentIds) {
        if (wanted.compare(QLatin1StringView(known), Qt::CaseInsensitive) == 0) {
            if (ok) {
                *ok = true;
            }
            return value;
        }
    }
    if (ok) {
        *ok = false;
    }
    return Environment::Sandbox;
}

QString environmentName(Environment environment)
{
    switch (environment) {
    case Environment::Simulator:
        return QCoreApplication::translate("Environment", "Simulator");
    case Environment::Sandbox:
        return QCoreApplication::translate("Environment", "Sandbox");
    case Environment::Production:
        return QCoreApplication::translate("Environment", "Production");
    case Environment::Custom:
        return QCoreApplication::translate("Environment", "Custom server");
    }
    return {};
}

QString environmentMotto(Environment environment)
{
    switch (environment) {
    case Environment::Simulator:
        return QCoreApplication::translate("Environment", "Nothing here is real money");
    case Environment::Sandbox:
        return QCoreApplication::translate("Environment", "Safaricom's test system");
    case Environment::Production:
        return QCoreApplication::translate("Environment", "Real customers, real money");
    case Environment::Custom:
        return QCoreApplication::translate("Environment", "A server that you chose; it may move real money");
    }
    return {};
}

QUrl environmentBaseUrl(Environment environment)
{
    switch (environment) {
    case Environment::Sandbox:
        return QUrl(QStringLiteral("https://sandbox.safaricom.co.ke"));
    case Environment::Production:
        return QUrl(QStringLiteral("https://api.safaricom.co.ke"));
    case Environment::Simulator:
    case Environment::Custom:
        return {};
    }
    return {};
}

Environment environmentOfUrl(const QUrl &url)
{
    QString host = url.host();
    if (host.endsWith(u'.')) {
        host.chop(1);
    }
    for (const Environment environment : {Environment::Sandbox, Environment::Production}) {
        if (host == environmentBaseUrl(environment).host()) {
            return environment;
        }
    }
    return Environment::Custom;
}

} // namespace daraja
