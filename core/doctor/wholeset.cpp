// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// G1 in words (doctor 4).

#include "core/doctor/wholeset.h"
#include "core/doctor/valueslip.h"

#include <QCoreApplication>

#include <algorithm>

namespace daraja {

namespace {

using From = ValueOrigin::Place;
using Status = Finding::Status;

QString wholeText(const char *text)
{
    return QCoreApplication::translate("DoctorWholeSet", text);
}

QString placeWords(From place)
{
    switch (place) {
    case From::Sandbox:
        return wholeText(QT_TRANSLATE_NOOP("DoctorWholeSet", "from the sandbox"));
    case From::Live:
        return wholeText(QT_TRANSLATE_NOOP("DoctorWholeSet", "live"));
    case From::Here:
        return wholeText(QT_TRANSLATE_NOOP("DoctorWholeSet", "accepted here"));
    case From::Unknown:
        break;
    }
    return wholeText(QT_TRANSLATE_NOOP("DoctorWholeSet", "not known"));
}

QString originWords(const QString &member)
{
    if (member == u"consumerKey") {
        return wholeText(QT_TRANSLATE_NOOP("DoctorWholeSet", "key and secret"));
    }
    return member == u"initiatorName"     ? wholeText(QT_TRANSLATE_NOOP("DoctorWholeSet", "operator"))
           : member == u"certificateFile" ? wholeText(QT_TRANSLATE_NOOP("DoctorWholeSet", "certificate"))
                                          : memberWords(member);
}

bool isCertain(const ValueOrigin &origin)
{
    return origin.certain;
}

/// `the passkey is from the sandbox`, `the passkey and the operator are live`.
QString strangersSentence(const QList<ValueOrigin> &strangers, From place)
{
    QStringList names;
    for (const ValueOrigin &stranger : strangers) {
        names.append(wholeText(QT_TRANSLATE_NOOP("DoctorWholeSet", "the %1")).arg(originWords(stranger.member)));
    }
    const bool plural = names.size() > 1 || strangers.first().member == u"consumerKey";
    const QString last = names.takeLast();
    const QString all =
        names.isEmpty() ? last : wholeText(QT_TRANSLATE_NOOP("DoctorWholeSet", "%1 and %2")).arg(names.join(QStringLiteral(", ")), last);
    return (plural ? wholeText(QT_TRANSLATE_NOOP("DoctorWholeSet", "%1 are %2"))
                   : wholeText(QT_TRANSLATE_NOOP("DoctorWholeSet", "%1 is %2")))
        .arg(all, placeWords(place));
}

Finding mixtureFinding(const QList<ValueOrigin> &sandbox, const QList<ValueOrigin> &live, Environment environment)
{
    const bool atHomeInSandbox = environment == Environment::Sandbox;
    const bool sandboxLeads = sandbox.size() > live.size() || (sandbox.size() == live.size() && atHomeInSandbox);
    const QList<ValueOrigin> &many = sandboxLeads ? sandbox : live;
    const QList<ValueOrigin> &few = sandboxLeads ? live : sandbox;
    const From manyPlace = sandboxLeads ? From::Sandbox : From::Live;
    const From fewPlace = sandboxLeads ? From::Live : From::Sandbox;
    const bool sure = std::any_of(many.begin(), many.end(), isCertain) && std::any_of(few.begin(), few.end(), isCertain);

    Finding finding;
    finding.status = sure ? Status::Bad : Status::Careful;
    finding.title = (many.size() == 1 ? wholeText(QT_TRANSLATE_NOOP("DoctorWholeSet", "%1 of %2 values is %3, %4"))
                                      : wholeText(QT_TRANSLATE_NOOP("DoctorWholeSet", "%1 of %2 values are %3, %4")))
                        .arg(QString::number(many.size()), QString::number(many.size() + few.size()), placeWords(manyPlace),
                             strangersSentence(few, fewPlace));
    finding.summary = finding.title;
    finding.means = wholeText(
        QT_TRANSLATE_NOOP("DoctorWholeSet", "Values of sandbox and production do not work together: all of them must be from one."));
    for (const ValueOrigin &stranger : few) {
        finding.blames.append(stranger.member);
        finding.steps.append((manyPlace == From::Live
                                  ? wholeText(QT_TRANSLATE_NOOP("DoctorWholeSet", "Put the live %1 in the place of the test one"))
                                  : wholeText(QT_TRANSLATE_NOOP("DoctorWholeSet", "Put the sandbox's %1 in the place of the live one")))
                                 .arg(originWords(stranger.member)));
    }
    const bool wrongPlace = (manyPlace == From::Live && environment == Environment::Sandbox) ||
                            (manyPlace == From::Sandbox && environment == Environment::Production);
    if (wrongPlace) {
        finding.steps.append(wholeText(QT_TRANSLATE_NOOP("DoctorWholeSet", "Then set the profile's environment to theirs")));
    }
    finding.cure.action = Finding::Cure::Action::EditValue;
    finding.cure.member = few.first().member;
    finding.cure.label = wholeText(QT_TRANSLATE_NOOP("DoctorWholeSet", "Go to the %1")).arg(originWords(few.first().member));
    finding.sure = sure ? Finding::Sure::High : Finding::Sure::Medium;
    finding.because = sure ? wholeText(QT_TRANSLATE_NOOP("DoctorWholeSet", "of both sides at least one value is known for sure"))
                           : wholeText(QT_TRANSLATE_NOOP("DoctorWholeSet", "one side is a guess by the look of the values"));
    return finding;
}

/// All that is known is from one place, which is not the profile's.
Finding strangeSetFinding(const QList<ValueOrigin> &known, Environment environment)
{
    const bool sure = std::any_of(known.begin(), known.end(), isCertain);
    const bool live = known.first().place == From::Live;
    Finding finding;
    finding.status = sure ? Status::Bad : Status::Careful;
    finding.title = (live ? wholeText(QT_TRANSLATE_NOOP("DoctorWholeSet", "The values are live, the profile is set to %1"))
                          : wholeText(QT_TRANSLATE_NOOP("DoctorWholeSet", "The values are from the sandbox, the profile is set to %1")))
                        .arg(environmentName(environment));
    finding.summary = finding.title;
    finding.means = wholeText(QT_TRANSLATE_NOOP("DoctorWholeSet", "The values fit each other, only the environment does not fit them."));
    finding.steps = {
        wholeText(QT_TRANSLATE_NOOP("DoctorWholeSet", "Set the profile's environment to theirs, or enter the values of this one"))};
    finding.blames = {QStringLiteral("environment")};
    finding.sure = sure ? Finding::Sure::High : Finding::Sure::Medium;
    finding.because = sure ? wholeText(QT_TRANSLATE_NOOP("DoctorWholeSet", "at least one value is known for sure"))
                           : wholeText(QT_TRANSLATE_NOOP("DoctorWholeSet", "by the look of the values only"));
    if (sure) {
        const Environment wanted = live ? Environment::Production : Environment::Sandbox;
        finding.cure.action = Finding::Cure::Action::SwitchEnvironment;
        finding.cure.label = wholeText(QT_TRANSLATE_NOOP("DoctorWholeSet", "Switch to %1")).arg(environmentName(wanted));
        finding.cure.values.insert(QStringLiteral("environment"), environmentId(wanted));
    }
    return finding;
}

/// Nothing speaks against the set.
Finding fittingSetFinding(qsizetype known, qsizetype all, Environment environment)
{
    Finding finding;
    if (all == 0) {
        finding.status = Status::NotNeeded;
        finding.title = wholeText(QT_TRANSLATE_NOOP("DoctorWholeSet", "There are no values to compare"));
        finding.means = finding.title;
    } else if (known == 0) {
        const bool separate = environment == Environment::Simulator || environment == Environment::Custom;
        finding.status = separate ? Status::NotNeeded : Status::Unknown;
        finding.title = wholeText(QT_TRANSLATE_NOOP("DoctorWholeSet", "Nothing shows which environment the values are from"));
        finding.means = separate ? wholeText(QT_TRANSLATE_NOOP("DoctorWholeSet", "On this server any values may be right."))
                                 : wholeText(QT_TRANSLATE_NOOP("DoctorWholeSet", "Only answers of Daraja tell, and there were none."));
    } else {
        finding.status = Status::Good;
        finding.title = wholeText(QT_TRANSLATE_NOOP("DoctorWholeSet", "No value is from another environment"));
        finding.summary = wholeText(QT_TRANSLATE_NOOP("DoctorWholeSet", "%1 of %2 known, all of %3"))
                              .arg(QString::number(known), QString::number(all), environmentName(environment));
    }
    if (finding.summary.isEmpty()) {
        finding.summary = finding.title;
    }
    return finding;
}

} // namespace

Finding findingOnOrigins(const QList<ValueOrigin> &origins, Environment environment)
{
    QList<ValueOrigin> sandbox;
    QList<ValueOrigin> live;
    qsizetype here = 0;
    QList<QPair<QString, QString>> table;
    for (const ValueOrigin &origin : origins) {
        if (origin.place == From::Sandbox) {
            sandbox.append(origin);
        } else if (origin.place == From::Live) {
            live.append(origin);
        }
        here += origin.place == From::Here ? 1 : 0;
        const QString place = origin.certain || origin.place == From::Unknown
                                  ? placeWords(origin.place)
                                  : wholeText(QT_TRANSLATE_NOOP("DoctorWholeSet", "probably %1")).arg(placeWords(origin.place));
        table.append({originWords(origin.member), wholeText(QT_TRANSLATE_NOOP("DoctorWholeSet", "%1: %2")).arg(place, origin.evidence)});
    }
    const qsizetype known = sandbox.size() + live.size() + here;
    // What the simulator and a server of one's own accept is right there, whatever it looks like.
    const bool judged = environment == Environment::Sandbox || environment == Environment::Production;
    Finding finding;
    if (judged && !sandbox.isEmpty() && !live.isEmpty()) {
        finding = mixtureFinding(sandbox, live, environment);
    } else if (judged &&
               (environment == Environment::Sandbox ? sandbox.isEmpty() && !live.isEmpty() : live.isEmpty() && !sandbox.isEmpty())) {
        finding = strangeSetFinding(sandbox + live, environment);
    } else {
        finding = fittingSetFinding(known, origins.size(), environment);
    }
    finding.facts = table;
    return finding;
}

} // namespace daraja
