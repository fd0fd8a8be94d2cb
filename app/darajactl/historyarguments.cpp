// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/darajactl/historycommand.h"
#include "core/base/msisdn.h"
#include "core/history/historynames.h"

#include <QTimeZone>

namespace daraja {

namespace {

constexpr int nairobiOffset = 3 * 3600; // seconds

/// A day in Nairobi time, or an instant. A day that ends a range is included.
QDateTime timeFrom(const QString &text, bool isEnd, QString *problem)
{
    if (text.isEmpty()) {
        return {};
    }
    const QDate day = QDate::fromString(text, Qt::ISODate);
    if (day.isValid() && text.size() == 10) {
        return QDateTime(isEnd ? day.addDays(1) : day, QTime(0, 0), Qt::OffsetFromUTC, nairobiOffset).toUTC();
    }
    QDateTime time = QDateTime::fromString(text, Qt::ISODate);
    if (!time.isValid()) {
        *problem = QStringLiteral("\"%1\" is no date: 2026-03-14, or 2026-03-14T18:30 (Nairobi time).").arg(text);
        return {};
    }
    if (time.timeSpec() == Qt::LocalTime) {
        time = QDateTime(time.date(), time.time(), Qt::OffsetFromUTC, nairobiOffset);
    }
    return time.toUTC();
}

} // namespace

HistoryCommand::Options HistoryCommand::read(const Words &words, QString *problem)
{
    Options options;
    options.query.text = words.search;
    options.query.from = timeFrom(words.from, false, problem);
    options.query.to = timeFrom(words.to, true, problem);
    options.query.pinnedOnly = words.pinned;
    if (!words.profile.isEmpty()) {
        options.query.profiles = {words.profile};
    }
    for (const QString &operation : words.operations) {
        if (operation != u"token" && !findOperation(operation)) {
            *problem = QStringLiteral("There is no operation \"%1\". darajactl operations lists them.").arg(operation);
        }
        options.query.operations.append(operation);
    }
    for (const QString &outcome : words.outcomes) {
        if (const auto state = stateOfName(outcome.toLower())) {
            options.query.states.append(*state);
        } else {
            *problem = QStringLiteral("There is no outcome \"%1\". Outcomes: %2.").arg(outcome, stateNames().join(QStringLiteral(", ")));
        }
    }
    const int tasks = (words.exportFile.isEmpty() ? 0 : 1) + (words.importFile.isEmpty() ? 0 : 1) + (words.forget.isEmpty() ? 0 : 1);
    if (tasks > 1) {
        *problem = QStringLiteral("--export, --import and --forget are three commands: one at a time.");
    } else if (!words.exportFile.isEmpty() && !exportFormatOf(words.exportFile)) {
        *problem = QStringLiteral("--export takes a file that ends in .csv, .json or .html.");
    } else if (!words.forget.isEmpty() && !normalizeMsisdn(words.forget)) {
        *problem = QStringLiteral("\"%1\" is no Kenyan phone number: 0712345678 or +254712345678.").arg(words.forget);
    } else if (!words.limit) {
        *problem = QStringLiteral("--limit takes 1 to 1000.");
    }
    options.limit = words.limit.value_or(options.limit);
    options.showPhones = words.showPhones;
    options.exportFile = words.exportFile;
    options.importFile = words.importFile;
    options.forget = words.forget;
    options.database = words.database.isEmpty() ? historyPath() : words.database;
    return options;
}

Invocation historyInvocation()
{
    auto arguments = std::make_unique<Arguments>(QStringLiteral(
        "What was sent and received, newest first; also what the window and darajactl listen stored.\n\n"
        "  darajactl history --search 0712345678\n"
        "  darajactl history --outcome refused,failed --from 2026-03-01 --to 2026-03-14 --json\n"
        "  darajactl history --export march.csv --from 2026-03-01 --to 2026-03-31\n"
        "  darajactl history --forget 0712345678\n\n"
        "Words must all occur: names, receipts, any id, codes, amounts, phone numbers in any form. Phone numbers are shown and\n"
        "exported masked."));
    arguments->option(QStringLiteral("search"), QStringLiteral("Only what has these words."), QStringLiteral("TEXT"));
    arguments->option(QStringLiteral("from"), QStringLiteral("Not before this day (Nairobi time)."), QStringLiteral("DATE"));
    arguments->option(QStringLiteral("to"), QStringLiteral("Not after this day."), QStringLiteral("DATE"));
    arguments->option(QStringLiteral("operation"), QStringLiteral("Only these, for example stk_push,b2c_payment."), QStringLiteral("LIST"));
    arguments->option(QStringLiteral("outcome"),
                      QStringLiteral("Only these: running, waiting, paid, done, refused, pending, unknown, failed."),
                      QStringLiteral("LIST"));
    arguments->option(QStringLiteral("profile"), QStringLiteral("Only what was done with this profile."), QStringLiteral("NAME"));
    arguments->option(QStringLiteral("pinned"), QStringLiteral("Only what is pinned."));
    arguments->option(QStringLiteral("limit"), QStringLiteral("Show so many; 50 without it."), QStringLiteral("N"));
    arguments->option(QStringLiteral("show-phones"), QStringLiteral("Do not mask phone numbers and names."));
    arguments->option(QStringLiteral("export"), QStringLiteral("Write what is found to a .csv, .json or .html file."),
                      QStringLiteral("FILE"));
    arguments->option(QStringLiteral("import"), QStringLiteral("Take in what was exported as JSON."), QStringLiteral("FILE"));
    arguments->option(QStringLiteral("forget"),
                      QStringLiteral("Take this customer out of the whole history, for good; receipts and amounts stay."),
                      QStringLiteral("PHONE"));
    arguments->option(QStringLiteral("database"), QStringLiteral("This file in place of Daraja Desk's own."), QStringLiteral("FILE"));
    return {std::move(arguments),
            [](const Arguments &given, const Clock &clock, const Output &output, QString *problem) -> std::unique_ptr<Command> {
                const HistoryCommand::Words words{.search = given.value(QStringLiteral("search")),
                                                  .from = given.value(QStringLiteral("from")),
                                                  .to = given.value(QStringLiteral("to")),
                                                  .operations = given.list(QStringLiteral("operation")),
                                                  .outcomes = given.list(QStringLiteral("outcome")),
                                                  .profile = given.value(QStringLiteral("profile")),
                                                  .pinned = given.has(QStringLiteral("pinned")),
                                                  .limit = given.number(QStringLiteral("limit"), 50, 1, 1'000),
                                                  .showPhones = given.has(QStringLiteral("show-phones")),
                                                  .exportFile = given.value(QStringLiteral("export")),
                                                  .importFile = given.value(QStringLiteral("import")),
                                                  .forget = given.value(QStringLiteral("forget")),
                                                  .database = given.value(QStringLiteral("database"))};
                HistoryCommand::Options options = HistoryCommand::read(words, problem);
                return problem->isEmpty() ? std::make_unique<HistoryCommand>(clock, output, std::move(options)) : nullptr;
            }};
}

} // namespace daraja
