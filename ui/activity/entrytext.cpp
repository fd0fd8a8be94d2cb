// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/activity/entrytext.h"

#include "core/base/msisdn.h"
#include "core/base/nairobitime.h"
#include "core/history/activitystate.h"
#include "ui/shell/exchangetext.h"
#include "ui/widgets/codeview.h"

#include <algorithm>

namespace daraja {

namespace {

QString forwardStep(const HistoryEntry::Forward &forward)
{
    const QString host = forward.url.authority();
    if (forward.status == 0) {
        return EntryText::tr("not delivered to %1: %2").arg(host, forward.problem);
    }
    const QString words = forward.made     ? EntryText::tr("edited and sent to %1, answered %2 in %3 ms")
                          : forward.resent ? EntryText::tr("sent again to %1, answered %2 in %3 ms")
                                           : EntryText::tr("forwarded to %1, answered %2 in %3 ms");
    return words.arg(host).arg(forward.status).arg(forward.milliseconds);
}

QString callbackText(const Callback &callback)
{
    QStringList lines{EntryText::tr("Callback at %1 from %2").arg(nairobiClock(callback.receivedAt), EntryText::sender(callback))};
    if (callback.refused) {
        lines.append(EntryText::tr("Refused because of its sender: it proves nothing."));
    }
    if (!callback.problem.isEmpty()) {
        lines.append(EntryText::tr("Cannot be read: %1").arg(callback.problem));
    }
    lines.append({{}, CodeView::pretty(callback.raw)});
    return lines.join(u'\n');
}

QString forwardText(const HistoryEntry::Forward &forward)
{
    QStringList lines{EntryText::tr("At %1 to %2").arg(nairobiClock(forward.at), forward.url.toDisplayString())};
    lines.append(forward.status == 0 ? forward.problem
                                     : EntryText::tr("Answered %1 in %2 ms").arg(forward.status).arg(forward.milliseconds));
    if (forward.status != 0 && !forward.problem.isEmpty()) {
        lines.append(forward.problem);
    }
    if (!forward.answer.isEmpty()) {
        lines.append({{}, CodeView::pretty(forward.answer)});
    }
    return lines.join(u'\n');
}

} // namespace

QString EntryText::clock(const QDateTime &instant)
{
    return toNairobi(instant).toString(QStringLiteral("HH:mm:ss.zzz"));
}

QString EntryText::title(const QString &operation, const QString &party)
{
    return party.isEmpty() ? operation : tr("%1, %2").arg(operation, displayMsisdn(party));
}

QList<ActivityEntry::Step> EntryText::timeline(const HistoryEntry &entry)
{
    QList<ActivityEntry::Step> steps = entry.steps;
    for (const HistoryEntry::Forward &forward : entry.forwards) {
        steps.append({forward.at, forwardStep(forward)});
    }
    std::stable_sort(steps.begin(), steps.end(),
                     [](const ActivityEntry::Step &one, const ActivityEntry::Step &other) { return one.at < other.at; });
    return steps;
}

QString EntryText::transcript(const HistoryEntry &entry)
{
    QStringList parts;
    for (const HttpExchange &exchange : entry.exchanges) {
        parts.append(requestText(exchange));
        parts.append(responseText(exchange));
    }
    for (const Callback &callback : entry.callbacks) {
        parts.append(callbackText(callback));
    }
    for (const HistoryEntry::Forward &forward : entry.forwards) {
        parts.append(forwardText(forward));
    }
    return parts.join(QStringLiteral("\n\n"));
}

QString EntryText::report(const HistoryEntry &entry)
{
    QStringList lines{tr("%1 at %2: %3").arg(entry.title, nairobiClockAndDay(entry.at), stateWord(entry.state))};
    if (!entry.party.isEmpty()) {
        lines.append(tr("With %1, KES %2").arg(maskMsisdn(entry.party), entry.amount.isEmpty() ? QStringLiteral("-") : entry.amount));
    }
    lines.append(entry.summary);
    if (!entry.error.requestId.isEmpty()) {
        lines.append(tr("Request id %1").arg(entry.error.requestId));
    }
    for (const ActivityEntry::Step &step : timeline(entry)) {
        lines.append(clock(step.at) + QStringLiteral("  ") + step.text);
    }
    if (!entry.note.isEmpty()) {
        lines.append(tr("Note: %1").arg(entry.note));
    }
    return lines.join(u'\n');
}

QString EntryText::sender(const Callback &callback)
{
    switch (callback.sender) {
    case Callback::Sender::Safaricom:
        return tr("%1, an address of Safaricom").arg(callback.peer);
    case Callback::Sender::Local:
        return tr("%1, this computer").arg(callback.peer);
    case Callback::Sender::Unknown:
        break;
    }
    return callback.peer.isEmpty() ? tr("an unknown sender") : tr("%1, not an address that Safaricom published").arg(callback.peer);
}

} // namespace daraja
