// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/doctor/doctorpage.h"

#include "ui/doctor/checkdelegate.h"
#include "ui/doctor/findingcard.h"
#include "ui/doctor/frontdoor.h"
#include "ui/doctor/supportdialog.h"
#include "ui/doctor/verdictcard.h"
#include "ui/profiles/importdialog.h"
#include "ui/shell/scrollbody.h"
#include "ui/style/deskstyle.h"
#include "ui/style/metrics.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/tables.h"

#include <QAction>
#include <QPushButton>
#include <QResizeEvent>
#include <QSplitter>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

namespace daraja {

namespace {

constexpr int checksWidth = 600;
constexpr int findingWidth = 320;
constexpr int lowestChecks = 220;
constexpr int besideEachOther = 720; // page width from which the finding stands beside the checks
constexpr int turnInterval = 90;     // milliseconds

const QString serverGroup = QStringLiteral("server");

} // namespace

DoctorPage::DoctorPage(Desk &desk, QWidget *parent)
    : Page(desk, parent)
    , m_stack(new QStackedWidget)
    , m_door(new FrontDoor(desk))
    , m_runView(new QWidget)
    , m_edited(new Banner)
    , m_verdict(new VerdictCard)
    , m_model(new CheckModel(this))
    , m_view(new QTreeView)
    , m_delegate(new CheckDelegate(m_view))
    , m_listCard(new Card(tr("Checks")))
    , m_pack(new QPushButton(tr("Support pack…")))
    , m_detail(new FindingCard)
    , m_server(new OwnServerForm)
    , m_splitter(new QSplitter(Qt::Horizontal))
    , m_meter(desk.clock(), desk.fileBesideSettings(QStringLiteral("-attempts.json")))
    , m_profile(desk.currentProfile().id)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    m_stack->addWidget(m_door);
    buildRunView();
    m_stack->addWidget(m_runView);
    buildActions();
    m_turning.setInterval(turnInterval);
    connect(&m_turning, &QTimer::timeout, this, &DoctorPage::turn);

    connect(m_door, &FrontDoor::everythingWanted, this, [this] { begin({}); });
    connect(m_door, &FrontDoor::symptomChosen, this, [this](const QString &id) {
        DoctorWish wish;
        wish.symptom = id;
        begin(wish);
    });
    connect(m_door, &FrontDoor::lastWanted, this, &DoctorPage::showLast);
    connect(m_door, &FrontDoor::pasteWanted, this,
            [this] { ImportDialog::openFor(this->desk(), window(), ImportDialog::Purpose::Broken); });
    connect(m_verdict, &VerdictCard::againWanted, this, &DoctorPage::again);
    connect(m_verdict, &VerdictCard::cancelWanted, this, &DoctorPage::cancel);
    connect(m_verdict, &VerdictCard::backWanted, this, &DoctorPage::showFrontDoor);
    connect(m_verdict, &VerdictCard::cureWanted, this, [this] {
        if (const Finding *cause = m_report.cause()) {
            cure(Finding::Cure(cause->cure));
        }
    });
    connect(m_detail, &FindingCard::cureWanted, this, &DoctorPage::cure);
    connect(m_detail, &FindingCard::runWanted, this, &DoctorPage::runCheck);
    connect(m_server, &OwnServerForm::edited, this, &DoctorPage::keepServer);
    connect(m_server, &OwnServerForm::checkWanted, this, [this](const QStringList &checks) {
        DoctorWish wish;
        wish.checks = checks;
        wish.adds = true;
        begin(wish);
    });
    connect(&desk, &Desk::workspaceChanged, this, &DoctorPage::profileChanged);
    m_door->setReady(desk.workspace() != nullptr);
}

DoctorPage::~DoctorPage()
{
    m_run.reset();
    m_held.reset();
}

void DoctorPage::buildRunView()
{
    QVBoxLayout *layout = makeScrollBody(m_runView);
    m_edited->setAction(tr("Check again"));
    m_edited->setObjectName(QStringLiteral("doctorEdited"));
    connect(m_edited, &Banner::actionTriggered, this, &DoctorPage::again);
    layout->addWidget(m_edited);
    layout->addWidget(m_verdict);

    m_view->setModel(m_model);
    m_view->setItemDelegate(m_delegate);
    dressList(m_view);
    m_view->setHeaderHidden(true);
    m_view->setIndentation(0);
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(false);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setObjectName(QStringLiteral("doctorChecks"));
    m_view->setAccessibleName(tr("Checks"));
    connect(m_delegate, &CheckDelegate::toggleWanted, this,
            [this](const QModelIndex &index) { m_view->setExpanded(index, !m_view->isExpanded(index)); });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        if (!m_selecting) {
            m_chosen = true;
            presentDetail();
        }
    });
    connect(m_view, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        if (m_model->hasChildren(index)) {
            m_view->setExpanded(index, !m_view->isExpanded(index));
        }
    });
    m_view->setExpandsOnDoubleClick(false); // activated() does it
    connect(m_model, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex &first) {
        if (m_view->currentIndex().isValid() && first.data(CheckModel::IdRole) == m_view->currentIndex().data(CheckModel::IdRole)) {
            presentDetail();
        }
    });

    setButtonRole(m_pack, ButtonRole::Plain, ButtonSize::Small);
    m_pack->setObjectName(QStringLiteral("doctorPack"));
    connect(m_pack, &QPushButton::clicked, this, &DoctorPage::openSupportPack);
    m_listCard->addHeaderWidget(m_pack);
    m_listCard->setFlush(true);
    m_listCard->setBody(m_view);
    m_server->setObjectName(QStringLiteral("ownServer"));
    m_detail->setExtra(m_server);

    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(px(metrics::Gap));
    m_splitter->addWidget(m_listCard);
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 2);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({px(checksWidth), px(findingWidth)});
    m_splitter->setMinimumHeight(px(lowestChecks));
    layout->addWidget(m_splitter, 1);
}

QAction *DoctorPage::addPageAction(const QString &words, std::function<void()> run)
{
    auto *action = new QAction(words, this);
    connect(action, &QAction::triggered, this, std::move(run));
    addAction(action);
    return action;
}

void DoctorPage::buildActions()
{
    m_againAction = addPageAction(tr("Check again"), [this] { again(); });
    m_cancelAction = addPageAction(tr("Cancel the checks"), [this] { cancel(); });
    m_packAction = addPageAction(tr("Support pack…"), [this] { openSupportPack(); });
    addPageAction(tr("Start over"), [this] { showFrontDoor(); });
    presentButtons();
}

void DoctorPage::open(const QVariant &argument)
{
    if (const std::optional<DoctorWish> wish = doctorWish(argument)) {
        begin(*wish);
    } else if (wantsFrontDoor(argument) || !isShowingRun()) {
        showFrontDoor();
    }
}

void DoctorPage::tick()
{
    if (m_run) {
        presentHeader();
    }
}

bool DoctorPage::handle(PageCommand command)
{
    if (command == PageCommand::RunAgain && !m_run && desk().workspace()) {
        if (isShowingRun()) {
            again();
        } else {
            begin({});
        }
        return true;
    }
    if (command == PageCommand::Cancel && m_run) {
        cancel();
        return true;
    }
    return false;
}

QString DoctorPage::statusText() const
{
    if (m_run) {
        return tr("Doctor: %1 of %2 checks").arg(m_model->ended()).arg(m_model->planned());
    }
    if (!m_shown || !isShowingRun()) {
        return {};
    }
    const int faults = m_model->count(CheckModel::State::Bad);
    const int open = m_model->count(CheckModel::State::Unknown);
    const QString found = faults == 0 ? tr("no fault found") : faults == 1 ? tr("1 fault found") : tr("%1 faults found").arg(faults);
    return open == 0 ? tr("Doctor: %1").arg(found) : tr("Doctor: %1, %2 could not tell").arg(found).arg(open);
}

QString DoctorPage::statusHint() const
{
    return m_run ? tr("Esc cancel") : isShowingRun() ? tr("F5 check again") : tr("F5 check everything");
}

OwnServer DoctorPage::server() const
{
    return m_servers.value(desk().currentProfile().id);
}

void DoctorPage::keepServer()
{
    m_servers.insert(desk().currentProfile().id, m_server->server());
}

void DoctorPage::saveState(QSettings &group) const
{
    group.setValue(QStringLiteral("splitter"), m_splitter->saveState());
    group.remove(serverGroup);
    group.beginGroup(serverGroup);
    for (auto each = m_servers.cbegin(); each != m_servers.cend(); ++each) {
        if (desk().profiles().profile(each.key()).id.isEmpty() || (each->address.isEmpty() && each->allowList.isEmpty())) {
            continue;
        }
        group.setValue(each.key() + QStringLiteral("/address"), each->address);
        group.setValue(each.key() + QStringLiteral("/list"), each->allowList);
    }
    group.endGroup();
}

void DoctorPage::restoreState(QSettings &group)
{
    m_splitter->restoreState(group.value(QStringLiteral("splitter")).toByteArray());
    group.beginGroup(serverGroup);
    const QStringList ids = group.childGroups();
    for (const QString &id : ids) {
        OwnServer known;
        known.address = group.value(id + QStringLiteral("/address")).toString().left(OwnServer::longestText);
        known.allowList = group.value(id + QStringLiteral("/list")).toString().left(OwnServer::longestText);
        m_servers.insert(id, known);
    }
    group.endGroup();
    m_server->setServer(server());
}

void DoctorPage::openSupportPack()
{
    Redactor redactor;
    const ProfileSecrets &secrets = desk().currentSecrets();
    for (const QString &secret : {secrets.consumerSecret, secrets.passkey, secrets.initiatorPassword, secrets.securityCredential}) {
        redactor.addSecret(secret.toUtf8());
    }
    auto *dialog = new SupportDialog(window());
    dialog->open();
    collectSupportPack(m_report, &desk().history(), redactor, desk().clock().now(), dialog,
                       [dialog](const SupportPack &pack) { dialog->setPack(pack); });
}

void DoctorPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    const bool beside = event->size().width() >= px(besideEachOther);
    m_splitter->setOrientation(beside ? Qt::Horizontal : Qt::Vertical);
    m_splitter->setMinimumHeight(px(beside ? lowestChecks : 2 * lowestChecks));
}

void DoctorPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    if (m_run) {
        m_turning.start();
    }
}

void DoctorPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    m_turning.stop();
}

} // namespace daraja
