// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/darajactl/listencommand.h"
#include "core/callbacks/callbackpaths.h"
#include "core/callbacks/callbacksettings.h"
#include "core/callbacks/syntheticcallback.h"
#include "core/profiles/profilestore.h"
#include "core/profiles/windowsettings.h"

namespace daraja {

namespace {

/// `/stk=503,delay=2000`
QString addReply(ReceiverOptions &options, const QString &text)
{
    const QString path = text.section(u'=', 0, 0).trimmed();
    const ReplyRuleReading reading = readReplyRule(text.section(u'=', 1));
    const QString slashed = path.startsWith(u'/') ? path : u'/' + path;
    QString problem = reading.problem.isEmpty() ? problemWithRule(reading.rule, slashed) : reading.problem;
    if (problem.isEmpty()) {
        options.replies.insert(slashed, reading.rule);
    }
    return problem;
}

/// The outcomes of --send-test.
QString syntheticTable()
{
    QString table = QStringLiteral("Outcomes for --send-test; a bare code such as 1032 is that of an STK push.\n");
    for (const SyntheticOutcome &outcome : syntheticOutcomes()) {
        table +=
            QStringLiteral("  %1  %2\n").arg(QString(outcome.id), -24).arg(QCoreApplication::translate("SyntheticCallback", outcome.title));
    }
    return table;
}

/// As the window receives for that profile: its addresses, its rules, its forwarding.
void takeProfile(const ListenCommand::Words &words, ListenCommand::Options &options, QString *problem)
{
    const ProfileStore profiles(words.settings);
    const Profile profile = profiles.findByName(words.profile);
    if (profile.id.isEmpty()) {
        QStringList names;
        for (const Profile &known : profiles.profiles()) {
            names.append(known.name);
        }
        *problem = QStringLiteral("There is no profile \"%1\". Profiles here: %2.").arg(words.profile, names.join(QStringLiteral(", ")));
        return;
    }
    const std::unique_ptr<QSettings> settings = openWindowSettingsOf(words.settings);
    const CallbackSettings chosen = readCallbackSettings(*settings);
    options.profile = profile.id;
    options.receiver = receiverOptions(chosen);
    options.receiver.port = callbackPort(*settings).value_or(usualCallbackPort);
    options.receiver.addresses = {{profile.id, callbackSegment(*settings, profile.id)}};
    options.receiver.publicUrl = profile.callbackBaseUrl;
    options.forward = chosen.forwards ? chosen.forwardTarget : QString();
}

} // namespace

ListenCommand::Options ListenCommand::read(const Words &words, QString *problem)
{
    Options options;
    if (!words.profile.isEmpty() && !words.secret.isEmpty()) {
        *problem = QStringLiteral("--profile has its own secret part of the addresses: leave --path-secret out.");
    } else if (!words.profile.isEmpty()) {
        takeProfile(words, options, problem);
    }
    if (!problem->isEmpty()) {
        return options;
    }
    // What is said here comes before what the profile has.
    options.forward = words.forward.trimmed().isEmpty() ? options.forward : words.forward.trimmed();
    options.test = words.test;
    options.testHost = words.testHost;
    options.historyFile = words.historyFile;
    ReceiverOptions &receiver = options.receiver;
    receiver.port = words.port ? static_cast<quint16>(*words.port) : receiver.port;
    if (!words.secret.isEmpty()) {
        receiver.addresses = {{{}, words.secret}};
    }
    if (!words.publicUrl.isEmpty()) {
        receiver.publicUrl = QUrl(words.publicUrl);
    }
    receiver.refuseUnknownSenders = receiver.refuseUnknownSenders || words.rejectUnknownSenders;
    receiver.trustedProxies += words.trustedProxies;
    for (const QString &reply : words.replies) {
        if (problem->isEmpty()) {
            *problem = addReply(receiver, reply);
        }
    }
    if (!words.bind.isEmpty()) {
        receiver.publicListener = PublicListener{QHostAddress(words.bind), receiver.port, words.certificate, words.key};
        receiver.port = 0;
    } else if (!words.certificate.isEmpty() || !words.key.isEmpty()) {
        *problem = QStringLiteral("--certificate and --key go with --bind ADDRESS: on this computer callbacks come in plain text.");
    }
    if (problem->isEmpty()) {
        *problem = problemWithOptions(receiver);
    }
    if (problem->isEmpty() && !options.forward.isEmpty()) {
        *problem = CallbackForwarder::problemWithTarget(options.forward);
    }
    if (problem->isEmpty() && !options.test.isEmpty() && options.forward.isEmpty()) {
        *problem = QStringLiteral("--send-test sends to your server: say which with --forward URL.");
    }
    if (problem->isEmpty() && !options.test.isEmpty() && findSyntheticOutcome(options.test) == nullptr) {
        *problem = QStringLiteral("There is no outcome \"%1\". darajactl listen --help lists them.").arg(options.test);
    }
    return options;
}

Invocation listenInvocation()
{
    auto arguments = std::make_unique<Arguments>(
        QStringLiteral("Takes Daraja's callbacks until Ctrl+C, prints and stores them, and sends them on to your server if you say where.\n"
                       "With --json: one object with the addresses first, then a line for each callback and each delivery.\n\n"
                       "  darajactl listen --port 7061 --forward http://localhost:8000/daraja/{path}\n"
                       "  darajactl listen --profile \"Duka la Mama\"\n"
                       "  darajactl listen --port 7061 --path-secret 3f0c9a7be2d14586 --public-url https://desk.example.com\n"
                       "  darajactl listen --bind 0.0.0.0 --port 8443 --certificate fullchain.pem --key privkey.pem\n"
                       "  darajactl listen --reply validation=C2B00012 --reply stk=503,delay=2000\n"
                       "  darajactl listen --forward http://localhost:8000/hook --send-test 1032\n\n") +
        syntheticTable());
    arguments->option(
        QStringLiteral("profile"),
        QStringLiteral("As the window receives for this profile: the same addresses, port, rules and forwarding. Other options "
                       "come before it."),
        QStringLiteral("NAME"));
    arguments->option(QStringLiteral("settings"), QStringLiteral("Read profiles from this file."), QStringLiteral("FILE"));
    arguments->option(QStringLiteral("port"), QStringLiteral("Listen there; the profile's or a free port without it."),
                      QStringLiteral("N"));
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
                const ListenCommand::Words words{.profile = given.value(QStringLiteral("profile")),
                                                 .settings = given.value(QStringLiteral("settings")),
                                                 .port = given.has(QStringLiteral("port")) ? port : std::nullopt,
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

} // namespace daraja
