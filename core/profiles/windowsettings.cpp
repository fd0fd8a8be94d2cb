// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/profiles/windowsettings.h"

#include <QDir>
#include <QFileInfo>

namespace daraja {

std::unique_ptr<QSettings> openWindowSettings(const QString &file)
{
    return file.isEmpty() ? std::make_unique<QSettings>(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("DarajaDesk"),
                                                        QStringLiteral("window"))
                          : std::make_unique<QSettings>(file, QSettings::IniFormat);
}

std::unique_ptr<QSettings> openWindowSettingsOf(const QString &profilesFile)
{
    const QString ending = QStringLiteral("-profiles.ini");
    return openWindowSettings(profilesFile.endsWith(ending) ? profilesFile.chopped(ending.size()) + QStringLiteral(".ini") : profilesFile);
}

QString fileBesideWindowSettings(const QString &settingsFile, const QString &ending)
{
    if (settingsFile.isEmpty()) {
        return {};
    }
    const QFileInfo file(settingsFile);
    return file.dir().filePath(file.completeBaseName() + ending);
}

} // namespace daraja
