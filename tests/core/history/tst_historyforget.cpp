// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/personaldata.h"
#include "tests/core/history/historydesk.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QRegularExpression>

using namespace daraja;

namespace {

/// Every way in which the number of the customer could stand in a file.
QRegularExpression anyForm()
{
    return QRegularExpression(QStringLiteral("7[ .()-]{0,2}1[ .()-]{0,2}2[ .()-]{0,2}3[ .()-]{0,2}4[ .()-]{0,2}5[ .()-]{0,2}6[ .()-]{0,2}"
                                             "7[ .()-]{0,2}8"));
}

QByteArray hashedNumber()
{
    return QCryptographicHash::hash("254712345678", QCryptographicHash::Sha256).toHex();
}

} // namespace

/// A customer who is forgotten is gone: from answers, from searches, and from the bytes of the files.
class TestHistoryForget final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void nothingIsLeftInTheFiles();
    void othersStay();
    void whatIsInMemoryIsToldFirst();
    void badNumberIsRefused_data();
    void badNumberIsRefused();
    void namesGoWithTheNumber();
};

void TestHistoryForget::nothingIsLeftInTheFiles()
{
    HistoryDesk desk;
    for (int i = 0; i < 600; ++i) { // among others, so that pages split, move and are freed
        HistoryEntry entry = desk.push(QStringLiteral("ws_CO_140320261200%1%2").arg(i, 5, 10, QLatin1Char('0')).arg(722'000'000 + i));
        entry.party = QStringLiteral("254%1").arg(722'000'000 + i);
        if (i % 5 == 0) {
            entry.party = QStringLiteral("254712345678");
            entry.conversation = QStringLiteral("ws_CO_14032026%1712345678").arg(120'000'000 + i);
            entry.values = {{QStringLiteral("PhoneNumber"), QStringLiteral("254712345678")},
                            {QStringLiteral("Remarks"), QStringLiteral("call 0712 345 678 or +254 (712) 345-678")}};
            HttpExchange exchange;
            exchange.url = QUrl(QStringLiteral("https://example.com/?msisdn=254712345678"));
            exchange.requestBody = QByteArrayLiteral("{\"PhoneNumber\":254712345678}");
            exchange.responseBody = QByteArray("\xff 0712345678");
            entry.exchanges = {exchange};
            entry.summary = QStringLiteral("0712345678 paid");
            entry.error.origin = MpesaError::Origin::Api;
            entry.error.body = QByteArrayLiteral("[\"712345678\"]");
        }
        desk.store->put(entry);
        if (i % 5 == 0) { // rewritten, so that old copies are in freed pages
            entry.summary += QStringLiteral(" and again 0712345678");
            entry.steps.append({entry.at, QString(3'000, u'x') + QStringLiteral("254712345678")});
            desk.store->put(entry);
            desk.store->keep(receivedCallback(paidStkMessage(entry.conversation.toLatin1()), Callback::Kind::StkResult, desk.clock.now()),
                             {});
        }
    }
    desk.store->keep(
        receivedCallback(confirmationMessage('"' + hashedNumber() + '"', "UCE9T3W1H1"), Callback::Kind::C2bConfirmation, desk.clock.now()),
        {});
    desk.store->keep(receivedCallback(confirmationMessage("254712345678", "UCE9T3W1H2"), Callback::Kind::C2bConfirmation, desk.clock.now()),
                     {});
    desk.store->keep(receivedCallback("not JSON 0712345678", Callback::Kind::C2bConfirmation, desk.clock.now()), {});
    const QString noted = desk.find().rows.last().uid;
    desk.store->setNote(desk.numberOf(noted), QStringLiteral("spoke to 0712-345-678"));
    QCOMPARE(desk.search(QStringLiteral("+254 712 345 678")).size(), 100); // a whole page of them
    QVERIFY(!desk.search(QStringLiteral("wanjiku")).isEmpty());
    QVERIFY(anyForm().match(QString::fromLatin1(desk.bytes())).hasMatch());

    std::optional<HistoryStore::Forgotten> forgotten;
    desk.store->forget(QStringLiteral("0712 345678"), this, [&forgotten](const HistoryStore::Forgotten &result) { forgotten = result; });
    QTRY_VERIFY_WITH_TIMEOUT(forgotten, 60'000);
    QCOMPARE(forgotten->problem, QString());
    QCOMPARE(forgotten->entries, 120 + 3 + 1);

    // In the files of the open store already.
    QVERIFY(!anyForm().match(QString::fromLatin1(desk.bytes())).hasMatch());
    QVERIFY(!desk.bytes().contains(hashedNumber()));
    QVERIFY(!desk.bytes().toLower().contains("wanjiku"));
    for (const QString &form : {QStringLiteral("0712345678"), QStringLiteral("+254712345678"), QStringLiteral("712345678"),
                                QStringLiteral("0712 345 678"), QStringLiteral("wanjiku")}) {
        QCOMPARE(desk.search(form), QStringList());
    }
    desk.reopen();
    const HistoryPage page = desk.find({}, 0, 1'000);
    QCOMPARE(page.rows.size(), 603);
    const QString receipt = QStringLiteral("UCE9T3W1H2"); // the money stays in the books
    QCOMPARE(desk.search(receipt).size(), 1);
    const std::optional<HistoryEntry> payment = desk.load(desk.search(receipt).value(0));
    QCOMPARE(payment->amount, QStringLiteral("1250"));
    QCOMPARE(payment->party, QStringLiteral("254000000000"));
    QCOMPARE(payment->callbacks.first().kind, Callback::Kind::C2bConfirmation);
    QCOMPARE(payment->callbacks.first().parameter(u"MSISDN"), QStringLiteral("254000000000"));
    QVERIFY(QJsonDocument::fromJson(payment->callbacks.first().raw).isObject());
}

void TestHistoryForget::othersStay()
{
    HistoryDesk desk;
    HistoryEntry other = desk.push();
    other.party = QStringLiteral("254712345679");
    other.conversation = QStringLiteral("ws_CO_14032026120000123712345679");
    desk.put(other);
    const std::optional<HistoryEntry> before = desk.load(other.uid);
    std::optional<HistoryStore::Forgotten> forgotten;
    desk.store->forget(QStringLiteral("0712345678"), this, [&forgotten](const HistoryStore::Forgotten &result) { forgotten = result; });
    QTRY_VERIFY(forgotten);
    QCOMPARE(forgotten->entries, 0);
    QCOMPARE(desk.load(other.uid)->party, before->party);
    QCOMPARE(desk.load(other.uid)->conversation, before->conversation);
}

void TestHistoryForget::whatIsInMemoryIsToldFirst()
{
    HistoryDesk desk;
    QSignalSpy forgetting(desk.store.get(), &HistoryStore::forgetting);
    desk.store->forget(QStringLiteral("+254712345678"), this, [](const HistoryStore::Forgotten &) {});
    QCOMPARE(forgetting.count(), 1);
    QCOMPARE(forgetting.first().first().toString(), QStringLiteral("254712345678"));
    ActivityLog log(desk.clock);
    log.addLoose(receivedCallback(paidStkMessage(), Callback::Kind::StkResult, desk.clock.now()));
    log.addLoose(receivedCallback(cancelledStkMessage("ws_CO_140320261200001712345679"), Callback::Kind::StkResult, desk.clock.now()));
    QSignalSpy changed(&log, &ActivityLog::changed);
    log.forget(QStringLiteral("254712345678"));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(log.at(1).party, QStringLiteral("254000000000"));
    QVERIFY(!log.at(1).conversation.contains(QStringLiteral("712345678")));
    QVERIFY(!log.at(1).callbacks.first().raw.contains("712345678"));
}

void TestHistoryForget::badNumberIsRefused_data()
{
    QTest::addColumn<QString>("typed");
    QTest::newRow("nothing") << QString();
    QTest::newRow("too short") << QStringLiteral("0712");
    QTest::newRow("abroad") << QStringLiteral("+44 20 7946 0018");
    QTest::newRow("words") << QStringLiteral("the customer");
}

void TestHistoryForget::badNumberIsRefused()
{
    QFETCH(QString, typed);
    HistoryDesk desk;
    desk.put(desk.push());
    std::optional<HistoryStore::Forgotten> forgotten;
    desk.store->forget(typed, this, [&forgotten](const HistoryStore::Forgotten &result) { forgotten = result; });
    QVERIFY(!forgotten);
    QTRY_VERIFY(forgotten);
    QVERIFY(forgotten->problem.contains(QStringLiteral("phone number")));
    QCOMPARE(desk.find().rows.first().party, QStringLiteral("254712345678"));
}

void TestHistoryForget::namesGoWithTheNumber()
{
    // Personal data that stand beside each other: one customer's number goes with the names in the same entry.
    PersonalData data(QStringLiteral("712345678"), {.phones = true, .names = true, .instead = PersonalData::Instead::Zeros});
    HistoryEntry entry;
    entry.callbacks = {receivedCallback(QByteArrayLiteral("{\"Result\":{\"ResultCode\":0,\"ConversationID\":\"AG_1\",\"ResultParameters\":"
                                                          "{\"ResultParameter\":[{\"Key\":\"ReceiverPartyPublicName\",\"Value\":"
                                                          "\"254712345678 - Wanjiku Kamau\"},{\"Key\":\"DebitPartyName\",\"Value\":"
                                                          "\"600984 - Duka Example Ltd\"}]}}}"),
                                        Callback::Kind::Result, QDateTime::currentDateTimeUtc())};
    entry.summary = QStringLiteral("Paid to Wanjiku Kamau");
    const HistoryEntry clean = data.cleaned(entry);
    QCOMPARE(clean.callbacks.first().parameter(u"ReceiverPartyPublicName"), QStringLiteral("254000000000 - "));
    QCOMPARE(clean.callbacks.first().parameter(u"DebitPartyName"), QStringLiteral("600984 - Duka Example Ltd"));
    QCOMPARE(clean.summary, QStringLiteral("Paid to "));
}

QTEST_GUILESS_MAIN(TestHistoryForget)
#include "tst_historyforget.moc"
