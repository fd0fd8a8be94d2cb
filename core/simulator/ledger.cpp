// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/ledger.h"

#include "core/base/nairobitime.h"

#include <QJsonArray>

namespace daraja {

namespace {

constexpr qsizetype rememberedEntries = 10'000;

bool isCustomer(const QString &party)
{
    return party.size() == 12;
}

QJsonObject entryToJson(const LedgerEntry &entry)
{
    return {{QStringLiteral("receipt"), entry.receipt},
            {QStringLiteral("conversation"), entry.conversation},
            {QStringLiteral("originatorConversation"), entry.originatorConversation},
            {QStringLiteral("kind"), static_cast<int>(entry.kind)},
            {QStringLiteral("status"), static_cast<int>(entry.status)},
            {QStringLiteral("debitParty"), entry.debitParty},
            {QStringLiteral("creditParty"), entry.creditParty},
            {QStringLiteral("debitAccount"), entry.debitAccount},
            {QStringLiteral("creditAccount"), entry.creditAccount},
            {QStringLiteral("amount"), entry.amount},
            {QStringLiteral("charge"), entry.charge},
            {QStringLiteral("initiatedAt"), entry.initiatedAt.toString(Qt::ISODateWithMs)},
            {QStringLiteral("finalisedAt"), entry.finalisedAt.toString(Qt::ISODateWithMs)},
            {QStringLiteral("reference"), entry.reference},
            {QStringLiteral("reason"), entry.reason},
            {QStringLiteral("reversed"), entry.reversed}};
}

LedgerEntry entryFromJson(const QJsonObject &json)
{
    const auto text = [&json](const char *name) { return json.value(QLatin1StringView(name)).toString(); };
    const auto number = [&json](const char *name, int largest) { return qBound(0, json.value(QLatin1StringView(name)).toInt(), largest); };
    const auto time = [&text](const char *name) { return QDateTime::fromString(text(name), Qt::ISODateWithMs).toUTC(); };
    LedgerEntry entry;
    entry.receipt = text("receipt");
    entry.conversation = text("conversation");
    entry.originatorConversation = text("originatorConversation");
    entry.kind = static_cast<LedgerEntry::Kind>(number("kind", static_cast<int>(LedgerEntry::Kind::Reversal)));
    entry.status = static_cast<LedgerEntry::Status>(number("status", static_cast<int>(LedgerEntry::Status::Expired)));
    entry.debitParty = text("debitParty");
    entry.creditParty = text("creditParty");
    entry.debitAccount = text("debitAccount");
    entry.creditAccount = text("creditAccount");
    entry.amount = json.value(u"amount").toInteger();
    entry.charge = json.value(u"charge").toInteger();
    entry.initiatedAt = time("initiatedAt");
    entry.finalisedAt = time("finalisedAt");
    entry.reference = text("reference");
    entry.reason = text("reason");
    entry.reversed = json.value(u"reversed").toBool();
    return entry;
}

} // namespace

Ledger::Ledger(QObject *parent)
    : QObject(parent)
{
}

QString Ledger::statusText(LedgerEntry::Status status)
{
    switch (status) {
    case LedgerEntry::Status::Completed:
        return QStringLiteral("Completed");
    case LedgerEntry::Status::Declined:
        return QStringLiteral("Declined");
    case LedgerEntry::Status::Cancelled:
        return QStringLiteral("Cancelled");
    case LedgerEntry::Status::Expired:
        return QStringLiteral("Expired");
    }
    return {};
}

void Ledger::add(const LedgerEntry &entry)
{
    if (m_entries.size() == rememberedEntries) {
        const LedgerEntry oldest = m_entries.takeFirst();
        const auto forget = [this](QHash<QString, quint64> &numbers, const QString &key) {
            const auto place = numbers.constFind(key);
            if (place != numbers.constEnd() && place.value() == m_first) {
                numbers.erase(place);
            }
        };
        forget(m_receipts, oldest.receipt);
        forget(m_conversations, oldest.conversation);
        forget(m_conversations, oldest.originatorConversation);
        ++m_first;
    }
    m_entries.append(entry);
    index(entry, m_first + static_cast<quint64>(m_entries.size()) - 1);
    Q_EMIT changed();
}

void Ledger::index(const LedgerEntry &entry, quint64 number)
{
    if (!entry.receipt.isEmpty()) {
        m_receipts.insert(entry.receipt, number);
    }
    for (const QString &id : {entry.conversation, entry.originatorConversation}) {
        if (!id.isEmpty()) {
            m_conversations.insert(id, number);
        }
    }
    if (entry.status != LedgerEntry::Status::Completed) {
        return;
    }
    const QDate date = toNairobi(entry.finalisedAt).date();
    for (const QString &party : {entry.debitParty, entry.creditParty}) {
        if (isCustomer(party)) {
            Day &day = m_days[party];
            day = {date, entry.amount + (day.date == date ? day.cents : 0)};
        }
    }
}

const LedgerEntry *Ledger::find(const QHash<QString, quint64> &numbers, const QString &key) const
{
    const auto number = numbers.constFind(key);
    return number == numbers.constEnd() ? nullptr : &m_entries.at(static_cast<qsizetype>(number.value() - m_first));
}

const LedgerEntry *Ledger::byReceipt(const QString &receipt) const
{
    return find(m_receipts, receipt);
}

const LedgerEntry *Ledger::byConversation(const QString &id) const
{
    return find(m_conversations, id);
}

void Ledger::markReversed(const QString &receipt)
{
    const auto number = m_receipts.constFind(receipt);
    if (number != m_receipts.constEnd()) {
        m_entries[static_cast<qsizetype>(number.value() - m_first)].reversed = true;
        Q_EMIT changed();
    }
}

qint64 Ledger::movedOn(const QDate &day, const QString &msisdn) const
{
    const Day moved = m_days.value(msisdn);
    return moved.date == day ? moved.cents : 0;
}

void Ledger::clear()
{
    m_entries.clear();
    m_first = 0;
    m_receipts.clear();
    m_conversations.clear();
    m_days.clear();
    Q_EMIT changed();
}

QJsonArray Ledger::toJson() const
{
    QJsonArray entries;
    for (const LedgerEntry &entry : m_entries) {
        entries.append(entryToJson(entry));
    }
    return entries;
}

void Ledger::fromJson(const QJsonArray &entries)
{
    clear();
    for (const QJsonValue &entry : entries) {
        add(entryFromJson(entry.toObject()));
    }
}

} // namespace daraja
