// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// T1: key and secret. And the table of T1 to T4.

#include "core/doctor/tokenchecks.h"

#include "core/base/nairobitime.h"
#include "core/doctor/overlaprecord.h"
#include "core/doctor/registry.h"
#include "core/doctor/spokenanswer.h"

namespace daraja {

namespace {

using Action = Finding::Cure::Action;

class KeyPairCheck final : public Check
{
public:
    using Check::Check;

protected:
    void start() override
    {
        const KeyPair pair = pairOf(examination().context());
        if (pair.key.isEmpty() || pair.secret.isEmpty()) {
            finishWithoutPair(pair);
        } else if (examination().allows(Consent::FreshToken)) {
            askForToken();
        } else {
            useOldToken();
        }
    }

private:
    static constexpr int mostTries = 3; // doctor 3: 5xx or timeout three times

    void finishWithoutPair(const KeyPair &pair)
    {
        Finding finding =
            findingNotRun(spec(), doctorText(QT_TRANSLATE_NOOP("Doctor", "Without consumer key and secret nothing can be asked.")));
        finding.title = pair.key.isEmpty() && pair.secret.isEmpty()
                            ? doctorText(QT_TRANSLATE_NOOP("Doctor", "Consumer key and secret are missing"))
                        : pair.key.isEmpty() ? doctorText(QT_TRANSLATE_NOOP("Doctor", "The consumer key is missing"))
                                             : doctorText(QT_TRANSLATE_NOOP("Doctor", "The consumer secret is missing"));
        finding.steps = {doctorText(QT_TRANSLATE_NOOP("Doctor", "Copy both from your app on the portal: My Apps, copy icons."))};
        const QString member = pair.key.isEmpty() ? QStringLiteral("consumerKey") : QStringLiteral("consumerSecret");
        finding.blames = {member};
        finding.cure = {Action::EditValue, doctorText(QT_TRANSLATE_NOOP("Doctor", "Paste key and secret…")), member, {}, {}, {}};
        finish(finding);
    }

    void useOldToken()
    {
        const TokenManager *tokens = examination().patient().tokens;
        const bool same = tokens != nullptr && tokens->consumerKey() == examination().context().profile.consumerKey;
        if (!same || !tokens->isUsable()) {
            Finding finding = findingNotRun(
                spec(), doctorText(QT_TRANSLATE_NOOP("Doctor", "You have not agreed to a new token. It may cancel the one that your server "
                                                               "holds until the server fetches another.")));
            finding.steps = {doctorText(QT_TRANSLATE_NOOP("Doctor", "Run again at a quiet hour and agree to a new token."))};
            finish(finding);
            return;
        }
        const AccessToken token = tokens->token();
        examination().facts().token = token.token;
        examination().facts().tokenAt = token.createdAt;
        Finding finding;
        finding.status = Finding::Status::Good;
        finding.title =
            doctorText(QT_TRANSLATE_NOOP("Doctor", "Safaricom accepted this key and secret at %1")).arg(nairobiClock(token.createdAt));
        finding.summary =
            doctorText(QT_TRANSLATE_NOOP("Doctor", "the token of %1 is used; no new one was asked for")).arg(nairobiClock(token.createdAt));
        finding.means =
            doctorText(QT_TRANSLATE_NOOP("Doctor", "The token of then is still good. What was added to the app since is not in it "
                                                   "for up to an hour."));
        finding.sure = Finding::Sure::Medium;
        finding.because = doctorText(QT_TRANSLATE_NOOP("Doctor", "accepted then, not asked now"));
        finish(finding);
    }

    void askForToken()
    {
        ++m_tries;
        if (m_tries > 1) {
            Q_EMIT progressed(doctorText(QT_TRANSLATE_NOOP("Doctor", "asking again, %1 of %2")).arg(m_tries).arg(mostTries));
        }
        ask(tokenCallWith(pairOf(examination().context())),
            [this, birth = TokenBirth(examination().clock())](const GatewayProbe &probe) { answered(probe.result(), birth); });
    }

    void answered(const HttpResult &result, const TokenBirth &birth)
    {
        const PairAnswer answer = readPairAnswer(result);
        if (answer.reading == PairReading::NoAnswer && m_tries < mostTries) {
            askForToken();
        } else if (answer.reading != PairReading::Accepted) {
            finish(pairRefusedFinding(result, m_tries, examination().context()));
        } else {
            accepted(birth.stamp(answer.token, result));
        }
    }

    void accepted(const AccessToken &token)
    {
        useToken(examination(), token);
        Finding finding;
        finding.status = Finding::Status::Good;
        finding.title = doctorText(QT_TRANSLATE_NOOP("Doctor", "Safaricom accepts this key and secret on %1"))
                            .arg(environmentName(examination().context().profile.environment));
        finding.summary =
            doctorText(QT_TRANSLATE_NOOP("Doctor", "accepted; the token is good until %1")).arg(nairobiClock(token.expiresAt()));
        finding.means = doctorText(QT_TRANSLATE_NOOP("Doctor", "This proves nothing about short code, passkey or operator."));
        finding.because = doctorText(QT_TRANSLATE_NOOP("Doctor", "it gave a token"));
        finding.facts = {{doctorText(QT_TRANSLATE_NOOP("Doctor", "expires_in")), token.expiresInAsSaid}};
        if (const std::optional<TokenOverlap> overlap = lastTokenOverlap()) {
            const QString day = toNairobi(overlap->at).date().toString(Qt::ISODate);
            finding.facts.append({doctorText(QT_TRANSLATE_NOOP("Doctor", "Earlier tokens")),
                                  overlap->overlaps ? doctorText(QT_TRANSLATE_NOOP("Doctor", "went on working when tried on %1")).arg(day)
                                                    : doctorText(QT_TRANSLATE_NOOP("Doctor", "were cancelled when tried on %1")).arg(day)});
        }
        finish(finding);
    }

    int m_tries = 0;
};

CheckSpec tokenSpec(const QString &id, const QString &title, const QString &what, const QString &needs)
{
    CheckSpec spec;
    spec.id = id;
    spec.title = title;
    spec.what = what;
    spec.needs = needs;
    spec.branch = Branch::Token;
    spec.contact = Contact::Gateway;
    spec.effect = SideEffect::NewToken;
    return spec;
}

} // namespace

KeyPair pairOf(const RequestContext &context)
{
    return {context.profile.consumerKey, context.secrets.consumerSecret};
}

void useToken(Examination &examination, const AccessToken &token)
{
    examination.facts().token = token.token;
    examination.facts().tokenAt = token.createdAt;
    examination.addSecret(token.token);
    const KeyPair pair = pairOf(examination.context());
    if (TokenManager *tokens = examination.patient().tokens) {
        tokens->adopt(token, pair.key, pair.secret);
    }
}

QList<CheckRow> tokenChecks()
{
    const QString pair = doctorText(QT_TRANSLATE_NOOP("Doctor", "consumer key, consumer secret"));
    CheckSpec keys =
        tokenSpec(QStringLiteral("T1"), doctorText(QT_TRANSLATE_NOOP("Doctor", "Key and secret")),
                  doctorText(QT_TRANSLATE_NOOP("Doctor", "Asks Safaricom for a token with key and secret. Proves that they belong "
                                                         "together and to this environment, and nothing else.")),
                  pair);
    keys.wants = Consent::FreshToken;
    CheckSpec variants =
        tokenSpec(QStringLiteral("T2"), doctorText(QT_TRANSLATE_NOOP("Doctor", "Slips of copying")),
                  doctorText(QT_TRANSLATE_NOOP("Doctor", "When the pair is refused: tries it cleaned, swapped and decoded, three "
                                                         "times at most.")),
                  pair);
    variants.wants = Consent::FreshToken;
    CheckSpec other =
        tokenSpec(QStringLiteral("T3"), doctorText(QT_TRANSLATE_NOOP("Doctor", "Other environment")),
                  doctorText(QT_TRANSLATE_NOOP("Doctor", "When the pair is refused: asks the other environment whether it knows it. "
                                                         "If it does, a token is made there.")),
                  pair);
    other.contact = Contact::OtherGateway;
    other.wants = Consent::OtherEnvironment;
    CheckSpec overlap =
        tokenSpec(QStringLiteral("T4"), doctorText(QT_TRANSLATE_NOOP("Doctor", "Two tokens at once")),
                  doctorText(QT_TRANSLATE_NOOP("Doctor", "Gets a second token and looks whether the first still works. Not on "
                                                         "production. The answer is kept with its date.")),
                  pair);
    overlap.consents = Consent::TokenOverlap;
    overlap.onRequest = true;
    return {
        {keys, makeCheck<KeyPairCheck>}, {variants, makeVariantsCheck}, {other, makeOtherEnvironmentCheck}, {overlap, makeOverlapCheck}};
}

} // namespace daraja
