// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/errors/teamnotes.h"

#include "core/base/clock.h"
#include "core/errors/errorguide.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>
#include <QSaveFile>
#include <QSettings>

namespace daraja {

namespace {

constexpr int noteFileFormat = 1;
constexpr int lockPatience = 250; // milliseconds; another program holds it for a few

QString usualNoteFile()
{
    const QSettings place(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("DarajaDesk"), QStringLiteral("window"));
    return QFileInfo(place.fileName()).dir().filePath(QStringLiteral("notes.json"));
}

struct NoteFile
{
    QList<TeamNote> notes;
    QString problem;
};

NoteFile readNoteFile(const QString &path)
{
    QFile file(path);
    if (!file.exists()) {
        return {};
    }
    const auto unreadable = [&path](const QString &why) {
        return NoteFile{{}, TeamNotes::tr("The notes in %1 cannot be used: %2").arg(path, why)};
    };
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly)) {
        return unreadable(TeamNotes::tr("the file cannot be opened."));
    }
    if (file.size() > TeamNotes::LargestFile) {
        return unreadable(TeamNotes::tr("the file is too large."));
    }
    QJsonParseError fault;
    const QJsonObject content = QJsonDocument::fromJson(file.readAll(), &fault).object();
    if (fault.error != QJsonParseError::NoError || !content.value(u"notes").isArray()) {
        return unreadable(TeamNotes::tr("it is damaged. Repair it, or move it away to begin anew."));
    }
    if (content.value(u"format").toInt() > noteFileFormat) {
        return unreadable(TeamNotes::tr("a newer version of this program wrote it."));
    }
    NoteFile read;
    const QJsonArray notes = content.value(u"notes").toArray();
    for (const auto &each : notes) {
        const QJsonObject json = each.toObject();
        const TeamNote note{json.value(u"entry").toString(), json.value(u"code").toString(), json.value(u"product").toString(),
                            json.value(u"note").toString().left(TeamNotes::LongestNote),
                            QDateTime::fromString(json.value(u"at").toString(), Qt::ISODate)};
        if (!note.text.isEmpty() && (!note.entryId.isEmpty() || !note.code.isEmpty())) {
            read.notes.append(note);
        }
    }
    return read;
}

QString writeNoteFile(const QString &path, const QList<TeamNote> &notes)
{
    QJsonArray array;
    for (const TeamNote &note : notes) {
        QJsonObject json{{QStringLiteral("note"), note.text}, {QStringLiteral("at"), note.at.toUTC().toString(Qt::ISODate)}};
        for (const auto &[name, value] : {std::pair(QStringLiteral("entry"), note.entryId), std::pair(QStringLiteral("code"), note.code),
                                          std::pair(QStringLiteral("product"), note.product)}) {
            if (!value.isEmpty()) {
                json.insert(name, value);
            }
        }
        array.append(json);
    }
    QSaveFile file(path);
    const QByteArray content = QJsonDocument(QJsonObject{{QStringLiteral("format"), noteFileFormat}, {QStringLiteral("notes"), array}})
                                   .toJson(QJsonDocument::Indented);
    if (content.size() > TeamNotes::LargestFile) {
        return TeamNotes::tr("The notes have become too large for one file.");
    }
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.commit()) {
        return TeamNotes::tr("The note could not be written to %1: %2").arg(path, file.errorString());
    }
    return {};
}

} // namespace

TeamNotes::TeamNotes(const QString &file, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_file(file.isEmpty() ? usualNoteFile() : file)
{
    const NoteFile read = readNoteFile(m_file);
    m_notes = read.notes;
    m_problem = read.problem;
    ErrorGuide::instance().setNotes(m_notes);
}

void TeamNotes::present(const QList<TeamNote> &notes, const QString &problem)
{
    m_notes = notes;
    m_problem = problem;
    ErrorGuide::instance().setNotes(m_notes);
    Q_EMIT changed();
}

void TeamNotes::reload()
{
    const NoteFile read = readNoteFile(m_file);
    present(read.problem.isEmpty() ? read.notes : m_notes, read.problem);
}

QString TeamNotes::save(const TeamNote &note, const Redactor &redactor)
{
    TeamNote kept = note;
    kept.text = QString::fromUtf8(redactor.text(note.text.trimmed().toUtf8()));
    kept.at = m_clock.now();
    if (kept.text.size() > LongestNote) {
        return tr("A note may have %1 characters; this one has %2.").arg(LongestNote).arg(kept.text.size());
    }
    if (!QDir().mkpath(QFileInfo(m_file).absolutePath())) {
        return tr("The folder of %1 cannot be made.").arg(m_file);
    }
    QLockFile lock(m_file + QStringLiteral(".lock"));
    if (!lock.tryLock(lockPatience)) {
        return lock.error() == QLockFile::LockFailedError ? tr("Another program is writing notes at this moment. Save again.")
                                                          : tr("The note could not be written to %1: its folder is read-only.").arg(m_file);
    }
    NoteFile read = readNoteFile(m_file);
    if (!read.problem.isEmpty()) {
        present(m_notes, read.problem);
        return read.problem;
    }
    read.notes.removeIf([&kept](const TeamNote &each) { return each.isAboutSame(kept); });
    if (!kept.text.isEmpty()) {
        read.notes.append(kept);
    }
    if (read.notes.size() > MostNotes) {
        return tr("There are %1 notes already. Remove some first.").arg(MostNotes);
    }
    QString problem = writeNoteFile(m_file, read.notes);
    if (problem.isEmpty()) {
        present(read.notes, {});
    }
    return problem;
}

} // namespace daraja
