// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

namespace {

constexpr int patience = 60'000;
const QString explainProgram = QStringLiteral(DARAJA_BINARY_DIR "/bin/darajactl");

} // namespace

/// `darajactl explain` as its users meet it: a process, its output, its exit code.
class TestExplain final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    int m_exitCode = -1;
    QByteArray m_out;
    QByteArray m_err;

    void run(const QStringList &arguments, const QByteArray &input = {})
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("XDG_CONFIG_HOME"), m_folder.path()); // notes of whoever runs the tests stay out
        process.setProcessEnvironment(environment);
        process.start(explainProgram, QStringList{QStringLiteral("explain")} + arguments);
        process.write(input);
        process.closeWriteChannel();
        QTRY_VERIFY_WITH_TIMEOUT(process.state() == QProcess::NotRunning && process.error() != QProcess::FailedToStart, patience);
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        m_exitCode = process.exitCode();
        m_out = process.readAllStandardOutput();
        m_err = process.readAllStandardError();
    }

    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(m_out).object(); }
    [[nodiscard]] bool isOneJsonLine() const
    {
        return m_out.count('\n') == 1 && m_out.endsWith('\n') && QJsonDocument::fromJson(m_out).isObject();
    }
    [[nodiscard]] QStringList ids() const
    {
        QStringList ids;
        for (const QJsonValue &meaning : json().value(QStringLiteral("meanings")).toArray()) {
            ids.append(meaning.toObject().value(QStringLiteral("id")).toString());
        }
        return ids;
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void inWords()
    {
        run({QStringLiteral("1032")});
        QCOMPARE(m_exitCode, 0);
        QCOMPARE(m_out, QByteArray("Cancelled on the phone (M-Pesa Express, Ratiba)\n"
                                   "Safaricom said  1032 Request cancelled by user\n"
                                   "It means        The customer pressed Cancel or closed the prompt. Nothing was paid.\n"
                                   "Do this         1. Ask the customer whether to try again\n"
                                   "                2. Send a new request if so\n"
                                   "Send again?     As a new request, once the other side is ready.\n"
                                   "Source          Safaricom's developer portal, as of August 2026. Sure: several have seen it\n"));
        QCOMPARE(m_err, QByteArray());
    }

    void asJson()
    {
        run({QStringLiteral("1032"), QStringLiteral("--json")});
        QCOMPARE(m_exitCode, 0);
        QVERIFY2(isOneJsonLine(), m_out.constData());
        QCOMPARE(json().keys(), QStringList({QStringLiteral("meanings"), QStringLiteral("ok"), QStringLiteral("query")}));
        QCOMPARE(json().value(QStringLiteral("ok")), QJsonValue(true));
        QCOMPARE(json().value(QStringLiteral("query")).toObject(), QJsonObject({{QStringLiteral("code"), QStringLiteral("1032")},
                                                                                {QStringLiteral("text"), QString()},
                                                                                {QStringLiteral("product"), QString()}}));
        QCOMPARE(ids(), QStringList{QStringLiteral("stk.1032")});
        const QJsonObject meaning = json().value(QStringLiteral("meanings")).toArray().first().toObject();
        QCOMPARE(meaning.keys().join(u' '),
                 QStringLiteral("actor codes confidence disagree id known legacy means note retry said scope seen source steps title"));
        QCOMPARE(meaning.value(QStringLiteral("retry")).toString(), QStringLiteral("ask-user"));
        QCOMPARE(meaning.value(QStringLiteral("actor")).toString(), QStringLiteral("customer"));
        QCOMPARE(meaning.value(QStringLiteral("confidence")).toString(), QStringLiteral("high"));
        QCOMPARE(meaning.value(QStringLiteral("seen")).toString(), QStringLiteral("2026-08"));
        QCOMPARE(meaning.value(QStringLiteral("legacy")), QJsonValue(false));
        QCOMPARE(meaning.value(QStringLiteral("steps")).toArray().size(), 2);
        QVERIFY(m_err.contains("Cancelled on the phone"));
    }

    void finds_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QStringList>("expected");
        const auto row = [](const char *name, const QStringList &arguments, const char *ids) {
            QTest::newRow(name) << arguments << QString::fromLatin1(ids).split(u' ');
        };
        row("all meanings", {QStringLiteral("2001")}, "stk.2001 result.2001");
        row("operation", {QStringLiteral("2001"), QStringLiteral("--product"), QStringLiteral("b2c_payment")}, "result.2001");
        row("product", {QStringLiteral("2001"), QStringLiteral("--product"), QStringLiteral("stk")}, "stk.2001");
        row("words in quotes",
            {QStringLiteral("Unable to lock subscriber, a transaction is already in process for the current subscriber")},
            "stk.1001 stk.subscriber-locked");
        row("words without quotes", {QStringLiteral("merchant"), QStringLiteral("does"), QStringLiteral("not"), QStringLiteral("exist")},
            "stk.merchant-unknown");
        row("code and words", {QStringLiteral("500.001.1001"), QStringLiteral("Wrong"), QStringLiteral("credentials")},
            "stk.wrong-credentials");
        row("old", {QStringLiteral("36")}, "legacy.36");
    }
    void finds()
    {
        QFETCH(QStringList, arguments);
        run(arguments + QStringList{QStringLiteral("--json")});
        QCOMPARE(m_exitCode, 0);
        QVERIFY2(isOneJsonLine(), m_out.constData());
        QTEST(ids(), "expected");
    }

    void severalMeaningsAreAllSaid()
    {
        run({QStringLiteral("500.001.1001")});
        QCOMPARE(m_exitCode, 0);
        for (const char *title : {"6 meanings", "Passkey does not belong to this number", "Short code unknown here",
                                  "Another prompt is open", "Not finished yet", "Error at Safaricom (All products)"}) {
            QVERIFY2(m_out.contains(title), title);
        }
    }

    void standardInput()
    {
        run({QStringLiteral("-"), QStringLiteral("--json")}, "{\"Body\":{\"stkCallback\":{\"CheckoutRequestID\":\"ws_CO_1\",\"ResultCode\":"
                                                             "1037,\n\"ResultDesc\":\"No response from user.\"}}}\n");
        QCOMPARE(m_exitCode, 0);
        QVERIFY2(isOneJsonLine(), m_out.constData());
        QCOMPARE(ids(), QStringList{QStringLiteral("stk.1037")});
        QCOMPARE(json().value(QStringLiteral("query")).toObject().value(QStringLiteral("product")).toString(), QStringLiteral("stk"));
        run({QStringLiteral("-")}, " \n");
        QCOMPARE(m_exitCode, 2);
    }

    void notInOurList()
    {
        run({QStringLiteral("31415 Never seen before."), QStringLiteral("--json")});
        QCOMPARE(m_exitCode, 1);
        QVERIFY2(isOneJsonLine(), m_out.constData());
        QCOMPARE(json().value(QStringLiteral("ok")), QJsonValue(false));
        QVERIFY(json().value(QStringLiteral("meanings")).toArray().isEmpty());
        const QJsonObject advice = json().value(QStringLiteral("advice")).toObject();
        QCOMPARE(advice.value(QStringLiteral("known")), QJsonValue(false));
        QCOMPARE(advice.value(QStringLiteral("said")).toString(), QStringLiteral("31415 Never seen before."));
        QCOMPARE(advice.value(QStringLiteral("retry")).toString(), QStringLiteral("look-first"));
        run({QStringLiteral("31415")});
        QCOMPARE(m_exitCode, 1);
        QVERIFY(m_out.startsWith("Not in our list\n"));
    }

    void notesOfTheTeam()
    {
        const QString notes = m_folder.filePath(QStringLiteral("notes.json"));
        QFile file(notes);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"format\":1,\"notes\":[{\"code\":\"31415\",\"note\":\"Harmless, says support\"}]}");
        file.close();
        run({QStringLiteral("31415"), QStringLiteral("--notes"), notes});
        QCOMPARE(m_exitCode, 1);
        QVERIFY(m_out.contains("Our note        Harmless, says support\n"));

        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("garbage");
        file.close();
        run({QStringLiteral("1032"), QStringLiteral("--notes"), notes, QStringLiteral("--json")});
        QCOMPARE(m_exitCode, 0);
        QVERIFY(isOneJsonLine());
        QVERIFY(m_err.contains("damaged"));
    }

    void mistakes_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("nothing") << QStringList() << QByteArray("Explain what?");
        QTest::newRow("white space") << QStringList{QStringLiteral("  ")} << QByteArray("Explain what?");
        QTest::newRow("product") << QStringList{QStringLiteral("1032"), QStringLiteral("--product"), QStringLiteral("fly")}
                                 << QByteArray("There is no operation \\\"fly\\\"");
        QTest::newRow("option") << QStringList{QStringLiteral("1032"), QStringLiteral("--shout")} << QByteArray("shout");
    }
    void mistakes()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, says);
        run(arguments + QStringList{QStringLiteral("--json")});
        QCOMPARE(m_exitCode, 2);
        QVERIFY2(isOneJsonLine(), m_out.constData());
        QVERIFY2(m_out.contains(says), m_out.constData());
    }

    void help()
    {
        run({QStringLiteral("--help")});
        QCOMPARE(m_exitCode, 0);
        QVERIFY(m_out.contains("darajactl explain 1032"));
    }
};

QTEST_GUILESS_MAIN(TestExplain)
#include "tst_explain.moc"
