// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/darajactl/callcommand.h"
#include "app/darajactl/explaincommand.h"
#include "app/darajactl/historycommand.h"
#include "app/darajactl/listencommand.h"
#include "app/darajactl/operationscommand.h"
#include "app/darajactl/signals.h"
#include "app/darajactl/simulatecommand.h"
#include "app/darajactl/terminal.h"
#include "app/darajactl/tokencommand.h"
#include "app/darajactl/tourcommand.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTimer>

#include <cstdio>

using namespace daraja;

namespace {

const QString exitCodes = QStringLiteral(
    "Exit codes: 0 done, 1 refused by Daraja or the customer, 2 bad input, 3 network (not sent), 4 credentials, 5 outcome unknown.");

const QString credentialHelp = QStringLiteral(
    "Credentials come from --profile NAME, or from MPESA_CONSUMER_KEY, MPESA_CONSUMER_SECRET, MPESA_SHORTCODE, MPESA_PASSKEY,\n"
    "MPESA_INITIATOR_NAME, MPESA_INITIATOR_PASSWORD or MPESA_SECURITY_CREDENTIAL, MPESA_CERTIFICATE_FILE, MPESA_PHONE_NUMBER,\n"
    "MPESA_TILL, MPESA_CALLBACK_URL, MPESA_ENVIRONMENT (sandbox, production), MPESA_BASE_URL (any other server).\n"
    "Without any of them a simulator is started inside the command.");

QString overview()
{
    return QStringLiteral("darajactl: Daraja Desk on the command line.\n\n"
                          "  darajactl simulate              Daraja on this machine, for your own code\n"
                          "  darajactl token                 a token and how long it lives\n"
                          "  darajactl call OPERATION …      one call: darajactl call stk_push Amount=1 PhoneNumber=0712345678 --wait 60\n"
                          "  darajactl operations            what can be called\n"
                          "  darajactl listen                receives callbacks, prints them, forwards them to your server\n"
                          "  darajactl history               what was sent and received: search, export, import, forget a customer\n"
                          "  darajactl explain CODE-OR-TEXT  what an error means and what to do\n"
                          "  darajactl tour                  everything once, checked, on a simulator of its own\n\n"
                          "Each command has --help and --json. ") +
           exitCodes + QLatin1Char('\n');
}

/// The parts that every command has, and what only some have.
class Arguments
{
public:
    explicit Arguments(const QString &description)
    {
        m_parser.setApplicationDescription(description);
        m_parser.setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsOptions);
        m_parser.addOption({QStringLiteral("json"), QStringLiteral("Exactly one JSON object on standard output.")});
        m_parser.addOption({{QStringLiteral("h"), QStringLiteral("help")}, QStringLiteral("Shows this help.")});
    }

    void option(const QString &name, const QString &help, const QString &value = {}) { m_parser.addOption({name, help, value}); }
    void positional(const QString &name, const QString &help, const QString &syntax) { m_parser.addPositionalArgument(name, help, syntax); }
    void credentials()
    {
        option(QStringLiteral("profile"), QStringLiteral("Use a profile of Daraja Desk."), QStringLiteral("NAME"));
        option(QStringLiteral("settings"), QStringLiteral("Read profiles from this file."), QStringLiteral("FILE"));
    }

    [[nodiscard]] bool parse(const QStringList &arguments) { return m_parser.parse(arguments); }
    [[nodiscard]] QString problem() const { return m_parser.errorText(); }
    [[nodiscard]] QString helpText() const { return m_parser.helpText(); }
    [[nodiscard]] bool has(const QString &name) const { return m_parser.isSet(name); }
    [[nodiscard]] QString value(const QString &name) const { return m_parser.value(name); }
    [[nodiscard]] QStringList values(const QString &name) const { return m_parser.values(name); }
    [[nodiscard]] QStringList positionals() const { return m_parser.positionalArguments(); }

    /// A whole number within limits; `fallback` when the option is absent; nothing when it is unusable.
    [[nodiscard]] std::optional<int> number(const QString &name, int fallback, int minimum, int maximum) const
    {
        if (!has(name)) {
            return fallback;
        }
        bool ok = false;
        const int number = value(name).toInt(&ok);
        return ok && number >= minimum && number <= maximum ? std::optional(number) : std::nullopt;
    }

    /// Where a command that sends or receives writes its history: the file that was named, the user's own, or nowhere.
    void history()
    {
        option(QStringLiteral("history"), QStringLiteral("Store what happens in this file; Daraja Desk's own without it."),
               QStringLiteral("FILE"));
        option(QStringLiteral("no-history"), QStringLiteral("Store nothing."));
    }
    [[nodiscard]] QString historyFile() const
    {
        if (has(QStringLiteral("history"))) {
            return value(QStringLiteral("history"));
        }
        return has(QStringLiteral("no-history")) ? QString() : historyPath();
    }

    [[nodiscard]] SessionOptions session() const
    {
        return {.profile = value(QStringLiteral("profile")),
                .settingsFile = value(QStringLiteral("settings")),
                .askForSecrets = isTerminal(),
                .historyFile = {}};
    }

private:
    QCommandLineParser m_parser;
};

struct Invocation
{
    std::unique_ptr<Arguments> arguments;
    /// Makes the command, or says what is wrong with the arguments.
    std::function<std::unique_ptr<Command>(const Arguments &, const Clock &, const Output &, QString *problem)> make;
};

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
            options.apiProducts = given.value(QStringLiteral("products")).split(u',', Qt::SkipEmptyParts);
            options.missingRoles = given.value(QStringLiteral("missing-roles")).split(u',', Qt::SkipEmptyParts);
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

Invocation tokenInvocation()
{
    auto arguments =
        std::make_unique<Arguments>(QStringLiteral("Gets an access token and says how long it lives.\n\n  darajactl token --json\n  "
                                                   "MPESA_CONSUMER_KEY=… MPESA_CONSUMER_SECRET=… darajactl token\n\n") +
                                    credentialHelp);
    arguments->credentials();
    arguments->option(QStringLiteral("refresh"),
                      QStringLiteral("Ask for a new one (on production this may cancel the one that your server holds)."));
    arguments->option(QStringLiteral("reveal"), QStringLiteral("Print the token itself too."));
    return {std::move(arguments),
            [](const Arguments &given, const Clock &clock, const Output &output, QString *) -> std::unique_ptr<Command> {
                return std::make_unique<TokenCommand>(
                    clock, output, given.session(),
                    TokenCommand::Options{.refresh = given.has(QStringLiteral("refresh")), .reveal = given.has(QStringLiteral("reveal"))});
            }};
}

Invocation callInvocation()
{
    auto arguments = std::make_unique<Arguments>(
        QStringLiteral("Sends one call. Arguments are the wire names, in any case; what is missing comes from the profile.\n\n"
                       "  darajactl call stk_push Amount=1 PhoneNumber=0712345678 --wait 60\n"
                       "  darajactl call account_balance --wait 30 --json\n\n"
                       "In production, calls that ask for money or move it are sent only with --unlock and the profile's short code.\n\n") +
        credentialHelp);
    arguments->positional(QStringLiteral("operation"), QStringLiteral("See darajactl operations."), QStringLiteral("OPERATION"));
    arguments->positional(QStringLiteral("arguments"), QStringLiteral("Values of the request."), QStringLiteral("[Name=value…]"));
    arguments->credentials();
    arguments->option(QStringLiteral("wait"), QStringLiteral("Wait up to so many seconds for the result."), QStringLiteral("S"));
    arguments->option(QStringLiteral("unlock"), QStringLiteral("Production: yes, real money. Type the profile's short code."),
                      QStringLiteral("SHORTCODE"));
    arguments->option(QStringLiteral("again"), QStringLiteral("Production: send it although the same was sent a moment ago."));
    arguments->history();
    return {std::move(arguments),
            [](const Arguments &given, const Clock &clock, const Output &output, QString *problem) -> std::unique_ptr<Command> {
                const auto wait = given.number(QStringLiteral("wait"), 0, 0, 3600);
                const QStringList positionals = given.positionals();
                if (positionals.isEmpty()) {
                    *problem = QStringLiteral("Which operation? darajactl operations lists them.");
                } else if (!wait) {
                    *problem = QStringLiteral("--wait takes 0 to 3600 seconds.");
                } else {
                    SessionOptions session = given.session();
                    session.historyFile = given.historyFile();
                    return std::make_unique<CallCommand>(clock, output, session,
                                                         CallCommand::Options{.operation = positionals.first(),
                                                                              .arguments = positionals.mid(1),
                                                                              .wait = std::chrono::seconds(*wait),
                                                                              .unlock = given.value(QStringLiteral("unlock")),
                                                                              .again = given.has(QStringLiteral("again"))});
                }
                return nullptr;
            }};
}

Invocation operationsInvocation()
{
    auto arguments = std::make_unique<Arguments>(
        QStringLiteral("Lists the operations, or documents one.\n\n  darajactl operations\n  darajactl operations stk_push"));
    arguments->positional(QStringLiteral("operation"), QStringLiteral("Document this one."), QStringLiteral("[OPERATION]"));
    return {std::move(arguments), [](const Arguments &given, const Clock &, const Output &output, QString *) -> std::unique_ptr<Command> {
                return std::make_unique<OperationsCommand>(output, given.positionals().value(0));
            }};
}

Invocation explainInvocation()
{
    auto arguments = std::make_unique<Arguments>(QStringLiteral(
        "Explains a code, words of Safaricom's, an answer or callback in JSON, or a line of a log; - reads it from standard\n"
        "input. A code with several meanings gets all of them. Exit code 1: not in our list.\n\n"
        "  darajactl explain 1032\n"
        "  darajactl explain 2001 --product b2c_payment\n"
        "  darajactl explain \"Unable to lock subscriber\"\n"
        "  tail -1 mpesa.log | darajactl explain - --json"));
    arguments->positional(QStringLiteral("what"), QStringLiteral("Code or text, or - for standard input."), QStringLiteral("CODE-OR-TEXT"));
    arguments->option(QStringLiteral("product"), QStringLiteral("The operation it came from: see darajactl operations."),
                      QStringLiteral("OPERATION"));
    arguments->option(QStringLiteral("notes"), QStringLiteral("Read the notes of the team from this file."), QStringLiteral("FILE"));
    return {std::move(arguments),
            [](const Arguments &given, const Clock &clock, const Output &output, QString *problem) -> std::unique_ptr<Command> {
                const QString what = given.positionals().join(u' ');
                if (what.trimmed().isEmpty()) {
                    *problem = QStringLiteral("Explain what? Give a code, a text, or - for standard input.");
                    return nullptr;
                }
                return std::make_unique<ExplainCommand>(clock, output,
                                                        ExplainCommand::Options{.what = what,
                                                                                .product = given.value(QStringLiteral("product")),
                                                                                .notesFile = given.value(QStringLiteral("notes"))});
            }};
}

Invocation listenInvocation()
{
    auto arguments = std::make_unique<Arguments>(
        QStringLiteral("Takes Daraja's callbacks until Ctrl+C, prints and stores them, and sends them on to your server if you say where.\n"
                       "With --json: one object with the addresses first, then a line for each callback and each delivery.\n\n"
                       "  darajactl listen --port 7061 --forward http://localhost:8000/daraja/{path}\n"
                       "  darajactl listen --port 7061 --path-secret 3f0c9a7be2d14586 --public-url https://desk.example.com\n"
                       "  darajactl listen --bind 0.0.0.0 --port 8443 --certificate fullchain.pem --key privkey.pem\n"
                       "  darajactl listen --reply validation=C2B00012 --reply stk=503,delay=2000\n"
                       "  darajactl listen --forward http://localhost:8000/hook --send-test 1032\n\n") +
        syntheticTable());
    arguments->option(QStringLiteral("port"), QStringLiteral("Listen there; a free port without it."), QStringLiteral("N"));
    arguments->option(QStringLiteral("path-secret"),
                      QStringLiteral("Secret part of the addresses, so that they stay; a new one each time without it."),
                      QStringLiteral("SECRET"));
    arguments->option(QStringLiteral("forward"),
                      QStringLiteral("Send each callback on to your server as it came; {path} becomes stk, result and so on."),
                      QStringLiteral("URL"));
    arguments->option(QStringLiteral("public-url"), QStringLiteral("Where your tunnel or proxy makes this reachable."),
                      QStringLiteral("URL"));
    arguments->option(QStringLiteral("bind"), QStringLiteral("Also listen on this address of the network, with TLS."),
                      QStringLiteral("ADDRESS"));
    arguments->option(QStringLiteral("certificate"), QStringLiteral("With --bind: certificate and its chain, PEM."),
                      QStringLiteral("FILE"));
    arguments->option(QStringLiteral("key"), QStringLiteral("With --bind: private key of the certificate, PEM."), QStringLiteral("FILE"));
    arguments->option(QStringLiteral("reply"),
                      QStringLiteral("What is answered there: accept, C2B00011 to C2B00016 (validation) or a status; then ,delay=MS or "
                                     ",id=ThirdPartyTransID."),
                      QStringLiteral("PATH=ANSWER"));
    arguments->option(QStringLiteral("reject-unknown-senders"),
                      QStringLiteral("Answer 403 to addresses that are not Safaricom's; they are printed and stored all the same."));
    arguments->option(QStringLiteral("trust-proxy"), QStringLiteral("Believe X-Forwarded-For from your own proxy at this address."),
                      QStringLiteral("ADDRESS"));
    arguments->option(QStringLiteral("send-test"), QStringLiteral("Send a made-up callback to --forward, say what it answered, and end."),
                      QStringLiteral("OUTCOME"));
    arguments->option(QStringLiteral("test-host"), QStringLiteral("Type the host of --forward: needed for outcomes that say \"paid\"."),
                      QStringLiteral("HOST"));
    arguments->history();
    return {std::move(arguments),
            [](const Arguments &given, const Clock &clock, const Output &output, QString *problem) -> std::unique_ptr<Command> {
                const auto port = given.number(QStringLiteral("port"), 0, 0, 65535);
                if (!port) {
                    *problem = QStringLiteral("Ports go from 0 to 65535.");
                    return nullptr;
                }
                const ListenCommand::Words words{.port = *port,
                                                 .secret = given.value(QStringLiteral("path-secret")),
                                                 .bind = given.value(QStringLiteral("bind")),
                                                 .certificate = given.value(QStringLiteral("certificate")),
                                                 .key = given.value(QStringLiteral("key")),
                                                 .publicUrl = given.value(QStringLiteral("public-url")),
                                                 .replies = given.values(QStringLiteral("reply")),
                                                 .trustedProxies = given.values(QStringLiteral("trust-proxy")),
                                                 .rejectUnknownSenders = given.has(QStringLiteral("reject-unknown-senders")),
                                                 .forward = given.value(QStringLiteral("forward")),
                                                 .test = given.value(QStringLiteral("send-test")),
                                                 .testHost = given.value(QStringLiteral("test-host")),
                                                 .historyFile = given.historyFile()};
                const ListenCommand::Options options = ListenCommand::read(words, problem);
                return problem->isEmpty() ? std::make_unique<ListenCommand>(clock, output, options) : nullptr;
            }};
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
                                                  .operations = given.value(QStringLiteral("operation")).split(u',', Qt::SkipEmptyParts),
                                                  .outcomes = given.value(QStringLiteral("outcome")).split(u',', Qt::SkipEmptyParts),
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

Invocation tourInvocation()
{
    return {std::make_unique<Arguments>(QStringLiteral(
                "Token, STK push, query, balance and their faults, once each, on a simulator of its own.\n\n  darajactl tour --json")),
            [](const Arguments &, const Clock &clock, const Output &output, QString *) -> std::unique_ptr<Command> {
                return std::make_unique<TourCommand>(clock, output);
            }};
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
    const QHash<QString, Invocation (*)()> invocations{
        {QStringLiteral("simulate"), simulateInvocation}, {QStringLiteral("token"), tokenInvocation},
        {QStringLiteral("call"), callInvocation},         {QStringLiteral("operations"), operationsInvocation},
        {QStringLiteral("explain"), explainInvocation},   {QStringLiteral("listen"), listenInvocation},
        {QStringLiteral("history"), historyInvocation},   {QStringLiteral("tour"), tourInvocation}};
    if (!invocations.contains(name)) {
        return toInt(output.badInput(QStringLiteral("There is no command \"%1\". darajactl --help lists them.").arg(name)));
    }
    const Invocation invocation = invocations.value(name)();
    words.removeAt(1);
    if (!invocation.arguments->parse(words)) {
        return toInt(output.badInput(invocation.arguments->problem()));
    }
    if (invocation.arguments->has(QStringLiteral("help"))) {
        std::fputs(qUtf8Printable(invocation.arguments->helpText() + QLatin1Char('\n') + exitCodes + QLatin1Char('\n')), stdout);
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
