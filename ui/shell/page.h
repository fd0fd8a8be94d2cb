// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/desk/desk.h"

#include <QVariant>
#include <QWidget>

namespace daraja {

/// The keys that mean something else on each page. The window owns the shortcuts and hands them to the page in sight: a page makes no
/// window-wide QShortcut for them. Ctrl+F is not among them: SearchField::setShortcut() brings it along.
enum class PageCommand {
    Send,     ///< Ctrl+Enter: send the form
    CopyCurl, ///< Ctrl+Shift+C: copy what is in sight as a curl command
    RunAgain, ///< F5: the same once more
    Cancel,   ///< Esc: abort what runs, else close what slid in. The widget in focus, menus and overlays of the window take Esc first
};

/// One page of the window. A page reads the state of the Desk and keeps none of its own but what stands in its fields.
///
/// Life: the window builds a page the first time it is to be shown, calls restoreState() once, then open() and show(). When another page
/// is shown, and when the window closes, leave() is called; it may be shown again. A page is destroyed with the window, before the Desk.
/// So a page connects to the Desk's signals in its constructor, brings itself up to date there, and must never assume that
/// Desk::workspace() is not null: it is null before Desk::start() and while secrets are read; workspaceChanged() tells.
/// The layout has margins of its own: px(metrics::Gap) on all four sides; the window adds none.
class Page : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Page)

public:
    /// The Desk outlives the page.
    explicit Page(Desk &desk, QWidget *parent = nullptr);
    ~Page() override;

    /// The page is about to be shown, because of the rail (invalid argument) or of Desk::goTo() (its argument: an operation id, an entry
    /// id, a profile member). Also called when it is in sight already. An argument that means nothing to the page is ignored.
    virtual void open(const QVariant &argument);

    /// The page is about to be hidden, or the window is closing. The default calls saveState().
    virtual void leave();

    /// \name State that survives the program
    /// Half-written forms, filters, splitter positions. The window has entered the page's own group of Desk::settings(): write plain keys.
    /// Secrets are never written. Values are foreign when read: check them.
    /// @{
    virtual void saveState(QSettings &group) const;
    virtual void restoreState(QSettings &group);
    /// @}

    /// A key of the window. Returns whether the page did something; the default does nothing and returns false.
    virtual bool handle(PageCommand command);

    /// Once a second while the page is in sight and the window is neither hidden nor minimised, and once when it comes into sight: the only
    /// timer that countdowns and "… ago" texts need. Do no work here when nothing would change.
    virtual void tick();

    /// What the status line says at the left and at the right while the page is in sight, plain text; empty for the window's own (addresses
    /// of simulator and receiver; `Ctrl+K for everything`). Emit statusChanged() when another is due.
    [[nodiscard]] virtual QString statusText() const;
    [[nodiscard]] virtual QString statusHint() const;

    /// The name of the page's group in the settings, `page/requests` and so on. Set by the window when it builds the page.
    void setStateGroup(const QString &group);
    [[nodiscard]] QString stateGroup() const { return m_stateGroup; }

    // QActions that a page adds to itself with QWidget::addAction() (enabled, visible, with a text) are listed in the palette (Ctrl+K)
    // while the page is in sight.

Q_SIGNALS:
    /// statusText() or statusHint() is another one.
    void statusChanged();

protected:
    [[nodiscard]] Desk &desk() const { return m_desk; }
    /// Opens the page's group of the settings, calls saveState(), closes it. For pages that save in between. Nothing without a group.
    void saveNow() const;

private:
    Desk &m_desk;
    QString m_stateGroup;
};

} // namespace daraja
