// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// T4: whether a new token cancels the one before.

#include "core/doctor/overlaprecord.h"
#include "core/doctor/spokenanswer.h"
#include "core/doctor/tokenchecks.h"

namespace daraja {

namespace {

/// Token A is there; asks with it, gets token B, asks with A once more (doctor 4, T4).
class OverlapCheck final : public Check
{
public:
    using Check::Check;

protected:
    void start() override
    {
        if (examination().isProduction()) {
            notNeeded(doctorText(QT_TRANSLATE_NOOP("Doctor", "This is tried on the sandbox only.")));
            return;
        }
        m_first = examination().facts().token;
        askWithFirst([this](bool rejected, const SpokenAnswer &answer) {
            if (rejected || !isClear(answer)) {
                finishUnclear(answer);
            } else {
                askForSecond();
            }
        });
    }

private:
    /// An STK query without a body's members: read only, refused for them, or for the token before that.
    void askWithFirst(std::function<void(bool, const SpokenAnswer &)> then)
    {
        HttpCall call;
        call.method = QByteArrayLiteral("POST");
        call.path = QStringLiteral("/mpesa/stkpushquery/v1/query");
        call.body = QByteArrayLiteral("{}");
        call.headers.set(QByteArrayLiteral("Authorization"), QByteArrayLiteral("Bearer ") + m_first.toUtf8());
        ask(std::move(call), [then = std::move(then)](const GatewayProbe &probe) {
            const SpokenAnswer answer = spokenAnswer(probe.result());
            then(answer.tokenRefused, answer);
        });
    }

    [[nodiscard]] static bool isClear(const SpokenAnswer &answer)
    {
        return answer.kind == SpokenAnswer::Kind::Refusal || answer.kind == SpokenAnswer::Kind::Accepted;
    }

    void askForSecond()
    {
        Q_EMIT progressed(doctorText(QT_TRANSLATE_NOOP("Doctor", "asking for a second token")));
        ask(tokenCallWith(pairOf(examination().context())), [this, birth = TokenBirth(examination().clock())](const GatewayProbe &probe) {
            const PairAnswer answer = readPairAnswer(probe.result());
            if (answer.reading != PairReading::Accepted || answer.token.token == m_first) {
                finishUnclear(spokenAnswer(probe.result()));
                return;
            }
            useToken(examination(), birth.stamp(answer.token, probe.result()));
            askWithFirst([this](bool rejected, const SpokenAnswer &last) {
                if (isClear(last)) {
                    finishWith(!rejected, last);
                } else {
                    finishUnclear(last);
                }
            });
        });
    }

    void finishWith(bool overlaps, const SpokenAnswer &answer)
    {
        const bool kept = keepTokenOverlap({overlaps, examination().clock().now()});
        Finding finding;
        answer.quoteIn(finding);
        finding.status = overlaps ? Finding::Status::Good : Finding::Status::Note;
        finding.title = overlaps ? doctorText(QT_TRANSLATE_NOOP("Doctor", "Tokens overlap today"))
                                 : doctorText(QT_TRANSLATE_NOOP("Doctor", "Every new token cancels the last one"));
        finding.summary = overlaps ? doctorText(QT_TRANSLATE_NOOP("Doctor", "the first token still works after the second"))
                                   : doctorText(QT_TRANSLATE_NOOP("Doctor", "the first token was refused after the second"));
        finding.means = overlaps
                            ? doctorText(QT_TRANSLATE_NOOP("Doctor", "Asking for a token here does not stop a server that holds another."))
                            : doctorText(QT_TRANSLATE_NOOP("Doctor", "Two programs with the same keys push each other out."));
        if (!overlaps) {
            finding.steps = {doctorText(QT_TRANSLATE_NOOP("Doctor", "Do not fetch live tokens from this computer while the shop runs.")),
                             doctorText(QT_TRANSLATE_NOOP("Doctor", "Let one program fetch the token for all your servers."))};
        }
        finding.sure = Finding::Sure::Medium;
        finding.because = doctorText(QT_TRANSLATE_NOOP("Doctor", "tried just now on %1; production may differ"))
                              .arg(environmentName(examination().context().profile.environment));
        if (!kept) {
            finding.facts.append({doctorText(QT_TRANSLATE_NOOP("Doctor", "Kept")),
                                  doctorText(QT_TRANSLATE_NOOP("Doctor", "no: the answer could not be written to disk"))});
        }
        finish(finding);
    }

    void finishUnclear(const SpokenAnswer &answer)
    {
        Finding finding;
        answer.quoteIn(finding);
        finding.status = Finding::Status::Unknown;
        finding.title = doctorText(QT_TRANSLATE_NOOP("Doctor", "Whether tokens overlap could not be told"));
        finding.summary = answer.inShort();
        finding.means = doctorText(QT_TRANSLATE_NOOP("Doctor", "The answers do not tell two tokens apart."));
        finding.because = doctorText(QT_TRANSLATE_NOOP("Doctor", "no clear answer"));
        finding.sure = Finding::Sure::Low;
        finish(finding);
    }

    QString m_first;
};

} // namespace

std::unique_ptr<Check> makeOverlapCheck(Examination &examination, const CheckSpec &spec)
{
    return makeCheck<OverlapCheck>(examination, spec);
}

} // namespace daraja
