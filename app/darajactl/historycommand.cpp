// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/darajactl/historycommand.h"

#include "core/base/money.h"
#include "core/base/nairobitime.h"
#include "core/history/historynames.h"
#include "core/history/personaldata.h"

#include <QFileInfo>
#include <QJsonArray>

namespace daraja {

namespace {

QJsonObject toJson(const HistoryRow &row)
{
    return {{QStringLiteral("uid"), row.uid},
            {QStringLiteral("at"), nairobiIso(row.at)},
            {QStringLiteral("kind"), kindName(row.kind)},
            {QStringLiteral("outcome"), stateName(row.state)},
            {QStringLiteral("operation"), row.operationId},
            {QStringLiteral("title"), row.title},
            {QStringLiteral("party"), row.party},
            {QStringLiteral("amount"), row.amount},
            {QStringLiteral("summary"), row.summary},
            {QStringLiteral("receipt"), row.receipt},
            {QStringLiteral("conversation"), row.conversation},
            {QStringLiteral("profile"), row.profile},
            {QStringLiteral("environment"), environmentId(row.environment)},
            {QStringLiteral("pinned"), row.pinned}};
}

/// The row with masked phone numbers.
HistoryRow masked(HistoryRow row)
{
    PersonalData data({.phones = true, .names = false, .instead = PersonalData::Instead::Mask});
    HistoryEntry entry;
    entry.party = row.party;
    entry.summary = row.summary;
    entry.conversation = row.conversation;
    const HistoryEntry clean = data.cleaned(entry);
    row.party = clean.party;
    row.summary = clean.summary;
    row.conversation = clean.conversation;
    return row;
}

/// The only line of a text, so that a table stays one.
QString oneLine(const QString &text)
{
    QString line = text.simplified();
    line.removeIf([](QChar c) { return c.category() == QChar::Other_Control || c.category() == QChar::Other_Format; });
    return line;
}

} // namespace

HistoryCommand::HistoryCommand(const Clock &clock, const Output &output, Options options, QObject *parent)
    : Command(parent)
    , m_output(output)
    , m_options(std::move(options))
    , m_store(clock)
{
}

void HistoryCommand::start()
{
    if (m_options.importFile.isEmpty() && !QFileInfo::exists(m_options.database)) {
        fail(QStringLiteral("There is no history yet: %1 does not exist.").arg(m_options.database));
        return;
    }
    connect(&m_store, &HistoryStore::opened, this, [this] {
        const HistoryStatus &status = m_store.status();
        const bool isReadable = status.state == HistoryStatus::State::Open || status.state == HistoryStatus::State::ReadOnly;
        if (!isReadable) {
            fail(status.message);
            return;
        }
        if (!status.message.isEmpty()) {
            m_output.note(status.message);
        }
        if (!m_options.exportFile.isEmpty()) {
            exportTo();
        } else if (!m_options.importFile.isEmpty()) {
            importFrom();
        } else if (!m_options.forget.isEmpty()) {
            forget();
        } else {
            list();
        }
    });
    m_store.open(m_options.database);
}

void HistoryCommand::interrupt()
{
    if (m_export) {
        m_export->abort();
    } else if (m_import) {
        m_import->abort();
    } else {
        Command::interrupt();
    }
}

void HistoryCommand::list()
{
    m_store.find(m_options.query, 0, m_options.limit, this, [this](const HistoryPage &page) {
        if (page.problem.isEmpty()) {
            show(page);
        } else {
            fail(page.problem);
        }
    });
}

void HistoryCommand::show(const HistoryPage &page)
{
    QJsonArray entries;
    for (const HistoryRow &each : page.rows) {
        const HistoryRow row = m_options.showPhones ? each : masked(each);
        entries.append(toJson(row));
        m_output.say(QStringLiteral("%1  %2  %3  %4  %5  %6  %7")
                         .arg(nairobiIso(row.at).left(19), stateName(row.state).leftJustified(8), oneLine(row.title).leftJustified(20),
                              oneLine(row.party).leftJustified(14), oneLine(row.amount).rightJustified(9),
                              oneLine(row.receipt).leftJustified(10), oneLine(row.summary)));
    }
    if (page.rows.isEmpty()) {
        m_output.note(QStringLiteral("Nothing was found."));
    } else if (page.more) {
        m_output.note(QStringLiteral("There is more: --limit shows up to 1000, --export writes all."));
    }
    m_output.object({{QStringLiteral("ok"), true},
                     {QStringLiteral("database"), m_options.database},
                     {QStringLiteral("entries"), entries},
                     {QStringLiteral("more"), page.more}});
    Q_EMIT finished(ExitCode::Done);
}

void HistoryCommand::exportTo()
{
    ExportOptions options;
    options.query = m_options.query;
    options.format = exportFormatOf(m_options.exportFile).value_or(ExportOptions::Format::Csv);
    options.maskPhones = !m_options.showPhones;
    options.maskNames = !m_options.showPhones;
    m_export = std::make_unique<HistoryExport>(m_store, options, m_options.exportFile);
    connect(m_export.get(), &HistoryExport::finished, this, [this](qint64 entries, const QString &problem) {
        if (!problem.isEmpty()) {
            fail(problem);
            return;
        }
        m_output.say(QStringLiteral("%1 entries are in %2; phone numbers and names are %3.")
                         .arg(entries)
                         .arg(m_options.exportFile, m_options.showPhones ? QStringLiteral("in it") : QStringLiteral("masked")));
        m_output.object({{QStringLiteral("ok"), true},
                         {QStringLiteral("exported"), entries},
                         {QStringLiteral("file"), m_options.exportFile},
                         {QStringLiteral("masked"), !m_options.showPhones}});
        Q_EMIT finished(ExitCode::Done);
    });
    m_export->start();
}

void HistoryCommand::importFrom()
{
    m_import = std::make_unique<HistoryImport>(m_store, m_options.importFile);
    connect(m_import.get(), &HistoryImport::finished, this, [this](const HistoryImport::Result &result) {
        m_output.say(QStringLiteral("%1 entries were taken in, %2 were there already, %3 could not be read.")
                         .arg(result.imported)
                         .arg(result.known)
                         .arg(result.unreadable));
        if (!result.problem.isEmpty()) {
            fail(result.problem);
            return;
        }
        m_output.object({{QStringLiteral("ok"), true},
                         {QStringLiteral("imported"), result.imported},
                         {QStringLiteral("known"), result.known},
                         {QStringLiteral("unreadable"), result.unreadable}});
        Q_EMIT finished(ExitCode::Done);
    });
    m_import->start();
}

void HistoryCommand::forget()
{
    m_store.forget(m_options.forget, this, [this](const HistoryStore::Forgotten &result) {
        if (!result.problem.isEmpty()) {
            fail(result.problem);
            return;
        }
        m_output.say(QStringLiteral("Forgotten: the number and the names beside it stood in %1 entries.").arg(result.entries));
        m_output.object({{QStringLiteral("ok"), true}, {QStringLiteral("entries"), result.entries}});
        Q_EMIT finished(ExitCode::Done);
    });
}

void HistoryCommand::fail(const QString &problem)
{
    Q_EMIT finished(m_output.badInput(problem));
}

} // namespace daraja
