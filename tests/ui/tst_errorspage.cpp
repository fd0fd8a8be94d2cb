// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/deskfixture.h"
#include "ui/errors/errorlistmodel.h"
#include "ui/errors/errorlook.h"
#include "ui/errors/errorspage.h"
#include "ui/errors/threelines.h"
#include "ui/widgets/verdictheader.h"

#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QSignalSpy>

using namespace daraja;

/// The page Errors as somebody uses it who has a customer on the phone.
class TestErrorsPage final : public QObject
{
    Q_OBJECT

private:
    Theme m_theme;
    std::unique_ptr<DeskFixture> m_fixture;
    std::unique_ptr<ErrorsPage> m_page;

    template <typename T> [[nodiscard]] T *find(const char *name) const { return m_page->findChild<T *>(QLatin1StringView(name)); }
    [[nodiscard]] QLineEdit *search() const { return find<QLineEdit>("errorSearch"); }
    [[nodiscard]] QListView *list() const { return find<QListView>("errorList"); }
    [[nodiscard]] QPlainTextEdit *note() const { return find<QPlainTextEdit>("noteText"); }
    [[nodiscard]] QPushButton *saveNote() const { return find<QPushButton>("saveNote"); }
    [[nodiscard]] QString noteState() const { return find<QLabel>("noteState")->text(); }
    [[nodiscard]] QString headline() const { return find<VerdictHeader>("errorVerdict")->headline(); }
    [[nodiscard]] QString where() const { return find<VerdictHeader>("errorVerdict")->sentence(); }
    [[nodiscard]] QStringList codes() const
    {
        QStringList codes;
        for (int row = 0; row < list()->model()->rowCount(); ++row) {
            codes.append(list()->model()->index(row, 0).data(ErrorListModel::CodeRole).toString());
        }
        return codes;
    }
    [[nodiscard]] bool shows(const QString &text) const { return showsText(*m_page, text); }
    [[nodiscard]] QString notesFile() const { return m_fixture->desk.teamNotes().fileName(); }

    void showNewPage()
    {
        m_page = std::make_unique<ErrorsPage>(m_fixture->desk);
        m_page->resize(1200, 800);
        m_page->show();
        m_page->open({});
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }

    void writeNote(const QString &text)
    {
        note()->selectAll();
        QTest::keyClicks(note(), text);
        QVERIFY(saveNote()->isEnabled());
        QTest::mouseClick(saveNote(), Qt::LeftButton);
    }

private Q_SLOTS:
    void initTestCase() { m_theme.apply(Theme::Choice::Light); }
    void init()
    {
        failOnAnyWarning();
        m_fixture = std::make_unique<DeskFixture>();
        showNewPage();
    }
    void cleanup()
    {
        m_page.reset();
        m_fixture.reset();
        ErrorGuide::instance().setNotes({});
    }

    void beginsWithEverything()
    {
        QCOMPARE(list()->model()->rowCount(), int(ErrorGuide::instance().entries().size()));
        QVERIFY(list()->currentIndex().isValid());
        QVERIFY(!headline().isEmpty());
        QVERIFY(search()->hasFocus());
        for (const QWidget *widget : {static_cast<QWidget *>(search()), static_cast<QWidget *>(list()), static_cast<QWidget *>(note()),
                                      find<QWidget>("errorProduct"), find<QWidget>("errorActor")}) {
            QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
        }
        QVERIFY(list()->currentIndex().data(Qt::AccessibleTextRole).toString().contains(headline()));
        QCOMPARE(m_page->statusText(), QStringLiteral("%1 entries").arg(ErrorGuide::instance().entries().size()));
    }

    void typingFinds()
    {
        QTest::keyClicks(search(), QStringLiteral("1032"));
        QCOMPARE(codes(), QStringList{QStringLiteral("1032")});
        QCOMPARE(headline(), QStringLiteral("Cancelled on the phone"));
        QCOMPARE(where(), QStringLiteral("1032 · M-Pesa Express, Ratiba"));
        for (const char *text : {"Safaricom said", "1032 Request cancelled by user", "It means", "Do this", "1. Ask the customer",
                                 "Send again?", "once the other side is ready", "as of August 2026", "Sure: several have seen it"}) {
            QTRY_VERIFY2(shows(QLatin1StringView(text)), text);
        }
        search()->clear();
        QTest::keyClicks(search(), QStringLiteral("wrong pin"));
        QCOMPARE(headline(), QStringLiteral("Wrong PIN"));
    }

    void sourcesThatDisagreeAreTold()
    {
        search()->setText(QStringLiteral("17"));
        QCOMPARE(headline(), QStringLiteral("Stopped by a rule"));
        QTRY_VERIFY(shows(QStringLiteral("Others say")));
        QTRY_VERIFY(shows(QStringLiteral("internal failure")));
        QTRY_VERIFY(shows(QStringLiteral("Not before you have looked")));
    }

    void oldCodesSaySo()
    {
        search()->setText(QStringLiteral("36"));
        QCOMPARE(where(), QStringLiteral("36 · Old interface"));
        QTRY_VERIFY(shows(QStringLiteral("On the old SOAP interface")));
    }

    void filters()
    {
        auto *product = find<QComboBox>("errorProduct");
        auto *actor = find<QComboBox>("errorActor");
        product->setCurrentIndex(product->findData(QStringLiteral("b2c")));
        search()->setText(QStringLiteral("1"));
        QVERIFY(codes().contains(QStringLiteral("1")));
        QCOMPARE(headline(), QStringLiteral("Utility account has too little money"));
        QVERIFY(!codes().contains(QStringLiteral("1032")));
        search()->clear();
        actor->setCurrentIndex(actor->findData(QStringLiteral("customer")));
        QVERIFY(list()->model()->rowCount() > 0);
        QVERIFY(list()->model()->rowCount() < 12);
        search()->setText(QStringLiteral("xyzzy"));
        QTRY_VERIFY(shows(QStringLiteral("Nothing fits")));
        QVERIFY(clickButton(*m_page, QStringLiteral("Show everything")));
        QCOMPARE(product->currentIndex(), 0);
        QCOMPARE(actor->currentIndex(), 0);
        QVERIFY(search()->text().isEmpty());
        QCOMPARE(list()->model()->rowCount(), int(ErrorGuide::instance().entries().size()));
    }

    void keyboardAlone()
    {
        QTest::keyClicks(search(), QStringLiteral("500.001.1001"));
        QVERIFY(list()->model()->rowCount() >= 6);
        const QString first = headline();
        QTest::keyClick(search(), Qt::Key_Down);
        QCOMPARE(list()->currentIndex().row(), 1);
        QVERIFY(headline() != first);
        QTest::keyClick(search(), Qt::Key_Up);
        QCOMPARE(headline(), first);
        QTest::keyClick(search(), Qt::Key_Return);
        QVERIFY(list()->hasFocus());
        QTest::keyClick(list(), Qt::Key_Down);
        QCOMPARE(list()->currentIndex().row(), 1);
        QTest::keyClick(m_page.get(), Qt::Key_F, Qt::ControlModifier);
        QVERIFY(search()->hasFocus());
        QTest::keyClick(search(), Qt::Key_Escape);
        QVERIFY(search()->text().isEmpty());
        list()->setFocus();
        QTest::keyClicks(list(), QStringLiteral("8"));
        QVERIFY(search()->hasFocus());
        QCOMPARE(search()->text(), QStringLiteral("8"));
    }

    void pasteIsUnderstood_data()
    {
        QTest::addColumn<QString>("pasted");
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("understood");
        QTest::newRow("callback") << QStringLiteral("{\"Body\":{\"stkCallback\":{\"CheckoutRequestID\":\"ws_CO_1\",\n\"ResultCode\":1037,"
                                                    "\"ResultDesc\":\"No response from user.\"}}}")
                                  << QStringLiteral("Phone did not answer")
                                  << QStringLiteral("1037 No response from user. (M-Pesa Express)");
        QTest::newRow("answer")
            << QStringLiteral("{\"requestId\":\"2ba8\",\"errorCode\":\"500.001.1001\",\"errorMessage\":\"Merchant does not exist\"}")
            << QStringLiteral("Short code unknown here") << QStringLiteral("500.001.1001 Merchant does not exist");
        QTest::newRow("log")
            << QStringLiteral("2026-11-21 10:15:30 ERROR stkpush answered 404: errorCode=404.001.03 errorMessage='Invalid Access Token'")
            << QStringLiteral("Token refused") << QStringLiteral("404.001.03 Invalid Access Token (M-Pesa Express)");
        QTest::newRow("page") << QStringLiteral("<html><body>Request unsuccessful. Incapsula incident ID: 443-22</body></html>")
                              << QStringLiteral("A firewall answered, not Daraja") << QStringLiteral("Request unsuccessful.");
    }
    void pasteIsUnderstood()
    {
        QFETCH(QString, pasted);
        QFETCH(QString, title);
        QFETCH(QString, understood);
        auto *product = find<QComboBox>("errorProduct");
        product->setCurrentIndex(product->findData(QStringLiteral("pull"))); // what was pasted is not filtered away
        QApplication::clipboard()->setText(pasted);
        QTest::mouseClick(find<QPushButton>("pasteError"), Qt::LeftButton);
        QCOMPARE(headline(), title);
        const auto *line = find<QLabel>("errorUnderstood");
        QVERIFY(line->isVisible());
        QVERIFY2(line->text().contains(understood), qPrintable(line->text()));
        search()->clear();
        QVERIFY(!line->isVisible());
    }

    void unknownCodeIsNotedAndKept()
    {
        QTest::keyClicks(search(), QStringLiteral("31415 Never seen before."));
        QCOMPARE(headline(), QStringLiteral("Not in our list"));
        QTRY_VERIFY(shows(QStringLiteral("31415 Never seen before.")));
        QTRY_VERIFY(shows(QStringLiteral("Note of your team on 31415")));
        QVERIFY(!saveNote()->isEnabled());
        writeNote(QStringLiteral("Harmless, says support"));
        QVERIFY2(noteState().startsWith(QStringLiteral("Saved at")), qPrintable(noteState()));
        QCOMPARE(m_fixture->desk.teamNotes().notes().size(), 1);
        QCOMPARE(ErrorGuide::instance().explainResult(QStringLiteral("31415"), {}, QStringLiteral("stk_push")).note,
                 QStringLiteral("Harmless, says support"));

        showNewPage();
        QTest::keyClicks(search(), QStringLiteral("harmless"));
        QCOMPARE(codes(), QStringList{QStringLiteral("31415")});
        QCOMPARE(headline(), QStringLiteral("Not in our list"));
        QCOMPARE(note()->toPlainText(), QStringLiteral("Harmless, says support"));
        QVERIFY(m_page->statusText().contains(QStringLiteral("1 notes of your team")));

        note()->clear();
        QTest::mouseClick(saveNote(), Qt::LeftButton);
        QVERIFY(m_fixture->desk.teamNotes().notes().isEmpty());
    }

    void draftsStayWhileOthersAreLookedAt()
    {
        search()->setText(QStringLiteral("1032"));
        QTest::keyClicks(note(), QStringLiteral("half a thou"));
        QVERIFY(noteState().startsWith(QStringLiteral("Not saved yet")));
        search()->setText(QStringLiteral("1037"));
        QVERIFY(note()->toPlainText().isEmpty());
        search()->setText(QStringLiteral("1032"));
        QCOMPARE(note()->toPlainText(), QStringLiteral("half a thou"));
        QVERIFY(saveNote()->isEnabled());
        QVERIFY(!QFile::exists(notesFile()));
        QTest::mouseClick(saveNote(), Qt::LeftButton);
        QVERIFY(QFile::exists(notesFile()));
        search()->setText(QStringLiteral("1037"));
        search()->setText(QStringLiteral("1032"));
        QCOMPARE(note()->toPlainText(), QStringLiteral("half a thou"));
        QVERIFY(!saveNote()->isEnabled());
        QVERIFY(list()->model()->index(0, 0).data(ErrorListModel::NotedRole).toBool());
    }

    void secretsDoNotReachNotes()
    {
        QTRY_VERIFY(m_fixture->isOpen());
        const QString passkey = m_fixture->desk.currentSecrets().passkey;
        QVERIFY(passkey.size() > 20);
        search()->setText(QStringLiteral("1032"));
        QVERIFY(noteState().contains(QStringLiteral("no passwords, keys or PINs")));
        writeNote(QStringLiteral("works with ") + passkey);
        QVERIFY(noteState().contains(QStringLiteral("masked")));
        QVERIFY(!note()->toPlainText().contains(passkey));
        QFile file(notesFile());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray content = file.readAll();
        QVERIFY(content.contains("works with"));
        QVERIFY(!content.contains(passkey.toUtf8()));
    }

    void damagedNotesAreToldAndLeft()
    {
        QFile file(notesFile());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("garbage");
        file.close();
        showNewPage();
        search()->setText(QStringLiteral("1032"));
        QVERIFY(noteState().contains(QStringLiteral("damaged")));
        writeNote(QStringLiteral("new"));
        QVERIFY(noteState().contains(QStringLiteral("damaged")));
        QCOMPARE(note()->toPlainText(), QStringLiteral("new")); // still there to be saved later
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("garbage"));
    }

    void opensWithAnExplanation()
    {
        Explanation explanation = ErrorGuide::instance().explainResult(
            QStringLiteral("2001"), QStringLiteral("The PIN was wrong, says the bank"), QStringLiteral("stk_push"));
        find<QComboBox>("errorProduct")->setCurrentIndex(3);
        m_page->open(errorPageArgument(explanation));
        QCOMPARE(headline(), QStringLiteral("Wrong PIN"));
        QTRY_VERIFY(shows(QStringLiteral("2001 The PIN was wrong, says the bank")));
        QCOMPARE(search()->text(), QStringLiteral("2001"));
        QVERIFY(list()->model()->rowCount() > 1); // its other meanings stand beside it

        MpesaError error;
        error.origin = MpesaError::Origin::Auth;
        error.code = QLatin1StringView(ErrorCode::authInvalidCredentials);
        error.httpStatus = 400;
        m_page->open(errorPageArgument(ErrorGuide::instance().explain(error, QStringLiteral("token"))));
        QCOMPARE(headline(), QStringLiteral("Key or secret refused"));

        error.code = QStringLiteral("500.003.02");
        error.message = QStringLiteral("Error Occurred: Spike Arrest Violation"); // told by its words, not by its code
        m_page->open(errorPageArgument(ErrorGuide::instance().explain(error, QStringLiteral("stk_push"))));
        QCOMPARE(headline(), QStringLiteral("Too many requests"));

        explanation = ErrorGuide::instance().explainResult(QStringLiteral("31415"), QStringLiteral("Odd"), QStringLiteral("stk_push"));
        m_page->open(errorPageArgument(explanation));
        QCOMPARE(headline(), QStringLiteral("Not in our list"));
        QTRY_VERIFY(shows(QStringLiteral("31415 Odd")));
        m_page->open(QStringLiteral("1037"));
        QCOMPARE(headline(), QStringLiteral("Phone did not answer"));
    }

    void copyGivesPlainText()
    {
        search()->setText(QStringLiteral("1032"));
        QTest::mouseClick(find<QPushButton>("copyExplanation"), Qt::LeftButton);
        const QString text = QApplication::clipboard()->text();
        QVERIFY(text.startsWith(QStringLiteral("Cancelled on the phone\nSafaricom said: 1032 Request cancelled by user\n")));
    }

    void remembersTheFilterButNotThePaste()
    {
        m_page->setStateGroup(QStringLiteral("page/errors"));
        auto *product = find<QComboBox>("errorProduct");
        product->setCurrentIndex(product->findData(QStringLiteral("bill")));
        search()->setText(QStringLiteral("{\"errorCode\":\"409\",\"errorMessage\":\"of a customer\"}"));
        m_page->leave();
        QSettings &settings = m_fixture->desk.settings();
        for (const QString &key : settings.allKeys()) {
            QVERIFY2(!settings.value(key).toString().contains(QStringLiteral("of a customer")), qPrintable(key));
        }
        showNewPage();
        settings.beginGroup(QStringLiteral("page/errors"));
        m_page->restoreState(settings);
        settings.endGroup();
        QCOMPARE(find<QComboBox>("errorProduct")->currentData().toString(), QStringLiteral("bill"));
        QVERIFY(search()->text().isEmpty());
    }

    void threeLinesLeadHere()
    {
        ThreeLines lines;
        const QSignalSpy wanted(&lines, &ThreeLines::everythingWanted);
        lines.setExplanation(ErrorGuide::instance().explainResult(QStringLiteral("1032"), {}, QStringLiteral("stk_push")));
        lines.show();
        auto *link = lines.findChild<QPushButton *>(QStringLiteral("everythingAboutCode"));
        QVERIFY(link->isVisible());
        QTest::mouseClick(link, Qt::LeftButton);
        QCOMPARE(wanted.size(), 1);
        m_page->open(wanted.first().first());
        QCOMPARE(headline(), QStringLiteral("Cancelled on the phone"));

        Explanation nothing;
        nothing.means = QStringLiteral("No key.");
        nothing.retry = Explanation::Retry::NotNeeded;
        lines.setExplanation(nothing);
        QVERIFY(!link->isVisible());
        QTRY_VERIFY(showsText(lines, QStringLiteral("It means")));
        QVERIFY(!showsText(lines, QStringLiteral("Send again?")));
    }

    void fromARefusedTokenToItsEntry()
    {
        m_page.reset();
        m_fixture.reset();
        WindowFixture fixture(m_theme);
        QVERIFY(fixture.open());
        QTRY_VERIFY(fixture.desk.workspace()->tokens().state() == TokenManager::State::Valid);
        ProfileSecrets wrong;
        wrong.consumerSecret = QStringLiteral("not-the-secret");
        fixture.desk.saveProfile(fixture.desk.profiles().profile(fixture.desk.profiles().currentId()), wrong, &fixture.desk,
                                 [](const QString &, const QString &) {});
        QTRY_VERIFY(fixture.desk.workspace() && fixture.desk.workspace()->tokens().state() == TokenManager::State::Refused);
        fixture.window.showPage(PageId::Token);
        QPushButton *link = nullptr;
        QTRY_VERIFY((link = findVisible<QPushButton>(fixture.window, QStringLiteral("everythingAboutCode"))));
        QTest::mouseClick(link, Qt::LeftButton);
        QCOMPARE(fixture.window.currentPageId(), PageId::Errors);
        const auto *verdict = findVisible<VerdictHeader>(fixture.window, QStringLiteral("errorVerdict"));
        QVERIFY(verdict);
        QCOMPARE(verdict->headline(), QStringLiteral("Key or secret refused"));
    }
};

QTEST_MAIN(TestErrorsPage)
#include "tst_errorspage.moc"
