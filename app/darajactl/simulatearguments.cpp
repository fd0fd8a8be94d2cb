// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/darajactl/simulatecommand.h"

namespace daraja {

namespace {

QString faultTable()
{
    QString table = QStringLiteral(
        "Faults, for --faults ID[:SCOPE][,ID…] until the simulator ends, or by amount, by number (2547000 and the amount) or by\n"
        "\"simulate ID\" for one request. A scope is an operation (stk_query), a product (b2c) or oauth.\n");
    for (const SimulatorFault &fault : Simulator::faults()) {
        table += QStringLiteral("  %1  %2  %3\n").arg(fault.amount, -6).arg(fault.id, -18).arg(fault.what);
    }
    return table;
}

QString deviationList()
{
    return QStringLiteral("Invented, or not as Daraja does:\n  * ") + Simulator::deviations().join(QStringLiteral("\n  * ")) + u'\n';
}

} // namespace

Invocation simulateInvocation()
{
    auto arguments = std::make_unique<Arguments>(
        QStringLiteral(
            "Daraja on this machine until Ctrl+C: every operation of darajactl operations, with callbacks and money that adds up.\n\n"
            "  darajactl simulate --port 7060 --answer 1000\n"
            "  darajactl simulate --state shop.json --faults query-limit,lost-callback:stk_push\n\n") +
        triggerTable() + QLatin1Char('\n') + faultTable() + QLatin1Char('\n') + deviationList());
    arguments->option(QStringLiteral("port"), QStringLiteral("Listen there; a free port without it."), QStringLiteral("N"));
    arguments->option(QStringLiteral("consumer-key"), QStringLiteral("Accept this key."), QStringLiteral("KEY"));
    arguments->option(QStringLiteral("consumer-secret"), QStringLiteral("Accept this secret (the simulator's own, not a real one)."),
                      QStringLiteral("SECRET"));
    arguments->option(QStringLiteral("shortcode"), QStringLiteral("Short code; 174379 without it."), QStringLiteral("CODE"));
    arguments->option(QStringLiteral("passkey"), QStringLiteral("Passkey; the public sandbox passkey without it."),
                      QStringLiteral("PASSKEY"));
    arguments->option(QStringLiteral("callback-delay"), QStringLiteral("Milliseconds between an outcome and its callback."),
                      QStringLiteral("MS"));
    arguments->option(QStringLiteral("answer"), QStringLiteral("The phone pays by itself after so many milliseconds."),
                      QStringLiteral("MS"));
    arguments->option(QStringLiteral("prompt-lifetime"), QStringLiteral("Milliseconds until an unanswered prompt ends with 1037."),
                      QStringLiteral("MS"));
    arguments->option(QStringLiteral("token-lifetime"), QStringLiteral("Seconds that a token lives; 3599 without it."),
                      QStringLiteral("S"));
    arguments->option(QStringLiteral("faults"), QStringLiteral("Let these go wrong: see above."), QStringLiteral("LIST"));
    arguments->option(QStringLiteral("state"), QStringLiteral("Keep money, transactions and registrations in this file between runs."),
                      QStringLiteral("FILE"));
    arguments->option(QStringLiteral("products"),
                      QStringLiteral("The API products that the app has, for example express,c2b; everything without it."),
                      QStringLiteral("LIST"));
    arguments->option(QStringLiteral("missing-roles"),
                      QStringLiteral("Products whose role the operator lacks, for example b2c: result 21."), QStringLiteral("LIST"));
    arguments->option(QStringLiteral("new-token-cancels-old"), QStringLiteral("As the portal says: an earlier token stops working."));
    arguments->option(QStringLiteral("buy-goods-type"),
                      QStringLiteral("The only RecieverIdentifierType that BusinessBuyGoods takes, 2 or 4; both without it."),
                      QStringLiteral("TYPE"));
    return {
        std::move(arguments),
        [](const Arguments &given, const Clock &clock, const Output &output, QString *problem) -> std::unique_ptr<Command> {
            SimulatorOptions options;
            options.apiProducts = given.list(QStringLiteral("products"));
            options.missingRoles = given.list(QStringLiteral("missing-roles"));
            options.newTokenCancelsOld = given.has(QStringLiteral("new-token-cancels-old"));
            options.buyGoodsIdentifier = given.value(QStringLiteral("buy-goods-type"));
            options.faults = given.value(QStringLiteral("faults"));
            options.stateFile = given.value(QStringLiteral("state"));
            const auto port = given.number(QStringLiteral("port"), 0, 0, 65535);
            const auto delay = given.number(QStringLiteral("callback-delay"), options.callbackDelay, 0, 600'000);
            const auto answer = given.number(QStringLiteral("answer"), -1, 0, 600'000);
            const auto lifetime = given.number(QStringLiteral("prompt-lifetime"), options.promptLifetime, 100, 600'000);
            const auto token = given.number(QStringLiteral("token-lifetime"), options.tokenLifetime / 1000, 1, 86'400);
            if (!port || !delay || !answer || !lifetime || !token) {
                *problem = QStringLiteral(
                    "Ports go from 0 to 65535, times from 0 to 600000 ms (prompt-lifetime from 100), token-lifetime from 1 to 86400 s.");
                return nullptr;
            }
            if (!QStringList{QString(), QStringLiteral("2"), QStringLiteral("4")}.contains(options.buyGoodsIdentifier)) {
                *problem = QStringLiteral("--buy-goods-type takes 2 or 4.");
                return nullptr;
            }
            options.port = static_cast<quint16>(*port);
            options.callbackDelay = *delay;
            options.automaticAnswer = *answer;
            options.promptLifetime = *lifetime;
            options.tokenLifetime = *token * 1000;
            options.consumerKey = given.value(QStringLiteral("consumer-key"));
            options.consumerSecret = given.value(QStringLiteral("consumer-secret"));
            options.shortCode = given.value(QStringLiteral("shortcode"));
            options.passkey = given.value(QStringLiteral("passkey"));
            return std::make_unique<SimulateCommand>(clock, output, options);
        }};
}

} // namespace daraja
