// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/doctor/doctorrecord.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace daraja;

/// The last run of each profile on disk.
class TestDoctorRecord final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;

    [[nodiscard]] QString place() const { return m_folder->filePath(QStringLiteral("doctor")); }
    [[nodiscard]] QFileInfoList files() const { return QDir(place()).entryInfoList(QDir::Files); }

    static DoctorReport reportOf(const QString &profile)
    {
        Finding finding;
        finding.checkId = QStringLiteral("S1");
        finding.status = Finding::Status::Bad;
        finding.title = QStringLiteral("The passkey does not belong to this number");
        finding.said = QStringLiteral("Wrong credentials");
        HttpExchange exchange;
        exchange.method = "POST";
        exchange.responseBody = QByteArray(10'000, 'x');
        finding.exchanges = {exchange};
        DoctorReport report;
        report.startedAt = QDateTime(QDate(2026, 3, 14), QTime(11, 5), Qt::UTC);
        report.profileId = profile;
        report.profileName = QStringLiteral("Duka la Mama");
        report.findings = {finding};
        report.verdict.outcome = Verdict::Outcome::FaultFound;
        report.verdict.title = finding.title;
        report.verdict.cause = finding.checkId;
        return report;
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_folder = std::make_unique<QTemporaryDir>();
    }

    void givesBackWhatItKept()
    {
        DoctorRecord record(place());
        QVERIFY(!record.last(QStringLiteral("shop")));
        QVERIFY(record.keep(reportOf(QStringLiteral("shop"))));
        const DoctorRecord later(place());
        const std::optional<DoctorReport> last = later.last(QStringLiteral("shop"));
        QVERIFY(last);
        QCOMPARE(last->startedAt, reportOf({}).startedAt);
        QCOMPARE(last->verdict.title, reportOf({}).verdict.title);
        QCOMPARE(last->findings.size(), 1);
        QCOMPARE(last->findings.constFirst().status, Finding::Status::Bad);
        QVERIFY(!later.last(QStringLiteral("other")));
        QCOMPARE(files().size(), 1);
        QVERIFY(files().constFirst().size() < 5000); // transcripts are not kept
        QCOMPARE(files().constFirst().permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }

    void theNewestReplaces()
    {
        DoctorRecord record(place());
        QVERIFY(record.keep(reportOf(QStringLiteral("shop"))));
        DoctorReport healthy = reportOf(QStringLiteral("shop"));
        healthy.verdict = {};
        healthy.verdict.outcome = Verdict::Outcome::Healthy;
        QVERIFY(record.keep(healthy));
        QCOMPARE(record.last(QStringLiteral("shop"))->verdict.outcome, Verdict::Outcome::Healthy);
        QCOMPARE(files().size(), 1);
    }

    void partOfARunIsNotKept()
    {
        DoctorRecord record(place());
        DoctorReport stopped = reportOf(QStringLiteral("shop"));
        stopped.verdict.outcome = Verdict::Outcome::Stopped;
        QVERIFY(!record.keep(stopped));
        DoctorReport partial = reportOf(QStringLiteral("shop"));
        partial.verdict.partial = true;
        QVERIFY(!record.keep(partial));
        QVERIFY(!record.keep(reportOf({})));
        QVERIFY(!record.last(QStringLiteral("shop")));
    }

    void damagedFilesCountAsNone_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("{\"verdict\":");
        QTest::newRow("binary") << QByteArray(4096, '\0');
        QTest::newRow("another thing") << QByteArray("[1,2,3]");
        QTest::newRow("too large") << QByteArray(DoctorRecord::largestFile + 1, ' ');
    }
    void damagedFilesCountAsNone()
    {
        QFETCH(QByteArray, content);
        DoctorRecord record(place());
        QVERIFY(record.keep(reportOf(QStringLiteral("shop"))));
        QFile file(files().constFirst().filePath());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        QVERIFY(!record.last(QStringLiteral("shop")));
        QVERIFY(record.keep(reportOf(QStringLiteral("shop"))));
        QVERIFY(record.last(QStringLiteral("shop")));
    }

    /// A file that was copied over another profile's says nothing about that one.
    void ofAnotherProfile()
    {
        DoctorRecord record(place());
        QVERIFY(record.keep(reportOf(QStringLiteral("shop"))));
        const QString first = files().constFirst().filePath();
        QVERIFY(record.keep(reportOf(QStringLiteral("other"))));
        for (const QFileInfo &file : files()) {
            if (file.filePath() != first) {
                QVERIFY(QFile::remove(file.filePath()));
                QVERIFY(QFile::copy(first, file.filePath()));
            }
        }
        QVERIFY(!record.last(QStringLiteral("other")));
        QVERIFY(record.last(QStringLiteral("shop")));
    }

    void oddIdsStayInTheFolder()
    {
        DoctorRecord record(place());
        for (const QString &id : {QStringLiteral("../../escape"), QString(5000, u'x'), QStringLiteral("a/b\\c:d\n")}) {
            QVERIFY(record.keep(reportOf(id)));
            QVERIFY(record.last(id));
        }
        QCOMPARE(files().size(), 3);
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList{QStringLiteral("doctor")});
    }

    void isBoundedAndForgets()
    {
        DoctorRecord record(place());
        for (int i = 0; i < DoctorRecord::mostFiles + 5; ++i) {
            QVERIFY(record.keep(reportOf(QStringLiteral("shop%1").arg(i))));
        }
        QCOMPARE(files().size(), DoctorRecord::mostFiles);
        const QString newest = QStringLiteral("shop%1").arg(DoctorRecord::mostFiles + 4);
        QVERIFY(record.last(newest));
        record.forget(newest);
        QVERIFY(!record.last(newest));
        record.forgetAll();
        QCOMPARE(files().size(), 0);
    }

    void aFolderThatCannotBeWritten()
    {
        QFile inTheWay(place());
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        inTheWay.close();
        DoctorRecord record(place());
        QVERIFY(!record.keep(reportOf(QStringLiteral("shop"))));
        QVERIFY(!record.last(QStringLiteral("shop")));
    }
};

QTEST_GUILESS_MAIN(TestDoctorRecord)
#include "tst_doctorrecord.moc"
