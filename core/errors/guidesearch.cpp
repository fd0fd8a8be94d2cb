// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// ErrorGuide::search(): words to entries.

#include "core/errors/errorguide.h"

#include <algorithm>

namespace daraja {

namespace {

enum Points { OnlyText = 1, InWords = 30, InTitle = 40, StartsTitle = 50, StartsCode = 60, IsCode = 80, IsCodeWithWords = 70 };

bool isNumber(const QString &word)
{
    return std::all_of(word.begin(), word.end(), [](QChar c) { return c.isDigit(); });
}

/// Digits count where a code begins with them; inside prose every 1 would be found.
bool occursIn(const QString &word, const GuideEntry &entry, const QString &prose)
{
    const bool inCode = std::any_of(entry.codes.begin(), entry.codes.end(),
                                    [&word](const QString &code) { return code.startsWith(word, Qt::CaseInsensitive); });
    return inCode || (!isNumber(word) && prose.contains(word, Qt::CaseInsensitive));
}

QString proseOf(const GuideEntry &entry, const QString &note)
{
    const Explanation &explanation = entry.explanation;
    return QStringList{explanation.title,
                       entry.words.join(u'\n'),
                       entry.codes.join(u' '),
                       explanation.means,
                       explanation.steps.join(u'\n'),
                       entry.scope(),
                       explanation.disagree,
                       note}
        .join(u'\n');
}

int pointsFor(const GuideEntry &entry, const QString &text, const QStringList &words)
{
    const Explanation &explanation = entry.explanation;
    const auto anyCode = [&entry](auto fits) { return std::any_of(entry.codes.begin(), entry.codes.end(), fits); };
    if (anyCode([&text](const QString &code) { return code.compare(text, Qt::CaseInsensitive) == 0; })) {
        return IsCode;
    }
    if (anyCode([&words](const QString &code) { return words.contains(code, Qt::CaseInsensitive); })) {
        return IsCodeWithWords;
    }
    if (anyCode([&text](const QString &code) { return code.startsWith(text, Qt::CaseInsensitive); })) {
        return StartsCode;
    }
    if (explanation.title.startsWith(text, Qt::CaseInsensitive)) {
        return StartsTitle;
    }
    if (std::all_of(words.begin(), words.end(),
                    [&](const QString &word) { return explanation.title.contains(word, Qt::CaseInsensitive); })) {
        return InTitle;
    }
    return entry.words.join(u'\n').contains(text, Qt::CaseInsensitive) ? InWords : OnlyText;
}

} // namespace

QList<const GuideEntry *> ErrorGuide::search(const QString &text) const
{
    const QString wanted = text.simplified();
    const QStringList words = wanted.split(u' ', Qt::SkipEmptyParts);
    QList<std::pair<int, const GuideEntry *>> found;
    for (const GuideEntry &entry : m_entries) {
        const QString prose = proseOf(entry, note(entry.explanation.id, {}, {}));
        if (std::all_of(words.begin(), words.end(), [&](const QString &word) { return occursIn(word, entry, prose); })) {
            const int points = words.isEmpty() ? 0 : pointsFor(entry, wanted, words);
            found.append({entry.explanation.legacy ? points - IsCode : points, &entry});
        }
    }
    std::stable_sort(found.begin(), found.end(), [](const auto &a, const auto &b) { return a.first > b.first; });
    QList<const GuideEntry *> entries;
    for (const auto &[points, entry] : std::as_const(found)) {
        entries.append(entry);
    }
    return entries;
}

} // namespace daraja
