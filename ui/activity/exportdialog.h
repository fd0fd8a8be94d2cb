// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/history/historyexport.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QRadioButton;

namespace daraja {

class FieldRow;
class Label;

/// Asks what goes into a file, shows what is taken out first, and writes it. Accepted when the file is there.
class ExportDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ExportDialog)

public:
    /// `found`: what the timeline shows now; `selected`: numbers of the entries that are selected there. The store must outlive it.
    ExportDialog(HistoryStore &store, HistoryQuery found, const QList<qint64> &selected, const QString &fileName, QWidget *parent);

    /// Where the entries are, once accepted, and how many.
    [[nodiscard]] QString fileName() const;
    [[nodiscard]] qint64 entries() const { return m_entries; }

    void reject() override;

private:
    void buildLayout();
    void browse();
    void nameByFormat();
    [[nodiscard]] ExportOptions options() const;
    void preview();
    void showPreview(const ExportPreview &preview);
    void save();
    void write();
    void ended(qint64 entries, const QString &problem);
    void setWriting(bool writing);

    HistoryStore &m_store;
    const HistoryQuery m_found;
    const QList<qint64> m_selected;
    QRadioButton *m_all;
    QRadioButton *m_only;
    QComboBox *m_format;
    QCheckBox *m_phones;
    QCheckBox *m_names;
    Label *m_preview;
    QLineEdit *m_file;
    FieldRow *m_fileRow;
    QProgressBar *m_progress;
    QPushButton *m_save;
    QPushButton *m_cancel;
    QWidget *m_choices;
    int m_previews = 0; ///< to know the last one
    qint64 m_expected = 0;
    qint64 m_entries = 0;
    HistoryExport *m_export = nullptr; ///< while it runs
};

} // namespace daraja
