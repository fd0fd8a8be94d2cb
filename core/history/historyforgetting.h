// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/history/historytable.h"
#include "core/history/personaldata.h"

namespace daraja {

/// Takes one customer out of the whole history, in small steps: first out of the entries, then out of the full-text index, which keeps
/// old words until its parts are merged, then out of the write-ahead log. Lives on the worker's thread. Internal to core/history.
class HistoryForgetting final
{
public:
    /// `subscriber`: nine digits, without 254.
    explicit HistoryForgetting(const QString &subscriber);

    /// Does a step; false when there is nothing more to do. Throws HistoryFault.
    [[nodiscard]] bool go(HistoryDatabase &database, HistoryTable &table);

    [[nodiscard]] qint64 entries() const { return m_entries; } ///< that were changed so far
    [[nodiscard]] QString problem() const { return m_problem; }

private:
    enum class Stage { Entries, FirstMerge, Merge, Log };

    void cleanEntries(HistoryDatabase &database, HistoryTable &table);
    [[nodiscard]] bool standsIn(HistoryDatabase &database, qint64 number, const QStringList &texts) const;
    void clean(HistoryDatabase &database, HistoryTable &table, qint64 number);
    void mergeIndex(HistoryDatabase &database);
    [[nodiscard]] bool emptyLog(HistoryDatabase &database);

    PersonalData m_data;
    Stage m_stage = Stage::Entries;
    qint64 m_before = std::numeric_limits<qint64>::max();
    qint64 m_entries = 0;
    int m_attempts = 0;
    QString m_problem;
};

} // namespace daraja
