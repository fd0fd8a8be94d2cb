// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/errors/errorguide.h"

#include "core/errors/errorproducts.h"
#include "core/errors/guiderule.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <tuple>

namespace daraja {

namespace {

QString guideWords(const char *text)
{
    return QCoreApplication::translate("ErrorGuide", text);
}

/// What an error is called here when the server's own code says nothing.
QString codeOfOrigin(MpesaError::Origin origin)
{
    switch (origin) {
    case MpesaError::Origin::Validation:
        return QLatin1StringView(ErrorCode::invalidField);
    case MpesaError::Origin::Network:
        return QLatin1StringView(ErrorCode::network);
    case MpesaError::Origin::Tls:
        return QLatin1StringView(ErrorCode::tls);
    case MpesaError::Origin::Aborted:
        return QLatin1StringView(ErrorCode::aborted);
    case MpesaError::Origin::UnknownOutcome:
        return QLatin1StringView(ErrorCode::outcomeUnknown);
    default:
        return {};
    }
}

/// Place of an entry in lists: by its first product, what holds for all products after them, the old interface last.
qsizetype rankOf(const GuideEntry &entry)
{
    const qsizetype all = errorProducts().size();
    if (entry.explanation.legacy) {
        return all + 1;
    }
    return entry.products.isEmpty() ? all : errorProducts().indexOf(entry.products.constFirst());
}

/// By product; within it plain numbers by their value, then longer codes, then those of this program and what has no code.
std::tuple<qsizetype, int, qint64, QString> placeOf(const GuideEntry &entry)
{
    const QString code = entry.codes.value(0);
    bool isNumber = false;
    const qint64 number = code.toLongLong(&isNumber);
    const int group = isNumber ? 0 : code.isEmpty() || isCodeOfThisProgram(code) ? 2 : 1;
    return {rankOf(entry), group, isNumber ? number : 0, code};
}

QJsonArray entriesIn(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object().value(u"entries").toArray() : QJsonArray();
}

} // namespace

QString GuideEntry::codeText() const
{
    if (!codes.isEmpty()) {
        return codes.join(QStringLiteral(", "));
    }
    return words.isEmpty() ? explanation.source : QStringLiteral("“%1”").arg(words.constFirst());
}

QString GuideEntry::scope() const
{
    if (explanation.legacy) {
        return guideWords(QT_TRANSLATE_NOOP("ErrorGuide", "Old interface"));
    }
    if (products.isEmpty()) {
        return asking ? guideWords(QT_TRANSLATE_NOOP("ErrorGuide", "All questions"))
                      : guideWords(QT_TRANSLATE_NOOP("ErrorGuide", "All products"));
    }
    QStringList titles;
    for (const QString &product : products) {
        titles.append(errorProductTitle(product));
    }
    return titles.join(QStringLiteral(", "));
}

bool GuideEntry::holdsFor(const QString &product) const
{
    return product.isEmpty() || products.contains(product) || (products.isEmpty() && !explanation.legacy);
}

ErrorGuide::ErrorGuide()
{
    QList<std::pair<GuideEntry, GuideRule>> all;
    const QDir folder(QStringLiteral(":/errors"));
    const QStringList names = folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        const QJsonArray entries = entriesIn(folder.filePath(name));
        for (const auto &each : entries) {
            const QJsonObject json = each.toObject();
            all.append({entryFromJson(json), ruleFromJson(json)});
        }
    }
    std::stable_sort(all.begin(), all.end(), [](const auto &a, const auto &b) { return placeOf(a.first) < placeOf(b.first); });
    for (const auto &[entry, rule] : all) {
        const qsizetype index = m_entries.size();
        for (const QString &code : entry.codes) {
            m_byCode.insert(code.toLower(), index);
        }
        if (entry.codes.isEmpty()) {
            m_withoutCode.append(index);
        }
        m_entries.append(entry);
        m_rules.append(rule);
    }
}

ErrorGuide::~ErrorGuide() = default;

const ErrorGuide &ErrorGuide::instance()
{
    static const ErrorGuide guide;
    return guide;
}

const GuideEntry *ErrorGuide::entry(const QString &id) const
{
    const auto found =
        std::find_if(m_entries.begin(), m_entries.end(), [&id](const GuideEntry &each) { return each.explanation.id == id; });
    return found == m_entries.end() ? nullptr : &*found;
}

/// In the order of the entries.
QList<qsizetype> ErrorGuide::candidates(const QString &code) const
{
    QList<qsizetype> found = m_withoutCode;
    if (!code.isEmpty()) {
        found.append(m_byCode.values(code.toLower()));
    }
    std::sort(found.begin(), found.end());
    return found;
}

const GuideEntry *ErrorGuide::find(const ErrorSighting &seen) const
{
    const GuideEntry *best = nullptr;
    int bestFit = 0;
    const QList<qsizetype> indices = candidates(seen.code);
    for (const qsizetype index : indices) {
        if (const int fit = m_rules.at(index).fit(seen); fit > bestFit) {
            bestFit = fit;
            best = &m_entries.at(index);
        }
    }
    return best;
}

Explanation ErrorGuide::explained(const GuideEntry *meaning, const ErrorSighting &seen) const
{
    Explanation explanation;
    if (meaning) {
        explanation = meaning->explanation;
    } else {
        explanation.terminal = false;
        explanation.title = guideWords(QT_TRANSLATE_NOOP("ErrorGuide", "Not in our list"));
        explanation.means = guideWords(QT_TRANSLATE_NOOP("ErrorGuide", "Safaricom's own words are all that is known about this."));
        explanation.steps = {
            guideWords(QT_TRANSLATE_NOOP("ErrorGuide", "Find out first what happened before you send anything again")),
            guideWords(QT_TRANSLATE_NOOP("ErrorGuide", "Ask apisupport@safaricom.co.ke and give them code, time and request id"))};
    }
    if (!seen.code.isEmpty()) {
        explanation.code = seen.code;
    }
    if (const QString product = errorProductOf(seen.operation); !product.isEmpty()) {
        explanation.product = product;
    }
    explanation.said = seen.said();
    explanation.note = note(explanation.id, explanation.code, explanation.product);
    return explanation;
}

Explanation ErrorGuide::explanationOf(const GuideEntry *meaning, const ErrorSighting &seen) const
{
    Explanation explanation = explained(meaning, seen);
    if (meaning && (seen.code.isEmpty() || seen.text.isEmpty())) {
        explanation.said = ErrorSighting{meaning->kind, explanation.code, meaning->words.value(0), {}, 0}.said();
    }
    return explanation;
}

Explanation ErrorGuide::explain(const MpesaError &error, const QString &operationId) const
{
    const ErrorSighting seen{ErrorSighting::Kind::Error, error.code.trimmed(), error.message.simplified(), operationId, error.httpStatus};
    const GuideEntry *meaning = find(seen);
    if (!meaning) { // the code says nothing, but how the call ended may
        ErrorSighting ending = seen;
        ending.code = codeOfOrigin(error.origin);
        meaning = ending.code.isEmpty() ? nullptr : find(ending);
    }
    Explanation explanation = explained(meaning, seen);
    explanation.isAnswer = error.httpStatus > 0;
    return explanation;
}

Explanation ErrorGuide::explainResult(const QString &resultCode, const QString &description, const QString &operationId) const
{
    const ErrorSighting seen{ErrorSighting::Kind::Result, resultCode.trimmed(), description.simplified(), operationId, 0};
    return explained(find(seen), seen);
}

/// Entries whose words stand in the text.
QList<const GuideEntry *> ErrorGuide::saying(const QString &text) const
{
    constexpr qsizetype fewestLetters = 12; // `Success` stands in many a text
    QList<const GuideEntry *> entries;
    for (const GuideEntry &entry : m_entries) {
        if (std::any_of(entry.words.begin(), entry.words.end(), [&text](const QString &words) {
                return words.size() >= fewestLetters && text.contains(words, Qt::CaseInsensitive);
            })) {
            entries.append(&entry);
        }
    }
    return entries;
}

QList<const GuideEntry *> ErrorGuide::meanings(const ErrorSighting &seen) const
{
    struct Meaning
    {
        const GuideEntry *entry;
        int fit;
        bool byWords;
    };
    QList<Meaning> found;
    const QList<qsizetype> indices = candidates(seen.code);
    for (const qsizetype index : indices) {
        const GuideRule &rule = m_rules.at(index);
        ErrorSighting asked = seen;
        if (asked.text.isEmpty() && !rule.codes.isEmpty()) {
            asked.text = rule.sample; // no words were given: all that the code is known to come with
        }
        if (const int fit = rule.fit(asked); fit > 0) {
            found.append({&m_entries.at(index), fit, rule.hasText()});
        }
    }
    if (found.isEmpty() && seen.code.isEmpty()) {
        return saying(seen.text);
    }
    QList<const GuideEntry *> entries;
    const auto best = std::max_element(found.begin(), found.end(), [](const Meaning &a, const Meaning &b) { return a.fit < b.fit; });
    if (best == found.end()) {
        return entries;
    }
    const bool onlyWeak = best->fit < GuideRule::Certainly; // fallbacks and the old interface
    const bool decided = (!seen.text.isEmpty() && best->byWords) || !seen.operation.isEmpty();
    for (const Meaning &meaning : std::as_const(found)) {
        const bool alternative = seen.text.isEmpty() && meaning.byWords;
        if (meaning.fit < GuideRule::Certainly && !onlyWeak) {
            continue;
        }
        if (&meaning == &*best || !decided || alternative) {
            entries.append(meaning.entry);
        }
    }
    return entries;
}

void ErrorGuide::setNotes(const QList<TeamNote> &notes) const
{
    const QWriteLocker locker(&m_lock);
    m_notes = notes;
}

QString ErrorGuide::note(const QString &entryId, const QString &code, const QString &product) const
{
    const QReadLocker locker(&m_lock);
    QString onCode;
    for (const TeamNote &note : std::as_const(m_notes)) {
        if (!entryId.isEmpty() && note.entryId == entryId) {
            return note.text;
        }
        if (note.entryId.isEmpty() && !code.isEmpty() && note.code.compare(code, Qt::CaseInsensitive) == 0 &&
            (note.product == product || (note.product.isEmpty() && onCode.isEmpty()))) {
            onCode = note.text;
        }
    }
    return onCode;
}

} // namespace daraja
