// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// Shows every widget of ui/widgets in pages like those of the program, and grabs them in light and dark: for the eye, into
// DARAJA_BINARY_DIR/screenshots. What the eye checks cannot be asserted; what is asserted is that nothing is cut and that the theme reaches
// every pixel.

#include "ui/style/deskstyle.h"
#include "ui/style/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/codeview.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/countdownring.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/keyvaluegrid.h"
#include "ui/widgets/label.h"
#include "ui/widgets/maskedlabel.h"
#include "ui/widgets/navrail.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/revealbutton.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/sectionheader.h"
#include "ui/widgets/surface.h"
#include "ui/widgets/tables.h"
#include "ui/widgets/tokenchip.h"
#include "ui/widgets/verdictheader.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFontInfo>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QRegularExpression>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QTabBar>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

using namespace daraja;

namespace {

constexpr auto minute = std::chrono::minutes(1);
const auto tokenLife = std::chrono::milliseconds(3599000);
const auto tokenLeft = std::chrono::milliseconds(3492000);

const QByteArray callback = QByteArrayLiteral(R"({"MerchantRequestID":"3b7d-4c1e-9f02-7a6c","CheckoutRequestID":"ws_CO_2311••••5678",)"
                                              R"("ResultCode":1032,"ResultDesc":"Request cancelled by user","Final":true})");

QPushButton *smallButton(const QString &words)
{
    auto *button = new QPushButton(words);
    setButtonRole(button, ButtonRole::Plain, ButtonSize::Small);
    return button;
}

QWidget *beside(std::initializer_list<QWidget *> widgets, int spacing = 8, bool stretch = true)
{
    auto *room = new QWidget;
    auto *layout = new QHBoxLayout(room);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(px(spacing));
    for (QWidget *widget : widgets) {
        layout->addWidget(widget);
    }
    if (stretch) {
        layout->addStretch(1);
    }
    return room;
}

/// Rail, bars and band around a page: what the main window will be.
QWidget *frameAround(QWidget *page, int current)
{
    auto *window = new Surface(Role::Window);
    auto *outer = new QVBoxLayout(window);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    auto *band = new Surface(Role::Simulator);
    band->setFixedHeight(px(metrics::EnvironmentBand));
    outer->addWidget(band);
    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    outer->addLayout(row, 1);

    auto *rail = new NavRail;
    rail->setHeading(QStringLiteral("Daraja Desk"), QStringLiteral("M-Pesa workbench"));
    rail->addItem(Icon::Token, QStringLiteral("Token"), QStringLiteral("1"));
    rail->addItem(Icon::Requests, QStringLiteral("Requests"), QStringLiteral("2"));
    rail->addItem(Icon::Activity, QStringLiteral("Activity"), QStringLiteral("3"));
    rail->addItem(Icon::Simulator, QStringLiteral("Simulator"), QStringLiteral("4"));
    rail->addItem(Icon::Doctor, QStringLiteral("Doctor"), QStringLiteral("5"));
    rail->addItem(Icon::Errors, QStringLiteral("Errors"), QStringLiteral("6"));
    rail->addFooterItem(Icon::Settings, QStringLiteral("Settings"));
    rail->setCurrent(current);
    row->addWidget(rail);

    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    row->addLayout(column, 1);
    auto *bar = new Surface(Role::Panel, Qt::BottomEdge);
    bar->setFixedHeight(px(metrics::TopBar));
    auto *barRow = new QHBoxLayout(bar);
    barRow->setContentsMargins(px(16), 0, px(16), 1);
    barRow->setSpacing(px(12));
    auto *profile = new QPushButton(QStringLiteral("Demo shop  174379"));
    profile->setMenu(new QMenu(profile));
    barRow->addWidget(profile);
    barRow->addWidget(new Pill(QStringLiteral("SIMULATOR"), Tone::Simulator));
    barRow->addWidget(new Label(QStringLiteral("Nothing here is real money"), TextStyle::Body, Role::Dim));
    barRow->addStretch(1);
    auto *chip = new TokenChip;
    chip->setTone(Tone::Good);
    chip->setRemaining(tokenLeft, tokenLife);
    barRow->addWidget(chip);
    auto *refresh = new QPushButton;
    refresh->setIcon(makeIcon(Icon::Refresh));
    barRow->addWidget(refresh);
    column->addWidget(bar);
    column->addWidget(page, 1);
    auto *status = new Surface(Role::Panel, Qt::TopEdge);
    status->setFixedHeight(px(metrics::StatusBar));
    auto *statusRow = new QHBoxLayout(status);
    statusRow->setContentsMargins(px(16), 1, px(16), 0);
    statusRow->addWidget(
        new Label(QStringLiteral("Simulator on 127.0.0.1:7060 · receiver on 127.0.0.1:7061"), TextStyle::Small, Role::Dim));
    statusRow->addStretch(1);
    statusRow->addWidget(new Label(QStringLiteral("1 token request today"), TextStyle::Small, Role::Dim));
    column->addWidget(status);
    return window;
}

QWidget *tokenPage()
{
    auto *page = new QWidget;
    auto *grid = new QGridLayout(page);
    grid->setContentsMargins(px(16), px(16), px(16), px(16));
    grid->setSpacing(px(16));

    auto *ringCard = new Card;
    auto *ring = new CountdownRing;
    ring->setTone(Tone::Good);
    ring->setRemaining(tokenLeft, tokenLife);
    ring->setCaption(QStringLiteral("left of 59:59"));
    auto *body = ringCard->bodyLayout();
    body->setSpacing(px(8));
    body->addSpacing(px(16));
    body->addWidget(ring, 0, Qt::AlignHCenter);
    body->addSpacing(px(8));
    body->addWidget(new Pill(QStringLiteral("VALID"), Tone::Good), 0, Qt::AlignHCenter);
    body->addWidget(new Label(QStringLiteral("until 19:41:07 EAT, Mon 23 Nov"), TextStyle::Body, Role::Dim), 0, Qt::AlignHCenter);
    auto *get = new QPushButton(QStringLiteral("Get token"));
    setButtonRole(get, ButtonRole::Primary);
    auto *fresh = new QPushButton(QStringLiteral("Get a new token"));
    fresh->setIcon(makeIcon(Icon::Refresh));
    body->addSpacing(px(8));
    body->addWidget(beside({get, fresh}, 8, false), 0, Qt::AlignHCenter);
    body->addSpacing(px(8));
    auto *help = new Label(
        QStringLiteral("Get token answers from the cache while it is valid.\nDaraja was asked once; 14 calls used the answer since."),
        TextStyle::Help, Role::Faint);
    help->setAlignment(Qt::AlignCenter);
    body->addWidget(help);
    body->addStretch(1);
    grid->addWidget(ringCard, 0, 0);

    auto *details = new Card(QStringLiteral("Token"));
    auto *values = new KeyValueGrid;
    auto *token = new MaskedLabel;
    token->setMask(MaskedLabel::masked(QStringLiteral("c9SQabcdefghijklmnopqrstuvwxbF"), 4, 2));
    token->setSource([] { return QStringLiteral("c9SQabcdefghijklmnopqrstuvwxbF"); });
    auto *reveal = new RevealButton;
    reveal->attach(token);
    values->addRow(QStringLiteral("Access token"), token);
    values->addButton(0, reveal);
    values->addButton(0, new CopyButton([] { return QStringLiteral("token"); }, CopyButton::Content::Secret));
    values->setNote(values->addRow(QStringLiteral("Created"), QStringLiteral("18:41:08 EAT")), QStringLiteral("1 min 47 s ago"));
    values->setNote(values->addRow(QStringLiteral("Lifetime"), QStringLiteral("3,599 s")), QStringLiteral("as Daraja said (\"3599\")"));
    values->addRow(QStringLiteral("Consumer key"), QStringLiteral("demo•••••••••••••4417"), KeyValueGrid::ValueKind::Code);
    values->addButton(3, new CopyButton([] { return QStringLiteral("key"); }));
    auto *secret = new MaskedLabel;
    secret->setMask(MaskedLabel::masked(QStringLiteral("something")));
    values->addRow(QStringLiteral("Consumer secret"), secret);
    values->addButton(4, smallButton(QStringLiteral("Replace…")));
    values->addRow(QStringLiteral("Kept in"), QStringLiteral("System keychain"));
    details->bodyLayout()->addWidget(values);
    details->bodyLayout()->addStretch(1);
    grid->addWidget(details, 0, 1);

    auto *exchange = new Card(QStringLiteral("Last exchange"));
    exchange->addTitleWidget(new Pill(QStringLiteral("200"), Tone::Good));
    exchange->setSuffix(QStringLiteral("128 ms"));
    exchange->addHeaderWidget(new CopyButton(QStringLiteral("Copy as curl"), [] { return QStringLiteral("curl"); }));
    auto *sent = new CodeView;
    sent->setCode(QStringLiteral("GET /oauth/v1/generate?grant_type=client_credentials\nHost: 127.0.0.1:7060\nAuthorization: Basic "
                                 "••••••••••\nAccept: application/json"),
                  CodeView::Language::Http);
    auto *received = new CodeView;
    received->setCode(QStringLiteral("HTTP/1.1 200 OK\nContent-Type: application/json\n\n") +
                          CodeView::pretty(QByteArrayLiteral(R"({"access_token":"c9SQ••••bF","expires_in":"3599"})")),
                      CodeView::Language::Http);
    for (CodeView *view : {sent, received}) {
        view->setFitLines(8, 12);
    }
    exchange->bodyLayout()->addWidget(beside({sent, received}, 16, false));
    exchange->bodyLayout()->addStretch(1);
    grid->addWidget(exchange, 1, 0, 1, 2);
    grid->setColumnStretch(0, 380);
    grid->setColumnStretch(1, 844);
    grid->setRowStretch(1, 1);
    return page;
}

QWidget *requestsPage()
{
    auto *page = new QWidget;
    auto *row = new QHBoxLayout(page);
    row->setContentsMargins(px(16), px(16), px(16), px(16));
    row->setSpacing(px(16));

    auto *operations = new Card;
    auto *filter = new SearchField(QStringLiteral("Filter operations"));
    operations->bodyLayout()->setSpacing(px(4));
    operations->bodyLayout()->addWidget(filter);
    operations->bodyLayout()->addWidget(new SectionHeader(QStringLiteral("Payments")));
    auto *list = new QListWidget;
    dressList(list);
    for (const auto &name : {"STK push", "STK push query", "Account balance", "Transaction status"}) {
        list->addItem(QString::fromLatin1(name));
    }
    list->setCurrentRow(0);
    operations->bodyLayout()->addWidget(list, 1);
    operations->setFixedWidth(px(212));
    row->addWidget(operations);

    auto *form = new Card(QStringLiteral("STK push"));
    form->addHeaderWidget(smallButton(QStringLiteral("Sample")));
    auto *amount = new FieldRow(QStringLiteral("Amount"), new QLineEdit(QStringLiteral("1,250")));
    amount->setUnit(QStringLiteral("KES"));
    amount->setHelp(QStringLiteral("Whole shillings, 1 to 250,000"));
    amount->editor()->setObjectName(QStringLiteral("amount"));
    auto *phone = new FieldRow(QStringLiteral("Phone number"), new QLineEdit(QStringLiteral("0712 345 67")));
    phone->setHelp(QStringLiteral("Sent as 254712345678"));
    phone->setProblem(QStringLiteral("A Kenyan mobile number has nine digits after 254 or 0. One is missing."));
    auto *reference = new FieldRow(QStringLiteral("Account reference"), new QLineEdit(QStringLiteral("INV-00231")));
    reference->setHelp(QStringLiteral("Shown in the prompt, at most 12 characters"));
    auto *kind = new QComboBox;
    kind->addItems({QStringLiteral("Paybill"), QStringLiteral("Till")});
    auto *party = new FieldRow(QStringLiteral("Paybill or till"), kind);
    party->setHelp(QStringLiteral("CustomerPayBillOnline"));
    auto *result = new FieldRow(QStringLiteral("Result goes to"), new QLineEdit(QStringLiteral("127.0.0.1:7061/cb/7f31")));
    result->setHelp(QStringLiteral("This computer. <a href=\"change\">Change</a>"));
    auto *count = new QSpinBox;
    auto *times = new FieldRow(QStringLiteral("Times"), count);
    times->setUnit(QStringLiteral("optional"));
    for (FieldRow *field : {amount, phone, reference, party, result, times}) {
        form->bodyLayout()->addWidget(field);
    }
    form->bodyLayout()->setSpacing(px(12));
    form->bodyLayout()->addStretch(1);
    auto *send = new QPushButton(QStringLiteral("Send"));
    send->setIcon(makeIcon(Icon::Send));
    setButtonRole(send, ButtonRole::Primary);
    form->setFooter(beside({send, new Label(QStringLiteral("Ctrl+Enter"), TextStyle::Body, Role::Faint)}));
    form->setFixedWidth(px(340));
    row->addWidget(form);

    auto *answer = new Card;
    auto *verdict = new VerdictHeader;
    verdict->setVerdict(Tone::Bad, QStringLiteral("Cancelled on the phone"),
                        QStringLiteral("Daraja accepted the request; the customer pressed Cancel 6.2 s later. No money moved."));
    auto *tabs = new QTabBar;
    for (const auto &name : {"Explanation", "Response", "Request", "Timing", "curl"}) {
        tabs->addTab(QString::fromLatin1(name));
    }
    auto *explanation = new KeyValueGrid;
    explanation->addRow(QStringLiteral("Safaricom said"), QStringLiteral("Request cancelled by user"));
    explanation->addRow(QStringLiteral("It means"), QStringLiteral("The prompt reached the phone and was dismissed."));
    explanation->addRow(QStringLiteral("Do this"), QStringLiteral("Ask the customer, then send it again. A retry is safe."));
    auto *json = new CodeView;
    json->setCode(CodeView::pretty(callback), CodeView::Language::Json);
    json->setFitLines(4, 12);
    answer->bodyLayout()->addWidget(verdict);
    answer->bodyLayout()->addWidget(tabs);
    answer->bodyLayout()->addWidget(explanation);
    answer->bodyLayout()->addWidget(json);
    answer->bodyLayout()->addWidget(beside({smallButton(QStringLiteral("Send again")), smallButton(QStringLiteral("Query status")),
                                            smallButton(QStringLiteral("Find out why…"))}));
    answer->bodyLayout()->addStretch(1);
    row->addWidget(answer, 1);

    auto *phoneCard = new Card(QStringLiteral("Phone"));
    phoneCard->setIcon(Icon::Simulator);
    phoneCard->setSuffix(QStringLiteral("0712 345 678"));
    auto *empty =
        new EmptyState(Icon::Simulator, QStringLiteral("No prompt"), QStringLiteral("Send an STK push and the prompt appears here."));
    empty->addButton(QStringLiteral("Send a sample"));
    phoneCard->setBody(empty);
    phoneCard->setMinimumWidth(px(267));
    row->addWidget(phoneCard);
    return page;
}

/// Outcomes as pills.
class OutcomeDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyleOptionViewItem ground(option);
        initStyleOption(&ground, index);
        const QString text = ground.text;
        ground.text.clear();
        option.widget->style()->drawControl(QStyle::CE_ItemViewItem, &ground, painter, option.widget);
        const Tone tone = text == QLatin1StringView("PAID")        ? Tone::Good
                          : text == QLatin1StringView("CANCELLED") ? Tone::Bad
                                                                   : Tone::Neutral;
        Pill::paint(painter, option.rect.adjusted(px(12), 0, -px(4), 0), text, tone);
    }
};

QWidget *activityPage()
{
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(px(16), px(16), px(16), px(16));
    column->setSpacing(px(16));
    auto *search = new SearchField(QStringLiteral("Search phone, receipt, id, amount, code…"));
    search->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_F));
    auto *outcome = new QComboBox;
    outcome->addItem(QStringLiteral("Any outcome"));
    auto *bar = new QHBoxLayout;
    bar->addWidget(search, 1);
    bar->addWidget(outcome);
    bar->addWidget(new QPushButton(QStringLiteral("Export…")));
    column->addLayout(bar);

    auto *model = new QStandardItemModel(0, 6, page);
    model->setHorizontalHeaderLabels({QStringLiteral("Time (EAT)"), QStringLiteral("Operation"), QStringLiteral("With"),
                                      QStringLiteral("KES"), QStringLiteral("Outcome"), QStringLiteral("What happened")});
    const auto add = [model](std::initializer_list<QString> texts) {
        QList<QStandardItem *> items;
        for (const QString &text : texts) {
            items += new QStandardItem(text);
        }
        items[3]->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        model->appendRow(items);
    };
    for (int n = 0; n < 3; ++n) {
        add({QStringLiteral("18:42:31"), QStringLiteral("STK push"), QStringLiteral("0712 ••• 678"), QStringLiteral("1,250.00"),
             QStringLiteral("CANCELLED"), QStringLiteral("1032 Request cancelled by user")});
        add({QStringLiteral("18:41:55"), QStringLiteral("STK push"), QStringLiteral("0722 ••• 101"), QStringLiteral("300.00"),
             QStringLiteral("PAID"), QStringLiteral("UKN4K7Q2ZB · callback after 5.1 s")});
        add({QStringLiteral("18:40:47"), QStringLiteral("Account balance"), QStringLiteral("174379"), QString(), QStringLiteral("UNKNOWN"),
             QStringLiteral("no answer in 30 s · check status before anything else")});
    }
    auto *table = new QTableView;
    dressTable(table);
    table->setModel(model);
    table->setItemDelegateForColumn(4, new OutcomeDelegate(table));
    table->selectRow(1);
    table->setSortingEnabled(true);
    table->sortByColumn(0, Qt::DescendingOrder);
    auto *card = new Card;
    card->setFlush(true);
    card->setBody(table);
    column->addWidget(card, 1);

    auto *banner = new Banner;
    banner->warn(QStringLiteral("The receiver's port 7061 is taken by another program. Results of new requests cannot arrive."));
    banner->setAction(QStringLiteral("Use another port"));
    banner->setClosable(true);
    auto *failure = new Banner;
    failure->error(QStringLiteral("The keychain is locked."));
    auto *news = new Banner;
    news->info(QStringLiteral("The key and secret stay in this program until it ends: there is no keychain."));
    column->addWidget(banner);
    column->addWidget(failure);
    column->addWidget(news);
    return page;
}

QWidget *controlsPage()
{
    auto *page = new QWidget;
    auto *row = new QHBoxLayout(page);
    row->setContentsMargins(px(16), px(16), px(16), px(16));
    row->setSpacing(px(16));

    auto *buttons = new Card(QStringLiteral("Buttons"));
    const auto line = [](bool enabled, ButtonSize size) {
        auto *room = beside({});
        for (const auto &[role, name] :
             {std::pair(ButtonRole::Primary, "Primary"), std::pair(ButtonRole::Danger, "Danger"), std::pair(ButtonRole::Plain, "Plain"),
              std::pair(ButtonRole::Flat, "Flat"), std::pair(ButtonRole::Link, "Link")}) {
            auto *button = new QPushButton(QString::fromLatin1(name));
            button->setIcon(role == ButtonRole::Link ? QIcon() : makeIcon(Icon::Refresh));
            setButtonRole(button, role, size);
            button->setEnabled(enabled);
            static_cast<QHBoxLayout *>(room->layout())->insertWidget(room->layout()->count() - 1, button);
        }
        return room;
    };
    buttons->bodyLayout()->addWidget(line(true, ButtonSize::Normal));
    buttons->bodyLayout()->addWidget(line(false, ButtonSize::Normal));
    buttons->bodyLayout()->addWidget(line(true, ButtonSize::Small));
    auto *tool = new QToolButton;
    tool->setIcon(makeIcon(Icon::Settings));
    tool->setAutoRaise(true);
    auto *menuTool = new QToolButton;
    menuTool->setText(QStringLiteral("Today"));
    menuTool->setMenu(new QMenu(menuTool));
    menuTool->setPopupMode(QToolButton::InstantPopup);
    buttons->bodyLayout()->addWidget(beside({tool, menuTool}));
    auto *check = new QCheckBox(QStringLiteral("Checked"));
    check->setChecked(true);
    auto *partly = new QCheckBox(QStringLiteral("Partly"));
    partly->setTristate(true);
    partly->setCheckState(Qt::PartiallyChecked);
    auto *off = new QCheckBox(QStringLiteral("Disabled"));
    off->setEnabled(false);
    buttons->bodyLayout()->addWidget(beside({check, partly, new QCheckBox(QStringLiteral("Open")), off}, 16));
    auto *radio = new QRadioButton(QStringLiteral("This one"));
    radio->setChecked(true);
    buttons->bodyLayout()->addWidget(beside({radio, new QRadioButton(QStringLiteral("The other"))}, 16));
    auto *progress = new QProgressBar;
    progress->setTextVisible(false);
    progress->setValue(40);
    buttons->bodyLayout()->addWidget(progress);
    auto *pills = beside({new Pill(QStringLiteral("NONE"), Tone::Neutral), new Pill(QStringLiteral("FETCHING"), Tone::Accent),
                          new Pill(QStringLiteral("PAID"), Tone::Good), new Pill(QStringLiteral("WAITING 12 s"), Tone::Careful),
                          new Pill(QStringLiteral("REFUSED"), Tone::Bad)});
    buttons->bodyLayout()->addWidget(pills);
    buttons->bodyLayout()->addWidget(
        beside({new Pill(QStringLiteral("SIMULATOR"), Tone::Simulator), new Pill(QStringLiteral("SANDBOX"), Tone::Sandbox),
                new Pill(QStringLiteral("PRODUCTION"), Tone::Production)}));
    auto *disabled = new QLineEdit(QStringLiteral("Disabled field"));
    disabled->setEnabled(false);
    buttons->bodyLayout()->addWidget(disabled);
    auto *place = new QLineEdit;
    place->setPlaceholderText(QStringLiteral("Placeholder"));
    buttons->bodyLayout()->addWidget(place);
    auto *left = new FieldRow(QStringLiteral("Time limit"), new QSpinBox);
    left->setLabelPosition(FieldRow::LabelPosition::Left);
    left->setLabelWidth(px(100));
    left->setUnit(QStringLiteral("seconds"));
    left->setHelp(QStringLiteral("Daraja answers within 30 seconds or not at all"));
    buttons->bodyLayout()->addWidget(left);
    auto *group = new QGroupBox(QStringLiteral("Group"));
    auto *groupLayout = new QVBoxLayout(group);
    groupLayout->addWidget(new ElidedLabel(QStringLiteral(
        "A long line that does not fit into the room it is given and is cut, with the whole of it in a tool tip, where it can be read")));
    buttons->bodyLayout()->addWidget(group);
    buttons->bodyLayout()->addStretch(1);
    row->addWidget(buttons, 1);

    auto *icons = new Card(QStringLiteral("Icons"));
    auto *grid = new QGridLayout;
    for (int n = 0; n <= static_cast<int>(Icon::Filter); ++n) {
        auto *picture = new QLabel;
        picture->setPixmap(makeIcon(static_cast<Icon>(n)).pixmap(QSize(px(18), px(18)), page->devicePixelRatioF()));
        auto *large = new QLabel;
        large->setPixmap(makeIcon(static_cast<Icon>(n), Role::Accent).pixmap(QSize(px(36), px(36)), page->devicePixelRatioF()));
        grid->addWidget(beside({picture, large}, 12), n / 4, n % 4);
    }
    icons->bodyLayout()->addLayout(grid);
    icons->bodyLayout()->addStretch(1);
    row->addWidget(icons, 1);

    auto *states = new Card(QStringLiteral("States"));
    auto *expired = new CountdownRing;
    expired->setIdle(QStringLiteral("Expired"));
    expired->setCaption(QStringLiteral("3 minutes ago"));
    auto *soon = new CountdownRing;
    soon->setTone(Tone::Careful);
    soon->setRemaining(4 * minute, tokenLife);
    soon->setCaption(QStringLiteral("renew soon"));
    states->bodyLayout()->addWidget(expired, 0, Qt::AlignHCenter);
    states->bodyLayout()->addWidget(soon, 0, Qt::AlignHCenter);
    auto *chips = beside({});
    for (const auto &[tone, words] : {std::pair(Tone::Neutral, "No token"), std::pair(Tone::Bad, "Refused")}) {
        auto *chip = new TokenChip;
        chip->setTone(tone);
        chip->setIdle(QString::fromLatin1(words));
        static_cast<QHBoxLayout *>(chips->layout())->insertWidget(0, chip);
    }
    states->bodyLayout()->addWidget(chips);
    auto *curl = new CodeView;
    curl->setCode(QStringLiteral("curl -sS -X POST 'https://sandbox.safaricom.co.ke/mpesa/stkpush/v1/processrequest' \\\n  -H "
                                 "\"Authorization: Bearer $TOKEN\" \\\n  -d '{\n  \"Amount\": 1\n}'"),
                  CodeView::Language::Shell);
    curl->setFitLines(3, 10);
    states->bodyLayout()->addWidget(curl);
    auto *long_ = new CodeView;
    long_->setCode(QString(300000, u'x'), CodeView::Language::Json);
    states->bodyLayout()->addWidget(long_);
    states->bodyLayout()->addStretch(1);
    row->addWidget(states, 1);
    return page;
}

} // namespace

class TestWidgetGallery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(!QFontInfo(QGuiApplication::font()).family().isEmpty());
        m_theme.apply(Theme::Choice::Light);
    }

    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support).*"))); }

    void page_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("item");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<Theme::Choice>("choice");
        for (const auto &[word, choice] : {std::pair("light", Theme::Choice::Light), std::pair("dark", Theme::Choice::Dark)}) {
            int item = 0;
            for (const auto &page : {"token", "requests", "activity", "controls"}) {
                QTest::addRow("%s-%s", page, word) << QString::fromLatin1(page) << item << QSize(1440, 900) << choice;
                ++item;
            }
            QTest::addRow("token-small-%s", word) << QStringLiteral("token") << 0 << QSize(1024, 640) << choice;
        }
    }

    void page()
    {
        QFETCH(QString, name);
        QFETCH(int, item);
        QFETCH(QSize, size);
        QFETCH(Theme::Choice, choice);
        m_theme.setChoice(choice);
        QWidget *content = item == 0 ? tokenPage() : item == 1 ? requestsPage() : item == 2 ? activityPage() : controlsPage();
        const std::unique_ptr<QWidget> window(frameAround(content, item));
        window->resize(size);
        window->show();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        QTest::keyClick(window.get(), Qt::Key_Tab); // the focus is seen
        if (auto *amount = window->findChild<QLineEdit *>(QStringLiteral("amount"))) {
            amount->setFocus();
        }
        for (int round = 0; round < 3; ++round) {
            QCoreApplication::sendPostedEvents(); // widths decide heights: layouts need more than one pass
        }
        const QImage picture = window->grab().toImage();
        const QString folder = QStringLiteral(DARAJA_BINARY_DIR "/screenshots");
        QVERIFY(QDir().mkpath(folder));
        const QString scale = picture.devicePixelRatio() > 1 ? QStringLiteral("@%1x").arg(picture.devicePixelRatio()) : QString();
        QVERIFY(picture.save(QStringLiteral("%1/gallery-%2%3.png").arg(folder, QString::fromLatin1(QTest::currentDataTag()), scale)));

        QCOMPARE(picture.pixelColor(0, picture.height() - 1), color(Role::Panel));
        for (const auto *child : window->findChildren<Label *>()) {
            QVERIFY2(!child->isVisible() || child->wordWrap() || child->width() >= child->minimumSizeHint().width(),
                     qPrintable(QStringLiteral("cut: %1").arg(child->text())));
        }
    }

private:
    Theme m_theme;
};

QTEST_MAIN(TestWidgetGallery)
#include "tst_widgetgallery.moc"
