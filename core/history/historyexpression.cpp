// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/historyexpression.h"

#include "core/history/historywords.h"

#include <QCryptographicHash>

#include <algorithm>

namespace daraja {

namespace {

constexpr qsizetype longestKept = 5; ///< beginnings in the index: `prefix` of its table
constexpr qsizetype mostTyped = 20;  ///< words of a query; more narrow nothing

QString quotedWord(const QString &word)
{
    return QStringLiteral("\"%1\"").arg(word);
}

/// Empty, one, or several in brackets.
QString joinedWays(const QStringList &ways, const QString &operation)
{
    return ways.size() < 2 ? ways.value(0) : QStringLiteral("(%1)").arg(ways.join(operation));
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

bool isPartOfNumber(const QString &word)
{
    return std::all_of(word.begin(), word.end(), [](QChar c) { return (c >= u'0' && c <= u'9') || c == u'+' || c == u'-'; });
}

class TypedText
{
public:
    explicit TypedText(const WordsThatBegin &wordsThatBegin)
        : m_wordsThatBegin(wordsThatBegin)
    {
    }

    /// `0712 345 678`, `KES 1,250`: words that a person wrote apart may belong together.
    [[nodiscard]] QString expression(const QString &text) const
    {
        const QStringList words = text.simplified().split(u' ', Qt::SkipEmptyParts).mid(0, mostTyped);
        const QString whole = words.join(u' ');
        if (words.size() > 1) {
            if (const QString subscriber = subscriberOf(whole); !subscriber.isEmpty()) {
                return phone(subscriber);
            }
            if (const QString shillings = shillingsOf(whole); !shillings.isEmpty()) {
                return joinedWays({quotedWord(shillings), all(words)}, QStringLiteral(" OR "));
            }
            // The beginning of a number that is being typed.
            const bool isPhone = std::all_of(words.begin(), words.end(), isPartOfNumber) &&
                                 (whole.startsWith(u'0') || whole.startsWith(u'+') || words.first() == u"254");
            if (isPhone) {
                return joinedWays({one(words.join(QString())), all(words)}, QStringLiteral(" OR "));
            }
        }
        return all(words);
    }

private:
    /// Empty when there is nothing to look for in it.
    [[nodiscard]] QString one(const QString &typed) const
    {
        if (const QString shillings = shillingsOf(typed); !shillings.isEmpty()) {
            return quotedWord(shillings); // written out: exactly so much
        }
        if (const QString subscriber = subscriberOf(typed); !subscriber.isEmpty()) {
            return phone(subscriber);
        }
        QStringList parts = wordParts(typed);
        if (parts.isEmpty()) {
            return {};
        }
        const QString last = parts.takeLast();
        QStringList expressions;
        for (const QString &part : std::as_const(parts)) {
            expressions.append(quotedWord(part));
        }
        expressions.append(beginning(last));
        QStringList ways{joinedWays(expressions, QStringLiteral(" AND "))};
        if (const QString subscriber = beginningOfSubscriber(last); parts.isEmpty() && !subscriber.isEmpty()) {
            ways.append(beginning(subscriber));
        }
        return joinedWays(ways, QStringLiteral(" OR "));
    }

    [[nodiscard]] QString all(const QStringList &words) const
    {
        QStringList expressions;
        for (const QString &word : words) {
            const QString expression = one(word);
            if (!expression.isEmpty() && !expressions.contains(expression)) {
                expressions.append(expression);
            }
        }
        return joinedWays(expressions, QStringLiteral(" AND "));
    }

    /// Whole, or as C2B version 1 tells it, by its SHA-256 (daraja-api 8).
    [[nodiscard]] static QString phone(const QString &subscriber)
    {
        const QByteArray hash = QCryptographicHash::hash("254" + subscriber.toLatin1(), QCryptographicHash::Sha256).toHex();
        return joinedWays({quotedWord(subscriber), quotedWord(QString::fromLatin1(hash))}, QStringLiteral(" OR "));
    }

    [[nodiscard]] QString beginning(const QString &word) const
    {
        if (word.size() == 1) {
            return quotedWord(word); // as a beginning it would match half of everything
        }
        QString anyThatBegins = quotedWord(word) + u'*';
        if (word.size() <= longestKept) {
            return anyThatBegins;
        }
        const std::optional<QStringList> words = m_wordsThatBegin(word);
        if (!words) {
            return anyThatBegins;
        }
        QStringList ways;
        for (const QString &each : *words) {
            ways.append(quotedWord(each));
        }
        return ways.isEmpty() ? quotedWord(word) : joinedWays(ways, QStringLiteral(" OR "));
    }

    const WordsThatBegin &m_wordsThatBegin;
};

template <typename Value, typename Mark> void addFilter(QStringList &parts, const QList<Value> &values, Mark mark)
{
    if (values.isEmpty()) {
        return;
    }
    QStringList marks;
    for (const Value &value : values) {
        marks.append(quotedWord(mark(value)));
    }
    parts.append(marks.size() == 1 ? marks.first() : QStringLiteral("(%1)").arg(marks.join(QStringLiteral(" OR "))));
}

} // namespace

QString historyExpression(const HistoryQuery &query, const WordsThatBegin &wordsThatBegin)
{
    QStringList parts;
    addFilter(parts, query.operations, operationMark);
    addFilter(parts, query.states, stateMark);
    addFilter(parts, query.kinds, kindMark);
    addFilter(parts, query.environments, environmentMark);
    addFilter(parts, query.profiles, profileMark);
    if (query.pinnedOnly) {
        parts.append(quotedWord(pinMark()));
    }
    parts.append(TypedText(wordsThatBegin).expression(query.text));
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" AND "));
}

} // namespace daraja
