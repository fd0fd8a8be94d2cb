// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// L2: values that are missing or in the wrong boxes (doctor 4).

#include "core/base/msisdn.h"
#include "core/catalogue/credentialshape.h"
#include "core/catalogue/validation.h"
#include "core/crypto/stkpassword.h"
#include "core/doctor/valuelint.h"
#include "core/doctor/valueslip.h"
#include "core/profiles/pastedvalue.h"
#include "core/profiles/sandboxvalues.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace daraja {

namespace {

using Status = Finding::Status;

constexpr qsizetype shortestRealPasskey = 20; // a live shop had one of 7 characters: every push was accepted, no phone rang
constexpr qsizetype usualPasskeySize = 64;

QString boxText(const char *text)
{
    return QCoreApplication::translate("DoctorValues", text);
}

bool isHex(const QString &text)
{
    static const QRegularExpression hex(QStringLiteral("^[0-9a-fA-F]+$"));
    return hex.match(text).hasMatch();
}

/// The boxes of one profile while they are looked at.
class BoxInspection
{
public:
    BoxInspection(const Profile &profile, const ProfileSecrets &secrets)
        : m_profile(profile)
        , m_secrets(secrets)
    {
    }

    QList<ValueSlip> slips()
    {
        lookForMissing();
        lookForTwins();
        lookAtKeyAndSecret();
        lookAtNumber(QStringLiteral("shortCode"), m_profile.shortCode);
        if (m_profile.receiver == ReceiverKind::Till) {
            lookAtNumber(QStringLiteral("till"), m_profile.till);
        }
        lookAtPasskey();
        lookAtOperator();
        return m_slips;
    }

private:
    ValueSlip &add(Status status, const char *member, const QString &title, const QString &means)
    {
        ValueSlip slip;
        slip.status = status;
        slip.member = QString::fromLatin1(member);
        slip.title = title;
        slip.means = means;
        m_slips.append(slip);
        return m_slips.last();
    }
    void lookForMissing();
    void lookForTwins();
    void lookAtKeyAndSecret();
    void lookAtNumber(const QString &member, const QString &number);
    void lookAtPasskey();
    void lookAtOperator();

    const Profile &m_profile;
    const ProfileSecrets &m_secrets;
    QList<ValueSlip> m_slips;
};

void BoxInspection::lookForMissing()
{
    const auto missing = [this](Status status, const char *member, const QString &means, const QString &step) {
        add(status, member, boxText(QT_TRANSLATE_NOOP("DoctorValues", "There is no %1")).arg(memberWords(QString::fromLatin1(member))),
            means)
            .steps = {step};
    };
    const QString card = boxText(QT_TRANSLATE_NOOP("DoctorValues", "Copy it from the app's card in the portal, under My Apps"));
    const QString noToken = boxText(QT_TRANSLATE_NOOP("DoctorValues", "Without it there is no token, and nothing at Daraja can be asked."));
    if (m_profile.consumerKey.isEmpty()) {
        missing(Status::Bad, "consumerKey", noToken, card);
    }
    if (m_secrets.consumerSecret.isEmpty()) {
        missing(Status::Bad, "consumerSecret", noToken, card);
    }
    const bool hasPassword = !m_secrets.initiatorPassword.isEmpty() || !m_secrets.securityCredential.isEmpty();
    const bool hasOperator = !m_profile.initiatorName.isEmpty() || hasPassword;
    if (m_profile.shortCode.isEmpty()) {
        const bool needed = !m_secrets.passkey.isEmpty() || hasOperator || !m_profile.till.isEmpty();
        missing(needed ? Status::Bad : Status::Careful, "shortCode",
                needed
                    ? boxText(QT_TRANSLATE_NOOP("DoctorValues", "Passkey and operator belong to a number; without it neither can be used."))
                    : boxText(QT_TRANSLATE_NOOP("DoctorValues", "Key and secret can be examined, nothing else.")),
                boxText(QT_TRANSLATE_NOOP("DoctorValues", "Enter the paybill, or the store or head office number of the till")));
    } else if (m_secrets.passkey.isEmpty()) {
        missing(
            Status::Note, "passkey",
            boxText(QT_TRANSLATE_NOOP("DoctorValues", "Prompts on phones (M-Pesa Express) need it. Whoever sends none does not.")),
            boxText(QT_TRANSLATE_NOOP("DoctorValues", "For a live number it is in the e-mail about going live, and on the app's card")));
    }
    if (m_profile.receiver == ReceiverKind::Till && m_profile.till.isEmpty()) {
        missing(Status::Bad, "till", boxText(QT_TRANSLATE_NOOP("DoctorValues", "Customers of a till pay to the till number.")),
                boxText(QT_TRANSLATE_NOOP("DoctorValues", "Enter the till number, or choose Paybill")));
    }
    if (m_profile.initiatorName.isEmpty() && hasPassword) {
        missing(Status::Bad, "initiatorName",
                boxText(QT_TRANSLATE_NOOP("DoctorValues", "The operator's password is of no use without the name.")),
                boxText(QT_TRANSLATE_NOOP("DoctorValues", "Copy the user name of the API operator from the organisation portal")));
    } else if (!m_profile.initiatorName.isEmpty() && !hasPassword && sandboxMarkOfOperator(m_profile.initiatorName) == SandboxMark::None) {
        missing(
            Status::Note, "initiatorPassword",
            boxText(QT_TRANSLATE_NOOP("DoctorValues", "Payouts, balance, status and reversals need it. Whoever only collects does not.")),
            boxText(QT_TRANSLATE_NOOP("DoctorValues", "Enter it with the certificate file, or paste a ready security credential")));
    }
}

void BoxInspection::lookForTwins()
{
    const auto twins = [this](const char *member, const QString &a, const QString &b, const char *other) {
        if (a.isEmpty() || a != b) {
            return;
        }
        add(Status::Bad, member,
            boxText(QT_TRANSLATE_NOOP("DoctorValues", "The %1 is the same as the %2"))
                .arg(memberWords(QString::fromLatin1(member)), memberWords(QString::fromLatin1(other))),
            boxText(QT_TRANSLATE_NOOP("DoctorValues", "The same text was pasted twice. One of the two is lost.")))
            .steps = {boxText(QT_TRANSLATE_NOOP("DoctorValues", "Copy the %1 again and paste it here"))
                          .arg(memberWords(QString::fromLatin1(member)))};
    };
    twins("consumerSecret", m_secrets.consumerSecret, m_profile.consumerKey, "consumerKey");
    twins("passkey", m_secrets.passkey, m_secrets.consumerSecret, "consumerSecret");
    twins("passkey", m_secrets.passkey, m_profile.consumerKey, "consumerKey");
    twins("initiatorPassword", m_secrets.initiatorPassword, m_secrets.passkey, "passkey");
    twins("initiatorPassword", m_secrets.initiatorPassword, m_secrets.consumerSecret, "consumerSecret");
    twins("initiatorPassword", m_secrets.initiatorPassword, m_profile.initiatorName, "initiatorName");
}

void BoxInspection::lookAtKeyAndSecret()
{
    const QString &key = m_profile.consumerKey;
    const QString &secret = m_secrets.consumerSecret;
    // Usual lengths: 32 and 16 for old apps, 48 and 64 for new ones (daraja-api 24). Never asserted.
    const bool reversed = (key.size() == 16 && secret.size() == 32) || (key.size() == 64 && secret.size() == 48);
    if (reversed) {
        ValueSlip &slip =
            add(Status::Careful, "consumerKey", boxText(QT_TRANSLATE_NOOP("DoctorValues", "Key and secret may be swapped")),
                boxText(QT_TRANSLATE_NOOP("DoctorValues", "Their lengths (%1 and %2 characters) are usual the other way round."))
                    .arg(key.size())
                    .arg(secret.size()));
        slip.steps = {boxText(QT_TRANSLATE_NOOP("DoctorValues", "Compare both with the app's card under My Apps"))};
        slip.values = {{QStringLiteral("consumerKey"), secret}, {QStringLiteral("consumerSecret"), key}};
        slip.button = boxText(QT_TRANSLATE_NOOP("DoctorValues", "Swap"));
    } else if (secret.size() == usualPasskeySize && isHex(secret) && secret == secret.toLower() && secret != m_secrets.passkey) {
        add(Status::Careful, "consumerSecret", boxText(QT_TRANSLATE_NOOP("DoctorValues", "The consumer secret looks like a passkey")),
            boxText(QT_TRANSLATE_NOOP("DoctorValues", "64 digits from 0 to f are the shape of a passkey.")))
            .steps = {boxText(QT_TRANSLATE_NOOP("DoctorValues", "Compare it with the app's card under My Apps"))};
    }
}

void BoxInspection::lookAtNumber(const QString &member, const QString &number)
{
    const QString bare = cleanedToken(number);
    if (bare.isEmpty() || isShortCode(bare)) {
        return;
    }
    const QByteArray name = member.toLatin1();
    const QString words = memberWords(member);
    const QStringList steps{boxText(QT_TRANSLATE_NOOP("DoctorValues", "Enter 5 to 7 digits and nothing else"))};
    if (normalizeMsisdn(bare)) {
        add(Status::Bad, name.constData(), boxText(QT_TRANSLATE_NOOP("DoctorValues", "The %1 is a phone number")).arg(words),
            boxText(QT_TRANSLATE_NOOP("DoctorValues", "Paybills, tills and stores have 5 to 7 digits.")))
            .steps = steps;
    } else if (isDigits(bare)) {
        add(Status::Bad, name.constData(), boxText(QT_TRANSLATE_NOOP("DoctorValues", "The %1 has %2 digits")).arg(words).arg(bare.size()),
            boxText(QT_TRANSLATE_NOOP("DoctorValues", "Paybills, tills and stores have 5 to 7 digits.")))
            .steps = steps;
    } else {
        add(Status::Bad, name.constData(), boxText(QT_TRANSLATE_NOOP("DoctorValues", "The %1 is not a number")).arg(words),
            boxText(QT_TRANSLATE_NOOP("DoctorValues", "Something else was pasted into this box.")))
            .steps = steps;
    }
}

void BoxInspection::lookAtPasskey()
{
    const QString passkey = cleanedToken(m_secrets.passkey);
    if (passkey.isEmpty() || isMask(m_secrets.passkey)) {
        return;
    }
    if (const auto parts = readStkPassword(passkey, m_profile.shortCode)) {
        ValueSlip &slip =
            add(Status::Bad, "passkey", boxText(QT_TRANSLATE_NOOP("DoctorValues", "You pasted the finished Password, not the passkey")),
                boxText(QT_TRANSLATE_NOOP(
                            "DoctorValues",
                            "It is base64 of the number %1, a passkey of %2 characters that ends in %3, and a time. A new Password is "
                            "made from the passkey for every request."))
                    .arg(parts->shortCode)
                    .arg(parts->passkey.size())
                    .arg(parts->passkey.last(4)));
        slip.steps = {boxText(QT_TRANSLATE_NOOP("DoctorValues", "Press Use the passkey inside, then check again"))};
        if (!m_profile.shortCode.isEmpty() && parts->shortCode != m_profile.shortCode) {
            slip.steps.append(
                boxText(QT_TRANSLATE_NOOP("DoctorValues", "The Password was made for %1; this profile has %2. See which is right"))
                    .arg(parts->shortCode, m_profile.shortCode));
        }
        slip.values = {{QStringLiteral("passkey"), parts->passkey}};
        slip.button = boxText(QT_TRANSLATE_NOOP("DoctorValues", "Use the passkey inside"));
        return;
    }
    if (passkey.size() < sandboxPasskey().size() && passkey.size() >= shortestRealPasskey &&
        sandboxPasskey().startsWith(passkey, Qt::CaseInsensitive)) {
        ValueSlip &slip =
            add(Status::Bad, "passkey",
                boxText(QT_TRANSLATE_NOOP("DoctorValues", "The end of the passkey is missing: %1 of 64 characters")).arg(passkey.size()),
                boxText(QT_TRANSLATE_NOOP("DoctorValues", "It is Safaricom's public test passkey, cut off.")));
        slip.steps = {boxText(QT_TRANSLATE_NOOP("DoctorValues", "Press Complete it, then check again"))};
        slip.values = {{QStringLiteral("passkey"), sandboxPasskey()}};
        slip.button = boxText(QT_TRANSLATE_NOOP("DoctorValues", "Complete it"));
        return;
    }
    const QStringList again{
        boxText(QT_TRANSLATE_NOOP("DoctorValues", "Copy it again: the copy icon next to Passkey, or the e-mail about going live"))};
    if (passkey.size() < shortestRealPasskey) {
        add(Status::Bad, "passkey", boxText(QT_TRANSLATE_NOOP("DoctorValues", "The passkey has only %1 characters")).arg(passkey.size()),
            boxText(
                QT_TRANSLATE_NOOP("DoctorValues", "Passkeys have 64. With a short one prompts may be accepted and never reach a phone.")))
            .steps = again;
    } else if (passkey.size() != usualPasskeySize || !isHex(passkey)) {
        add(Status::Careful, "passkey", boxText(QT_TRANSLATE_NOOP("DoctorValues", "The passkey has an unusual shape")),
            (isHex(passkey) ? boxText(QT_TRANSLATE_NOOP("DoctorValues", "It has %1 hex digits; 64 are usual."))
                            : boxText(QT_TRANSLATE_NOOP("DoctorValues", "It has %1 characters; 64 digits from 0 to f are usual.")))
                .arg(passkey.size()))
            .steps = again;
    }
}

void BoxInspection::lookAtOperator()
{
    const QString &name = m_profile.initiatorName;
    const QString &password = m_secrets.initiatorPassword;
    const bool passwordForName = sandboxMarkOfOperatorPassword(name) != SandboxMark::None;
    const bool nameForPassword = sandboxMarkOfOperator(password) != SandboxMark::None;
    if (passwordForName || nameForPassword) {
        ValueSlip &slip =
            add(Status::Bad, "initiatorName", boxText(QT_TRANSLATE_NOOP("DoctorValues", "Operator name and password are swapped")),
                boxText(QT_TRANSLATE_NOOP("DoctorValues", "Safaricom's test operator has these two the other way round.")));
        slip.steps = {boxText(QT_TRANSLATE_NOOP("DoctorValues", "Press Swap, then check again"))};
        slip.values = {{QStringLiteral("initiatorName"), password}, {QStringLiteral("initiatorPassword"), name}};
        slip.button = boxText(QT_TRANSLATE_NOOP("DoctorValues", "Swap"));
    } else if (isEmail(name)) {
        add(Status::Bad, "initiatorName", boxText(QT_TRANSLATE_NOOP("DoctorValues", "The operator name is an e-mail address")),
            boxText(QT_TRANSLATE_NOOP("DoctorValues",
                                      "That is the login of the developer portal. The operator is a user of the organisation portal.")))
            .steps = {boxText(QT_TRANSLATE_NOOP("DoctorValues", "Ask the Business Administrator for the user name of the API operator"))};
    } else if (name.contains(QRegularExpression(QStringLiteral("[#!$%&*]"))) && !isMask(name)) {
        add(Status::Careful, "initiatorName", boxText(QT_TRANSLATE_NOOP("DoctorValues", "The operator name looks like a password")),
            boxText(QT_TRANSLATE_NOOP("DoctorValues", "User names have letters and digits.")))
            .steps = {boxText(QT_TRANSLATE_NOOP("DoctorValues", "See whether name and password are in each other's boxes"))};
    }
    if (password.size() > 300 && credentialShape(password) == CredentialShape::Right) {
        ValueSlip &slip =
            add(Status::Bad, "initiatorPassword",
                boxText(QT_TRANSLATE_NOOP("DoctorValues", "The operator password is a finished security credential")),
                boxText(QT_TRANSLATE_NOOP("DoctorValues", "It would be encrypted a second time, and Daraja could not read it.")));
        slip.steps = {boxText(QT_TRANSLATE_NOOP("DoctorValues", "Press Move it: it goes into the box for a ready credential"))};
        slip.values = {{QStringLiteral("initiatorPassword"), QString()}, {QStringLiteral("securityCredential"), cleanedToken(password)}};
        slip.button = boxText(QT_TRANSLATE_NOOP("DoctorValues", "Move it"));
    }
}

} // namespace

Finding lintBoxes(const Profile &profile, const ProfileSecrets &secrets)
{
    Finding finding = findingOf(BoxInspection(profile, secrets).slips(),
                                boxText(QT_TRANSLATE_NOOP("DoctorValues", "Every value is in its box and has a usual shape")),
                                boxText(QT_TRANSLATE_NOOP("DoctorValues", "none is missing, none stands in another's place")));
    if (!profile.consumerKey.isEmpty()) {
        finding.facts.append({memberWords(QStringLiteral("consumerKey")),
                              boxText(QT_TRANSLATE_NOOP("DoctorValues", "%1 characters")).arg(profile.consumerKey.size())});
    }
    if (!secrets.consumerSecret.isEmpty()) {
        finding.facts.append({memberWords(QStringLiteral("consumerSecret")),
                              boxText(QT_TRANSLATE_NOOP("DoctorValues", "%1 characters")).arg(secrets.consumerSecret.size())});
    }
    return finding;
}

QString extractedPasskey(const Profile &profile, const ProfileSecrets &secrets)
{
    const auto parts = readStkPassword(cleanedToken(secrets.passkey), profile.shortCode);
    return parts ? parts->passkey : QString();
}

} // namespace daraja
