// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/history/historystore.h"

namespace daraja {

/// How Daraja did in the last 24 hours, by this program's own calls. A value; no customer stands in it.
///
/// Counted are calls and token requests that left this computer and have been answered or given up; not those that were cancelled, nor
/// the doctor's own (CallFlag::Probe). A refusal that is the sender's or the customer's affair says nothing about Daraja, so it is told
/// apart from what went wrong at Safaricom or on the way: ErrorGuide says whose affair it is.
struct Weather
{
    struct Delay
    {
        int count = 0; ///< of what was measured; the others are 0 without it
        qint64 medianMs = 0;
        qint64 slowestMs = 0;

        bool operator==(const Delay &) const = default;
    };

    QDateTime from; ///< UTC, included
    QDateTime to;   ///< UTC, not included
    int calls = 0;  ///< accepted + refused + failed
    int accepted = 0;
    int refused = 0; ///< answered with a no that is about the request
    int failed = 0;  ///< no usable answer, or trouble at Safaricom's
    Delay answer;    ///< until the answer was whole, accepted or refused

    /// Callbacks of calls that were accepted more than `patience` ago, or whose callback is here. A prompt's delay has the customer's time
    /// in it.
    int callbacks = 0;
    /// … that did not come, to addresses where another one did come in the same time. Not those of calls that the program did not follow
    /// to their end.
    int lost = 0;
    /// … to addresses from which nothing came in all the time: they may lead elsewhere, or everything is lost.
    int unheard = 0;
    Delay callback; ///< from the acknowledgement on

    bool complete = true; ///< false: there were more than 2,000 entries; these are the newest
    QString problem;      ///< in words for people: the history cannot be read; everything else is empty then

    static constexpr std::chrono::hours window{24};
    static constexpr std::chrono::minutes patience{3};

    /// `environments` and `profiles` of the query choose whose calls; its other members are not used. The answer comes later, and not at
    /// all when `context` has died. In small steps on the history's thread: nothing else waits for it.
    static void read(HistoryStore &store, const HistoryQuery &whose, const QDateTime &now, QObject *context,
                     std::function<void(const Weather &)> found);

    bool operator==(const Weather &) const = default;
};

/// For people, a line each: `38 of 41 calls accepted, 1 refused, 2 failed`, `Answers: half within 0.4 s, slowest 2.1 s`,
/// `Callbacks: 12 of 15 came, half within 5.1 s, slowest 38 s`. One line when nothing was sent.
[[nodiscard]] QStringList weatherLines(const Weather &weather);
/// Stable names.
[[nodiscard]] QJsonObject weatherToJson(const Weather &weather);

} // namespace daraja
