// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/darajactl/doctorcommand.h"
#include "app/darajactl/terminal.h"
#include "core/doctor/supportpack.h"

#include <algorithm>

namespace daraja {

namespace {

const Symptom *symptomNamed(const QList<Symptom> &all, const QString &idOrWords)
{
    const auto found = std::find_if(all.cbegin(), all.cend(), [&idOrWords](const Symptom &symptom) {
        return symptom.id.compare(idOrWords, Qt::CaseInsensitive) == 0 || symptom.words.compare(idOrWords, Qt::CaseInsensitive) == 0;
    });
    return found == all.cend() ? nullptr : &*found;
}

/// What is wrong with the options, in words; fills in what can be read.
QString problemWith(const Arguments &given, DoctorCommand::Options &options)
{
    if (!given.positionals().isEmpty()) {
        return QStringLiteral("\"%1\" is no option. To begin at a symptom: --from SYMPTOM.").arg(given.positionals().first());
    }
    if (given.has(QStringLiteral("from"))) {
        const QList<Symptom> known = symptoms();
        const Symptom *symptom = symptomNamed(known, options.symptom);
        if (!symptom) {
            QStringList ids;
            std::transform(known.cbegin(), known.cend(), std::back_inserter(ids), [](const Symptom &each) { return each.id; });
            return QStringLiteral("There is no symptom \"%1\". Symptoms: %2.").arg(options.symptom, ids.join(QStringLiteral(", ")));
        }
        options.symptom = symptom->id;
    }
    if (given.has(QStringLiteral("only")) && options.only.isEmpty()) {
        return QStringLiteral("--only needs the ids of checks: darajactl doctor --list.");
    }
    if (!options.symptom.isEmpty() && !options.only.isEmpty()) {
        return QStringLiteral("--from and --only say two different things: give one of them.");
    }
    if (given.has(QStringLiteral("callback-url"))) {
        options.callbackUrl = QUrl(given.value(QStringLiteral("callback-url")), QUrl::StrictMode);
        if (!options.callbackUrl.isValid() || options.callbackUrl.host().isEmpty()) {
            return QStringLiteral("\"%1\" is no address.").arg(given.value(QStringLiteral("callback-url")));
        }
    } else if (options.consents.testFlag(Consent::PostCallback)) {
        return QStringLiteral("--post-callback needs --callback-url.");
    }
    return given.has(QStringLiteral("pack")) ? problemWithPackName(options.packFile) : QString();
}

} // namespace

Invocation doctorInvocation()
{
    auto arguments = std::make_unique<Arguments>(
        QStringLiteral(
            "Says what is wrong with these credentials, proves it, moves no money and rings no phone. A line for each check as it\n"
            "ends, the verdict at the end.\n\n"
            "  darajactl doctor\n"
            "  darajactl doctor --profile \"Real shop\" --fresh-token --pack report.html\n"
            "  darajactl doctor --from phone-never-rings\n"
            "  darajactl doctor --only L1,T1,S1,S2 --json\n"
            "  darajactl doctor --list\n\n"
            "Exit codes: 0 healthy, 1 fault found, 2 bad input, 6 could not tell. On production nothing that could disturb the\n"
            "shop is done without the option that allows it.\n\n") +
        credentialHelp());
    arguments->option(QStringLiteral("list"), QStringLiteral("Say which checks and symptoms there are, and end."));
    arguments->option(QStringLiteral("from"), QStringLiteral("Begin at what people see: an id of --list."), QStringLiteral("SYMPTOM"));
    arguments->option(QStringLiteral("only"), QStringLiteral("Only these checks and what they need: S1,S2."), QStringLiteral("LIST"));
    arguments->option(QStringLiteral("fresh-token"),
                      QStringLiteral("Production: a new token may be made. It may cancel the one that your server holds."));
    arguments->option(QStringLiteral("money-probes"),
                      QStringLiteral("Production: empty requests may go to the paths that move money, to see whether the app has them."));
    arguments->option(QStringLiteral("other-environment"),
                      QStringLiteral("Key and secret may be tried on the other one of sandbox and production."));
    arguments->option(QStringLiteral("callback-url"),
                      QStringLiteral("Where your own server takes callbacks: look whether it can be reached."), QStringLiteral("URL"));
    arguments->option(QStringLiteral("post-callback"), QStringLiteral("A failed payment, clearly named a test, may be posted there."));
    arguments->option(QStringLiteral("allow-list"), QStringLiteral("Compare this list of addresses with Safaricom's."),
                      QStringLiteral("FILE"));
    arguments->option(QStringLiteral("token-overlap"), QStringLiteral("Sandbox, with --only T4: two tokens may be made in a row."));
    arguments->option(QStringLiteral("real-prompt"),
                      QStringLiteral("Sandbox, with --only K4 or S4: KES 1 may be asked of Safaricom's test phone."));
    arguments->option(QStringLiteral("pack"), QStringLiteral("Write a report for support staff: .html or .json."), QStringLiteral("FILE"));
    arguments->credentials();
    arguments->history();
    return {std::move(arguments),
            [](const Arguments &given, const Clock &clock, const Output &output, QString *problem) -> std::unique_ptr<Command> {
                DoctorCommand::Options options;
                options.list = given.has(QStringLiteral("list"));
                options.symptom = given.value(QStringLiteral("from"));
                options.only = given.list(QStringLiteral("only"));
                options.allowListFile = given.value(QStringLiteral("allow-list"));
                options.packFile = given.value(QStringLiteral("pack"));
                options.tellProgress = isTerminal();
                for (const auto &[name, consent] :
                     {std::pair("fresh-token", Consent::FreshToken), std::pair("money-probes", Consent::MoneyProbes),
                      std::pair("other-environment", Consent::OtherEnvironment), std::pair("post-callback", Consent::PostCallback),
                      std::pair("token-overlap", Consent::TokenOverlap), std::pair("real-prompt", Consent::RealPrompt)}) {
                    options.consents.setFlag(consent, given.has(QLatin1StringView(name)));
                }
                *problem = problemWith(given, options);
                if (!problem->isEmpty()) {
                    return nullptr;
                }
                SessionOptions session = given.session();
                session.historyFile = given.historyFile();
                session.mayLackKeys = true;
                return std::make_unique<DoctorCommand>(clock, output, std::move(session), std::move(options));
            }};
}

} // namespace daraja
