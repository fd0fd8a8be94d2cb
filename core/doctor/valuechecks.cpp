// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// L1 to L9 (doctor 4): the offline lint as checks of a run. What they look at and say is in valuelint.h.

#include "core/doctor/registry.h"
#include "core/doctor/valuelint.h"

#include <QCoreApplication>

namespace daraja {

namespace {

/// A check that asks nobody.
template <Finding (*look)(Examination &examination)> class ValueCheck final : public Check
{
public:
    using Check::Check;

protected:
    void start() override
    {
        Finding finding = look(examination());
        const bool accuses = finding.status == Finding::Status::Bad || finding.status == Finding::Status::Careful;
        if (accuses && finding.because.isEmpty()) {
            finding.because = QCoreApplication::translate("DoctorValues", "it can be seen in the value itself");
        }
        finish(finding);
    }
};

Finding lookAtCharacters(Examination &examination)
{
    return lintCharacters(examination.context().profile, examination.context().secrets);
}

Finding lookAtBoxes(Examination &examination)
{
    const RequestContext &context = examination.context();
    examination.facts().extractedPasskey = extractedPasskey(context.profile, context.secrets);
    if (!examination.facts().extractedPasskey.isEmpty()) {
        examination.addSecret(examination.facts().extractedPasskey);
    }
    return lintBoxes(context.profile, context.secrets);
}

Finding lookAtSandboxValues(Examination &examination)
{
    return lintSandboxValues(examination.context().profile, examination.context().secrets, examination.patient().requestValues);
}

Finding lookAtCredential(Examination &examination)
{
    return lintCredential(examination.context().profile, examination.context().secrets, examination.context().certificate);
}

Finding lookAtCertificate(Examination &examination)
{
    return lintCertificate(examination.context().profile, examination.context().secrets, examination.context().certificate,
                           examination.clock().now());
}

Finding lookAtOperatorPassword(Examination &examination)
{
    return lintOperatorPassword(examination.context().profile, examination.context().secrets);
}

Finding lookAtRequest(Examination &examination)
{
    return lintRequest(examination.context(), examination.patient().requestValues);
}

Finding lookAtReceiver(Examination &examination)
{
    return lintReceiver(examination.context().profile, examination.patient().requestValues);
}

Finding lookAtCallback(Examination &examination)
{
    return lintCallback(examination.context().profile, examination.patient().callbackUrl, examination.patient().requestValues);
}

template <Finding (*look)(Examination &)> CheckRow valueRow(const char *id, const char *title, const char *what)
{
    CheckSpec spec;
    spec.id = QString::fromLatin1(id);
    spec.title = QCoreApplication::translate("DoctorValues", title);
    spec.what = QCoreApplication::translate("DoctorValues", what);
    spec.branch = Branch::ProfileValues;
    return {spec, &makeCheck<ValueCheck<look>>};
}

} // namespace

QList<CheckRow> valueChecks()
{
    return {
        valueRow<lookAtCharacters>("L1", QT_TRANSLATE_NOOP("DoctorValues", "Hidden characters"),
                                   QT_TRANSLATE_NOOP("DoctorValues",
                                                     "Looks for what copying leaves in values: spaces, line breaks, quotes, the "
                                                     "portal's dots, whole headers. Asks nobody.")),
        valueRow<lookAtBoxes>("L2", QT_TRANSLATE_NOOP("DoctorValues", "Values in their boxes"),
                              QT_TRANSLATE_NOOP("DoctorValues",
                                                "Looks for values that are missing, in each other's boxes or of an impossible "
                                                "shape. Asks nobody.")),
        valueRow<lookAtSandboxValues>(
            "L3", QT_TRANSLATE_NOOP("DoctorValues", "Test values on production"),
            QT_TRANSLATE_NOOP("DoctorValues", "Looks for Safaricom's public test values in a production profile. Asks nobody.")),
        valueRow<lookAtCredential>("L4", QT_TRANSLATE_NOOP("DoctorValues", "Security credential"),
                                   QT_TRANSLATE_NOOP("DoctorValues",
                                                     "Looks at the shape of the encrypted operator password. Whether the password in it "
                                                     "is right cannot be seen. Asks nobody.")),
        valueRow<lookAtCertificate>(
            "L5", QT_TRANSLATE_NOOP("DoctorValues", "Certificate file"),
            QT_TRANSLATE_NOOP("DoctorValues", "Reads the certificate and compares it with those that are known. Asks nobody.")),
        valueRow<lookAtOperatorPassword>(
            "L6", QT_TRANSLATE_NOOP("DoctorValues", "Operator password"),
            QT_TRANSLATE_NOOP("DoctorValues", "Looks for characters that Safaricom advises against on production. Asks nobody.")),
        valueRow<lookAtRequest>(
            "L7", QT_TRANSLATE_NOOP("DoctorValues", "Request values"),
            QT_TRANSLATE_NOOP("DoctorValues",
                              "Looks at phone number, amount, reference and times of the request in question. Asks nobody.")),
        valueRow<lookAtReceiver>(
            "L8", QT_TRANSLATE_NOOP("DoctorValues", "Paybill or till"),
            QT_TRANSLATE_NOOP("DoctorValues", "Looks whether short code, till and transaction type can go together. Asks nobody.")),
        valueRow<lookAtCallback>(
            "L9", QT_TRANSLATE_NOOP("DoctorValues", "Callback address"),
            QT_TRANSLATE_NOOP("DoctorValues", "Looks at the addresses for callbacks: https, public, no refused words. Asks nobody.")),
    };
}

} // namespace daraja
