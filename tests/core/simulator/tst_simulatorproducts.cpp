// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/catalogue/operationspec.h"
#include "tests/core/simulator/simulatorharness.h"

using namespace daraja;

namespace {

QString word(const char *value)
{
    return QString::fromLatin1(value);
}

} // namespace

/// Which products there are, and what an app may do.
class TestSimulatorProducts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void everyOperationIsOffered()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        const QByteArray authorization = "Authorization: Bearer " + harness.token();
        for (const OperationSpec *operation : operations()) {
            const WireReply reply = harness.send("POST", operation->path, {authorization, "Content-Type: application/json"}, "{}");
            QVERIFY2(reply.status != 404 && reply.status != 405 && reply.status != 0, operation->id);
            QVERIFY2(reply.status >= 400, operation->id); // nothing is in the request
            QVERIFY2(harness.simulator.setFault(word("busy"), FaultUse::Off, QString::fromLatin1(operation->id)), operation->id);
        }
    }

    void tokenCarriesTheProductsOfItsTime()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        QVERIFY(harness.simulator.apiProducts().contains(word("express")));
        QVERIFY(harness.simulator.apiProducts().contains(word("c2b")));
        QVERIFY(harness.simulator.apiProducts().contains(word("b2c")));
        const QByteArray everything = harness.token();
        harness.simulator.setApiProducts({word("c2b")});
        const QByteArray fresh = harness.askToken().text("access_token").toLatin1();
        const auto ask = [&harness](const QByteArray &path, const QByteArray &token) {
            return harness.send("POST", path, {"Authorization: Bearer " + token, "Content-Type: application/json"}, "{}");
        };
        // The old one goes on as it was.
        QCOMPARE(ask("/mpesa/stkpush/v1/processrequest", everything).text("errorCode"), word("400.002.02"));
        QVERIFY(isRefusal(ask("/mpesa/stkpush/v1/processrequest", fresh), 404, word("404.001.03"), word("Invalid Access Token")));
        QVERIFY(harness.simulator.requests().last().note.contains(u"express"));
        QVERIFY(isRefusal(ask("/mpesa/b2c/v3/paymentrequest", fresh), 401, word("401.002.01"),
                          word("Error Occurred - Invalid Access Token - Invalid API call as no apiproduct match found")));
        QCOMPARE(ask("/mpesa/c2b/v2/registerurl", fresh).text("errorCode"), word("400.002.02"));
        harness.simulator.setApiProducts({word("express")});
        const QByteArray expressOnly = harness.askToken().text("access_token").toLatin1();
        QVERIFY(isRefusal(ask("/mpesa/c2b/v2/registerurl", expressOnly), 401, word("401.003.01"),
                          word("Error Occurred - Invalid Access Token - Invalid API call as no apiproduct match found")));
    }

    void newTokenCancelsOldByTheSwitch()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        const QByteArray first = harness.token();
        const auto isTaken = [&harness](const QByteArray &token) {
            return harness.send("POST", "/mpesa/stkpush/v1/processrequest", {"Authorization: Bearer " + token}, "{}").status == 400;
        };
        QCOMPARE(harness.askToken().status, 200);
        QVERIFY(isTaken(first));
        harness.simulator.setNewTokenCancelsOld(true);
        const QByteArray second = harness.askToken().text("access_token").toLatin1();
        QVERIFY(!isTaken(first));
        QVERIFY(isTaken(second));
    }

    void deviationsAreListed()
    {
        const QStringList deviations = Simulator::deviations();
        QVERIFY(deviations.size() >= 10);
        QCOMPARE(QSet<QString>(deviations.begin(), deviations.end()).size(), deviations.size());
        QVERIFY(deviations.filter(word("KES 13.00")).size() == 1);
    }
};

QTEST_GUILESS_MAIN(TestSimulatorProducts)

#include "tst_simulatorproducts.moc"
