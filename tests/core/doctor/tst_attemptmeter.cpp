// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/doctor/attemptmeter.h"
#include "tests/support/fakeclock.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace daraja;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Attempts with a password: counted, kept, and when in doubt not allowed.
class TestAttemptMeter final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_folder = std::make_unique<QTemporaryDir>();
        m_file = m_folder->filePath(u"attempts.json"_s);
        m_clock = std::make_unique<FakeClock>();
    }

    void twoInTenMinutes()
    {
        AttemptMeter meter(*m_clock, m_file);
        QCOMPARE(meter.ask(m_who, m_password).left, 2);
        QVERIFY(meter.spend(m_who, m_password));
        m_clock->advance(4min);
        QCOMPARE(meter.ask(m_who, m_password).left, 1);
        QVERIFY(meter.spend(m_who, m_password));
        const AttemptMeter::Answer third = meter.ask(m_who, m_password);
        QVERIFY(!third.allowed);
        QCOMPARE(third.left, 0);
        QVERIFY2(third.why.contains(u"12:10:00 EAT"), qPrintable(third.why)); // 09:00 UTC, ten minutes after the first
        QVERIFY(!meter.spend(m_who, m_password));
        m_clock->advance(5min + 59s);
        QVERIFY(!meter.ask(m_who, m_password).allowed);
        m_clock->advance(1s);
        QCOMPARE(meter.ask(m_who, m_password).left, 1);
    }

    void whatWasAcceptedIsRememberedForTenMinutes()
    {
        const QString balance = u"account_balance"_s;
        {
            AttemptMeter meter(*m_clock, m_file);
            QVERIFY(!meter.acceptedAt(m_who, u"password, certificate"_s, balance).isValid());
            meter.accepted(m_who, u"password, certificate"_s, balance);
        }
        const QDateTime then = m_clock->now();
        const AttemptMeter meter(*m_clock, m_file);
        m_clock->advance(9min + 59s);
        QCOMPARE(meter.acceptedAt(m_who, u"password, certificate"_s, balance), then);
        QVERIFY(!meter.acceptedAt(m_who, u"password, another certificate"_s, balance).isValid());
        QVERIFY(!meter.acceptedAt(m_who, u"password, certificate"_s, u"transaction_status"_s).isValid());
        QVERIFY(!meter.acceptedAt(u"another"_s, u"password, certificate"_s, balance).isValid());
        m_clock->advance(1s);
        QVERIFY(!meter.acceptedAt(m_who, u"password, certificate"_s, balance).isValid());
    }

    void aRefusalOutdoesWhatWasAccepted_data()
    {
        QTest::addColumn<bool>("locked");
        QTest::newRow("refused") << false;
        QTest::newRow("locked") << true;
    }

    void aRefusalOutdoesWhatWasAccepted()
    {
        QFETCH(const bool, locked);
        const QString balance = u"account_balance"_s;
        AttemptMeter meter(*m_clock, m_file);
        meter.accepted(m_who, m_password, balance);
        meter.accepted(u"another"_s, m_password, balance);
        QVERIFY(meter.acceptedAt(m_who, m_password, balance).isValid());
        if (locked) {
            meter.locked(m_who, m_password);
        } else {
            meter.refused(m_who);
        }
        QVERIFY(!meter.acceptedAt(m_who, m_password, balance).isValid());
        QVERIFY(meter.acceptedAt(u"another"_s, m_password, balance).isValid());
    }

    void anotherPasswordCountsTheSame()
    {
        AttemptMeter meter(*m_clock, m_file);
        QVERIFY(meter.spend(m_who, m_password));
        QVERIFY(meter.spend(m_who, u"Mwezi#2026&Mpya"_s));
        QVERIFY(!meter.ask(m_who, u"Tatu%2026&Sasa"_s).allowed);
    }

    void anotherOperatorCountsApart()
    {
        AttemptMeter meter(*m_clock, m_file);
        QVERIFY(meter.spend(m_who, m_password));
        QVERIFY(meter.spend(m_who, m_password));
        QVERIFY(meter.ask(u"sandbox 600984 testapi"_s, m_password).allowed);
    }

    void outlivesTheProgramAndIsSharedByTwo()
    {
        AttemptMeter one(*m_clock, m_file);
        AttemptMeter two(*m_clock, m_file);
        QVERIFY(one.spend(m_who, m_password));
        QVERIFY(two.spend(m_who, m_password));
        QVERIFY(!one.spend(m_who, m_password)); // whatever it was told before
        QVERIFY(!AttemptMeter(*m_clock, m_file).ask(m_who, m_password).allowed);
    }

    void nothingAfterALockUntilThePasswordChanges()
    {
        AttemptMeter meter(*m_clock, m_file);
        QVERIFY(meter.spend(m_who, m_password));
        meter.locked(m_who, m_password);
        m_clock->advance(std::chrono::hours(24 * 30));
        AttemptMeter later(*m_clock, m_file);
        const AttemptMeter::Answer answer = later.ask(m_who, m_password);
        QVERIFY(!answer.allowed);
        QVERIFY2(answer.why.contains(u"locked"), qPrintable(answer.why));
        QVERIFY(!later.spend(m_who, m_password));
        QVERIFY(later.ask(m_who, u"Mwezi#2026&Mpya"_s).allowed);
        QVERIFY(later.spend(m_who, u"Mwezi#2026&Mpya"_s));
        QVERIFY(later.ask(m_who, m_password).allowed); // the operator was unlocked: the new password was taken
    }

    void holdsNoSecretAndIsTheOwnersAlone()
    {
        AttemptMeter meter(*m_clock, m_file);
        QVERIFY(meter.spend(m_who, m_password));
        meter.locked(m_who, m_password);
        const QByteArray bytes = content();
        QVERIFY(!bytes.isEmpty());
        QVERIFY(!bytes.contains(m_password.toUtf8()));
        QVERIFY(!bytes.contains("shopapi"));
        QCOMPARE(QFile(m_file).permissions() & ~(QFile::ReadUser | QFile::WriteUser), QFile::ReadOwner | QFile::WriteOwner);
    }

    void whatIsNoFileOfOursAllowsNothing_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("says");
        QTest::newRow("empty") << QByteArray() << u"damaged"_s;
        QTest::newRow("garbage") << QByteArray("\0\x01garbage", 9) << u"damaged"_s;
        QTest::newRow("cut off") << QByteArrayLiteral("{\"format\":1,\"salt\":\"a1\",\"attempts\":[{\"who\":\"ab\"") << u"damaged"_s;
        QTest::newRow("a list") << QByteArrayLiteral("[]") << u"damaged"_s;
        QTest::newRow("no salt") << QByteArrayLiteral("{\"format\":1,\"attempts\":[],\"locks\":[]}") << u"damaged"_s;
        QTest::newRow("attempts are text") << QByteArrayLiteral("{\"format\":1,\"salt\":\"a1\",\"attempts\":\"2\",\"locks\":[]}")
                                           << u"damaged"_s;
        QTest::newRow("a time that is none")
            << QByteArrayLiteral("{\"format\":1,\"salt\":\"a1\",\"attempts\":[{\"who\":\"ab\",\"at\":\"yesterday\"}],\"locks\":[]}")
            << u"damaged"_s;
        QTest::newRow("a lock of nobody") << QByteArrayLiteral(
                                                 "{\"format\":1,\"salt\":\"a1\",\"attempts\":[],\"locks\":[{\"credential\":\"x\"}]}")
                                          << u"damaged"_s;
        QTest::newRow("later program") << QByteArrayLiteral("{\"format\":2,\"salt\":\"a1\",\"attempts\":[],\"locks\":[]}") << u"newer"_s;
        QTest::newRow("huge") << QByteArray(2 * 1024 * 1024, 'x') << u"cannot be read"_s;
    }
    void whatIsNoFileOfOursAllowsNothing()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, says);
        write(bytes);
        AttemptMeter meter(*m_clock, m_file);
        const AttemptMeter::Answer answer = meter.ask(m_who, m_password);
        QVERIFY(!answer.allowed);
        QVERIFY2(answer.why.contains(says) && answer.why.contains(u"attempts.json"), qPrintable(answer.why));
        QVERIFY(!meter.spend(m_who, m_password));
        meter.locked(m_who, m_password);
        QCOMPARE(content(), bytes); // left for whoever wants to repair it
    }

    void aFolderInItsPlaceAllowsNothing()
    {
        QVERIFY(QDir().mkpath(m_file));
        AttemptMeter meter(*m_clock, m_file);
        QVERIFY(!meter.ask(m_who, m_password).allowed);
        QVERIFY(!meter.spend(m_who, m_password));
    }

    void whatCannotBeWrittenIsNotSpent()
    {
        const QString inAFile = m_folder->filePath(u"file/attempts.json"_s); // its folder cannot be made
        QFile file(m_folder->filePath(u"file"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        AttemptMeter meter(*m_clock, inAFile);
        QVERIFY(!meter.spend(m_who, m_password));
        meter.locked(m_who, m_password); // remembered at least here
        QVERIFY(!meter.ask(m_who, m_password).allowed);
    }

    void timesFromTheFutureCountAsNow()
    {
        AttemptMeter meter(*m_clock, m_file);
        m_clock->jumpWall(std::chrono::hours(24 * 365));
        QVERIFY(meter.spend(m_who, m_password));
        QVERIFY(meter.spend(m_who, m_password));
        m_clock->jumpWall(-std::chrono::hours(24 * 365)); // somebody sets the clock right
        AttemptMeter later(*m_clock, m_file);
        QVERIFY(!later.ask(m_who, m_password).allowed);
        m_clock->advance(9min);
        QVERIFY(!later.ask(m_who, m_password).allowed);
        m_clock->advance(1min);
        QCOMPARE(later.ask(m_who, m_password).left, 2); // and not blocked for a year
    }

    void theUsualPlaceIsBesideTheHistory()
    {
        QStandardPaths::setTestModeEnabled(true);
        const QString path =
            QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/darajadesk/attempts.json");
        QFile::remove(path);
        AttemptMeter meter(*m_clock);
        QVERIFY(meter.spend(m_who, m_password));
        QVERIFY(QFile::remove(path));
        QStandardPaths::setTestModeEnabled(false);
    }

private:
    void write(const QByteArray &bytes)
    {
        QFile file(m_file);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    [[nodiscard]] QByteArray content() const
    {
        QFile file(m_file);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArrayLiteral("unreadable");
    }

    const QString m_who = u"production 4085177 shopapi"_s;
    const QString m_password = u"Duka#Kijiji&2026"_s;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
    std::unique_ptr<FakeClock> m_clock;
};

QTEST_GUILESS_MAIN(TestAttemptMeter)

#include "tst_attemptmeter.moc"
