// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/doctor/startingpoint.h"

#include "core/doctor/registry.h"

#include <QRegularExpression>
#include <QTest>

using namespace daraja;
using Origin = MpesaError::Origin;

Q_DECLARE_METATYPE(daraja::MpesaError::Origin)

/// From a call that failed to the checks that can tell why.
class TestStartingPoint final : public QObject
{
    Q_OBJECT

private:
    static QString words(const std::optional<StartingPoint> &point)
    {
        return point ? (point->checks.isEmpty() ? QStringLiteral("everything") : point->checks.join(u' ')) : QStringLiteral("nothing");
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void refusals_data()
    {
        QTest::addColumn<Origin>("origin");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("operation");
        QTest::addColumn<QString>("checks");
        const auto row = [](const char *name, Origin origin, const char *code, const char *message, const char *operation,
                            const char *checks) {
            QTest::newRow(name) << origin << QString::fromLatin1(code) << QString::fromLatin1(message) << QString::fromLatin1(operation)
                                << QString::fromLatin1(checks);
        };
        row("key pair, empty answer", Origin::Auth, "AUTH_INVALID_CREDENTIALS", "", "token", "L1 L2 L3 N1 N2 T1 T2 T3");
        row("key pair, with words", Origin::Auth, "400.008.01", "Invalid Authentication passed", "token", "L1 L2 L3 N1 N2 T1 T2 T3");
        row("grant type", Origin::Auth, "400.008.02", "Invalid grant type passed", "token", "N1 T1");
        row("token on STK", Origin::Auth, "404.001.03", "Invalid Access Token", "stk_push", "N2 T1 P1");
        row("token on balance", Origin::Auth, "401.002.01", "Error Occurred - Invalid Access Token - x", "account_balance", "N2 T1 P1");
        row("product not ticked", Origin::Auth, "401.003.01", "Invalid API call as no apiproduct match found", "c2b_register", "T1 P1");
        row("fresh token rejected", Origin::Auth, "PRODUCT_MISSING", "Invalid Access Token", "b2c_payment", "N2 T1 P1");
        row("passkey", Origin::Api, "500.001.1001", "Wrong credentials", "stk_push", "L1 L2 L3 S1 S2 S3 G1");
        row("passkey, long form", Origin::Api, "500.001.1001", "[MerchantValidate] - Wrong credentials", "stk_push",
            "L1 L2 L3 S1 S2 S3 G1");
        row("number, same code", Origin::Api, "500.001.1001", "Merchant does not exist", "stk_push", "L3 L8 Q1 S1 S3 G1");
        row("credential's shape", Origin::Api, "400.002.02", "Bad Request - Invalid SecurityCredential", "account_balance", "L4 L5 L6 I1");
        row("initiator", Origin::Api, "400.002.02", "Bad Request - Invalid Initiator", "b2c_payment", "L4 L5 L6 I1");
        row("callback address", Origin::Api, "400.002.02", "Bad Request - Invalid CallBackURL", "stk_push", "L9");
        row("address at registration", Origin::Api, "400.003.02", "Bad Request", "c2b_register", "L9");
        row("registered already", Origin::Api, "500.003.1001", "Duplicate notification info", "c2b_register", "K5");
        row("some field", Origin::Api, "400.002.02", "Bad Request - Invalid Remarks", "b2c_payment", "L7 L8 L9 L4 L5 L6 T1 P1 I1");
        row("firewall", Origin::Network, "GATEWAY_PAGE", "a page", "stk_push", "N1 N2");
        row("firewall, answered", Origin::Api, "GATEWAY_PAGE", "a page", "stk_push", "N1");
        row("too fast", Origin::Api, "500.003.02", "Error Occurred: Spike Arrest Violation", "stk_push", "N1");
        row("no network", Origin::Network, "NETWORK", "Connection refused", "stk_push", "N1 N2");
        row("TLS", Origin::Tls, "TLS", "certificate", "token", "N1 N2");
        row("lost answer", Origin::UnknownOutcome, "OUTCOME_UNKNOWN", "no answer", "stk_push", "N1 N2 T1");
        row("unknown words, known product", Origin::Api, "500.777", "Something new", "c2b_register", "L9 T1 P1 K5");
        row("nothing known", Origin::Api, "500.777", "Something new", "", "everything");
        row("our own refusal", Origin::Validation, "INVALID_FIELD", "Amount is missing", "stk_push", "nothing");
        row("cancelled", Origin::Aborted, "ABORTED", "Cancelled", "stk_push", "nothing");
        row("no error", Origin::None, "", "", "stk_push", "nothing");
    }
    void refusals()
    {
        QFETCH(Origin, origin);
        QFETCH(QString, code);
        QFETCH(QString, message);
        QFETCH(QString, operation);
        MpesaError error;
        error.origin = origin;
        error.code = code;
        error.message = message;
        QTEST(words(startingPoint(error, operation)), "checks");
    }

    void results_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("description");
        QTest::addColumn<QString>("operation");
        QTest::addColumn<QString>("checks");
        const auto row = [](const char *name, const char *code, const char *description, const char *operation, const char *checks) {
            QTest::newRow(name) << QString::fromLatin1(code) << QString::fromLatin1(description) << QString::fromLatin1(operation)
                                << QString::fromLatin1(checks);
        };
        row("well", "0", "The service request is processed successfully.", "stk_push", "nothing");
        row("customer cancelled", "1032", "Request cancelled by user", "stk_push", "nothing");
        row("customer's PIN", "2001", "The initiator information is invalid.", "stk_push", "nothing");
        row("the operator, same code", "2001", "The initiator information is invalid.", "account_balance", "L4 L5 L6 I1");
        row("customer's money", "1", "The balance is insufficient for the transaction", "stk_push", "nothing");
        row("phone out of reach", "1037", "DS timeout user cannot be reached", "stk_push", "L8 S1 S2 Q1");
        row("being processed or not", "4999", "The transaction is still under processing", "stk_push", "L1 L2 L3 S1 S2 S3");
        row("role missing", "21", "The initiator is not allowed to initiate this request", "account_balance", "L4 L5 I1 I2");
        row("role missing, as text", "TP40153", "", "transaction_status", "L4 L5 I1 I2");
        row("locked", "8006", "The security credential is locked", "account_balance", "L4 L5 L6 I1");
        row("till as paybill", "SFC_IC0003", "The operator does not exist", "b2b_paybill", "L8 Q1");
        row("unknown", "7777", "Never heard", "account_balance", "L4 L5 L6 L9 T1 P1 I1");
    }
    void results()
    {
        QFETCH(QString, code);
        QFETCH(QString, description);
        QFETCH(QString, operation);
        QTEST(words(startingPoint(code, description, operation)), "checks");
    }

    void saysWhatItIsAbout()
    {
        MpesaError error;
        error.origin = Origin::Api;
        error.code = QStringLiteral("500.001.1001");
        error.message = QStringLiteral("Wrong credentials");
        QCOMPARE(startingPoint(error, QStringLiteral("stk_push"))->about, QStringLiteral("STK push: 500.001.1001 Wrong credentials"));
        QCOMPARE(startingPoint(error, QString())->about, QStringLiteral("500.001.1001 Wrong credentials"));
        QVERIFY(startingPointOfSilence(QStringLiteral("stk_push")).about.startsWith(QStringLiteral("STK push: ")));
        QVERIFY(startingPointOfSilence(QStringLiteral("stk_push")).checks.contains(QStringLiteral("K1")));
    }

    /// A check that there is not would make the run refuse to begin.
    void everyCheckExists()
    {
        QStringList known;
        for (const CheckRow &row : checkRows()) {
            known.append(row.spec.id);
        }
        QStringList used = startingPointOfSilence({}).checks;
        for (const char *operation : {"token", "stk_push", "c2b_register", "account_balance", "transaction_status", "b2c_payment",
                                      "b2b_paybill", "reversal", "org_info"}) {
            for (const char *said : {"apiproduct", "grant type", "Invalid Authentication", "access token", "merchant does not exist",
                                     "wrong credentials", "operator does not exist", "duplicate notification", "securitycredential",
                                     "callbackurl", "confirmationurl", "timestamp", "shortcode", "spike arrest", "?"}) {
                MpesaError error;
                error.origin = Origin::Api;
                error.code = QStringLiteral("400.002.02");
                error.message = QLatin1StringView(said).toString();
                used += startingPoint(error, QLatin1StringView(operation).toString())->checks;
            }
        }
        for (const QString &id : std::as_const(used)) {
            QVERIFY2(known.contains(id), qPrintable(id));
        }
    }
};

QTEST_GUILESS_MAIN(TestStartingPoint)
#include "tst_startingpoint.moc"
