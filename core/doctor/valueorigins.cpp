// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// What each value of the set tells about where it is from (doctor 4, G1).

#include "core/crypto/securitycredential.h"
#include "core/doctor/valuelint.h"
#include "core/doctor/wholeset.h"
#include "core/profiles/pastedvalue.h"
#include "core/profiles/sandboxvalues.h"

#include <QCoreApplication>

namespace daraja {

namespace {

using From = ValueOrigin::Place;

QString originText(const char *text)
{
    return QCoreApplication::translate("DoctorWholeSet", text);
}

From placeOf(Environment environment)
{
    switch (environment) {
    case Environment::Sandbox:
        return From::Sandbox;
    case Environment::Production:
        return From::Live;
    case Environment::Simulator:
    case Environment::Custom:
        break;
    }
    return From::Here;
}

From otherPlace(From place)
{
    return place == From::Sandbox ? From::Live : place == From::Live ? From::Sandbox : From::Unknown;
}

class OriginFinder
{
public:
    explicit OriginFinder(Examination &examination)
        : m_examination(examination)
        , m_profile(examination.context().profile)
        , m_secrets(examination.context().secrets)
        , m_here(placeOf(m_profile.environment))
    {
    }

    [[nodiscard]] ValueOrigin keys() const
    {
        if (isGood(u"T1")) {
            return certain("consumerKey", m_here, QT_TRANSLATE_NOOP("DoctorWholeSet", "a token was given for them here (T1)"));
        }
        if (m_examination.facts().otherTakesKeys.value_or(false)) {
            return certain("consumerKey", otherPlace(m_here),
                           QT_TRANSLATE_NOOP("DoctorWholeSet", "the other environment gives a token for them (T3)"));
        }
        return unknown("consumerKey", QT_TRANSLATE_NOOP("DoctorWholeSet", "only a token tells"));
    }

    [[nodiscard]] ValueOrigin shortCode() const
    {
        if (isProven()) {
            return certain("shortCode", m_here, QT_TRANSLATE_NOOP("DoctorWholeSet", "it takes its passkey here (S1, S2)"));
        }
        const QString number = cleanedToken(m_profile.shortCode);
        if (sandboxMarkOfShortCode(number) == SandboxMark::Certain) {
            return certain("shortCode", From::Sandbox, QT_TRANSLATE_NOOP("DoctorWholeSet", "a published test number"));
        }
        if (m_examination.facts().numberIs) {
            return certain("shortCode", m_here, QT_TRANSLATE_NOOP("DoctorWholeSet", "Safaricom names its owner here (Q1)"));
        }
        if (sandboxMarkOfShortCode(number) == SandboxMark::Likely) {
            return guess("shortCode", From::Sandbox, QT_TRANSLATE_NOOP("DoctorWholeSet", "of the family of test numbers"));
        }
        return m_here == From::Here ? unknown("shortCode", QT_TRANSLATE_NOOP("DoctorWholeSet", "any number can be used here"))
                                    : guess("shortCode", From::Live, QT_TRANSLATE_NOOP("DoctorWholeSet", "not one of the test numbers"));
    }

    [[nodiscard]] ValueOrigin passkey() const
    {
        if (isProven()) {
            return certain("passkey", m_here, QT_TRANSLATE_NOOP("DoctorWholeSet", "proven here (S1, S2)"));
        }
        const Finding *variants = m_examination.finding(QStringLiteral("S3"));
        if (variants && variants->cure.action == Finding::Cure::Action::SwitchEnvironment) {
            return certain("passkey", otherPlace(m_here), QT_TRANSLATE_NOOP("DoctorWholeSet", "the other environment takes it (S3)"));
        }
        if (cleanedToken(m_secrets.passkey).compare(sandboxPasskey(), Qt::CaseInsensitive) == 0) {
            return certain("passkey", From::Sandbox, QT_TRANSLATE_NOOP("DoctorWholeSet", "Safaricom's public test passkey"));
        }
        return unknown("passkey", QT_TRANSLATE_NOOP("DoctorWholeSet", "not the public one; nothing has shown whose it is"));
    }

    [[nodiscard]] ValueOrigin initiator() const
    {
        if (isGood(u"I1")) {
            return certain("initiatorName", m_here, QT_TRANSLATE_NOOP("DoctorWholeSet", "accepted here (I1)"));
        }
        switch (sandboxMarkOfOperator(cleanedToken(m_profile.initiatorName))) {
        case SandboxMark::Certain:
            return certain("initiatorName", From::Sandbox, QT_TRANSLATE_NOOP("DoctorWholeSet", "Safaricom's test operator"));
        case SandboxMark::Likely:
            return guess("initiatorName", From::Sandbox, QT_TRANSLATE_NOOP("DoctorWholeSet", "named like a test operator"));
        case SandboxMark::None:
            break;
        }
        return unknown("initiatorName", QT_TRANSLATE_NOOP("DoctorWholeSet", "a name of one's own; nothing has shown whose it is"));
    }

    [[nodiscard]] ValueOrigin certificate(const CertificateFacts &facts) const
    {
        const Environment owner = environmentOfCertificate(facts.sha1);
        return owner == Environment::Custom
                   ? unknown("certificateFile", QT_TRANSLATE_NOOP("DoctorWholeSet", "not one of those that are known"))
                   : certain("certificateFile", placeOf(owner), QT_TRANSLATE_NOOP("DoctorWholeSet", "by its fingerprint"));
    }

private:
    [[nodiscard]] bool isGood(QStringView id) const
    {
        const Finding *finding = m_examination.finding(id.toString());
        return finding && finding->status == Finding::Status::Good;
    }
    [[nodiscard]] bool isProven() const { return m_examination.facts().passkey == ExaminationFacts::Proof::Proven; }
    static ValueOrigin certain(const char *member, From place, const char *evidence)
    {
        return {QString::fromLatin1(member), place, true, originText(evidence)};
    }
    static ValueOrigin guess(const char *member, From place, const char *evidence)
    {
        return {QString::fromLatin1(member), place, false, originText(evidence)};
    }
    static ValueOrigin unknown(const char *member, const char *evidence) { return guess(member, From::Unknown, evidence); }

    Examination &m_examination;
    const Profile &m_profile;
    const ProfileSecrets &m_secrets;
    const From m_here;
};

} // namespace

QList<ValueOrigin> valueOrigins(Examination &examination)
{
    const RequestContext &context = examination.context();
    const OriginFinder finder(examination);
    QList<ValueOrigin> origins;
    if (!context.profile.consumerKey.isEmpty()) {
        origins.append(finder.keys());
    }
    if (!context.profile.shortCode.isEmpty()) {
        origins.append(finder.shortCode());
    }
    if (!context.secrets.passkey.isEmpty()) {
        origins.append(finder.passkey());
    }
    if (!context.profile.initiatorName.isEmpty()) {
        origins.append(finder.initiator());
    }
    const auto read = readCertificate(context.certificate);
    if (const auto *facts = std::get_if<CertificateFacts>(&read)) {
        origins.append(finder.certificate(*facts));
    }
    return origins;
}

} // namespace daraja
