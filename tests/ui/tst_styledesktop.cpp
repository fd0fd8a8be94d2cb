// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// "System" follows the desktop: a real message bus, and on it a portal that answers as the desktop's does.

#include "ui/style/theme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QDBusVirtualObject>
#include <QProcess>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace daraja;

namespace {

const QString service = QStringLiteral("org.freedesktop.portal.Desktop");
const QString path = QStringLiteral("/org/freedesktop/portal/desktop");
const QString interface = QStringLiteral("org.freedesktop.portal.Settings");
const QString group = QStringLiteral("org.freedesktop.appearance");

/// Answers Read as the portal does: a variant in a variant.
class Portal final : public QDBusVirtualObject
{
public:
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &connection) override
    {
        questions += message.arguments().value(0).toString() + u'/' + message.arguments().value(1).toString();
        if (!answer.isValid()) {
            return connection.send(
                message.createErrorReply(QStringLiteral("org.freedesktop.portal.Error.NotFound"), QStringLiteral("no such setting")));
        }
        return connection.send(message.createReply(wrapped(QVariant::fromValue(QDBusVariant(answer)))));
    }
    QString introspect(const QString &) const override { return {}; }

    static QVariant wrapped(const QVariant &value) { return QVariant::fromValue(QDBusVariant(value)); }

    QStringList questions;
    QVariant answer;
};

} // namespace

class TestStyleDesktop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_daemon.start(QStringLiteral("dbus-daemon"),
                       {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address=1")});
        QVERIFY2(m_daemon.waitForStarted(), qPrintable(m_daemon.errorString()));
        QVERIFY(m_daemon.waitForReadyRead());
        const QByteArray address = m_daemon.readLine().trimmed();
        QVERIFY(!address.isEmpty());
        qputenv("DBUS_SESSION_BUS_ADDRESS", address);
        QDBusConnection bus = QDBusConnection::connectToBus(QString::fromLatin1(address), QStringLiteral("portal"));
        QVERIFY(bus.isConnected());
        QVERIFY(bus.registerVirtualObject(path, &m_portal));
        QVERIFY(bus.registerService(service));
    }

    void cleanupTestCase()
    {
        QDBusConnection::disconnectFromBus(QStringLiteral("portal"));
        m_daemon.terminate();
        QVERIFY(m_daemon.waitForFinished());
    }

    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support).*")));
        m_portal.questions.clear();
    }

    void follows_data()
    {
        QTest::addColumn<uint>("answer");
        QTest::addColumn<Scheme>("expected");
        QTest::newRow("no preference") << 0U << Scheme::Light;
        QTest::newRow("dark") << 1U << Scheme::Dark;
        QTest::newRow("light") << 2U << Scheme::Light;
        QTest::newRow("a value of the future") << 9U << Scheme::Light;
    }

    void follows()
    {
        QFETCH(uint, answer);
        QFETCH(Scheme, expected);
        m_portal.answer = answer;
        Theme theme;
        QSignalSpy known(&theme, &Theme::systemSchemeKnown);
        theme.followDesktop();
        QTRY_COMPARE(known.count(), 1);
        QCOMPARE(known.first().first().value<Scheme>(), expected);
        QCOMPARE(theme.scheme(), expected);
        QCOMPARE(m_portal.questions, QStringList{QStringLiteral("org.freedesktop.appearance/color-scheme")});
    }

    void followsChanges()
    {
        m_portal.answer = 2U;
        Theme theme;
        theme.apply(Theme::Choice::System);
        QSignalSpy known(&theme, &Theme::systemSchemeKnown);
        QSignalSpy changed(&theme, &Theme::changed);
        theme.followDesktop();
        QTRY_COMPARE(known.count(), 1);
        const auto shown = changed.count();
        tell(QStringLiteral("accent-color"), 1U);
        tell(QStringLiteral("color-scheme"), QStringLiteral("dark")); // not what the portal's description promises
        tell(QStringLiteral("color-scheme"), 1U);
        QTRY_COMPARE(known.count(), 2);
        QCOMPARE(theme.scheme(), Scheme::Dark);
        QCOMPARE(changed.count(), shown + 1);
        theme.setChoice(Theme::Choice::Light);
        tell(QStringLiteral("color-scheme"), 2U);
        tell(QStringLiteral("color-scheme"), 1U);
        QTRY_COMPARE(known.count(), 4);
        QCOMPARE(theme.scheme(), Scheme::Light); // chosen by hand
        QCOMPARE(changed.count(), shown + 2);
    }

    void withoutAnAnswerTheHintStays()
    {
        m_portal.answer = {};
        Theme theme;
        theme.setSystemHint(Scheme::Dark);
        QSignalSpy known(&theme, &Theme::systemSchemeKnown);
        theme.followDesktop();
        QTRY_COMPARE(m_portal.questions.count(), 1);
        tell(QStringLiteral("color-scheme"), 1U); // comes after the refusal
        QTRY_COMPARE(known.count(), 1);
        QCOMPARE(theme.scheme(), Scheme::Dark);
    }

    void endsWhileItAsks()
    {
        m_portal.answer = 1U;
        auto theme = std::make_unique<Theme>();
        theme->followDesktop();
        theme.reset();
        Theme next;
        QSignalSpy known(&next, &Theme::systemSchemeKnown);
        next.followDesktop();
        QTRY_COMPARE(known.count(), 1);
    }

private:
    static void tell(const QString &key, const QVariant &value)
    {
        QDBusMessage signal = QDBusMessage::createSignal(path, interface, QStringLiteral("SettingChanged"));
        signal << group << key << Portal::wrapped(value);
        QVERIFY(QDBusConnection(QStringLiteral("portal")).send(signal));
    }

    QProcess m_daemon;
    Portal m_portal;
};

QTEST_MAIN(TestStyleDesktop)
#include "tst_styledesktop.moc"
