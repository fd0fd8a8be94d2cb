// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/mainwindow.h"

#include "core/callbacks/callbackreceiver.h"
#include "ui/doctor/doctorargument.h"
#include "ui/firstrun/firstrunview.h"
#include "ui/profiles/importdialog.h"
#include "ui/profiles/profileactions.h"
#include "ui/settings/settingspage.h"
#include "ui/shell/ask.h"
#include "ui/shell/environmentlook.h"
#include "ui/shell/helpsheet.h"
#include "ui/shell/noticearea.h"
#include "ui/shell/pagefactory.h"
#include "ui/shell/statusline.h"
#include "ui/shell/ticker.h"
#include "ui/shell/topbar.h"
#include "ui/style/metrics.h"
#include "ui/token/tokenactions.h"
#include "ui/token/tokenview.h"
#include "ui/widgets/navrail.h"
#include "ui/widgets/surface.h"

#include <QAction>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMessageBox>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

namespace daraja {

namespace {

const QString geometryKey = QStringLiteral("window/geometry");
const QString pageKey = QStringLiteral("window/page");
const QString firstRunKey = QStringLiteral("window/begun");
const QString themeKey = QStringLiteral("look/theme");
const QString systemSchemeKey = QStringLiteral("look/desktop");

QString pageName(const PageFacts &facts)
{
    return facts.stateGroup.section(u'/', -1);
}

QString hostAndPort(const QUrl &url)
{
    return QStringLiteral("%1:%2").arg(url.host()).arg(url.port());
}

} // namespace

MainWindow::MainWindow(Desk &desk, Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_theme(theme)
    , m_band(new Surface(Role::Simulator))
    , m_rail(new NavRail)
    , m_bar(new TopBar(desk))
    , m_notices(new NoticeArea)
    , m_stack(new QStackedWidget)
    , m_status(new StatusLine)
    , m_ticker(new Ticker(
          [this] {
              const TokenView view = tokenView(m_desk);
              return view.counts ? view.remaining % 1000 : std::chrono::milliseconds(1000);
          },
          this))
{
    setObjectName(QStringLiteral("mainWindow"));
    resize(px(1280), px(800));
    setMinimumSize(px(760), px(480));
    buildLayout();
    buildRail();
    buildKeys();
    connectDesk();
    QSettings &settings = desk.settings();
    restoreGeometry(settings.value(geometryKey).toByteArray());
    profileChanged();
    if (!settings.value(firstRunKey).toBool())
        beginFirstRun();
    else if (!showPageNamed(settings.value(pageKey).toString()))
        showPage(PageId::Token);
}

MainWindow::~MainWindow()
{
    // Pages read the Desk; nothing must reach them while they go one by one.
    m_desk.disconnect(this);
}

void MainWindow::applyTheme(QSettings &settings, Theme &theme)
{
    const QString desktop = settings.value(systemSchemeKey).toString();
    if (!desktop.isEmpty())
        theme.setSystemHint(desktop == u"dark" ? Scheme::Dark : Scheme::Light);
    theme.apply(Theme::choiceFromName(settings.value(themeKey).toString()));
}

void MainWindow::buildLayout()
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    m_band->setFixedHeight(px(metrics::EnvironmentBand));
    m_band->setObjectName(QStringLiteral("environmentBand"));
    outer->addWidget(m_band);
    auto *body = new QHBoxLayout;
    body->setSpacing(0);
    outer->addLayout(body, 1);
    body->addWidget(m_rail);
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    body->addLayout(column, 1);
    column->addWidget(m_bar);
    column->addWidget(m_notices);
    column->addWidget(m_stack, 1);
    column->addWidget(m_status);

    connect(m_ticker, &Ticker::ticked, this, [this] {
        m_bar->presentToken(tokenView(m_desk));
        if (Page *page = currentPage())
            page->tick();
    });
    connect(m_bar, &TopBar::profileChosen, this, [this](const QString &id) { openProfileAsking(m_desk, id, this); });
    connect(m_bar, &TopBar::newProfileWanted, this, [this] { showPage(PageId::Settings, QStringLiteral("new")); });
    connect(m_bar, &TopBar::editProfileWanted, this, [this] { showPage(PageId::Settings, QStringLiteral("profiles")); });
    connect(m_bar, &TopBar::importWanted, this, [this] { ImportDialog::openFor(m_desk, this); });
    connect(m_bar, &TopBar::tokenPageWanted, this, [this] { showPage(PageId::Token); });
    connect(m_bar, &TopBar::newTokenWanted, this, &MainWindow::newToken);
}

void MainWindow::buildRail()
{
    m_rail->setHeading(tr("Daraja Desk"), tr("M-Pesa workbench"));
    int number = 0;
    const QList<PageFacts> pages = windowPages();
    for (const PageFacts &page : pages) {
        const QString hint = page.atFoot ? QString() : QString::number(++number);
        if (page.atFoot) {
            m_rail->addFooterItem(page.icon, page.title);
        } else {
            m_rail->addItem(page.icon, page.title, hint);
            addKey({QKeySequence(QStringLiteral("Ctrl+%1").arg(number))}, page.title, [this, id = page.id] { showPage(id); });
        }
        m_railPages.append(page.id);
    }
    connect(m_rail, &NavRail::currentChanged, this, [this](int item) {
        const PageId id = m_railPages.at(item);
        if (isFirstRun() || id != m_current)
            showPage(id);
    });
}

void MainWindow::connectDesk()
{
    connect(&m_desk, &Desk::workspaceChanged, this, &MainWindow::profileChanged);
    connect(&m_desk, &Desk::addressesChanged, this, &MainWindow::presentStatus);
    connect(&m_desk, &Desk::pageRequested, this, &MainWindow::showPage);
    connect(&m_desk, &Desk::notice, m_notices, &NoticeArea::tell);
    connect(&m_theme, &Theme::systemSchemeKnown, this, [this](Scheme scheme) {
        m_desk.settings().setValue(systemSchemeKey, scheme == Scheme::Dark ? QStringLiteral("dark") : QStringLiteral("light"));
    });
}

void MainWindow::beginFirstRun()
{
    m_firstRun = new FirstRunView;
    m_firstRun->setObjectName(QStringLiteral("firstRun"));
    m_stack->addWidget(m_firstRun);
    m_stack->setCurrentWidget(m_firstRun);
    connect(m_firstRun, &FirstRunView::simulatorChosen, this, [this] {
        showPage(PageId::Token);
        getToken(m_desk);
    });
    connect(m_firstRun, &FirstRunView::sandboxChosen, this,
            [this] { ImportDialog::openFor(m_desk, this, ImportDialog::Purpose::Sandbox); });
    connect(m_firstRun, &FirstRunView::brokenChosen, this, [this] {
        showPage(PageId::Doctor, doctorArgumentForFrontDoor());
        ImportDialog::openFor(m_desk, this, ImportDialog::Purpose::Broken);
    });
    presentStatus();
}

void MainWindow::endFirstRun()
{
    if (!m_firstRun)
        return;
    m_desk.settings().setValue(firstRunKey, true);
    m_stack->removeWidget(m_firstRun);
    m_firstRun->deleteLater(); // perhaps it is its button that led here
    m_firstRun = nullptr;
}

Page *MainWindow::pageFor(PageId id)
{
    if (Page *page = m_pages.value(id))
        return page;
    Page *page = makePage(id, m_desk, m_stack);
    if (page)
        adopt(page, id);
    return page;
}

void MainWindow::adopt(Page *page, PageId id)
{
    m_pages.insert(id, page);
    const QList<PageFacts> pages = windowPages();
    for (const PageFacts &facts : pages) {
        if (facts.id == id) {
            page->setStateGroup(facts.stateGroup);
            page->setAccessibleName(facts.title);
        }
    }
    QSettings &settings = m_desk.settings();
    settings.beginGroup(page->stateGroup());
    page->restoreState(settings);
    settings.endGroup();
    m_stack->addWidget(page);
    connect(page, &Page::statusChanged, this, &MainWindow::presentStatus);
    if (auto *settingsPage = qobject_cast<SettingsPage *>(page)) {
        settingsPage->setThemeChoice(m_theme.choice());
        connect(settingsPage, &SettingsPage::themeChosen, this, &MainWindow::setTheme);
        connect(settingsPage, &SettingsPage::forgetFormsWanted, this, &MainWindow::forgetForms);
        connect(settingsPage, &SettingsPage::everythingForgotten, this, [this] { setTheme(Theme::Choice::System); });
    }
}

void MainWindow::showPage(PageId id, const QVariant &argument)
{
    Page *page = pageFor(id);
    if (!page)
        return;
    if (m_palette)
        m_palette->closeOverlay();
    if (m_help)
        m_help->closeOverlay();
    Page *before = currentPage();
    if (before && before != page)
        before->leave();
    m_current = id;
    m_rail->setCurrent(int(m_railPages.indexOf(id)));
    page->open(argument);
    m_stack->setCurrentWidget(page);
    endFirstRun();
    if (before != page)
        page->tick();
    presentStatus();
}

bool MainWindow::showPageNamed(const QString &name)
{
    const QList<PageFacts> pages = windowPages();
    for (const PageFacts &page : pages) {
        if (pageName(page) == name) {
            showPage(page.id);
            return true;
        }
    }
    return false;
}

Page *MainWindow::currentPage() const
{
    return m_firstRun ? nullptr : m_pages.value(m_current);
}

void MainWindow::profileChanged()
{
    const Profile &profile = m_desk.currentProfile();
    m_band->setGround(toneRole(environmentTone(profile.environment)));
    setWindowTitle(tr("%1 (%2) — Daraja Desk").arg(profile.name, environmentName(profile.environment)));
    m_bar->present();
    tokenChanged();
    Workspace *workspace = m_desk.workspace();
    if (!workspace)
        return;
    connect(&workspace->tokens(), &TokenManager::changed, this, &MainWindow::tokenChanged, Qt::UniqueConnection);
    // On the simulator a token costs nobody anything; elsewhere it is fetched when somebody asks.
    if (profile.environment == Environment::Simulator && workspace->tokens().state() == TokenManager::State::None)
        getToken(m_desk);
}

void MainWindow::tokenChanged()
{
    const TokenView view = tokenView(m_desk);
    m_bar->presentToken(view);
    m_rail->setItemNote(int(m_railPages.indexOf(PageId::Token)), view.refused ? tr("the token was refused") : QString(), Tone::Bad);
}

void MainWindow::presentStatus()
{
    const Page *page = currentPage();
    const QString text = page ? page->statusText() : QString();
    const QString hint = page ? page->statusHint() : QString();
    m_status->setText(text.isEmpty() ? addresses() : text);
    m_status->setHint(hint.isEmpty() ? tr("Ctrl+K for everything") : hint);
}

QString MainWindow::addresses()
{
    if (!m_desk.isStarted())
        return {};
    const QString simulator =
        m_desk.simulator().isRunning() ? tr("Simulator on %1").arg(hostAndPort(m_desk.simulator().baseUrl())) : tr("No simulator");
    const QString receiver = m_desk.receiver().isListening() ? tr("receiver on %1").arg(hostAndPort(m_desk.receiver().baseUrl()))
                                                             : tr("no callbacks can be received");
    return tr("%1 · %2").arg(simulator, receiver);
}

void MainWindow::updateTicker()
{
    m_ticker->setRunning(isVisible() && !isMinimized());
}

bool MainWindow::handle(PageCommand command)
{
    if ((m_palette && m_palette->isVisible()) || (m_help && m_help->isVisible()))
        return false;
    Page *page = currentPage();
    return page && page->handle(command);
}

void MainWindow::cancel()
{
    if (!handle(PageCommand::Cancel))
        m_notices->closeNewest();
}

void MainWindow::newToken()
{
    getNewToken(m_desk, this);
}

void MainWindow::setTheme(Theme::Choice choice)
{
    m_desk.settings().setValue(themeKey, Theme::name(choice));
    m_theme.setChoice(choice);
    if (auto *page = qobject_cast<SettingsPage *>(m_pages.value(PageId::Settings)))
        page->setThemeChoice(choice);
}

void MainWindow::forgetForms()
{
    const QList<PageFacts> pages = windowPages();
    for (const PageFacts &page : pages)
        m_desk.settings().remove(page.stateGroup);
}

void MainWindow::saveWindow()
{
    QSettings &settings = m_desk.settings();
    if (Page *page = currentPage()) {
        page->leave();
        const QList<PageFacts> pages = windowPages();
        for (const PageFacts &facts : pages) {
            if (facts.id == m_current)
                settings.setValue(pageKey, pageName(facts));
        }
    }
    settings.setValue(geometryKey, saveGeometry());
    settings.sync();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    const int calls = m_desk.activeCallCount();
    if (m_mayClose || calls == 0) {
        saveWindow();
        event->accept();
        return;
    }
    event->ignore();
    if (findChild<QWidget *>(QStringLiteral("closeQuestion")))
        return;
    QMessageBox *box =
        ask(this,
            {tr("Close Daraja Desk"),
             calls == 1 ? tr("A call is on its way. Close anyway?") : tr("%1 calls are on their way. Close anyway?").arg(calls),
             tr("What has been sent is not called back: a customer who has the prompt can still pay. Nobody will wait for the result here; "
                "look it up in the M-PESA statement or by STK query before anything is sent again."),
             tr("Close"), tr("Keep open"), ButtonRole::Danger},
            [this] {
                m_mayClose = true;
                QTimer::singleShot(0, this, &QWidget::close);
            });
    box->setObjectName(QStringLiteral("closeQuestion"));
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && event->modifiers() == Qt::NoModifier) {
        cancel();
        return;
    }
    QWidget::keyPressEvent(event);
}

void MainWindow::paintEvent(QPaintEvent *event)
{
    QWidget::paintEvent(event);
    if (!std::exchange(m_painted, true))
        QTimer::singleShot(0, this, &MainWindow::firstPainted);
}

void MainWindow::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    updateTicker();
}

void MainWindow::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    updateTicker();
}

void MainWindow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange)
        updateTicker();
}

} // namespace daraja
