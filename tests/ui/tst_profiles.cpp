// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/rsapair.h"
#include "tests/support/waituntil.h"
#include "tests/ui/faultystore.h"
#include "tests/ui/windowfixture.h"
#include "ui/profiles/certificateview.h"
#include "ui/profiles/importdialog.h"
#include "ui/profiles/pastebox.h"
#include "ui/profiles/pastedfield.h"
#include "ui/profiles/profiledelegate.h"
#include "ui/settings/settingspage.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/revealbutton.h"

#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QMimeData>
#include <QNetworkProxy>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTcpServer>

using namespace daraja;

/// Profiles in the settings: the list, the form and its problems, import, what is kept and what is never shown.
class TestProfiles : public QObject
{
    Q_OBJECT

private:
    Theme m_theme;
    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Desk> m_desk;
    std::unique_ptr<SettingsPage> m_page;
    FaultyStore *m_store = nullptr;

    template <typename T> T *find(const char *name) { return m_page->findChild<T *>(QLatin1StringView(name)); }
    QLineEdit *edit(const char *name) { return find<QLineEdit>(name); }
    QPushButton *button(const char *name) { return find<QPushButton>(name); }
    FieldRow *row(const char *name)
    {
        QObject *object = find<QWidget>(name);
        while (object && !qobject_cast<FieldRow *>(object))
            object = object->parent();
        return qobject_cast<FieldRow *>(object);
    }
    QListWidget *list() { return find<QListWidget>("profileList"); }
    QStringList names()
    {
        QStringList all;
        for (int i = 0; i < list()->count(); ++i)
            all.append(list()->item(i)->text());
        return all;
    }
    void chooseProfile(const QString &name)
    {
        const QList<QListWidgetItem *> items = list()->findItems(name, Qt::MatchExactly);
        QCOMPARE(items.size(), 1);
        list()->setCurrentItem(items.constFirst());
        QTRY_VERIFY(edit("name")->isEnabled());
    }
    QMessageBox *question() { return m_page->window()->findChild<QMessageBox *>(); }
    void agree()
    {
        QTRY_VERIFY(question());
        for (QAbstractButton *one : question()->buttons()) {
            if (question()->buttonRole(one) == QMessageBox::AcceptRole)
                QTest::mouseClick(one, Qt::LeftButton);
        }
        QTRY_VERIFY(!question());
    }
    void refuse()
    {
        QTRY_VERIFY(question());
        question()->close();
        QTRY_VERIFY(!question());
    }
    QString saved(const char *name, const QString &environment = QStringLiteral("custom"))
    {
        Profile profile;
        profile.name = QLatin1StringView(name);
        profile.environment = environmentFromId(environment);
        profile.customBaseUrl = m_desk->simulator().baseUrl();
        profile.consumerKey = m_desk->simulator().options().consumerKey;
        profile.shortCode = QStringLiteral("600123");
        const QString id = m_desk->profiles().save(profile);
        m_store->values.insert(secretName(id, SecretKind::ConsumerSecret), m_desk->simulator().options().consumerSecret);
        return id;
    }
    void chooseEnvironment(Environment environment)
    {
        auto *box = find<QComboBox>("environment");
        box->setCurrentIndex(box->findData(int(environment)));
    }
    ImportDialog *importDialog() { return m_page->window()->findChild<ImportDialog *>(); }

private Q_SLOTS:
    void initTestCase()
    {
        m_theme.apply(Theme::Choice::Light);
        QNetworkProxy::setApplicationProxy(QNetworkProxy(QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"), 9));
    }
    void cleanupTestCase() { QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy); }
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support ).*")));
        m_folder = std::make_unique<QTemporaryDir>();
        auto store = std::make_unique<FaultyStore>();
        m_store = store.get();
        m_desk = std::make_unique<Desk>(m_clock, preparedSettings(*m_folder), std::move(store));
        m_desk->start();
        QTRY_VERIFY(m_desk->workspace());
        m_page = std::make_unique<SettingsPage>(*m_desk);
        m_page->setStateGroup(QStringLiteral("page/settings"));
        m_page->setThemeChoice(Theme::Choice::Light);
        m_page->resize(1100, 800);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        QTRY_VERIFY(edit("name")->isEnabled());
    }
    void cleanup()
    {
        m_page.reset();
        m_desk.reset();
    }

    void theListShowsEveryProfileAndTheOpenOne()
    {
        saved("Duka la Mama", QStringLiteral("sandbox"));
        saved("Second", QStringLiteral("production"));
        QCOMPARE(names(), QStringList({QStringLiteral("Demo shop"), QStringLiteral("Duka la Mama"), QStringLiteral("Second")}));
        QVERIFY(list()->item(0)->data(ProfileDelegate::OpenRole).toBool());
        QVERIFY(!list()->item(1)->data(ProfileDelegate::OpenRole).toBool());
        QCOMPARE(list()->item(2)->data(ProfileDelegate::EnvironmentRole).toInt(), int(Environment::Production));
        QVERIFY(list()->item(2)->data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("Production")));
    }

    void problemsStandBesideTheField_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("bad");
        QTest::addColumn<QString>("good");
        QTest::newRow("no name") << QStringLiteral("name") << QString() << QStringLiteral("Mine");
        QTest::newRow("short code") << QStringLiteral("shortCode") << QStringLiteral("12ab") << QStringLiteral("174379");
        QTest::newRow("cap") << QStringLiteral("productionCap") << QStringLiteral("0") << QStringLiteral("5,000");
        QTest::newRow("phone") << QStringLiteral("phoneNumber") << QStringLiteral("07123") << QStringLiteral("0712 345 678");
        QTest::newRow("plain http elsewhere") << QStringLiteral("customBaseUrl") << QStringLiteral("http://example.com")
                                              << QStringLiteral("https://example.com");
        QTest::newRow("callback") << QStringLiteral("callbackBaseUrl") << QStringLiteral("nonsense")
                                  << QStringLiteral("https://shop.example.com/x");
        QTest::newRow("certificate") << QStringLiteral("certificateFile") << QStringLiteral("/no/such/file.cer") << QString();
        QTest::newRow("dots for a key") << QStringLiteral("consumerKey") << QStringLiteral("••••••••") << QStringLiteral("abcDEF123");
    }
    void problemsStandBesideTheField()
    {
        QFETCH(QString, field);
        QFETCH(QString, bad);
        QFETCH(QString, good);
        m_page->open(QStringLiteral("new"));
        chooseEnvironment(Environment::Custom);
        auto *line = m_page->findChild<QLineEdit *>(field);
        line->setText(good + u' ');
        line->setText(bad);
        QVERIFY(!row(qPrintable(field))->problem().isEmpty());
        line->setText(good);
        QCOMPARE(row(qPrintable(field))->problem(), QString());
    }

    void anEmptyFormDoesNotScoldButDoesNotSave()
    {
        m_page->open(QStringLiteral("new"));
        QCOMPARE(row("consumerKey")->problem(), QString());
        QTest::mouseClick(button("saveProfile"), Qt::LeftButton);
        QVERIFY(!row("consumerKey")->problem().isEmpty());
        QCOMPARE(m_desk->profiles().profiles().size(), 1);
        QVERIFY(edit("consumerKey")->hasFocus());
    }

    void aNewProfileIsSavedWithItsSecrets()
    {
        m_page->open(QStringLiteral("new"));
        edit("name")->setText(QStringLiteral("Duka la Mama"));
        edit("consumerKey")->setText(QStringLiteral("aKey123"));
        edit("consumerSecret")->setText(QStringLiteral("aSecret456"));
        edit("shortCode")->setText(QStringLiteral("174379"));
        edit("passkey")->setText(QStringLiteral("aPasskey789"));
        QVERIFY(m_page->handle(PageCommand::Send));
        QTRY_VERIFY(names().contains(QStringLiteral("Duka la Mama")));
        const Profile profile = m_desk->profiles().findByName(QStringLiteral("Duka la Mama"));
        QCOMPARE(profile.environment, Environment::Sandbox);
        QCOMPARE(profile.consumerKey, QStringLiteral("aKey123"));
        QCOMPARE(m_store->values.value(secretName(profile.id, SecretKind::ConsumerSecret)), QStringLiteral("aSecret456"));
        QCOMPARE(m_store->values.value(secretName(profile.id, SecretKind::Passkey)), QStringLiteral("aPasskey789"));
        QCOMPARE(m_desk->profiles().currentId(), ProfileStore::demoProfile().id); // saved, not opened
        QTRY_VERIFY(button("openProfile")->isVisible());
        QTest::mouseClick(button("openProfile"), Qt::LeftButton);
        QCOMPARE(m_desk->profiles().currentId(), profile.id);
        for (const QString &name : m_folder->path().isEmpty() ? QStringList() : QDir(m_folder->path()).entryList(QDir::Files)) {
            QFile file(m_folder->filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray content = file.readAll();
            QVERIFY2(!content.contains("aSecret456") && !content.contains("aPasskey789"), qPrintable(name));
        }
    }

    void environmentAndReceiverDecideWhichFieldsAreThere()
    {
        m_page->open(QStringLiteral("new"));
        QVERIFY(!row("customBaseUrl")->isVisible());
        chooseEnvironment(Environment::Custom);
        QVERIFY(row("customBaseUrl")->isVisible());
        QVERIFY(!row("till")->isVisible());
        find<QRadioButton>("tillChoice")->click();
        QVERIFY(row("till")->isVisible());
        QVERIFY(row("shortCode")->help().contains(QStringLiteral("head office")));
        QVERIFY(!row("till")->problem().isEmpty() || edit("till")->text().isEmpty());
    }

    void secretsAreMaskedAndShownWhileHeld()
    {
        saved("Mine");
        chooseProfile(QStringLiteral("Mine"));
        for (const char *name : {"consumerSecret", "passkey", "initiatorPassword", "securityCredential"})
            QCOMPARE(edit(name)->echoMode(), QLineEdit::Password);
        QTRY_COMPARE(edit("consumerSecret")->text(), m_desk->simulator().options().consumerSecret);
        auto *reveal = row("consumerSecret")->findChild<RevealButton *>();
        QTest::mousePress(reveal, Qt::LeftButton);
        QCOMPARE(edit("consumerSecret")->echoMode(), QLineEdit::Normal);
        QTest::mouseRelease(reveal, Qt::LeftButton);
        QCOMPARE(edit("consumerSecret")->echoMode(), QLineEdit::Password);
    }

    void invisibleCharactersAreToldAndCleaned()
    {
        PastedField field(QStringLiteral("Passkey"), PastedField::Content::Secret, this);
        const std::unique_ptr<QWidget> shown(field.row());
        shown->show();
        QGuiApplication::clipboard()->setText(QStringLiteral("abc\u200bdef\n"));
        field.editor()->paste();
        QVERIFY2(field.row()->problem().contains(QStringLiteral("2 invisible")), qPrintable(field.row()->problem()));
        QVERIFY(!field.row()->problem().contains(QStringLiteral("abc")));
        QPushButton *clean = nullptr;
        for (QPushButton *one : shown->findChildren<QPushButton *>()) {
            if (one->text() == u"Clean")
                clean = one;
        }
        QVERIFY(clean && clean->isVisible());
        QTest::mouseClick(clean, Qt::LeftButton);
        QCOMPARE(field.text(), QStringLiteral("abcdef"));
        QCOMPARE(field.row()->problem(), QString());
        QVERIFY(!clean->isVisible());
        field.setProblem(QStringLiteral("something else"));
        QCOMPARE(field.row()->problem(), QStringLiteral("something else"));
    }

    void hiddenCharactersAreShownByName()
    {
        QCOMPARE(withHiddenCharactersShown(QStringLiteral("abc\n"), false), QStringLiteral("abc⟨line break⟩"));
        const QString masked = withHiddenCharactersShown(QStringLiteral("abc\u200bdef"), true);
        QCOMPARE(masked, QStringLiteral("•••⟨zero-width space⟩•••"));
    }

    void certificatesAreShownWhole()
    {
        const RsaPair pair;
        const QString path = m_folder->filePath(QStringLiteral("safaricom.cer"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(pair.der());
        file.close();
        m_page->open(QStringLiteral("new"));
        edit("certificateFile")->setText(path);
        auto *view = m_page->findChild<CertificateView *>();
        QVERIFY(view->isVisible());
        QTRY_VERIFY(showsText(*view, QStringLiteral("2048 bits")));
        for (const char *text : {"Issued to", "Issued by", "Valid", "SHA-1", "SHA-256"})
            QVERIFY2(showsText(*view, QLatin1StringView(text)), text);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("not a certificate");
        file.close();
        edit("certificateFile")->setText(QString());
        edit("certificateFile")->setText(path);
        QVERIFY(!view->isVisible());
        QVERIFY(!row("certificateFile")->problem().isEmpty());
    }

    void duplicatesCarryTheSecretsAlong()
    {
        saved("Mine");
        chooseProfile(QStringLiteral("Mine"));
        QTRY_VERIFY(!edit("consumerSecret")->text().isEmpty());
        QTest::mouseClick(button("duplicateProfile"), Qt::LeftButton);
        QTRY_COMPARE(edit("name")->text(), QStringLiteral("Mine, copy"));
        QCOMPARE(edit("consumerSecret")->text(), m_desk->simulator().options().consumerSecret);
        QTest::mouseClick(button("saveProfile"), Qt::LeftButton);
        QTRY_VERIFY(names().contains(QStringLiteral("Mine, copy")));
        QCOMPARE(m_desk->profiles().profiles().size(), 3);
    }

    void removingAsks()
    {
        const QString id = saved("Mine");
        QVERIFY(!button("removeProfile")->isEnabled()); // the demo profile
        chooseProfile(QStringLiteral("Mine"));
        QTest::mouseClick(button("removeProfile"), Qt::LeftButton);
        refuse();
        QVERIFY(names().contains(QStringLiteral("Mine")));
        QTest::mouseClick(button("removeProfile"), Qt::LeftButton);
        agree();
        QVERIFY(!names().contains(QStringLiteral("Mine")));
        QTRY_VERIFY(!m_store->values.contains(secretName(id, SecretKind::ConsumerSecret)));
    }

    void unsavedChangesAreNotLostByAClick()
    {
        saved("Mine");
        edit("phoneNumber")->setText(QStringLiteral("0722 000 000"));
        list()->setCurrentRow(1);
        refuse();
        QCOMPARE(edit("phoneNumber")->text(), QStringLiteral("0722 000 000"));
        QCOMPARE(list()->currentRow(), 0);
        list()->setCurrentRow(1);
        agree();
        QTRY_COMPARE(edit("name")->text(), QStringLiteral("Mine"));
        QCOMPARE(list()->currentRow(), 1);
    }

    void aLockedKeychainIsSaidAndNothingIsWiped()
    {
        const QString id = saved("Mine");
        m_store->fault = FaultyStore::Fault::LockedForReading;
        chooseProfile(QStringLiteral("Mine"));
        auto *banner = find<Banner>("profileBanner");
        QTRY_VERIFY(banner->isVisible());
        QVERIFY(banner->message().contains(QStringLiteral("locked")));
        edit("phoneNumber")->setText(QStringLiteral("0712345678"));
        QTest::mouseClick(button("saveProfile"), Qt::LeftButton);
        QTRY_COMPARE(m_desk->profiles().profile(id).phoneNumber, QStringLiteral("0712345678"));
        QCOMPARE(m_store->values.value(secretName(id, SecretKind::ConsumerSecret)), m_desk->simulator().options().consumerSecret);
    }

    void noKeychainIsSaidBesideTheFields()
    {
        m_page->open(QStringLiteral("new"));
        m_store->tell(QStringLiteral("There is no keychain: secrets last until the program ends."));
        const auto *place = find<QLabel>("secretPlace");
        QVERIFY(place->text().contains(QStringLiteral("Test keychain")));
        QVERIFY(place->text().contains(QStringLiteral("There is no keychain")));
    }

    void aFieldCanBeOpenedByName()
    {
        m_page->open(QStringLiteral("passkey"));
        QTRY_VERIFY(edit("passkey")->hasFocus());
        QCOMPARE(edit("name")->text(), QStringLiteral("Demo shop"));
    }

    void draftsSurviveWithoutTheirSecrets()
    {
        saved("Mine");
        chooseProfile(QStringLiteral("Mine"));
        edit("shortCode")->setText(QStringLiteral("999999"));
        edit("passkey")->setText(QStringLiteral("halfAPasskey"));
        m_page->leave();
        m_desk->settings().sync();
        QFile file(m_desk->settings().fileName());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray content = file.readAll();
        QVERIFY(content.contains("999999"));
        QVERIFY(!content.contains("halfAPasskey"));

        m_page = std::make_unique<SettingsPage>(*m_desk);
        m_desk->settings().beginGroup(QStringLiteral("page/settings"));
        m_page->restoreState(m_desk->settings());
        m_desk->settings().endGroup();
        m_page->show();
        QTRY_COMPARE(edit("shortCode")->text(), QStringLiteral("999999"));
        QCOMPARE(edit("name")->text(), QStringLiteral("Mine"));
        QVERIFY(button("saveProfile")->isEnabled());
        QTest::mouseClick(button("discardProfile"), Qt::LeftButton);
        QTRY_COMPARE(edit("shortCode")->text(), QStringLiteral("600123"));
    }

    void importShowsWhatWasFoundAndWhatWasNot();
    void importCleansInvisibleCharacters();
    void importTakesFilesAndRefusesOthers();
    void importedProfilesAreOpenedAndTried();
    void pastedValuesAreNeverShown_data();
    void pastedValuesAreNeverShown();
    void portAndLookCanBeSet();
    void forgettingAsks();
};

void TestProfiles::importShowsWhatWasFoundAndWhatWasNot()
{
    m_page->open(QStringLiteral("import"));
    QVERIFY(importDialog());
    auto *save = importDialog()->findChild<QPushButton *>(QStringLiteral("importSave"));
    QVERIFY(!save->isEnabled());
    importDialog()->findChild<PasteBox *>()->take(QStringLiteral("# mine\nexport MPESA_CONSUMER_KEY='theKey'\r\n"
                                                                 "MPESA_CONSUMER_SECRET=\"the secret\"\r\nUNKNOWN_THING=topSecretValue\r\n"
                                                                 "just words\r\nMPESA_ENVIRONMENT=production\r\n"));
    const auto *found = importDialog()->findChild<QLabel *>(QStringLiteral("importFound"));
    for (const char *name : {"MPESA_CONSUMER_KEY", "MPESA_CONSUMER_SECRET", "MPESA_ENVIRONMENT"})
        QVERIFY2(found->text().contains(QLatin1StringView(name)), qPrintable(found->text()));
    const auto *leftovers = importDialog()->findChild<QWidget *>(QStringLiteral("importLeftovers"));
    const auto lines = leftovers->findChildren<ElidedLabel *>();
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines.at(0)->text().startsWith(QStringLiteral("UNKNOWN_THING=•")));
    QCOMPARE(lines.at(1)->text(), QStringLiteral("just words"));
    QTRY_VERIFY(showsText(*leftovers, QStringLiteral("Line 4")));
    QVERIFY(showsText(*leftovers, QStringLiteral("not a name")));
    auto *environment = importDialog()->findChild<QComboBox *>(QStringLiteral("importEnvironment"));
    QCOMPARE(environment->currentData().toInt(), int(Environment::Production));
    QVERIFY(save->isEnabled());
    QVERIFY(!save->text().contains(QStringLiteral("token"))); // production is not asked unasked
    auto *name = importDialog()->findChild<QLineEdit *>(QStringLiteral("importName"));
    QCOMPARE(name->text(), QStringLiteral("My shop"));
    environment->setCurrentIndex(environment->findData(int(Environment::Sandbox)));
    QCOMPARE(name->text(), QStringLiteral("My sandbox"));
    name->setText(QStringLiteral("Named by hand"));
    environment->setCurrentIndex(environment->findData(int(Environment::Production)));
    QCOMPARE(name->text(), QStringLiteral("Named by hand"));
    name->setText(ProfileStore::demoProfile().name);
    QVERIFY(!save->isEnabled());
    importDialog()->close();
}

void TestProfiles::importCleansInvisibleCharacters()
{
    m_page->open(QStringLiteral("import"));
    importDialog()->findChild<PasteBox *>()->take(
        QStringLiteral("MPESA_CONSUMER_KEY='theKey '\nMPESA_CONSUMER_SECRET='sec\u200bret'\nMPESA_PASSKEY='pass\u00a0'\n"));
    const auto *hidden = importDialog()->findChild<QWidget *>(QStringLiteral("importHidden"));
    QTRY_VERIFY(showsText(*hidden, QStringLiteral("⟨zero-width space⟩")));
    QVERIFY(showsText(*hidden, QStringLiteral("now")));
    QVERIFY(showsText(*hidden, QStringLiteral("cleaned")));
    QVERIFY(!showsText(*hidden, QStringLiteral("sec")) || !showsText(*hidden, QStringLiteral("secret\n")));
    QTest::mouseClick(importDialog()->findChild<QPushButton *>(QStringLiteral("importClean")), Qt::LeftButton);
    QVERIFY(!hidden->isVisible());
    QCOMPARE(importDialog()->findChild<QLineEdit *>(QStringLiteral("importKey"))->text(), QStringLiteral("theKey"));
    QCOMPARE(importDialog()->findChild<QLineEdit *>(QStringLiteral("importSecret"))->text(), QStringLiteral("secret"));
    auto *environment = importDialog()->findChild<QComboBox *>(QStringLiteral("importEnvironment"));
    environment->setCurrentIndex(environment->findData(int(Environment::Production)));
    importDialog()->findChild<QLineEdit *>(QStringLiteral("importName"))->setText(QStringLiteral("Shop"));
    QTest::mouseClick(importDialog()->findChild<QPushButton *>(QStringLiteral("importSave")), Qt::LeftButton);
    QTRY_COMPARE(m_desk->currentProfile().name, QStringLiteral("Shop"));
    QTRY_VERIFY(m_desk->workspace());
    QCOMPARE(m_desk->currentSecrets().passkey, QStringLiteral("pass"));
    QCOMPARE(m_desk->workspace()->tokens().fetchCount(), 0);
}

void TestProfiles::importTakesFilesAndRefusesOthers()
{
    PasteBox box;
    QFile good(m_folder->filePath(QStringLiteral(".env")));
    QVERIFY(good.open(QIODevice::WriteOnly));
    good.write("\xEF\xBB\xBFMPESA_SHORTCODE=600000\n");
    good.close();
    QFile binary(m_folder->filePath(QStringLiteral("picture.bin")));
    QVERIFY(binary.open(QIODevice::WriteOnly));
    binary.write(QByteArray("\0\1\2", 3));
    binary.close();
    QFile large(m_folder->filePath(QStringLiteral("large.txt")));
    QVERIFY(large.open(QIODevice::WriteOnly));
    large.write(QByteArray(int(PasteBox::LargestFile) + 1, 'x'));
    large.close();

    QCOMPARE(box.takeFile(good.fileName()), QString());
    QVERIFY(box.taken().contains(QStringLiteral("600000")));
    const QString before = box.taken();
    for (const QString &name : {binary.fileName(), large.fileName(), QStringLiteral("/no/such/file")})
        QVERIFY2(!box.takeFile(name).isEmpty(), qPrintable(name));
    QCOMPARE(box.taken(), before);

    const QSignalSpy failed(&box, &PasteBox::failed);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(binary.fileName()), QUrl::fromLocalFile(good.fileName())});
    QDragEnterEvent enter(QPoint(2, 2), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(box.viewport(), &enter);
    QDropEvent drop(QPointF(2, 2), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(box.viewport(), &drop);
    QCOMPARE(failed.count(), 1);
    QCOMPARE(box.taken().count(QStringLiteral("600000")), 2);
    QTest::keyClick(&box, Qt::Key_Delete);
    QCOMPARE(box.taken(), QString());
}

void TestProfiles::importedProfilesAreOpenedAndTried()
{
    m_page->open(QStringLiteral("import"));
    QGuiApplication::clipboard()->setText(QStringLiteral("MPESA_CONSUMER_KEY=%1\nMPESA_CONSUMER_SECRET=%2\nMPESA_BASE_URL=%3\n")
                                              .arg(m_desk->simulator().options().consumerKey, m_desk->simulator().options().consumerSecret,
                                                   m_desk->simulator().baseUrl().toString()));
    auto *box = importDialog()->findChild<PasteBox *>();
    QTest::keySequence(box, QKeySequence::Paste);
    QVERIFY(!box->toPlainText().contains(m_desk->simulator().options().consumerSecret));
    QVariant page;
    connect(m_desk.get(), &Desk::pageRequested, this, [&page](PageId id, const QVariant &) { page = int(id); });
    QTest::mouseClick(importDialog()->findChild<QPushButton *>(QStringLiteral("importSave")), Qt::LeftButton);
    QTRY_VERIFY(m_desk->workspace() && m_desk->currentProfile().environment == Environment::Custom);
    QTRY_COMPARE(m_desk->workspace()->tokens().state(), TokenManager::State::Valid);
    QCOMPARE(page.toInt(), int(PageId::Token));
    QTRY_VERIFY(!importDialog());
    QGuiApplication::clipboard()->clear();
}

void TestProfiles::pastedValuesAreNeverShown_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("secret");
    QTest::newRow("plain") << QStringLiteral("MPESA_PASSKEY=bfb279f9aa9b") << QStringLiteral("bfb279f9aa9b");
    QTest::newRow("export") << QStringLiteral("  export KEY = topSecret") << QStringLiteral("topSecret");
    QTest::newRow("colon") << QStringLiteral("Consumer Secret: topSecret") << QStringLiteral("topSecret");
    QTest::newRow("bare") << QStringLiteral("q7Gd0pQyK3mZbW1xTn5LhA2c") << QStringLiteral("q7Gd0pQyK3mZbW1xTn5LhA2c");
    QTest::newRow("in words") << QStringLiteral("it is q7Gd0pQyK3mZbW1xTn5LhA2c ok") << QStringLiteral("q7Gd0pQyK3mZbW1xTn5LhA2c");
    QTest::newRow("JavaScript") << QStringLiteral("const passkey = 'topSecret';") << QStringLiteral("topSecret");
    QTest::newRow("PHP") << QStringLiteral("$mpesa->setPasskey(\"topSecret\");") << QStringLiteral("topSecret");
    QTest::newRow("JSON") << QStringLiteral("{ \"ConsumerSecret\": \"topSecret\" }") << QStringLiteral("topSecret");
    QTest::newRow("below its label") << QStringLiteral("Initiator Password\nSecret99#") << QStringLiteral("Secret99#");
    QTest::newRow("second line") << QStringLiteral("A=1\nB=topSecret") << QStringLiteral("topSecret");
}

void TestProfiles::pastedValuesAreNeverShown()
{
    QFETCH(QString, text);
    QFETCH(QString, secret);
    PasteBox box;
    box.take(text);
    QVERIFY2(!box.toPlainText().contains(secret), qPrintable(box.toPlainText()));
    QCOMPARE(box.taken(), text);
}

void TestProfiles::portAndLookCanBeSet()
{
    m_page->open(QStringLiteral("general"));
    auto *port = edit("receiverPort");
    auto *apply = button("applyPort");
    port->setText(QStringLiteral("80"));
    QVERIFY(!apply->isEnabled());
    port->setText(QStringLiteral("abc"));
    QVERIFY(!apply->isEnabled());
    QTcpServer probe;
    QVERIFY(probe.listen(QHostAddress::LocalHost));
    const quint16 free = probe.serverPort();
    probe.close();
    port->setText(QString::number(free));
    QTest::mouseClick(apply, Qt::LeftButton);
    QCOMPARE(m_desk->receiver().port(), free);
    QTRY_VERIFY(m_desk->workspace());
    QVERIFY(showsText(*m_page, m_desk->receiver().baseUrl().toString()));
    QVERIFY(showsText(*m_page, m_folder->path()));
    QVERIFY(showsText(*m_page, QStringLiteral("Test keychain")));

    const QSignalSpy chosen(m_page.get(), &SettingsPage::themeChosen);
    find<QRadioButton>("theme-dark")->click();
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.constFirst().constFirst().value<Theme::Choice>(), Theme::Choice::Dark);
}

void TestProfiles::forgettingAsks()
{
    saved("Mine");
    m_page->open(QStringLiteral("general"));
    QTest::mouseClick(button("forgetEverything"), Qt::LeftButton);
    refuse();
    QCOMPARE(m_desk->profiles().profiles().size(), 2);
    QTest::mouseClick(button("forgetEverything"), Qt::LeftButton);
    agree();
    QCOMPARE(m_desk->profiles().profiles().size(), 1);
    QTRY_VERIFY(m_store->values.isEmpty());
}

QTEST_MAIN(TestProfiles)
#include "tst_profiles.moc"
