// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/doctor/doctorrecord.h"

#include "core/history/historystore.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>

namespace daraja {

namespace {

const QString recordEnding = QStringLiteral(".json");

QString usualRecordFolder()
{
    return QFileInfo(historyPath()).dir().filePath(QStringLiteral("doctor"));
}

QFileInfoList recordFiles(const QString &folder)
{
    return QDir(folder).entryInfoList({u'*' + recordEnding}, QDir::Files, QDir::Time); // newest first
}

} // namespace

DoctorRecord::DoctorRecord(const QString &folder)
    : m_folder(folder.isEmpty() ? usualRecordFolder() : folder)
{
}

QString DoctorRecord::fileOf(const QString &profileId) const
{
    // An id comes from a settings file and may be anything; a file name may not.
    const QByteArray name = QCryptographicHash::hash(profileId.toUtf8(), QCryptographicHash::Sha256).toHex().left(32);
    return QDir(m_folder).filePath(QString::fromLatin1(name) + recordEnding);
}

std::optional<DoctorReport> DoctorRecord::last(const QString &profileId) const
{
    QFile file(fileOf(profileId));
    if (!QFileInfo(file).isFile() || file.size() > largestFile || !file.open(QIODevice::ReadOnly)) {
        return std::nullopt;
    }
    const QJsonDocument document = QJsonDocument::fromJson(file.read(largestFile));
    std::optional<DoctorReport> report = reportFromJson(document.object());
    if (report && report->profileId != profileId) {
        return std::nullopt;
    }
    return report;
}

bool DoctorRecord::keep(const DoctorReport &report)
{
    if (report.profileId.isEmpty() || report.verdict.partial || report.verdict.outcome == Verdict::Outcome::Stopped) {
        return false;
    }
    DoctorReport kept = report;
    for (Finding &finding : kept.findings) {
        finding.exchanges.clear();
    }
    const QByteArray content = QJsonDocument(reportToJson(kept)).toJson(QJsonDocument::Compact);
    if (content.size() > largestFile || !QDir().mkpath(m_folder)) {
        return false;
    }
    QSaveFile file(fileOf(report.profileId));
    if (!file.open(QIODevice::WriteOnly)) {
        return false;
    }
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    file.write(content);
    if (!file.commit()) {
        return false;
    }
    makeRoom();
    return true;
}

void DoctorRecord::makeRoom() const
{
    const QFileInfoList files = recordFiles(m_folder);
    for (qsizetype i = mostFiles; i < files.size(); ++i) {
        QFile::remove(files.at(i).filePath());
    }
}

void DoctorRecord::forget(const QString &profileId)
{
    QFile::remove(fileOf(profileId));
}

void DoctorRecord::forgetAll()
{
    const QFileInfoList files = recordFiles(m_folder);
    for (const QFileInfo &file : files) {
        QFile::remove(file.filePath());
    }
}

} // namespace daraja
