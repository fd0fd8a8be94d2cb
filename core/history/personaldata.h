// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/history/historyentry.h"

#include <QRegularExpression>
#include <QSet>

namespace daraja {

/// Finds what identifies customers in entries and takes it out: phone numbers in every form, also inside ids and raw messages, their
/// SHA-256 (daraja-api 8), and the names that stand beside them.
class PersonalData final
{
public:
    /// What takes its place.
    enum class Instead {
        Mask,  ///< `254712***678`, names as `***`: for exports
        Zeros, ///< `254000000000`, names empty: for forgetting
    };
    struct Options
    {
        bool phones = true;
        bool names = true;
        Instead instead = Instead::Mask;
    };

    /// Of everybody whom an entry names.
    explicit PersonalData(Options options);
    /// Of one customer alone. `subscriber`: nine digits, without 254.
    PersonalData(const QString &subscriber, Options options);

    /// The entry without it. Uid, operation, receipt, money and times stay.
    [[nodiscard]] HistoryEntry cleaned(const HistoryEntry &entry);
    /// Whether the one customer's number stands in the text, its digits perhaps apart.
    [[nodiscard]] bool standsIn(const QString &text) const;
    [[nodiscard]] bool standsInEntry(const HistoryEntry &entry) const;
    /// The text with zeros for the one customer's number.
    [[nodiscard]] QString withoutNumber(QString text) const;

    /// \name What was found so far
    /// @{
    [[nodiscard]] const QSet<QString> &phones() const { return m_phones; } ///< `254712345678`
    [[nodiscard]] const QSet<QString> &names() const { return m_names; }
    /// @}

private:
    /// What is taken out of one entry.
    struct Targets
    {
        QSet<QString> subscribers;
        QSet<QString> names;
        QList<QPair<QRegularExpression, QString>> replacements;
    };

    [[nodiscard]] Targets targetsOf(const HistoryEntry &entry) const;
    void addReplacements(Targets &targets) const;

    Options m_options;
    QString m_only;
    QRegularExpression m_onlyPattern;
    QSet<QString> m_phones;
    QSet<QString> m_names;
};

} // namespace daraja
