// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/deskfixture.h"
#include "ui/simulator/phoneview.h"
#include "ui/simulator/requestsmodel.h"
#include "ui/simulator/simulatorguide.h"
#include "ui/simulator/simulatorpage.h"
#include "ui/widgets/codeview.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/label.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTextBrowser>
#include <QToolButton>

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

    static FieldRow *findField(const QWidget &page, const QString &label)
    {
        for (FieldRow *row : page.findChildren<FieldRow *>()) {
            if (row->label() == label) {
                return row;
            }
        }
        return nullptr;
    }

    static bool labelWith(const QWidget &page, const QString &words)
    {
        for (const Label *label : page.findChildren<Label *>()) {
            if (label->isVisibleTo(&page) && label->text().startsWith(words)) {
                return true;
            }
        }
        return false;
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
        TokenManager &tokens = m_fixture->desk.workspace()->tokens();
        QSignalSpy answered(push(QStringLiteral("1032")), &ApiCall::finished);
        QTRY_COMPARE(answered.size(), 1);
        const int before = tokens.fetchCount();
        QVERIFY(clickButton(page, QStringLiteral("Expire tokens")));
        push(QStringLiteral("1032"));
        QTRY_COMPARE(tokens.fetchCount(), before + 1); // the old one was rejected

        page.findChild<QSpinBox *>()->setValue(40);
        QCOMPARE(simulator().options().callbackDelay, 40);

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

    void faultsAreSwitchedOnAndOff()
    {
        SimulatorPage page(m_fixture->desk);
        page.resize(1200, 800);
        page.show();
        const auto box = [&page](const QString &name) {
            for (QComboBox *each : page.findChildren<QComboBox *>()) {
                if (each->accessibleName() == name && each->isVisibleTo(&page)) {
                    return each;
                }
            }
            return static_cast<QComboBox *>(nullptr);
        };
        const auto choose = [&box](const QString &name, const QVariant &data) {
            QComboBox *each = box(name);
            each->setCurrentIndex(each->findData(data));
            Q_EMIT each->activated(each->currentIndex());
        };
        choose(QStringLiteral("Switch a fault on"), QStringLiteral("not-json"));
        QCOMPARE(simulator().activeFaults().size(), 1);
        QTRY_VERIFY(box(QStringLiteral("Which requests it meets")));
        choose(QStringLiteral("Which requests it meets"), QStringLiteral("stk_push"));
        QCOMPARE(simulator().activeFaults().constFirst().scope, QStringLiteral("stk_push"));
        QTRY_VERIFY(box(QStringLiteral("Which requests it meets")) &&
                    box(QStringLiteral("Which requests it meets"))->currentData().toString() == u"stk_push");
        choose(QStringLiteral("How long it stays"), int(FaultUse::Once));
        QCOMPARE(simulator().activeFaults().constFirst().use, FaultUse::Once);

        QSignalSpy failed(push(QStringLiteral("10")), &ApiCall::failed);
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(simulator().activeFaults().isEmpty()); // it was for one request
        QTRY_VERIFY(!box(QStringLiteral("Which requests it meets")));

        simulator().setFault(QStringLiteral("slow"), FaultUse::UntilOff);
        QToolButton *off = nullptr;
        QTRY_VERIFY([&] {
            for (QToolButton *each : page.findChildren<QToolButton *>()) {
                if (each->toolTip() == u"Switch off") {
                    off = each;
                }
            }
            return off != nullptr;
        }());
        QTest::mouseClick(off, Qt::LeftButton);
        QVERIFY(simulator().activeFaults().isEmpty());
    }

    void aCustomerPays()
    {
        SimulatorPage page(m_fixture->desk);
        page.resize(1200, 800);
        page.show();
        const auto field = [&page](const QString &label) { return findField(page, label); };
        QTRY_VERIFY(field(QStringLiteral("Customer's amount")));
        QLineEdit *amount = qobject_cast<QLineEdit *>(field(QStringLiteral("Customer's amount"))->editor());
        QLineEdit *account = qobject_cast<QLineEdit *>(field(QStringLiteral("Account number"))->editor());
        QLineEdit *phone = qobject_cast<QLineEdit *>(field(QStringLiteral("Customer's phone"))->editor());
        amount->setText(QStringLiteral("1.5"));
        phone->setText(QStringLiteral("12"));
        QVERIFY(clickButton(page, QStringLiteral("Pay")));
        QVERIFY(!field(QStringLiteral("Customer's amount"))->problem().isEmpty());
        QVERIFY(!field(QStringLiteral("Customer's phone"))->problem().isEmpty());
        QVERIFY(!field(QStringLiteral("Account number"))->problem().isEmpty());

        const qint64 before = simulator().accounts().utility;
        phone->setText(QStringLiteral("0712 345 678"));
        amount->setText(QStringLiteral("1,250"));
        account->setText(QStringLiteral("INV-00231"));
        QVERIFY(clickButton(page, QStringLiteral("Pay")));
        QTRY_COMPARE(simulator().accounts().utility, before + 1'250'00);
        QTRY_VERIFY(labelWith(page, QStringLiteral("Paid KES 1,250.00")));

        amount->setText(QStringLiteral("240000"));
        QVERIFY(clickButton(page, QStringLiteral("Pay")));
        QTRY_VERIFY(labelWith(page, QStringLiteral("Not paid:")));
        QCOMPARE(simulator().accounts().utility, before + 1'250'00);
    }

    void moneyIsThereAgainWhenItIsToBeKept()
    {
        const QTemporaryDir folder;
        const QString settings = preparedSettings(folder);
        const QString file = folder.filePath(QStringLiteral("desk-simulator.json"));
        const QString customer = QStringLiteral("254712345678");
        const auto makeDesk = [&] { return std::make_unique<Desk>(m_fixture->clock, settings, std::make_unique<SessionSecretStore>()); };
        auto desk = makeDesk();
        desk->start();
        const qint64 usual = desk->simulator().walletOf(customer);
        {
            SimulatorPage page(*desk);
            page.show();
            auto *keeps = page.findChild<QCheckBox *>(QStringLiteral("keepsState"));
            QVERIFY(keeps && !keeps->isChecked());
            keeps->click();
        }
        desk->simulator().setWallet(customer, 7'000'00);
        desk = makeDesk();
        desk->start();
        QVERIFY(desk->keepsSimulatorState());
        QCOMPARE(desk->simulator().walletOf(customer), 7'000'00);

        // A second window has money of its own, and says so.
        auto second = makeDesk();
        QSignalSpy notices(second.get(), &Desk::notice);
        second->start();
        QVERIFY(second->simulator().isRunning());
        QCOMPARE(second->simulator().walletOf(customer), usual);
        QCOMPARE(notices.size(), 1);
        QVERIFY(notices.first().first().toString().contains(QLatin1StringView("keeps nothing")));
        second.reset();

        QCOMPARE(desk->setKeepsSimulatorState(false), QString());
        QVERIFY(!QFile::exists(file));
        desk = makeDesk();
        desk->start();
        QCOMPARE(desk->simulator().walletOf(customer), usual);
    }

    void theGuideTellsTriggersAndDifferences()
    {
        QWidget window;
        window.resize(1024, 640);
        SimulatorGuide guide(&window);
        window.show();
        guide.openOver();
        const QString text = guide.findChild<QTextBrowser *>()->toPlainText();
        QVERIFY(text.contains(QLatin1StringView("1032")));
        QVERIFY(text.contains(Simulator::deviations().constLast()));
        QVERIFY(text.contains(Simulator::faults().constLast().text));
        QTest::keyClick(&guide, Qt::Key_Escape);
        QVERIFY(!guide.isVisible());
    }
};

QTEST_MAIN(TestSimulatorPage)
#include "tst_simulatorpage.moc"
