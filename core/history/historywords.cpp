// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/historywords.h"

#include "core/base/money.h"
#include "core/base/msisdn.h"
#include "core/history/historynames.h"

#include <QCryptographicHash>
#include <QSet>

#include <algorithm>

namespace daraja {

namespace {

constexpr qsizetype mostWords = 400;
constexpr qsizetype longestWord = 64;
constexpr qsizetype longestRaw = 2'000; // characters of a message that could not be read

const QString pinMark = QStringLiteral("=pinned");

/// Lower case letters and digits alone.
QString bareWord(QStringView text)
{
    QString bare;
    bare.reserve(text.size());
    for (const QChar c : text) {
        if (c.isLetterOrNumber() || c.isMark()) {
            bare.append(c.toLower());
        }
    }
    return bare.left(longestWord);
}

/// `712345678` for a phone number in any form.
QString subscriberOf(const QString &text)
{
    const std::optional<QString> msisdn = normalizeMsisdn(text);
    return msisdn ? msisdn->sliced(3) : QString();
}

/// `1250` for `1,250.00`; nothing for digits alone, which may be anything.
QString shillingsOf(const QString &text)
{
    if (std::all_of(text.begin(), text.end(), [](QChar c) { return c.isDigit(); })) {
        return {};
    }
    const std::optional<qint64> typed = parseShillings(text);
    return typed ? QString::number(*typed) : QString();
}

class WordList
{
public:
    void add(const QString &word)
    {
        if (!word.isEmpty() && m_list.size() < mostWords && !m_seen.contains(word)) {
            m_seen.insert(word);
            m_list.append(word);
        }
    }

    void addText(const QString &text)
    {
        const QStringList compounds = text.simplified().split(u' ', Qt::SkipEmptyParts);
        for (const QString &compound : compounds) {
            addCompound(compound);
        }
    }

    [[nodiscard]] QString text() const { return m_list.join(u' '); }

private:
    void addCompound(const QString &compound)
    {
        if (const QString shillings = shillingsOf(compound); !shillings.isEmpty()) {
            add(shillings); // without separators and cents it would be another number: 1250.00, 125000
            return;
        }
        add(bareWord(compound));
        add(subscriberOf(compound));
        qsizetype start = -1;
        for (qsizetype i = 0; i <= compound.size(); ++i) {
            const bool inside = i < compound.size() && (compound.at(i).isLetterOrNumber() || compound.at(i).isMark());
            if (inside && start < 0) {
                start = i;
            } else if (!inside && start >= 0) {
                add(bareWord(QStringView(compound).sliced(start, i - start)));
                start = -1;
            }
        }
    }

    QStringList m_list;
    QSet<QString> m_seen;
};

QString kindMark(ActivityEntry::Kind kind)
{
    return QStringLiteral("=k") + kindName(kind);
}

QString stateMark(ActivityEntry::State state)
{
    return QStringLiteral("=s") + stateName(state);
}

QString operationMark(const QString &id)
{
    return QStringLiteral("=o") + bareWord(id);
}

QString environmentMark(Environment environment)
{
    return QStringLiteral("=e") + environmentId(environment);
}

/// `7123` for `07123`, `2547123`, `002547123`: what was typed so far of a phone number. Empty for other digits.
QString beginningOfSubscriber(QStringView digits)
{
    QStringView rest = digits;
    for (const QStringView prefix : {QStringView(u"00"), QStringView(u"254"), QStringView(u"0")}) {
        if (rest.startsWith(prefix)) {
            rest = rest.sliced(prefix.size());
        }
    }
    const bool isBeginning = rest.size() < digits.size() && rest.size() > 1 && (rest.front() == u'7' || rest.front() == u'1') &&
                             std::all_of(rest.begin(), rest.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    return isBeginning ? rest.toString() : QString();
}

/// One word of the query as an expression; empty when there is nothing to look for in it.
QString expressionOf(const QString &typed)
{
    const QString bare = bareWord(typed);
    if (bare.isEmpty()) {
        return {};
    }
    if (const QString shillings = shillingsOf(typed); !shillings.isEmpty()) {
        return QStringLiteral("\"%1\"").arg(shillings); // written out: exactly so much
    }
    // A single letter is looked for as a word: as a beginning it would match half of everything.
    QStringList ways{bare.size() > 1 ? QStringLiteral("\"%1\"*").arg(bare) : QStringLiteral("\"%1\"").arg(bare)};
    if (const QString subscriber = subscriberOf(typed); !subscriber.isEmpty()) {
        ways.append(QStringLiteral("\"%1\"").arg(subscriber));
        const QByteArray number = "254" + subscriber.toLatin1(); // C2B version 1 has the number's SHA-256 (daraja-api 8)
        ways.append(QStringLiteral("\"%1\"").arg(
            QLatin1StringView(QCryptographicHash::hash(number, QCryptographicHash::Sha256).toHex().left(longestWord))));
    } else if (const QString beginning = beginningOfSubscriber(bare); !beginning.isEmpty()) {
        ways.append(QStringLiteral("\"%1\"*").arg(beginning));
    }
    return ways.size() == 1 ? ways.first() : QStringLiteral("(%1)").arg(ways.join(QStringLiteral(" OR ")));
}

QString allOf(const QStringList &words)
{
    QStringList expressions;
    for (const QString &word : words) {
        expressions.append(expressionOf(word));
    }
    expressions.removeAll(QString());
    return expressions.join(QStringLiteral(" AND "));
}

bool hasOnlyDigits(const QString &word)
{
    return std::all_of(word.begin(), word.end(), [](QChar c) { return (c >= u'0' && c <= u'9') || c == u'+' || c == u'-'; });
}

/// `0712 345 678`, `KES 1,250`: words that a person wrote apart and that belong together.
QString textExpression(const QString &text)
{
    QStringList words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    if (words.size() > 1) {
        if (const QString subscriber = subscriberOf(text); !subscriber.isEmpty()) {
            return expressionOf(u'0' + subscriber);
        }
        if (const QString shillings = shillingsOf(text); !shillings.isEmpty()) {
            return QStringLiteral("(\"%1\" OR (%2))").arg(shillings, allOf(words));
        }
        // The beginning of a number that is being typed.
        const bool isPhone = std::all_of(words.begin(), words.end(), hasOnlyDigits) &&
                             (text.trimmed().startsWith(u'0') || text.trimmed().startsWith(u'+') || words.first() == u"254");
        if (isPhone) {
            return QStringLiteral("(%1 OR (%2))").arg(expressionOf(words.join(QString())), allOf(words));
        }
    }
    return allOf(words);
}

template <typename Value, typename Mark> void addFilter(QStringList &parts, const QList<Value> &values, Mark mark)
{
    if (values.isEmpty()) {
        return;
    }
    QStringList marks;
    for (const Value &value : values) {
        marks.append(QStringLiteral("\"%1\"").arg(mark(value)));
    }
    parts.append(marks.size() == 1 ? marks.first() : QStringLiteral("(%1)").arg(marks.join(QStringLiteral(" OR "))));
}

} // namespace

QString profileMark(const QString &idOrName)
{
    return QStringLiteral("=p") + QLatin1StringView(QCryptographicHash::hash(idOrName.toUtf8(), QCryptographicHash::Sha1).toHex().left(16));
}

QString historyWords(const HistoryEntry &entry)
{
    WordList list;
    for (const QString &mark :
         {kindMark(entry.kind), stateMark(entry.state), operationMark(entry.operationId), environmentMark(entry.environment)}) {
        list.add(mark);
    }
    if (entry.pinned) {
        list.add(pinMark);
    }
    for (const QString &profile : {entry.profileId, entry.profile}) {
        if (!profile.isEmpty()) {
            list.add(profileMark(profile));
        }
    }
    for (const QString &text : {entry.conversation, entry.originator, entry.receipt, entry.party, entry.amount, entry.note, entry.title,
                                entry.operationId, entry.summary, entry.profile, stateName(entry.state), entry.error.code,
                                entry.error.message, entry.error.requestId, entry.error.field}) {
        list.addText(text);
    }
    if (entry.result) {
        list.addText(entry.result->code);
        list.addText(entry.result->description);
        list.addText(entry.result->transactionId);
    }
    for (const Callback &callback : entry.callbacks) {
        for (const QString &text : {callback.resultCode, callback.resultDescription, callback.conversation, callback.originatorConversation,
                                    callback.transactionId, callback.problem}) {
            list.addText(text);
        }
        for (const auto &[name, value] : callback.parameters) {
            list.addText(value);
        }
        if (callback.kind == Callback::Kind::Unreadable) {
            list.addText(QString::fromUtf8(callback.raw.left(longestRaw)));
        }
    }
    for (auto value = entry.values.constBegin(); value != entry.values.constEnd(); ++value) {
        list.addText(value->toVariant().toString());
    }
    return list.text();
}

QString historyExpression(const HistoryQuery &query)
{
    QStringList parts;
    addFilter(parts, query.operations, operationMark);
    addFilter(parts, query.states, stateMark);
    addFilter(parts, query.kinds, kindMark);
    addFilter(parts, query.environments, environmentMark);
    addFilter(parts, query.profiles, profileMark);
    if (query.pinnedOnly) {
        parts.append(QStringLiteral("\"%1\"").arg(pinMark));
    }
    parts.append(textExpression(query.text));
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" AND "));
}

bool hasSearchText(const HistoryQuery &query)
{
    return std::any_of(query.text.begin(), query.text.end(), [](QChar c) { return c.isLetterOrNumber(); });
}

} // namespace daraja
