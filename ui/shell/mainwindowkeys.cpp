// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// The keys of the window, and the palette and the help sheet that list them.

#include "core/doctor/registry.h"
#include "core/errors/errorguide.h"
#include "ui/doctor/doctorargument.h"
#include "ui/profiles/importdialog.h"
#include "ui/profiles/profileactions.h"
#include "ui/shell/helpsheet.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/page.h"
#include "ui/shell/pagefactory.h"
#include "ui/shell/topbar.h"
#include "ui/token/tokenactions.h"

#include <QAction>

namespace daraja {

QAction *MainWindow::addKey(const QList<QKeySequence> &keys, const QString &text, std::function<void()> run)
{
    auto *action = new QAction(text, this);
    action->setShortcuts(keys);
    addAction(action);
    connect(action, &QAction::triggered, this, std::move(run));
    m_keys.append(action);
    return action;
}

void MainWindow::buildKeys()
{
    addKey({QKeySequence(QStringLiteral("Ctrl+K"))}, tr("Everything by its name"), [this] { openPalette(); });
    addKey({QKeySequence(QStringLiteral("Ctrl+Return")), QKeySequence(QStringLiteral("Ctrl+Enter"))},
           tr("Send the form; get a token; save the profile"), [this] { handle(PageCommand::Send); });
    addKey({QKeySequence(QStringLiteral("F5"))}, tr("The same once more; check again"), [this] { handle(PageCommand::RunAgain); });
    addKey({QKeySequence(QStringLiteral("Ctrl+R"))}, tr("Get a new token"), [this] { newToken(); });
    addKey({QKeySequence(QStringLiteral("Ctrl+Shift+C"))}, tr("Copy as curl"), [this] { handle(PageCommand::CopyCurl); });
    addKey({QKeySequence(QStringLiteral("Ctrl+P"))}, tr("Profiles"), [this] { m_bar->openProfiles(); });
    addKey({QKeySequence(QStringLiteral("Ctrl+,"))}, tr("Settings"), [this] { showPage(PageId::Settings); });
    addKey({QKeySequence(QStringLiteral("F1")), QKeySequence(QStringLiteral("?"))}, tr("This sheet"), [this] { openHelp(); });
    addKey({QKeySequence(QStringLiteral("Ctrl+Q"))}, tr("Quit"), [this] { close(); });
}

void MainWindow::openPalette()
{
    if (m_help)
        m_help->closeOverlay();
    if (!m_palette)
        m_palette = new CommandPalette(this);
    if (m_palette->isVisible())
        m_palette->closeOverlay();
    else
        m_palette->openWith(commands());
}

void MainWindow::openHelp()
{
    if (m_palette)
        m_palette->closeOverlay();
    if (!m_help) {
        HelpSheet::Keys keys;
        for (const QAction *action : std::as_const(m_keys)) {
            QStringList sequences;
            const QList<QKeySequence> shortcuts = action->shortcuts();
            for (const QKeySequence &sequence : shortcuts)
                sequences.append(sequence.toString(QKeySequence::NativeText));
            sequences.removeAll(QStringLiteral("Ctrl+Return"));
            keys.append({sequences.join(tr(" or ")), action->text()});
        }
        keys.append({tr("Ctrl+F"), tr("Filter the list in sight")});
        keys.append({tr("Del"), tr("Activity: delete what is selected")});
        keys.append({tr("Ctrl+Z"), tr("Activity: undo that")});
        keys.append({tr("Esc"), tr("Cancel what runs; close what is open")});
        m_help = new HelpSheet(keys, this);
    }
    m_help->openOver();
}

QList<Command> MainWindow::commands()
{
    QList<Command> list;
    const QList<PageFacts> pages = windowPages();
    int number = 0;
    for (const PageFacts &page : pages) {
        list.append({page.icon, page.title, page.atFoot ? tr("Page") : tr("Page · Ctrl+%1").arg(++number), {}, [this, id = page.id] {
                         showPage(id);
                     }});
    }
    for (const OperationSpec *operation : operations()) {
        const QString id = QString::fromLatin1(operation->id);
        list.append({Icon::Send, catalogueText(operation->title), tr("Request"), id + u' ' + catalogueText(operation->summary),
                     [this, id] { showPage(PageId::Requests, id); }});
    }
    if (Page *page = currentPage()) {
        const QList<QAction *> actions = page->actions();
        for (QAction *action : actions) {
            if (action->isEnabled() && action->isVisible() && !action->text().isEmpty())
                list.append({Icon::ChevronRight, action->text(), page->accessibleName(), {}, [action] { action->trigger(); }});
        }
    }
    list.append({Icon::Doctor, tr("Check everything"), tr("Doctor"), tr("diagnose broken credentials"),
                 [this] { showPage(PageId::Doctor, doctorArgumentForEverything()); }});
    const QList<Symptom> complaints = symptoms();
    for (const Symptom &symptom : complaints) {
        list.append({Icon::Doctor, tr("Doctor: %1").arg(symptom.words), tr("Complaint"), symptom.hint,
                     [this, id = symptom.id] { showPage(PageId::Doctor, doctorArgument(id)); }});
    }
    list.append({Icon::Token, tr("Get token"), tr("Action"), {}, [this] { getToken(m_desk); }});
    list.append({Icon::Refresh, tr("Get a new token"), tr("Action · Ctrl+R"), tr("force refresh"), [this] { newToken(); }});
    const QList<Profile> profiles = m_desk.profiles().profiles();
    for (const Profile &profile : profiles) {
        if (profile.id != m_desk.profiles().currentId()) {
            list.append({Icon::Key, profile.name, tr("Profile · %1").arg(environmentName(profile.environment)), profile.shortCode,
                         [this, id = profile.id] { openProfileAsking(m_desk, id, this); }});
        }
    }
    list.append({Icon::Plus, tr("New profile…"), tr("Action"), {}, [this] { showPage(PageId::Settings, QStringLiteral("new")); }});
    list.append(
        {Icon::Edit, tr("Edit this profile…"), tr("Action"), {}, [this] { showPage(PageId::Settings, QStringLiteral("profiles")); }});
    list.append({Icon::Import, tr("Import from text or .env file…"), tr("Action"), tr("paste credentials"),
                 [this] { ImportDialog::openFor(m_desk, this); }});
    list.append({Icon::Settings, tr("Look: light"), tr("Action"), tr("theme"), [this] { setTheme(Theme::Choice::Light); }});
    list.append({Icon::Settings, tr("Look: dark"), tr("Action"), tr("theme"), [this] { setTheme(Theme::Choice::Dark); }});
    list.append({Icon::Settings, tr("Look: as the desktop"), tr("Action"), tr("theme"), [this] { setTheme(Theme::Choice::System); }});
    list.append({Icon::Info, tr("Keys"), tr("Action · F1"), tr("help shortcuts keyboard"), [this] { openHelp(); }});
    list.append({Icon::Cancel, tr("Quit"), tr("Action · Ctrl+Q"), {}, [this] { close(); }});
    // By their codes: what people have in hand. By their words they would stand before the operations.
    for (const GuideEntry &entry : ErrorGuide::instance().entries()) {
        if (!entry.codes.isEmpty() && !isCodeOfThisProgram(entry.codes.constFirst())) {
            list.append({Icon::Errors,
                         tr("%1 %2", "error code, title").arg(entry.codeText(), entry.explanation.title),
                         tr("Error · %1").arg(entry.scope()),
                         {},
                         [this, id = entry.explanation.id] {
                             showPage(PageId::Errors, QVariantMap{{QStringLiteral("entry"), id}});
                         }});
        }
    }
    return list;
}

} // namespace daraja
