// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// FieldRow, SearchField, Banner, Label, ElidedLabel, Pill, Card, KeyValueGrid, EmptyState, VerdictHeader, tables.

#include "ui/style/deskstyle.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/keyvaluegrid.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/sectionheader.h"
#include "ui/widgets/surface.h"
#include "ui/widgets/tables.h"
#include "ui/widgets/verdictheader.h"

#include <QAccessible>
#include <QHeaderView>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>
#include <QVBoxLayout>

using namespace daraja;

namespace {

Label *labelWith(const QWidget *parent, const QString &text)
{
    for (auto *label : parent->findChildren<Label *>()) {
        if (label->text() == text) {
            return label;
        }
    }
    return nullptr;
}

} // namespace

class TestWidgetsForms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.apply(Theme::Choice::Light); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support).*"))); }

    void fieldHelpTurnsIntoTheProblem()
    {
        QWidget window;
        auto *layout = new QVBoxLayout(&window);
        auto *edit = new QLineEdit;
        auto *row = new FieldRow(QStringLiteral("Amount"), edit);
        layout->addWidget(row);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QCOMPARE(edit->accessibleName(), QStringLiteral("Amount"));
        row->setHelp(QStringLiteral("Whole shillings"));
        Label *help = labelWith(row, QStringLiteral("Whole shillings"));
        QVERIFY(help && help->isVisible());
        QCOMPARE(help->role(), Role::Faint);
        QCOMPARE(edit->accessibleDescription(), QStringLiteral("Whole shillings"));

        row->setProblem(QStringLiteral("At most <250,000>"));
        QCOMPARE(help->text(), QStringLiteral("At most <250,000>"));
        QCOMPARE(help->textFormat(), Qt::PlainText);
        QCOMPARE(help->role(), Role::Bad);
        QCOMPARE(edit->accessibleDescription(), QStringLiteral("At most <250,000>"));
        QVERIFY(hasProblemLook(edit));
        QCOMPARE(row->problem(), QStringLiteral("At most <250,000>"));

        row->setHelp(QStringLiteral("New help")); // waits its turn
        QCOMPARE(help->text(), QStringLiteral("At most <250,000>"));
        row->setProblem(QString());
        QCOMPARE(help->text(), QStringLiteral("New help"));
        QVERIFY(!hasProblemLook(edit));
        row->setHelp(QString());
        QVERIFY(!help->isVisible());
    }

    void fieldLabelLeadsToTheEditor()
    {
        QWidget window;
        auto *layout = new QVBoxLayout(&window);
        auto *first = new FieldRow(QStringLiteral("&Amount"), new QLineEdit);
        auto *second = new FieldRow(QStringLiteral("&Phone"), new QLineEdit);
        layout->addWidget(first);
        layout->addWidget(second);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        first->setFocus();
        QVERIFY(first->editor()->hasFocus());
        QTest::keyClick(first->editor(), Qt::Key_Tab);
        QVERIFY(second->editor()->hasFocus());
        QTest::mouseClick(labelWith(first, QStringLiteral("&Amount")), Qt::LeftButton);
        QVERIFY(first->editor()->hasFocus());
        QTest::keyClick(&window, Qt::Key_P, Qt::AltModifier);
        QTRY_VERIFY(second->editor()->hasFocus());
    }

    void fieldKeepsNamesGivenByHand()
    {
        auto *edit = new QLineEdit;
        edit->setAccessibleName(QStringLiteral("Amount to pay"));
        FieldRow row(QStringLiteral("Amount"), edit);
        QCOMPARE(edit->accessibleName(), QStringLiteral("Amount to pay"));
        row.setLabel(QStringLiteral("Kiasi"));
        QCOMPARE(row.label(), QStringLiteral("Kiasi"));
        QCOMPARE(edit->accessibleName(), QStringLiteral("Amount to pay"));
        FieldRow other(QStringLiteral("Amount"), new QLineEdit);
        other.setLabel(QStringLiteral("Kiasi"));
        QCOMPARE(other.editor()->accessibleName(), QStringLiteral("Kiasi"));
    }

    void fieldHelpLinks()
    {
        FieldRow row(QStringLiteral("Result goes to"), new QLineEdit);
        row.setHelp(QStringLiteral("This computer. <a href=\"change\">Change</a>"));
        QCOMPARE(row.editor()->accessibleDescription(), QStringLiteral("This computer. Change"));
        QSignalSpy link(&row, &FieldRow::linkActivated);
        row.show();
        QVERIFY(QTest::qWaitForWindowExposed(&row));
        Label *help = labelWith(&row, row.help());
        QVERIFY(help);
        help->setFocus();
        QTest::keyClick(help, Qt::Key_Tab);
        QTest::keyClick(help, Qt::Key_Return);
        if (link.isEmpty()) { // the first link may have the focus already
            help->setFocus(Qt::TabFocusReason);
            QTest::keyClick(help, Qt::Key_Return);
        }
        QCOMPARE(link.count(), 1);
        QCOMPARE(link.first().first().toString(), QStringLiteral("change"));
    }

    void fieldLabelsAtTheLeftLineUp()
    {
        QWidget window;
        auto *layout = new QVBoxLayout(&window);
        auto *short_ = new FieldRow(QStringLiteral("Key"), new QLineEdit);
        auto *long_ = new FieldRow(QStringLiteral("Consumer secret"), new QLineEdit);
        for (FieldRow *row : {short_, long_}) {
            row->setLabelPosition(FieldRow::LabelPosition::Left);
            row->setLabelWidth(px(140));
            row->setUnit(QStringLiteral("text"));
            layout->addWidget(row);
        }
        long_->setProblem(QStringLiteral("Too short"));
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        const auto left = [&window](FieldRow *row) { return row->editor()->mapTo(&window, QPoint()).x(); };
        QCOMPARE(left(short_), left(long_));
        QVERIFY(left(short_) >= px(140));
    }

    void searchClearsAndLeads()
    {
        QWidget window;
        auto *layout = new QVBoxLayout(&window);
        auto *search = new SearchField(QStringLiteral("Filter"));
        auto *other = new QLineEdit;
        layout->addWidget(other);
        layout->addWidget(search);
        search->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_F));
        QCOMPARE(search->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_F));
        QCOMPARE(search->accessibleName(), QStringLiteral("Filter"));
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        other->setFocus();
        QTest::keyClick(other, Qt::Key_F, Qt::ControlModifier);
        QVERIFY(search->hasFocus());
        QTest::keyClicks(search, QStringLiteral("stk"));
        QTest::keyClick(search, Qt::Key_Escape);
        QCOMPARE(search->text(), QString());
    }

    void secondEscapeGoesToTheParent()
    {
        class Parent final : public QWidget
        {
        public:
            int escapes = 0;

        protected:
            void keyPressEvent(QKeyEvent *event) override { escapes += event->key() == Qt::Key_Escape ? 1 : 0; }
        };
        Parent parent;
        SearchField search(QStringLiteral("Filter"), &parent);
        search.setText(QStringLiteral("x"));
        QTest::keyClick(&search, Qt::Key_Escape);
        QCOMPARE(parent.escapes, 0);
        QTest::keyClick(&search, Qt::Key_Escape);
        QCOMPARE(parent.escapes, 1);
    }

    void bannerTellsAndCloses()
    {
        QWidget window;
        auto *layout = new QVBoxLayout(&window);
        auto *banner = new Banner;
        layout->addWidget(banner);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QVERIFY(!banner->isVisible());
        banner->warn(QStringLiteral("Port taken"));
        QVERIFY(banner->isVisible());
        QCOMPARE(banner->tone(), Tone::Careful);
        QCOMPARE(banner->message(), QStringLiteral("Port taken"));
        QCOMPARE(banner->accessibleName(), QStringLiteral("Port taken"));
        auto buttons = banner->findChildren<QPushButton *>();
        QCOMPARE(buttons.size(), 2);
        QVERIFY(!buttons[0]->isVisible() && !buttons[1]->isVisible());
        QSignalSpy action(banner, &Banner::actionTriggered);
        QSignalSpy closed(banner, &Banner::closed);
        banner->setAction(QStringLiteral("Use another"));
        banner->setClosable(true);
        QTest::mouseClick(buttons[0], Qt::LeftButton);
        QCOMPARE(action.count(), 1);
        QCOMPARE(buttons[1]->accessibleName(), QStringLiteral("Close"));
        QTest::mouseClick(buttons[1], Qt::LeftButton);
        QCOMPARE(closed.count(), 1);
        QVERIFY(!banner->isVisible());
        banner->error(QStringLiteral("Port taken"));
        QVERIFY(banner->isVisible());
    }

    void bannerToldBeforeItHasAPlaceOpensNoWindow()
    {
        auto *banner = new Banner;
        banner->info(QStringLiteral("Early"));
        QVERIFY(!banner->isVisible());
        QWidget window;
        auto *layout = new QVBoxLayout(&window);
        layout->addWidget(banner);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QVERIFY(banner->isVisible());
    }

    void doubleClickSelectsAll_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("wrap");
        QTest::newRow("an id") << QStringLiteral("ws_CO-191220191020363925 x") << false;
        QTest::newRow("a wrapped text") << QStringLiteral("Ask the customer, <then> send it again.") << true;
    }

    void doubleClickSelectsAll()
    {
        QFETCH(QString, text);
        QFETCH(bool, wrap);
        Label label(text);
        label.setTextFormat(Qt::PlainText);
        label.setWordWrap(wrap);
        label.setSelectable(true);
        label.resize(300, 60);
        QTest::mouseDClick(&label, Qt::LeftButton, {}, {10, wrap ? 30 : 30});
        QCOMPARE(label.selectedText(), text);
        QCOMPARE(label.text(), text);
    }

    void wrappedTextStandsOnTwentyPixels()
    {
        Label label(QStringLiteral("one\ntwo\nthree"));
        label.setWordWrap(true);
        QCOMPARE(label.heightForWidth(300), 3 * px(20));
        label.setText(QStringLiteral("one"));
        QCOMPARE(label.heightForWidth(300), px(20));
        QAccessibleInterface *reader = QAccessible::queryAccessibleInterface(&label);
        QCOMPARE(reader->text(QAccessible::Name), QStringLiteral("one"));
    }

    void elidedTextIsStillTold()
    {
        ElidedLabel label(QStringLiteral("https://sandbox.safaricom.co.ke/mpesa/stkpush/v1/processrequest"));
        label.resize(label.sizeHint());
        QVERIFY(!label.isElided());
        label.resize(80, 20);
        QVERIFY(label.isElided());
        QVERIFY(label.minimumSizeHint().width() < 80);
        QAccessibleInterface *reader = QAccessible::queryAccessibleInterface(&label);
        QCOMPARE(reader->role(), QAccessible::StaticText);
        QCOMPARE(reader->text(QAccessible::Name), label.text());
    }

    void pillSaysItsState()
    {
        Pill pill(QStringLiteral("VALID"), Tone::Good);
        QAccessibleInterface *reader = QAccessible::queryAccessibleInterface(&pill);
        QCOMPARE(reader->role(), QAccessible::StaticText);
        QCOMPARE(reader->text(QAccessible::Name), QStringLiteral("VALID"));
        const int narrow = pill.sizeHint().width();
        pill.setState(QStringLiteral("EXPIRING SOON"), Tone::Careful);
        QVERIFY(pill.sizeHint().width() > narrow);
        QCOMPARE(pill.accessibleName(), QStringLiteral("EXPIRING SOON"));
        pill.resize(pill.sizeHint());
        QCOMPARE(pill.grab().toImage().pixelColor(pill.width() / 2, 1), color(Role::CarefulTint));
    }

    void cardHasAHeaderOnlyWhenNeeded()
    {
        Card card;
        auto *body = new QWidget;
        card.setBody(body);
        card.resize(300, 200);
        card.show();
        QVERIFY(QTest::qWaitForWindowExposed(&card));
        QCOMPARE(body->y(), px(metrics::Gap) + 1);
        card.setTitle(QStringLiteral("Token"));
        card.setSuffix(QStringLiteral("6 of 8"));
        auto *button = new QPushButton(QStringLiteral("Copy"));
        card.addHeaderWidget(button);
        card.addTitleWidget(new Pill(QStringLiteral("200"), Tone::Good));
        QCOMPARE(card.title(), QStringLiteral("Token"));
        QCOMPARE(card.accessibleName(), QStringLiteral("Token"));
        QTRY_VERIFY(body->y() > px(42));
        QCOMPARE(button->mapTo(&card, QPoint(button->width(), 0)).x(), card.width() - px(metrics::Gap) - 1);
    }

    void cardsRoundCornersStayRound()
    {
        Card card;
        auto *list = new QListWidget;
        dressList(list);
        card.setFlush(true);
        card.setBody(list);
        card.resize(300, 200);
        const QImage with = card.grab().toImage();
        Card empty;
        empty.resize(300, 200);
        const QImage without = empty.grab().toImage();
        for (const QRect corner : {QRect(0, 0, 8, 4), QRect(0, 196, 8, 4), QRect(292, 0, 8, 4), QRect(292, 196, 8, 4)}) {
            QCOMPARE(with.copy(corner), without.copy(corner));
        }
        QVERIFY(list->width() == card.width() - 2);
    }

    void keyValueRows()
    {
        KeyValueGrid grid;
        const int created = grid.addRow(QStringLiteral("Created"), QStringLiteral("18:41:08 EAT"));
        const int id = grid.addRow(QStringLiteral("Request"), QString(), KeyValueGrid::ValueKind::Code);
        const int state = grid.addRow(QStringLiteral("State"), new Pill(QStringLiteral("VALID"), Tone::Good));
        QCOMPARE(grid.count(), 3);
        QCOMPARE(grid.value(created), QStringLiteral("18:41:08 EAT"));
        QCOMPARE(grid.value(id), QString());
        QVERIFY(labelWith(&grid, QStringLiteral("–")));
        QCOMPARE(grid.value(state), QString());
        grid.setValue(id, QStringLiteral("ws_CO_<1>"));
        QCOMPARE(grid.value(id), QStringLiteral("ws_CO_<1>"));
        grid.setNote(created, QStringLiteral("1 min ago"));
        auto *button = new QPushButton(QStringLiteral("Copy"));
        grid.addButton(id, button);
        grid.resize(500, 200);
        grid.show();
        QVERIFY(QTest::qWaitForWindowExposed(&grid));
        Label *value = labelWith(&grid, QStringLiteral("18:41:08 EAT"));
        Label *note = labelWith(&grid, QStringLiteral("1 min ago"));
        QVERIFY(value && note);
        const auto left = [&grid](QWidget *widget) { return widget->mapTo(&grid, QPoint()).x(); };
        QTRY_VERIFY(left(note) > left(value));
        QVERIFY2(left(note) < left(value) + value->sizeHint().width() + px(20), "the note stands beside the value");
        QCOMPARE(left(button) + button->width(), grid.width());
        grid.setRowVisible(created, false);
        QVERIFY(!value->isVisible());
        grid.setRowVisible(created, true);
        QTRY_VERIFY(value->isVisible());
        grid.clear();
        QCOMPARE(grid.count(), 0);
        QCOMPARE(grid.addRow(QStringLiteral("New"), QStringLiteral("1")), 0);
        QCOMPARE(grid.value(0), QStringLiteral("1"));
    }

    void longValuesGiveWay()
    {
        const QString key = QStringLiteral("sim-Ml6yWFYABLEOtI2y2b9pdA307Pq2h3AbCdEfGhIjKlMnOpQrStUvWxYz0123456789");
        KeyValueGrid grid;
        grid.addRow(QStringLiteral("Consumer key"), key, KeyValueGrid::ValueKind::Code);
        grid.setNote(grid.addRow(QStringLiteral("Created"), QStringLiteral("now")),
                     QStringLiteral("a note that is longer than the room for it could ever be, really"));
        QVERIFY2(grid.minimumSizeHint().width() < px(260), "a page can be narrower than its longest id");
        grid.resize(px(260), 100);
        grid.show();
        QVERIFY(QTest::qWaitForWindowExposed(&grid));
        Label *value = labelWith(&grid, key);
        QVERIFY(value);
        QVERIFY(value->mapTo(&grid, QPoint(value->width(), 0)).x() <= grid.width());
        const QImage cut = value->grab().toImage();
        QTest::mouseDClick(value, Qt::LeftButton, {}, {5, 8});
        QCOMPARE(value->selectedText(), key); // the whole, not what is seen of it
        QVERIFY(value->grab().toImage() != cut);
    }

    void emptyStateOffersWhatHelps()
    {
        EmptyState empty(Icon::Activity, QStringLiteral("Nothing sent yet"), QStringLiteral("Send a request and it appears here."));
        auto *first = empty.addButton(QStringLiteral("Open requests"));
        auto *second = empty.addButton(QStringLiteral("Read more"));
        QCOMPARE(buttonRole(first), ButtonRole::Primary);
        QCOMPARE(buttonRole(second), ButtonRole::Plain);
        empty.resize(220, 400);
        empty.show();
        QVERIFY(QTest::qWaitForWindowExposed(&empty));
        Label *text = labelWith(&empty, QStringLiteral("Send a request and it appears here."));
        QVERIFY(text);
        QVERIFY2(text->geometry().left() >= 0 && text->geometry().right() <= empty.width(), "narrow pages wrap it");
        QSignalSpy clicked(first, &QPushButton::clicked);
        QTest::mouseClick(first, Qt::LeftButton);
        QCOMPARE(clicked.count(), 1);
    }

    void verdictComesFirst()
    {
        VerdictHeader header;
        header.setVerdict(Tone::Bad, QStringLiteral("Cancelled on the phone"), QStringLiteral("No money moved."));
        QCOMPARE(header.headline(), QStringLiteral("Cancelled on the phone"));
        QCOMPARE(header.sentence(), QStringLiteral("No money moved."));
        QCOMPARE(header.tone(), Tone::Bad);
        QCOMPARE(header.accessibleName(), QStringLiteral("Cancelled on the phone"));
        header.resize(400, 80);
        const QImage bad = header.grab().toImage();
        header.setVerdict(Tone::Good, QStringLiteral("Cancelled on the phone"));
        QCOMPARE(header.sentence(), QString());
        QVERIFY(header.grab().toImage() != bad);
        auto *button = new QPushButton(QStringLiteral("Send again"));
        header.addWidget(button);
        header.show();
        QVERIFY(QTest::qWaitForWindowExposed(&header));
        QTRY_COMPARE(button->mapTo(&header, QPoint(button->width(), 0)).x(), header.width());
    }

    void surfaceTakesItsRole()
    {
        Surface band(Role::Simulator, Qt::BottomEdge);
        band.resize(50, 10);
        QCOMPARE(band.grab().toImage().pixelColor(5, 5), color(Role::Simulator));
        QCOMPARE(band.grab().toImage().pixelColor(5, 9), color(Role::Line));
        band.setGround(Role::Production);
        QCOMPARE(band.grab().toImage().pixelColor(5, 5), color(Role::Production));
        std::unique_ptr<Surface> line(Surface::line(Qt::Vertical));
        QCOMPARE(line->minimumWidth(), 1);
        QCOMPARE(line->maximumWidth(), 1);
        SectionHeader header(QStringLiteral("Payments"));
        QCOMPARE(header.text(), QStringLiteral("Payments"));
    }

    void tablesAreQuiet()
    {
        QTableWidget table(3, 2);
        dressTable(&table);
        table.setHorizontalHeaderLabels({QStringLiteral("Time"), QStringLiteral("Outcome")});
        table.resize(400, 300);
        table.selectRow(1);
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        QCOMPARE(table.rowHeight(0), px(metrics::TableRow));
        QCOMPARE(table.horizontalHeader()->height(), px(34));
        QCOMPARE(table.selectedItems().size() + table.selectionModel()->selectedRows().size(), qsizetype(1));
        const QImage picture = table.viewport()->grab().toImage();
        QCOMPARE(picture.pixelColor(300, px(metrics::TableRow) + 10), color(Role::AccentTint));
        QCOMPARE(picture.pixelColor(300, px(metrics::TableRow) - 1), color(Role::Line));
        QCOMPARE(picture.pixelColor(300, 10), color(Role::Panel));
    }

private:
    Theme m_theme;
};

QTEST_MAIN(TestWidgetsForms)
#include "tst_widgetsforms.moc"
