// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// L3: public test values where real money is (doctor 4).

#include "core/base/msisdn.h"
#include "core/doctor/valuelint.h"
#include "core/doctor/valueslip.h"
#include "core/profiles/pastedvalue.h"
#include "core/profiles/sandboxvalues.h"

#include <QCoreApplication>

namespace daraja {

namespace {

using Status = Finding::Status;

QString sandboxText(const char *text)
{
    return QCoreApplication::translate("DoctorValues", text);
}

ValueSlip sandboxSlip(Status status, const QString &member, const QString &title, const QString &means, const QString &step)
{
    ValueSlip slip;
    slip.status = status;
    slip.member = member;
    slip.title = title;
    slip.means = means;
    slip.steps = {step};
    return slip;
}

void lookAtShortCode(QList<ValueSlip> &slips, const QString &member, const QString &number)
{
    const SandboxMark mark = sandboxMarkOfShortCode(number);
    const QString step = sandboxText(QT_TRANSLATE_NOOP("DoctorValues", "Enter the number that you went live with"));
    if (mark == SandboxMark::Certain) {
        slips.append(sandboxSlip(
            Status::Bad, member, sandboxText(QT_TRANSLATE_NOOP("DoctorValues", "%1 is a test number of the sandbox")).arg(number),
            sandboxText(QT_TRANSLATE_NOOP("DoctorValues", "It is nobody's paybill or till, and production does not know it.")), step));
    } else if (mark == SandboxMark::Likely) {
        slips.append(sandboxSlip(Status::Careful, member,
                                 sandboxText(QT_TRANSLATE_NOOP("DoctorValues", "%1 looks like a test number of the sandbox")).arg(number),
                                 sandboxText(QT_TRANSLATE_NOOP("DoctorValues", "The sandbox gives out numbers that begin with 600.")),
                                 step));
    }
}

void lookAtOperator(QList<ValueSlip> &slips, const Profile &profile, const ProfileSecrets &secrets)
{
    if (const SandboxMark mark = sandboxMarkOfOperator(cleanedToken(profile.initiatorName)); mark != SandboxMark::None) {
        slips.append(sandboxSlip(
            mark == SandboxMark::Certain ? Status::Bad : Status::Careful, QStringLiteral("initiatorName"),
            sandboxText(QT_TRANSLATE_NOOP("DoctorValues", "%1 is the sandbox's operator")).arg(cleanedToken(profile.initiatorName)),
            sandboxText(QT_TRANSLATE_NOOP("DoctorValues", "A live short code has API operators of its own.")),
            sandboxText(QT_TRANSLATE_NOOP("DoctorValues", "Copy the user name of your API operator from the organisation portal"))));
    }
    if (const SandboxMark mark = sandboxMarkOfOperatorPassword(secrets.initiatorPassword); mark != SandboxMark::None) {
        slips.append(
            sandboxSlip(mark == SandboxMark::Certain ? Status::Bad : Status::Careful, QStringLiteral("initiatorPassword"),
                        sandboxText(QT_TRANSLATE_NOOP("DoctorValues", "The operator password is the sandbox's, known to everybody")),
                        sandboxText(QT_TRANSLATE_NOOP("DoctorValues", "Wrong passwords lock the operator after a few attempts.")),
                        sandboxText(QT_TRANSLATE_NOOP("DoctorValues", "Enter the password of your own API operator"))));
    }
}

} // namespace

Finding lintSandboxValues(const Profile &profile, const ProfileSecrets &secrets, const Values &request)
{
    if (profile.environment != Environment::Production) {
        return findingOf({}, sandboxText(QT_TRANSLATE_NOOP("DoctorValues", "Test values do no harm here")),
                         sandboxText(QT_TRANSLATE_NOOP("DoctorValues", "this profile is not on production")));
    }
    QList<ValueSlip> slips;
    const QString passkey = cleanedToken(secrets.passkey);
    if (passkey.compare(sandboxPasskey(), Qt::CaseInsensitive) == 0 || extractedPasskey(profile, secrets) == sandboxPasskey()) {
        slips.append(
            sandboxSlip(Status::Bad, QStringLiteral("passkey"),
                        sandboxText(QT_TRANSLATE_NOOP("DoctorValues", "This is Safaricom's public test passkey")),
                        sandboxText(QT_TRANSLATE_NOOP("DoctorValues", "On a live number prompts may be accepted and never reach a phone.")),
                        sandboxText(QT_TRANSLATE_NOOP("DoctorValues",
                                                      "Copy the passkey from the live app's card, or from the e-mail about going live"))));
    }
    lookAtShortCode(slips, QStringLiteral("shortCode"), cleanedToken(profile.shortCode));
    if (profile.receiver == ReceiverKind::Till) {
        lookAtShortCode(slips, QStringLiteral("till"), cleanedToken(profile.till));
    }
    lookAtOperator(slips, profile, secrets);
    for (const char *name : {"BusinessShortCode", "ShortCode", "PartyA", "PartyB"}) {
        const QString member = QString::fromLatin1(name);
        const QString number = request.value(member);
        if (number != profile.shortCode && number != profile.till) {
            lookAtShortCode(slips, member, number);
        }
    }
    const QString step = sandboxText(QT_TRANSLATE_NOOP("DoctorValues", "Use a number whose phone is in your hand"));
    const QString means = sandboxText(QT_TRANSLATE_NOOP("DoctorValues", "It exists in the sandbox only; a prompt to it reaches nobody."));
    for (const char *name : {"PhoneNumber", "PartyA", "PartyB", "Msisdn"}) {
        const QString member = QString::fromLatin1(name);
        if (normalizeMsisdn(request.value(member)) == sandboxPhone()) {
            slips.append(sandboxSlip(Status::Bad, member,
                                     sandboxText(QT_TRANSLATE_NOOP("DoctorValues", "The request goes to Safaricom's test phone")), means,
                                     step));
            break;
        }
    }
    if (normalizeMsisdn(profile.phoneNumber) == sandboxPhone()) {
        slips.append(sandboxSlip(Status::Note, QStringLiteral("phoneNumber"),
                                 sandboxText(QT_TRANSLATE_NOOP("DoctorValues", "The profile's phone number is Safaricom's test phone")),
                                 means, step));
    }
    return findingOf(slips, sandboxText(QT_TRANSLATE_NOOP("DoctorValues", "None of Safaricom's public test values is used")),
                     sandboxText(QT_TRANSLATE_NOOP("DoctorValues", "short code, passkey, operator and phone looked at")));
}

} // namespace daraja
