// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/doctor/checkdelegate.h"
#include "ui/doctor/checkmodel.h"
#include "ui/style/theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QImage>
#include <QPainter>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace daraja;
using Status = Finding::Status;

/// The rows of the page Doctor: branches, checks, and how the states of checks become that of their branch.
class TestDoctorModel final : public QObject
{
    Q_OBJECT

private:
    Theme m_theme;

    static CheckSpec spec(const char *id, Branch branch, SideEffect effect = SideEffect::None)
    {
        CheckSpec made;
        made.id = QString::fromLatin1(id);
        made.title = QStringLiteral("Title of ") + made.id;
        made.branch = branch;
        made.effect = effect;
        return made;
    }
    static Finding finding(const char *id, Status status, const QString &summary = {}, qint64 duration = 100)
    {
        Finding made;
        made.checkId = QString::fromLatin1(id);
        made.status = status;
        made.summary = summary;
        made.durationMs = duration;
        return made;
    }
    /// Three checks of values, one of the token, one on request beside it.
    static void fill(CheckModel &model)
    {
        model.setChecks({spec("L1", Branch::ProfileValues), spec("L2", Branch::ProfileValues), spec("L3", Branch::ProfileValues), spec("P1", Branch::Products)},
                        {spec("S4", Branch::Passkey, SideEffect::Prompt)});
    }
    static CheckModel::State state(const QModelIndex &index) { return CheckModel::State(index.data(CheckModel::StateRole).toInt()); }

private Q_SLOTS:
    void initTestCase() { m_theme.apply(Theme::Choice::Light); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support).*"))); }

    void isAProperModel()
    {
        CheckModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        fill(model);
        model.start(QStringLiteral("L1"));
        model.finish(finding("L1", Status::Good));
        model.finish(finding("P1", Status::Bad));
        model.endRun();
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }

    void branchesInTheOrderOfTheTree()
    {
        CheckModel model;
        fill(model);
        QCOMPARE(model.rowCount(), 3);
        const QModelIndex values = model.index(0, 0);
        QCOMPARE(values.data().toString(), branchName(Branch::ProfileValues));
        QVERIFY(values.data(CheckModel::BranchRole).toBool());
        QCOMPARE(model.rowCount(values), 3);
        QCOMPARE(model.index(1, 0, values).data().toString(), QStringLiteral("Title of L2"));
        // A branch of one check is the check.
        QCOMPARE(model.index(1, 0).data().toString(), QStringLiteral("Title of P1"));
        QVERIFY(!model.index(1, 0).data(CheckModel::BranchRole).toBool());
        QCOMPARE(model.rowCount(model.index(1, 0)), 0);
        QCOMPARE(state(model.index(2, 0)), CheckModel::State::OnRequest);
        QCOMPARE(model.indexOf(QStringLiteral("L3")), model.index(2, 0, values));
        QCOMPARE(model.indexOf(QStringLiteral("L3")).parent(), values);
        QCOMPARE(model.indexOf(QStringLiteral("P1")), model.index(1, 0));
        QVERIFY(!model.indexOf(QStringLiteral("Z9")).isValid());
        QCOMPARE(model.planned(), 4);
    }

    void aBranchIsAsItsMostTellingCheck()
    {
        CheckModel model;
        fill(model);
        const QModelIndex values = model.index(0, 0);
        QCOMPARE(state(values), CheckModel::State::Waiting);
        model.start(QStringLiteral("L1"));
        QCOMPARE(state(values), CheckModel::State::Running);
        QCOMPARE(model.running(), QStringLiteral("L1"));
        model.progress(QStringLiteral("L1"), QStringLiteral("reading"));
        QCOMPARE(values.data(CheckModel::SummaryRole).toString(), QStringLiteral("Title of L1: reading"));
        model.finish(finding("L1", Status::Good, QStringLiteral("no hidden characters")));
        QCOMPARE(state(values), CheckModel::State::Running); // two wait
        QVERIFY(model.running().isEmpty());
        model.finish(finding("L2", Status::NotNeeded));
        model.finish(finding("L3", Status::Good, QStringLiteral("one environment")));
        QCOMPARE(state(values), CheckModel::State::Good);
        QCOMPARE(values.data(CheckModel::SummaryRole).toString(), QStringLiteral("no hidden characters · one environment"));
        QCOMPARE(values.data(CheckModel::DurationRole).toLongLong(), 200);
        model.finish(finding("L2", Status::Unknown, QStringLiteral("odd shape")));
        QCOMPARE(state(values), CheckModel::State::Unknown);
        model.finish(finding("L3", Status::Bad, QStringLiteral("sandbox passkey")));
        QCOMPARE(state(values), CheckModel::State::Bad);
        QCOMPARE(values.data(CheckModel::IdRole).toString(), QStringLiteral("L3"));
        QCOMPARE(values.data(CheckModel::SummaryRole).toString(), QStringLiteral("Title of L3: sandbox passkey"));
        QVERIFY(values.data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("fault")));
        QVERIFY(values.data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("sandbox passkey")));
    }

    void counts()
    {
        CheckModel model;
        fill(model);
        model.finish(finding("L1", Status::Good));
        model.finish(finding("L2", Status::Bad));
        model.finish(finding("L3", Status::NotRun));
        QCOMPARE(model.ended(), 3);
        QCOMPARE(model.ran(), 2);
        QCOMPARE(model.count(CheckModel::State::Bad), 1);
        QVERIFY(!model.sentPrompt());
        model.endRun();
        QCOMPARE(model.state(QStringLiteral("P1")), CheckModel::State::NotRun);
        QCOMPARE(model.state(QStringLiteral("S4")), CheckModel::State::OnRequest);
        Finding prompt = finding("S4", Status::Good);
        model.finish(prompt);
        QVERIFY(!model.sentPrompt()); // it ended without having asked anybody
        prompt.gatewayCalls = 2;
        model.finish(prompt);
        QVERIFY(model.sentPrompt());
    }

    /// A run that is cancelled: what was begun has no finding of its own.
    void nothingRunsAfterTheEnd()
    {
        CheckModel model;
        fill(model);
        model.start(QStringLiteral("P1"));
        model.endRun();
        QVERIFY(model.running().isEmpty());
        QCOMPARE(state(model.index(1, 0)), CheckModel::State::NotRun);
        QCOMPARE(model.index(1, 0).data(CheckModel::DurationRole).toLongLong(), -1);
    }

    void parentsAreToldToo()
    {
        CheckModel model;
        fill(model);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.start(QStringLiteral("L2"));
        QCOMPARE(changed.size(), 2);
        QCOMPARE(changed.at(0).at(0).toModelIndex(), model.indexOf(QStringLiteral("L2")));
        QCOMPARE(changed.at(1).at(0).toModelIndex(), model.index(0, 0));
        changed.clear();
        model.start(QStringLiteral("no such check"));
        QCOMPARE(changed.size(), 0);
    }

    /// Every state has a picture of its own, without colour too.
    void statesLookDifferent()
    {
        const QList<Status> all{Status::NotNeeded, Status::Good,    Status::Note,   Status::Careful,
                                Status::Bad,       Status::Unknown, Status::Running};
        QList<QImage> seen;
        for (const Status status : all) {
            CheckModel model;
            model.setChecks({spec("P1", Branch::Products)}, {});
            if (status == Status::Running) {
                model.start(QStringLiteral("P1"));
            } else {
                model.finish(finding("P1", status));
            }
            QImage image(40, 49, QImage::Format_RGB32); // arrow and icon, no words
            image.fill(Qt::white);
            QPainter painter(&image);
            CheckDelegate delegate;
            QStyleOptionViewItem option;
            option.rect = QRect(-20, 0, 400, 49);
            delegate.paint(&painter, option, model.index(0, 0));
            painter.end();
            image = image.convertToFormat(QImage::Format_Grayscale8).convertToFormat(QImage::Format_Mono, Qt::ThresholdDither);
            QVERIFY2(!seen.contains(image), qPrintable(statusName(status)));
            seen.append(image);
        }
    }
};

QTEST_MAIN(TestDoctorModel)
#include "tst_doctormodel.moc"
