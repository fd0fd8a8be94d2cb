// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/core/simulator/moneyharness.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace daraja;

namespace {

QString word(const char *value)
{
    return QString::fromLatin1(value);
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void writeTo(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

} // namespace

/// What survives a restart.
class TestSimulatorState final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
        m_options = SimulatorHarness::quickOptions();
        m_options.stateFile = m_folder->filePath(QStringLiteral("state.json"));
    }
    void cleanup() { m_folder.reset(); }

    void everythingThatHappenedIsStillTrue()
    {
        QString receipt;
        QString reversed;
        QString checkout;
        {
            MoneyHarness harness;
            QVERIFY(harness.startReady(m_options));
            QVERIFY(!QFile::exists(m_options.stateFile) || !contentOf(m_options.stateFile).isEmpty());
            receipt = harness.payByPush(1250);
            reversed = harness.payByPush(300);
            QCOMPARE(harness.codeOf(harness.reversal(reversed, 300)), QJsonValue(0));
            QCOMPARE(harness.codeOf(harness.b2c()), QJsonValue(0));
            checkout = harness.push({{word("Amount"), 1032}}).text("CheckoutRequestID");
            QCOMPARE(harness
                         .post("/mpesa/c2b/v2/registerurl", {{word("ShortCode"), 600984},
                                                             {word("ResponseType"), word("Completed")},
                                                             {word("ConfirmationURL"), harness.shop.url(word("/c"))},
                                                             {word("ValidationURL"), harness.shop.url(word("/v"))}})
                         .status,
                     200);
            harness.simulator.stop();
        }
        MoneyHarness harness;
        QVERIFY(harness.startReady(m_options));
        QCOMPARE(harness.simulator.accounts().utility, 40'211'00 + 1'250'00 - 500'00);
        QCOMPARE(harness.simulator.accounts().chargesPaid, -325'50);
        QCOMPARE(harness.simulator.walletOf(word("254708374149")), 48'750'00);
        QCOMPARE(harness.simulator.walletOf(word("254712345678")), 50'500'00);
        QVERIFY(harness.simulator.wallets().contains(word("254712345678")));
        const QJsonObject statement = harness.resultOf(harness.status({{word("TransactionID"), receipt}}));
        QCOMPARE(MoneyHarness::parameter(statement, "Amount"), QJsonValue(1250));
        QCOMPARE(MoneyHarness::parameter(statement, "FinalisedTime"), QJsonValue(20260314120000LL));
        QCOMPARE(harness.codeOf(harness.reversal(reversed, 300)), QJsonValue(word("R000001")));
        QCOMPARE(harness.b2c().text("errorCode"), word("500.002.1001"));
        QCOMPARE(harness.query(checkout).text("ResultCode"), word("1032"));
        const qsizetype before = harness.shop.requests.size();
        QCOMPARE(harness
                     .post("/mpesa/c2b/v2/simulate", {{word("ShortCode"), 600984},
                                                      {word("CommandID"), word("CustomerPayBillOnline")},
                                                      {word("Amount"), 10},
                                                      {word("Msisdn"), 254708374149LL},
                                                      {word("BillRefNumber"), word("A")}})
                     .status,
                 200);
        QCOMPARE(harness.shop.requests.size(), before); // the registered address was that of the first shop
        QTRY_COMPARE(harness.simulator.callbackAttempts().size(), before + 1);
    }

    void isKeptWithoutStopping()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start(m_options));
        QCOMPARE(harness.push({{word("Amount"), 10000}}).status, 200);
        QTRY_VERIFY(contentOf(m_options.stateFile).contains("\"utility\":5021100"));
        const QByteArray content = contentOf(m_options.stateFile);
        QVERIFY(!content.contains("shop-secret") && !content.contains(SimulatorHarness::passkey) && !content.contains("Safaricom999"));
    }

    void resetEmptiesIt()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start(m_options));
        QCOMPARE(harness.push({{word("Amount"), 10000}}).status, 200);
        QTRY_VERIFY(contentOf(m_options.stateFile).contains("\"utility\":5021100"));
        harness.simulator.reset();
        QVERIFY(contentOf(m_options.stateFile).contains("\"utility\":4021100"));
        QVERIFY(contentOf(m_options.stateFile).contains("\"ledger\":[]"));
    }

    void refusedAndUntouched_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("words");
        QTest::newRow("cut off") << QByteArrayLiteral("{\"darajaDeskSimulator\":1,\"books\":{\"work") << word("is damaged");
        QTest::newRow("empty") << QByteArrayLiteral("") << word("is damaged");
        QTest::newRow("something else") << QByteArrayLiteral("{\"name\":\"package\"}") << word("is damaged");
        QTest::newRow("not an object") << QByteArrayLiteral("[1,2]") << word("is damaged");
        QTest::newRow("newer") << QByteArrayLiteral("{\"darajaDeskSimulator\":2,\"books\":{}}") << word("a newer Daraja Desk");
    }
    void refusedAndUntouched()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, words);
        writeTo(m_options.stateFile, content);
        SimulatorHarness harness;
        QVERIFY(!harness.start(m_options));
        QVERIFY(!harness.simulator.isRunning());
        QVERIFY2(harness.simulator.errorString().contains(words), qPrintable(harness.simulator.errorString()));
        QVERIFY(harness.simulator.errorString().contains(m_options.stateFile));
        QCOMPARE(contentOf(m_options.stateFile), content);
        m_options.stateFile.clear();
        QVERIFY(harness.start(m_options)); // works without
    }

    void oddValuesAreIgnored()
    {
        writeTo(m_options.stateFile,
                R"({"darajaDeskSimulator":1,"books":{"working":"much","utility":100,"wallets":[[],7,["254711000001",-5]]},)"
                R"("ledger":[1,{"kind":99,"status":-4,"finalisedAt":"yesterday"},"x"],"pushes":[{},{"id":3}],"b2c":[],"c2b":7})");
        SimulatorHarness harness;
        QVERIFY(harness.start(m_options));
        QCOMPARE(harness.simulator.accounts().utility, 100);
        QCOMPARE(harness.simulator.accounts().working, 88'214'00);
        QCOMPARE(harness.simulator.walletOf(word("254711000001")), 0);
        QCOMPARE(harness.push({{word("Amount"), 10000}}).status, 200);
    }

    void oneSimulatorAtATime()
    {
        SimulatorHarness first;
        QVERIFY(first.start(m_options));
        SimulatorHarness second;
        QVERIFY(!second.start(m_options));
        QCOMPARE(second.simulator.errorString(), word("Another simulator uses the state file %1.").arg(m_options.stateFile));
        first.simulator.stop();
        QVERIFY(second.start(m_options));
    }

    void folderThatIsNotThere()
    {
        m_options.stateFile = m_folder->filePath(word("nowhere/state.json"));
        SimulatorHarness harness;
        QVERIFY(!harness.start(m_options));
        QVERIFY(harness.simulator.errorString().contains(u"cannot be written"));
    }

    void saysWhenItCannotBeKept()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start(m_options));
        QSignalSpy problem(&harness.simulator, &Simulator::stateNotKept);
        QVERIFY(QFile::remove(m_options.stateFile) || !QFile::exists(m_options.stateFile));
        QVERIFY(QDir().mkdir(m_options.stateFile)); // a folder stands where the file should be
        QCOMPARE(harness.push({{word("Amount"), 10000}}).status, 200);
        QVERIFY(problem.wait());
        QVERIFY(problem.first().first().toString().contains(m_options.stateFile));
    }

    void nothingIsKeptUnasked()
    {
        m_options.stateFile.clear();
        SimulatorHarness harness;
        QVERIFY(harness.start(m_options));
        QCOMPARE(harness.push({{word("Amount"), 10000}}).status, 200);
        harness.simulator.stop();
        QVERIFY(m_folder->isValid() && QDir(m_folder->path()).isEmpty());
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    SimulatorOptions m_options;
};

QTEST_GUILESS_MAIN(TestSimulatorState)

#include "tst_simulatorstate.moc"
