// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/doctor/report.h"

#include <QString>

#include <optional>

namespace daraja {

/// The last whole run on each profile, on disk beside the history, so that the next one can say what has changed since. One small file for
/// each profile; without transcripts and, like every report, without secrets.
///
/// A file that is damaged, too large or of a newer program counts as none, and the next run replaces it. Does no I/O until it is asked.
class DoctorRecord final
{
public:
    static constexpr qint64 largestFile = 1024LL * 1024;
    static constexpr int mostFiles = 200; ///< the oldest go first

    /// `folder`: empty for the place beside historyPath(). It is made when it is needed.
    explicit DoctorRecord(const QString &folder = {});

    [[nodiscard]] std::optional<DoctorReport> last(const QString &profileId) const;
    /// Keeps a run that looked at everything and came to its end; any other is not kept, for comparing it would tell of gaps, not of
    /// changes. False when it was not kept.
    bool keep(const DoctorReport &report);
    void forget(const QString &profileId);
    void forgetAll();

private:
    [[nodiscard]] QString fileOf(const QString &profileId) const;
    void makeRoom() const;

    const QString m_folder;
};

} // namespace daraja
