// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/darajactl/callcommand.h"
#include "app/darajactl/doctorcommand.h"
#include "app/darajactl/explaincommand.h"
#include "app/darajactl/historycommand.h"
#include "app/darajactl/listencommand.h"
#include "app/darajactl/operationscommand.h"
#include "app/darajactl/signals.h"
#include "app/darajactl/simulatecommand.h"
#include "app/darajactl/tokencommand.h"
#include "app/darajactl/tourcommand.h"

#include <QCoreApplication>
#include <QTimer>

#include <algorithm>
#include <cstdio>

using namespace daraja;

namespace {

const QString exitCodes = QStringLiteral(
    "Exit codes: 0 done or healthy, 1 refused by Daraja or the customer, or fault found, 2 bad input, 3 network (not sent),\n"
    "4 credentials, 5 outcome unknown, 6 could not tell.");

struct Row
{
    QString name;
    QString arguments;
    QString purpose;
    Invocation (*invocation)();
};

const QList<Row> &rows()
{
    static const QList<Row> table{
        {QStringLiteral("simulate"), {}, QStringLiteral("Daraja on this machine, for your own code"), simulateInvocation},
        {QStringLiteral("token"), {}, QStringLiteral("a token and how long it lives"), tokenInvocation},
        {QStringLiteral("call"), QStringLiteral("OPERATION …"),
         QStringLiteral("one call: darajactl call stk_push Amount=1 PhoneNumber=0712345678 --wait 60"), callInvocation},
        {QStringLiteral("operations"), {}, QStringLiteral("what can be called"), operationsInvocation},
        {QStringLiteral("listen"), {}, QStringLiteral("receives callbacks, prints them, forwards them to your server"), listenInvocation},
        {QStringLiteral("history"),
         {},
         QStringLiteral("what was sent and received: search, export, import, forget a customer"),
         historyInvocation},
        {QStringLiteral("explain"), QStringLiteral("CODE-OR-TEXT"), QStringLiteral("what an error means and what to do"),
         explainInvocation},
        {QStringLiteral("doctor"),
         {},
         QStringLiteral("what is wrong with these credentials; no money moves, no phone rings"),
         doctorInvocation},
        {QStringLiteral("tour"), {}, QStringLiteral("everything once, checked, on a simulator of its own"), tourInvocation},
    };
    return table;
}

QString overview()
{
    QString text = QStringLiteral("darajactl: Daraja Desk on the command line.\n\n");
    for (const Row &row : rows()) {
        text += QStringLiteral("  darajactl %1  %2\n").arg((row.name + u' ' + row.arguments).trimmed(), -20).arg(row.purpose);
    }
    return text + QStringLiteral("\nEach command has --help and --json. ") + exitCodes + QLatin1Char('\n');
}

int toInt(ExitCode code)
{
    return static_cast<int>(code);
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("darajactl"));
    QCoreApplication::setOrganizationName(QStringLiteral("DarajaDesk"));
    QCoreApplication::setApplicationVersion(QStringLiteral(DARAJA_VERSION));

    QStringList words = QCoreApplication::arguments();
    const QString name = words.value(1);
    const Output output(words.contains(QStringLiteral("--json")));
    if (name.isEmpty() || name == QLatin1StringView("--help") || name == QLatin1StringView("-h") || name == QLatin1StringView("help")) {
        std::fputs(qUtf8Printable(overview()), name.isEmpty() ? stderr : stdout);
        return toInt(name.isEmpty() ? ExitCode::BadInput : ExitCode::Done);
    }
    if (name == QLatin1StringView("--version")) {
        output.say(QStringLiteral("darajactl " DARAJA_VERSION));
        return toInt(ExitCode::Done);
    }
    const auto row = std::find_if(rows().begin(), rows().end(), [&name](const Row &candidate) { return candidate.name == name; });
    if (row == rows().end()) {
        return toInt(output.badInput(QStringLiteral("There is no command \"%1\". darajactl --help lists them.").arg(name)));
    }
    const Invocation invocation = row->invocation();
    words.removeAt(1);
    if (!invocation.arguments->parse(words)) {
        return toInt(output.badInput(invocation.arguments->problem()));
    }
    if (invocation.arguments->has(QStringLiteral("help"))) {
        std::fputs(qUtf8Printable(invocation.arguments->helpText(name) + QLatin1Char('\n') + exitCodes + QLatin1Char('\n')), stdout);
        return toInt(ExitCode::Done);
    }
    const SystemClock clock;
    QString problem;
    const std::unique_ptr<Command> command = invocation.make(*invocation.arguments, clock, output, &problem);
    if (!command) {
        return toInt(output.badInput(problem));
    }
    const UnixSignals unixSignals;
    QObject::connect(&unixSignals, &UnixSignals::interrupted, command.get(), &Command::interrupt);
    QObject::connect(
        command.get(), &Command::finished, &application, [](ExitCode code) { QCoreApplication::exit(toInt(code)); }, Qt::QueuedConnection);
    QTimer::singleShot(0, command.get(), &Command::start);
    return QCoreApplication::exec();
}
