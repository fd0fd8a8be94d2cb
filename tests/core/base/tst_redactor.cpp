// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/redactor.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace daraja;

namespace {
/// In the tables a backtick stands for a quotation mark and `#` for the mask.
QByteArray plain(QByteArray text)
{
    return text.replace('`', '"').replace('#', Redactor::mask().toUtf8());
}

void row(const char *name, const char *text, const char *shown)
{
    QTest::newRow(name) << plain(text) << plain(shown);
}
} // namespace

class TestRedactor final : public QObject
{
    Q_OBJECT

private:
    /// A key and a token as Daraja has them, and a base64 credential with all the characters that get escaped.
    const QByteArray m_token = QByteArrayLiteral("c9SQxWWhmdVRlyh0zh8gZDTkubVF");
    const QByteArray m_credential = QByteArrayLiteral("Ab/cd+efGH==");

    [[nodiscard]] Redactor knowing() const
    {
        Redactor redactor;
        redactor.addSecret(m_token);
        redactor.addSecret(m_credential);
        return redactor;
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void hidesByName_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("shown");
        row("token answer", "{`access_token`:`abc`,`expires_in`:`3599`}", "{`access_token`:`#`,`expires_in`:`3599`}");
        row("formatting stays", "{\n  \"Password\" :\t\"abc\" ,\r\n  \"Amount\": 1\n}",
            "{\n  \"Password\" :\t\"#\" ,\r\n  \"Amount\": 1\n}");
        row("any case", "{`PASSKEY`:`a`,`passKey`:`b`,`Passkey`:`c`}", "{`PASSKEY`:`#`,`passKey`:`#`,`Passkey`:`#`}");
        row("underscores do not matter", "{`consumer_secret`:`a`,`ConsumerSecret`:`b`,`consumer-secret`:`c`}",
            "{`consumer_secret`:`#`,`ConsumerSecret`:`#`,`consumer-secret`:`#`}");
        row("the other names", "{`SecurityCredential`:`a`,`InitiatorPassword`:`b`,`Authorization`:`c`}",
            "{`SecurityCredential`:`#`,`InitiatorPassword`:`#`,`Authorization`:`#`}");
        row("nested", "{`a`:[{`b`:{`Password`:`abc`}}]}", "{`a`:[{`b`:{`Password`:`#`}}]}");
        row("escaped quote", "{`Password`:`a\\`b`,`Amount`:1}", "{`Password`:`#`,`Amount`:1}");
        row("escaped backslash at the end", "{`Password`:`ab\\\\`,`Amount`:1}", "{`Password`:`#`,`Amount`:1}");
        row("Bill Manager", "{`app_key`:`AG_2376487236_126732989KJ`,`resmsg`:`Success`,`rescode`:`200`}",
            "{`app_key`:`#`,`resmsg`:`Success`,`rescode`:`200`}");
        row("number", "{`Passkey`: 12345 , `Amount`:1}", "{`Passkey`: `#` , `Amount`:1}");
        row("number at the end", "{`Passkey`:-1.5e3}", "{`Passkey`:`#`}");
        row("null stays", "{`access_token`:null}", "{`access_token`:null}");
        row("empty stays", "{`access_token`:``}", "{`access_token`:``}");
        row("array", "{`Passkey`:[`a`,`]b\\``,{`c`:`d}`}],`Amount`:1}", "{`Passkey`:`#`,`Amount`:1}");
        row("object", "{`Passkey`:{`value`:`abc`},`Amount`:1}", "{`Passkey`:`#`,`Amount`:1}");
        row("value that names a secret", "{`Field`:`Password`,`Amount`:1}", "{`Field`:`Password`,`Amount`:1}");
        row("words about a secret", "{`errorMessage`:`Bad Request - Invalid Password`}",
            "{`errorMessage`:`Bad Request - Invalid Password`}");
        row("other names", "{`PartyA`:`1`,`token_type`:`x`,`PasswordHint`:`y`}", "{`PartyA`:`1`,`token_type`:`x`,`PasswordHint`:`y`}");

        row("cut off in the value", "{`Password`:`abcdef", "{`Password`:`#");
        row("cut off in a number", "{`Passkey`:12345", "{`Passkey`:`#`");
        row("cut off in an array", "{`Passkey`:[`abc`,", "{`Passkey`:`#`");
        row("cut off before the value", "{`Password`: ", "{`Password`: ");
        row("no quotes at all", "{Password: abc}", "{Password: #");
        row("single quotes", "{'Password': 'abc', 'Amount': 1}", "{'Password': '#', 'Amount': 1}");
        row("PHP", "['Password' => 'abc', 'Amount' => 1]", "['Password' => '#', 'Amount' => 1]");
        row("missing comma", "{`Password`:`abc` `Amount`:1}", "{`Password`:`#` `Amount`:1}");

        row("JSON in JSON", "{`raw`:`{\\`Password\\`:\\`abc\\`,\\`Amount\\`:1}`}", "{`raw`:`{\\`Password\\`:\\`#\\`,\\`Amount\\`:1}`}");
        row("JSON in JSON, escaped quote", "{`raw`:`{\\`Password\\`:\\`a\\\\\\`b\\`,\\`x\\`:1}`}",
            "{`raw`:`{\\`Password\\`:\\`#\\`,\\`x\\`:1}`}");
        row("JSON in JSON in JSON", "{`r`:`{\\`r\\`:\\`{\\\\\\`Password\\\\\\`:\\\\\\`abc\\\\\\`,\\\\\\`x\\\\\\`:1}\\`}`}",
            "{`r`:`{\\`r\\`:\\`{\\\\\\`Password\\\\\\`:\\\\\\`#\\\\\\`,\\\\\\`x\\\\\\`:1}\\`}`}");
        row("JSON in JSON, cut off", "{`raw`:`{\\`Password\\`:\\`abc`,`Amount`:1}", "{`raw`:`{\\`Password\\`:\\`#`,`Amount`:1}");

        row("escaped backslash before the end of a string", "{`m`:`Password=a\\\\`}", "{`m`:`Password=#`}");
        row("value missing", "{`Password`:`Passkey`:`abc`}", "{`Password`:`#`:`#`}");
        row("value missing in a line", "PASSKEY=\nCONSUMER_SECRET=abc def\n", "PASSKEY=\nCONSUMER_SECRET=# def\n");
        row("header without a value", "Authorization:\r\nHost: h", "Authorization:\r\nHost: h");
        row("form", "Amount=1&Password=abc&PartyA=2", "Amount=1&Password=#&PartyA=2");
        row("form at the end", "access_token=abc", "access_token=#");
        row("form, encoded", "Password=a%26b%3D&x=1", "Password=#&x=1");
        row("query", "https://h/p?access_token=abc&x=1", "https://h/p?access_token=#&x=1");
        row("environment file", "MPESA_CONSUMER_SECRET=abc\nMPESA_SHORTCODE=174379\n", "MPESA_CONSUMER_SECRET=#\nMPESA_SHORTCODE=174379\n");
        row("environment file, quoted", "export MPESA_PASSKEY=\"a b\"\nX=1", "export MPESA_PASSKEY=\"#\"\nX=1");

        row("header line, Bearer", "Host: h\r\nAuthorization: Bearer abc\r\nAccept: x", "Host: h\r\nAuthorization: Bearer #\r\nAccept: x");
        row("header line, Basic", "authorization: Basic YTpi\r\n", "authorization: Basic #\r\n");
        row("header line, another scheme", "Proxy-Authorization: Digest user=\"x\"", "Proxy-Authorization: #\"x\"");
        row("header in curl", "curl -H 'Authorization: Bearer abc' https://h", "curl -H 'Authorization: Bearer #' https://h");
        row("header as a member", "{`Authorization`:`Bearer abc`}", "{`Authorization`:`Bearer #`}");
        row("cookies", "Set-Cookie: visid=abc; path=/\r\nX: 1", "Set-Cookie: #\r\nX: 1");
        row("empty text", "", "");
        row("name alone", "password", "password");
    }

    void hidesByName()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, shown);
        QCOMPARE(Redactor().text(text), shown);
        QCOMPARE(Redactor().text(shown), shown);
    }

    void hidesKnownValues_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("shown");
        row("token echoed in an error", "{`errorMessage`:`Error Occurred - Invalid Access Token - c9SQxWWhmdVRlyh0zh8gZDTkubVF`}",
            "{`errorMessage`:`Error Occurred - Invalid Access Token - #`}");
        row("twice", "c9SQxWWhmdVRlyh0zh8gZDTkubVF c9SQxWWhmdVRlyh0zh8gZDTkubVF", "# #");
        row("inside a word", "xc9SQxWWhmdVRlyh0zh8gZDTkubVFy", "x#y");
        row("case counts", "C9SQxWWhmdVRlyh0zh8gZDTkubVF", "C9SQxWWhmdVRlyh0zh8gZDTkubVF");
        row("as it is", "a Ab/cd+efGH== b", "a # b");
        row("slash escaped", "`Ab\\/cd+efGH==`", "`#`");
        row("all escaped", "`Ab\\u002fcd\\u002BefGH\\u003d\\u003d`", "`#`");
        row("percent-encoded", "x=Ab%2Fcd%2BefGH%3D%3D&y", "x=#&y");
        row("percent-encoded, lower case", "x=Ab%2fcd%2befGH%3d%3d&y", "x=#&y");
        row("partly percent-encoded", "x=Ab/cd%2BefGH==&y", "x=#&y");
        row("both", "`https:\\/\\/h?x=Ab\\/cd%2BefGH%3D%3D&y`", "`https:\\/\\/h?x=#&y`");
        row("also by name", "{`Password`:`Ab/cd+efGH==`}", "{`Password`:`#`}");
        row("across a hidden value", "{`Password`:`xAb/cd+efGH==x`}", "{`Password`:`#`}");
        row("beginning only", "Ab/cd+efGH=", "Ab/cd+efGH=");
        row("after a false start", "Ab/Ab/cd+efGH==", "Ab/#");
        row("false start, escaped", "Ab\\/Ab\\/cd+efGH==", "Ab\\/#");
        row("lone backslash and percent at the end", "Ab/cd+efGH==\\", "#\\");
        row("broken escapes", "%G0 %4 \\u12 \\q %", "%G0 %4 \\u12 \\q %");
    }

    void hidesKnownValues()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, shown);
        QCOMPARE(knowing().text(text), shown);
    }

    void hidesNonAsciiValuesEscaped()
    {
        Redactor redactor;
        redactor.addSecret(QStringLiteral("pässwörd€").toUtf8());
        QCOMPARE(redactor.text("\"p\\u00e4ssw\\u00f6rd\\u20ac!\""), plain("\"#!\""));
        QCOMPARE(redactor.text("p%C3%A4ssw%C3%B6rd%E2%82%AC!"), plain("#!"));
    }

    void ignoresShortValues()
    {
        Redactor redactor;
        redactor.addSecret(QByteArrayLiteral("12345"));
        redactor.addSecret(QByteArray());
        QCOMPARE(redactor.text("Amount 12345"), QByteArray("Amount 12345"));
        redactor.addSecret(QByteArrayLiteral("123456"));
        QCOMPARE(redactor.text("Amount 123456"), plain("Amount #"));
    }

    void hidesAddedNames()
    {
        Redactor redactor;
        redactor.addName(QByteArrayLiteral("Shop_Pin"));
        QCOMPARE(redactor.text(plain("{`shopPin`:`1`,`Pin`:`2`}")), plain("{`shopPin`:`#`,`Pin`:`2`}"));
        QCOMPARE(redactor.header("X-Shop-Pin", "1234"), plain("#"));
        QCOMPARE(Redactor().text(plain("{`shopPin`:`1`}")), plain("{`shopPin`:`1`}"));
    }

    void staysWellFormed()
    {
        const QByteArray body =
            plain("{`Password`:`a\\\\`,`Passkey`:[1,{`x`:`}`}],`access_token`:-3.5,`raw`:`{\\`Password\\`:\\`q\\\\\\`\\`}`,`Amount`:7}");
        QJsonParseError error{};
        const QJsonObject shown = QJsonDocument::fromJson(Redactor().text(body), &error).object();
        QCOMPARE(error.error, QJsonParseError::NoError);
        QCOMPARE(shown.value(QStringLiteral("Amount")).toInt(), 7);
        QCOMPARE(shown.value(QStringLiteral("Passkey")).toString(), Redactor::mask());
        QCOMPARE(shown.value(QStringLiteral("raw")).toString(), QStringLiteral("{\"Password\":\"%1\"}").arg(Redactor::mask()));
    }

    void hidesHeaders_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("shown");
        QTest::newRow("Basic") << QByteArray("Authorization") << QByteArray("Basic YTpi") << QByteArray("Basic #");
        QTest::newRow("Bearer") << QByteArray("AUTHORIZATION") << QByteArray("bearer abc") << QByteArray("bearer #");
        QTest::newRow("no scheme") << QByteArray("Authorization") << QByteArray("abc") << QByteArray("#");
        QTest::newRow("unknown scheme") << QByteArray("Authorization") << QByteArray("my secret") << QByteArray("#");
        QTest::newRow("scheme alone") << QByteArray("Authorization") << QByteArray("Basic ") << QByteArray("Basic ");
        QTest::newRow("empty") << QByteArray("Authorization") << QByteArray() << QByteArray();
        QTest::newRow("cookie") << QByteArray("Set-Cookie") << QByteArray("a=b") << QByteArray("#");
        QTest::newRow("Bill Manager") << QByteArray("app_key") << QByteArray("AG_2376487236_126732989KJ") << QByteArray("#");
        QTest::newRow("Bill Manager, other spelling") << QByteArray("appKey") << QByteArray("AG_1") << QByteArray("#");
        QTest::newRow("other") << QByteArray("Content-Type") << QByteArray("application/json") << QByteArray("application/json");
        QTest::newRow("known value") << QByteArray("Location") << QByteArray("/x?t=c9SQxWWhmdVRlyh0zh8gZDTkubVF") << QByteArray("/x?t=#");
        QTest::newRow("name inside") << QByteArray("Location") << QByteArray("/x?access_token=abc") << QByteArray("/x?access_token=#");
    }

    void hidesHeaders()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, shown);
        QCOMPARE(knowing().header(name, value), plain(shown));
    }

    /// Texts made to be slow: a quadratic search would need hours.
    void takesHostileTextInLinearTime_data()
    {
        QTest::addColumn<QByteArray>("text");
        constexpr qsizetype size = 4 * 1024 * 1024;
        QTest::newRow("names") << QByteArray("\"Password\"").repeated(size / 10);
        QTest::newRow("names and space") << QByteArray("Password" + QByteArray(1000, ' ')).repeated(size / 1008);
        QTest::newRow("open strings") << QByteArray("\"Password\":\"\\\"").repeated(size / 14);
        QTest::newRow("missing values") << QByteArray("\"Password\":\"Password='\":").repeated(size / 24);
        QTest::newRow("open brackets") << QByteArray("\"Password\":[").repeated(size / 12);
        QTest::newRow("backslashes") << QByteArray(size, '\\');
        QTest::newRow("quoted backslashes") << QByteArray("\"Password\":" + QByteArray(size, '\\'));
        QTest::newRow("backslash runs") << QByteArray("\"Password\":" + QByteArray(1000, '\\') + "x").repeated(size / 1012);
        QTest::newRow("one long name") << QByteArray(size, 'p');
        QTest::newRow("beginnings of the secret") << QByteArray(size, 'a');
        QTest::newRow("escaped beginnings") << QByteArray("\\u0061").repeated(size / 6);
        QTest::newRow("percent") << QByteArray("%61").repeated(size / 3);
    }

    void takesHostileTextInLinearTime()
    {
        QFETCH(QByteArray, text);
        Redactor redactor;
        redactor.addSecret(QByteArray(4000, 'a') + 'b');
        QElapsedTimer timer;
        timer.start();
        const QByteArray shown = redactor.text(text);
        QVERIFY(timer.elapsed() < 20'000); // measured: well under a second, several with sanitizers
        QVERIFY(!shown.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestRedactor)
#include "tst_redactor.moc"
