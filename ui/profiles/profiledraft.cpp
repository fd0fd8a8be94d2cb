// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/profiles/profiledraft.h"

#include "core/profiles/profilestore.h"

namespace daraja {

void writeProfileDraft(QSettings &settings, const QString &key, const QString &of, const Profile &typed)
{
    settings.beginGroup(key);
    settings.setValue(QStringLiteral("of"), of);
    settings.setValue(QStringLiteral("name"), typed.name);
    settings.setValue(QStringLiteral("environment"), environmentId(typed.environment));
    settings.setValue(QStringLiteral("customBaseUrl"), typed.customBaseUrl.toString());
    settings.setValue(QStringLiteral("consumerKey"), typed.consumerKey);
    settings.setValue(QStringLiteral("isTill"), typed.receiver == ReceiverKind::Till);
    settings.setValue(QStringLiteral("till"), typed.till);
    settings.setValue(QStringLiteral("shortCode"), typed.shortCode);
    settings.setValue(QStringLiteral("initiatorName"), typed.initiatorName);
    settings.setValue(QStringLiteral("certificateFile"), typed.certificateFile);
    settings.setValue(QStringLiteral("phoneNumber"), typed.phoneNumber);
    settings.setValue(QStringLiteral("callbackBaseUrl"), typed.callbackBaseUrl.toString());
    settings.endGroup();
}

std::optional<Profile> readProfileDraft(QSettings &settings, const QString &key, const ProfileStore &profiles, QString *of)
{
    if (!settings.childGroups().contains(key))
        return {};
    settings.beginGroup(key);
    const auto text = [&settings](const char *name) { return settings.value(QLatin1StringView(name)).toString(); };
    *of = text("of");
    Profile typed = profiles.profile(*of);
    typed.name = text("name");
    typed.environment = environmentFromId(text("environment"));
    typed.customBaseUrl = QUrl(text("customBaseUrl"), QUrl::StrictMode);
    typed.consumerKey = text("consumerKey");
    typed.receiver = settings.value(QStringLiteral("isTill")).toBool() ? ReceiverKind::Till : ReceiverKind::Paybill;
    typed.till = text("till");
    typed.shortCode = text("shortCode");
    typed.initiatorName = text("initiatorName");
    typed.certificateFile = text("certificateFile");
    typed.phoneNumber = text("phoneNumber");
    typed.callbackBaseUrl = QUrl(text("callbackBaseUrl"), QUrl::StrictMode);
    settings.endGroup();
    const bool gone = !of->isEmpty() && typed.id.isEmpty();
    return gone ? std::nullopt : std::optional<Profile>(typed);
}

} // namespace daraja
