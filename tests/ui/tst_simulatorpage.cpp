// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/deskfixture.h"
#include "ui/simulator/phoneview.h"
#include "ui/simulator/requestsmodel.h"
#include "ui/simulator/simulatorpage.h"
#include "ui/widgets/codeview.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QSignalSpy>
#include <QTableView>

using namespace daraja;

class TestSimulatorPage : public QObject
{
    Q_OBJECT

private:
    Theme m_theme;
    std::unique_ptr<DeskFixture> m_fixture;

    Simulator &simulator() { return m_fixture->desk.simulator(); }
    ApiCall *push(const QString &amount)
    {
        return m_fixture->desk.workspace()->client().stkPush({.amount = amount,
                                                              .phoneNumber = QStringLiteral("0712345678"),
                                                              .accountReference = QStringLiteral("INV-1"),
                                                              .transactionDesc = QStringLiteral("Test"),
                                                              .transactionType = {},
                                                              .businessShortCode = {},
                                                              .partyB = {},
                                                              .callBackUrl = {}});
    }

private Q_SLOTS:
    void initTestCase() { m_theme.apply(Theme::Choice::Light); }
    void init()
    {
        failOnAnyWarning();
        m_fixture = std::make_unique<DeskFixture>();
        QTRY_VERIFY_WITH_TIMEOUT(m_fixture->isOpen(), 20'000);
        simulator().setCallbackDelay(20);
    }
    void cleanup() { m_fixture.reset(); }

    void phoneTakesThePinByMouse()
    {
        PhoneView phone(simulator(), m_fixture->clock);
        phone.show();
        QVERIFY(!findButton(phone, QStringLiteral("1")));
        push(QStringLiteral("500"));
        QTRY_VERIFY(findButton(phone, QStringLiteral("1")));
        const qint64 before = simulator().walletOf(QStringLiteral("254712345678"));
        QVERIFY(!findButton(phone, QStringLiteral("OK"))->isEnabled());
        for (const QChar digit : QString::fromLatin1(Handset::defaultPin)) {
            QVERIFY(clickButton(phone, QString(digit)));
        }
        QCOMPARE(phone.typedDigits(), PhoneView::PinLength);
        QSignalSpy closed(&simulator().handset(), &Handset::promptClosed);
        QVERIFY(clickButton(phone, QStringLiteral("OK")));
        QTRY_COMPARE(closed.size(), 1);
        QCOMPARE(closed.first().first().value<Prompt>().state, Prompt::State::Paid);
        QCOMPARE(simulator().walletOf(QStringLiteral("254712345678")), before - 500'00);
        QVERIFY(phone.prompt().id.isEmpty());
    }

    void phoneTakesKeys()
    {
        PhoneView phone(simulator(), m_fixture->clock);
        phone.show();
        push(QStringLiteral("500"));
        QTRY_VERIFY(!phone.prompt().id.isEmpty());
        QTest::keyClicks(&phone, QStringLiteral("98765"));
        QCOMPARE(phone.typedDigits(), PhoneView::PinLength);
        QTest::keyClick(&phone, Qt::Key_Backspace);
        QCOMPARE(phone.typedDigits(), PhoneView::PinLength - 1);
        QTest::keyClick(&phone, Qt::Key_Return);
        QVERIFY2(!phone.prompt().id.isEmpty(), "three digits are no PIN");
        QTest::keyClick(&phone, Qt::Key_1);
        QSignalSpy closed(&simulator().handset(), &Handset::promptClosed);
        QTest::keyClick(&phone, Qt::Key_Return);
        QTRY_COMPARE(closed.size(), 1);
        QCOMPARE(closed.first().first().value<Prompt>().state, Prompt::State::WrongPin);

        push(QStringLiteral("501"));
        QTRY_VERIFY(!phone.prompt().id.isEmpty());
        QCOMPARE(phone.typedDigits(), 0);
        QTest::keyClick(&phone, Qt::Key_Escape);
        QTRY_COMPARE(closed.size(), 2);
        QCOMPARE(closed.last().first().value<Prompt>().state, Prompt::State::Cancelled);
    }

    void requestsAreListedNewestFirst()
    {
        SimulatorRequestsModel model(simulator());
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        push(QStringLiteral("1032"));
        QTRY_VERIFY(model.rowCount() >= 2);
        QTRY_COMPARE(model.index(0, SimulatorRequestsModel::Status).data().toString(), QStringLiteral("200"));
        QVERIFY(model.index(0, SimulatorRequestsModel::Call).data().toString().contains(QLatin1StringView("stkpush")));
        QVERIFY(model.index(1, SimulatorRequestsModel::Call).data().toString().contains(QLatin1StringView("oauth")));
        simulator().reset();
        QCOMPARE(model.rowCount(), 0);
    }

    void pageShowsARequestWithoutSecrets()
    {
        SimulatorPage page(m_fixture->desk);
        page.resize(1200, 800);
        page.show();
        push(QStringLiteral("1032"));
        auto *table = page.findChild<QTableView *>();
        QTRY_VERIFY(table->model()->rowCount() >= 2);
        table->selectRow(0);
        QString shown;
        for (const CodeView *view : page.findChildren<CodeView *>()) {
            shown += view->fullText();
        }
        QVERIFY(shown.contains(QLatin1StringView("AccountReference")));
        QVERIFY(shown.contains(QLatin1StringView("CheckoutRequestID")));
        QVERIFY(!shown.contains(m_fixture->desk.workspace()->tokens().token().token));
    }

    void switchesReachTheSimulator()
    {
        SimulatorPage page(m_fixture->desk);
        page.resize(1200, 800);
        page.show();
        QVERIFY(clickButton(page, QStringLiteral("Expire tokens")));
        const int before = m_fixture->desk.workspace()->tokens().fetchCount();
        push(QStringLiteral("1032"));
        QTRY_COMPARE(m_fixture->desk.workspace()->tokens().fetchCount(), before + 1);

        auto *automatic = page.findChild<QCheckBox *>();
        automatic->setChecked(true);
        QVERIFY(simulator().options().automaticAnswer >= 0);
        automatic->setChecked(false);
        QCOMPARE(simulator().options().automaticAnswer, -1);

        QComboBox *next = nullptr;
        for (QComboBox *box : page.findChildren<QComboBox *>()) {
            if (box->findData(QStringLiteral("1032")) >= 0) {
                next = box;
            }
        }
        QVERIFY(next);
        next->setCurrentIndex(next->findData(QStringLiteral("1032")));
        Q_EMIT next->activated(next->currentIndex());
        QCOMPARE(simulator().nextOutcome(), QStringLiteral("1032"));
        QVERIFY(clickButton(page, QStringLiteral("Reset")));
        QVERIFY(simulator().requests().isEmpty());
        QCOMPARE(next->currentIndex(), 0);
    }
};

QTEST_MAIN(TestSimulatorPage)
#include "tst_simulatorpage.moc"
