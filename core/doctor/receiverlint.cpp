// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// L8: paybill, till, store and head office (doctor 4). Numbers alone do not say what they are, so most of it is a question.

#include "core/doctor/valuelint.h"
#include "core/doctor/valueslip.h"
#include "core/profiles/pastedvalue.h"
#include "core/profiles/sandboxvalues.h"

#include <QCoreApplication>

namespace daraja {

namespace {

using Status = Finding::Status;

QString receiverText(const char *text)
{
    return QCoreApplication::translate("DoctorValues", text);
}

ValueSlip receiverSlip(Status status, const QString &member, const QString &title, const QString &means, const QStringList &steps)
{
    ValueSlip slip;
    slip.status = status;
    slip.member = member;
    slip.title = title;
    slip.means = means;
    slip.steps = steps;
    return slip;
}

/// What a push would carry: the request's values, else the profile's.
struct PushParties
{
    bool till = false;
    QString shortCode;
    QString receiver;
};

PushParties partiesOf(const Profile &profile, const Values &request)
{
    PushParties parties;
    const QString type = request.value(QStringLiteral("TransactionType"));
    parties.till = type.isEmpty() ? profile.receiver == ReceiverKind::Till : type == u"CustomerBuyGoodsOnline";
    parties.shortCode = cleanedToken(request.value(QStringLiteral("BusinessShortCode"), profile.shortCode));
    const QString receiver = request.value(QStringLiteral("PartyB"));
    const bool isPush = !type.isEmpty() && !receiver.isEmpty(); // PartyB of other operations is another matter
    parties.receiver = cleanedToken(isPush ? receiver : parties.till ? profile.till : parties.shortCode);
    return parties;
}

} // namespace

Finding lintReceiver(const Profile &profile, const Values &request)
{
    const PushParties parties = partiesOf(profile, request);
    QList<ValueSlip> slips;
    if (parties.shortCode.isEmpty()) {
        Finding finding;
        finding.status = Status::NotNeeded;
        finding.title = receiverText(QT_TRANSLATE_NOOP("DoctorValues", "There is no short code"));
        finding.summary = finding.title;
        finding.means = finding.title;
        return finding;
    }
    const QString expect =
        receiverText(QT_TRANSLATE_NOOP("DoctorValues", "If it is wrong, payments end with SFC_IC0003, The operator does not exist."));
    const QString till = cleanedToken(profile.till);
    if (parties.till && parties.shortCode == parties.receiver) {
        slips.append(receiverSlip(
            Status::Careful, QStringLiteral("shortCode"),
            receiverText(QT_TRANSLATE_NOOP("DoctorValues", "Did you go live with a store or head office number?")),
            receiverText(
                QT_TRANSLATE_NOOP("DoctorValues", "Short code and till are both %1. Some tills really have one number, most have two."))
                    .arg(parties.shortCode) +
                u' ' + expect,
            {receiverText(QT_TRANSLATE_NOOP("DoctorValues",
                                            "If you have a store or head office number, it belongs in the short code (BusinessShortCode)")),
             receiverText(QT_TRANSLATE_NOOP("DoctorValues", "The till number stays the till (PartyB)"))}));
    }
    if (parties.till && profile.environment == Environment::Sandbox && parties.shortCode == sandboxShortCode()) {
        slips.append(
            receiverSlip(Status::Careful, QStringLiteral("receiver"),
                         receiverText(QT_TRANSLATE_NOOP("DoctorValues", "The sandbox's number takes paybill requests only")),
                         receiverText(QT_TRANSLATE_NOOP("DoctorValues", "Buy goods on 174379 is answered with Invalid TransactionType.")),
                         {receiverText(QT_TRANSLATE_NOOP("DoctorValues", "Choose Paybill while you test in the sandbox"))}));
    }
    if (!parties.till && parties.shortCode != parties.receiver) {
        slips.append(
            receiverSlip(Status::Careful, QStringLiteral("PartyB"),
                         receiverText(QT_TRANSLATE_NOOP("DoctorValues", "A paybill with two numbers: %1 and %2"))
                             .arg(parties.shortCode, parties.receiver),
                         receiverText(QT_TRANSLATE_NOOP("DoctorValues", "A paybill receives on its own short code.")) + u' ' + expect,
                         {receiverText(QT_TRANSLATE_NOOP(
                             "DoctorValues", "For a paybill give the same number twice; for a till choose CustomerBuyGoodsOnline"))}));
    }
    // On a till profile the till is known to be one.
    const bool knownTill = profile.receiver == ReceiverKind::Till && !till.isEmpty() && till != cleanedToken(profile.shortCode);
    if (!parties.till && knownTill && (parties.shortCode == till || parties.receiver == till)) {
        slips.append(receiverSlip(
            Status::Bad, QStringLiteral("TransactionType"),
            receiverText(QT_TRANSLATE_NOOP("DoctorValues", "%1 is a till, but the request is for a paybill")).arg(till),
            receiverText(QT_TRANSLATE_NOOP("DoctorValues", "The payment would end with SFC_IC0003, The operator does not exist.")),
            {receiverText(QT_TRANSLATE_NOOP("DoctorValues", "Send CustomerBuyGoodsOnline in TransactionType"))}));
    }
    if (!parties.till && !knownTill && profile.receiver == ReceiverKind::Paybill && !till.isEmpty() && till == parties.shortCode) {
        slips.append(
            receiverSlip(Status::Careful, QStringLiteral("receiver"),
                         receiverText(QT_TRANSLATE_NOOP("DoctorValues", "Is %1 a till? It is also entered as the till number")).arg(till),
                         expect, {receiverText(QT_TRANSLATE_NOOP("DoctorValues", "Choose Till if customers buy goods with this number"))}));
    }
    return findingOf(slips,
                     parties.till ? receiverText(QT_TRANSLATE_NOOP("DoctorValues", "Till and short code go together"))
                                  : receiverText(QT_TRANSLATE_NOOP("DoctorValues", "The paybill's number is used throughout")),
                     parties.till
                         ? receiverText(QT_TRANSLATE_NOOP("DoctorValues", "till %1 under %2")).arg(parties.receiver, parties.shortCode)
                         : receiverText(QT_TRANSLATE_NOOP("DoctorValues", "paybill %1")).arg(parties.shortCode));
}

} // namespace daraja
