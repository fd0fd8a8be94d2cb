// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDate>
#include <QDateTime>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QObject>
#include <QStringList>

namespace daraja {

/// A transaction of the simulator. A value; money in cents, times in UTC.
struct LedgerEntry
{
    enum class Kind {
        Stk,        ///< a customer paid by STK push
        C2b,        ///< a customer paid from the phone's own menu, by points or by a standing order
        B2c,        ///< the organisation paid a customer
        B2b,        ///< the organisation paid a business or the tax authority, or moved its own money
        B2bExpress, ///< a merchant paid after a USSD push
        Reversal,
    };
    enum class Status { Completed, Declined, Cancelled, Expired };

    QString receipt;                ///< empty unless money moved
    QString conversation;           ///< ConversationID or CheckoutRequestID
    QString originatorConversation; ///< OriginatorConversationID or MerchantRequestID
    Kind kind = Kind::Stk;
    Status status = Status::Completed;
    QString debitParty;    ///< number or short code
    QString creditParty;   ///< number or short code
    QString debitAccount;  ///< `Utility Account`
    QString creditAccount; ///< `Working Account`; empty: not the organisation's
    qint64 amount = 0;
    qint64 charge = 0; ///< what the organisation paid for it
    QDateTime initiatedAt;
    QDateTime finalisedAt;
    QString reference; ///< AccountReference, BillRefNumber or Occasion
    QString reason;    ///< `Business Payment to Customer via API`
    bool reversed = false;
};

/// The transactions that happened in this simulator, money moved or not, oldest first; the last 10,000.
class Ledger final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Ledger)

public:
    explicit Ledger(QObject *parent);

    /// The status word on the wire (daraja-api 15).
    [[nodiscard]] static QString statusText(LedgerEntry::Status status);

    void add(const LedgerEntry &entry);
    [[nodiscard]] const QList<LedgerEntry> &entries() const { return m_entries; }
    /// nullptr when there is none. Valid until the next change.
    [[nodiscard]] const LedgerEntry *byReceipt(const QString &receipt) const;
    /// By ConversationID, CheckoutRequestID, OriginatorConversationID or MerchantRequestID.
    [[nodiscard]] const LedgerEntry *byConversation(const QString &id) const;
    /// No-op when the receipt is unknown.
    void markReversed(const QString &receipt);
    /// What the customer received and paid on that day in Nairobi, in cents.
    [[nodiscard]] qint64 movedOn(const QDate &day, const QString &msisdn) const;

    void clear();
    [[nodiscard]] QJsonArray toJson() const;
    /// Replaces everything; ignores what it cannot read.
    void fromJson(const QJsonArray &entries);

Q_SIGNALS:
    void changed();

private:
    struct Day
    {
        QDate date;
        qint64 cents = 0;
    };

    void index(const LedgerEntry &entry, quint64 number);
    [[nodiscard]] const LedgerEntry *find(const QHash<QString, quint64> &numbers, const QString &key) const;

    QList<LedgerEntry> m_entries;
    quint64 m_first = 0; ///< number of the oldest entry; numbers are consecutive
    QHash<QString, quint64> m_receipts;
    QHash<QString, quint64> m_conversations;
    QHash<QString, Day> m_days; ///< by customer: the last day on which money moved
};

} // namespace daraja
