// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/doctorfixture.h"

#include "ui/doctor/supportdialog.h"

#include <QCheckBox>
#include <QDialog>
#include <QFile>
#include <QLineEdit>
#include <QNetworkProxy>
#include <QPlainTextEdit>
#include <QSignalSpy>

using namespace daraja;

/// The page Doctor as support staff use it: one press, a verdict, a cure.
class TestDoctorPage final : public QObject
{
    Q_OBJECT

private:
    Theme m_theme;
    std::unique_ptr<DoctorFixture> m_fixture;

    DoctorFixture &f() { return *m_fixture; }
    /// A passkey as people paste it by mistake: the finished Password, in which the right one is (doctor L2).
    QString pastedPassword()
    {
        const SimulatorOptions &options = f().desk().simulator().options();
        return QString::fromLatin1((options.shortCode + options.passkey + QStringLiteral("20260314101530")).toLatin1().toBase64());
    }
    [[nodiscard]] int money() { return int(f().desk().simulator().handset().openPrompts().size()); }
    /// A profile that is saved and opened.
    [[nodiscard]] bool openAs(Environment environment)
    {
        Profile profile;
        profile.name = QStringLiteral("Duka, Tom Mboya Street");
        profile.environment = environment;
        profile.consumerKey = QStringLiteral("V8sKq2LmNwXc4RtYz6PbJ1hD");
        profile.shortCode = QStringLiteral("4061234");
        f().desk().openProfile(f().desk().profiles().save(profile));
        return QTest::qWaitFor(
            [this, environment] { return f().desk().workspace() && f().desk().workspace()->profile().environment == environment; });
    }
    [[nodiscard]] QDialog *dialog(const char *name)
    {
        QDialog *found = nullptr;
        (void)QTest::qWaitFor([&] { return (found = f().find<QDialog>(name)) != nullptr; });
        return found;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_theme.apply(Theme::Choice::Light);
        // Whatever is asked of Safaricom's own servers ends on this machine.
        QNetworkProxy::setApplicationProxy(QNetworkProxy(QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"), 9));
    }
    void cleanupTestCase() { QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy); }
    void init()
    {
        failOnAnyWarning();
        m_fixture = std::make_unique<DoctorFixture>(m_theme);
        QVERIFY(f().open());
    }
    void cleanup() { m_fixture.reset(); }

    void beginsWithComplaints()
    {
        QVERIFY(!f().page().isRunning());
        QTRY_VERIFY(f().shows(QStringLiteral("What do you see?")));
        QTRY_VERIFY(f().shows(QStringLiteral("moves no money")));
        int tiles = 0;
        for (const Symptom &symptom : symptoms()) {
            const auto *tile = f().find<QAbstractButton>(qPrintable(QStringLiteral("symptom-") + symptom.id));
            QVERIFY2(tile, qPrintable(symptom.id));
            QCOMPARE(tile->text(), symptom.words);
            QVERIFY(!tile->accessibleDescription().isEmpty());
            ++tiles;
        }
        QCOMPARE(tiles, 8);
        QVERIFY(f().find<QWidget>("doctorSimulated")); // a simulator says nothing about the user's own keys
        QTRY_VERIFY(!f().find<Label>("doctorWeather")->text().isEmpty());
        QVERIFY(f().page().statusText().isEmpty());
    }

    void theSimulatorIsHealthy()
    {
        QVERIFY(f().run());
        QVERIFY2(f().outcome() == Verdict::Outcome::Healthy,
                 qPrintable(f().page().report().verdict.title + f().page().report().verdict.cause));
        QCOMPARE(f().verdict().tone(), Tone::Good);
        QCOMPARE(f().verdict().headline(), f().page().report().verdict.title);
        QVERIFY(f().model().ran() > 12);
        QCOMPARE(f().model().count(CheckModel::State::Bad), 0);
        QTRY_VERIFY(f().shows(QStringLiteral("no prompt sent, no money moved")));
        QCOMPARE(f().desk().simulator().handset().openPrompts().size(), 0);
        for (const SimulatorRequest &request : f().desk().simulator().requests()) {
            QVERIFY2(!request.path.contains(QStringLiteral("processrequest")) || request.body.size() < 4, qPrintable(request.path));
        }
        QCOMPARE(f().page().statusText(), QStringLiteral("Doctor: no fault found"));
        QCOMPARE(f().page().statusHint(), QStringLiteral("F5 check again"));
        QVERIFY(!f().find<QWidget>("doctorCure"));
    }

    void aWrongPasskeyIsFoundAndCured()
    {
        QVERIFY(f().spoil([this](Profile &, ProfileSecrets &secrets) { secrets.passkey = pastedPassword(); }));
        QVERIFY(f().run());
        QCOMPARE(f().outcome(), Verdict::Outcome::FaultFound);
        QCOMPARE(f().verdict().tone(), Tone::Bad);
        QTRY_VERIFY(f().shows(QStringLiteral("It means")));
        QTRY_VERIFY(f().shows(QStringLiteral("Do this")));
        QVERIFY(f().page().statusText().contains(QStringLiteral("fault")));
        auto *cure = f().find<QPushButton>("doctorCure");
        QVERIFY(cure);
        QTest::mouseClick(cure, Qt::LeftButton);
        QDialog *apply = dialog("applyValues");
        QVERIFY(apply);
        const QString passkey = f().desk().simulator().options().passkey;
        for (const QLabel *label : apply->findChildren<QLabel *>()) {
            QVERIFY2(!label->text().contains(passkey) && !label->text().contains(pastedPassword()), "a secret stands on the screen");
        }
        QTRY_VERIFY(showsText(*apply, passkey.right(4)));
        QTRY_VERIFY(showsText(*apply, QStringLiteral("(64 characters)")));
        QVERIFY(clickButton(*apply, QStringLiteral("Change and check again")));
        QVERIFY(f().wait());
        QCOMPARE(f().desk().currentSecrets().passkey, passkey);
        QVERIFY2(f().outcome() == Verdict::Outcome::Healthy, qPrintable(f().page().report().verdict.title));
        QTRY_VERIFY(f().shows(QStringLiteral("Changed"))); // since the run before
    }

    void anyOtherPasskeyIsRefused()
    {
        QVERIFY(f().spoil([](Profile &, ProfileSecrets &secrets) { secrets.passkey = QString(64, u'a'); }));
        QVERIFY(f().run());
        QCOMPARE(f().outcome(), Verdict::Outcome::FaultFound);
        QVERIFY(f().page().report().verdict.cause.startsWith(u'S'));
        const Finding *refused = f().model().finding(QStringLiteral("S1"));
        QVERIFY(refused && refused->status == Finding::Status::Bad);
        QVERIFY(f().find<QWidget>("doctorSure"));
        QCOMPARE(f().view().currentIndex().data(CheckModel::IdRole).toString(), f().page().report().verdict.cause);
        f().view().setCurrentIndex(f().model().indexOf(QStringLiteral("S1")));
        QTRY_VERIFY(f().shows(QStringLiteral("Wrong credentials")));
        auto *request = f().find<QPlainTextEdit>("findingRequest");
        QVERIFY(request && request->toPlainText().contains(QStringLiteral("stkpushquery")));
        QVERIFY(!request->toPlainText().contains(QString(64, u'a')));
        QVERIFY(!f().find<QPlainTextEdit>("findingResponse")->toPlainText().isEmpty());
    }

    void aCureLeadsToTheFieldOfTheProfile()
    {
        QVERIFY(f().spoil([](Profile &, ProfileSecrets &secrets) { secrets.consumerSecret = QStringLiteral("theWrongOne"); }));
        QVERIFY(f().run());
        QCOMPARE(f().outcome(), Verdict::Outcome::FaultFound);
        const Finding *cause = f().page().report().cause();
        QVERIFY(cause && cause->cure.action == Finding::Cure::Action::EditValue);
        QTest::mouseClick(f().find<QPushButton>("doctorCure"), Qt::LeftButton);
        QCOMPARE(f().window().currentPageId(), PageId::Settings);
        // Coming back shows what was found.
        QVERIFY(f().show({}));
        QCOMPARE(f().verdict().tone(), Tone::Bad);
    }

    void cancel()
    {
        f().press(Qt::Key_F5);
        QTRY_VERIFY(f().page().isRunning());
        QVERIFY(f().find<QWidget>("doctorCancel"));
        QCOMPARE(f().page().statusHint(), QStringLiteral("Esc cancel"));
        f().press(Qt::Key_Escape);
        QTRY_VERIFY(!f().page().isRunning());
        QCOMPARE(f().outcome(), Verdict::Outcome::Stopped);
        QVERIFY(f().model().running().isEmpty());
        QVERIFY(f().find<QWidget>("doctorAgain"));
        QVERIFY(!f().find<QWidget>("doctorCancel"));
        QVERIFY(f().run());
        QCOMPARE(f().outcome(), Verdict::Outcome::Healthy);
    }

    void symptomsLead()
    {
        auto *tile = f().find<QAbstractButton>("symptom-phone-never-rings");
        QVERIFY(tile);
        tile->setFocus();
        QTest::keyClick(tile, Qt::Key_Return);
        QVERIFY(f().wait());
        QCOMPARE(f().page().report().symptom, QStringLiteral("phone-never-rings"));
        QVERIFY(f().model().finding(QStringLiteral("S1")));
        QVERIFY(f().outcome() != Verdict::Outcome::Healthy); // something is wrong somewhere, or nobody would complain
        QTRY_VERIFY(f().shows(QStringLiteral("*234#")));
        QTRY_VERIFY(f().shows(QStringLiteral("Because of")));
        QTest::mouseClick(f().find<QPushButton>("doctorBack"), Qt::LeftButton);
        QTRY_VERIFY(f().shows(QStringLiteral("What do you see?")));
    }

    /// Production: nothing leaves this computer that may harm before somebody has agreed to it in words.
    void consentBeforeAToken()
    {
        QVERIFY(openAs(Environment::Production));
        QVERIFY(!f().find<QWidget>("doctorSimulated"));
        f().press(Qt::Key_F5);
        QDialog *asked = dialog("consentDialog");
        QVERIFY(asked);
        QVERIFY(!f().page().isRunning());
        QTRY_VERIFY(showsText(*asked, QStringLiteral("may cancel the one your server holds")));
        QTRY_VERIFY(showsText(*asked, QStringLiteral("nothing can be paid")));
        for (const QCheckBox *box : asked->findChildren<QCheckBox *>()) {
            QVERIFY2(!box->isChecked(), qPrintable(box->text()));
            QVERIFY(!box->accessibleDescription().isEmpty());
        }
        QVERIFY(clickButton(*asked, QStringLiteral("Cancel")));
        QVERIFY(!f().page().isRunning());
        QTRY_VERIFY(f().shows(QStringLiteral("What do you see?")));

        f().press(Qt::Key_F5);
        asked = dialog("consentDialog");
        QVERIFY(asked);
        QVERIFY(clickButton(*asked, QStringLiteral("Begin without")));
        QVERIFY(f().wait());
        QCOMPARE(f().desk().workspace()->tokens().fetchCount(), 0);
        QVERIFY(f().outcome() != Verdict::Outcome::Healthy);

        // What was agreed to stays for the next time, where it can be taken back.
        f().press(Qt::Key_F5);
        asked = dialog("consentDialog");
        QVERIFY(asked);
        auto *token = asked->findChild<QCheckBox *>(QStringLiteral("consent%1").arg(int(Consent::FreshToken)));
        QVERIFY(token);
        QTest::mouseClick(token, Qt::LeftButton, {}, QPoint(8, token->height() / 2));
        QVERIFY(token->isChecked());
        QVERIFY(clickButton(*asked, QStringLiteral("Begin")));
        QVERIFY(f().wait());
        f().press(Qt::Key_F5);
        asked = dialog("consentDialog");
        QVERIFY(asked && asked->findChild<QCheckBox *>(QStringLiteral("consent%1").arg(int(Consent::FreshToken)))->isChecked());
        asked->reject();
    }

    void whatRunsOnlyOnRequestAsksFirst()
    {
        QVERIFY(f().run());
        const QModelIndex overlap = f().model().indexOf(QStringLiteral("T4"));
        QVERIFY(overlap.isValid());
        QCOMPARE(f().model().state(QStringLiteral("T4")), CheckModel::State::OnRequest);
        f().view().expand(overlap.parent());
        f().view().setCurrentIndex(overlap);
        QVERIFY(clickButton(f().page(), QStringLiteral("Run this check…")));
        QDialog *asked = dialog("consentDialog");
        QVERIFY(asked);
        auto *box = asked->findChild<QCheckBox *>();
        QVERIFY(box && box->text().contains(QStringLiteral("two tokens")));
        box->setChecked(true);
        const int before = f().model().ran();
        QVERIFY(clickButton(*asked, QStringLiteral("Begin")));
        QVERIFY(f().wait());
        QVERIFY(f().model().finding(QStringLiteral("T4")));
        QVERIFY(f().model().ran() > before); // added to what was known
        QCOMPARE(f().outcome(), Verdict::Outcome::Healthy);
    }

    void editingInMidRun()
    {
        f().press(Qt::Key_F5);
        QTRY_VERIFY(f().page().isRunning());
        QVERIFY(f().spoil([](Profile &, ProfileSecrets &secrets) { secrets.passkey = QString(64, u'a'); }));
        QTRY_VERIFY_WITH_TIMEOUT(!f().page().isRunning(), 60'000);
        QVERIFY2(f().outcome() == Verdict::Outcome::Healthy, qPrintable(f().page().report().verdict.title)); // of the values it began with
        auto *edited = f().find<Banner>("doctorEdited");
        QVERIFY(edited && edited->message().contains(QStringLiteral("changed")));
        QVERIFY(clickButton(*edited, QStringLiteral("Check again")));
        QVERIFY(f().wait());
        QCOMPARE(f().outcome(), Verdict::Outcome::FaultFound);
        QVERIFY(!f().find<Banner>("doctorEdited"));
    }

    void anotherProfileEndsTheRun()
    {
        f().press(Qt::Key_F5);
        QTRY_VERIFY(f().page().isRunning());
        QVERIFY(openAs(Environment::Sandbox));
        QVERIFY(!f().page().isRunning());
        QTRY_VERIFY(f().shows(QStringLiteral("What do you see?")));
        QTRY_VERIFY(f().shows(QStringLiteral("Tom Mboya")));
    }

    void theLastRunIsKept()
    {
        QVERIFY(f().run());
        const QString title = f().page().report().verdict.title;
        QTest::mouseClick(f().find<QPushButton>("doctorBack"), Qt::LeftButton);
        QVERIFY(f().find<Label>("doctorLast")->text().contains(title));
        QTest::mouseClick(f().find<QPushButton>("showLast"), Qt::LeftButton);
        QCOMPARE(f().verdict().headline(), title);
        QVERIFY(f().model().ran() > 12);
        QVERIFY(f().run()); // and the next is compared with it
        QTest::mouseClick(f().find<QPushButton>("doctorBack"), Qt::LeftButton);
        // It belongs to the profile.
        QVERIFY(openAs(Environment::Sandbox));
        QVERIFY(!f().find<QPushButton>("showLast"));
        f().desk().openProfile(ProfileStore::demoProfile().id);
        QTRY_VERIFY(f().find<QPushButton>("showLast"));
        f().desk().forgetEverything();
        QVERIFY(!f().desk().doctorRecord().last(ProfileStore::demoProfile().id));
    }

    void keyboardAlone()
    {
        QTRY_VERIFY(f().find<QPushButton>("checkEverything")->hasFocus());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QVERIFY(f().wait());
        QVERIFY(f().view().hasFocus());
        f().view().setCurrentIndex(f().model().index(0, 0));
        f().view().collapseAll();
        QTest::keyClick(&f().view(), Qt::Key_Right);
        QVERIFY(f().view().isExpanded(f().model().index(0, 0)));
        QTest::keyClick(&f().view(), Qt::Key_Down);
        QCOMPARE(f().view().currentIndex(), f().model().index(0, 0, f().model().index(0, 0)));
        QTest::keyClick(&f().view(), Qt::Key_Left);
        QTest::keyClick(&f().view(), Qt::Key_Return);
        QVERIFY(!f().view().isExpanded(f().model().index(0, 0)));
        QVERIFY(!f().view().accessibleName().isEmpty());
        QVERIFY(!f().view().currentIndex().data(Qt::AccessibleTextRole).toString().isEmpty());
        QSet<QWidget *> reached;
        for (int i = 0; i < 40; ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            reached.insert(QApplication::focusWidget());
        }
        for (const char *name : {"doctorAgain", "doctorBack", "doctorPack", "doctorChecks", "copyFinding"}) {
            QVERIFY2(reached.contains(f().find<QWidget>(name)), name);
        }
    }

    void ownServerIsAskedForWhereItMatters()
    {
        QVERIFY(f().run());
        QVERIFY(!f().find<QWidget>("ownServer"));
        const QModelIndex path = f().model().indexOf(QStringLiteral("K3"));
        QVERIFY(path.isValid());
        f().view().expand(path.parent());
        f().view().setCurrentIndex(path);
        QVERIFY(f().find<QWidget>("ownServer"));
        auto *check = f().find<QPushButton>("ownCheck");
        QVERIFY(!check->isEnabled());
        auto *address = f().find<QLineEdit>("ownAddress");
        QTest::keyClicks(address, QStringLiteral("shop"));
        QVERIFY(!check->isEnabled());
        QTRY_VERIFY(f().shows(QStringLiteral("no web address")));
        address->clear();
        f().find<QPlainTextEdit>("ownAllowList")->setPlainText(QStringLiteral("196.201.214.200\n196.201.214.206\n"));
        QVERIFY(check->isEnabled());
        QTest::mouseClick(check, Qt::LeftButton);
        QVERIFY(f().wait());
        const Finding *list = f().model().finding(QStringLiteral("K3"));
        QVERIFY(list && list->status != Finding::Status::Good && list->status != Finding::Status::NotNeeded); // ten are missing
        QTest::keyClicks(address, QStringLiteral("https://shop.example.co.ke/paid"));
        f().find<QCheckBox>("ownPost")->setChecked(true);
        f().window().showPage(PageId::Token);
        // The address and the list are kept for this profile; a consent never is.
        QSettings &settings = f().desk().settings();
        settings.beginGroup(QStringLiteral("page/doctor/server/") + f().desk().currentProfile().id);
        QCOMPARE(settings.value(QStringLiteral("address")).toString(), QStringLiteral("https://shop.example.co.ke/paid"));
        QVERIFY(settings.value(QStringLiteral("list")).toString().contains(QStringLiteral("196.201.214.206")));
        QCOMPARE(settings.childKeys().size(), 2);
        settings.endGroup();
    }

    void thePaletteKnowsTheComplaints()
    {
        f().window().showPage(PageId::Token);
        f().window().openPalette();
        auto *field = f().window().findChild<QWidget *>(QStringLiteral("commandPalette"))->findChild<QLineEdit *>();
        QVERIFY(field);
        QTest::keyClicks(field, QStringLiteral("phone never rings"));
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(f().window().currentPageId(), PageId::Doctor);
        QVERIFY(f().wait());
        QCOMPARE(f().page().report().symptom, QStringLiteral("phone-never-rings"));
    }

    /// As on a small screen with large text: everything is still reached, one below the other.
    void smallestWindow()
    {
        f().window().resize(f().window().minimumSize());
        QVERIFY(f().run());
        auto *finding = f().find<QPushButton>("copyFinding");
        QTRY_VERIFY(finding &&
                    finding->mapTo(&f().page(), QPoint()).y() > f().view().mapTo(&f().page(), QPoint()).y() + f().view().height());
        for (const char *name : {"doctorAgain", "doctorBack", "doctorPack", "copyFinding"}) {
            const auto *button = f().find<QWidget>(name);
            QVERIFY2(button && button->mapTo(&f().page(), QPoint(button->width(), 0)).x() <= f().page().width(), name);
        }
        QVERIFY(f().view().height() > 100);
        QTest::mouseClick(f().find<QPushButton>("doctorBack"), Qt::LeftButton);
        const auto *tile = f().find<QAbstractButton>("symptom-worked-yesterday");
        QTRY_VERIFY(tile->mapTo(&f().page(), QPoint(tile->width(), 0)).x() <= f().page().width());
        QVERIFY(tile->height() >= tile->heightForWidth(tile->width()));
    }

    void supportPackIsSeenBeforeItIsSaved()
    {
        QVERIFY(f().run());
        QTest::mouseClick(f().find<QPushButton>("doctorPack"), Qt::LeftButton);
        QDialog *pack = dialog("supportDialog");
        QVERIFY(pack);
        auto *save = pack->findChild<QPushButton *>(QStringLiteral("supportSave"));
        QTRY_VERIFY(save->isEnabled());
        const QString mail = pack->findChild<QPlainTextEdit *>(QStringLiteral("supportMail"))->toPlainText();
        QVERIFY(mail.contains(f().desk().currentProfile().shortCode));
        QVERIFY(!mail.contains(f().desk().currentSecrets().passkey));
        const QString file = f().fixture.folder.filePath(QStringLiteral("pack.html"));
        QCOMPARE(static_cast<SupportDialog *>(pack)->saveTo(file), QString());
        QFile saved(file);
        QVERIFY(saved.open(QIODevice::ReadOnly));
        QVERIFY(!saved.readAll().contains(f().desk().currentSecrets().passkey.toUtf8()));
        QVERIFY(!static_cast<SupportDialog *>(pack)->saveTo(f().fixture.folder.filePath(QStringLiteral("no/such/folder.html"))).isEmpty());
        QTRY_VERIFY(!pack->findChild<QLabel *>(QStringLiteral("supportTold"))->text().contains(QStringLiteral("Saved")));
        pack->close();
    }
};

QTEST_MAIN(TestDoctorPage)
#include "tst_doctorpage.moc"
