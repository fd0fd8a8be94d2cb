// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/scriptedserver.h"
#include "tests/ui/activityfixture.h"
#include "ui/activity/exportdialog.h"
#include "ui/activity/resenddialog.h"

#include <QCheckBox>
#include <QFile>
#include <QFileDialog>
#include <QJsonDocument>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>

using namespace daraja;

/// What can be done with entries: pin, note, delete and undo, forget, ask what became of them, export and import.
class TestActivityActions : public QObject
{
    Q_OBJECT

private:
    Theme m_theme;
    std::unique_ptr<ActivityFixture> m_activity;

    QDateTime now() { return m_activity->fixture.clock.now(); }
    QString inFolder(const char *name) { return m_activity->fixture.folder.filePath(QLatin1StringView(name)); }
    ExportDialog *exportDialog()
    {
        m_activity->action(QStringLiteral("Export to a file…"))->trigger();
        auto *dialog = m_activity->page.findChild<ExportDialog *>();
        return dialog && QTest::qWaitFor([dialog] { return findButton(*dialog, QStringLiteral("Export"))->isEnabled(); }) ? dialog
                                                                                                                          : nullptr;
    }
    static QString previewOf(ExportDialog *dialog) { return dialog->findChild<Label *>(QStringLiteral("exportPreview"))->text(); }
    static void setFile(ExportDialog *dialog, const QString &file)
    {
        dialog->findChild<QLineEdit *>(QStringLiteral("exportFile"))->setText(file);
    }
    static void setBox(ExportDialog *dialog, const char *words, bool on)
    {
        for (QAbstractButton *button : dialog->findChildren<QAbstractButton *>()) {
            if (button->text() == QLatin1StringView(words)) {
                button->setChecked(on);
            }
        }
    }
    static QByteArray contents(const QString &file)
    {
        QFile read(file);
        return read.open(QIODevice::ReadOnly) ? read.readAll() : QByteArray();
    }

private Q_SLOTS:
    void initTestCase() { m_theme.apply(Theme::Choice::Light); }
    void init()
    {
        failOnAnyWarning();
        m_activity = std::make_unique<ActivityFixture>();
        QVERIFY(m_activity->open());
        m_activity->action(QStringLiteral("Show tokens"))->setChecked(false);
    }
    void cleanup() { m_activity.reset(); }

    void pinAndNoteAreKept()
    {
        const HistoryEntry entry = m_activity->payment(QStringLiteral("6"), now());
        QVERIFY(m_activity->putAll({entry, m_activity->payment(QStringLiteral("7"), now().addSecs(-60))}));
        QTRY_COMPARE(m_activity->rows(), 2);
        QTRY_VERIFY(m_activity->action(QStringLiteral("Pin"))->isEnabled());
        m_activity->action(QStringLiteral("Pin"))->trigger();
        QTRY_VERIFY(m_activity->action(QStringLiteral("Unpin")));
        QTRY_VERIFY(m_activity->table()->model()->index(0, 0).data(HistoryModel::PinnedRole).toBool());
        QVERIFY(m_activity->kept(entry.uid)->pinned);

        m_activity->action(QStringLiteral("Write a note"))->trigger();
        auto *text = m_activity->page.findChild<QPlainTextEdit *>(QStringLiteral("entryNote"));
        QVERIFY(text->hasFocus());
        QTest::keyClicks(text, QStringLiteral("customer called twice"));
        m_activity->table()->selectRow(1); // a draft stays with its entry
        QTRY_VERIFY(showsText(m_activity->page, QStringLiteral("UCE00007ZB")));
        QCOMPARE(text->toPlainText(), QString());
        m_activity->table()->selectRow(0);
        QTRY_COMPARE(text->toPlainText(), QStringLiteral("customer called twice"));
        QVERIFY(clickButton(m_activity->page, QStringLiteral("Save note")));
        QTRY_VERIFY(m_activity->table()->model()->index(0, 0).data(HistoryModel::NoteRole).toBool());
        QCOMPARE(m_activity->kept(entry.uid)->note, QStringLiteral("customer called twice"));
        QTRY_VERIFY(!findButton(m_activity->page, QStringLiteral("Save note"))->isEnabled());
        m_activity->type(QStringLiteral("twice"));
        QTRY_COMPARE(m_activity->rows(), 1);
    }

    void secretsInNotesAreMasked()
    {
        const HistoryEntry entry = m_activity->payment(QStringLiteral("6"), now());
        QVERIFY(m_activity->putAll({entry}));
        QTRY_VERIFY_WITH_TIMEOUT(m_activity->fixture.isOpen(), 20'000);
        QTRY_VERIFY(m_activity->action(QStringLiteral("Write a note"))->isEnabled());
        const QString secret = m_activity->fixture.desk.currentSecrets().consumerSecret;
        QVERIFY(secret.size() > 5);
        auto *text = m_activity->page.findChild<QPlainTextEdit *>(QStringLiteral("entryNote"));
        text->setPlainText(QStringLiteral("their secret is ") + secret);
        QVERIFY(clickButton(m_activity->page, QStringLiteral("Save note")));
        QTRY_VERIFY(m_activity->kept(entry.uid)->note.startsWith(QStringLiteral("their secret is ")));
        QVERIFY(!m_activity->kept(entry.uid)->note.contains(secret));
        QTRY_VERIFY(!text->toPlainText().contains(secret));
    }

    void deleteAndUndo()
    {
        QVERIFY(m_activity->putAll({m_activity->payment(QStringLiteral("1"), now()), m_activity->payment(QStringLiteral("2"), now()),
                                    m_activity->payment(QStringLiteral("3"), now())}));
        QTRY_COMPARE(m_activity->rows(), 3);
        const QString first = m_activity->cell(0, HistoryModel::Amount);
        m_activity->table()->setFocus();
        QTRY_VERIFY(m_activity->action(QStringLiteral("Delete"))->isEnabled());
        QTest::keyClick(m_activity->table(), Qt::Key_Delete);
        QTRY_COMPARE(m_activity->rows(), 2);
        QTRY_VERIFY(m_activity->banner("activityUndo")->isVisible());
        QTest::keyClick(m_activity->table(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(m_activity->table(), Qt::Key_Delete);
        QTRY_COMPARE(m_activity->rows(), 0);
        QTRY_VERIFY(m_activity->banner("activityUndo")->message().contains(QLatin1StringView("3 entries")));
        QVERIFY(!m_activity->action(QStringLiteral("Run again…"))->isEnabled()); // what is gone is not acted on
        QVERIFY(!m_activity->page.handle(PageCommand::RunAgain));
        QVERIFY(clickButton(m_activity->page, QStringLiteral("Undo")));
        QTRY_COMPARE(m_activity->rows(), 3);
        QCOMPARE(m_activity->cell(0, HistoryModel::Amount), first);
        QVERIFY(!m_activity->banner("activityUndo")->isVisible());
    }

    void deleteKeyInTheSearchDeletesLetters()
    {
        QVERIFY(m_activity->putAll({m_activity->payment(QStringLiteral("1"), now())}));
        QTRY_COMPARE(m_activity->rows(), 1);
        QTRY_VERIFY(m_activity->action(QStringLiteral("Delete"))->isEnabled());
        auto *search = m_activity->page.findChild<SearchField *>();
        search->setFocus();
        QTest::keyClicks(search, QStringLiteral("ab"));
        search->setCursorPosition(0);
        QTest::keyClick(search, Qt::Key_Delete);
        QCOMPARE(search->text(), QStringLiteral("b"));
        search->clear();
        QTRY_COMPARE(m_activity->rows(), 1);
        QVERIFY(!m_activity->banner("activityUndo")->isVisible());
    }

    void forgettingACustomerAsksFirst()
    {
        HistoryEntry other = m_activity->payment(QStringLiteral("2"), now());
        other.party = QStringLiteral("254733444555");
        other.values = {};
        const HistoryEntry mine = m_activity->payment(QStringLiteral("1"), now().addSecs(1));
        QVERIFY(m_activity->putAll({mine, other}));
        QTRY_COMPARE(m_activity->rows(), 2);
        QTRY_VERIFY(showsText(m_activity->page, QStringLiteral("UCE00001ZB")));
        QTRY_VERIFY(m_activity->action(QStringLiteral("Forget this customer…"))->isEnabled());
        m_activity->action(QStringLiteral("Forget this customer…"))->trigger();
        auto *question = m_activity->page.findChild<QMessageBox *>();
        QVERIFY(question);
        QVERIFY(question->text().contains(QLatin1StringView("0712 345 678")));
        question->reject();
        QTRY_VERIFY(!m_activity->page.findChild<QMessageBox *>());
        QCOMPARE(m_activity->kept(mine.uid)->party, QStringLiteral("254712345678"));

        m_activity->action(QStringLiteral("Forget this customer…"))->trigger();
        question = m_activity->page.findChild<QMessageBox *>();
        QVERIFY(clickButton(*question, QStringLiteral("Forget this customer")));
        QTRY_VERIFY(m_activity->banner("activityTold")->message().contains(QLatin1StringView("1 entry")));
        QVERIFY(!m_activity->kept(mine.uid)->party.contains(QLatin1StringView("712345678")));
        QCOMPARE(m_activity->kept(other.uid)->party, other.party);
        QTRY_VERIFY(!showsText(m_activity->page, QStringLiteral("0712 345 678")));
    }

    void unknownOutcomesAreAskedFor()
    {
        HistoryEntry entry = m_activity->payment(QStringLiteral("1"), now());
        entry.state = ActivityEntry::State::Unknown;
        entry.receipt.clear();
        QVERIFY(m_activity->putAll({m_activity->payment(QStringLiteral("2"), now().addSecs(-60)), entry}));
        QSignalSpy asked(&m_activity->fixture.desk, &Desk::pageRequested);
        QVERIFY(clickButton(m_activity->page, QStringLiteral("Ask with STK query")));
        const QVariantMap argument = asked.first().at(1).toMap();
        QCOMPARE(argument.value(QStringLiteral("operation")).toString(), QStringLiteral("stk_query"));
        QVERIFY(argument.value(QStringLiteral("values")).toMap().values().contains(entry.conversation));
        m_activity->table()->selectRow(1); // paid: nothing to ask
        QTRY_VERIFY(!findButton(m_activity->page, QStringLiteral("Ask with STK query")));
    }

    void onlyTheRightProfileIsAsked()
    {
        HistoryEntry entry = m_activity->payment(QStringLiteral("1"), now());
        entry.state = ActivityEntry::State::Unknown;
        entry.profileId = QStringLiteral("gone");
        entry.profile = QStringLiteral("Old shop");
        QVERIFY(m_activity->putAll({entry}));
        QSignalSpy asked(&m_activity->fixture.desk, &Desk::pageRequested);
        QVERIFY(clickButton(m_activity->page, QStringLiteral("Ask with STK query")));
        QTRY_VERIFY(m_activity->banner("activityTold")->message().contains(QLatin1StringView("Old shop")));
        QCOMPARE(asked.size(), 0);
    }

    void unreadableCallbackShowsThePlaceOfItsFault()
    {
        Callback callback = parseCallback(QByteArrayLiteral("{\"Body\": [1, 2"), Callback::Kind::StkResult);
        QCOMPARE(callback.kind, Callback::Kind::Unreadable);
        callback.receivedAt = now();
        callback.peer = QStringLiteral("203.0.113.9");
        callback.path = QStringLiteral("/stk");
        QString problem = QStringLiteral("not answered");
        m_activity->history().keep(callback, [&problem](const QString &said) { problem = said; });
        QTRY_COMPARE(problem, QString());
        QTRY_COMPARE(m_activity->rows(), 1);
        QTRY_VERIFY(m_activity->transcript().contains(QLatin1StringView("{\"Body\": [1, 2")));
        QVERIFY(m_activity->transcript().contains(callback.problem));
        QTRY_VERIFY(showsText(m_activity->page, callback.problem));
        QTRY_VERIFY(showsText(m_activity->page, QStringLiteral("not an address that Safaricom published")));
    }

    void forwardsStandInTheTimeline()
    {
        Callback callback = parseCallback(QByteArrayLiteral("not json"), Callback::Kind::StkResult);
        callback.receivedAt = now();
        callback.path = QStringLiteral("/stk");
        m_activity->history().keep(callback, [](const QString &) {});
        ForwardRecord record;
        record.callback = callback;
        record.target = QUrl(QStringLiteral("http://localhost:3000/hook"));
        record.at = now().addSecs(1);
        record.took = 12;
        record.status = 503;
        record.sent = true;
        record.answer = QByteArrayLiteral("down for repair");
        m_activity->history().addForward(record);
        QTRY_VERIFY(showsText(m_activity->page, QStringLiteral("forwarded to localhost:3000, answered 503 in 12 ms")));
        QTRY_VERIFY(m_activity->transcript().contains(QLatin1StringView("down for repair")));
    }

    void callbacksAreResentAsTheyCameOrEdited()
    {
        Desk &desk = m_activity->fixture.desk;
        const QByteArray raw = QByteArrayLiteral("{\"Body\":{\"stkCallback\":{\"MerchantRequestID\":\"1-2-3\",\"CheckoutRequestID\":"
                                                 "\"ws_CO_77\",\"ResultCode\":1032,\"ResultDesc\":\"Request cancelled by user\"}}}");
        Callback callback = parseCallback(raw, Callback::Kind::StkResult);
        callback.receivedAt = now();
        callback.path = QStringLiteral("/stk");
        m_activity->history().keep(callback, [](const QString &) {});
        QSignalSpy asked(&desk, &Desk::pageRequested);
        QVERIFY(clickButton(m_activity->page, QStringLiteral("Resend callback…")));
        QCOMPARE(asked.first().first().value<PageId>(), PageId::Settings); // no server is known yet

        ScriptedServer server({ScriptedAnswer::status(200), ScriptedAnswer::status(500)});
        QVERIFY(desk.forwarder().setTarget(QStringLiteral("http://127.0.0.1:%1/{path}").arg(server.port())));
        QVERIFY(clickButton(m_activity->page, QStringLiteral("Resend callback…")));
        auto *dialog = m_activity->page.findChild<ResendDialog *>();
        QVERIFY(dialog);
        QVERIFY(showsText(*dialog, QStringLiteral("To http://127.0.0.1")));
        QVERIFY(clickButton(*dialog, QStringLiteral("Send")));
        QTRY_VERIFY(showsText(*dialog, QStringLiteral("Answered 200")));
        QCOMPARE(server.requests().constFirst().body(), raw);
        auto *text = dialog->findChild<QPlainTextEdit *>(QStringLiteral("resendText"));
        text->setPlainText(QString::fromUtf8(raw).replace(QStringLiteral("1032"), QStringLiteral("1037")));
        QVERIFY(clickButton(*dialog, QStringLiteral("Send")));
        QTRY_VERIFY(showsText(*dialog, QStringLiteral("Answered 500")));
        QVERIFY(server.requests().constLast().body().contains("1037"));
        QTRY_VERIFY(showsText(m_activity->page, QStringLiteral("edited and sent to 127.0.0.1")));
        QTRY_VERIFY(showsText(m_activity->page, QStringLiteral("sent again to 127.0.0.1")));
    }

    void madeUpMoneyNeedsTheServersName()
    {
        CallbackForwarder forwarder(m_activity->fixture.clock);
        QVERIFY(forwarder.setTarget(QStringLiteral("https://shop.example/hook")));
        Callback callback = parseCallback(QByteArrayLiteral("{\"Body\":{\"stkCallback\":{\"CheckoutRequestID\":\"ws_CO_77\",\"ResultCode\":"
                                                            "1032,\"ResultDesc\":\"Request cancelled by user\"}}}"),
                                          Callback::Kind::StkResult);
        callback.path = QStringLiteral("/stk");
        ResendDialog dialog(forwarder, {callback}, nullptr);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        auto *host = dialog.findChild<QLineEdit *>(QStringLiteral("resendHost"));
        QVERIFY(!host->isVisible());
        QVERIFY(findButton(dialog, QStringLiteral("Send"))->isEnabled());
        dialog.findChild<QPlainTextEdit *>(QStringLiteral("resendText"))
            ->setPlainText(QString::fromUtf8(callback.raw).replace(QStringLiteral("1032"), QStringLiteral("0")));
        QVERIFY(host->isVisible());
        QVERIFY(!findButton(dialog, QStringLiteral("Send"))->isEnabled());
        host->setText(QStringLiteral("other.example"));
        QVERIFY(!findButton(dialog, QStringLiteral("Send"))->isEnabled());
        host->setText(QStringLiteral("shop.example"));
        QVERIFY(findButton(dialog, QStringLiteral("Send"))->isEnabled());
    }

    void exportMasksUnlessToldOtherwise()
    {
        QVERIFY(m_activity->putAll({m_activity->payment(QStringLiteral("1"), now()), m_activity->payment(QStringLiteral("2"), now())}));
        QTRY_COMPARE(m_activity->rows(), 2);
        ExportDialog *dialog = exportDialog();
        QVERIFY(dialog);
        QVERIFY(previewOf(dialog).startsWith(QStringLiteral("2 entries.")));
        QVERIFY(previewOf(dialog).contains(QStringLiteral("Phone numbers masked: 1")));
        QVERIFY(previewOf(dialog).contains(QStringLiteral("254712345678 becomes 254712***678")));
        setFile(dialog, inFolder("masked.csv"));
        QVERIFY(clickButton(*dialog, QStringLiteral("Export")));
        QTRY_VERIFY(m_activity->banner("activityTold")->message().contains(QStringLiteral("masked.csv")));
        QVERIFY(contents(inFolder("masked.csv")).contains("UCE00001ZB"));
        QVERIFY(!contents(inFolder("masked.csv")).contains("712345678"));
        QTRY_VERIFY(!m_activity->page.findChild<ExportDialog *>());

        m_activity->table()->selectRow(0);
        const QByteArray wanted = m_activity->table()->currentIndex().data(HistoryModel::ReceiptRole).toString().toLatin1();
        dialog = exportDialog();
        QVERIFY(dialog);
        setBox(dialog, "The selected entry only", true);
        setBox(dialog, "Mask phone numbers", false);
        auto *format = dialog->findChild<QComboBox *>(QStringLiteral("exportFormat"));
        format->setCurrentIndex(1);
        QVERIFY(dialog->fileName().endsWith(QStringLiteral(".json")));
        QTRY_VERIFY(previewOf(dialog).contains(QStringLiteral("Whoever gets this file")));
        setFile(dialog, inFolder("open.json"));
        QVERIFY(clickButton(*dialog, QStringLiteral("Export")));
        QTRY_VERIFY(QFile::exists(inFolder("open.json")));
        QTRY_VERIFY(!m_activity->page.findChild<ExportDialog *>());
        QVERIFY(contents(inFolder("open.json")).contains("254712345678"));
        QVERIFY(contents(inFolder("open.json")).contains(wanted));
        QCOMPARE(contents(inFolder("open.json")).contains("UCE00001ZB") + contents(inFolder("open.json")).contains("UCE00002ZB"), 1);
    }

    void exportSaysWhatIsWrongAndAsksBeforeReplacing()
    {
        QVERIFY(m_activity->putAll({m_activity->payment(QStringLiteral("1"), now())}));
        QTRY_COMPARE(m_activity->rows(), 1);
        ExportDialog *dialog = exportDialog();
        QVERIFY(dialog);
        setFile(dialog, {});
        QVERIFY(clickButton(*dialog, QStringLiteral("Export")));
        QVERIFY(showsText(*dialog, QStringLiteral("Say where the file goes.")));
        setFile(dialog, inFolder("no/such/folder/a.csv"));
        QVERIFY(clickButton(*dialog, QStringLiteral("Export")));
        QTRY_VERIFY(findButton(*dialog, QStringLiteral("Export"))->isEnabled());
        QVERIFY(!showsText(*dialog, QStringLiteral("Say where the file goes.")));
        QVERIFY(dialog->isVisible());

        QFile there(inFolder("there.csv"));
        QVERIFY(there.open(QIODevice::WriteOnly) && there.write("mine") == 4);
        there.close();
        setFile(dialog, there.fileName());
        QVERIFY(clickButton(*dialog, QStringLiteral("Export")));
        auto *question = dialog->findChild<QMessageBox *>();
        QVERIFY(question);
        question->reject();
        QCOMPARE(contents(there.fileName()), QByteArrayLiteral("mine"));
        QTRY_VERIFY(!dialog->findChild<QMessageBox *>());
        QVERIFY(clickButton(*dialog, QStringLiteral("Export")));
        QVERIFY(clickButton(*dialog->findChild<QMessageBox *>(), QStringLiteral("Replace")));
        QTRY_VERIFY(contents(there.fileName()).contains("UCE00001ZB"));
    }

    void importBringsEntriesBack()
    {
        QVERIFY(m_activity->putAll({m_activity->payment(QStringLiteral("1"), now()), m_activity->payment(QStringLiteral("2"), now())}));
        QTRY_COMPARE(m_activity->rows(), 2);
        ExportDialog *dialog = exportDialog();
        QVERIFY(dialog);
        dialog->findChild<QComboBox *>(QStringLiteral("exportFormat"))->setCurrentIndex(1);
        setFile(dialog, inFolder("all.json"));
        QTRY_VERIFY(findButton(*dialog, QStringLiteral("Export"))->isEnabled());
        QVERIFY(clickButton(*dialog, QStringLiteral("Export")));
        QTRY_VERIFY(!m_activity->page.findChild<ExportDialog *>());

        ActivityFixture other;
        QVERIFY(other.open());
        other.action(QStringLiteral("Show tokens"))->setChecked(false);
        QTRY_COMPARE(other.rows(), 0);
        other.action(QStringLiteral("Import from a file…"))->trigger();
        auto *files = other.page.findChild<QFileDialog *>();
        QVERIFY(files);
        Q_EMIT files->fileSelected(inFolder("all.json"));
        files->reject();
        QTRY_VERIFY(other.banner("activityTold")->message().startsWith(QStringLiteral("2 entries imported")));
        QTRY_COMPARE(other.rows(), 2);
    }

    void historyInTrouble()
    {
        // Something else stands where the history should be: the page says what became of it, and everything works.
        QTemporaryDir folder;
        const QString settings = preparedSettings(folder);
        QFile foreign(folder.filePath(QStringLiteral("desk-history.sqlite")));
        QVERIFY(foreign.open(QIODevice::WriteOnly) && foreign.write(QByteArray(5000, 'x')) == 5000);
        foreign.close();
        SystemClock clock;
        Desk desk(clock, settings, std::make_unique<SessionSecretStore>());
        desk.start();
        ActivityPage page(desk);
        page.show();
        QTRY_VERIFY(!desk.history().status().message.isEmpty());
        auto *banner = page.findChild<Banner *>(QStringLiteral("historyState"));
        QTRY_VERIFY(banner->isVisible());
        QCOMPARE(banner->message(), desk.history().status().message);
        QTRY_VERIFY(showsText(page, QStringLiteral("Nothing yet")));
    }
};

QTEST_MAIN(TestActivityActions)
#include "tst_activityactions.moc"
