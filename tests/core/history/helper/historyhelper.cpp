// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/historydatabase.h"

#include <QCoreApplication>
#include <QFile>

#include <unistd.h>

#include <cstdio>

using namespace daraja;

/// Another program beside the tests: writes until it is told or killed, keeps the file locked, or says how it opens.
///
///     historyhelper write FILE PREFIX COUNT    prints each uid once it is acknowledged; COUNT 0: for ever
///     historyhelper lock FILE                  prints `locked`, until standard input ends
///     historyhelper status FILE                as a user without rights: prints state, reason and message

namespace {

void say(const QString &line)
{
    std::fputs(qUtf8Printable(line + u'\n'), stdout);
    std::fflush(stdout);
}

/// Several at a time are under way, as in a burst.
class Writer final : public QObject
{
public:
    Writer(HistoryStore &store, const Clock &clock, QString prefix, int count)
        : m_store(store)
        , m_clock(clock)
        , m_prefix(std::move(prefix))
        , m_count(count)
    {
        for (int i = 0; i < 8; ++i) {
            next();
        }
    }

private:
    void next()
    {
        if (m_count != 0 && m_begun >= m_count) {
            return;
        }
        const QString uid = QStringLiteral("%1-%2").arg(m_prefix).arg(++m_begun);
        HistoryEntry entry;
        entry.uid = uid;
        entry.at = m_clock.now();
        entry.operationId = QStringLiteral("stk_push");
        entry.title = QStringLiteral("STK push");
        entry.conversation = QStringLiteral("ws_CO_") + uid;
        entry.state = ActivityEntry::State::Waiting;
        m_store.put(entry, this, [this, uid](const QString &problem) {
            if (!problem.isEmpty()) {
                say(problem);
                QCoreApplication::exit(1);
                return;
            }
            say(uid);
            if (++m_done == m_count) {
                QCoreApplication::exit(0);
            }
            next();
        });
    }

    HistoryStore &m_store;
    const Clock &m_clock;
    const QString m_prefix;
    const int m_count;
    int m_begun = 0;
    int m_done = 0;
};

int write(const QString &file, const QString &prefix, int count)
{
    const SystemClock clock;
    HistoryStore store(clock);
    store.open(file);
    const Writer writer(store, clock, prefix, count);
    return QCoreApplication::exec();
}

int lock(const QString &file)
{
    const std::atomic_bool hurry = false;
    HistoryDatabase database(hurry);
    database.open(file, HistoryDatabase::Access::ReadWrite);
    database.begin();
    say(QStringLiteral("locked"));
    QFile input;
    if (input.open(stdin, QIODevice::ReadOnly)) {
        input.readAll();
    }
    database.rollback();
    return 0;
}

int status(const QString &file)
{
    constexpr uid_t nobody = 65'534;
    if (geteuid() == 0 && setuid(nobody) != 0) {
        return 1;
    }
    const SystemClock clock;
    HistoryStore store(clock);
    QObject::connect(&store, &HistoryStore::opened, &store, [&store] {
        say(QString::number(static_cast<int>(store.status().state)));
        say(QString::number(static_cast<int>(store.status().reason)));
        say(store.status().message);
        store.find({}, 0, 100, &store, [](const HistoryPage &page) {
            say(QString::number(page.rows.size()));
            QCoreApplication::exit(0);
        });
    });
    store.open(file);
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    const QString what = words.value(1);
    if (what == QStringLiteral("write")) {
        return write(words.value(2), words.value(3), words.value(4).toInt());
    }
    return what == QStringLiteral("lock") ? lock(words.value(2)) : status(words.value(2));
}
