// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/simulator/simulatorpage.h"

#include "core/base/money.h"
#include "core/base/msisdn.h"
#include "ui/simulator/customercard.h"
#include "ui/simulator/faultscard.h"
#include "ui/simulator/phonecard.h"
#include "ui/simulator/phoneview.h"
#include "ui/simulator/requestsmodel.h"
#include "ui/simulator/simulatorguide.h"
#include "ui/style/deskstyle.h"
#include "ui/style/metrics.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/codeview.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/keyvaluegrid.h"
#include "ui/widgets/label.h"

#include <QCheckBox>
#include <QHeaderView>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

namespace daraja {

namespace {

constexpr int simulatorPhoneWidth = 260;
constexpr int middleWidth = 408;
constexpr int middleMinimum = 336;
constexpr int noteWidth = 220;
constexpr int roomForNotes = 1300;   // width of the page from which the column "Why" fits
constexpr int automaticDelay = 1500; // milliseconds until the phone pays by itself

} // namespace

SimulatorPage::SimulatorPage(Desk &desk, QWidget *parent)
    : Page(desk, parent)
    , m_phone(new PhoneCard(desk))
    , m_notRunning(new Banner)
    , m_connection(new KeyValueGrid)
    , m_books(new KeyValueGrid)
    , m_automatic(new QCheckBox(tr("The phone pays by itself")))
    , m_keeps(new QCheckBox(tr("Keep money between starts")))
    , m_delay(new QSpinBox)
    , m_model(new SimulatorRequestsModel(desk.simulator(), this))
    , m_table(new QTableView)
    , m_asked(new CodeView)
    , m_note(new Label({}, TextStyle::Body, Role::Dim))
    , m_answered(new CodeView)
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(px(metrics::Gap), px(metrics::Gap), px(metrics::Gap), px(metrics::Gap));
    outer->setSpacing(px(metrics::Gap));
    outer->addWidget(m_notRunning);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(px(metrics::Gap));
    outer->addLayout(columns, 1);

    m_phone->setFixedWidth(px(simulatorPhoneWidth));
    columns->addWidget(m_phone);

    auto *middle = new QWidget;
    auto *middleLayout = new QVBoxLayout(middle);
    middleLayout->setContentsMargins(0, 0, 0, 0);
    middleLayout->setSpacing(px(metrics::Gap));
    middleLayout->addWidget(connectionCard());
    middleLayout->addWidget(booksCard());
    middleLayout->addWidget(new CustomerCard(desk.simulator()));
    middleLayout->addWidget(new FaultsCard(desk.simulator()));
    middleLayout->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(middle);
    scroll->viewport()->setAutoFillBackground(false);
    middle->setAutoFillBackground(false);
    scroll->setMaximumWidth(px(middleWidth));
    scroll->setMinimumWidth(px(middleMinimum));
    columns->addWidget(scroll, 2);
    columns->addWidget(requestsCard(), 3);

    connect(&desk.simulator(), &Simulator::ready, this, &SimulatorPage::updateConnection);
    connect(&desk.simulator(), &Simulator::booksChanged, this, &SimulatorPage::updateBooks);
    connect(&desk.simulator(), &Simulator::wasReset, this, &SimulatorPage::updateBooks);
    connect(&desk, &Desk::workspaceChanged, this, &SimulatorPage::updateConnection);
    updateConnection();
    updateBooks();
}

QWidget *SimulatorPage::connectionCard()
{
    auto *card = new Card(tr("For your own code"));
    card->bodyLayout()->addWidget(m_connection);
    auto *hint = new Label(
        tr("Point any program at the base URL; it is Daraja on this computer. Other programs reach it as long as this window is open; "
           "darajactl simulate runs it alone."),
        TextStyle::Help, Role::Faint);
    hint->setWordWrap(true);
    card->bodyLayout()->addWidget(hint);
    auto *guide = new QPushButton(tr("Trigger values and differences"));
    setButtonRole(guide, ButtonRole::Link);
    connect(guide, &QPushButton::clicked, this, [this] {
        auto *sheet = new SimulatorGuide(window());
        connect(sheet, &Overlay::closed, sheet, &QObject::deleteLater);
        sheet->openOver();
    });
    card->bodyLayout()->addWidget(guide, 0, Qt::AlignLeft);
    return card;
}

QWidget *SimulatorPage::booksCard()
{
    auto *card = new Card(tr("Wallets and accounts"));
    QVBoxLayout *layout = card->bodyLayout();
    layout->addWidget(m_books);
    layout->addWidget(m_automatic);
    m_keeps->setObjectName(QStringLiteral("keepsState"));
    m_keeps->setToolTip(tr("Money, transactions, registered URLs and invoices are there again when the program starts"));
    layout->addWidget(m_keeps);
    auto *delayRow = new QHBoxLayout;
    auto *delayLabel = new Label(tr("Callback after"), TextStyle::Body, Role::Dim);
    delayLabel->setBuddy(m_delay);
    m_delay->setRange(0, 60'000);
    m_delay->setSingleStep(100);
    m_delay->setSuffix(tr(" ms"));
    m_delay->setAccessibleName(tr("Milliseconds between an outcome and its callback"));
    m_delay->setValue(desk().simulator().options().callbackDelay);
    delayRow->addWidget(delayLabel);
    delayRow->addWidget(m_delay);
    delayRow->addStretch(1);
    layout->addLayout(delayRow);

    auto *expire = new QPushButton(tr("Expire tokens"));
    expire->setToolTip(tr("Every token given so far is rejected from now on; the next call shows the renewal"));
    auto *reset = new QPushButton(tr("Reset"));
    reset->setToolTip(tr("Forgets payments, prompts and requests; wallets and accounts are as at start"));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(px(metrics::Grid));
    for (QPushButton *button : {expire, reset}) {
        setButtonRole(button, ButtonRole::Plain, ButtonSize::Small);
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    layout->addLayout(buttons);

    Simulator &simulator = desk().simulator();
    m_keeps->setChecked(desk().keepsSimulatorState());
    connect(m_keeps, &QCheckBox::toggled, this, [this](bool on) {
        const QString problem = desk().setKeepsSimulatorState(on);
        if (!problem.isEmpty()) {
            Q_EMIT desk().notice(problem);
            const QSignalBlocker quiet(m_keeps);
            m_keeps->setChecked(false);
        }
    });
    m_automatic->setChecked(simulator.options().automaticAnswer >= 0);
    connect(m_automatic, &QCheckBox::toggled, this, [&simulator](bool on) { simulator.setAutomaticAnswer(on ? automaticDelay : -1); });
    connect(m_delay, &QSpinBox::valueChanged, this, [&simulator](int milliseconds) { simulator.setCallbackDelay(milliseconds); });
    connect(expire, &QPushButton::clicked, this, [&simulator] { simulator.expireTokens(); });
    connect(reset, &QPushButton::clicked, this, [&simulator] { simulator.reset(); });
    return card;
}

QWidget *SimulatorPage::requestsCard()
{
    auto *card = new Card(tr("Requests seen"));
    card->setFlush(true);
    m_table->setModel(m_model);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(px(metrics::TableRow));
    m_table->horizontalHeader()->setSectionResizeMode(SimulatorRequestsModel::Call, QHeaderView::Stretch);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setColumnWidth(SimulatorRequestsModel::Time, px(104));
    m_table->setColumnWidth(SimulatorRequestsModel::Status, px(80));
    m_table->setColumnWidth(SimulatorRequestsModel::Note, px(noteWidth));
    m_table->setAccessibleName(tr("Requests seen by the simulator"));

    auto *detail = new QWidget;
    auto *detailLayout = new QVBoxLayout(detail);
    detailLayout->setContentsMargins(px(metrics::Gap), px(metrics::Grid), px(metrics::Gap), px(metrics::Gap));
    detailLayout->setSpacing(px(metrics::Grid));
    m_asked->setAccessibleName(tr("Request"));
    m_answered->setAccessibleName(tr("Answer"));
    detailLayout->addWidget(m_asked, 1);
    m_note->setWordWrap(true);
    detailLayout->addWidget(m_note);
    detailLayout->addWidget(m_answered, 1);

    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_table);
    splitter->addWidget(detail);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    card->setBody(splitter);

    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &SimulatorPage::showRequest);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &SimulatorPage::showRequest);
    connect(m_model, &QAbstractItemModel::modelReset, this, &SimulatorPage::showRequest);
    showRequest();
    return card;
}

void SimulatorPage::updateConnection()
{
    const Simulator &simulator = desk().simulator();
    if (simulator.isRunning()) {
        m_notRunning->hide();
    } else if (!simulator.errorString().isEmpty()) {
        m_notRunning->error(simulator.errorString());
    }
    m_connection->clear();
    const SimulatorOptions &options = simulator.options();
    const QList<std::pair<QString, QString>> values{{tr("Base URL"), simulator.baseUrl().toString()},
                                                    {tr("Consumer key"), options.consumerKey},
                                                    {tr("Consumer secret"), options.consumerSecret},
                                                    {tr("Short code"), options.shortCode},
                                                    {tr("Till"), options.till},
                                                    {tr("Passkey"), options.passkey},
                                                    {tr("Operator"), options.initiatorName},
                                                    {tr("Operator password"), options.initiatorPassword},
                                                    {tr("Test number"), options.msisdn}};
    for (const auto &[label, value] : values) {
        auto *shown = new ElidedLabel(value, TextStyle::Code);
        shown->setElideMode(Qt::ElideMiddle);
        shown->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
        const int row = m_connection->addRow(label, shown);
        auto *copy = new CopyButton([value = value] { return value; });
        copy->setWhat(label);
        m_connection->addButton(row, copy);
    }
}

void SimulatorPage::updateBooks()
{
    const Simulator &simulator = desk().simulator();
    m_books->clear();
    if (!simulator.isRunning()) {
        return;
    }
    const SimulatorAccounts accounts = simulator.accounts();
    m_books->addRow(tr("Working account"), formatKes(accounts.working));
    m_books->addRow(tr("Utility account"), formatKes(accounts.utility));
    m_books->addRow(tr("Charges paid"), formatKes(accounts.chargesPaid));
    m_books->addRow(tr("Merchant account (till)"), formatKes(accounts.merchant));
    for (const QString &msisdn : simulator.wallets()) {
        m_books->addRow(displayMsisdn(msisdn), formatKes(simulator.walletOf(msisdn)));
    }
}

void SimulatorPage::showRequest()
{
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid()) {
        m_asked->setCode(m_model->rowCount() == 0 ? tr("Nothing has been asked yet. A token request is usually the first.")
                                                  : tr("Choose a request to see it and its answer."),
                         CodeView::Language::Plain);
        m_answered->setCode({}, CodeView::Language::Plain);
        m_note->hide();
        return;
    }
    const SimulatorRequest &request = m_model->request(current.row());
    m_note->setText(tr("Why: %1").arg(request.note));
    m_note->setVisible(!request.note.isEmpty());
    m_asked->setCode(QStringLiteral("%1 %2\n\n%3").arg(QString::fromLatin1(request.method), request.path, CodeView::pretty(request.body)),
                     CodeView::Language::Http);
    m_answered->setCode(QStringLiteral("HTTP/1.1 %1\n\n%2").arg(QString::number(request.status), CodeView::pretty(request.answer)),
                        CodeView::Language::Http);
}

void SimulatorPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    m_table->setColumnHidden(SimulatorRequestsModel::Note, width() < px(roomForNotes));
}

void SimulatorPage::open(const QVariant &)
{
    if (!m_table->currentIndex().isValid() && m_model->rowCount() > 0) {
        m_table->selectRow(0);
    }
}

void SimulatorPage::tick()
{
    m_phone->tick();
}

} // namespace daraja
