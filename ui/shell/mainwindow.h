// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/desk/desk.h"
#include "ui/shell/commandpalette.h"
#include "ui/style/theme.h"

#include <QHash>
#include <QVariant>
#include <QWidget>

class QAction;
class QStackedWidget;

namespace daraja {

enum class PageCommand;
class FirstRunView;
class HelpSheet;
class NavRail;
class NoticeArea;
class Page;
class StatusLine;
class Surface;
class Ticker;
class TopBar;

/// The window: band, rail, top bar, notices, the page in sight, status line; palette and help sheet over them.
///
/// Pages are built when they are first shown. Nothing here waits: closing while calls are on their way asks and goes on.
class MainWindow final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MainWindow)

public:
    /// Desk and theme outlive the window.
    MainWindow(Desk &desk, Theme &theme, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// The theme as it is kept in the settings: call before the first widget.
    static void applyTheme(QSettings &settings, Theme &theme);

    void showPage(PageId id, const QVariant &argument = {});
    /// By its name in the settings and on the command line: `token`, `requests`, …  False when there is none.
    bool showPageNamed(const QString &name);
    /// The page in sight; null during the first run.
    [[nodiscard]] Page *currentPage() const;
    [[nodiscard]] PageId currentPageId() const { return m_current; }
    /// Whether a page was built already.
    [[nodiscard]] bool isBuilt(PageId id) const { return m_pages.contains(id); }
    [[nodiscard]] bool isFirstRun() const { return m_firstRun != nullptr; }
    [[nodiscard]] NoticeArea *notices() const { return m_notices; }

    void openPalette();
    void openHelp();

Q_SIGNALS:
    /// Once, from the event loop after the window has been painted for the first time: the moment to start what takes time.
    void firstPainted();

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void buildLayout();
    void buildRail();
    void buildKeys();
    QAction *addKey(const QList<QKeySequence> &keys, const QString &text, std::function<void()> run);
    void connectDesk();
    void beginFirstRun();
    void endFirstRun();
    Page *pageFor(PageId id);
    void adopt(Page *page, PageId id);
    void profileChanged();
    void tokenChanged();
    void presentStatus();
    void updateTicker();
    bool handle(PageCommand command);
    void cancel();
    void newToken();
    void setTheme(Theme::Choice choice);
    void forgetForms();
    void saveWindow();
    [[nodiscard]] QList<Command> commands();
    [[nodiscard]] QString addresses();

    Desk &m_desk;
    Theme &m_theme;
    Surface *m_band;
    NavRail *m_rail;
    TopBar *m_bar;
    NoticeArea *m_notices;
    QStackedWidget *m_stack;
    StatusLine *m_status;
    CommandPalette *m_palette = nullptr;
    HelpSheet *m_help = nullptr;
    FirstRunView *m_firstRun = nullptr;
    Ticker *m_ticker;
    QList<QAction *> m_keys;
    QList<PageId> m_railPages;
    QHash<PageId, Page *> m_pages;
    PageId m_current = PageId::Token;
    bool m_painted = false;
    bool m_mayClose = false;
};

} // namespace daraja
