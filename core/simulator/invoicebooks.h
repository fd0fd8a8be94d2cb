// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QHash>
#include <QJsonObject>
#include <QStringList>
#include <QUrl>

namespace daraja {

/// An organisation that opted in to Bill Manager. A value.
struct Biller
{
    QString shortCode;
    QString appKey;
    QString email;
    QString contact;
    bool remindsCustomers = false;
    QUrl callback; ///< hears of payments
};

/// An invoice. A value.
struct Invoice
{
    QString shortCode;         ///< its biller
    QString externalReference; ///< unique for the biller
    QString accountReference;  ///< what the customer types when paying
    QString name;
    QString billedName;
    QString billedPhone;
    QString period;
    QString dueDate;
    qint64 shillings = 0;
    qint64 paid = 0; ///< whole KES
    bool cancelled = false;
    bool acknowledged = false; ///< by reconciliation
};

/// Who uses Bill Manager and which invoices are out (daraja-api 18).
class InvoiceBooks
{
    Q_DISABLE_COPY_MOVE(InvoiceBooks)

public:
    InvoiceBooks() = default;
    ~InvoiceBooks() = default;

    /// nullptr when there is none; valid until the next change.
    [[nodiscard]] const Biller *biller(const QString &shortCode) const;
    [[nodiscard]] const Biller *billerWithKey(const QString &appKey) const;
    void setBiller(const Biller &biller);

    [[nodiscard]] const Invoice *find(const QString &shortCode, const QString &externalReference) const;
    /// Adds it, or replaces the one of the same reference.
    void put(const Invoice &invoice);
    [[nodiscard]] bool hasRoomFor(qsizetype invoices) const;
    /// Oldest first.
    [[nodiscard]] QList<Invoice> invoices() const;

    /// A customer paid so much for this account: books it on the invoices that are out, oldest first, what is left over on the last of
    /// them. False when none is out for the account.
    [[nodiscard]] bool pay(const QString &shortCode, const QString &accountReference, qint64 shillings);

    void clear();

    [[nodiscard]] QJsonObject toJson() const;
    void fromJson(const QJsonObject &state);

private:
    QHash<QString, Biller> m_billers;
    QHash<QString, Invoice> m_invoices;
    QStringList m_order; ///< keys of m_invoices, oldest first
};

} // namespace daraja
