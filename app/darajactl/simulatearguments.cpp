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

/// Where sources disagree about the other products, or sandbox and production differ.
void addProductSwitches(Arguments &arguments)
{
    arguments.option(QStringLiteral("c2b-version"), QStringLiteral("The only version of C2B that the app has, 1 or 2; both without it."),
                     QStringLiteral("VERSION"));
    arguments.option(QStringLiteral("c2b-registers-once"), QStringLiteral("As in production: URLs are registered once."));
    arguments.option(QStringLiteral("c2b-refuses-express-code"),
                     QStringLiteral("As on the real sandbox: URLs cannot be registered for 174379."));
    arguments.option(QStringLiteral("c2b-long-code"), QStringLiteral("ResponseCode 00000000 in place of 0."));
    arguments.option(QStringLiteral("c2b-no-validation"), QStringLiteral("The ValidationURL is not asked, as where nobody activated it."));
    arguments.option(QStringLiteral("c2b-validation-timeout"), QStringLiteral("Milliseconds that the ValidationURL has; 8000 without it."),
                     QStringLiteral("MS"));
    arguments.option(QStringLiteral("c2b-msisdn"),
                     QStringLiteral("How reports write the phone number: plain, masked or hashed; by version without it."),
                     QStringLiteral("FORM"));
    arguments.option(QStringLiteral("bill-retry-delay"),
                     QStringLiteral("Milliseconds between attempts to report a payment of Bill Manager; 2000 without it."),
                     QStringLiteral("MS"));
    arguments.option(QStringLiteral("ratiba-capitals"), QStringLiteral("Standing orders are reported with ResponseData, Name and Value."));
    arguments.option(QStringLiteral("pull-spaced-status"), QStringLiteral("Pull answers with \"Response Status\"."));
}

ProductSwitches readProductSwitches(const Arguments &given, QString *problem)
{
    using Version = ProductSwitches::C2bVersion;
    using Form = ProductSwitches::MsisdnForm;
    ProductSwitches switches;
    const QHash<QString, Version> versions{{{}, Version::Both}, {QStringLiteral("1"), Version::V1}, {QStringLiteral("2"), Version::V2}};
    const QHash<QString, Form> forms{{{}, Form::ByVersion},
                                     {QStringLiteral("plain"), Form::Plain},
                                     {QStringLiteral("masked"), Form::Masked},
                                     {QStringLiteral("hashed"), Form::Hashed}};
    const QString version = given.value(QStringLiteral("c2b-version"));
    const QString form = given.value(QStringLiteral("c2b-msisdn"));
    const auto validation = given.number(QStringLiteral("c2b-validation-timeout"), switches.c2bValidationTimeout, 100, 60'000);
    const auto retry = given.number(QStringLiteral("bill-retry-delay"), switches.billRetryDelay, 0, 600'000);
    if (!versions.contains(version)) {
        *problem = QStringLiteral("--c2b-version takes 1 or 2.");
    } else if (!forms.contains(form)) {
        *problem = QStringLiteral("--c2b-msisdn takes plain, masked or hashed.");
    } else if (!validation || !retry) {
        *problem = QStringLiteral("--c2b-validation-timeout takes 100 to 60000 ms, --bill-retry-delay 0 to 600000 ms.");
    } else {
        switches.c2bValidationTimeout = *validation;
        switches.billRetryDelay = *retry;
    }
    switches.c2bVersion = versions.value(version);
    switches.c2bMsisdn = forms.value(form);
    switches.c2bRegistersOnce = given.has(QStringLiteral("c2b-registers-once"));
    switches.c2bRefusesExpressCode = given.has(QStringLiteral("c2b-refuses-express-code"));
    switches.c2bLongResponseCode = given.has(QStringLiteral("c2b-long-code"));
    switches.c2bValidates = !given.has(QStringLiteral("c2b-no-validation"));
    switches.ratibaCapitals = given.has(QStringLiteral("ratiba-capitals"));
    switches.pullSpacedStatus = given.has(QStringLiteral("pull-spaced-status"));
    return switches;
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
    addProductSwitches(*arguments);
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
            options.products = readProductSwitches(given, problem);
            if (!problem->isEmpty()) {
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
