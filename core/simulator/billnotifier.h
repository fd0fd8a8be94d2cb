// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/simulator/serverparts.h"

#include <QDateTime>
#include <QObject>
#include <QUrl>

namespace daraja {

class InvoiceBooks;

/// Books customers' payments on invoices and tells the biller (daraja-api 18): posts to the callbackurl, up to five times, until the answer
/// is HTTP 200 without another `rescode` than 200.
class BillNotifier final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BillNotifier)

public:
    static constexpr int mostAttempts = 5;

    BillNotifier(const ServerParts &parts, InvoiceBooks &books);
    ~BillNotifier() override = default;

    /// Drops pushes that were not answered well so far.
    void abandon();

private:
    /// Somebody's payment to one of our numbers. A value.
    struct Payment
    {
        QString receipt;
        QString msisdn;
        QString receiver;
        QString reference;
        qint64 shillings = 0;
        QDateTime at;
    };

    void take(const Payment &payment);
    void push(const QString &receipt, const QUrl &url, const QByteArray &body, int attempt);

    const ServerParts m_parts;
    InvoiceBooks &m_books;
    QObject *m_retries; ///< owns the timers between attempts
};

} // namespace daraja
