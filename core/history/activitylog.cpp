// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/activitylog.h"

#include "core/history/activitylogprivate.h"
#include "core/history/activityrecorder.h"
#include "core/history/callbackwords.h"
#include "core/history/personaldata.h"

#include <algorithm>

namespace daraja {

namespace {

constexpr std::size_t mostEntries = 5'000;

bool isUnderWay(const ActivityEntry &entry)
{
    return entry.state == ActivityEntry::State::Running || entry.state == ActivityEntry::State::Waiting;
}

} // namespace

ActivityLog::Private::Private(ActivityLog *log, const Clock &time)
    : q(log)
    , clock(time)
{
}

quint64 ActivityLog::Private::insert(ActivityEntry entry)
{
    makeRoom();
    entry.id = ++m_lastId;
    if (!entry.at.isValid()) {
        entry.at = clock.now();
    }
    if (entry.callId != 0) {
        entryOfCall.insert(entry.callId, entry.id);
    }
    Q_EMIT q->aboutToInsert();
    entries.push_front(std::move(entry));
    Q_EMIT q->inserted();
    return m_lastId;
}

void ActivityLog::Private::edit(quint64 id, const std::function<void(ActivityEntry &)> &change)
{
    const int index = indexOf(id);
    if (index >= 0) {
        change(entries[static_cast<std::size_t>(index)]);
        Q_EMIT q->changed(index);
    }
}

void ActivityLog::Private::remove(quint64 id)
{
    const int index = indexOf(id);
    if (index >= 0) {
        removeAt(index);
    }
}

int ActivityLog::Private::indexOf(quint64 id) const
{
    const auto found =
        std::lower_bound(entries.begin(), entries.end(), id, [](const ActivityEntry &entry, quint64 wanted) { return entry.id > wanted; });
    return found != entries.end() && found->id == id ? static_cast<int>(found - entries.begin()) : -1;
}

quint64 ActivityLog::Private::idOfConversation(const QString &conversation, ActivityEntry::Kind kind) const
{
    if (conversation.isEmpty()) {
        return 0;
    }
    const auto found = std::find_if(entries.begin(), entries.end(), [&conversation, kind](const ActivityEntry &entry) {
        if (entry.kind != kind || entry.conversation != conversation) {
            return false;
        }
        return awaitsCallbacks(entry.operationId);
    });
    return found == entries.end() ? 0 : found->id;
}

void ActivityLog::Private::addStep(ActivityEntry &entry, const QString &text, const QDateTime &at) const
{
    daraja::addStep(entry, text, at.isValid() ? at : clock.now());
}

void ActivityLog::Private::attach(quint64 id, const Callback &callback)
{
    edit(id, [this, &callback](ActivityEntry &entry) {
        // Of what is under way its call is told as well and will say how it ended.
        joinCallback(entry, callback, clock.now(), isUnderWay(entry) ? Settling::Never : Settling::WhenBetterKnown);
    });
}

void ActivityLog::Private::makeRoom()
{
    if (entries.size() < mostEntries) {
        return;
    }
    const auto finished = std::find_if(entries.rbegin(), entries.rend(), [](const ActivityEntry &entry) { return !isUnderWay(entry); });
    const auto victim = finished == entries.rend() ? entries.rbegin() : finished;
    removeAt(static_cast<int>(std::distance(victim, entries.rend())) - 1);
}

void ActivityLog::Private::removeAt(int index)
{
    Q_EMIT q->aboutToRemove(index);
    entryOfCall.remove(entries[static_cast<std::size_t>(index)].callId);
    entries.erase(entries.begin() + index);
    Q_EMIT q->removed();
}

ActivityLog::ActivityLog(const Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, clock))
{
}

ActivityLog::~ActivityLog()
{
    qDeleteAll(findChildren<ActivityRecorder *>(Qt::FindDirectChildrenOnly)); // they use `d`
}

void ActivityLog::follow(MpesaClient &client, TokenManager &tokens)
{
    new ActivityRecorder(*d, client, tokens);
}

void ActivityLog::addLoose(const Callback &callback)
{
    for (const ActivityEntry::Kind kind : {ActivityEntry::Kind::Call, ActivityEntry::Kind::LooseCallback}) {
        const quint64 id = d->idOfConversation(callback.conversation, kind);
        if (id != 0) {
            d->attach(id, callback);
            return;
        }
    }
    ActivityEntry entry = entryOfLooseCallback(callback);
    d->addStep(entry, tr("callback received"), callback.receivedAt);
    d->insert(std::move(entry));
}

bool ActivityLog::note(const ActivityNote &note)
{
    const auto found = std::find_if(d->entries.begin(), d->entries.end(), [&note](const ActivityEntry &entry) {
        const bool isNamed = entry.conversation == note.conversation || entry.originator == note.conversation;
        return entry.kind == ActivityEntry::Kind::Call && isNamed && awaitsCallbacks(entry.operationId);
    });
    if (note.conversation.isEmpty() || found == d->entries.end()) {
        return false;
    }
    d->edit(found->id, [&note](ActivityEntry &entry) { applyNote(entry, note); });
    return true;
}

void ActivityLog::leaveOut(quint64 callId)
{
    d->remove(d->idOfCall(callId));
}

void ActivityLog::forget(const QString &msisdn)
{
    PersonalData data(msisdn.last(9), {.phones = true, .names = true, .instead = PersonalData::Instead::Zeros});
    for (int index = 0; index < count(); ++index) {
        HistoryEntry whole;
        static_cast<ActivityEntry &>(whole) = at(index);
        if (data.standsInEntry(whole)) {
            d->edit(whole.id, [&](ActivityEntry &entry) { entry = data.cleaned(whole); });
        }
    }
}

int ActivityLog::count() const
{
    return static_cast<int>(d->entries.size());
}

const ActivityEntry &ActivityLog::at(int index) const
{
    return d->entries[static_cast<std::size_t>(index)];
}

int ActivityLog::indexOf(quint64 id) const
{
    return d->indexOf(id);
}

} // namespace daraja
