// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// L1 to L3: doctor 4, one row for each case.

#include "core/doctor/valuelint.h"
#include "tests/core/doctor/linttable.h"

#include <QTest>

using namespace daraja;
using namespace daraja::linttable;

namespace {

const char16_t *const stkPasswordText =
    u"NDEyMzQ1NjRmMWMwYTliZTI3ZDgzNTYxZmEwYzRkN2U4Yjk1MjYzYWExMGNkMzdmZTQ4YjI5MDZkNWM3MWUzZjgwYjk0MmQyMDI2MDMxNDEwMTUzMA==";

} // namespace

class TestValueChecks final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void characters_data()
    {
        addLintColumns();
        const QString key = livePaybill().profile.consumerKey;
        const QString secret = livePaybill().secrets.consumerSecret;
        const auto keyed = [](const QString &value) { return Change([value](Profile &p, ProfileSecrets &) { p.consumerKey = value; }); };
        const auto secreted = [](const QString &value) {
            return Change([value](Profile &, ProfileSecrets &s) { s.consumerSecret = value; });
        };
        const auto passkeyed = [](const QString &value) { return Change([value](Profile &, ProfileSecrets &s) { s.passkey = value; }); };
        const CureValues cleanKey{{QStringLiteral("consumerKey"), key}};
        const CureValues cleanSecret{{QStringLiteral("consumerSecret"), secret}};
        const CureValues both{{QStringLiteral("consumerKey"), key}, {QStringLiteral("consumerSecret"), secret}};

        lintRow(
            "clean", [](Profile &, ProfileSecrets &) {}, Status::Good);
        lintRow(
            "nothing at all",
            [](Profile &p, ProfileSecrets &s) {
                p = {};
                s = {};
            },
            Status::NotNeeded);
        lintRow("space at the end", keyed(key + u' '), Status::Bad, "consumerKey", "1 invisible character at the end", cleanKey);
        lintRow("two at the end", secreted(secret + text(u"\u200b\n")), Status::Bad, "consumerSecret",
                "The consumer secret contains 2 invisible characters at the end", cleanSecret);
        lintRow("non-breaking space in front", keyed(text(u"\u00a0") + key), Status::Bad, "consumerKey", "non-breaking space", cleanKey);
        lintRow("zero-width inside", passkeyed(QString(livePasskey()).insert(20, u'\u200b')), Status::Bad, "passkey", "zero-width space",
                {{QStringLiteral("passkey"), livePasskey()}});
        lintRow("space inside", keyed(QString(key).insert(9, u' ')), Status::Bad, "consumerKey", "contains a space", cleanKey);
        lintRow("line break in the short code", [](Profile &p, ProfileSecrets &) { p.shortCode = QStringLiteral("4123456\n"); },
                Status::Bad, "shortCode", "line break", {{QStringLiteral("shortCode"), QStringLiteral("4123456")}});
        lintRow("hidden in the operator's name", [](Profile &p, ProfileSecrets &) { p.initiatorName = QStringLiteral("shopapi "); },
                Status::Bad, "initiatorName", "at the end", {{QStringLiteral("initiatorName"), QStringLiteral("shopapi")}});
        lintRow("hidden in the operator's password",
                [](Profile &, ProfileSecrets &s) { s.initiatorPassword = QStringLiteral("Quiet#Lake41\t"); }, Status::Bad,
                "initiatorPassword", "tab", {{QStringLiteral("initiatorPassword"), QStringLiteral("Quiet#Lake41")}});
        lintRow("straight quotes", keyed(u'"' + key + u'"'), Status::Bad, "consumerKey", "quotes", cleanKey);
        lintRow("curly quotes", secreted(text(u"\u201c") + secret + text(u"\u201d")), Status::Bad, "consumerSecret", "quotes", cleanSecret);
        lintRow("quotes and comma of a program", secreted(u'\'' + secret + QStringLiteral("',")), Status::Bad, "consumerSecret",
                "punctuation of a program", cleanSecret);
        lintRow("half a pair of quotes", keyed(u'"' + key), Status::Bad, "consumerKey", "quotes", cleanKey);
        lintRow("bullets", secreted(QString(20, u'\u2022')), Status::Bad, "consumerSecret", "You copied the dots");
        lintRow("asterisks", keyed(QString(20, u'*')), Status::Bad, "consumerKey", "copy icon");
        lintRow("half a mask", passkeyed(livePasskey().left(6) + QStringLiteral("******")), Status::Bad, "passkey", "copied the dots");
        lintRow("percent-encoded", [](Profile &, ProfileSecrets &s) { s.consumerSecret = QStringLiteral("abcdefgh%2Bijkl%3D"); },
                Status::Bad, "consumerSecret", "as in a web address",
                {{QStringLiteral("consumerSecret"), QStringLiteral("abcdefgh+ijkl=")}});
        lintRow("finished header", keyed(QStringLiteral("Basic ") + QString::fromLatin1((key + u':' + secret).toLatin1().toBase64())),
                Status::Bad, "consumerKey", "Authorization header", both);
        lintRow("damaged header", secreted(QStringLiteral("Basic %%%")), Status::Bad, "consumerSecret", "Authorization header");
        lintRow("key:secret as the key", keyed(key + u':' + secret), Status::Bad, "consumerKey", "key and secret together", both);
        lintRow("key:secret as the secret", secreted(key + u':' + secret), Status::Bad, "consumerSecret", "key and secret together", both);
        lintRow("label copied with the key", keyed(QStringLiteral("Consumer Key: ") + key), Status::Bad, "consumerKey", "label", cleanKey);
        lintRow("letter from another alphabet", keyed(QString(key).replace(3, 1, u'\u0430')), Status::Bad, "consumerKey", "U+0430");
        lintRow("quotes around a password", [](Profile &, ProfileSecrets &s) { s.initiatorPassword = QStringLiteral("\"Quiet#Lake41\""); },
                Status::Careful, "initiatorPassword", "unless they are really part",
                {{QStringLiteral("initiatorPassword"), QStringLiteral("Quiet#Lake41")}});
        lintRow("curly quote in a password", [](Profile &, ProfileSecrets &s) { s.initiatorPassword = text(u"Quiet\u2019Lake"); },
                Status::Careful, "initiatorPassword", "curly", {{QStringLiteral("initiatorPassword"), QStringLiteral("Quiet'Lake")}});
        lintRow(
            "the sandbox's own password", [](Profile &, ProfileSecrets &s) { s.initiatorPassword = QStringLiteral("Safaricom999!*!"); },
            Status::Good);
        lintRow(
            "percent in a password", [](Profile &, ProfileSecrets &s) { s.initiatorPassword = QStringLiteral("Lake%41#x"); }, Status::Good);
        lintRow("quoted credential",
                [](Profile &, ProfileSecrets &s) { s.securityCredential = QStringLiteral("\"%1\"").arg(QString(344, u'A')); }, Status::Bad,
                "securityCredential", "quotes", {{QStringLiteral("securityCredential"), QString(344, u'A')}});
        lintRow("wrapped credential", [](Profile &, ProfileSecrets &s) { s.securityCredential = QString(344, u'A').insert(64, u'\n'); },
                Status::Bad, "securityCredential", "line break", {{QStringLiteral("securityCredential"), QString(344, u'A')}});
        lintRow(
            "several at once",
            [key, secret](Profile &p, ProfileSecrets &s) {
                p.consumerKey = key + u' ';
                s.consumerSecret = secret + u'\n';
            },
            Status::Bad, "consumerKey", "and 1 more", both);
        lintRow(
            "the till of a paybill is not looked at", [](Profile &p, ProfileSecrets &) { p.till = QStringLiteral("1 "); }, Status::Good);
    }

    void characters()
    {
        QFETCH(const Change, change);
        SampleValues values = livePaybill();
        change(values.profile, values.secrets);
        compareLint(lintCharacters(values.profile, values.secrets), values);
    }

    void boxes_data()
    {
        addLintColumns();
        const QString key = livePaybill().profile.consumerKey;
        const QString secret = livePaybill().secrets.consumerSecret;
        const auto passkeyed = [](const QString &value) { return Change([value](Profile &, ProfileSecrets &s) { s.passkey = value; }); };

        lintRow(
            "all in place", [](Profile &, ProfileSecrets &) {}, Status::Good, "", "48 characters");
        lintRow(
            "empty profile",
            [](Profile &p, ProfileSecrets &s) {
                p = {};
                s = {};
            },
            Status::Bad, "consumerKey", "There is no consumer key");
        lintRow(
            "no secret", [](Profile &, ProfileSecrets &s) { s.consumerSecret.clear(); }, Status::Bad, "consumerSecret",
            "There is no consumer secret");
        lintRow(
            "no short code", [](Profile &p, ProfileSecrets &) { p.shortCode.clear(); }, Status::Bad, "shortCode", "There is no short code");
        lintRow(
            "key and secret only",
            [](Profile &p, ProfileSecrets &s) {
                p.shortCode.clear();
                s.passkey.clear();
            },
            Status::Careful, "shortCode", "nothing else");
        lintRow(
            "no passkey", [](Profile &, ProfileSecrets &s) { s.passkey.clear(); }, Status::Note, "passkey", "There is no passkey");
        lintRow(
            "till profile without a till", [](Profile &p, ProfileSecrets &) { p.receiver = ReceiverKind::Till; }, Status::Bad, "till",
            "There is no till number");
        lintRow(
            "password without a name", [](Profile &, ProfileSecrets &s) { s.initiatorPassword = QStringLiteral("Quiet#Lake41"); },
            Status::Bad, "initiatorName", "There is no operator name");
        lintRow(
            "name without a password", [](Profile &p, ProfileSecrets &) { p.initiatorName = QStringLiteral("shopapi"); }, Status::Note,
            "initiatorPassword", "There is no operator password");
        lintRow(
            "testapi without a password", [](Profile &p, ProfileSecrets &) { p.initiatorName = QStringLiteral("testapi"); }, Status::Good);
        lintRow(
            "key is the secret", [key](Profile &, ProfileSecrets &s) { s.consumerSecret = key; }, Status::Bad, "consumerSecret",
            "The consumer secret is the same as the consumer key");
        lintRow("passkey is the secret", passkeyed(secret), Status::Bad, "passkey", "the same as the consumer secret");
        lintRow("passkey is the key", passkeyed(key), Status::Bad, "passkey", "the same as the consumer key");
        lintRow("new key and secret swapped",
                [key, secret](Profile &p, ProfileSecrets &s) {
                    p.consumerKey = secret;
                    s.consumerSecret = key;
                },
                Status::Careful, "consumerKey", "may be swapped",
                {{QStringLiteral("consumerKey"), key}, {QStringLiteral("consumerSecret"), secret}});
        lintRow("old key and secret swapped",
                [](Profile &p, ProfileSecrets &s) {
                    p.consumerKey = QStringLiteral("aB3dE5gH7jK9mN1p");
                    s.consumerSecret = QStringLiteral("Q2wE4rT6yU8iO0pA1sD3fG5hJ7kL9zX0");
                },
                Status::Careful, "consumerKey", "16 and 32",
                {{QStringLiteral("consumerKey"), QStringLiteral("Q2wE4rT6yU8iO0pA1sD3fG5hJ7kL9zX0")},
                 {QStringLiteral("consumerSecret"), QStringLiteral("aB3dE5gH7jK9mN1p")}});
        lintRow(
            "passkey as the secret",
            [](Profile &, ProfileSecrets &s) {
                s.consumerSecret = livePasskey();
                s.passkey.clear();
            },
            Status::Careful, "consumerSecret", "looks like a passkey");
        lintRow(
            "letters in the short code", [](Profile &p, ProfileSecrets &) { p.shortCode = QStringLiteral("41O3456"); }, Status::Bad,
            "shortCode", "not a number");
        lintRow(
            "phone as the short code", [](Profile &p, ProfileSecrets &) { p.shortCode = QStringLiteral("0712345678"); }, Status::Bad,
            "shortCode", "is a phone number");
        lintRow(
            "long short code", [](Profile &p, ProfileSecrets &) { p.shortCode = QStringLiteral("41234567"); }, Status::Bad, "shortCode",
            "8 digits");
        lintRow(
            "e-mail as the operator",
            [](Profile &p, ProfileSecrets &s) {
                p.initiatorName = QStringLiteral("dev@shop.example");
                s.initiatorPassword = QStringLiteral("x#1");
            },
            Status::Bad, "initiatorName", "e-mail address");
        lintRow(
            "password as the operator",
            [](Profile &p, ProfileSecrets &s) {
                p.initiatorName = QStringLiteral("Quiet#Lake41");
                s.initiatorPassword = QStringLiteral("x#1");
            },
            Status::Careful, "initiatorName", "looks like a password");
        lintRow("test operator swapped",
                [](Profile &p, ProfileSecrets &s) {
                    p.initiatorName = QStringLiteral("Safaricom999!*!");
                    s.initiatorPassword = QStringLiteral("testapi");
                },
                Status::Bad, "initiatorName", "swapped",
                {{QStringLiteral("initiatorName"), QStringLiteral("testapi")},
                 {QStringLiteral("initiatorPassword"), QStringLiteral("Safaricom999!*!")}});
        lintRow("credential as the password",
                [](Profile &p, ProfileSecrets &s) {
                    p.initiatorName = QStringLiteral("shopapi");
                    s.initiatorPassword = QString(342, u'A') + QStringLiteral("==");
                },
                Status::Bad, "initiatorPassword", "finished security credential",
                {{QStringLiteral("initiatorPassword"), QString()},
                 {QStringLiteral("securityCredential"), QString(342, u'A') + QStringLiteral("==")}});
        lintRow("finished Password", passkeyed(text(stkPasswordText)), Status::Bad, "passkey", "ends in 942d",
                {{QStringLiteral("passkey"), livePasskey()}});
        lintRow("Password of another number",
                [](Profile &p, ProfileSecrets &s) {
                    p.shortCode = QStringLiteral("555555");
                    s.passkey = text(stkPasswordText);
                },
                Status::Bad, "passkey", "was made for 4123456; this profile has 555555", {{QStringLiteral("passkey"), livePasskey()}});
        lintRow("passkey of 7 characters", passkeyed(QStringLiteral("a1b2c3d")), Status::Bad, "passkey", "only 7 characters");
        lintRow("passkey of 19 characters", passkeyed(QString(19, u'a')), Status::Bad, "passkey", "only 19");
        lintRow("passkey of 20 characters", passkeyed(QString(20, u'a')), Status::Careful, "passkey", "20 hex digits");
        lintRow("passkey of another shape", passkeyed(QStringLiteral("Zk") + QString(62, u'a')), Status::Careful, "passkey",
                "unusual shape");
        lintRow("public passkey cut off", passkeyed(QStringLiteral("bfb279f9aa9bdbcf158e97dd71a467cd2e0c893059b10f78e6b72ada1ed2c9")),
                Status::Bad, "passkey", "62 of 64",
                {{QStringLiteral("passkey"), QStringLiteral("bfb279f9aa9bdbcf158e97dd71a467cd2e0c893059b10f78e6b72ada1ed2c919")}});
        lintRow("passkey in capitals", passkeyed(livePasskey().toUpper()), Status::Good);
    }

    void boxes()
    {
        QFETCH(const Change, change);
        SampleValues values = livePaybill();
        change(values.profile, values.secrets);
        compareLint(lintBoxes(values.profile, values.secrets), values);
    }

    void passkeyIsExtracted()
    {
        SampleValues values = livePaybill();
        QCOMPARE(extractedPasskey(values.profile, values.secrets), QString());
        values.secrets.passkey = text(stkPasswordText) + u'\n';
        QCOMPARE(extractedPasskey(values.profile, values.secrets), livePasskey());
        values.profile.shortCode.clear();
        QCOMPARE(extractedPasskey(values.profile, values.secrets), livePasskey());
    }

    void testValuesOnProduction_data()
    {
        addLintColumns();
        const QString passkey = sandboxShop().secrets.passkey;
        lintRow(
            "none", [](Profile &, ProfileSecrets &) {}, Status::Good);
        lintRow(
            "public passkey", [passkey](Profile &, ProfileSecrets &s) { s.passkey = passkey; }, Status::Bad, "passkey",
            "public test passkey");
        lintRow(
            "public passkey in capitals", [passkey](Profile &, ProfileSecrets &s) { s.passkey = passkey.toUpper(); }, Status::Bad,
            "passkey", "never reach a phone");
        for (const char *number : {"174379", "600000", "600984", "600999"}) {
            lintRow(
                number, [number](Profile &p, ProfileSecrets &) { p.shortCode = QString::fromLatin1(number); }, Status::Bad, "shortCode",
                "test number of the sandbox");
        }
        lintRow(
            "600123", [](Profile &p, ProfileSecrets &) { p.shortCode = QStringLiteral("600123"); }, Status::Careful, "shortCode",
            "looks like");
        lintRow(
            "600 with seven digits", [](Profile &p, ProfileSecrets &) { p.shortCode = QStringLiteral("6001234"); }, Status::Good);
        lintRow(
            "testapi", [](Profile &p, ProfileSecrets &) { p.initiatorName = QStringLiteral("testapi"); }, Status::Bad, "initiatorName",
            "the sandbox's operator");
        lintRow(
            "older operator", [](Profile &p, ProfileSecrets &) { p.initiatorName = QStringLiteral("apiop37"); }, Status::Careful,
            "initiatorName", "apiop37");
        lintRow(
            "public password", [](Profile &, ProfileSecrets &s) { s.initiatorPassword = QStringLiteral("Safaricom999!*!"); }, Status::Bad,
            "initiatorPassword", "known to everybody");
        lintRow(
            "test phone", [](Profile &p, ProfileSecrets &) { p.phoneNumber = QStringLiteral("0708 374 149"); }, Status::Note, "phoneNumber",
            "test phone");
        lintRow(
            "not on production",
            [](Profile &p, ProfileSecrets &s) {
                const SampleValues test = sandboxShop();
                p = test.profile;
                s = test.secrets;
            },
            Status::Good, "", "not on production");
    }

    void testValuesOnProduction()
    {
        QFETCH(const Change, change);
        SampleValues values = livePaybill();
        change(values.profile, values.secrets);
        compareLint(lintSandboxValues(values.profile, values.secrets), values);
    }

    void testValuesInARequest()
    {
        const SampleValues values = livePaybill();
        const auto look = [&values](const char *name, const char *value) {
            return lintSandboxValues(values.profile, values.secrets, {{QString::fromLatin1(name), QString::fromLatin1(value)}});
        };
        QCOMPARE(look("PhoneNumber", "0708374149").status, Status::Bad);
        QCOMPARE(look("PhoneNumber", "0712345678").status, Status::Good);
        QCOMPARE(look("BusinessShortCode", "174379").status, Status::Bad);
        QCOMPARE(look("PartyA", "254708374149").blames, QStringList(QStringLiteral("PartyA")));
        QCOMPARE(look("PartyB", "4123456").status, Status::Good);
    }
};

QTEST_GUILESS_MAIN(TestValueChecks)
#include "tst_valuechecks.moc"
