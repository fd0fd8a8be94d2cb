// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/redactor.h"
#include "core/errors/teamnote.h"

#include <QObject>

namespace daraja {

class Clock;

/// The notes of the team on disk: one JSON file, readable by people, that may be copied from one desk to another.
///
/// A save reads the file again under a lock, changes the one note and replaces the file in one step: two programs at once lose nothing, and
/// neither does a crash. A file that cannot be read is never written. ErrorGuide is told of the notes whenever they change. No secrets
/// belong into them; those told by name, or known to the Redactor, are masked.
class TeamNotes final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TeamNotes)

public:
    static constexpr qsizetype LongestNote = 4000; ///< characters
    static constexpr qsizetype MostNotes = 5000;
    static constexpr qint64 LargestFile = 32LL * 1024 * 1024; ///< bytes

    /// Reads the file; an empty name stands for the platform's place, which window and command line share. The clock outlives it.
    TeamNotes(const QString &file, const Clock &clock, QObject *parent = nullptr);

    [[nodiscard]] QString fileName() const { return m_file; }
    [[nodiscard]] const QList<TeamNote> &notes() const { return m_notes; }
    /// Why the file could not be read, in words for people, or empty. notes() is what was known before.
    [[nodiscard]] QString problem() const { return m_problem; }

    /// Reads the file again, for what another program wrote. Cheap.
    void reload();
    /// Keeps the text for what `note` is about; an empty one removes the note. `at` is set here. Returns why it was not kept, in words for
    /// people, or nothing. What was kept may differ: white space at the ends is gone, secrets are masked.
    [[nodiscard]] QString save(const TeamNote &note, const Redactor &redactor = {});

Q_SIGNALS:
    /// notes() or problem() are other ones.
    void changed();

private:
    void present(const QList<TeamNote> &notes, const QString &problem);

    const Clock &m_clock;
    QString m_file;
    QList<TeamNote> m_notes;
    QString m_problem;
};

} // namespace daraja
