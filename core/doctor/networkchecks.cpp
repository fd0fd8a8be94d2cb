// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// N1 and N2: the way to Daraja, and the clock.

#include "core/doctor/reachreading.h"
#include "core/doctor/registry.h"
#include "core/doctor/spokenanswer.h"

#include <QTimeZone>

#include <cstdlib>

namespace daraja {

namespace {

/// Without credentials Daraja refuses this in its own words, and makes nothing (daraja-api 2.2).
constexpr const char *tokenPath = "/oauth/v1/generate?grant_type=client_credentials";
/// Nothing is there, and the API gateway says so. Asked when a page came from the other: the whole host, or that path alone?
constexpr const char *rootPath = "/";

HttpCall reachCall(const char *path)
{
    HttpCall call;
    call.path = QString::fromLatin1(path);
    return call;
}

QString hostOf(const QUrl &url)
{
    return url.port() < 0 ? url.host() : url.host() + u':' + QString::number(url.port());
}

/// Asks the own gateway; when that cannot be used, the other one, to tell whose fault it is.
class ReachCheck final : public Check
{
public:
    using Check::Check;

protected:
    void start() override
    {
        ask(reachCall(tokenPath), [this](const GatewayProbe &probe) {
            const Reach reach = readReach(probe.result());
            if (reach == Reach::OtherPage || reach == Reach::Firewall) {
                ask(reachCall(rootPath), [this, first = probe.result()](const GatewayProbe &second) {
                    answered(isDarajaThere(readReach(second.result())) ? second.result() : first);
                });
            } else {
                answered(probe.result());
            }
        });
    }

private:
    void answered(const HttpResult &result)
    {
        const Patient &patient = examination().patient();
        m_own = {examination().context().profile.environment, hostOf(patient.http->baseUrl()), result};
        const Reach reach = readReach(result);
        examination().facts().gatewayReachable = isDarajaThere(reach);
        if (const std::optional<qint64> offset = clockOffsetOf(result)) {
            examination().setClockOffset(*offset);
        }
        if (isDarajaThere(reach) || reach == Reach::Unusable || patient.otherBaseUrl.isEmpty()) {
            finish(reachFinding(m_own, {}, patient.trustedAuthorities));
            return;
        }
        Q_EMIT progressed(doctorText(QT_TRANSLATE_NOOP("Doctor", "comparing with the other environment")));
        ask(
            reachCall(tokenPath),
            [this](const GatewayProbe &probe) {
                const Patient &who = examination().patient();
                const ReachAnswer other{otherEnvironment(m_own.environment), hostOf(who.otherBaseUrl), probe.result()};
                finish(reachFinding(m_own, other, who.trustedAuthorities));
            },
            Examination::Host::Other);
    }

    ReachAnswer m_own;
};

QString amountOfTime(qint64 milliseconds)
{
    const qint64 seconds = (std::abs(milliseconds) + 500) / 1000;
    if (seconds < 60) {
        return doctorText(QT_TRANSLATE_NOOP("Doctor", "%1 s")).arg(seconds);
    }
    if (seconds < 3600) {
        return doctorText(QT_TRANSLATE_NOOP("Doctor", "%1 min %2 s")).arg(seconds / 60).arg(seconds % 60);
    }
    return doctorText(QT_TRANSLATE_NOOP("Doctor", "%1 h %2 min")).arg(seconds / 3600).arg(seconds % 3600 / 60);
}

Finding clockFinding(qint64 offset)
{
    constexpr qint64 exact = 5'000;
    constexpr qint64 tolerable = 60'000;
    constexpr qint64 harmful = 300'000;
    const qint64 size = std::abs(offset);
    Finding finding;
    finding.because = doctorText(QT_TRANSLATE_NOOP("Doctor", "compared with the time in Safaricom's answer, minus half the way"));
    finding.summary = offset < 0 ? doctorText(QT_TRANSLATE_NOOP("Doctor", "%1 behind Safaricom")).arg(amountOfTime(offset))
                                 : doctorText(QT_TRANSLATE_NOOP("Doctor", "%1 ahead of Safaricom")).arg(amountOfTime(offset));
    finding.facts.append({doctorText(QT_TRANSLATE_NOOP("Doctor", "Time zone of this computer")),
                          doctorText(QT_TRANSLATE_NOOP("Doctor", "%1; calls always carry Nairobi time"))
                              .arg(QString::fromLatin1(QTimeZone::systemTimeZoneId()))});
    if (size <= exact) {
        finding.status = Finding::Status::Good;
        finding.title = doctorText(QT_TRANSLATE_NOOP("Doctor", "The clock is right"));
        finding.summary = doctorText(QT_TRANSLATE_NOOP("Doctor", "within %1 of Safaricom")).arg(amountOfTime(exact));
        finding.means = doctorText(QT_TRANSLATE_NOOP("Doctor", "This computer and Safaricom agree on the time."));
        return finding;
    }
    finding.title = offset < 0
                        ? doctorText(QT_TRANSLATE_NOOP("Doctor", "This computer is %1 behind Safaricom")).arg(amountOfTime(offset))
                        : doctorText(QT_TRANSLATE_NOOP("Doctor", "This computer is %1 ahead of Safaricom")).arg(amountOfTime(offset));
    finding.steps = {doctorText(QT_TRANSLATE_NOOP("Doctor", "Switch on automatic time in the settings of this computer.")),
                     doctorText(QT_TRANSLATE_NOOP("Doctor", "Do the same on the server that makes your calls: its clock counts there."))};
    if (size <= tolerable) {
        finding.status = Finding::Status::Note;
        finding.means = doctorText(QT_TRANSLATE_NOOP("Doctor", "That is harmless."));
        finding.steps.clear();
    } else if (size <= harmful) {
        finding.status = Finding::Status::Careful;
        finding.means = doctorText(QT_TRANSLATE_NOOP("Doctor", "Calls still work. Countdowns of tokens and prompts are wrong by as much."));
    } else {
        finding.status = Finding::Status::Bad;
        finding.means = doctorText(QT_TRANSLATE_NOOP("Doctor", "Tokens seem to live too long or too short, the time inside the password is "
                                                               "wrong, and certificates may count as expired."));
    }
    return finding;
}

/// Judges what N1 measured.
class ClockCheck final : public Check
{
public:
    using Check::Check;

protected:
    void start() override
    {
        if (const std::optional<qint64> offset = examination().clockOffset()) {
            finish(clockFinding(*offset));
            return;
        }
        Finding finding;
        finding.status = Finding::Status::Unknown;
        finding.title = doctorText(QT_TRANSLATE_NOOP("Doctor", "The clock could not be compared"));
        finding.summary = doctorText(QT_TRANSLATE_NOOP("Doctor", "the answer carried no time"));
        finding.means =
            doctorText(QT_TRANSLATE_NOOP("Doctor", "The gateway did not tell its time, so whether this computer's clock is right is "
                                                   "not known."));
        finding.steps = {doctorText(QT_TRANSLATE_NOOP("Doctor", "Compare this computer's clock with a phone."))};
        finding.because = doctorText(QT_TRANSLATE_NOOP("Doctor", "nothing to compare with"));
        finding.sure = Finding::Sure::Low;
        finish(finding);
    }
};

} // namespace

QList<CheckRow> networkChecks()
{
    CheckSpec reach;
    reach.id = QStringLiteral("N1");
    reach.title = doctorText(QT_TRANSLATE_NOOP("Doctor", "Way to Daraja"));
    reach.what =
        doctorText(QT_TRANSLATE_NOOP("Doctor", "Asks the gateway without any key. Shows whether Daraja itself answers, or a firewall, "
                                               "a proxy or nobody."));
    reach.branch = Branch::Network;
    reach.contact = Contact::Gateway;
    reach.effect = SideEffect::Log;

    CheckSpec clock = reach;
    clock.id = QStringLiteral("N2");
    clock.title = doctorText(QT_TRANSLATE_NOOP("Doctor", "Clock"));
    clock.what = doctorText(QT_TRANSLATE_NOOP("Doctor", "Compares this computer's clock with the time in Safaricom's answer."));
    clock.contact = Contact::Nobody;
    clock.effect = SideEffect::None;

    return {{reach, makeCheck<ReachCheck>}, {clock, makeCheck<ClockCheck>}};
}

} // namespace daraja
