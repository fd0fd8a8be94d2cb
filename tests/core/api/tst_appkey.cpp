// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// The app key of Bill Manager: answered once, masked wherever it is shown, used from then on (daraja-api 18).

#include "tests/core/api/samplecalls.h"

#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

using namespace daraja;
using namespace Qt::StringLiterals;

namespace {

constexpr const char *optInPath = "/v1/billmanager-invoice/optin";
constexpr const char *cancelPath = "/v1/billmanager-invoice/cancel-single-invoice";
const QString issuedKey = QStringLiteral("AG_2376487236_126732989KJ");

} // namespace

class AppKeyTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void isTakenFromTheOptIn()
    {
        ApiDesk desk;
        desk.daraja.script(optInPath, {HttpResponse::json(200, "{\"app_key\":\"" + issuedKey.toLatin1() +
                                                                   "\",\"resmsg\":\"Success\",\"rescode\":\"200\"}")});
        desk.daraja.script(cancelPath, {HttpResponse::json(
                                           200, "{\"Status_Message\":\"Done\",\"resmsg\":\"Success\",\"rescode\":\"200\",\"errors\":[]}")});
        QSignalSpy issued(desk.client.get(), &MpesaClient::appKeyIssued);
        CallWatch optIn(desk.client->call(u"bill_optin"_s, sampleValues(*findOperation(u"bill_optin"))));
        QVERIFY(optIn.wait());
        QCOMPARE(optIn.said.succeeded, 1);
        QCOMPARE(issued.size(), 1);
        QCOMPARE(issued.first().first().toString(), issuedKey);
        QVERIFY(!QJsonDocument(optIn.said.response.acknowledgement).toJson().contains(issuedKey.toLatin1()));
        QVERIFY(!optIn.said.response.exchange.responseBody.contains(issuedKey.toLatin1()));

        CallWatch cancel(desk.client->call(u"bill_cancel"_s, {{u"externalReference"_s, u"113"_s}}));
        QVERIFY(cancel.wait());
        QCOMPARE(cancel.said.succeeded, 1);
        QCOMPARE(desk.daraja.last(cancelPath).headers.value("app_key"), issuedKey.toLatin1());
        QCOMPARE(issued.size(), 1);
    }

    void isNotTakenFromARefusal()
    {
        ApiDesk desk;
        desk.daraja.script(optInPath, {HttpResponse::json(200, "{\"app_key\":\"" + issuedKey.toLatin1() +
                                                                   "\",\"resmsg\":\"biller already registered\",\"rescode\":\"409\"}")});
        QSignalSpy issued(desk.client.get(), &MpesaClient::appKeyIssued);
        CallWatch optIn(desk.client->call(u"bill_optin"_s, sampleValues(*findOperation(u"bill_optin"))));
        QVERIFY(optIn.wait());
        QCOMPARE(optIn.said.succeeded, 0);
        QCOMPARE(issued.size(), 0);
        QCOMPARE(desk.client->context().secrets.billManagerKey, QString());
    }
};

QTEST_GUILESS_MAIN(AppKeyTest)
#include "tst_appkey.moc"
