// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/darajactl/arguments.h"
#include "core/history/historyexport.h"
#include "core/history/historyimport.h"

namespace daraja {

/// `darajactl history`: lists what was sent and received, exports and imports it, forgets a customer. Phone numbers and names are masked
/// unless asked for.
class HistoryCommand final : public Command
{
    Q_OBJECT

public:
    struct Options
    {
        HistoryQuery query;
        int limit = 50;
        bool showPhones = false;
        QString exportFile;
        QString importFile;
        QString forget; ///< phone number
        QString database;
    };
    /// As they stand on the command line.
    struct Words
    {
        QString search;
        QString from;
        QString to;
        QStringList operations;
        QStringList outcomes;
        QString profile;
        bool pinned = false;
        std::optional<int> limit;
        bool showPhones = false;
        QString exportFile;
        QString importFile;
        QString forget;
        QString database;
    };
    /// The options that the words mean; `problem` says what is wrong with them in words for people.
    [[nodiscard]] static Options read(const Words &words, QString *problem);

    HistoryCommand(const Clock &clock, const Output &output, Options options, QObject *parent = nullptr);

    void start() override;
    void interrupt() override;

private:
    void list();
    void show(const HistoryPage &page);
    void exportTo();
    void importFrom();
    void forget();
    void fail(const QString &problem);

    const Output &m_output;
    const Options m_options;
    HistoryStore m_store;
    std::unique_ptr<HistoryExport> m_export;
    std::unique_ptr<HistoryImport> m_import;
};

[[nodiscard]] Invocation historyInvocation();

} // namespace daraja
