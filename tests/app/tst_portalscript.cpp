// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/httpserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

using namespace daraja;

namespace {

constexpr int scriptPatience = 60'000;

/// The value behind a key in ResultParameters.
QJsonValue resultParameter(const QJsonObject &result, const char *key)
{
    const QJsonArray parameters = result.value(u"ResultParameters").toObject().value(u"ResultParameter").toArray();
    for (const QJsonValue &parameter : parameters) {
        if (parameter[u"Key"] == QLatin1StringView(key)) {
            return parameter[u"Value"];
        }
    }
    return QJsonValue(QJsonValue::Undefined);
}

} // namespace

/// A shell script of curl commands, as Safaricom's documentation has them, against `darajactl simulate`.
class TestPortalScript final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void initTestCase()
    {
        QVERIFY(m_shop.listen());
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        m_simulator.setProcessEnvironment(environment);
        m_simulator.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_simulator.start(QStringLiteral(DARAJA_BINARY_DIR "/bin/darajactl"),
                          {QStringLiteral("simulate"), QStringLiteral("--json"), QStringLiteral("--answer"), QStringLiteral("0"),
                           QStringLiteral("--callback-delay"), QStringLiteral("0")});
        QTRY_VERIFY_WITH_TIMEOUT(m_simulator.canReadLine(), scriptPatience);
        const QJsonObject simulator = QJsonDocument::fromJson(m_simulator.readLine()).object();
        const auto give = [&environment, &simulator](const char *variable, const char *member) {
            environment.insert(QString::fromLatin1(variable), simulator.value(QLatin1StringView(member)).toString());
        };
        give("BASE_URL", "baseUrl");
        give("CONSUMER_KEY", "consumerKey");
        give("CONSUMER_SECRET", "consumerSecret");
        give("PASSKEY", "passkey");
        give("INITIATOR_PASSWORD", "initiatorPassword");
        give("CERTIFICATE", "certificateFile");
        environment.insert(QStringLiteral("CALLBACKS"), QStringLiteral("http://127.0.0.1:%1").arg(m_shop.port()));
        environment.insert(QStringLiteral("no_proxy"), QStringLiteral("127.0.0.1"));
        m_environment = environment;
    }

    void cleanupTestCase()
    {
        m_simulator.terminate();
        QTRY_COMPARE_WITH_TIMEOUT(m_simulator.state(), QProcess::NotRunning, scriptPatience);
        QCOMPARE(m_simulator.exitCode(), 0);
    }

    void runsAsItIsWritten()
    {
        const QJsonObject token = run("token");
        QCOMPARE(token.value(u"access_token").toString().size(), 28);
        QCOMPARE(token.value(u"expires_in"), QJsonValue(QStringLiteral("3599")));
        m_environment.insert(QStringLiteral("ACCESS_TOKEN"), token.value(u"access_token").toString());

        const QJsonObject push = run("stkpush");
        QCOMPARE(push.value(u"ResponseCode"), QJsonValue(QStringLiteral("0")));
        QCOMPARE(push.value(u"CustomerMessage"), QJsonValue(QStringLiteral("Success. Request accepted for processing")));
        m_environment.insert(QStringLiteral("CHECKOUT_REQUEST_ID"), push.value(u"CheckoutRequestID").toString());
        QTRY_COMPARE_WITH_TIMEOUT(m_bodies.size(), 1, scriptPatience);
        const QJsonObject callback = m_bodies.at(0).value(u"Body").toObject().value(u"stkCallback").toObject();
        QCOMPARE(callback.value(u"ResultCode"), QJsonValue(0));
        QCOMPARE(callback.value(u"CheckoutRequestID"), push.value(u"CheckoutRequestID"));

        QJsonObject query;
        QTRY_VERIFY_WITH_TIMEOUT((query = run("stkquery")).value(u"errorCode").toString() != u"400.002.02",
                                 scriptPatience); // too early at first
        QCOMPARE(query.value(u"ResultCode"), QJsonValue(QStringLiteral("0")));

        const QJsonObject registered = run("c2bregister");
        QCOMPARE(registered.value(u"ResponseDescription"), QJsonValue(QStringLiteral("success")));
        QVERIFY(registered.contains(u"OriginatorCoversationID"));
        QCOMPARE(run("c2bsimulate").value(u"ResponseCode"), QJsonValue(QStringLiteral("0")));
        QTRY_COMPARE_WITH_TIMEOUT(m_targets.size(), 3, scriptPatience);
        QCOMPARE(m_targets.at(1), QByteArrayLiteral("/validation"));
        QCOMPARE(m_targets.at(2), QByteArrayLiteral("/confirmation"));
        QCOMPARE(m_bodies.at(2).value(u"TransAmount"), QJsonValue(QStringLiteral("25.00")));
        m_environment.insert(QStringLiteral("TRANSACTION_ID"), m_bodies.at(2).value(u"TransID").toString());

        QCOMPARE(resultOf("status", 4).value(u"ResultCode"), QJsonValue(0));
        QCOMPARE(resultParameter(lastResult(), "TransactionStatus"), QJsonValue(QStringLiteral("Completed")));
        QCOMPARE(resultOf("reversal", 5).value(u"ResultCode"), QJsonValue(0));
        QCOMPARE(resultParameter(lastResult(), "OriginalTransactionID"), m_bodies.at(2).value(u"TransID"));
        QCOMPARE(resultOf("reversal", 6).value(u"ResultCode"), QJsonValue(QStringLiteral("R000001")));

        QCOMPARE(resultOf("b2c", 7).value(u"ResultCode"), QJsonValue(0));
        QCOMPARE(resultParameter(lastResult(), "TransactionAmount"), QJsonValue(10));
        QCOMPARE(run("b2c").value(u"errorCode"), QJsonValue(QStringLiteral("500.002.1001")));
        QCOMPARE(resultOf("b2b", 8).value(u"ResultCode"), QJsonValue(0));
        QCOMPARE(resultParameter(lastResult(), "Amount"), QJsonValue(QStringLiteral("239.00")));

        // Working 88,214 - 239; Utility 40,211 + 1 (push) + 25 - 25 (C2B, reversed) - 10 (B2C) + 239 (B2B to its own bulk number)
        QCOMPARE(resultOf("balance", 9).value(u"ResultCode"), QJsonValue(0));
        const QString balance = resultParameter(lastResult(), "AccountBalance").toString();
        QVERIFY2(balance.startsWith(u"Working Account|KES|87975.00|87975.00|0.00|0.00&"), qPrintable(balance));
        QVERIFY2(balance.contains(u"&Utility Account|KES|40441.00|40441.00|0.00|0.00&Charges Paid Account|KES|-325.50|"),
                 qPrintable(balance));

        const QJsonObject qr = run("qr");
        QCOMPARE(qr.value(u"ResponseCode"), QJsonValue(QStringLiteral("00")));
        QVERIFY(qr.value(u"QRCode").toString().startsWith(u"iVBOR"));
    }

private:
    /// The answer of one step.
    QJsonObject run(const char *step)
    {
        QProcess script;
        script.setProcessEnvironment(m_environment);
        script.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        script.start(QStringLiteral("bash"), {QStringLiteral(DARAJA_SOURCE_DIR "/tests/app/portal.sh"), QString::fromLatin1(step)});
        [&script] { QTRY_COMPARE_WITH_TIMEOUT(script.state(), QProcess::NotRunning, scriptPatience); }();
        return script.exitCode() == 0 ? QJsonDocument::fromJson(script.readAllStandardOutput()).object() : QJsonObject();
    }

    /// What came to the shop as its `count`-th callback after a step that was acknowledged.
    QJsonObject resultOf(const char *step, qsizetype count)
    {
        const QJsonObject acknowledgement = run(step);
        [this, count] { QTRY_COMPARE_WITH_TIMEOUT(m_bodies.size(), count, scriptPatience); }();
        const QJsonObject result = lastResult();
        return acknowledgement.value(u"ResponseCode").toString() == u"0" &&
                       result.value(u"ConversationID") == acknowledgement.value(u"ConversationID")
                   ? result
                   : QJsonObject();
    }

    [[nodiscard]] QJsonObject lastResult() const
    {
        return m_bodies.isEmpty() ? QJsonObject() : m_bodies.last().value(u"Result").toObject();
    }

    QList<QJsonObject> m_bodies;
    QByteArrayList m_targets;
    HttpServer m_shop{[this](const HttpRequest &request, HttpResponder responder) {
        m_bodies.append(QJsonDocument::fromJson(request.body).object());
        m_targets.append(request.target);
        responder.respond(HttpResponse::json(200, QByteArrayLiteral("{\"ResultCode\":0,\"ResultDesc\":\"Accepted\"}")));
    }};
    QProcess m_simulator;
    QProcessEnvironment m_environment;
};

QTEST_GUILESS_MAIN(TestPortalScript)

#include "tst_portalscript.moc"
