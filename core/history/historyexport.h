// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/history/historystore.h"

namespace daraja {

/// What goes into a file for others, and what is taken out first. Secrets are never in the history, so they are in no export.
struct ExportOptions
{
    enum class Format {
        Csv,  ///< one line for each entry; for spreadsheets: no cell is ever a formula
        Json, ///< everything; HistoryImport reads it
        Html, ///< a report to be read
    };

    HistoryQuery query;
    Format format = Format::Csv;
    bool maskPhones = true; ///< `254712***678`, everywhere, also inside CheckoutRequestID
    bool maskNames = true;  ///< names of customers
};

/// The format that a file name asks for: csv, json, html, htm; nothing for another ending.
[[nodiscard]] std::optional<ExportOptions::Format> exportFormatOf(const QString &fileName);

/// What an export would hold and what would be taken out.
struct ExportPreview
{
    qint64 entries = 0;
    qint64 phones = 0; ///< different numbers
    qint64 names = 0;  ///< different names
    /// Some of them, as they are and as they would be: `254712345678`, `254712***678`.
    QList<QPair<QString, QString>> samples;
    bool complete = true; ///< false: there were too many to look at all; the numbers are those of the newest
    QString problem;
};

/// Writes what a query finds into a file. In small steps on the history's thread, so that nothing else waits for it; the file is there
/// whole or not at all (mode 0600). Aborts when it dies. One run.
class HistoryExport final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryExport)

public:
    /// The store must outlive it.
    HistoryExport(HistoryStore &store, ExportOptions options, QString fileName, QObject *parent = nullptr);
    ~HistoryExport() override;

    void start();
    /// finished() follows with `Cancelled`; no file is left.
    void abort();

    /// Looks at up to 5,000 entries.
    static void preview(HistoryStore &store, const ExportOptions &options, QObject *context,
                        std::function<void(const ExportPreview &)> shown);

Q_SIGNALS:
    void progress(qint64 entries);
    /// Once. An empty `problem` means that the file is there.
    void finished(qint64 entries, const QString &problem);

private:
    class Work;

    HistoryStore &m_store;
    std::shared_ptr<Work> m_work;
};

} // namespace daraja
