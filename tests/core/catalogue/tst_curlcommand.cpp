// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/catalogue/request.h"

#include "tests/support/requestcontexts.h"

#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace daraja;

/// The commands are run by a real shell, with a stand-in for curl that prints its arguments.
class TestCurlCommand final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    /// The arguments that the shell made of it; empty when the shell refused.
    QByteArrayList run(const QString &command)
    {
        QProcess shell;
        QProcessEnvironment environment;
        environment.insert(QStringLiteral("PATH"), m_folder.path());
        environment.insert(QStringLiteral("ACCESS_TOKEN"), QStringLiteral("the token"));
        environment.insert(QStringLiteral("PASSWORD"), QStringLiteral("the password"));
        environment.insert(QStringLiteral("SECURITY_CREDENTIAL"), QStringLiteral("the credential"));
        environment.insert(QStringLiteral("MPESA_CONSUMER_KEY"), QStringLiteral("the key"));
        environment.insert(QStringLiteral("MPESA_CONSUMER_SECRET"), QStringLiteral("the secret"));
        shell.setProcessEnvironment(environment);
        shell.setWorkingDirectory(m_folder.path());
        shell.start(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), command});
        if (!shell.waitForFinished() || shell.exitCode() != 0) {
            return {shell.readAllStandardError()};
        }
        QByteArrayList arguments = shell.readAllStandardOutput().split('\0');
        arguments.removeLast();
        return arguments;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QFile script(m_folder.filePath(QStringLiteral("curl")));
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write("#!/bin/sh\nfor argument in \"$@\"; do printf '%s\\0' \"$argument\"; done\n");
        script.close();
        QVERIFY(script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    }

    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void isTheCallItself()
    {
        const OperationSpec &push = operationNamed(u"stk_push");
        const PreparedRequest request = prepareRequest(push, sampleValues(push), sandboxContext());
        const QString command = curlCommand(request, sandboxContext().baseUrl);
        QVERIFY(command.contains(QStringLiteral("$ACCESS_TOKEN")));
        QVERIFY(command.contains(QStringLiteral("$PASSWORD")));
        const QByteArrayList arguments = run(command);
        QCOMPARE(arguments.size(), 9);
        QCOMPARE(arguments.first(8),
                 (QByteArrayList{"--request", "POST", "https://sandbox.safaricom.co.ke/mpesa/stkpush/v1/processrequest", "--header",
                                 "Authorization: Bearer the token", "--header", "Content-Type: application/json", "--data"}));
        QJsonObject expected = QJsonDocument::fromJson(request.body).object();
        expected.insert(QStringLiteral("Password"), QStringLiteral("the password"));
        QCOMPARE(QJsonDocument::fromJson(arguments.last()).object(), expected);
    }

    void namesTheVariableAfterTheMember()
    {
        const OperationSpec &balance = operationNamed(u"account_balance");
        const QString command = curlCommand(prepareRequest(balance, sampleValues(balance), sandboxContext()), sandboxContext().baseUrl);
        const QJsonObject body = QJsonDocument::fromJson(run(command).last()).object();
        QCOMPARE(body.value(u"SecurityCredential").toString(), QStringLiteral("the credential"));
    }

    void survivesTheShell_data()
    {
        QTest::addColumn<QString>("text");
        for (const char16_t *text :
             {u"it's", u"'", u"''''", u"$HOME ${PATH} $(touch pwned) `touch pwned`", u"a\\b\\", u"say \"hi\"; touch pwned",
              u"!! #x ~ * ? [a] {b,c}", u"two\nlines", u"\u00E9 \U0001F600", u"%s %n", u"'; touch pwned; '", u"-n"}) {
            QTest::newRow(QString::fromUtf16(text).toUtf8().toPercentEncoding(" ").constData()) << QString::fromUtf16(text);
        }
    }

    void survivesTheShell()
    {
        QFETCH(const QString, text);
        const OperationSpec &balance = operationNamed(u"account_balance");
        Values values = sampleValues(balance);
        values.insert(QStringLiteral("Remarks"), text);
        const PreparedRequest request = prepareRequest(balance, values, sandboxContext());
        const QString command = curlCommand(request, QUrl(QStringLiteral("https://daraja.example/it's")));
        const QByteArrayList arguments = run(command);
        QCOMPARE(arguments.size(), 9);
        QCOMPARE(arguments.at(2), QByteArrayLiteral("https://daraja.example/it's/mpesa/accountbalance/v1/query"));
        QCOMPARE(QJsonDocument::fromJson(arguments.last()).object().value(u"Remarks").toString(), text);
        QVERIFY(!QFile::exists(m_folder.filePath(QStringLiteral("pwned"))));
    }

    void secretInTheWrongPlaceIsMasked()
    {
        const OperationSpec &balance = operationNamed(u"account_balance");
        RequestContext context = sandboxContext();
        context.secrets.initiatorPassword = QStringLiteral("op'word-secret");
        Values values = sampleValues(balance);
        values.insert(QStringLiteral("Remarks"), context.secrets.initiatorPassword);
        const QString command = curlCommand(prepareRequest(balance, values, context), context.baseUrl);
        QVERIFY(!command.contains(QStringLiteral("word-secret")));
        QCOMPARE(run(command).size(), 9);
    }

    void baseUrlGivesNothingAway()
    {
        const OperationSpec &query = operationNamed(u"stk_query");
        const PreparedRequest request = prepareRequest(query, sampleValues(query), sandboxContext());
        const QUrl url(QStringLiteral("http://user:topsecret@127.0.0.1:9000/?token=topsecret#x"));
        QVERIFY(!curlCommand(request, url).contains(QStringLiteral("topsecret")));
        QCOMPARE(run(curlCommand(request, url)).at(2), QByteArrayLiteral("http://127.0.0.1:9000/mpesa/stkpushquery/v1/query"));
        QVERIFY(!curlTokenCommand(url).contains(QStringLiteral("topsecret")));
    }

    void incompleteRequestsHaveACommandToo()
    {
        const PreparedRequest request = prepareRequest(operationNamed(u"stk_push"), {}, {});
        QVERIFY(!request.isValid());
        const QByteArrayList arguments = run(curlCommand(request, sandboxContext().baseUrl));
        QCOMPARE(QJsonDocument::fromJson(arguments.last()).object().value(u"TransactionType").toString(),
                 QStringLiteral("CustomerPayBillOnline"));
        QCOMPARE(curlCommand({}, sandboxContext().baseUrl), QString());
    }

    void headersAndNestedMembers()
    {
        const OperationSpec &cancel = operationNamed(u"bill_cancel");
        RequestContext context = sandboxContext();
        context.secrets.billManagerKey = QStringLiteral("AG_2376487236_126732989KJ");
        const PreparedRequest cancelled =
            prepareRequest(cancel, {{QStringLiteral("externalReference"), QStringLiteral("it's 113")}}, context);
        const QString command = curlCommand(cancelled, context.baseUrl);
        QVERIFY(command.contains(QStringLiteral("--header \"app_key: $APP_KEY\"")));
        QVERIFY(!command.contains(QStringLiteral("AG_2376487236")));
        QCOMPARE(run(command).size(), 11);
        QCOMPARE(QJsonDocument::fromJson(run(command).last()).object().value(u"externalReference").toString(), QStringLiteral("it's 113"));
        const OperationSpec &owner = operationNamed(u"b2c_hakikisha");
        const PreparedRequest asked = prepareRequest(owner, sampleValues(owner), context);
        QCOMPARE(QJsonDocument::fromJson(run(curlCommand(asked, context.baseUrl)).last()), QJsonDocument::fromJson(asked.body));
    }

    void tokenCommand()
    {
        QCOMPARE(run(curlTokenCommand(sandboxContext().baseUrl)),
                 (QByteArrayList{"--user", "the key:the secret",
                                 "https://sandbox.safaricom.co.ke/oauth/v1/generate?grant_type=client_credentials"}));
    }
};

QTEST_GUILESS_MAIN(TestCurlCommand)
#include "tst_curlcommand.moc"
