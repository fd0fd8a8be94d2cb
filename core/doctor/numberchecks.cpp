// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// Q1: whose number it is.

#include "core/doctor/registry.h"
#include "core/doctor/spokenanswer.h"
#include "core/errors/answerbody.h"

#include <QJsonDocument>

namespace daraja {

namespace {

using Grant = ExaminationFacts::Grant;

/// What Query Org Info says about one number as one kind (doctor 4, Q1). Judged by name and words: the documents disagree about
/// ResponseCode.
struct NumberAnswer
{
    enum class Kind { Named, Nobody, Token, Unclear };
    Kind kind = Kind::Unclear;
    QString name;
    SpokenAnswer spoken;
};

NumberAnswer readNumberAnswer(const HttpResult &result)
{
    NumberAnswer answer;
    answer.spoken = spokenAnswer(result);
    const QJsonObject object = readAnswer(result.exchange.responseBody).object;
    answer.name = jsonText(jsonMember(object, u"OrganizationName")).trimmed();
    const SpokenAnswer &spoken = answer.spoken;
    if (spoken.kind == SpokenAnswer::Kind::Nothing || spoken.kind == SpokenAnswer::Kind::Page || spoken.kind == SpokenAnswer::Kind::Busy) {
        return answer;
    }
    if (spoken.kind == SpokenAnswer::Kind::Accepted && !answer.name.isEmpty()) {
        answer.kind = NumberAnswer::Kind::Named;
    } else if (spoken.tokenRefused || spoken.says(u"apiproduct")) {
        answer.kind = NumberAnswer::Kind::Token;
    } else if (spoken.says(u"invalid identifier") || spoken.says(u"not found") || spoken.says(u"does not exist") ||
               spoken.says(u"no organization")) {
        answer.kind = NumberAnswer::Kind::Nobody;
    }
    return answer;
}

/// Asks for the number that customers pay to:
///
///     paybill profile   short code as 4 ─ nobody? ─ as 2
///     till profile      till as 2 ─ nobody? ─ as 4
class NumberCheck final : public Check
{
public:
    using Check::Check;

protected:
    void start() override
    {
        const Profile &profile = examination().context().profile;
        m_isTill = profile.receiver == ReceiverKind::Till && !profile.till.trimmed().isEmpty();
        m_number = (m_isTill ? profile.till : profile.shortCode).trimmed();
        const Grant grant = examination().facts().products.value(QStringLiteral("org_info"), Grant::NotAsked);
        if (m_number.isEmpty()) {
            notNeeded(doctorText("The profile has no short code."));
        } else if (grant == Grant::NotGranted || grant == Grant::NoSuchPath) {
            notNeeded(doctorText("Only an app with the product Query Org Info can ask whose number it is, and few have it."));
        } else {
            askAs(m_isTill ? QStringLiteral("2") : QStringLiteral("4"), m_number, m_first, [this] { firstAnswered(); });
        }
    }

private:
    void askAs(const QString &type, const QString &number, NumberAnswer &into, std::function<void()> then)
    {
        const QJsonObject body{{QStringLiteral("IdentifierType"), type}, {QStringLiteral("Identifier"), number}};
        Q_EMIT progressed(type == u"4" ? doctorText("%1 as paybill").arg(number) : doctorText("%1 as till").arg(number));
        post(QString::fromLatin1(findOperation(u"org_info")->path), QJsonDocument(body).toJson(QJsonDocument::Compact),
             [this, type, number, &into, then = std::move(then)](const GatewayProbe &probe) {
                 into = readNumberAnswer(probe.result());
                 m_facts.append({type == u"4" ? doctorText("%1 as paybill").arg(number) : doctorText("%1 as till").arg(number),
                                 into.name.isEmpty() ? into.spoken.inShort() : into.name});
                 then();
             });
    }

    void firstAnswered()
    {
        using Kind = NumberAnswer::Kind;
        switch (m_first.kind) {
        case Kind::Named:
            examination().facts().numberIs = m_isTill ? ReceiverKind::Till : ReceiverKind::Paybill;
            tellName(m_first, m_isTill);
            return;
        case Kind::Token:
            notNeeded(doctorText("The app has not the product Query Org Info, which few have. Whose number it is cannot be asked."));
            return;
        case Kind::Unclear:
            tellUnclear(m_first);
            return;
        case Kind::Nobody:
            askAs(m_isTill ? QStringLiteral("4") : QStringLiteral("2"), m_number, m_second, [this] { secondAnswered(); });
        }
    }

    void secondAnswered()
    {
        if (m_second.kind == NumberAnswer::Kind::Named) {
            examination().facts().numberIs = m_isTill ? ReceiverKind::Paybill : ReceiverKind::Till;
            tellOtherKind();
        } else if (m_second.kind == NumberAnswer::Kind::Nobody) {
            tellNobody();
        } else {
            tellUnclear(m_second);
        }
    }

    void tellName(const NumberAnswer &answer, bool till)
    {
        Finding finding;
        finding.status = Finding::Status::Good;
        finding.title = till ? doctorText("Safaricom holds %1 as %2 (till)").arg(m_number, answer.name)
                             : doctorText("Safaricom holds %1 as %2 (paybill)").arg(m_number, answer.name);
        finding.summary = answer.name;
        answer.spoken.quoteIn(finding);
        finding.means = doctorText("The number exists and is what the profile says. If the name is not yours, the number is mistyped.");
        finding.because = doctorText("Safaricom gives the name");
        end(finding);
    }

    void tellOtherKind()
    {
        Finding finding;
        const bool till = !m_isTill;
        finding.status = onSandbox() ? Finding::Status::Note : Finding::Status::Bad;
        finding.title = till ? doctorText("%1 is a till, and the profile says paybill").arg(m_number)
                             : doctorText("%1 is a paybill, and the profile says till").arg(m_number);
        finding.summary = m_second.name;
        m_second.spoken.quoteIn(finding);
        finding.means = till ? doctorText("Safaricom holds it as %1, a till. As a paybill no payment to it succeeds.").arg(m_second.name)
                             : doctorText("Safaricom holds it as %1, a paybill. As a till no payment to it succeeds.").arg(m_second.name);
        finding.blames = {QStringLiteral("receiver")};
        if (till) {
            finding.steps = {doctorText("Set the profile to Till, with %1 as the till").arg(m_number),
                             doctorText("Enter the store or head office number that you went live with as short code")};
            finding.cure = {Finding::Cure::Action::ApplyValues, doctorText("Change to till…"), {}, {}, {}, {}};
            finding.cure.values = {{QStringLiteral("receiver"), QStringLiteral("till")}, {QStringLiteral("till"), m_number}};
        } else {
            finding.steps = {doctorText("Set the profile to Paybill, with %1 as short code").arg(m_number)};
            finding.cure = {Finding::Cure::Action::ApplyValues, doctorText("Change to paybill…"), {}, {}, {}, {}};
            finding.cure.values = {{QStringLiteral("receiver"), QStringLiteral("paybill")}, {QStringLiteral("shortCode"), m_number}};
        }
        finding.sure = onSandbox() ? Finding::Sure::Low : Finding::Sure::High;
        finding.because = onSandbox() ? doctorText("the sandbox answers such questions unreliably")
                                      : doctorText("Safaricom knows it as the one and not as the other");
        end(finding);
    }

    void tellNobody()
    {
        Finding finding;
        finding.status = onSandbox() ? Finding::Status::Note : Finding::Status::Bad;
        finding.title = doctorText("Safaricom knows no paybill and no till %1").arg(m_number);
        finding.summary = doctorText("neither paybill nor till");
        m_second.spoken.quoteIn(finding);
        finding.means = onSandbox() ? doctorText("The sandbox does not know many of its own test numbers here. It means little.")
                                    : doctorText("The number is mistyped, or it belongs to the other environment.");
        if (!onSandbox()) {
            finding.steps = {doctorText("Compare the number with the one that customers pay to, and with the e-mail of going live"),
                             doctorText("Correct it in the profile and press Check again")};
            finding.cure = {Finding::Cure::Action::EditValue,
                            doctorText("Edit the number…"),
                            m_isTill ? QStringLiteral("till") : QStringLiteral("shortCode"),
                            {},
                            {},
                            {}};
        }
        finding.blames = {m_isTill ? QStringLiteral("till") : QStringLiteral("shortCode")};
        finding.sure = onSandbox() ? Finding::Sure::Low : Finding::Sure::High;
        finding.because = onSandbox() ? doctorText("the sandbox answers such questions unreliably")
                                      : doctorText("asked as paybill and as till, both refused");
        end(finding);
    }

    void tellUnclear(const NumberAnswer &answer)
    {
        Finding finding;
        finding.status = onSandbox() ? Finding::Status::Note : Finding::Status::Unknown;
        finding.title = doctorText("Whose number it is could not be learnt");
        finding.summary = answer.spoken.inShort();
        answer.spoken.quoteIn(finding);
        finding.means = answer.spoken.kind == SpokenAnswer::Kind::Page
                            ? doctorText("A firewall answered instead of Daraja.")
                            : doctorText("The answer neither gives a name nor says that nobody has the number.");
        finding.steps = {doctorText("Wait a few minutes and press Check again")};
        finding.sure = Finding::Sure::Low;
        finding.because = doctorText("an answer that says neither yes nor no");
        end(finding);
    }

    [[nodiscard]] bool onSandbox() { return examination().context().profile.environment == Environment::Sandbox; }

    void end(Finding finding)
    {
        finding.facts = m_facts;
        finish(std::move(finding));
    }

    bool m_isTill = false;
    QString m_number;
    NumberAnswer m_first;
    NumberAnswer m_second;
    QList<QPair<QString, QString>> m_facts;
};

} // namespace

QList<CheckRow> numberChecks()
{
    CheckSpec spec;
    spec.id = QStringLiteral("Q1");
    spec.title = doctorText("Whose number");
    spec.what = doctorText("Asks Safaricom for the name behind the number, as paybill and as till. Only some apps may ask that.");
    spec.needs = doctorText("short code or till");
    spec.branch = Branch::Number;
    spec.contact = Contact::Gateway;
    spec.effect = SideEffect::Log;
    return {{spec, &makeCheck<NumberCheck>}};
}

} // namespace daraja
