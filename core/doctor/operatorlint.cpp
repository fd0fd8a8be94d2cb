// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// L4 to L6: what an operator is authenticated with (doctor 4).

#include "core/catalogue/credentialshape.h"
#include "core/doctor/valuelint.h"
#include "core/doctor/valueslip.h"
#include "core/profiles/hiddencharacters.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace daraja {

namespace {

using Status = Finding::Status;

constexpr int safaricomCertificateBits = 2048;

constexpr QStringView sandboxCertificate = u"E7:F7:01:24:03:07:A1:60:1E:8C:74:44:41:BC:BA:14:29:F7:C3:35";
constexpr QStringView productionCertificate = u"38:FB:D5:21:14:36:9A:D9:7C:08:D9:63:85:E5:EF:E3:4D:4C:CA:56";
/// Two libraries ship it as the sandbox's; it looks like an old certificate of the web server (daraja-api 3.3).
constexpr QStringView webServerCertificate = u"0C:19:3B:B0:B6:F4:6C:80:9F:CB:F7:E6:A0:AF:D0:6F:24:6C:AA:5D";

QString operatorText(const char *text)
{
    return QCoreApplication::translate("DoctorValues", text);
}

Finding nothingToLookAt(const QString &why)
{
    Finding finding;
    finding.status = Status::NotNeeded;
    finding.title = why;
    finding.summary = why;
    finding.means = why;
    return finding;
}

QString certificateDays(const CertificateFacts &facts)
{
    const QLocale english(QLocale::English);
    const QString format = QStringLiteral("d MMM yyyy");
    return operatorText(QT_TRANSLATE_NOOP("DoctorValues", "%1 to %2"))
        .arg(english.toString(facts.notBefore.date(), format), english.toString(facts.notAfter.date(), format));
}

ValueSlip credentialSlip(const QString &title, const QString &means, const QString &step)
{
    ValueSlip slip;
    slip.member = QStringLiteral("securityCredential");
    slip.title = title;
    slip.means = means;
    slip.steps = {step};
    return slip;
}

/// Nothing when the shape is right.
QList<ValueSlip> shapeSlips(const ProfileSecrets &secrets)
{
    const QString value = withoutHiddenCharacters(secrets.securityCredential);
    const QString again = operatorText(QT_TRANSLATE_NOOP("DoctorValues", "Copy it again, whole, from where it was made"));
    switch (credentialShape(value)) {
    case CredentialShape::Right:
        return {};
    case CredentialShape::Spaces: {
        ValueSlip slip =
            credentialSlip(operatorText(QT_TRANSLATE_NOOP("DoctorValues", "The security credential was damaged in a web form")),
                           operatorText(QT_TRANSLATE_NOOP("DoctorValues", "Spaces stand where + should be.")), again);
        const QString mended = QString(value).replace(u' ', u'+');
        if (credentialShape(mended) == CredentialShape::Right) {
            slip.values = {{slip.member, mended}};
            slip.button = operatorText(QT_TRANSLATE_NOOP("DoctorValues", "Put the + back"));
        }
        return {slip};
    }
    case CredentialShape::PlainText: {
        ValueSlip slip = credentialSlip(
            operatorText(QT_TRANSLATE_NOOP("DoctorValues", "The security credential looks like the plain password")),
            operatorText(QT_TRANSLATE_NOOP("DoctorValues", "Daraja wants the password encrypted: 344 characters of base64.")),
            operatorText(QT_TRANSLATE_NOOP("DoctorValues",
                                           "Move it to the operator password and choose the certificate file: it is encrypted here")));
        if (secrets.initiatorPassword.isEmpty() || secrets.initiatorPassword == secrets.securityCredential) {
            slip.values = {{slip.member, QString()}, {QStringLiteral("initiatorPassword"), secrets.securityCredential}};
            slip.button = operatorText(QT_TRANSLATE_NOOP("DoctorValues", "Move it"));
        } else {
            slip.values = {{slip.member, QString()}};
            slip.button = operatorText(QT_TRANSLATE_NOOP("DoctorValues", "Take it out"));
        }
        return {slip};
    }
    case CredentialShape::Twice: {
        ValueSlip slip =
            credentialSlip(operatorText(QT_TRANSLATE_NOOP("DoctorValues", "The security credential was encrypted twice")),
                           operatorText(QT_TRANSLATE_NOOP("DoctorValues", "Daraja decrypts once and finds no password.")), again);
        const QString inner = QString::fromLatin1(QByteArray::fromBase64(value.toLatin1()));
        if (credentialShape(inner) == CredentialShape::Right) {
            slip.means = operatorText(QT_TRANSLATE_NOOP("DoctorValues", "It is base64 of base64: the right one is inside."));
            slip.values = {{slip.member, inner}};
            slip.button = operatorText(QT_TRANSLATE_NOOP("DoctorValues", "Use the inner one"));
        }
        return {slip};
    }
    case CredentialShape::WrongLength:
        return {credentialSlip(
            operatorText(QT_TRANSLATE_NOOP("DoctorValues", "The security credential has %1 characters instead of 344")).arg(value.size()),
            operatorText(QT_TRANSLATE_NOOP("DoctorValues", "It was cut, or it is something else.")), again)};
    }
    return {};
}

QString shortFingerprint(const CertificateFacts &facts)
{
    return facts.sha1.left(11) + QStringLiteral("…");
}

/// What is wrong with a certificate that can be read.
QList<ValueSlip> certificateSlips(const CertificateFacts &facts, Environment environment)
{
    ValueSlip slip;
    slip.member = QStringLiteral("certificateFile");
    const QString download =
        operatorText(QT_TRANSLATE_NOOP("DoctorValues", "Download the certificate of this environment from Safaricom's portal"));
    const Environment owner = environmentOfCertificate(facts.sha1);
    if (owner != Environment::Custom && owner != environment && environment != Environment::Custom) {
        slip.title = operatorText(QT_TRANSLATE_NOOP("DoctorValues", "The certificate is the one of %1, the profile is on %2"))
                         .arg(environmentName(owner), environmentName(environment));
        slip.means = operatorText(
            QT_TRANSLATE_NOOP("DoctorValues", "Only the environment whose certificate it is can read the password: the result is 2001."));
        slip.steps = {environment == Environment::Simulator
                          ? operatorText(QT_TRANSLATE_NOOP("DoctorValues", "Leave the box empty: the simulator gives its own certificate"))
                          : download};
        return {slip};
    }
    if (facts.sha1 == webServerCertificate) {
        slip.status = environment == Environment::Production ? Status::Bad : Status::Careful;
        slip.title = operatorText(QT_TRANSLATE_NOOP("DoctorValues", "This looks like an old certificate of the sandbox's web server"));
        slip.means = operatorText(
            QT_TRANSLATE_NOOP("DoctorValues", "Some libraries ship it in place of the one for passwords. Results with it are 2001."));
        slip.steps = {download};
        return {slip};
    }
    if (owner == Environment::Custom && (environment == Environment::Sandbox || environment == Environment::Production)) {
        slip.status = Status::Note;
        slip.title = operatorText(QT_TRANSLATE_NOOP("DoctorValues", "Not a certificate that is known here"));
        slip.means =
            operatorText(QT_TRANSLATE_NOOP("DoctorValues", "Safaricom may have a new one. Compare the fingerprint with a fresh download."));
        slip.steps = {download};
        if (facts.keyBits != safaricomCertificateBits) {
            slip.status = Status::Careful;
            slip.means = operatorText(QT_TRANSLATE_NOOP("DoctorValues", "Its key has %1 bits; Safaricom's have %2."))
                             .arg(facts.keyBits)
                             .arg(safaricomCertificateBits);
        }
        return {slip};
    }
    return {};
}

} // namespace

Environment environmentOfCertificate(const QString &sha1)
{
    if (sha1 == sandboxCertificate) {
        return Environment::Sandbox;
    }
    return sha1 == productionCertificate ? Environment::Production : Environment::Custom;
}

Finding lintCredential(const Profile &profile, const ProfileSecrets &secrets, const QByteArray &certificate)
{
    if (secrets.securityCredential.isEmpty()) {
        if (secrets.initiatorPassword.isEmpty()) {
            return nothingToLookAt(
                operatorText(QT_TRANSLATE_NOOP("DoctorValues", "There is neither a security credential nor an operator password")));
        }
        const auto read = readCertificate(certificate);
        const auto *facts = std::get_if<CertificateFacts>(&read);
        if (!facts) {
            return nothingToLookAt(operatorText(QT_TRANSLATE_NOOP(
                "DoctorValues", "There is no ready security credential; what one is made of is looked at with the certificate")));
        }
        Finding finding;
        const auto made = securityCredential(secrets.initiatorPassword, certificate);
        if (const auto *problem = std::get_if<CryptoProblem>(&made)) {
            ValueSlip slip;
            slip.member = QStringLiteral("initiatorPassword");
            slip.title = operatorText(QT_TRANSLATE_NOOP("DoctorValues", "The operator password cannot be encrypted"));
            slip.means = problem->text;
            slip.steps = {operatorText(QT_TRANSLATE_NOOP("DoctorValues", "Enter the operator's password alone"))};
            finding = findingOf({slip}, {}, {});
        } else {
            finding =
                findingOf({}, operatorText(QT_TRANSLATE_NOOP("DoctorValues", "The security credential is made here for every request")),
                          operatorText(QT_TRANSLATE_NOOP("DoctorValues", "of the operator password, with certificate %1"))
                              .arg(shortFingerprint(*facts)));
        }
        finding.facts.append({operatorText(QT_TRANSLATE_NOOP("DoctorValues", "environment")), environmentName(profile.environment)});
        finding.facts.append({operatorText(QT_TRANSLATE_NOOP("DoctorValues", "certificate, SHA-256")), facts->sha256});
        return finding;
    }
    QList<ValueSlip> slips = shapeSlips(secrets);
    const bool right = slips.isEmpty();
    if (right && !secrets.initiatorPassword.isEmpty()) {
        ValueSlip slip = credentialSlip(
            operatorText(QT_TRANSLATE_NOOP("DoctorValues", "The ready security credential is used, not the operator password")),
            operatorText(
                QT_TRANSLATE_NOOP("DoctorValues", "A ready one wins. After a change of the password it is the old one that is sent.")),
            operatorText(QT_TRANSLATE_NOOP("DoctorValues", "Take the ready one out if the password was changed since it was made")));
        slip.status = Status::Note;
        slips.append(slip);
    }
    Finding finding = findingOf(slips, operatorText(QT_TRANSLATE_NOOP("DoctorValues", "The security credential has the right shape")),
                                operatorText(QT_TRANSLATE_NOOP("DoctorValues", "base64 of 256 bytes")));
    if (right) {
        finding.sure = Finding::Sure::Medium;
        finding.because = operatorText(QT_TRANSLATE_NOOP("DoctorValues", "with which certificate it was made cannot be seen from outside"));
    }
    return finding;
}

Finding lintCertificate(const Profile &profile, const ProfileSecrets &secrets, const QByteArray &certificate, const QDateTime &now)
{
    const bool wanted = !secrets.initiatorPassword.isEmpty() && secrets.securityCredential.isEmpty();
    if (certificate.isEmpty() && profile.certificateFile.isEmpty()) {
        if (!wanted) {
            return nothingToLookAt(
                operatorText(QT_TRANSLATE_NOOP("DoctorValues", "There is no certificate file, and nothing that needs one")));
        }
        ValueSlip slip;
        slip.member = QStringLiteral("certificateFile");
        slip.title = operatorText(QT_TRANSLATE_NOOP("DoctorValues", "There is no certificate for the operator password"));
        slip.means = operatorText(
            QT_TRANSLATE_NOOP("DoctorValues", "The password travels encrypted with Safaricom's certificate of the environment."));
        slip.steps = {
            operatorText(QT_TRANSLATE_NOOP("DoctorValues", "Download the certificate from Safaricom's portal and choose the file here"))};
        return findingOf({slip}, {}, {});
    }
    const auto read = readCertificate(certificate);
    if (const auto *problem = std::get_if<CryptoProblem>(&read)) {
        ValueSlip slip;
        slip.status = wanted ? Status::Bad : Status::Careful;
        slip.member = QStringLiteral("certificateFile");
        slip.title = operatorText(QT_TRANSLATE_NOOP("DoctorValues", "The certificate file cannot be used"));
        slip.means = problem->text;
        const QList<ProfileProblem> problems = problemsWith(profile);
        for (const ProfileProblem &other : problems) {
            if (other.member == slip.member) {
                slip.means = other.text;
            }
        }
        slip.steps = {operatorText(QT_TRANSLATE_NOOP("DoctorValues", "Choose Safaricom's .cer file of this environment"))};
        return findingOf({slip}, {}, {});
    }
    return lintCertificateFacts(std::get<CertificateFacts>(read), profile.environment, now);
}

Finding lintCertificateFacts(const CertificateFacts &facts, Environment environment, const QDateTime &now)
{
    Finding finding = findingOf(certificateSlips(facts, environment),
                                environmentOfCertificate(facts.sha1) == environment
                                    ? operatorText(QT_TRANSLATE_NOOP("DoctorValues", "This is Safaricom's certificate of this environment"))
                                    : operatorText(QT_TRANSLATE_NOOP("DoctorValues", "The certificate can be used")),
                                operatorText(QT_TRANSLATE_NOOP("DoctorValues", "RSA with %1 bits, fingerprint %2"))
                                    .arg(facts.keyBits)
                                    .arg(shortFingerprint(facts)));
    finding.facts.append({operatorText(QT_TRANSLATE_NOOP("DoctorValues", "issued to")), facts.subject});
    finding.facts.append(
        {operatorText(QT_TRANSLATE_NOOP("DoctorValues", "valid")),
         facts.notAfter < now
             ? operatorText(QT_TRANSLATE_NOOP("DoctorValues", "%1: expired, as Daraja's usually are; no fault")).arg(certificateDays(facts))
             : certificateDays(facts)});
    finding.facts.append({QStringLiteral("SHA-1"), facts.sha1});
    finding.facts.append({QStringLiteral("SHA-256"), facts.sha256});
    return finding;
}

Finding lintOperatorPassword(const Profile &profile, const ProfileSecrets &secrets)
{
    const QString &password = secrets.initiatorPassword;
    if (password.isEmpty()) {
        return nothingToLookAt(operatorText(QT_TRANSLATE_NOOP("DoctorValues", "There is no operator password")));
    }
    if (profile.environment != Environment::Production) {
        return findingOf({}, operatorText(QT_TRANSLATE_NOOP("DoctorValues", "The password's characters matter on production only")),
                         operatorText(QT_TRANSLATE_NOOP("DoctorValues", "the sandbox's own password has others")));
    }
    const bool advised = std::all_of(password.cbegin(), password.cend(),
                                     [](QChar c) { return c < u'\x80' && (c.isLetterOrNumber() || QStringView(u"#&%$").contains(c)); });
    if (advised) {
        return findingOf({}, operatorText(QT_TRANSLATE_NOOP("DoctorValues", "The operator password has only characters that are advised")),
                         operatorText(QT_TRANSLATE_NOOP("DoctorValues", "letters, digits and # & % $")));
    }
    ValueSlip slip;
    slip.status = Status::Careful;
    slip.member = QStringLiteral("initiatorPassword");
    slip.title = operatorText(QT_TRANSLATE_NOOP("DoctorValues", "The operator password has characters that Safaricom advises against"));
    slip.means = operatorText(QT_TRANSLATE_NOOP(
        "DoctorValues", "Of the signs, # & % $ are safe. @, points and brackets were seen to fail although the portal accepts them."));
    slip.steps = {
        operatorText(QT_TRANSLATE_NOOP("DoctorValues", "If results are 2001, have the Business Manager set a password without them"))};
    return findingOf({slip}, {}, {});
}

} // namespace daraja
