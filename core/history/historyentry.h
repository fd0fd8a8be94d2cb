// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/history/activitylog.h"

namespace daraja {

/// One stored transaction with all that belongs to it. A value; redacted at the source: no secret is ever in it.
struct HistoryEntry : ActivityEntry
{
    /// A callback sent on to the user's own server, or sent again.
    struct Forward
    {
        QDateTime at; ///< UTC
        QUrl url;     ///< without user information and query
        int status = 0;
        QByteArray answer;       ///< beginning of the body
        QString problem;         ///< in words; empty when there was an answer
        qint64 milliseconds = 0; ///< until the answer or the problem
        bool resent = false;     ///< by hand
        bool made = false;       ///< what was sent was made or edited on this computer
    };

    QString uid;       ///< unique everywhere and forever: what export and import know it by
    qint64 number = 0; ///< place in this database, rising with time; not exported
    QString note;      ///< of the team
    bool pinned = false;
    QList<Forward> forwards;
};

/// An entry as a list shows it.
struct HistoryRow
{
    qint64 number = 0;
    QString uid;
    ActivityEntry::Kind kind = ActivityEntry::Kind::Call;
    ActivityEntry::State state = ActivityEntry::State::Running;
    QDateTime at; ///< UTC
    QString operationId;
    QString title;
    QString party;
    QString amount;
    QString summary;
    QString conversation;
    QString receipt;
    QString profile; ///< name
    Environment environment = Environment::Simulator;
    bool pinned = false;
    bool hasNote = false;

    bool operator==(const HistoryRow &) const = default;
};

/// Which entries are wanted. All conditions must hold; an empty one holds always.
struct HistoryQuery
{
    /// Words that must all occur, each at the beginning of a word of the entry: a name, receipt, any id, code, amount (`1,250`, `KES
    /// 1250.00`) or phone number in any form, whole or its beginning (`0712…`, `+254 712…`).
    QString text;
    QStringList operations; ///< ids; any of them
    QList<ActivityEntry::State> states;
    QList<ActivityEntry::Kind> kinds;
    QList<Environment> environments;
    QStringList profiles; ///< ids or names
    QDateTime from;       ///< included
    QDateTime to;         ///< not included
    bool pinnedOnly = false;
    QList<qint64> numbers; ///< only among these

    bool operator==(const HistoryQuery &) const = default;
};

/// One page of what was found, newest first.
struct HistoryPage
{
    QList<HistoryRow> rows;
    bool more = false; ///< older ones exist: ask again with the number of the last row
    QString problem;   ///< in words; rows is empty then
};

} // namespace daraja

Q_DECLARE_METATYPE(daraja::HistoryEntry)
Q_DECLARE_METATYPE(daraja::HistoryRow)
Q_DECLARE_METATYPE(daraja::HistoryQuery)
