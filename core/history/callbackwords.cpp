// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/callbackwords.h"

#include "core/callbacks/callbackfacts.h"
#include "core/errors/errorguide.h"
#include "core/history/activitywords.h"

#include <QCoreApplication>

#include <algorithm>

namespace daraja {

namespace {

constexpr qsizetype mostSteps = 200;
constexpr qsizetype mostCallbacks = 20;

QString callbackText(const char *text)
{
    return QCoreApplication::translate("Activity", text);
}

bool isZeroCode(const QString &code)
{
    return !code.isEmpty() && std::all_of(code.begin(), code.end(), [](QChar c) { return c == u'0'; });
}

/// A payment that its code does not judge: it was made when it is told.
bool isPayment(Callback::Kind kind)
{
    return kind == Callback::Kind::C2bConfirmation || kind == Callback::Kind::BillPayment || kind == Callback::Kind::Pull;
}

QString titleOf(const Callback &callback)
{
    switch (callback.kind) {
    case Callback::Kind::C2bValidation:
        return callbackText("Payment to be validated");
    case Callback::Kind::C2bConfirmation:
        return callbackText("Customer payment");
    case Callback::Kind::BillPayment:
        return callbackText("Bill payment");
    case Callback::Kind::Pull:
        return callbackText("Pulled payment");
    case Callback::Kind::StkResult:
    case Callback::Kind::Result:
    case Callback::Kind::QueueTimeout:
    case Callback::Kind::B2bExpress:
    case Callback::Kind::StandingOrder:
    case Callback::Kind::Unreadable:
        break;
    }
    return callbackText("Callback");
}

/// `UCE9T3W1HD · INV-00231 · Wanjiku`.
QString summaryOfPayment(const Callback &callback)
{
    const CallbackFacts facts = factsOf(callback);
    QStringList parts{callback.transactionId, facts.account, facts.name};
    parts.removeAll(QString());
    return parts.isEmpty() ? titleOf(callback) : parts.join(QStringLiteral(" · "));
}

/// Whether what a callback told knows better than the entry.
bool settles(ActivityEntry::State told, ActivityEntry::State known)
{
    using State = ActivityEntry::State;
    const bool nothingKnown = known == State::Running || known == State::Waiting || known == State::Pending || known == State::Unknown;
    return told == State::Paid || told == State::Done ? nothingKnown || known == State::Refused : told == State::Refused && nothingKnown;
}

} // namespace

ActivityEntry entryOfLooseCallback(const Callback &callback)
{
    ActivityEntry entry;
    entry.kind = ActivityEntry::Kind::LooseCallback;
    entry.state = stateOf(callback, likelyOperation(callback));
    entry.at = callback.receivedAt;
    entry.title = titleOf(callback);
    const CallbackFacts facts = factsOf(callback);
    entry.party = facts.phone;
    entry.amount = wholeShillings(facts.amount);
    entry.summary = summaryOf(callback);
    entry.conversation = callback.conversation;
    entry.originator = callback.originatorConversation;
    if (isZeroCode(callback.resultCode) || callback.resultCode.isEmpty()) {
        entry.receipt = callback.transactionId;
    }
    entry.profileId = callback.profileId;
    if (callback.refused) {
        entry.state = ActivityEntry::State::Failed;
        entry.summary = callbackText("Refused: %1 is not an address of Safaricom").arg(callback.peer);
    }
    entry.callbacks = {keptCallback(callback)};
    return entry;
}

ActivityEntry::State stateOf(const Callback &callback, const QString &operationId)
{
    if (callback.kind == Callback::Kind::Unreadable) {
        return ActivityEntry::State::Failed;
    }
    if (callback.kind == Callback::Kind::QueueTimeout) {
        return ActivityEntry::State::Unknown;
    }
    if (callback.kind == Callback::Kind::C2bValidation) {
        return ActivityEntry::State::Pending;
    }
    if (isPayment(callback.kind)) {
        return ActivityEntry::State::Paid;
    }
    if (isZeroCode(callback.resultCode)) {
        const bool isPaid = callback.kind == Callback::Kind::StkResult || callback.kind == Callback::Kind::B2bExpress;
        return isPaid ? ActivityEntry::State::Paid : ActivityEntry::State::Done;
    }
    const Explanation explanation = ErrorGuide::instance().explainResult(callback.resultCode, callback.resultDescription, operationId);
    return explanation.known && explanation.terminal ? ActivityEntry::State::Refused : ActivityEntry::State::Unknown;
}

QString likelyOperation(const Callback &callback)
{
    switch (callback.kind) {
    case Callback::Kind::StkResult:
        return QStringLiteral("stk_push");
    case Callback::Kind::B2bExpress:
        return QStringLiteral("b2b_express");
    case Callback::Kind::StandingOrder:
        return QStringLiteral("standing_order");
    default:
        return {};
    }
}

QString summaryOf(const Callback &callback)
{
    if (callback.kind == Callback::Kind::Unreadable) {
        return callbackText("Cannot be read: %1").arg(callback.problem);
    }
    if (callback.kind == Callback::Kind::QueueTimeout) {
        return callbackText("Waited too long at Safaricom; nobody knows whether it was done");
    }
    if (callback.kind == Callback::Kind::C2bValidation || isPayment(callback.kind)) {
        return summaryOfPayment(callback);
    }
    const QString words = callback.resultDescription.simplified();
    return callbackText("For no request of this run: %1").arg(words.isEmpty() ? callback.resultCode : callback.resultCode + u' ' + words);
}

bool awaitsCallbacks(const QString &operationId)
{
    const OperationSpec *operation = findOperation(operationId);
    return !operation || operation->delivery != Delivery::InAnswer;
}

bool isSettled(ActivityEntry::State state)
{
    return state == ActivityEntry::State::Paid || state == ActivityEntry::State::Done || state == ActivityEntry::State::Refused;
}

void addStep(ActivityEntry &entry, const QString &text, const QDateTime &at)
{
    const bool isKnown = std::any_of(entry.steps.begin(), entry.steps.end(),
                                     [&](const ActivityEntry::Step &step) { return step.at == at && step.text == text; });
    if (entry.steps.size() >= mostSteps || isKnown) {
        return;
    }
    qsizetype index = entry.steps.size();
    while (index > 0 && entry.steps.at(index - 1).at > at) {
        --index;
    }
    entry.steps.insert(index, {at, text});
}

void applyNote(ActivityEntry &entry, const ActivityNote &note)
{
    if (!note.step.text.isEmpty()) {
        addStep(entry, note.step.text, note.step.at);
    }
    if (note.state && !(isSettled(entry.state) && !isSettled(*note.state))) {
        entry.state = *note.state;
        entry.summary = note.summary.isEmpty() ? entry.summary : note.summary;
    }
    entry.queries = std::max(entry.queries, note.queries);
    entry.exchanges = keptExchanges(entry.exchanges + note.exchanges);
    if (note.result) {
        entry.result = keptResult(*note.result);
        if (entry.receipt.isEmpty() && isSettled(entry.state) && entry.state != ActivityEntry::State::Refused) {
            entry.receipt = note.result->transactionId;
        }
    }
}

void joinCallback(ActivityEntry &entry, const Callback &callback, const QDateTime &now, Settling settling)
{
    addStep(entry, entry.callbacks.isEmpty() ? callbackText("callback received") : callbackText("callback received again"),
            callback.receivedAt.isValid() ? callback.receivedAt : now);
    if (entry.callbacks.size() < mostCallbacks) {
        entry.callbacks.append(keptCallback(callback));
    }
    if (settling == Settling::Never) {
        return;
    }
    const ActivityEntry::State told = stateOf(callback, entry.operationId);
    if (settles(told, entry.state)) {
        entry.state = told;
        if (entry.kind == ActivityEntry::Kind::LooseCallback) {
            const ActivityEntry anew = entryOfLooseCallback(callback);
            entry.title = anew.title;
            entry.summary = anew.summary;
        } else if (callback.transactionId.isEmpty() || told == ActivityEntry::State::Refused) {
            entry.summary = callbackText("late callback: %1 %2").arg(callback.resultCode, callback.resultDescription).trimmed();
        } else {
            entry.summary = callbackText("%1 · late callback").arg(callback.transactionId);
        }
    }
    if (entry.receipt.isEmpty() && told == entry.state && told != ActivityEntry::State::Refused) {
        entry.receipt = callback.transactionId;
    }
}

} // namespace daraja
