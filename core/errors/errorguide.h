// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/errors/errorsighting.h"
#include "core/errors/explanation.h"
#include "core/errors/mpesaerror.h"
#include "core/errors/teamnote.h"

#include <QMultiHash>
#include <QReadWriteLock>

namespace daraja {

struct GuideRule;

/// One entry of the guide as a page shows it. A value.
struct GuideEntry
{
    Explanation explanation; ///< `said` holds the first of `words`, `code` the first of `codes`; `note` is empty: ask ErrorGuide::note()
    ErrorSighting::Kind kind = ErrorSighting::Kind::Any;
    QStringList codes;    ///< may be empty: told by words or by the HTTP status
    QStringList words;    ///< Safaricom's own, as far as they are known
    QStringList products; ///< empty: all
    bool asking = false;  ///< holds for operations that only ask (onlyAsks())

    /// `1025, 9999`; the HTTP status or words where there is no code.
    [[nodiscard]] QString codeText() const;
    /// Where it holds: `M-Pesa Express, Ratiba`, `All products`, `All questions`, `Old interface`.
    [[nodiscard]] QString scope() const;
    /// Whether it can be met with this product; an empty one fits all.
    [[nodiscard]] bool holdsFor(const QString &product) const;
};

/// The knowledge base under resources/errors/*.json. Loaded once at first use; any thread. Immutable but for the notes of the team.
///
/// Matched on text first, then code and product: `500.001.1001` has five meanings. Entries of the interface before Daraja only when
/// nothing else fits.
class ErrorGuide
{
public:
    static const ErrorGuide &instance();

    /// For a failed call. `operationId` may be empty.
    [[nodiscard]] Explanation explain(const MpesaError &error, const QString &operationId) const;
    /// For a result code of a callback or a query. `description` is the ResultDesc.
    [[nodiscard]] Explanation explainResult(const QString &resultCode, const QString &description, const QString &operationId) const;

    /// All entries, grouped by product in the order of errorProducts(), what holds for all products last.
    [[nodiscard]] const QList<GuideEntry> &entries() const { return m_entries; }
    /// By its id; null when there is none. Lives as long as the program.
    [[nodiscard]] const GuideEntry *entry(const QString &id) const;

    /// Entries with all of these words in code, title, Safaricom's words or explanation: an exact code first, then codes that begin so,
    /// then titles, then the rest. All entries for an empty text.
    [[nodiscard]] QList<const GuideEntry *> search(const QString &text) const;

    /// Everything that a sighting can mean, most likely first: one entry where words or product decide, all of a code otherwise. Empty: not
    /// in our list.
    [[nodiscard]] QList<const GuideEntry *> meanings(const ErrorSighting &seen) const;
    /// The explanation of one of its meanings, or for null that of a code that is not in the list. Where code or words were not seen,
    /// `said` has those of the entry.
    [[nodiscard]] Explanation explanationOf(const GuideEntry *meaning, const ErrorSighting &seen) const;

    /// \name Notes of the team
    /// Explanations carry them from then on. TeamNotes keeps them on disk. They are the one thing here that changes, so that whoever
    /// explains anything need not know about them.
    /// @{
    void setNotes(const QList<TeamNote> &notes) const;
    /// The note on an entry; without an entry, or when it has none, on the code with this product, else on the code alone. Empty: none.
    [[nodiscard]] QString note(const QString &entryId, const QString &code, const QString &product) const;
    /// @}

private:
    ErrorGuide();
    ~ErrorGuide();
    Q_DISABLE_COPY_MOVE(ErrorGuide)
    [[nodiscard]] const GuideEntry *find(const ErrorSighting &seen) const;
    [[nodiscard]] Explanation explained(const GuideEntry *meaning, const ErrorSighting &seen) const;
    [[nodiscard]] QList<qsizetype> candidates(const QString &code) const;
    [[nodiscard]] QList<const GuideEntry *> saying(const QString &text) const;

    QList<GuideEntry> m_entries;
    QList<GuideRule> m_rules;                ///< one for each entry
    QMultiHash<QString, qsizetype> m_byCode; ///< lower case
    QList<qsizetype> m_withoutCode;
    mutable QReadWriteLock m_lock; ///< for m_notes
    mutable QList<TeamNote> m_notes;
};

} // namespace daraja
