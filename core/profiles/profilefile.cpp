// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/profiles/profilefile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSettings>

#include <algorithm>

namespace daraja {

namespace {

constexpr int profileFileFormat = 1;
constexpr qint64 largestProfileFile = 16LL * 1024 * 1024;

QString formatKey()
{
    return QStringLiteral("format");
}

QString currentKey()
{
    return QStringLiteral("current");
}

/// Ids are ours, but a slash in one would open a group of QSettings.
QString groupOf(const QString &id)
{
    return QStringLiteral("profile-") + QString::fromLatin1(QUrl::toPercentEncoding(id));
}

void storeProfile(QSettings &settings, const Profile &profile, int order)
{
    settings.beginGroup(groupOf(profile.id));
    settings.setValue(QStringLiteral("order"), order);
    settings.setValue(QStringLiteral("id"), profile.id);
    settings.setValue(QStringLiteral("name"), profile.name);
    settings.setValue(QStringLiteral("environment"), environmentId(profile.environment));
    settings.setValue(QStringLiteral("customBaseUrl"), profile.customBaseUrl.toString(QUrl::FullyEncoded));
    settings.setValue(QStringLiteral("consumerKey"), profile.consumerKey);
    settings.setValue(QStringLiteral("shortCode"), profile.shortCode);
    settings.setValue(QStringLiteral("receiver"),
                      profile.receiver == ReceiverKind::Till ? QStringLiteral("till") : QStringLiteral("paybill"));
    settings.setValue(QStringLiteral("till"), profile.till);
    settings.setValue(QStringLiteral("initiatorName"), profile.initiatorName);
    settings.setValue(QStringLiteral("certificateFile"), profile.certificateFile);
    settings.setValue(QStringLiteral("phoneNumber"), profile.phoneNumber);
    settings.setValue(QStringLiteral("callbackBaseUrl"), profile.callbackBaseUrl.toString(QUrl::FullyEncoded));
    settings.setValue(QStringLiteral("productionCap"), profile.productionCap);
    settings.endGroup();
}

Profile loadProfile(QSettings &settings)
{
    const auto text = [&settings](const char *key) { return settings.value(QLatin1StringView(key)).toString(); };
    Profile profile;
    profile.id = text("id");
    profile.name = text("name");
    profile.environment = environmentFromId(text("environment"));
    profile.customBaseUrl = QUrl(text("customBaseUrl"));
    profile.consumerKey = text("consumerKey");
    profile.shortCode = text("shortCode");
    profile.receiver = text("receiver") == u"till" ? ReceiverKind::Till : ReceiverKind::Paybill;
    profile.till = text("till");
    profile.initiatorName = text("initiatorName");
    profile.certificateFile = text("certificateFile");
    profile.phoneNumber = text("phoneNumber");
    profile.callbackBaseUrl = QUrl(text("callbackBaseUrl"));
    bool ok = false;
    const qint64 cap = text("productionCap").toLongLong(&ok);
    profile.productionCap = ok && cap >= 1 ? cap : Profile::defaultProductionCap; // what cannot be read does not raise the limit
    return profile;
}

QStringList profileGroups(const QSettings &settings)
{
    return settings.childGroups().filter(QRegularExpression(QStringLiteral("^profile-")));
}

int nextOrder(QSettings &settings)
{
    int highest = 0;
    for (const QString &group : profileGroups(settings)) {
        highest = std::max(highest, settings.value(group + QStringLiteral("/order")).toInt());
    }
    return highest + 1;
}

} // namespace

ProfileFileState profileFileState(const QString &path)
{
    QFile file(path);
    if (!file.exists()) {
        return ProfileFileState::Usable;
    }
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly)) {
        return ProfileFileState::Unreadable;
    }
    if (file.size() > largestProfileFile) {
        return ProfileFileState::Damaged;
    }
    int format = 0;
    bool general = false;
    bool empty = true;
    QByteArray content = file.readAll();
    if (content.startsWith("\xEF\xBB\xBF")) {
        content.remove(0, 3);
    }
    const QByteArrayList lines = content.split('\n');
    for (const QByteArray &raw : lines) {
        const QByteArray line = raw.trimmed();
        if (line.isEmpty() || line.startsWith(';')) {
            continue;
        }
        empty = false;
        const bool section = line.startsWith('[') && line.endsWith(']');
        if (!section && !line.contains('=')) {
            return ProfileFileState::Damaged;
        }
        if (section) {
            general = line == "[General]";
        } else if (general && line.startsWith("format=")) {
            format = line.mid(7).toInt();
        }
    }
    if (format > profileFileFormat) {
        return ProfileFileState::Newer;
    }
    return empty || format == profileFileFormat ? ProfileFileState::Usable : ProfileFileState::Damaged;
}

StoredProfiles readProfileFile(const QString &file)
{
    if (!QFileInfo(file).isFile()) {
        return {};
    }
    QSettings settings(file, QSettings::IniFormat);
    QList<std::pair<int, Profile>> ordered;
    for (const QString &group : profileGroups(settings)) {
        settings.beginGroup(group);
        const Profile profile = loadProfile(settings);
        if (!profile.id.isEmpty()) {
            ordered.append({settings.value(QStringLiteral("order")).toInt(), profile});
        }
        settings.endGroup();
    }
    std::stable_sort(ordered.begin(), ordered.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    StoredProfiles stored;
    for (const auto &[order, profile] : ordered) {
        stored.profiles.append(profile);
    }
    stored.currentId = settings.value(currentKey()).toString();
    return stored;
}

bool writeProfileFile(const QString &file, const ProfileChanges &changes)
{
    if (!QDir().mkpath(QFileInfo(file).absolutePath())) {
        return false;
    }
    QSettings settings(file, QSettings::IniFormat);
    settings.setValue(formatKey(), profileFileFormat);
    for (const QString &id : changes.removed) {
        settings.remove(groupOf(id));
    }
    for (const Profile &profile : changes.saved) {
        const QVariant order = settings.value(groupOf(profile.id) + QStringLiteral("/order"));
        storeProfile(settings, profile, order.isValid() ? order.toInt() : nextOrder(settings));
    }
    if (!changes.currentId.isEmpty()) {
        settings.setValue(currentKey(), changes.currentId);
    }
    settings.sync();
    return settings.status() == QSettings::NoError;
}

} // namespace daraja
