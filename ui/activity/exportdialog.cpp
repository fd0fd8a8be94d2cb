// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/activity/exportdialog.h"

#include "ui/shell/ask.h"
#include "ui/style/deskstyle.h"
#include "ui/style/metrics.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>

namespace daraja {

namespace {

using Format = ExportOptions::Format;

constexpr int exportDialogWidth = 520;
constexpr int previewHeight = 84; ///< four lines

QString endingOf(Format format)
{
    return format == Format::Csv ? QStringLiteral("csv") : format == Format::Json ? QStringLiteral("json") : QStringLiteral("html");
}

} // namespace

ExportDialog::ExportDialog(HistoryStore &store, HistoryQuery found, const QList<qint64> &selected, const QString &fileName, QWidget *parent)
    : QDialog(parent)
    , m_store(store)
    , m_found(std::move(found))
    , m_selected(selected)
    , m_all(new QRadioButton(tr("Everything that the timeline shows now")))
    , m_only(
          new QRadioButton(selected.size() == 1 ? tr("The selected entry only") : tr("The %1 selected entries only").arg(selected.size())))
    , m_format(new QComboBox)
    , m_phones(new QCheckBox(tr("Mask phone numbers")))
    , m_names(new QCheckBox(tr("Mask names of customers")))
    , m_preview(new Label({}, TextStyle::Body, Role::Dim))
    , m_file(new QLineEdit(fileName))
    , m_fileRow(new FieldRow(tr("File"), m_file))
    , m_progress(new QProgressBar)
    , m_save(new QPushButton(tr("Export")))
    , m_cancel(new QPushButton(tr("Cancel")))
    , m_choices(new QWidget)
{
    setWindowTitle(tr("Export the history"));
    setAttribute(Qt::WA_DeleteOnClose);
    buildLayout();
    for (QAbstractButton *button : std::initializer_list<QAbstractButton *>{m_all, m_phones, m_names}) {
        connect(button, &QAbstractButton::toggled, this, &ExportDialog::preview);
    }
    connect(m_format, &QComboBox::currentIndexChanged, this, [this] {
        nameByFormat();
        preview();
    });
    connect(m_file, &QLineEdit::textEdited, this, [this] { m_fileRow->setProblem({}); });
    connect(m_save, &QPushButton::clicked, this, &ExportDialog::save);
    connect(m_cancel, &QPushButton::clicked, this, &ExportDialog::reject);
    nameByFormat();
    preview();
}

void ExportDialog::buildLayout()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(px(24), px(24), px(24), px(metrics::Gap));
    layout->setSpacing(px(metrics::Gap));
    auto *choices = new QVBoxLayout(m_choices);
    choices->setContentsMargins(0, 0, 0, 0);
    choices->setSpacing(px(metrics::Grid));
    choices->addWidget(m_all);
    choices->addWidget(m_only);
    m_all->setChecked(m_selected.size() < 2);
    m_only->setChecked(m_selected.size() >= 2);
    m_only->setVisible(!m_selected.isEmpty());
    m_format->addItem(tr("CSV, for spreadsheets"), static_cast<int>(Format::Csv));
    m_format->addItem(tr("JSON, everything; can be imported"), static_cast<int>(Format::Json));
    m_format->addItem(tr("HTML, a report to read"), static_cast<int>(Format::Html));
    m_format->setObjectName(QStringLiteral("exportFormat"));
    choices->addSpacing(px(metrics::Grid));
    choices->addWidget(new FieldRow(tr("Format"), m_format));
    choices->addSpacing(px(metrics::Grid));
    for (QCheckBox *box : {m_phones, m_names}) {
        box->setChecked(true);
        choices->addWidget(box);
    }
    m_choices->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    layout->addWidget(m_choices);
    m_preview->setWordWrap(true);
    m_preview->setTextFormat(Qt::PlainText);
    m_preview->setObjectName(QStringLiteral("exportPreview"));
    m_preview->setMinimumHeight(px(previewHeight));
    m_preview->setAlignment(Qt::AlignTop);
    layout->addWidget(m_preview);
    auto *browseButton = new QPushButton(tr("Browse…"));
    connect(browseButton, &QPushButton::clicked, this, &ExportDialog::browse);
    m_fileRow->addEditorWidget(browseButton);
    m_file->setObjectName(QStringLiteral("exportFile"));
    layout->addWidget(m_fileRow);
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Entries written"));
    m_progress->hide();
    layout->addWidget(m_progress);

    setButtonRole(m_save, ButtonRole::Primary);
    m_save->setDefault(true);
    m_cancel->setAutoDefault(false);
    browseButton->setAutoDefault(false);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(px(metrics::Grid));
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_save);
    layout->addLayout(buttons);
    setMinimumWidth(px(exportDialogWidth));
}

void ExportDialog::browse()
{
    auto *dialog = new QFileDialog(this, tr("Export the history"), m_file->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // asked when it is written
    dialog->setDefaultSuffix(endingOf(options().format));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &file) {
        m_file->setText(file);
        m_fileRow->setProblem({});
    });
    dialog->open();
}

/// The file's ending follows the format.
void ExportDialog::nameByFormat()
{
    const QString file = m_file->text();
    const std::optional<Format> named = exportFormatOf(file);
    if (named && *named != options().format) {
        m_file->setText(file.left(file.lastIndexOf(u'.') + 1) + endingOf(options().format));
    }
}

ExportOptions ExportDialog::options() const
{
    ExportOptions options;
    if (m_all->isChecked()) {
        options.query = m_found;
    } else {
        options.query.numbers = m_selected;
    }
    options.format = static_cast<Format>(m_format->currentData().toInt());
    options.maskPhones = m_phones->isChecked();
    options.maskNames = m_names->isChecked();
    return options;
}

void ExportDialog::preview()
{
    m_preview->setRole(Role::Dim);
    m_preview->setText(tr("Looking what is in it…"));
    m_save->setEnabled(false);
    HistoryExport::preview(m_store, options(), this, [this, number = ++m_previews](const ExportPreview &found) {
        if (number == m_previews) {
            showPreview(found);
        }
    });
}

void ExportDialog::showPreview(const ExportPreview &preview)
{
    m_expected = preview.complete ? preview.entries : 0;
    m_save->setEnabled(preview.problem.isEmpty() && preview.entries > 0);
    if (!preview.problem.isEmpty() || preview.entries == 0) {
        m_preview->setRole(preview.problem.isEmpty() ? Role::Dim : Role::Bad);
        m_preview->setText(preview.problem.isEmpty() ? tr("There is nothing to export.") : preview.problem);
        return;
    }
    const QLocale c = QLocale::c();
    const QString entries = preview.complete ? tr("%1 entries.") : tr("More than %1 entries; of the newest:");
    QStringList lines{entries.arg(c.toString(preview.entries)) + u' ' + tr("Keys, passwords and PINs are never in the history.")};
    QStringList masked;
    if (m_phones->isChecked()) {
        masked.append(tr("Phone numbers masked: %1").arg(c.toString(preview.phones)));
    }
    if (m_names->isChecked()) {
        masked.append(tr("Names masked: %1").arg(c.toString(preview.names)));
    }
    if (!masked.isEmpty()) {
        lines.append(masked.join(QStringLiteral(" · ")));
    }
    if (!preview.samples.isEmpty()) {
        const auto shortest = std::min_element(preview.samples.begin(), preview.samples.end(),
                                               [](const auto &one, const auto &other) { return one.first.size() < other.first.size(); });
        lines.append(tr("For example, %1 becomes %2.").arg(shortest->first, shortest->second));
    }
    const bool readable = !m_phones->isChecked() || !m_names->isChecked();
    if (readable) {
        lines.append(tr("Whoever gets this file sees who paid: give it to nobody who may not."));
    }
    m_preview->setRole(readable ? Role::Careful : Role::Dim);
    m_preview->setText(lines.join(u'\n'));
}

void ExportDialog::save()
{
    const QFileInfo file(fileName());
    if (m_file->text().trimmed().isEmpty()) {
        m_fileRow->setProblem(tr("Say where the file goes."));
        m_file->setFocus();
    } else if (file.exists()) {
        ask(this,
            {tr("Export the history"),
             tr("Replace %1?").arg(file.fileName()),
             tr("A file of this name is there already."),
             tr("Replace"),
             {},
             ButtonRole::Danger},
            [this] { write(); });
    } else {
        write();
    }
}

void ExportDialog::write()
{
    m_export = new HistoryExport(m_store, options(), fileName(), this);
    connect(m_export, &HistoryExport::progress, this, [this](qint64 written) {
        if (m_expected > 0) {
            m_progress->setRange(0, static_cast<int>(m_expected));
            m_progress->setValue(static_cast<int>(written));
        }
        m_preview->setText(tr("%1 entries written…").arg(QLocale::c().toString(written)));
    });
    connect(m_export, &HistoryExport::finished, this, &ExportDialog::ended);
    setWriting(true);
    m_export->start();
}

void ExportDialog::ended(qint64 entries, const QString &problem)
{
    m_export->deleteLater();
    m_export = nullptr;
    m_entries = entries;
    if (problem.isEmpty()) {
        accept();
        return;
    }
    setWriting(false);
    m_fileRow->setProblem(problem);
    preview();
}

void ExportDialog::setWriting(bool writing)
{
    m_choices->setEnabled(!writing);
    m_fileRow->setEnabled(!writing);
    m_save->setEnabled(!writing);
    m_progress->setRange(0, 0);
    m_progress->setVisible(writing);
    m_preview->setRole(Role::Dim);
}

/// While it is written, the first press ends the writing.
void ExportDialog::reject()
{
    if (m_export) {
        m_export->abort();
    } else {
        QDialog::reject();
    }
}

QString ExportDialog::fileName() const
{
    return QFileInfo(m_file->text().trimmed()).absoluteFilePath();
}

} // namespace daraja
