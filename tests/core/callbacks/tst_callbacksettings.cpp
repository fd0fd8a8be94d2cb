// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/callbacks/callbackpaths.h"
#include "core/callbacks/callbacksettings.h"

#include <QRegularExpression>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace daraja;

class TestCallbackSettings final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void comeBack();
    void nothingIsTheDefault();
    void rubbishFallsBack();
    void segmentsStay();
    void options();

private:
    [[nodiscard]] QString file() const { return m_folder.filePath(QStringLiteral("settings.ini")); }
    QTemporaryDir m_folder;
};

void TestCallbackSettings::comeBack()
{
    CallbackSettings chosen;
    chosen.forwards = true;
    chosen.forwardTarget = QStringLiteral("http://localhost:8000/a,b/{path}?x=1");
    chosen.replies.insert(QStringLiteral("/stk"), readReplyRule(QStringLiteral("503,delay=2000")).rule);
    chosen.replies.insert(QStringLiteral("/validation"), readReplyRule(QStringLiteral("accept,delay=10,id=T-7")).rule);
    chosen.refusesUnknownSenders = true;
    chosen.trustsLocalProxy = true;
    chosen.listensToNetwork = true;
    chosen.networkAddress = QStringLiteral("10.0.0.2");
    chosen.networkPort = 443;
    chosen.certificateFile = QStringLiteral("/etc/x/cert.pem");
    chosen.keyFile = QStringLiteral("/etc/x/key.pem");
    {
        QSettings settings(file(), QSettings::IniFormat);
        writeCallbackSettings(settings, chosen);
    }
    QSettings settings(file(), QSettings::IniFormat);
    QVERIFY(readCallbackSettings(settings) == chosen);
    chosen.replies.remove(QStringLiteral("/stk"));
    writeCallbackSettings(settings, chosen);
    QVERIFY(readCallbackSettings(settings) == chosen);
}

void TestCallbackSettings::nothingIsTheDefault()
{
    const QSettings settings(m_folder.filePath(QStringLiteral("none.ini")), QSettings::IniFormat);
    QVERIFY(readCallbackSettings(settings) == CallbackSettings());
}

void TestCallbackSettings::rubbishFallsBack()
{
    QSettings settings(m_folder.filePath(QStringLiteral("rubbish.ini")), QSettings::IniFormat);
    settings.setValue(QStringLiteral("callbacks/network/port"), QStringLiteral("many"));
    settings.setValue(QStringLiteral("callbacks/replies/stk"), QStringLiteral("C2B00012")); // only /validation can reject
    settings.setValue(QStringLiteral("callbacks/replies/order"), QStringLiteral("never"));
    settings.setValue(QStringLiteral("callbacks/replies/bill"), QStringList({QStringLiteral("503"), QStringLiteral("delay=5")}));
    const CallbackSettings read = readCallbackSettings(settings);
    QCOMPARE(read.networkPort, CallbackSettings().networkPort);
    QCOMPARE(read.replies.size(), 1);
    QCOMPARE(read.replies.value(QStringLiteral("/bill")).delay, 5);
}

void TestCallbackSettings::segmentsStay()
{
    QString first;
    {
        QSettings settings(file(), QSettings::IniFormat);
        first = callbackSegment(settings, QStringLiteral("p1"));
        QCOMPARE(problemWithSegment(first), QString());
        QCOMPARE(callbackSegment(settings, QStringLiteral("p1")), first);
        QVERIFY(callbackSegment(settings, QStringLiteral("p2")) != first);
    }
    QSettings settings(file(), QSettings::IniFormat);
    QCOMPARE(callbackSegment(settings, QStringLiteral("p1")), first);
    renewCallbackSegment(settings, QStringLiteral("p1"));
    QVERIFY(callbackSegment(settings, QStringLiteral("p1")) != first);
    forgetCallbackSegment(settings, QStringLiteral("p1"));
    QVERIFY(settings.value(QStringLiteral("callbacks/segments/p1")).isNull());
    settings.setValue(QStringLiteral("callbacks/segments/p2"), QStringLiteral("../stk")); // somebody edited the file
    QCOMPARE(problemWithSegment(callbackSegment(settings, QStringLiteral("p2"))), QString());
}

void TestCallbackSettings::options()
{
    CallbackSettings chosen;
    chosen.certificateFile = QStringLiteral("cert.pem");
    QVERIFY(!receiverOptions(chosen).publicListener);
    QVERIFY(receiverOptions(chosen).trustedProxies.isEmpty());
    chosen.listensToNetwork = true;
    chosen.networkPort = 443;
    chosen.trustsLocalProxy = true;
    chosen.refusesUnknownSenders = true;
    const ReceiverOptions options = receiverOptions(chosen);
    QCOMPARE(options.publicListener->address, QHostAddress(QHostAddress::AnyIPv4));
    QCOMPARE(options.publicListener->port, quint16(443));
    QCOMPARE(options.publicListener->certificateFile, QStringLiteral("cert.pem"));
    QCOMPARE(options.trustedProxies, QStringList({QStringLiteral("127.0.0.1"), QStringLiteral("::1")}));
    QVERIFY(options.refuseUnknownSenders);
}

QTEST_GUILESS_MAIN(TestCallbackSettings)
#include "tst_callbacksettings.moc"
