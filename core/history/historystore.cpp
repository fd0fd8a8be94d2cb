// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/historystore.h"

#include "core/base/msisdn.h"
#include "core/history/activitywords.h"
#include "core/history/historyforgetting.h"
#include "core/history/historystoreprivate.h"

#include <QDir>
#include <QStandardPaths>
#include <QUuid>

namespace daraja {

namespace {

constexpr int sweepInterval = 60'000;        // milliseconds
constexpr qint64 undoTime = 10 * 60 * 1'000; // milliseconds
constexpr unsigned long closingTime = 2'000; // milliseconds
constexpr int sweepsBetweenRetentions = 60;

} // namespace

QString historyPath()
{
    return QDir(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation))
        .filePath(QStringLiteral("darajadesk/history.sqlite"));
}

HistoryStore::Private::Private(HistoryStore *store, const Clock &time)
    : q(store)
    , clock(time)
    , run(QUuid::createUuid().toString(QUuid::Id128).left(16))
    , worker(new HistoryWorker(store, run))
{
    thread.setObjectName(QStringLiteral("history"));
    worker->moveToThread(&thread);
    QObject::connect(&thread, &QThread::finished, worker, &QObject::deleteLater);
    thread.start();
}

void HistoryStore::Private::write(std::function<void(HistoryTable &)> change, QObject *context, Done done, bool needsDisk)
{
    if (done && context) {
        done = [guard = QPointer<QObject>(context), done = std::move(done)](const QString &problem) {
            if (guard) {
                done(problem);
            }
        };
    }
    if (!worker->add(HistoryWorker::Write{std::move(change), done, needsDisk}) && done) {
        QMetaObject::invokeMethod(
            q, [done] { done(tr("Too much at once: the history cannot keep up. Not stored.")); }, Qt::QueuedConnection);
    }
}

void HistoryStore::Private::addStep(HistoryWorker::Step step)
{
    worker->add(std::move(step));
}

void HistoryStore::Private::applyRetention()
{
    if (retention.days > 0 || retention.entries > 0) {
        addStep({[wanted = retention, now = clock.now()](HistoryDatabase &database, HistoryTable &table) {
                     database.begin();
                     const bool isMore = table.retain(wanted, now);
                     database.commit();
                     return isMore;
                 },
                 {}});
    }
}

void HistoryStore::Private::sweep()
{
    worker->sweep(clock.now(), clock.now().toMSecsSinceEpoch() - undoTime);
    if (++sweeps % sweepsBetweenRetentions == 0) {
        applyRetention();
    }
}

HistoryStore::HistoryStore(const Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, clock))
{
    connect(&d->sweeper, &QTimer::timeout, this, [this] { d->sweep(); });
}

HistoryStore::~HistoryStore()
{
    d->worker->close({});
    // After what was asked for; when it takes too long nothing waits for other processes any more.
    QMetaObject::invokeMethod(
        d->worker, [thread = &d->thread] { thread->quit(); }, Qt::QueuedConnection);
    if (!d->thread.wait(closingTime)) {
        d->worker->hurry();
        if (!d->thread.wait(closingTime)) { // a disk that does not answer: leave the thread to itself
            d->worker->forgetOwner();
            (void)d.release();
        }
    }
}

void HistoryStore::open(const QString &path)
{
    d->path = path;
    d->status.state = HistoryStatus::State::Opening;
    d->worker->open(path, d->clock.now(), [this](const HistoryStatus &status) {
        d->status = status;
        Q_EMIT statusChanged();
        Q_EMIT opened();
        d->sweep();
        d->sweeper.start(sweepInterval);
    });
    Q_EMIT statusChanged();
}

void HistoryStore::close()
{
    d->sweeper.stop();
    d->worker->close([this] {
        d->status = {};
        Q_EMIT statusChanged();
        Q_EMIT closed();
    });
}

const HistoryStatus &HistoryStore::status() const
{
    return d->status;
}

QString HistoryStore::path() const
{
    return d->path;
}

void HistoryStore::put(const HistoryEntry &entry, QObject *context, Done done)
{
    d->write([entry](HistoryTable &table) { table.put(entry); }, context, std::move(done));
}

void HistoryStore::keep(const Callback &callback, Done kept)
{
    d->write([callback, now = d->clock.now()](HistoryTable &table) { table.keep(callback, now); }, nullptr, std::move(kept));
}

void HistoryStore::record(const Intent &intent, Recorded recorded)
{
    HistoryEntry entry;
    static_cast<ActivityEntry &>(entry) = entryOfIntent(intent);
    entry.uid = intent.callId != 0 ? uidOfCall(intent.callId) : QUuid::createUuid().toString(QUuid::WithoutBraces);
    const bool needsDisk = intent.environment == Environment::Production;
    auto twin = std::make_shared<QDateTime>(); // written on the worker's thread before the answer is sent to this one
    d->write(
        [entry, likeness = intent.likeness, meantTwice = intent.meantTwice, twin](HistoryTable &table) {
            *twin = meantTwice ? QDateTime() : table.twinOf(likeness, entry.at);
            if (!twin->isValid()) {
                table.recordIntent(entry);
                table.rememberLikeness(entry.uid, likeness, entry.at);
            }
        },
        nullptr,
        [twin, recorded = std::move(recorded)](const QString &problem) {
            recorded({problem, problem.isEmpty() ? *twin : QDateTime()});
        },
        needsDisk);
}

QString HistoryStore::uidOfCall(quint64 callId) const
{
    return QStringLiteral("%1-%2").arg(d->run).arg(callId, 8, 10, QLatin1Char('0'));
}

QString HistoryStore::uidOfToken(quint64 entryId) const
{
    return QStringLiteral("%1-t%2").arg(d->run).arg(entryId, 8, 10, QLatin1Char('0'));
}

void HistoryStore::addForward(const ForwardRecord &record)
{
    HistoryEntry::Forward forward;
    forward.at = record.at;
    forward.url = record.target;
    forward.status = record.status;
    forward.answer = record.answer;
    forward.problem = record.problem;
    forward.milliseconds = std::max<qint64>(0, record.took);
    forward.resent = record.why == ForwardRecord::Why::Resend;
    forward.made = record.why == ForwardRecord::Why::Made;
    d->write([callback = record.callback, forward](HistoryTable &table) { table.addForward(callback, forward); });
}

void HistoryStore::note(const ActivityNote &note)
{
    d->write([note](HistoryTable &table) { table.note(note); });
}

void HistoryStore::addQuery(const QString &conversation, const QString &of)
{
    d->write([conversation, of](HistoryTable &table) { table.addQuery(conversation, of); });
}

void HistoryStore::setPinned(qint64 number, bool pinned)
{
    d->write([number, pinned](HistoryTable &table) { table.setPinned(number, pinned); });
}

void HistoryStore::setNote(qint64 number, const QString &note)
{
    d->write([number, note](HistoryTable &table) { table.setNote(number, note); });
}

void HistoryStore::remove(const QList<qint64> &numbers, QObject *context, Done done)
{
    const qint64 now = d->clock.now().toMSecsSinceEpoch();
    d->write([numbers, now](HistoryTable &table) { table.setRemoved(numbers, now); }, context, std::move(done));
}

void HistoryStore::restore(const QList<qint64> &numbers, QObject *context, Done done)
{
    d->write([numbers](HistoryTable &table) { table.setRemoved(numbers, 0); }, context, std::move(done));
}

void HistoryStore::forget(const QString &phone, QObject *context, std::function<void(const Forgotten &)> done)
{
    const auto answer = [guard = QPointer<QObject>(context), isFree = context == nullptr, done](const Forgotten &result) {
        if (done && (guard || isFree)) {
            done(result);
        }
    };
    const std::optional<QString> msisdn = normalizeMsisdn(phone);
    if (!msisdn) {
        QMetaObject::invokeMethod(
            this,
            [answer] {
                answer({0, tr("This is no Kenyan phone number: 0712 345 678 or +254 712 345 678.")});
            },
            Qt::QueuedConnection);
        return;
    }
    Q_EMIT forgetting(*msisdn);
    const auto work = std::make_shared<HistoryForgetting>(msisdn->sliced(3));
    d->addStep({[this, work, answer](HistoryDatabase &database, HistoryTable &table) {
                    if (work->go(database, table)) {
                        return true;
                    }
                    d->worker->tell([answer, result = Forgotten{work->entries(), work->problem()}] { answer(result); });
                    return false;
                },
                [work, answer](const QString &problem) {
                    answer({work->entries(), problem});
                }});
}

void HistoryStore::setRetention(const HistoryRetention &retention)
{
    d->retention = retention;
    d->applyRetention();
}

quint64 HistoryStore::find(const HistoryQuery &query, qint64 before, int limit, QObject *context,
                           std::function<void(const HistoryPage &)> found)
{
    return d->read<HistoryPage>(
        context, [query, before, limit](HistoryTable &table) { return table.find(query, before, limit); }, std::move(found),
        [](const QString &problem) {
            return HistoryPage{{}, false, problem};
        });
}

quint64 HistoryStore::count(const HistoryQuery &query, int most, QObject *context, std::function<void(int)> counted)
{
    return d->read<int>(
        context, [query, most](HistoryTable &table) { return table.count(query, most); }, std::move(counted),
        [](const QString &) { return 0; });
}

quint64 HistoryStore::load(qint64 number, QObject *context, std::function<void(const std::optional<HistoryEntry> &)> loaded)
{
    return d->read<std::optional<HistoryEntry>>(
        context, [number](HistoryTable &table) { return table.load(number); }, std::move(loaded),
        [](const QString &) { return std::nullopt; });
}

quint64 HistoryStore::load(const QString &uid, QObject *context, std::function<void(const std::optional<HistoryEntry> &)> loaded)
{
    return d->read<std::optional<HistoryEntry>>(
        context, [uid](HistoryTable &table) { return table.load(table.numberOf(uid)); }, std::move(loaded),
        [](const QString &) { return std::nullopt; });
}

quint64 HistoryStore::profiles(QObject *context, std::function<void(const QList<QPair<QString, QString>> &)> found)
{
    using Profiles = QList<QPair<QString, QString>>;
    return d->read<Profiles>(
        context, [](HistoryTable &table) { return table.profiles(); }, std::move(found), [](const QString &) { return Profiles(); });
}

void HistoryStore::cancel(quint64 ticket)
{
    if (d->asked.remove(ticket)) {
        d->worker->cancel(ticket);
    }
}

} // namespace daraja
