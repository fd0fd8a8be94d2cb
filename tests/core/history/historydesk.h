// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/history/historystore.h"
#include "tests/support/fakeclock.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace daraja {

/// A store on a file of its own, whose answers a test can wait for.
class HistoryDesk final
{
public:
    explicit HistoryDesk(const QString &file = {})
        : path(file.isEmpty() ? folder.filePath(QStringLiteral("history.sqlite")) : file)
    {
        open();
    }

    void open()
    {
        store = std::make_unique<HistoryStore>(clock);
        QSignalSpy opened(store.get(), &HistoryStore::opened);
        store->open(path);
        QVERIFY(opened.wait());
    }
    /// Everything is on disk afterwards.
    void close() { store.reset(); }
    void reopen()
    {
        close();
        open();
    }

    /// An STK push that waits, one millisecond after the one before.
    HistoryEntry push(const QString &conversation = QStringLiteral("ws_CO_14032026120000123712345678"))
    {
        clock.advance(std::chrono::milliseconds(1));
        HistoryEntry entry;
        entry.uid = QStringLiteral("entry-%1").arg(++made);
        entry.kind = ActivityEntry::Kind::Call;
        entry.state = ActivityEntry::State::Waiting;
        entry.at = clock.now();
        entry.operationId = QStringLiteral("stk_push");
        entry.title = QStringLiteral("STK push");
        entry.party = QStringLiteral("254712345678");
        entry.amount = QStringLiteral("1250");
        entry.summary = QStringLiteral("Waiting for the customer");
        entry.conversation = conversation;
        entry.originator = QStringLiteral("41877-9023416-2");
        entry.profileId = QStringLiteral("p-1");
        entry.profile = QStringLiteral("Demo shop");
        entry.environment = Environment::Sandbox;
        entry.values = {{QStringLiteral("AccountReference"), QStringLiteral("INV-00231")}};
        entry.steps = {{entry.at, QStringLiteral("sent")}, {entry.at, QStringLiteral("accepted")}};
        return entry;
    }

    void put(const HistoryEntry &entry)
    {
        bool isDone = false;
        QString problem;
        store->put(entry, store.get(), [&](const QString &text) {
            problem = text;
            isDone = true;
        });
        QTRY_VERIFY(isDone);
        QCOMPARE(problem, QString());
    }

    QString keep(const Callback &callback)
    {
        std::optional<QString> answer;
        store->keep(callback, [&answer](const QString &problem) { answer = problem; });
        [&] { QTRY_VERIFY(answer.has_value()); }();
        return answer.value_or(QStringLiteral("no answer"));
    }

    HistoryPage find(const HistoryQuery &query = {}, qint64 before = 0, int limit = 100)
    {
        std::optional<HistoryPage> answer;
        store->find(query, before, limit, store.get(), [&answer](const HistoryPage &page) { answer = page; });
        [&] { QTRY_VERIFY(answer.has_value()); }();
        return answer.value_or(HistoryPage());
    }

    QStringList findUids(const HistoryQuery &query = {})
    {
        QStringList uids;
        const HistoryPage page = find(query);
        for (const HistoryRow &row : page.rows) {
            uids.append(row.uid);
        }
        return uids;
    }

    QStringList search(const QString &text)
    {
        HistoryQuery query;
        query.text = text;
        return findUids(query);
    }

    std::optional<HistoryEntry> load(const QString &uid)
    {
        std::optional<std::optional<HistoryEntry>> answer;
        store->load(uid, store.get(), [&answer](const std::optional<HistoryEntry> &entry) { answer = entry; });
        [&] { QTRY_VERIFY(answer.has_value()); }();
        return answer.value_or(std::nullopt);
    }

    qint64 numberOf(const QString &uid) { return load(uid).value_or(HistoryEntry()).number; }

    /// All bytes of the database and of the files beside it.
    QByteArray bytes() const
    {
        QByteArray all;
        const QFileInfo info(path);
        const QStringList names = info.dir().entryList({info.fileName() + u'*'}, QDir::Files);
        for (const QString &name : names) {
            QFile file(info.dir().filePath(name));
            if (file.open(QIODevice::ReadOnly)) {
                all += file.readAll();
            }
        }
        return all;
    }

    QTemporaryDir folder;
    QString path;
    FakeClock clock;
    std::unique_ptr<HistoryStore> store;
    int made = 0;
};

/// A callback as the receiver gives it, from text on the wire.
inline Callback receivedCallback(const QByteArray &raw, Callback::Kind kind, const QDateTime &at)
{
    Callback callback = parseCallback(raw, kind);
    callback.receivedAt = at;
    callback.path = QStringLiteral("/stk");
    callback.peer = QStringLiteral("127.0.0.1");
    callback.sender = Callback::Sender::Local;
    callback.profileId = QStringLiteral("p-1");
    return callback;
}

inline QByteArray paidStkMessage(const QByteArray &checkout = "ws_CO_14032026120000123712345678")
{
    return "{\"Body\":{\"stkCallback\":{\"MerchantRequestID\":\"41877-9023416-2\",\"CheckoutRequestID\":\"" + checkout +
           "\",\"ResultCode\":0,\"ResultDesc\":\"The service request is processed successfully.\",\"CallbackMetadata\":{\"Item\":["
           "{\"Name\":\"Amount\",\"Value\":1250.00},{\"Name\":\"MpesaReceiptNumber\",\"Value\":\"UCE4K7Q2ZB\"},"
           "{\"Name\":\"Balance\"},{\"Name\":\"TransactionDate\",\"Value\":20260314120007},"
           "{\"Name\":\"PhoneNumber\",\"Value\":254712345678}]}}}}";
}

inline QByteArray cancelledStkMessage(const QByteArray &checkout = "ws_CO_14032026120000123712345678")
{
    return "{\"Body\":{\"stkCallback\":{\"MerchantRequestID\":\"41877-9023416-2\",\"CheckoutRequestID\":\"" + checkout +
           "\",\"ResultCode\":1032,\"ResultDesc\":\"Request cancelled by user\"}}}";
}

inline QByteArray confirmationMessage(const QByteArray &msisdn = "\"2547 ***** 678\"", const QByteArray &receipt = "UCE9T3W1HD")
{
    return "{\"TransactionType\":\"Pay Bill\",\"TransID\":\"" + receipt +
           "\",\"TransTime\":\"20260314113007\",\"TransAmount\":\"1250.00\",\"BusinessShortCode\":\"600984\","
           "\"BillRefNumber\":\"INV-00231\",\"InvoiceNumber\":\"\",\"OrgAccountBalance\":\"88214.00\",\"ThirdPartyTransID\":\"\","
           "\"MSISDN\":" +
           msisdn + ",\"FirstName\":\"WANJIKU\",\"MiddleName\":\"\",\"LastName\":\"\"}";
}

} // namespace daraja
