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
        const QStringList words = text.simplified().split(u' ', Qt::SkipEmptyParts);
        for (const QString &word : words) {
            if (const QString shillings = shillingsOf(word); !shillings.isEmpty()) {
                add(shillings);
                continue;
            }
            add(subscriberOf(word));
            const QStringList parts = wordParts(word);
            for (const QString &part : parts) {
                add(part);
            }
        }
    }

    [[nodiscard]] QString text() const { return m_list.join(u' '); }

private:
    QStringList m_list;
    QSet<QString> m_seen;
};

} // namespace

QStringList wordParts(const QString &text)
{
    QStringList parts;
    QString part;
    const QString plain = text.normalized(QString::NormalizationForm_D);
    for (const QChar c : plain) {
        if (c.isLetterOrNumber()) {
            part.append(c.toLower());
        } else if (!c.isMark() && !part.isEmpty()) {
            parts.append(std::exchange(part, QString()).left(longestWord));
        }
    }
    if (!part.isEmpty()) {
        parts.append(part.left(longestWord));
    }
    return parts;
}

QString subscriberOf(const QString &text)
{
    const std::optional<QString> msisdn = normalizeMsisdn(text);
    return msisdn ? msisdn->sliced(3) : QString();
}

QString shillingsOf(const QString &text)
{
    if (std::all_of(text.begin(), text.end(), [](QChar c) { return c.isDigit(); })) {
        return {};
    }
    const std::optional<qint64> shillings = parseShillings(text);
    return shillings ? QString::number(*shillings) : QString();
}

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
    return QStringLiteral("=o") + wordParts(id).join(QString());
}

QString environmentMark(Environment environment)
{
    return QStringLiteral("=e") + environmentId(environment);
}

QString pinMark()
{
    return QStringLiteral("=pinned");
}

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
        list.add(pinMark());
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

} // namespace daraja
