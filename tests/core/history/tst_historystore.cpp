// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/core/history/historydesk.h"

#include <QRegularExpression>

using namespace daraja;

/// What is put in comes out again, joined to what belongs to it.
class TestHistoryStore final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void wholeEntryComesBack();
    void laterStateTakesThePlaceOfTheEarlier();
    void callbackJoinsItsCall();
    void callbackOfAnEarlierRunJoinsItsCall();
    void callbackBeforeItsCallIsAdopted();
    void resultJoinsByItsOriginator();
    void refusedCallbackProvesNothing();
    void finalOutcomeIsNotTakenBack();
    void customerPaymentIsAnEntryOfItsOwn();
    void notificationJoinsThePushWithItsReceipt();
    void validationAndConfirmationAreOnePayment();
    void unreadableCallbackIsKept();
    void everyByteOfACallbackIsKept();
    void forwardIsNotedInItsEntry();
    void intentIsKeptOnce();
    void intentOfACrashedRunIsSettled_data();
    void intentOfACrashedRunIsSettled();
    void pinNoteAndUndo();
    void removedIsDestroyedLater();
    void retentionKeepsTheNewestAndThePinned();
    void retentionByDays();
    void notesSettleAnEntry();
    void resultOfAQuestionDoesNotSettle();
    void pagesGoThroughEverythingOnce();
    void deadAskerIsNotAnswered();
    void cancelledQuestionIsNotAnswered();
    void changesAreTold();
    void requestsBeforeOpeningWait();
    void closingWritesEverything();
    void closedStoreSaysSo();
    void queueIsBounded();
    void otherProgramsWritesAreSeen();
};

void TestHistoryStore::wholeEntryComesBack()
{
    HistoryDesk desk;
    HistoryEntry entry = desk.push();
    entry.state = ActivityEntry::State::Failed;
    entry.error.origin = MpesaError::Origin::Api;
    entry.error.code = QStringLiteral("500.001.1001");
    entry.error.message = QStringLiteral("Wrong credentials");
    entry.error.requestId = QStringLiteral("3b7d-4c1e-9f02-7a6c1d9e0b42118305");
    entry.error.httpStatus = 500;
    entry.error.body = QByteArrayLiteral("{\"errorCode\":\"500.001.1001\"}");
    entry.error.field = QStringLiteral("Password");
    HttpExchange exchange;
    exchange.method = QByteArrayLiteral("POST");
    exchange.url = QUrl(QStringLiteral("https://sandbox.safaricom.co.ke/mpesa/stkpush/v1/processrequest"));
    exchange.requestHeaders = {{"Content-Type", "application/json"}};
    exchange.requestBody = QByteArrayLiteral("{\"Amount\":1250}");
    exchange.status = 500;
    exchange.reason = QByteArrayLiteral("Internal Server Error");
    exchange.responseBody = QByteArray("\xff\xfe not UTF-8");
    exchange.startedAt = entry.at;
    exchange.timings = {.connected = 3, .firstByte = 40, .done = 41};
    exchange.tls.protocol = QStringLiteral("TLS 1.3");
    exchange.tls.issuer = QStringLiteral("Example CA");
    exchange.outcome = HttpOutcome::Answered;
    exchange.failure = HttpFailure::TooLarge;
    exchange.failureText = QStringLiteral("too large");
    entry.exchanges = {exchange};
    entry.result = CallResult{.from = CallResult::From::Query,
                              .code = QStringLiteral("1032"),
                              .description = QStringLiteral("Request cancelled by user"),
                              .transactionId = QStringLiteral("UCE0000000"),
                              .parameters = {{QStringLiteral("Amount"), QStringLiteral("1250")}},
                              .raw = QByteArrayLiteral("{}"),
                              .at = entry.at};
    desk.put(entry);
    desk.reopen();

    const std::optional<HistoryEntry> back = desk.load(entry.uid);
    QVERIFY(back);
    QCOMPARE(back->at, entry.at);
    QCOMPARE(back->kind, entry.kind);
    QCOMPARE(back->state, entry.state);
    QCOMPARE(back->operationId, entry.operationId);
    QCOMPARE(back->title, entry.title);
    QCOMPARE(back->party, entry.party);
    QCOMPARE(back->amount, entry.amount);
    QCOMPARE(back->summary, entry.summary);
    QCOMPARE(back->conversation, entry.conversation);
    QCOMPARE(back->originator, entry.originator);
    QCOMPARE(back->profileId, entry.profileId);
    QCOMPARE(back->profile, entry.profile);
    QCOMPARE(back->environment, entry.environment);
    QCOMPARE(back->values, entry.values);
    QCOMPARE(back->steps.size(), 2);
    QCOMPARE(back->steps.at(1).text, QStringLiteral("accepted"));
    QCOMPARE(back->steps.at(1).at, entry.at);
    QCOMPARE(back->error.origin, entry.error.origin);
    QCOMPARE(back->error.code, entry.error.code);
    QCOMPARE(back->error.message, entry.error.message);
    QCOMPARE(back->error.requestId, entry.error.requestId);
    QCOMPARE(back->error.httpStatus, 500);
    QCOMPARE(back->error.body, entry.error.body);
    QCOMPARE(back->error.field, entry.error.field);
    QCOMPARE(back->exchanges.size(), 1);
    QCOMPARE(back->exchanges.first().method, exchange.method);
    QCOMPARE(back->exchanges.first().url, exchange.url);
    QCOMPARE(back->exchanges.first().requestHeaders.fields(), exchange.requestHeaders.fields());
    QCOMPARE(back->exchanges.first().requestBody, exchange.requestBody);
    QCOMPARE(back->exchanges.first().status, 500);
    QCOMPARE(back->exchanges.first().reason, exchange.reason);
    QCOMPARE(back->exchanges.first().responseBody, exchange.responseBody);
    QCOMPARE(back->exchanges.first().startedAt, exchange.startedAt);
    QCOMPARE(back->exchanges.first().timings.firstByte, 40);
    QCOMPARE(back->exchanges.first().tls.issuer, exchange.tls.issuer);
    QCOMPARE(back->exchanges.first().outcome, HttpOutcome::Answered);
    QCOMPARE(back->exchanges.first().failure, HttpFailure::TooLarge);
    QCOMPARE(back->exchanges.first().failureText, exchange.failureText);
    QVERIFY(back->result);
    QCOMPARE(back->result->from, CallResult::From::Query);
    QCOMPARE(back->result->code, QStringLiteral("1032"));
    QCOMPARE(back->result->parameters, entry.result->parameters);
    QCOMPARE(back->result->at, entry.at);
}

void TestHistoryStore::laterStateTakesThePlaceOfTheEarlier()
{
    HistoryDesk desk;
    HistoryEntry entry = desk.push();
    desk.put(entry);
    entry.state = ActivityEntry::State::Paid;
    entry.receipt = QStringLiteral("UCE4K7Q2ZB");
    desk.put(entry);
    QCOMPARE(desk.findUids(), QStringList{entry.uid});
    QCOMPARE(desk.load(entry.uid)->state, ActivityEntry::State::Paid);
    QCOMPARE(desk.search(QStringLiteral("UCE4K7Q2ZB")), QStringList{entry.uid});
    HistoryQuery waiting;
    waiting.states = {ActivityEntry::State::Waiting};
    QCOMPARE(desk.findUids(waiting), QStringList());
}

void TestHistoryStore::callbackJoinsItsCall()
{
    HistoryDesk desk;
    const HistoryEntry entry = desk.push();
    desk.put(entry);
    QCOMPARE(desk.keep(receivedCallback(paidStkMessage(), Callback::Kind::StkResult, desk.clock.now())), QString());
    QCOMPARE(desk.findUids(), QStringList{entry.uid});
    const std::optional<HistoryEntry> joined = desk.load(entry.uid);
    QCOMPARE(joined->state, ActivityEntry::State::Paid);
    QCOMPARE(joined->receipt, QStringLiteral("UCE4K7Q2ZB"));
    QCOMPARE(joined->callbacks.size(), 1);
    QCOMPARE(joined->callbacks.first().raw, paidStkMessage());
    QCOMPARE(joined->callbacks.first().parameter(u"PhoneNumber"), QStringLiteral("254712345678"));
    QCOMPARE(joined->callbacks.first().peer, QStringLiteral("127.0.0.1"));
    QCOMPARE(joined->callbacks.first().sender, Callback::Sender::Local);
    QCOMPARE(joined->steps.last().text, QStringLiteral("callback received"));
}

void TestHistoryStore::callbackOfAnEarlierRunJoinsItsCall()
{
    HistoryDesk desk;
    HistoryEntry entry = desk.push();
    entry.state = ActivityEntry::State::Pending;
    desk.put(entry);
    desk.reopen();
    QCOMPARE(desk.keep(receivedCallback(cancelledStkMessage(), Callback::Kind::StkResult, desk.clock.now())), QString());
    const std::optional<HistoryEntry> joined = desk.load(entry.uid);
    QCOMPARE(joined->state, ActivityEntry::State::Refused);
    QVERIFY(joined->summary.contains(QStringLiteral("1032")));
    QCOMPARE(desk.findUids(), QStringList{entry.uid});
    QCOMPARE(desk.search(QStringLiteral("1032")), QStringList{entry.uid});
}

void TestHistoryStore::callbackBeforeItsCallIsAdopted()
{
    HistoryDesk desk;
    QCOMPARE(desk.keep(receivedCallback(paidStkMessage(), Callback::Kind::StkResult, desk.clock.now())), QString());
    const HistoryPage loose = desk.find();
    QCOMPARE(loose.rows.size(), 1);
    QCOMPARE(loose.rows.first().kind, ActivityEntry::Kind::LooseCallback);
    desk.store->setNote(loose.rows.first().number, QStringLiteral("asked the customer"));

    const HistoryEntry entry = desk.push();
    desk.put(entry);
    QCOMPARE(desk.findUids(), QStringList{entry.uid});
    const std::optional<HistoryEntry> joined = desk.load(entry.uid);
    QCOMPARE(joined->callbacks.size(), 1);
    QCOMPARE(joined->state, ActivityEntry::State::Paid);
    QCOMPARE(joined->receipt, QStringLiteral("UCE4K7Q2ZB"));
    QCOMPARE(joined->note, QStringLiteral("asked the customer"));

    HistoryEntry query = desk.push(); // a query names the same conversation and is no owner of callbacks
    query.operationId = QStringLiteral("stk_query");
    desk.put(query);
    QCOMPARE(desk.keep(receivedCallback(paidStkMessage(), Callback::Kind::StkResult, desk.clock.now())), QString());
    QCOMPARE(desk.load(query.uid)->callbacks.size(), 0);
    QCOMPARE(desk.load(entry.uid)->callbacks.size(), 2);
}

void TestHistoryStore::resultJoinsByItsOriginator()
{
    HistoryDesk desk;
    HistoryEntry entry = desk.push(QString()); // its acknowledgement was lost
    entry.operationId = QStringLiteral("b2c_payment");
    entry.state = ActivityEntry::State::Unknown;
    entry.originator = QStringLiteral("6f20-4a9d-8b13-c0de5a7712f4640091");
    desk.put(entry);
    const QByteArray result = QByteArrayLiteral(
        "{\"Result\":{\"ResultType\":0,\"ResultCode\":0,\"ResultDesc\":\"Done\",\"OriginatorConversationID\":"
        "\"6f20-4a9d-8b13-c0de5a7712f4640091\",\"ConversationID\":\"AG_20260314_70104c9e2ab81d5f6037\",\"TransactionID\":\"UCE6R0V8NA\"}}");
    QCOMPARE(desk.keep(receivedCallback(result, Callback::Kind::Result, desk.clock.now())), QString());
    const std::optional<HistoryEntry> joined = desk.load(entry.uid);
    QCOMPARE(joined->state, ActivityEntry::State::Done);
    QCOMPARE(joined->receipt, QStringLiteral("UCE6R0V8NA"));
}

void TestHistoryStore::refusedCallbackProvesNothing()
{
    HistoryDesk desk;
    const HistoryEntry entry = desk.push();
    desk.put(entry);
    Callback forged = receivedCallback(paidStkMessage(), Callback::Kind::StkResult, desk.clock.now());
    forged.refused = true;
    forged.peer = QStringLiteral("198.51.100.7");
    QCOMPARE(desk.keep(forged), QString());
    QCOMPARE(desk.load(entry.uid)->state, ActivityEntry::State::Waiting);
    QCOMPARE(desk.load(entry.uid)->callbacks.size(), 0);
    const HistoryPage page = desk.find();
    QCOMPARE(page.rows.size(), 2);
    QCOMPARE(page.rows.first().state, ActivityEntry::State::Failed);
    QVERIFY(page.rows.first().summary.contains(forged.peer));
    desk.put(entry); // nor is it taken in later
    QCOMPARE(desk.find().rows.size(), 2);
}

void TestHistoryStore::finalOutcomeIsNotTakenBack()
{
    HistoryDesk desk;
    HistoryEntry entry = desk.push();
    desk.put(entry);
    QCOMPARE(desk.keep(receivedCallback(paidStkMessage(), Callback::Kind::StkResult, desk.clock.now())), QString());
    entry.state = ActivityEntry::State::Pending; // the program that sent it waited in vain
    entry.summary = QStringLiteral("No result yet");
    desk.put(entry);
    QCOMPARE(desk.load(entry.uid)->state, ActivityEntry::State::Paid);
    QCOMPARE(desk.load(entry.uid)->receipt, QStringLiteral("UCE4K7Q2ZB"));
    QCOMPARE(desk.load(entry.uid)->callbacks.size(), 1);
}

void TestHistoryStore::customerPaymentIsAnEntryOfItsOwn()
{
    HistoryDesk desk;
    desk.put(desk.push()); // makes the profile known
    QCOMPARE(desk.keep(receivedCallback(confirmationMessage(), Callback::Kind::C2bConfirmation, desk.clock.now())), QString());
    const HistoryRow row = desk.find().rows.value(0);
    QCOMPARE(row.kind, ActivityEntry::Kind::LooseCallback);
    QCOMPARE(row.state, ActivityEntry::State::Paid);
    QCOMPARE(row.amount, QStringLiteral("1250"));
    QCOMPARE(row.party, QStringLiteral("2547 ***** 678"));
    QCOMPARE(row.receipt, QStringLiteral("UCE9T3W1HD"));
    QCOMPARE(row.profile, QStringLiteral("Demo shop"));
    QCOMPARE(row.environment, Environment::Sandbox);
    QVERIFY(row.summary.contains(QStringLiteral("INV-00231")));
}

void TestHistoryStore::notificationJoinsThePushWithItsReceipt()
{
    const auto check = [](HistoryDesk &desk, const QString &uid) {
        QCOMPARE(desk.findUids(), QStringList{uid});
        QCOMPARE(desk.load(uid)->callbacks.size(), 2);
        QCOMPARE(desk.load(uid)->state, ActivityEntry::State::Paid);
    };
    HistoryDesk after;
    HistoryEntry entry = after.push();
    after.put(entry);
    const QByteArray confirmation = confirmationMessage("\"2547 ***** 678\"", "UCE4K7Q2ZB");
    QCOMPARE(after.keep(receivedCallback(paidStkMessage(), Callback::Kind::StkResult, after.clock.now())), QString());
    QCOMPARE(after.keep(receivedCallback(confirmation, Callback::Kind::C2bConfirmation, after.clock.now())), QString());
    check(after, entry.uid);

    HistoryDesk before;
    before.put(entry);
    QCOMPARE(before.keep(receivedCallback(confirmation, Callback::Kind::C2bConfirmation, before.clock.now())), QString());
    QCOMPARE(before.keep(receivedCallback(paidStkMessage(), Callback::Kind::StkResult, before.clock.now())), QString());
    entry.state = ActivityEntry::State::Paid;
    entry.receipt = QStringLiteral("UCE4K7Q2ZB");
    before.put(entry);
    check(before, entry.uid);
}

void TestHistoryStore::validationAndConfirmationAreOnePayment()
{
    HistoryDesk desk;
    QCOMPARE(desk.keep(receivedCallback(confirmationMessage(), Callback::Kind::C2bValidation, desk.clock.now())), QString());
    QCOMPARE(desk.find().rows.value(0).state, ActivityEntry::State::Pending);
    QCOMPARE(desk.keep(receivedCallback(confirmationMessage(), Callback::Kind::C2bConfirmation, desk.clock.now())), QString());
    QCOMPARE(desk.keep(receivedCallback(confirmationMessage(), Callback::Kind::C2bConfirmation, desk.clock.now())), QString());
    const HistoryPage page = desk.find();
    QCOMPARE(page.rows.size(), 1);
    QCOMPARE(page.rows.first().state, ActivityEntry::State::Paid);
    QCOMPARE(page.rows.first().title, QStringLiteral("Customer payment"));
    QCOMPARE(desk.load(page.rows.first().uid)->callbacks.size(), 3);
}

void TestHistoryStore::unreadableCallbackIsKept()
{
    HistoryDesk desk;
    const QByteArray garbage = QByteArray("\x00\xff{garbage", 10);
    QCOMPARE(desk.keep(receivedCallback(garbage, Callback::Kind::StkResult, desk.clock.now())), QString());
    const HistoryRow row = desk.find().rows.value(0);
    QCOMPARE(row.state, ActivityEntry::State::Failed);
    const std::optional<HistoryEntry> entry = desk.load(row.uid);
    QCOMPARE(entry->callbacks.first().raw, garbage);
    QCOMPARE(entry->callbacks.first().kind, Callback::Kind::Unreadable);
    QVERIFY(!entry->callbacks.first().problem.isEmpty());
}

void TestHistoryStore::everyByteOfACallbackIsKept()
{
    HistoryDesk desk;
    QByteArray message = paidStkMessage();
    message.insert(1, QByteArray(300'000, ' '));
    QCOMPARE(desk.keep(receivedCallback(message, Callback::Kind::StkResult, desk.clock.now())), QString());
    QCOMPARE(desk.load(desk.findUids().value(0))->callbacks.first().raw, message);
}

void TestHistoryStore::forwardIsNotedInItsEntry()
{
    HistoryDesk desk;
    const HistoryEntry entry = desk.push();
    desk.put(entry);
    ForwardRecord record;
    record.why = ForwardRecord::Why::Resend;
    record.callback = receivedCallback(paidStkMessage(), Callback::Kind::StkResult, desk.clock.now());
    record.at = desk.clock.now();
    record.target = QUrl(QStringLiteral("https://user:topsecret@shop.example/hook?key=alsosecret"));
    record.status = 502;
    record.answer = QByteArrayLiteral("Bad Gateway");
    record.took = 31;
    desk.store->addForward(record);
    const std::optional<HistoryEntry> joined = desk.load(entry.uid);
    QCOMPARE(joined->forwards.size(), 1);
    QCOMPARE(joined->forwards.first().status, 502);
    QCOMPARE(joined->forwards.first().answer, record.answer);
    QCOMPARE(joined->forwards.first().at, record.at);
    QCOMPARE(joined->forwards.first().milliseconds, 31);
    QVERIFY(joined->forwards.first().resent);
    QCOMPARE(joined->forwards.first().url, QUrl(QStringLiteral("https://shop.example/hook")));

    record.callback = receivedCallback("garbage", Callback::Kind::StkResult, desk.clock.now()); // has no name to know it by
    QCOMPARE(desk.keep(record.callback), QString());
    desk.store->addForward(record);
    QCOMPARE(desk.load(desk.findUids().value(0))->forwards.size(), 1);
    desk.close();
    QVERIFY(!desk.bytes().contains("topsecret"));
    QVERIFY(!desk.bytes().contains("alsosecret"));
}

void TestHistoryStore::intentIsKeptOnce()
{
    HistoryDesk desk;
    Intent intent;
    intent.callId = 7;
    intent.operationId = QStringLiteral("b2c_payment");
    intent.title = QStringLiteral("B2C payment");
    intent.environment = Environment::Production;
    intent.profile = QStringLiteral("p-1");
    intent.profileName = QStringLiteral("Demo shop");
    intent.originatorConversation = QStringLiteral("shop-0001");
    intent.values = {{QStringLiteral("Amount"), QStringLiteral("500")}, {QStringLiteral("PartyB"), QStringLiteral("254712345678")}};
    intent.at = desk.clock.now();
    std::optional<QString> answer;
    desk.store->record(intent, [&answer](const IntentRecord &record) { answer = record.problem; });
    QTRY_VERIFY(answer.has_value());
    QCOMPARE(*answer, QString());
    const QString uid = desk.store->uidOfCall(7);
    QCOMPARE(desk.findUids(), QStringList{uid});
    const std::optional<HistoryEntry> entry = desk.load(uid);
    QCOMPARE(entry->state, ActivityEntry::State::Running);
    QCOMPARE(entry->amount, QStringLiteral("500"));
    QCOMPARE(entry->party, QStringLiteral("254712345678"));
    QCOMPARE(entry->originator, QStringLiteral("shop-0001"));
    QCOMPARE(entry->environment, Environment::Production);
    QCOMPARE(desk.search(QStringLiteral("shop-0001")), QStringList{uid});
    answer.reset();
    desk.store->record(intent, [&answer](const IntentRecord &record) { answer = record.problem; });
    QTRY_VERIFY(answer.has_value());
    QCOMPARE(desk.findUids(), QStringList{uid});
}

void TestHistoryStore::intentOfACrashedRunIsSettled_data()
{
    QTest::addColumn<QString>("operation");
    QTest::addColumn<ActivityEntry::State>("left");
    QTest::addColumn<ActivityEntry::State>("settled");
    QTest::newRow("money on its way") << QStringLiteral("b2c_payment") << ActivityEntry::State::Running << ActivityEntry::State::Unknown;
    QTest::newRow("question on its way") << QStringLiteral("stk_query") << ActivityEntry::State::Running << ActivityEntry::State::Failed;
    QTest::newRow("accepted") << QStringLiteral("stk_push") << ActivityEntry::State::Waiting << ActivityEntry::State::Pending;
    QTest::newRow("over") << QStringLiteral("stk_push") << ActivityEntry::State::Paid << ActivityEntry::State::Paid;
}

void TestHistoryStore::intentOfACrashedRunIsSettled()
{
    QFETCH(QString, operation);
    QFETCH(ActivityEntry::State, left);
    QFETCH(ActivityEntry::State, settled);
    HistoryDesk desk;
    HistoryEntry entry = desk.push();
    entry.operationId = operation;
    entry.state = left;
    desk.put(entry);
    HistoryStore second(desk.clock); // another program, while this one lives
    QSignalSpy opened(&second, &HistoryStore::opened);
    second.open(desk.path);
    QVERIFY(opened.wait());
    QCOMPARE(desk.load(entry.uid)->state, left);
    desk.reopen();
    QCOMPARE(desk.load(entry.uid)->state, settled);
}

void TestHistoryStore::pinNoteAndUndo()
{
    HistoryDesk desk;
    const HistoryEntry first = desk.push();
    const HistoryEntry second = desk.push();
    desk.put(first);
    desk.put(second);
    const qint64 number = desk.numberOf(first.uid);
    desk.store->setPinned(number, true);
    desk.store->setNote(number, QStringLiteral("Refund promised to the customer"));
    desk.put(first); // later news of the call leave both alone
    QCOMPARE(desk.load(first.uid)->note, QStringLiteral("Refund promised to the customer"));
    QCOMPARE(desk.search(QStringLiteral("refund")), QStringList{first.uid});
    HistoryQuery pinned;
    pinned.pinnedOnly = true;
    QCOMPARE(desk.findUids(pinned), QStringList{first.uid});
    QVERIFY(desk.find(pinned).rows.first().hasNote);
    desk.store->setPinned(number, false);
    QCOMPARE(desk.findUids(pinned), QStringList());
    desk.store->setNote(number, QString());
    QCOMPARE(desk.search(QStringLiteral("refund")), QStringList());

    desk.store->remove({number});
    QCOMPARE(desk.findUids(), QStringList{second.uid});
    QCOMPARE(desk.search(QStringLiteral("INV-00231")), QStringList{second.uid});
    desk.store->restore({number});
    QCOMPARE(desk.findUids(), (QStringList{second.uid, first.uid}));
}

void TestHistoryStore::removedIsDestroyedLater()
{
    HistoryDesk desk;
    HistoryEntry entry = desk.push();
    entry.values.insert(QStringLiteral("AccountReference"), QStringLiteral("ONLYHERE77"));
    desk.put(entry);
    QCOMPARE(desk.keep(receivedCallback(paidStkMessage(), Callback::Kind::StkResult, desk.clock.now())), QString());
    desk.store->remove({desk.numberOf(entry.uid)});
    desk.reopen();
    QVERIFY(desk.load(entry.uid)); // still to be undone
    desk.clock.advance(std::chrono::minutes(11));
    desk.reopen();
    QTRY_VERIFY(!desk.load(entry.uid));
    desk.close();
    QVERIFY(!desk.bytes().contains("UCE4K7Q2ZB"));
}

void TestHistoryStore::retentionKeepsTheNewestAndThePinned()
{
    HistoryDesk desk;
    QStringList uids;
    for (int i = 0; i < 500; ++i) {
        HistoryEntry entry = desk.push();
        entry.conversation = QStringLiteral("ws_CO_%1").arg(i);
        uids.prepend(entry.uid);
        desk.store->put(entry);
    }
    desk.store->setPinned(desk.numberOf(uids.last()), true);
    QSignalSpy removed(desk.store.get(), &HistoryStore::removed);
    desk.store->setRetention({.days = 0, .entries = 11});
    QTRY_COMPARE(desk.find().rows.size(), 11);
    QCOMPARE(desk.findUids(), uids.first(10) + QStringList{uids.last()});
    QVERIFY(removed.count() >= 3); // in small steps
}

void TestHistoryStore::retentionByDays()
{
    HistoryDesk desk;
    const HistoryEntry old = desk.push();
    desk.put(old);
    desk.clock.advance(std::chrono::hours(24 * 8));
    const HistoryEntry young = desk.push();
    desk.put(young);
    desk.store->setRetention({.days = 9, .entries = 0});
    QCOMPARE(desk.findUids(), (QStringList{young.uid, old.uid}));
    desk.store->setRetention({.days = 7, .entries = 0});
    QTRY_COMPARE(desk.findUids(), QStringList{young.uid});
}

void TestHistoryStore::notesSettleAnEntry()
{
    HistoryDesk desk;
    HistoryEntry entry = desk.push();
    entry.state = ActivityEntry::State::Pending;
    desk.put(entry);
    ActivityNote note;
    note.conversation = entry.conversation;
    note.step = {desk.clock.now(), QStringLiteral("asked Daraja")};
    note.queries = 1;
    desk.store->note(note);
    QCOMPARE(desk.load(entry.uid)->state, ActivityEntry::State::Pending);
    QCOMPARE(desk.load(entry.uid)->queries, 1);
    note.step.text = QStringLiteral("asked Daraja again");
    note.queries = 2;
    note.state = ActivityEntry::State::Paid;
    note.summary = QStringLiteral("Found by query");
    note.exchanges = {HttpExchange()};
    note.result = CallResult();
    note.result->transactionId = QStringLiteral("UCE4K7Q2ZB");
    desk.store->note(note);
    const std::optional<HistoryEntry> settled = desk.load(entry.uid);
    QCOMPARE(settled->state, ActivityEntry::State::Paid);
    QCOMPARE(settled->summary, QStringLiteral("Found by query"));
    QCOMPARE(settled->receipt, QStringLiteral("UCE4K7Q2ZB"));
    QCOMPARE(settled->steps.last().text, QStringLiteral("asked Daraja again"));
    QCOMPARE(settled->queries, 2);
    QCOMPARE(settled->exchanges.size(), 1);
    note.state = ActivityEntry::State::Unknown; // given up: what is known stays
    desk.store->note(note);
    QCOMPARE(desk.load(entry.uid)->state, ActivityEntry::State::Paid);
}

void TestHistoryStore::resultOfAQuestionDoesNotSettle()
{
    const QByteArray result = QByteArrayLiteral(
        "{\"Result\":{\"ResultType\":0,\"ResultCode\":0,\"ResultDesc\":\"Done\",\"OriginatorConversationID\":\"status-1\","
        "\"ConversationID\":\"AG_20260314_status\",\"TransactionID\":\"UCE0000000\"}}");
    for (const bool isEarly : {false, true}) {
        HistoryDesk desk;
        HistoryEntry entry = desk.push();
        entry.state = ActivityEntry::State::Pending;
        desk.put(entry);
        const Callback callback = receivedCallback(result, Callback::Kind::Result, desk.clock.now());
        if (isEarly) {
            QCOMPARE(desk.keep(callback), QString());
        }
        desk.store->addQuery(QStringLiteral("AG_20260314_status"), entry.conversation);
        if (!isEarly) {
            QCOMPARE(desk.keep(callback), QString());
        }
        QCOMPARE(desk.findUids(), QStringList{entry.uid});
        QCOMPARE(desk.load(entry.uid)->callbacks.size(), 1);
        QCOMPARE(desk.load(entry.uid)->state, ActivityEntry::State::Pending);
    }
}

void TestHistoryStore::pagesGoThroughEverythingOnce()
{
    HistoryDesk desk;
    QStringList expected;
    HistoryEntry entry = desk.push();
    for (int i = 0; i < 250; ++i) { // many in the same millisecond, some late
        entry.uid = QStringLiteral("e%1").arg(i);
        entry.at = desk.clock.now().addMSecs(i / 10);
        expected.prepend(entry.uid);
        desk.store->put(entry);
    }
    for (const QString &text : {QString(), QStringLiteral("INV-00231")}) {
        HistoryQuery query;
        query.text = text;
        QStringList seen;
        qint64 before = 0;
        HistoryPage page;
        do {
            page = desk.find(query, before, 60);
            for (const HistoryRow &row : std::as_const(page.rows)) {
                seen.append(row.uid);
            }
            before = page.rows.isEmpty() ? 0 : page.rows.last().number;
        } while (page.more);
        QCOMPARE(seen, expected);
    }
    std::optional<int> counted;
    desk.store->count({}, 1'000, this, [&counted](int count) { counted = count; });
    QTRY_COMPARE(counted, 250);
    desk.store->count({}, 100, this, [&counted](int count) { counted = count; });
    QTRY_COMPARE(counted, 100);
}

void TestHistoryStore::deadAskerIsNotAnswered()
{
    HistoryDesk desk;
    bool isAnswered = false;
    {
        QObject asker;
        desk.store->find({}, 0, 10, &asker, [&isAnswered](const HistoryPage &) { isAnswered = true; });
        desk.store->put(desk.push(), &asker, [&isAnswered](const QString &) { isAnswered = true; });
    }
    QCOMPARE(desk.find().rows.size(), 1); // asked later, answered later
    QVERIFY(!isAnswered);
}

void TestHistoryStore::cancelledQuestionIsNotAnswered()
{
    HistoryDesk desk;
    bool isAnswered = false;
    const quint64 ticket = desk.store->find({}, 0, 10, this, [&isAnswered](const HistoryPage &) { isAnswered = true; });
    desk.store->cancel(ticket);
    desk.find();
    QVERIFY(!isAnswered);
}

void TestHistoryStore::changesAreTold()
{
    HistoryDesk desk;
    QSignalSpy changed(desk.store.get(), &HistoryStore::changed);
    QSignalSpy removed(desk.store.get(), &HistoryStore::removed);
    const HistoryEntry entry = desk.push();
    desk.put(entry);
    const qint64 number = desk.numberOf(entry.uid);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.takeFirst().first().value<QList<qint64>>(), QList<qint64>{number});
    desk.store->remove({number});
    desk.find();
    QCOMPARE(removed.count(), 1);
    QCOMPARE(removed.first().first().value<QList<qint64>>(), QList<qint64>{number});
    QCOMPARE(changed.count(), 0);
}

void TestHistoryStore::requestsBeforeOpeningWait()
{
    QTemporaryDir folder;
    FakeClock clock;
    HistoryStore store(clock);
    HistoryDesk other;
    const HistoryEntry entry = other.push();
    std::optional<QString> put;
    std::optional<qsizetype> found;
    store.put(entry, this, [&put](const QString &problem) { put = problem; });
    store.find({}, 0, 10, this, [&found](const HistoryPage &page) { found = page.rows.size(); });
    other.find(); // the other worker did a whole round meanwhile
    QVERIFY(!put && !found);
    store.open(folder.filePath(QStringLiteral("history.sqlite")));
    QCOMPARE(store.status().state, HistoryStatus::State::Opening);
    QTRY_VERIFY(put && found);
    QCOMPARE(*put, QString());
    QCOMPARE(*found, 1);
}

void TestHistoryStore::closingWritesEverything()
{
    HistoryDesk desk;
    for (int i = 0; i < 3'000; ++i) {
        desk.store->put(desk.push(QStringLiteral("ws_CO_%1").arg(i)));
    }
    desk.reopen();
    std::optional<int> counted;
    desk.store->count({}, 10'000, this, [&counted](int count) { counted = count; });
    QTRY_COMPARE(counted, 3'000);
}

void TestHistoryStore::closedStoreSaysSo()
{
    HistoryDesk desk;
    QSignalSpy closed(desk.store.get(), &HistoryStore::closed);
    desk.store->put(desk.push());
    desk.store->close();
    QVERIFY(closed.wait());
    QCOMPARE(desk.store->status().state, HistoryStatus::State::Closed);
    QVERIFY(!desk.keep(receivedCallback(paidStkMessage(), Callback::Kind::StkResult, desk.clock.now())).isEmpty());
    QVERIFY(!desk.find().problem.isEmpty());
}

void TestHistoryStore::queueIsBounded()
{
    FakeClock clock;
    HistoryStore store(clock); // not opened: nothing is taken from the queue
    HistoryDesk maker;
    const HistoryEntry entry = maker.push();
    std::optional<QString> last;
    for (int i = 0; i < 20'000; ++i) {
        store.put(entry);
    }
    store.put(entry, this, [&last](const QString &problem) { last = problem; });
    QVERIFY(!last); // never from inside
    QTRY_VERIFY(last);
    QVERIFY(last->contains(QStringLiteral("Not stored")));
    store.open(maker.folder.filePath(QStringLiteral("other.sqlite")));
}

void TestHistoryStore::otherProgramsWritesAreSeen()
{
    HistoryDesk desk;
    QSignalSpy reloaded(desk.store.get(), &HistoryStore::reloaded);
    HistoryDesk other(desk.path);
    const HistoryEntry entry = other.push();
    other.put(entry);
    QVERIFY(reloaded.wait(20'000));
    QCOMPARE(desk.findUids(), QStringList{entry.uid});
}

QTEST_GUILESS_MAIN(TestHistoryStore)
#include "tst_historystore.moc"
