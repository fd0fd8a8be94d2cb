// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/historymodel.h"
#include "tests/ui/deskfixture.h"
#include "ui/activity/exportdialog.h"
#include "ui/activity/resenddialog.h"
#include "ui/doctor/checkmodel.h"
#include "ui/doctor/doctorpage.h"
#include "ui/profiles/importdialog.h"
#include "ui/profiles/pastebox.h"
#include "ui/requests/unlockdialog.h"
#include "ui/shell/page.h"
#include "ui/shell/profilebutton.h"
#include "ui/widgets/elidedlabel.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDir>
#include <QFontInfo>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QSet>
#include <QTableView>
#include <QTreeView>

using namespace daraja;

namespace {

/// Enough different colours for text, lines and icons to be there.
constexpr int fewestColours = 40;

int coloursOf(const QImage &image)
{
    QSet<QRgb> seen;
    for (int y = 0; y < image.height(); y += 3) {
        for (int x = 0; x < image.width(); x += 3)
            seen.insert(image.pixel(x, y));
    }
    return int(seen.size());
}

QString nameOf(const QWidget *widget)
{
    QString text;
    if (const auto *label = qobject_cast<const QLabel *>(widget))
        text = label->text();
    else if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
        text = button->text().isEmpty() ? button->accessibleName() : button->text();
    return QStringLiteral("%1 \"%2\" is %3×%4, wants %5×%6, in %7 %8")
        .arg(QLatin1StringView(widget->metaObject()->className()), text)
        .arg(widget->width())
        .arg(widget->height())
        .arg(widget->sizeHint().width())
        .arg(widget->sizeHint().height())
        .arg(QLatin1StringView(widget->parentWidget() ? widget->parentWidget()->metaObject()->className() : ""),
             widget->parentWidget() ? widget->parentWidget()->objectName() : QString());
}

/// Whether the widget shows all of its text.
bool fits(const QWidget *widget)
{
    constexpr int tolerance = 1;
    if (const auto *text = qobject_cast<const QLabel *>(widget); text && text->wordWrap())
        return text->heightForWidth(text->width()) <= text->height() + tolerance;
    const QSize wanted = widget->sizeHint();
    if (wanted.width() <= widget->width() + tolerance && wanted.height() <= widget->height() + tolerance)
        return true;
    // A label that asks for less than its words need is one that cuts them with an ellipsis.
    const auto *label = qobject_cast<const QLabel *>(widget);
    if (label && label->minimumSizeHint().width() < wanted.width())
        return label->minimumSizeHint().width() <= label->width() && wanted.height() <= label->height() + tolerance;
    // A button may be smaller than the style would have it, as long as its words are whole.
    const auto *button = qobject_cast<const QAbstractButton *>(widget);
    if (!button || button->text().isEmpty() || !button->icon().isNull())
        return false;
    const QSize words = button->fontMetrics().size(Qt::TextShowMnemonic, button->text());
    return words.width() + 4 <= button->width() && words.height() <= button->height();
}

/// Whether its parents leave it whole from left to right (downwards they may scroll).
bool isInside(const QWidget *widget, const QWidget *window)
{
    for (const QWidget *parent = widget->parentWidget(); parent; parent = parent->parentWidget()) {
        const int left = widget->mapTo(parent, QPoint(0, 0)).x();
        if (left < 0 || left + widget->width() > parent->width())
            return false;
        if (parent == window)
            break;
    }
    return true;
}

QStringList clipped(const QWidget &window)
{
    QStringList bad;
    const QList<QWidget *> all = window.findChildren<QWidget *>();
    for (const QWidget *widget : all) {
        const bool says = qobject_cast<const QLabel *>(widget) || qobject_cast<const QAbstractButton *>(widget);
        if (!says || !widget->isVisible() || widget->width() == 0 || qobject_cast<const ProfileButton *>(widget) ||
            widget->objectName().startsWith(QStringLiteral("qt_")) || widget->inherits("QLineEditIconButton")) // Qt paints its icon smaller
            continue;
        if (!fits(widget))
            bad.append(nameOf(widget));
        else if (!isInside(widget, &window))
            bad.append(QStringLiteral("outside: ") + nameOf(widget));
    }
    return bad;
}

} // namespace

/// Pictures of every page as a person would see it, light and dark, small and large, in <build>/screenshots; none blank, nothing clipped.
class TestScreenshots : public QObject
{
    Q_OBJECT

private:
    Theme m_theme;
    std::unique_ptr<WindowFixture> m_fixture;
    QStringList m_clipped;

    /// Some payments, so that the pages have something to show. The last prompt stays open.
    void makeLife()
    {
        Desk &desk = m_fixture->desk;
        desk.simulator().setCallbackDelay(1);
        const auto push = [&desk](const QString &amount) {
            StkPushArguments arguments;
            arguments.amount = amount;
            arguments.phoneNumber = QStringLiteral("0708374149");
            arguments.accountReference = QStringLiteral("INV-00231");
            arguments.transactionDesc = QStringLiteral("School fees");
            WaitOptions wait = desk.workspace()->defaultWait(*findOperation(u"stk_push"));
            desk.workspace()->client().stkPush(arguments, wait);
        };
        const auto promptOpen = [&desk] { return !desk.simulator().handset().openPrompts().isEmpty(); };
        const auto settled = [&desk] { return desk.activeCallCount() == 0; };
        push(QStringLiteral("1250"));
        QTRY_VERIFY(promptOpen());
        desk.simulator().handset().enterPin(desk.simulator().handset().openPrompts().constFirst().id, QStringLiteral("1234"));
        QTRY_VERIFY(settled());
        push(QStringLiteral("300"));
        QTRY_VERIFY(promptOpen());
        desk.simulator().handset().cancel(desk.simulator().handset().openPrompts().constFirst().id);
        QTRY_VERIFY(settled());
        desk.workspace()->client().accountBalance({}, desk.workspace()->defaultWait(*findOperation(u"account_balance")));
        QTRY_VERIFY(settled());
        push(QStringLiteral("75"));
        QTRY_VERIFY(promptOpen());
    }

    void makeNotes()
    {
        TeamNotes &notes = m_fixture->desk.teamNotes();
        QCOMPARE(notes.save({QStringLiteral("stk.2001"),
                             QStringLiteral("2001"),
                             QStringLiteral("stk"),
                             QStringLiteral("Ask for the M-Pesa PIN, not the phone's. Happens often with new SIM cards."),
                             {}}),
                 QString());
        QCOMPARE(notes.save({{}, QStringLiteral("1999"), {}, QStringLiteral("Support says: a test of theirs, ignore"), {}}), QString());
    }

    /// Layouts settle in turns: a label that wraps asks its parent, which asks its own.
    static void settle()
    {
        for (int turn = 0; turn < 8; ++turn)
            QCoreApplication::processEvents();
    }

    /// `checked`: the part in which nothing may be clipped; all by default.
    void take(const QString &name, QWidget &widget, const QWidget *checked = nullptr)
    {
        settle();
        const QImage image = widget.grab().toImage();
        const QDir folder(QStringLiteral(DARAJA_BINARY_DIR "/screenshots"));
        QVERIFY(folder.mkpath(QStringLiteral(".")));
        QVERIFY(image.save(folder.filePath(name + QStringLiteral(".png"))));
        QVERIFY2(coloursOf(image) > fewestColours, qPrintable(name));
        for (const QString &bad : clipped(checked ? *checked : widget))
            m_clipped.append(name + QStringLiteral(": ") + bad);
    }

    static QScrollArea *findScroll(QWidget *widget)
    {
        QObject *parent = widget;
        while (!qobject_cast<QScrollArea *>(parent))
            parent = parent->parent();
        return qobject_cast<QScrollArea *>(parent);
    }

    /// The form of an operation with its sample in it.
    void openFilled(const char *operation)
    {
        m_fixture->window.showPage(PageId::Requests, QLatin1StringView(operation).toString());
        settle();
        for (QAbstractButton *button : m_fixture->window.findChildren<QAbstractButton *>()) {
            if (button->text() == u"Sample" && button->isVisible())
                button->click();
        }
        settle();
    }

    /// Sends what stands in the form and waits for its end; the open prompt of makeLife() stays.
    void sendAndWait()
    {
        m_fixture->window.activateWindow(); // without a window manager nobody else does after a dialog
        QVERIFY(QTest::qWaitForWindowActive(&m_fixture->window));
        QTest::keyClick(&m_fixture->window, Qt::Key_Return, Qt::ControlModifier);
        QVERIFY2(m_fixture->desk.activeCallCount() > 1, "the key sent nothing");
        QTRY_COMPARE_WITH_TIMEOUT(m_fixture->desk.activeCallCount(), 1, 10'000);
    }

    /// Answers of each form: picture, money statement, statement; and the longest form.
    void takeAnswers(const QString &end)
    {
        MainWindow &window = m_fixture->window;
        openFilled("qr_code");
        sendAndWait();
        take(QStringLiteral("requests-qr") + end, window);
        openFilled("b2c_payment");
        const QString id = findVisible<QLineEdit>(window, QStringLiteral("OriginatorConversationID"))->text();
        sendAndWait();
        take(QStringLiteral("requests-paid-out") + end, window);
        window.showPage(PageId::Requests,
                        QVariantMap{{QStringLiteral("operation"), QStringLiteral("transaction_status")},
                                    {QStringLiteral("values"), QVariantMap{{QStringLiteral("OriginalConversationID"), id}}}});
        settle();
        sendAndWait();
        take(QStringLiteral("requests-statement") + end, window);
        openFilled("bill_single");
        if (auto *items = findVisible<QWidget>(window, QStringLiteral("invoiceItems")))
            findScroll(items)->ensureWidgetVisible(items, 0, 80);
        take(QStringLiteral("requests-bill") + end, window);
    }

    /// The timeline with an entry that failed, pinned and noted; its dialogs; and when nothing fits.
    void takeActivity(const QString &end)
    {
        MainWindow &window = m_fixture->window;
        HistoryStore &history = m_fixture->desk.history();
        window.showPage(PageId::Activity);
        auto *table = findVisible<QTableView>(window, QStringLiteral("activityTable"));
        QVERIFY(table);
        const auto refused = [table] {
            for (int row = 0; row < table->model()->rowCount(); ++row) {
                if (table->model()->index(row, HistoryModel::Outcome).data() == QStringLiteral("Refused"))
                    return table->model()->index(row, 0);
            }
            return QModelIndex();
        };
        QTRY_VERIFY(refused().isValid());
        table->selectRow(refused().row());
        const qint64 number = refused().data(HistoryModel::NumberRole).toLongLong();
        history.setPinned(number, true);
        history.setNote(number, QStringLiteral("Called back: wants to pay tomorrow"));
        QTRY_VERIFY(refused().data(HistoryModel::NoteRole).toBool());
        auto *days = findVisible<QComboBox>(window, QStringLiteral("activityDays"));
        days->setCurrentIndex(days->count() - 1);
        QTRY_VERIFY(findVisible<QAbstractButton>(window, QStringLiteral("entryResend")));
        take(QStringLiteral("activity-refused") + end, window);
        days->setCurrentIndex(0);

        QVERIFY(m_fixture->desk.forwarder().setTarget(QStringLiteral("http://localhost:3000/mpesa/{path}")));
        findVisible<QAbstractButton>(window, QStringLiteral("entryResend"))->click();
        auto *resend = window.findChild<ResendDialog *>();
        QVERIFY(resend && QTest::qWaitForWindowActive(resend));
        take(QStringLiteral("activity-resend") + end, *resend);
        resend->close();
        QVERIFY(m_fixture->desk.forwarder().setTarget({}));

        auto *exportButton = findVisible<QPushButton>(window, QStringLiteral("activityExport"));
        exportButton->menu()->actions().constFirst()->trigger();
        auto *exportDialog = window.findChild<ExportDialog *>();
        QVERIFY(exportDialog && QTest::qWaitForWindowActive(exportDialog));
        QTRY_VERIFY(showsText(*exportDialog, QStringLiteral("masked: ")));
        take(QStringLiteral("activity-export") + end, *exportDialog);
        exportDialog->close();

        auto *search = findVisible<QLineEdit>(window, QStringLiteral("activitySearch"));
        search->setText(QStringLiteral("nobody wrote this"));
        QTRY_VERIFY(showsText(window, QStringLiteral("Nothing fits")));
        take(QStringLiteral("activity-nothing") + end, window);
        search->clear();
    }

    /// The doctor's front door, a run that finds nothing, one that finds a wrong passkey, and what it asks before.
    void takeDoctor(const QString &end)
    {
        Desk &desk = m_fixture->desk;
        MainWindow &window = m_fixture->window;
        const auto saveWith = [&desk](const QString &passkey) {
            ProfileSecrets secrets;
            secrets.passkey = passkey;
            bool saved = false;
            desk.saveProfile(desk.profiles().profile(desk.profiles().currentId()), secrets, &desk,
                             [&saved](const QString &, const QString &) { saved = true; });
            return QTest::qWaitFor([&] { return saved && desk.workspace() != nullptr; });
        };
        window.showPage(PageId::Doctor, QStringLiteral("front"));
        QTRY_VERIFY(!findVisible<QLabel>(window, QStringLiteral("doctorWeather"))->text().isEmpty());
        take(QStringLiteral("doctor-front") + end, window);
        auto *page = window.findChild<DoctorPage *>();
        const auto run = [page, &window] {
            QTest::keyClick(&window, Qt::Key_F5);
            return QTest::qWaitFor([page] { return page->isRunning(); }) && QTest::qWaitFor([page] { return !page->isRunning(); }, 60'000);
        };
        QVERIFY(run());
        take(QStringLiteral("doctor-healthy") + end, window);
        QVERIFY(saveWith(QString(64, u'a')));
        QVERIFY(desk.simulator().setFault(QStringLiteral("slow"), FaultUse::UntilOff, QStringLiteral("hakikisha")));
        QTest::keyClick(&window, Qt::Key_F5);
        QTRY_COMPARE(page->findChild<CheckModel *>()->running(), QStringLiteral("P1"));
        take(QStringLiteral("doctor-running") + end, window);
        QVERIFY(desk.simulator().setFault(QStringLiteral("slow"), FaultUse::Off, QStringLiteral("hakikisha")));
        QTRY_VERIFY_WITH_TIMEOUT(!page->isRunning(), 60'000);
        take(QStringLiteral("doctor-passkey") + end, window);
        auto *checks = findVisible<QTreeView>(window, QStringLiteral("doctorChecks"));
        const QModelIndex path = page->findChild<CheckModel *>()->indexOf(QStringLiteral("K3"));
        checks->expand(path.parent());
        checks->setCurrentIndex(path);
        take(QStringLiteral("doctor-server") + end, window);
        findVisible<QPushButton>(window, QStringLiteral("doctorPack"))->click();
        auto *pack = window.findChild<QDialog *>(QStringLiteral("supportDialog"));
        QVERIFY(pack && QTest::qWaitForWindowActive(pack));
        QTRY_VERIFY(pack->findChild<QPushButton *>(QStringLiteral("supportSave"))->isEnabled());
        take(QStringLiteral("doctor-pack") + end, *pack);
        pack->close();
        window.activateWindow();
        QVERIFY(saveWith({}));
    }

    /// A refused token, on the simulator.
    void spoilSecret()
    {
        Desk &desk = m_fixture->desk;
        ProfileSecrets wrong;
        wrong.consumerSecret = QStringLiteral("not-the-secret");
        bool saved = false;
        desk.saveProfile(desk.profiles().profile(desk.profiles().currentId()), wrong, &desk,
                         [&saved](const QString &, const QString &) { saved = true; });
        QTRY_VERIFY(saved);
        QTRY_VERIFY(desk.workspace() && desk.workspace()->tokens().state() == TokenManager::State::Refused);
    }

    void addProfiles()
    {
        Desk &desk = m_fixture->desk;
        Profile sandbox;
        sandbox.name = QStringLiteral("Duka la Mama");
        sandbox.environment = Environment::Sandbox;
        sandbox.consumerKey = QStringLiteral("q7Gd0pQyK3mZbW1xTn5LhA2c");
        sandbox.shortCode = QStringLiteral("174379");
        desk.profiles().save(sandbox);
        Profile shop;
        shop.name = QStringLiteral("Duka, Tom Mboya Street");
        shop.environment = Environment::Production;
        shop.consumerKey = QStringLiteral("V8sKq2LmNwXc4RtYz6PbJ1hD");
        shop.shortCode = QStringLiteral("4061234");
        shop.receiver = ReceiverKind::Till;
        shop.till = QStringLiteral("5551234");
        desk.profiles().save(shop);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_theme.apply(Theme::Choice::Light);
        QVERIFY2(!QFontInfo(QApplication::font()).family().isEmpty(), "no font: every glyph would be a box");
    }

    void init()
    {
        m_clipped.clear();
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support ).*")));
    }
    void cleanup() { m_fixture.reset(); }

    void pages_data()
    {
        QTest::addColumn<Theme::Choice>("choice");
        QTest::addColumn<QSize>("size");
        for (const Theme::Choice choice : {Theme::Choice::Light, Theme::Choice::Dark}) {
            for (const QSize size : {QSize(1024, 640), QSize(1440, 900)}) {
                QTest::addRow("%s %dx%d", qPrintable(Theme::name(choice)), size.width(), size.height()) << choice << size;
            }
        }
    }

    void pages()
    {
        QFETCH(Theme::Choice, choice);
        QFETCH(QSize, size);
        m_theme.setChoice(choice);
        m_fixture = std::make_unique<WindowFixture>(m_theme, false);
        WindowFixture &f = *m_fixture;
        QVERIFY(f.open(size));
        const QString end = QStringLiteral("-%1-%2x%3").arg(Theme::name(choice)).arg(size.width()).arg(size.height());
        QTRY_COMPARE(f.desk.workspace()->tokens().state(), TokenManager::State::Valid);
        take(QStringLiteral("firstrun") + end, f.window);

        QTRY_VERIFY_WITH_TIMEOUT(f.desk.simulator().isReady(), 20'000);
        makeLife();
        for (const char *page : {"token", "requests", "activity", "simulator"}) {
            QVERIFY(f.window.showPageNamed(QLatin1StringView(page)));
            take(QLatin1StringView(page) + end, f.window);
        }

        takeActivity(end);
        makeNotes();
        for (const auto &[name, text] :
             {std::pair("errors", ""), std::pair("errors-code", "2001"), std::pair("errors-unknown", "TP99 Odd")}) {
            f.window.showPage(PageId::Errors);
            f.window.findChild<QLineEdit *>(QStringLiteral("errorSearch"))->setText(QLatin1StringView(text));
            take(QLatin1StringView(name) + end, f.window);
        }
        QVERIFY(QMetaObject::invokeMethod(f.window.findChild<QLineEdit *>(QStringLiteral("errorSearch")), "clear"));

        f.window.showPage(PageId::Requests, QStringLiteral("account_balance"));
        settle();
        QTest::keyClick(&f.window, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(f.desk.activeCallCount(), 1); // the open prompt; the balance is there
        take(QStringLiteral("requests-balance") + end, f.window);
        takeAnswers(end);

        takeDoctor(end);

        f.window.openPalette();
        take(QStringLiteral("palette") + end, f.window, f.window.findChild<QWidget *>(QStringLiteral("commandPalette")));
        f.window.openHelp();
        take(QStringLiteral("help") + end, f.window, f.window.findChild<QWidget *>(QStringLiteral("helpSheet")));

        addProfiles();
        f.window.showPage(PageId::Settings, QStringLiteral("profiles"));
        take(QStringLiteral("profiles") + end, f.window);
        f.window.showPage(PageId::Settings, QStringLiteral("general"));
        take(QStringLiteral("settings") + end, f.window);

        spoilSecret();
        f.window.showPage(PageId::Token);
        take(QStringLiteral("token-refused") + end, f.window);

        const auto openNamed = [&f](const char *name) {
            f.desk.openProfile(f.desk.profiles().findByName(QLatin1StringView(name)).id);
            return QTest::qWaitFor([&f] { return f.desk.workspace() != nullptr; });
        };
        QVERIFY(openNamed("Duka la Mama"));
        take(QStringLiteral("token-sandbox") + end, f.window);
        QVERIFY(openNamed("Duka, Tom Mboya Street"));
        take(QStringLiteral("token-production") + end, f.window);
        f.window.showPage(PageId::Doctor, QStringLiteral("everything"));
        QDialog *consent = nullptr;
        QTRY_VERIFY((consent = f.window.findChild<QDialog *>(QStringLiteral("consentDialog"))));
        QVERIFY(QTest::qWaitForWindowActive(consent));
        take(QStringLiteral("doctor-consent") + end, *consent);
        consent->reject();
        openFilled("b2c_payment");
        take(QStringLiteral("requests-locked") + end, f.window);
        QVERIFY(clickButton(f.window, QStringLiteral("Unlock for 15 minutes")));
        auto *unlock = f.window.findChild<UnlockDialog *>();
        QVERIFY(unlock && QTest::qWaitForWindowActive(unlock));
        take(QStringLiteral("unlock") + end, *unlock);
        unlock->reject();

        auto *dialog = ImportDialog::openFor(f.desk, &f.window);
        dialog->findChild<PasteBox *>(QStringLiteral("pasteBox"))
            ->take(QStringLiteral("export MPESA_CONSUMER_KEY=\"q7Gd0pQyK3mZbW1xTn5LhA2c\u200b\"\nMPESA_CONSUMER_SECRET=s3cr3tS3cr3tS3\n"
                                  "MPESA_PASSKEY='bfb279f9aa9bdbcf158e97dd71a467cd '\nFOO_BAR=something\nhello world\n"));
        QVERIFY(QTest::qWaitForWindowActive(dialog));
        take(QStringLiteral("import") + end, *dialog);
        dialog->close();
        QVERIFY2(m_clipped.isEmpty(), qPrintable(u'\n' + m_clipped.join(u'\n')));
    }
};

QTEST_MAIN(TestScreenshots)
#include "tst_screenshots.moc"
