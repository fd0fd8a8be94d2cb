// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/errors/errorfinding.h"

namespace daraja {

namespace {

constexpr int longestTyped = 80; ///< beyond, it is an error as it came and no words to look for

bool looksLikeWords(const QString &text)
{
    return text.size() <= longestTyped && !text.contains(u'{') && !text.contains(u'<') && !text.contains(u'\n');
}

/// Codes that only a note knows.
QList<ErrorListModel::Row> notedRows(const QString &text, const ErrorQuestion &question, const QList<TeamNote> &notes)
{
    QList<ErrorListModel::Row> rows;
    for (const TeamNote &note : notes) {
        const bool holds =
            question.actor.isEmpty() && (question.product.isEmpty() || note.product.isEmpty() || note.product == question.product);
        const bool fits = note.code.startsWith(text, Qt::CaseInsensitive) || note.text.contains(text, Qt::CaseInsensitive);
        if (note.entryId.isEmpty() && holds && fits) {
            rows.append(ErrorListModel::Row{nullptr, note});
        }
    }
    return rows;
}

} // namespace

ErrorFinding findErrors(const ErrorQuestion &question, const QList<TeamNote> &notes)
{
    const ErrorGuide &guide = ErrorGuide::instance();
    ErrorFinding found;
    QList<const GuideEntry *> entries;
    QList<ErrorListModel::Row> noted;
    if (looksLikeWords(question.text)) {
        entries = guide.search(question.text);
        noted = notedRows(question.text, question, notes);
    }
    if (entries.isEmpty() && noted.isEmpty()) {
        found.seen = readErrorText(question.text);
        entries = guide.meanings(found.seen);
        noted = found.seen.code.isEmpty() ? noted : notedRows(found.seen.code, {}, notes);
    }
    for (const GuideEntry *entry : std::as_const(entries)) {
        const bool acts = question.actor.isEmpty() || actorName(entry->explanation.actor) == question.actor;
        if (!found.seen.isEmpty() || (acts && entry->holdsFor(question.product))) {
            found.rows.append(ErrorListModel::Row{entry, {}});
        }
    }
    // What the team noted stands first where it was looked for.
    found.rows = question.text.isEmpty() ? found.rows + noted : noted + found.rows;
    return found;
}

} // namespace daraja
