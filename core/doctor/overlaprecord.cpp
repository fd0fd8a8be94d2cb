// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/doctor/overlaprecord.h"

#include "core/history/historystore.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace daraja {

namespace {

constexpr int overlapFormat = 1;
constexpr qint64 largestOverlapFile = 64LL * 1024;

QString overlapFile(const QString &file)
{
    return file.isEmpty() ? QFileInfo(historyPath()).dir().filePath(QStringLiteral("token-overlap.json")) : file;
}

} // namespace

std::optional<TokenOverlap> lastTokenOverlap(const QString &file)
{
    QFile disk(overlapFile(file));
    if (disk.size() > largestOverlapFile || !disk.open(QIODevice::ReadOnly)) {
        return {};
    }
    const QJsonObject json = QJsonDocument::fromJson(disk.readAll()).object();
    const TokenOverlap overlap{json.value(u"overlaps").toBool(), QDateTime::fromString(json.value(u"at").toString(), Qt::ISODate).toUTC()};
    if (json.value(u"format").toInt() != overlapFormat || !json.value(u"overlaps").isBool() || !overlap.at.isValid()) {
        return {};
    }
    return overlap;
}

bool keepTokenOverlap(const TokenOverlap &overlap, const QString &file)
{
    const QString path = overlapFile(file);
    const QByteArray bytes = QJsonDocument(QJsonObject{{QStringLiteral("format"), overlapFormat},
                                                       {QStringLiteral("overlaps"), overlap.overlaps},
                                                       {QStringLiteral("at"), overlap.at.toUTC().toString(Qt::ISODate)}})
                                 .toJson();
    QSaveFile disk(path);
    return QDir().mkpath(QFileInfo(path).absolutePath()) && disk.open(QIODevice::WriteOnly) && disk.write(bytes) == bytes.size() &&
           disk.commit();
}

} // namespace daraja
