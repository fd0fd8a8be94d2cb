// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// T2 and T3: what may have been meant by a pair that is refused.

#include "core/doctor/reachreading.h"
#include "core/doctor/spokenanswer.h"
#include "core/doctor/tokenchecks.h"

namespace daraja {

namespace {

using Action = Finding::Cure::Action;

/// Why there is nothing to mend, or empty.
QString pairIsKnown(Examination &examination)
{
    const Finding *pair = examination.finding(QStringLiteral("T1"));
    return pair != nullptr && (pair->status == Finding::Status::Good || pair->status == Finding::Status::Note)
               ? doctorText(QT_TRANSLATE_NOOP("Doctor", "Key and secret are accepted as they are."))
               : QString();
}

bool pairIsRefused(Examination &examination)
{
    const Finding *pair = examination.finding(QStringLiteral("T1"));
    return pair != nullptr && pair->isFault() && pair->blamed().contains(u"consumerSecret");
}

QString pairWasNotAsked()
{
    return doctorText(QT_TRANSLATE_NOOP("Doctor", "Whether Safaricom takes key and secret as they are is not known."));
}

/// Asks with one variant after the other until one works.
class VariantsCheck final : public Check
{
public:
    using Check::Check;

protected:
    void start() override
    {
        const QString known = pairIsKnown(examination());
        if (!known.isEmpty()) {
            notNeeded(known);
        } else if (!pairIsRefused(examination())) {
            notRun(pairWasNotAsked());
        } else if (!examination().allows(Consent::FreshToken)) {
            notRun(doctorText(QT_TRANSLATE_NOOP("Doctor", "You have not agreed to a new token.")));
        } else {
            m_variants = variantsOf(pairOf(examination().context()));
            askNext();
        }
    }

private:
    void askNext()
    {
        if (m_next == m_variants.size()) {
            finishWithoutCure();
            return;
        }
        const PairVariant &variant = m_variants.at(m_next);
        Q_EMIT progressed(variant.name);
        examination().addSecret(variant.pair.secret);
        ask(tokenCallWith(variant.pair), [this](const GatewayProbe &probe) {
            const PairReading reading = readPairAnswer(probe.result()).reading;
            const PairVariant &tried = m_variants.at(m_next);
            const bool refused = reading == PairReading::NotRecognised || reading == PairReading::Refused;
            m_unclear = m_unclear || (!refused && reading != PairReading::Accepted);
            m_outcomes.append({tried.name, reading == PairReading::Accepted ? doctorText(QT_TRANSLATE_NOOP("Doctor", "accepted"))
                                           : refused                        ? doctorText(QT_TRANSLATE_NOOP("Doctor", "refused"))
                                                                            : spokenAnswer(probe.result()).inShort()});
            if (reading == PairReading::Accepted) {
                finishWith(tried);
            } else {
                ++m_next;
                askNext();
            }
        });
    }

    void finishWith(const PairVariant &variant)
    {
        Finding finding;
        finding.status = Finding::Status::Bad;
        finding.title = variant.verdict;
        finding.summary = doctorText(QT_TRANSLATE_NOOP("Doctor", "accepted: %1")).arg(variant.name);
        finding.means = doctorText(QT_TRANSLATE_NOOP("Doctor", "Safaricom refuses key and secret as they stand and accepts them so."));
        finding.steps = {doctorText(QT_TRANSLATE_NOOP("Doctor", "Press “%1” here, and look at what it changes.")).arg(variant.button),
                         doctorText(QT_TRANSLATE_NOOP("Doctor", "Change the same in the program that makes your calls."))};
        finding.blames = {QStringLiteral("consumerKey"), QStringLiteral("consumerSecret")};
        finding.cure.action = Action::ApplyValues;
        finding.cure.label = variant.button;
        finding.cure.values = {{QStringLiteral("consumerKey"), variant.pair.key}, {QStringLiteral("consumerSecret"), variant.pair.secret}};
        finding.because = doctorText(QT_TRANSLATE_NOOP("Doctor", "it was tried, and a token came"));
        finding.facts = m_outcomes;
        finish(finding);
    }

    void finishWithoutCure()
    {
        Finding finding;
        finding.status = m_unclear ? Finding::Status::Unknown : Finding::Status::Note;
        finding.title = m_variants.isEmpty() ? doctorText(QT_TRANSLATE_NOOP("Doctor", "There is no other reading of key and secret"))
                        : m_unclear ? doctorText(QT_TRANSLATE_NOOP("Doctor", "Other readings of key and secret could not all be tried"))
                                    : doctorText(QT_TRANSLATE_NOOP("Doctor", "No other reading of key and secret is accepted either"));
        QStringList names;
        for (const auto &[name, outcome] : std::as_const(m_outcomes)) {
            names.append(doctorText(QT_TRANSLATE_NOOP("Doctor", "%1: %2")).arg(name, outcome));
        }
        finding.summary = names.join(QStringLiteral("; "));
        finding.means = doctorText(QT_TRANSLATE_NOOP("Doctor", "It is no slip of copying that could be mended here."));
        finding.because = doctorText(QT_TRANSLATE_NOOP("Doctor", "tried %1 readings")).arg(m_outcomes.size());
        finding.facts = m_outcomes;
        finish(finding);
    }

    QList<PairVariant> m_variants;
    qsizetype m_next = 0;
    bool m_unclear = false;
    QList<QPair<QString, QString>> m_outcomes;
};

class OtherEnvironmentCheck final : public Check
{
public:
    using Check::Check;

protected:
    void start() override
    {
        const QString known = pairIsKnown(examination());
        const Finding *variants = examination().finding(QStringLiteral("T2"));
        if (!known.isEmpty()) {
            notNeeded(known);
        } else if (variants != nullptr && variants->isFault()) {
            notNeeded(doctorText(QT_TRANSLATE_NOOP("Doctor", "What is wrong with key and secret has been found.")));
        } else if (examination().patient().otherBaseUrl.isEmpty()) {
            notNeeded(doctorText(QT_TRANSLATE_NOOP("Doctor", "There is no other environment to ask.")));
        } else if (!pairIsRefused(examination())) {
            notRun(pairWasNotAsked());
        } else if (!examination().allows(Consent::OtherEnvironment)) {
            notRun(
                doctorText(QT_TRANSLATE_NOOP("Doctor", "You have not agreed to send key and secret to the other environment. It would tell "
                                                       "whether they belong there.")));
        } else {
            ask(
                tokenCallWith(pairOf(examination().context())), [this](const GatewayProbe &probe) { answered(probe.result()); },
                Examination::Host::Other);
        }
    }

private:
    void answered(const HttpResult &result)
    {
        const PairReading reading = readPairAnswer(result).reading;
        const Environment here = examination().context().profile.environment;
        const Environment there = otherEnvironment(here);
        Finding finding;
        spokenAnswer(result).quoteIn(finding);
        finding.because = doctorText(QT_TRANSLATE_NOOP("Doctor", "both environments were asked"));
        if (reading == PairReading::Accepted) {
            examination().facts().otherTakesKeys = true;
            finding.said.clear();
            finding.code.clear();
            finding.requestId.clear();
            describeOther(finding, here, there);
        } else if (reading == PairReading::NotRecognised || reading == PairReading::Refused) {
            examination().facts().otherTakesKeys = false;
            finding.status = Finding::Status::Note;
            finding.title =
                doctorText(QT_TRANSLATE_NOOP("Doctor", "%1 does not know this key and secret either")).arg(environmentName(there));
            finding.summary = doctorText(QT_TRANSLATE_NOOP("Doctor", "refused there too"));
            finding.means =
                doctorText(QT_TRANSLATE_NOOP("Doctor", "The app was deleted, the secret was renewed, or a character is missing."));
            finding.steps = {doctorText(QT_TRANSLATE_NOOP("Doctor", "Copy key and secret again from My Apps, with the copy icons."))};
        } else {
            finding.status = Finding::Status::Unknown;
            finding.title =
                doctorText(QT_TRANSLATE_NOOP("Doctor", "%1 gave no usable answer about key and secret")).arg(environmentName(there));
            finding.summary = spokenAnswer(result).inShort();
            finding.means = doctorText(QT_TRANSLATE_NOOP("Doctor", "Whether they belong there is not known."));
            finding.sure = Finding::Sure::Low;
        }
        finish(finding);
    }

    void describeOther(Finding &finding, Environment here, Environment there)
    {
        finding.status = Finding::Status::Bad;
        finding.title = doctorText(QT_TRANSLATE_NOOP("Doctor", "These are keys of %1; the profile is set to %2"))
                            .arg(environmentName(there), environmentName(here));
        finding.summary = doctorText(QT_TRANSLATE_NOOP("Doctor", "accepted on %1")).arg(environmentName(there));
        finding.means =
            doctorText(QT_TRANSLATE_NOOP("Doctor", "Right keys, wrong environment. Each environment has apps and keys of its own."));
        finding.steps = {doctorText(QT_TRANSLATE_NOOP("Doctor", "Either set the profile to %1 …")).arg(environmentName(there)),
                         doctorText(QT_TRANSLATE_NOOP("Doctor", "… or copy the keys of your %1 app.")).arg(environmentName(here))};
        finding.blames = {QStringLiteral("environment")};
        finding.cure.action = Action::SwitchEnvironment;
        finding.cure.label = doctorText(QT_TRANSLATE_NOOP("Doctor", "Switch to %1…")).arg(environmentName(there));
        finding.cure.values = {{QStringLiteral("environment"), environmentId(there)}};
    }
};

} // namespace

std::unique_ptr<Check> makeVariantsCheck(Examination &examination, const CheckSpec &spec)
{
    return makeCheck<VariantsCheck>(examination, spec);
}

std::unique_ptr<Check> makeOtherEnvironmentCheck(Examination &examination, const CheckSpec &spec)
{
    return makeCheck<OtherEnvironmentCheck>(examination, spec);
}

} // namespace daraja
