// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/rawconnection.h"
#include "tests/support/scriptedserver.h"
#include "tests/ui/deskfixture.h"
#include "ui/settings/callbackspanel.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/keyvaluegrid.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QMessageBox>
#include <QSignalSpy>
#include <QSpinBox>

using namespace daraja;

namespace {

const QByteArray cancelledBody = R"({"Body":{"stkCallback":{"CheckoutRequestID":"ws_CO_1","ResultCode":1032}}})";

} // namespace

/// The Callbacks tab over a real Desk.
class TestCallbacksPanel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void addressesStayAndAreThoseOfTheProfile();
    void renewedAddress();
    void forwards();
    void badTargetIsSaid();
    void answers();
    void senders();
    void networkNeedsTls();
    void sendsATest();
    void moneyNeedsTheHost();
    void settingsSurvive();

private:
    template <typename T> [[nodiscard]] T *part(const char *name) { return m_panel->findChild<T *>(QString::fromLatin1(name)); }
    [[nodiscard]] QPushButton *saveButton() { return part<QPushButton>("saveCallbacks"); }
    [[nodiscard]] QString address(int row) { return part<KeyValueGrid>("callbackAddresses")->value(row); }
    /// Posts to the address of the open profile; the status, 0 without an answer.
    int post(const QUrl &url, const QByteArray &headers = {});
    [[nodiscard]] QUrl stk()
    {
        return QUrl(m_fixture->desk.receiver().baseUrl(m_fixture->desk.currentProfile().id).toString() + QStringLiteral("/stk"));
    }

    std::unique_ptr<DeskFixture> m_fixture;
    std::unique_ptr<CallbacksPanel> m_panel;
};

void TestCallbacksPanel::init()
{
    failOnAnyWarning();
    m_fixture = std::make_unique<DeskFixture>();
    QTRY_VERIFY(m_fixture->isOpen());
    m_panel = std::make_unique<CallbacksPanel>(m_fixture->desk);
    m_panel->resize(800, 900);
    m_panel->show();
}

void TestCallbacksPanel::cleanup()
{
    m_panel.reset();
    m_fixture.reset();
}

int TestCallbacksPanel::post(const QUrl &url, const QByteArray &headers)
{
    RawConnection daraja(static_cast<quint16>(url.port()));
    daraja.send("POST " + url.path().toLatin1() + " HTTP/1.1\r\nHost: x\r\n" + headers +
                "Content-Length: " + QByteArray::number(cancelledBody.size()) + "\r\n\r\n" + cancelledBody);
    const bool answered = QTest::qWaitFor([&daraja] { return !daraja.statuses().isEmpty(); });
    return answered ? daraja.statuses().constFirst() : 0;
}

void TestCallbacksPanel::addressesStayAndAreThoseOfTheProfile()
{
    QCOMPARE(address(0), stk().toString());
    QVERIFY(address(3).endsWith(QStringLiteral("/validation")));
    QCOMPARE(post(QUrl(address(0))), 200);
    Profile other;
    other.name = QStringLiteral("Other");
    other.environment = Environment::Sandbox;
    other.callbackBaseUrl = QUrl(QStringLiteral("https://desk.example.com/in/"));
    QString id;
    m_fixture->desk.saveProfile(other, {}, this, [&id](const QString &saved, const QString &) { id = saved; });
    QTRY_VERIFY(!id.isEmpty());
    const QUrl first = stk();
    m_fixture->desk.openProfile(id);
    QTRY_VERIFY(m_fixture->desk.workspace() != nullptr);
    QVERIFY(stk() != first);
    QCOMPARE(address(0), QStringLiteral("https://desk.example.com/in") + stk().path());
    QCOMPARE(m_fixture->desk.workspace()->client().context().callbackUrl.path() + QStringLiteral("/stk"), QUrl(address(0)).path());
    QCOMPARE(post(stk()), 200);
    QCOMPARE(post(first), 200); // the other profile's goes on being taken
    // The next start has the same.
    const QString folder = m_fixture->desk.settings().fileName();
    QSettings kept(folder, QSettings::IniFormat);
    m_fixture->desk.settings().sync();
    QVERIFY(stk().path().contains(callbackSegment(kept, id)));
}

void TestCallbacksPanel::renewedAddress()
{
    const QUrl before = stk();
    QTest::mouseClick(part<QPushButton>("renewAddress"), Qt::LeftButton);
    QMessageBox *question = nullptr;
    QTRY_VERIFY((question = m_panel->findChild<QMessageBox *>()) != nullptr);
    QVERIFY(clickButton(*question, QStringLiteral("Renew")));
    QTRY_VERIFY(stk() != before);
    QCOMPARE(post(before), 404);
    QCOMPARE(post(stk()), 200);
    QCOMPARE(address(0), stk().toString());
    QTRY_VERIFY(m_fixture->isOpen());
}

void TestCallbacksPanel::forwards()
{
    ScriptedServer server({ScriptedAnswer::json("{}")});
    QVERIFY(!saveButton()->isEnabled());
    part<QCheckBox>("forwards")->setChecked(true);
    QVERIFY(!saveButton()->isEnabled()); // to where?
    part<QLineEdit>("forwardTarget")->setText(server.url().toString() + QStringLiteral("/{path}"));
    QVERIFY(saveButton()->isEnabled());
    QCOMPARE(post(stk()), 200);
    QCOMPARE(server.posts(), 0); // not before it is used
    QTest::mouseClick(saveButton(), Qt::LeftButton);
    QVERIFY(!saveButton()->isEnabled());
    QCOMPARE(post(stk()), 200);
    QTRY_COMPARE(server.posts(), 1);
    QCOMPARE(server.requests().at(0).body(), cancelledBody);
    part<QCheckBox>("forwards")->setChecked(false);
    QVERIFY(m_panel->save());
    QCOMPARE(post(stk()), 200);
    QCOMPARE(server.posts(), 1);
}

void TestCallbacksPanel::badTargetIsSaid()
{
    part<QLineEdit>("forwardTarget")->setText(QStringLiteral("http://shop.example/"));
    QVERIFY(!saveButton()->isEnabled());
    QVERIFY(!m_panel->save());
    bool said = false;
    for (const FieldRow *row : m_panel->findChildren<FieldRow *>()) {
        said = said || row->problem().contains(QStringLiteral("https://"));
    }
    QVERIFY(said);
}

void TestCallbacksPanel::answers()
{
    auto *answer = part<QComboBox>("answer/stk");
    answer->setCurrentIndex(answer->findData(QStringLiteral("503")));
    QVERIFY(part<QComboBox>("answer/stk")->findData(QStringLiteral("C2B00012")) < 0);
    QVERIFY(part<QComboBox>("answer/validation")->findData(QStringLiteral("C2B00012")) >= 0);
    part<QSpinBox>("delay/stk")->setValue(20);
    QVERIFY(m_panel->save());
    QCOMPARE(post(stk()), 503);
    QCOMPARE(m_fixture->desk.callbackSettings().replies.value(QStringLiteral("/stk")).delay, 20);
}

void TestCallbacksPanel::senders()
{
    part<QCheckBox>("refusesSenders")->setChecked(true);
    part<QCheckBox>("trustsProxy")->setChecked(true);
    QVERIFY(m_panel->save());
    QCOMPARE(post(stk()), 200);
    QCOMPARE(post(stk(), "X-Forwarded-For: 203.0.113.9\r\n"), 403);
}

void TestCallbacksPanel::networkNeedsTls()
{
    QVERIFY(!part<QLineEdit>("networkCertificate")->isVisible());
    part<QCheckBox>("listensToNetwork")->setChecked(true);
    QVERIFY(part<QLineEdit>("networkCertificate")->isVisible());
    const QUrl before = stk();
    QVERIFY(!m_panel->save());
    QVERIFY2(m_panel->findChild<Banner *>()->message().contains(QStringLiteral("TLS")),
             qPrintable(m_panel->findChild<Banner *>()->message()));
    part<QLineEdit>("networkCertificate")->setText(QStringLiteral("/nowhere/cert.pem"));
    part<QLineEdit>("networkKey")->setText(QStringLiteral("/nowhere/key.pem"));
    QVERIFY(!m_panel->save());
    QVERIFY(m_panel->findChild<Banner *>()->message().contains(QStringLiteral("/nowhere/cert.pem")));
    // Nothing was lost: the receiver goes on as before.
    QVERIFY(!m_fixture->desk.callbackSettings().listensToNetwork);
    QCOMPARE(stk().path(), before.path());
    QCOMPARE(post(stk()), 200);
}

void TestCallbacksPanel::sendsATest()
{
    ScriptedServer server({ScriptedAnswer::status(500)});
    QVERIFY(!part<QPushButton>("sendTest")->isEnabled());
    part<QCheckBox>("forwards")->setChecked(true);
    part<QLineEdit>("forwardTarget")->setText(server.url().toString());
    QVERIFY(m_panel->save());
    QTRY_VERIFY(part<QPushButton>("sendTest")->isEnabled());
    QVERIFY(!part<QLineEdit>("testHost")->isVisible());
    QTest::mouseClick(part<QPushButton>("sendTest"), Qt::LeftButton);
    QTRY_COMPARE(server.posts(), 1);
    QVERIFY(server.requests().at(0).body().contains("\"ResultCode\":1032"));
    QTRY_VERIFY(showsText(*m_panel, QStringLiteral("refused it: 500")));
}

void TestCallbacksPanel::moneyNeedsTheHost()
{
    part<QCheckBox>("forwards")->setChecked(true);
    part<QLineEdit>("forwardTarget")->setText(QStringLiteral("https://shop.example/hook"));
    QVERIFY(m_panel->save());
    auto *outcome = part<QComboBox>("testOutcome");
    outcome->setCurrentIndex(outcome->findData(QStringLiteral("stk_0")));
    QVERIFY(part<QLineEdit>("testHost")->isVisible());
    QVERIFY(!part<QPushButton>("sendTest")->isEnabled());
    part<QLineEdit>("testHost")->setText(QStringLiteral("shop.example"));
    QVERIFY(part<QPushButton>("sendTest")->isEnabled());
    outcome->setCurrentIndex(outcome->findData(QStringLiteral("stk_1032")));
    QVERIFY(!part<QLineEdit>("testHost")->isVisible());
}

void TestCallbacksPanel::settingsSurvive()
{
    auto *answer = part<QComboBox>("answer/validation");
    answer->setCurrentIndex(answer->findData(QStringLiteral("C2B00012")));
    part<QCheckBox>("refusesSenders")->setChecked(true);
    QVERIFY(m_panel->save());
    m_panel = std::make_unique<CallbacksPanel>(m_fixture->desk);
    QCOMPARE(part<QComboBox>("answer/validation")->currentData().toString(), QStringLiteral("C2B00012"));
    QVERIFY(part<QCheckBox>("refusesSenders")->isChecked());
    QVERIFY(!saveButton()->isEnabled());
}

QTEST_MAIN(TestCallbacksPanel)
#include "tst_callbackspanel.moc"
