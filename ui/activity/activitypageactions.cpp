// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// What can be done with entries of the timeline.

#include "core/api/followup.h"
#include "core/base/msisdn.h"
#include "core/base/nairobitime.h"
#include "core/base/redactor.h"
#include "core/catalogue/operationspec.h"
#include "core/history/historyimport.h"
#include "ui/activity/activitydetail.h"
#include "ui/activity/activityfilters.h"
#include "ui/activity/activitypage.h"
#include "ui/activity/activitytable.h"
#include "ui/activity/exportdialog.h"
#include "ui/activity/resenddialog.h"
#include "ui/doctor/doctorargument.h"
#include "ui/profiles/profileactions.h"
#include "ui/shell/ask.h"
#include "ui/widgets/banner.h"

#include <QAction>
#include <QDir>
#include <QFileDialog>
#include <QLocale>
#include <QStandardPaths>

namespace daraja {

void ActivityPage::updateActions()
{
    const std::optional<HistoryEntry> &entry = m_detail->entry();
    const bool writable = desk().history().status().state != HistoryStatus::State::ReadOnly;
    const qsizetype count = m_table->selectionModel()->selectedRows().size();
    m_runAgain->setEnabled(entry && findOperation(entry->operationId));
    m_pin->setEnabled(entry && writable);
    m_pin->setText(entry && entry->pinned ? tr("Unpin") : tr("Pin"));
    m_note->setEnabled(entry && writable);
    m_remove->setEnabled(count > 0 && writable);
    m_remove->setText(count > 1 ? tr("Delete %1 entries").arg(count) : tr("Delete"));
    m_forget->setEnabled(entry && writable && normalizeMsisdn(entry->party));
    m_undoRemove->setEnabled(!m_removed.isEmpty());
    m_detail->setWritable(writable);
    m_importAction->setEnabled(!m_import && writable);
}

void ActivityPage::runAgain()
{
    if (const std::optional<HistoryEntry> &entry = m_detail->entry()) {
        desk().goTo(PageId::Requests, QVariantMap{{QStringLiteral("operation"), entry->operationId},
                                                  {QStringLiteral("values"), entry->values.toVariantMap()}});
    }
}

void ActivityPage::togglePin()
{
    if (const std::optional<HistoryEntry> &entry = m_detail->entry()) {
        desk().history().setPinned(entry->number, !entry->pinned);
    }
}

void ActivityPage::writeNote()
{
    m_detail->writeNote();
}

void ActivityPage::removeSelected()
{
    const QList<qint64> numbers = selectedNumbers();
    if (numbers.isEmpty()) {
        return;
    }
    desk().history().remove(numbers, this, [this, numbers](const QString &problem) {
        if (!problem.isEmpty()) {
            m_told->error(problem);
            return;
        }
        m_removed += numbers;
        m_undo->info(m_removed.size() == 1 ? tr("The entry was deleted.") : tr("%1 entries were deleted.").arg(m_removed.size()));
        m_undoTime.start();
        updateActions();
    });
}

void ActivityPage::undoRemove()
{
    const QList<qint64> numbers = std::exchange(m_removed, {});
    m_undoTime.stop();
    m_undo->hide();
    updateActions();
    if (numbers.isEmpty()) {
        return;
    }
    desk().history().restore(numbers, this, [this, numbers](const QString &problem) {
        if (!problem.isEmpty()) {
            m_told->error(problem);
        }
    });
}

void ActivityPage::forgetCustomer()
{
    const std::optional<HistoryEntry> &entry = m_detail->entry();
    const std::optional<QString> phone = entry ? normalizeMsisdn(entry->party) : std::nullopt;
    if (!phone) {
        return;
    }
    const Question question{tr("Forget this customer"),
                            tr("Forget %1 everywhere in the history?").arg(displayMsisdn(*phone)),
                            tr("The number, in all its forms, and the names beside it are replaced in every entry, its ids and raw texts. "
                               "Amounts, receipts and codes stay. This cannot be undone. Files that were exported before are not changed."),
                            tr("Forget this customer"),
                            {},
                            ButtonRole::Danger};
    ask(this, question, [this, phone = *phone] {
        m_told->info(tr("Forgetting…"));
        desk().history().forget(phone, this, [this](const HistoryStore::Forgotten &forgotten) {
            if (!forgotten.problem.isEmpty()) {
                m_told->error(forgotten.problem);
            } else {
                m_told->tell(Tone::Good, forgotten.entries == 1
                                             ? tr("The customer is forgotten: the number stood in 1 entry.")
                                             : tr("The customer is forgotten: the number stood in %1 entries.").arg(forgotten.entries));
            }
        });
    });
}

/// Opens the form with the question in it: only under the profile that sent the call does Daraja know it.
void ActivityPage::askAbout(const FollowUp &question)
{
    const std::optional<HistoryEntry> &entry = m_detail->entry();
    const QString current = desk().currentProfile().id;
    const auto fill = [this, question] {
        QVariantMap values;
        for (auto value = question.values.constBegin(); value != question.values.constEnd(); ++value) {
            values.insert(value.key(), value.value());
        }
        desk().goTo(PageId::Requests, QVariantMap{{QStringLiteral("operation"), question.operationId}, {QStringLiteral("values"), values}});
    };
    if (!entry || entry->profileId.isEmpty() || entry->profileId == current) {
        fill();
    } else if (desk().profiles().profile(entry->profileId).id == entry->profileId) {
        openProfileAsking(desk(), entry->profileId, this, fill);
    } else {
        m_told->warn(
            tr("It was sent with the profile %1, which is gone. Only an app of the same short code can ask about it.").arg(entry->profile));
    }
}

void ActivityPage::findOutWhy(const StartingPoint &point, const Values &values)
{
    const std::optional<HistoryEntry> &entry = m_detail->entry();
    const auto look = [this, point, values] { desk().goTo(PageId::Doctor, doctorArgument(point, values)); };
    if (!entry || entry->profileId.isEmpty() || entry->profileId == desk().currentProfile().id) {
        look();
    } else if (desk().profiles().profile(entry->profileId).id == entry->profileId) {
        openProfileAsking(desk(), entry->profileId, this, look);
    } else {
        m_told->warn(tr("It was sent with the profile %1, which is gone: the doctor has nothing to look at.").arg(entry->profile));
    }
}

void ActivityPage::resend()
{
    const std::optional<HistoryEntry> &entry = m_detail->entry();
    if (!entry || entry->callbacks.isEmpty()) {
        return;
    }
    if (desk().forwarder().target().isEmpty()) {
        desk().goTo(PageId::Settings, QStringLiteral("callbacks")); // where it is said which server is the user's own
        return;
    }
    auto *dialog = new ResendDialog(desk().forwarder(), entry->callbacks, this);
    dialog->open();
}

/// Without the secrets that are known at the moment.
void ActivityPage::keepNote(qint64 number, const QString &note)
{
    Redactor redactor;
    const ProfileSecrets &secrets = desk().currentSecrets();
    for (const QString &secret : {secrets.consumerSecret, secrets.passkey, secrets.initiatorPassword, secrets.securityCredential}) {
        redactor.addSecret(secret.toUtf8());
    }
    desk().history().setNote(number, QString::fromUtf8(redactor.text(note.toUtf8())));
}

void ActivityPage::exportEntries()
{
    QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    if (folder.isEmpty()) {
        folder = QDir::homePath();
    }
    const QString day = toNairobi(desk().clock().now()).date().toString(Qt::ISODate);
    const QString file = QDir(folder).filePath(QStringLiteral("daraja-history-%1.csv").arg(day));
    auto *dialog = new ExportDialog(desk().history(), m_filters->query(), selectedNumbers(), file, this);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_told->setAction({});
        m_told->tell(
            Tone::Good,
            tr("%1 entries are in %2").arg(QLocale::c().toString(dialog->entries()), QDir::toNativeSeparators(dialog->fileName())));
    });
    dialog->open();
}

void ActivityPage::chooseImport()
{
    auto *dialog = new QFileDialog(this, tr("Import into the history"), {}, tr("Exports of the history (*.json);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &ActivityPage::importFrom);
    dialog->open();
}

void ActivityPage::importFrom(const QString &file)
{
    if (m_import) {
        return;
    }
    m_import = new HistoryImport(desk().history(), file, this);
    connect(m_import, &HistoryImport::progress, this,
            [this](qint64 entries) { m_told->info(tr("Importing: %1 entries read…").arg(QLocale::c().toString(entries))); });
    connect(m_import, &HistoryImport::finished, this, [this](const HistoryImport::Result &result) {
        m_import->deleteLater();
        m_import = nullptr;
        m_told->setAction({});
        updateActions();
        const QLocale c = QLocale::c();
        QStringList words{tr("%1 entries imported").arg(c.toString(result.imported))};
        if (result.known > 0) {
            words.append(tr("%1 were here already").arg(c.toString(result.known)));
        }
        if (result.unreadable > 0) {
            words.append(tr("%1 could not be read").arg(c.toString(result.unreadable)));
        }
        const QString all = words.join(QStringLiteral(", ")) + u'.';
        if (result.problem.isEmpty()) {
            m_told->tell(result.unreadable > 0 ? Tone::Careful : Tone::Good, all);
        } else {
            m_told->error(result.problem + u' ' + all);
        }
    });
    updateActions();
    m_told->setAction(tr("Cancel"));
    m_told->info(tr("Importing…"));
    m_import->start();
}

} // namespace daraja
