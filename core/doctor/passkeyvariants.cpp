// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// S3: the refused values put together in other ways.

#include "core/auth/tokenanswer.h"
#include "core/doctor/passkeychecks.h"
#include "core/doctor/passkeyreading.h"
#include "core/profiles/sandboxvalues.h"

namespace daraja {

namespace {

using Status = Finding::Status;

/// One way to put the values together. A value.
struct PasskeyVariant
{
    QString name; ///< for the rows
    PasskeyQuestion question;
    QString title; ///< of the finding when it passes
    QString means;
    QStringList steps;
    Finding::Cure cure;
    bool elsewhere = false; ///< asked at the other environment
};

Finding::Cure applying(const QString &label, const QHash<QString, QString> &values)
{
    Finding::Cure cure;
    cure.action = Finding::Cure::Action::ApplyValues;
    cure.label = label;
    cure.values = values;
    return cure;
}

/// One after the other until one is not refused. As the values as given were refused, a variant that is not proves itself.
class PasskeyVariants final : public PasskeyAsker
{
public:
    using PasskeyAsker::PasskeyAsker;

protected:
    void start() override
    {
        const Finding *asked = examination().finding(QStringLiteral("S1"));
        if (isUseless()) {
            return;
        }
        if (asked == nullptr || asked->status != Status::Bad) {
            notNeeded(doctorText("The passkey was not refused: there is nothing to vary."));
            return;
        }
        m_aboutNumber = asked->blames.contains(QStringLiteral("shortCode"));
        collect();
        if (m_variants.isEmpty()) {
            notNeeded(doctorText("There is no other way to put these values together."));
            return;
        }
        tryNext();
    }

private:
    static constexpr qsizetype mostVariants = 4; // doctor 4, S3

    void add(PasskeyVariant variant)
    {
        if (m_variants.size() < mostVariants) {
            m_variants.append(std::move(variant));
        }
    }

    void collect()
    {
        const RequestContext &context = examination().context();
        const PasskeyQuestion given = questionOf(examination());
        const QString extracted = examination().facts().extractedPasskey;
        if (!m_aboutNumber && !extracted.isEmpty() && extracted != given.passkey) {
            add({doctorText("passkey out of the pasted Password"),
                 {given.shortCode, extracted, given.timestamp},
                 doctorText("A finished Password was pasted; the passkey inside it works"),
                 doctorText(
                     "The Password is made anew for each request, out of number, passkey and time. The passkey stands in its middle."),
                 {doctorText("Use the passkey that was taken out")},
                 applying(doctorText("Use it…"), {{QStringLiteral("passkey"), extracted}}),
                 false});
        }
        const QString till = context.profile.till.trimmed();
        if (!till.isEmpty() && till != given.shortCode) {
            add({doctorText("till and store number exchanged"),
                 {till, given.passkey, given.timestamp},
                 doctorText("Works with %1 as short code: till and store number are exchanged").arg(till),
                 doctorText("The passkey belongs to %1. That is the store or head office number.").arg(till),
                 {doctorText("Use %1 as BusinessShortCode, and keep %2 as PartyB").arg(till, given.shortCode)},
                 applying(doctorText("Exchange them…"), {{QStringLiteral("shortCode"), till}, {QStringLiteral("till"), given.shortCode}}),
                 false});
        }
        collectEnvironments(given);
        if (!m_aboutNumber) {
            const QString utc = examination().clock().now().toUTC().toString(QStringLiteral("yyyyMMddHHmmss"));
            add({doctorText("time in UTC instead of Nairobi time"),
                 {given.shortCode, given.passkey, utc},
                 doctorText("Daraja wants the time inside the password in UTC"),
                 doctorText("The same passkey is taken with the time in UTC. This program writes Nairobi time, as most do."),
                 {doctorText("Write the Timestamp in UTC in your own program, in the Password and in the body alike"),
                  doctorText("Send this report to apisupport@safaricom.co.ke: Safaricom does not say which of the two it wants")},
                 {},
                 false});
        }
    }

    void collectEnvironments(const PasskeyQuestion &given)
    {
        const Environment environment = examination().context().profile.environment;
        const bool isTest = environment == Environment::Sandbox || environment == Environment::Simulator;
        const PasskeyQuestion open{sandboxShortCode(), sandboxPasskey(), given.timestamp};
        if (isTest && (given.shortCode != open.shortCode || given.passkey != open.passkey)) {
            add({doctorText("the public test values"),
                 open,
                 doctorText("The public test values work here; yours do not"),
                 doctorText("For test prompts only one short code and passkey are taken, the same ones for everybody."),
                 {doctorText("For tests use %1 and its public passkey").arg(open.shortCode),
                  doctorText("Keep your own values for a profile of Production")},
                 applying(doctorText("Use test values…"),
                          {{QStringLiteral("shortCode"), open.shortCode}, {QStringLiteral("passkey"), open.passkey}}),
                 false});
        }
        if (!examination().patient().otherBaseUrl.isEmpty() && examination().allows(Consent::OtherEnvironment) &&
            examination().facts().otherTakesKeys.value_or(true)) {
            const bool live = environment == Environment::Production;
            PasskeyVariant variant{doctorText("the other environment"),
                                   given,
                                   live ? doctorText("These values are of the sandbox; the profile says Production")
                                        : doctorText("These values are live; the profile says %1").arg(environmentName(environment)),
                                   doctorText("Number and passkey are taken there, and refused here."),
                                   {doctorText("Set the profile to the environment that the values are from")},
                                   {},
                                   true};
            variant.cure.action = Finding::Cure::Action::SwitchEnvironment;
            variant.cure.label = live ? doctorText("Switch to Sandbox…") : doctorText("Switch to Production…");
            variant.cure.values = {{QStringLiteral("environment"), environmentId(live ? Environment::Sandbox : Environment::Production)}};
            add(variant);
        }
    }

    void tryNext()
    {
        if (m_next >= m_variants.size()) {
            tellNone();
            return;
        }
        const PasskeyVariant &variant = m_variants.at(m_next);
        examination().addSecret(variant.question.passkey);
        Q_EMIT progressed(variant.name);
        if (variant.elsewhere) {
            askElsewhere(variant);
            return;
        }
        query(variant.question, [this](PasskeyReading reading, const SpokenAnswer &answer) { judge(reading, answer); });
    }

    /// With a token of that environment, for ours is worth nothing there.
    void askElsewhere(const PasskeyVariant &variant)
    {
        const RequestContext &context = examination().context();
        HttpCall call;
        call.path = QStringLiteral("/oauth/v1/generate?grant_type=client_credentials");
        call.headers.set(QByteArrayLiteral("Authorization"),
                         QByteArrayLiteral("Basic ") +
                             (context.profile.consumerKey + u':' + context.secrets.consumerSecret).toUtf8().toBase64());
        const QByteArray body = passkeyQuery(variant.question);
        ask(
            call,
            [this, body](const GatewayProbe &probe) {
                const std::variant<AccessToken, MpesaError> given = readTokenAnswer(probe.result());
                const AccessToken *token = std::get_if<AccessToken>(&given);
                if (token == nullptr) {
                    judge(PasskeyReading::Token, spokenAnswer(probe.result()));
                    return;
                }
                examination().addSecret(token->token);
                HttpCall query;
                query.method = QByteArrayLiteral("POST");
                query.path = QString::fromLatin1(findOperation(u"stk_query")->path);
                query.body = body;
                query.headers.set(QByteArrayLiteral("Authorization"), QByteArrayLiteral("Bearer ") + token->token.toUtf8());
                ask(
                    query,
                    [this](const GatewayProbe &answered) {
                        const SpokenAnswer answer = spokenAnswer(answered.result());
                        judge(readPasskeyAnswer(answer), answer);
                    },
                    Examination::Host::Other);
            },
            Examination::Host::Other);
    }

    void judge(PasskeyReading reading, const SpokenAnswer &answer)
    {
        const PasskeyVariant &variant = m_variants.at(m_next);
        const bool passed = reading == PasskeyReading::UnknownId;
        m_facts.append({variant.name, passed ? doctorText("not refused") : answer.inShort()});
        if (passed) {
            tellPassed(variant, answer);
            return;
        }
        ++m_next;
        tryNext();
    }

    void tellPassed(const PasskeyVariant &variant, const SpokenAnswer &answer)
    {
        Finding finding;
        answer.quoteIn(finding);
        finding.status = Status::Bad;
        finding.title = variant.title;
        finding.summary = variant.name;
        finding.means = variant.means;
        finding.steps = variant.steps;
        finding.cure = variant.cure;
        finding.blames = m_aboutNumber ? QStringList{QStringLiteral("shortCode")} : QStringList{QStringLiteral("passkey")};
        finding.sure = Finding::Sure::High;
        finding.because = doctorText("the values as given were refused, these were not");
        finding.facts = m_facts;
        finish(finding);
    }

    void tellNone()
    {
        Finding finding;
        finding.status = Status::Note;
        finding.title = doctorText("No other way to put the values together works either");
        finding.summary = doctorText("%1 tried").arg(m_facts.size());
        finding.means = doctorText("It is the value itself that is wrong, not its place.");
        finding.sure = Finding::Sure::Medium;
        finding.because = doctorText("each variant was refused or gave no answer");
        finding.facts = m_facts;
        finish(finding);
    }

    bool m_aboutNumber = false;
    QList<PasskeyVariant> m_variants;
    qsizetype m_next = 0;
    QList<QPair<QString, QString>> m_facts;
};

} // namespace

std::unique_ptr<Check> makePasskeyVariants(Examination &examination, const CheckSpec &spec)
{
    return makeCheck<PasskeyVariants>(examination, spec);
}

} // namespace daraja
