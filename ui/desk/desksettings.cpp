// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// What is kept on disk, where, and whether it can be.

#include "ui/desk/deskprivate.h"

#include <QDir>
#include <QFileInfo>

namespace daraja {

namespace {
const QString historyDaysKey = QStringLiteral("history/days");
}

QSettings &Desk::settings()
{
    return *d->settings;
}

QString Desk::fileBesideSettings(const QString &ending) const
{
    return fileBesideWindowSettings(d->file, ending);
}

QString Desk::settingsProblem() const
{
    if (!d->profiles.problem().isEmpty())
        return d->profiles.problem();
    // QSettings::isWritable() is true for a file that cannot be made yet; the nearest folder that exists decides.
    const QFileInfo file(d->settings->fileName());
    bool writable = file.exists() ? file.isWritable() : true;
    if (!file.exists()) {
        QString folder = file.absolutePath();
        while (!QFileInfo::exists(folder) && QFileInfo(folder).absolutePath() != folder)
            folder = QFileInfo(folder).absolutePath();
        writable = QFileInfo(folder).isDir() && QFileInfo(folder).isWritable();
    }
    if (writable && d->settings->status() != QSettings::AccessError)
        return {};
    return tr("Settings and profiles cannot be kept: %1 cannot be written. Everything works, but is forgotten when the program ends.")
        .arg(QDir::toNativeSeparators(file.absoluteFilePath()));
}

int Desk::historyDays() const
{
    return std::clamp(d->settings->value(historyDaysKey, 0).toInt(), 0, longestHistoryDays);
}

void Desk::setHistoryDays(int days)
{
    d->settings->setValue(historyDaysKey, days);
    d->history.setRetention({.days = days, .entries = 0});
}

} // namespace daraja
