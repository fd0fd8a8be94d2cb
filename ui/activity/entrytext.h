// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/history/historyentry.h"

#include <QCoreApplication>

namespace daraja {

/// What the detail of an entry says: pure functions. Times are those of Nairobi.
class EntryText
{
    Q_DECLARE_TR_FUNCTIONS(EntryText)

public:
    /// `18:42:31.104`
    [[nodiscard]] static QString clock(const QDateTime &instant);
    /// `STK push, 0712 345 678`
    [[nodiscard]] static QString title(const QString &operation, const QString &party);
    /// Everything that happened, in order of time: steps and deliveries to the user's own server.
    [[nodiscard]] static QList<ActivityEntry::Step> timeline(const HistoryEntry &entry);
    /// Everything that was said, in order: exchanges, callbacks with the place of their fault, deliveries with their answers.
    [[nodiscard]] static QString transcript(const HistoryEntry &entry);
    /// For a message to a colleague or to support: phone numbers masked.
    [[nodiscard]] static QString report(const HistoryEntry &entry);
    /// `196.201.214.200, an address of Safaricom`
    [[nodiscard]] static QString sender(const Callback &callback);
};

} // namespace daraja
