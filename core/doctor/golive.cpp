// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// G2: the way from the sandbox to real payments (doctor 4, daraja-api 25).

#include "core/catalogue/operationspec.h"
#include "core/doctor/wholeset.h"

#include <QCoreApplication>

#include <algorithm>

namespace daraja {

namespace {

using Grant = ExaminationFacts::Grant;
using Status = Finding::Status;

QString goLiveText(const char *text)
{
    return QCoreApplication::translate("DoctorWholeSet", text);
}

QString grantWords(Grant grant)
{
    switch (grant) {
    case Grant::Granted:
        return goLiveText(QT_TRANSLATE_NOOP("DoctorWholeSet", "granted"));
    case Grant::NotGranted:
        return goLiveText(QT_TRANSLATE_NOOP("DoctorWholeSet", "not granted"));
    case Grant::WrongVersion:
        return goLiveText(QT_TRANSLATE_NOOP("DoctorWholeSet", "granted in another version"));
    case Grant::NoSuchPath:
        return goLiveText(QT_TRANSLATE_NOOP("DoctorWholeSet", "not offered"));
    case Grant::Unknown:
    case Grant::NotAsked:
        break;
    }
    return goLiveText(QT_TRANSLATE_NOOP("DoctorWholeSet", "not known"));
}

/// One row for each operation that either environment was asked about.
struct ProductGap
{
    QString operation;
    Grant sandbox = Grant::NotAsked;
    Grant live = Grant::NotAsked;

    [[nodiscard]] bool isMissingLive() const
    {
        return sandbox == Grant::Granted && (live == Grant::NotGranted || live == Grant::WrongVersion);
    }
};

QList<ProductGap> productGaps(Examination &examination)
{
    const bool live = examination.context().profile.environment == Environment::Production;
    const ExaminationFacts &facts = examination.facts();
    const QHash<QString, Grant> &inSandbox = live ? facts.otherProducts : facts.products;
    const QHash<QString, Grant> &onProduction = live ? facts.products : facts.otherProducts;
    QList<ProductGap> gaps;
    for (const OperationSpec *operation : operations()) {
        const QString id = QString::fromLatin1(operation->id);
        if (!operation->sandboxOnly && (inSandbox.contains(id) || onProduction.contains(id))) {
            gaps.append({id, inSandbox.value(id, Grant::NotAsked), onProduction.value(id, Grant::NotAsked)});
        }
    }
    return gaps;
}

/// What no program can do for them.
QStringList peopleSteps(const QList<ValueOrigin> &origins)
{
    QStringList steps{
        goLiveText(QT_TRANSLATE_NOOP("DoctorWholeSet",
                                     "Portal, Go Live: short code, organisation name without symbols, user name of the Business "
                                     "Administrator or Manager; the code comes to the administrator's line. Allow a working day")),
        goLiveText(QT_TRANSLATE_NOOP("DoctorWholeSet",
                                     "Make a production profile: the live app has a new key and secret, and the passkey comes by "
                                     "e-mail or stands on its card")),
    };
    const auto has = [&origins](QStringView member) {
        return std::any_of(origins.begin(), origins.end(), [member](const ValueOrigin &origin) { return origin.member == member; });
    };
    if (has(u"initiatorName")) {
        steps.append(goLiveText(QT_TRANSLATE_NOOP("DoctorWholeSet",
                                                  "Organisation portal: have an API operator made, active, with a role for each of "
                                                  "payout, balance, status and reversal that you use")));
        steps.append(goLiveText(QT_TRANSLATE_NOOP("DoctorWholeSet", "Download the production certificate for the operator's password")));
    }
    steps.append(
        goLiveText(QT_TRANSLATE_NOOP("DoctorWholeSet", "Serve callbacks by https with a public certificate, without a login, and let "
                                                       "Safaricom's addresses in")));
    steps.append(
        goLiveText(QT_TRANSLATE_NOOP("DoctorWholeSet", "Register the addresses for payments of customers once; later changes are made in "
                                                       "the portal, Self Service, URL Management")));
    return steps;
}

} // namespace

Finding findingOnGoLive(Examination &examination)
{
    const Environment environment = examination.context().profile.environment;
    Finding finding;
    if (environment != Environment::Sandbox && environment != Environment::Production) {
        finding.status = Status::NotNeeded;
        finding.title = goLiveText(QT_TRANSLATE_NOOP("DoctorWholeSet", "Going live starts from the sandbox"));
        finding.summary = finding.title;
        finding.means =
            goLiveText(QT_TRANSLATE_NOOP("DoctorWholeSet", "This profile is neither on Safaricom's sandbox nor on production."));
        return finding;
    }
    QStringList missing;
    bool bothAsked = false;
    for (const ProductGap &gap : productGaps(examination)) {
        const OperationSpec *operation = findOperation(gap.operation);
        const QString title = catalogueText(operation->title);
        finding.facts.append({title, goLiveText(QT_TRANSLATE_NOOP("DoctorWholeSet", "sandbox %1, production %2"))
                                         .arg(grantWords(gap.sandbox), grantWords(gap.live))});
        bothAsked = bothAsked || (gap.sandbox != Grant::NotAsked && gap.live != Grant::NotAsked);
        if (gap.isMissingLive()) {
            missing.append(title);
        }
    }
    const QList<ValueOrigin> origins = valueOrigins(examination);
    if (!missing.isEmpty()) {
        finding.status = Status::Careful;
        finding.title = goLiveText(QT_TRANSLATE_NOOP("DoctorWholeSet", "Works in the sandbox, not granted live: %1"))
                            .arg(missing.join(QStringLiteral(", ")));
        finding.means = goLiveText(
            QT_TRANSLATE_NOOP("DoctorWholeSet", "The live app has products of its own; those of the test app do not come with it."));
        finding.steps = {
            goLiveText(QT_TRANSLATE_NOOP("DoctorWholeSet", "My Apps, your live app, Update App: tick them, then get a new token")),
            goLiveText(QT_TRANSLATE_NOOP("DoctorWholeSet",
                                         "Where the portal does not offer a product, write to apisupport@safaricom.co.ke; "
                                         "the support pack has the mail"))};
    } else if (environment == Environment::Sandbox) {
        finding.status = Status::Note;
        finding.title = goLiveText(QT_TRANSLATE_NOOP("DoctorWholeSet", "What is left to do before going live"));
        finding.means =
            goLiveText(QT_TRANSLATE_NOOP("DoctorWholeSet", "No value of the sandbox works on production: every one is replaced."));
        finding.steps = peopleSteps(origins);
        for (const ValueOrigin &origin : origins) {
            if (origin.place == ValueOrigin::Place::Sandbox) {
                finding.blames.append(origin.member);
            }
        }
    } else if (bothAsked) {
        finding.status = Status::Good;
        finding.title = goLiveText(QT_TRANSLATE_NOOP("DoctorWholeSet", "Everything that works in the sandbox is granted live"));
    } else {
        finding.status = Status::NotNeeded;
        finding.title = goLiveText(QT_TRANSLATE_NOOP("DoctorWholeSet", "This profile is live already"));
        finding.means =
            goLiveText(QT_TRANSLATE_NOOP("DoctorWholeSet", "What the sandbox's app may do is not known, so the two are not compared."));
    }
    finding.summary = finding.title;
    return finding;
}

} // namespace daraja
