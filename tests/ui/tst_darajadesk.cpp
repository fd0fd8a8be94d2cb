// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/windowfixture.h"

#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>

using namespace daraja;

namespace {

const QString deskProgram = QStringLiteral(DARAJA_BINARY_DIR "/bin/darajadesk");

} // namespace

/// The program as a process: its options, its words where there is no screen, and that it comes up whole.
class TestDarajaDesk : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_home;

    /// Nobody's settings and keychain, and no screen unless the test gives one.
    [[nodiscard]] QProcessEnvironment environment(bool screen) const
    {
        QProcessEnvironment clean = QProcessEnvironment::systemEnvironment();
        for (const char *name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "DBUS_SESSION_BUS_ADDRESS"})
            clean.remove(QLatin1StringView(name));
        clean.insert(QStringLiteral("HOME"), m_home.path());
        clean.insert(QStringLiteral("XDG_CONFIG_HOME"), m_home.filePath(QStringLiteral("config")));
        clean.insert(QStringLiteral("XDG_RUNTIME_DIR"), m_home.path());
        if (screen)
            clean.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        return clean;
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void answers_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<bool>("screen");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("text");
        const auto words = [](const char *text) { return QString::fromLatin1(text).split(u' ', Qt::SkipEmptyParts); };
        QTest::newRow("no screen") << words("") << false << 3 << QByteArray("darajactl tour");
        QTest::newRow("version, no screen") << words("--version") << false << 0 << QByteArray("Daraja Desk " DARAJA_VERSION);
        QTest::newRow("help, no screen") << words("--help") << false << 0 << QByteArray("--settings");
        QTest::newRow("version") << words("--version") << true << 0 << QByteArray(DARAJA_VERSION);
        QTest::newRow("unknown option, no screen") << words("--nonsense") << false << 2 << QByteArray("nonsense");
        QTest::newRow("unknown option") << words("--nonsense") << true << 2 << QByteArray("nonsense");
        QTest::newRow("stray word") << words("token") << true << 2 << QByteArray("token");
        QTest::newRow("unknown profile") << words("--profile Nobody") << true << 2 << QByteArray("no profile named Nobody");
        QTest::newRow("unknown page") << words("--page nowhere") << true << 2 << QByteArray("no page named nowhere");
    }
    void answers()
    {
        QFETCH(QStringList, arguments);
        QFETCH(bool, screen);
        QFETCH(int, code);
        QFETCH(QByteArray, text);
        QProcess process;
        process.setProcessEnvironment(environment(screen));
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(deskProgram, arguments);
        QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 30'000);
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        const QByteArray said = process.readAll();
        QVERIFY2(said.contains(text), said.constData());
        QCOMPARE(process.exitCode(), code);
    }

    void comesUpWithItsSimulator()
    {
        QTcpServer probe;
        QVERIFY(probe.listen(QHostAddress::LocalHost));
        const quint16 port = probe.serverPort();
        probe.close();
        QTemporaryDir folder;
        const QString file = preparedSettings(folder);
        {
            QSettings settings(file, QSettings::IniFormat);
            settings.setValue(QStringLiteral("simulator/port"), port);
        }
        QProcess process;
        process.setProcessEnvironment(environment(true));
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(deskProgram,
                      {QStringLiteral("--settings"), file, QStringLiteral("--theme"), QStringLiteral("dark"), QStringLiteral("--page"),
                       QStringLiteral("activity"), QStringLiteral("--profile"), ProfileStore::demoProfile().name});
        bool listens = false;
        QTRY_VERIFY_WITH_TIMEOUT(
            [&] {
                QTcpSocket socket;
                socket.connectToHost(QHostAddress::LocalHost, port);
                listens = socket.waitForConnected(200);
                return listens || process.state() == QProcess::NotRunning;
            }(),
            30'000);
        QVERIFY2(listens, process.readAll().constData());
        QCOMPARE(process.state(), QProcess::Running);
        process.terminate();
        QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 10'000);
    }
};

QTEST_GUILESS_MAIN(TestDarajaDesk)
#include "tst_darajadesk.moc"
