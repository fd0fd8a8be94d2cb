// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// P1: what the app may do.

#include "core/doctor/productreading.h"
#include "core/doctor/productverdict.h"
#include "core/doctor/registry.h"

#include <QUuid>

#include <algorithm>

namespace daraja {

namespace {

/// Two controls, then an empty body to one path of each product:
///
///     a token that was never given out ─ refused? ─ else nothing can be told of what is granted
///     a path that there is not ───────── refused? ─ likewise
///     product by product ─ busy? once more
class ProductCheck final : public Check
{
public:
    using Check::Check;

protected:
    void start() override
    {
        if (examination().facts().token.isEmpty()) {
            notRun(doctorText("There is no token to ask with."));
            return;
        }
        m_probes = chooseProbes();
        HttpCall call;
        call.method = QByteArrayLiteral("POST");
        call.path = QString::fromLatin1(controlOf(m_probes).path);
        call.body = emptyProbe();
        call.headers.set(QByteArrayLiteral("Authorization"),
                         QByteArrayLiteral("Bearer ") + QUuid::createUuid().toRfc4122().toHex().left(tokenLength));
        Q_EMIT progressed(doctorText("control: a token that does not exist"));
        ask(call, [this](const GatewayProbe &probe) {
            const SpokenAnswer answer = spokenAnswer(probe.result());
            const ProductReading reading = readProductAnswer(answer);
            m_seen.controls = reading != ProductReading::Granted;
            m_seen.facts.append({doctorText("Control: token that does not exist"), answer.inShort()});
            askNowhere();
        });
    }

private:
    static constexpr qsizetype tokenLength = 28; // as those of Daraja (daraja-api 2.1)

    /// All products where asking costs no time; at Safaricom's pace only those that the values of this profile have a use for.
    [[nodiscard]] QList<const OperationSpec *> chooseProbes()
    {
        const bool isFree = examination().paceFor(Examination::Host::Own) == std::chrono::milliseconds(0);
        const ProfileUses uses = usesOf(examination());
        QList<const OperationSpec *> probes;
        const QList<const OperationSpec *> all = productProbes();
        for (const OperationSpec *operation : all) {
            const bool mayBeAsked = !operation->isAboutMoney() || examination().allows(Consent::MoneyProbes);
            if (mayBeAsked && (isFree || uses.wants(*operation))) {
                probes.append(operation);
            }
        }
        return probes.isEmpty() ? QList<const OperationSpec *>{findOperation(u"stk_query")} : probes;
    }

    /// Not STK query, which Daraja lets be asked once in 12 s (daraja-api 6.2), and nothing that does more than ask if it can be helped.
    [[nodiscard]] static const OperationSpec &controlOf(const QList<const OperationSpec *> &probes)
    {
        const auto fits = [](const OperationSpec *probe) { return probe->readsOnly() && QLatin1StringView(probe->id) != u"stk_query"; };
        const auto found = std::find_if(probes.begin(), probes.end(), fits);
        return found == probes.end() ? *probes.last() : **found;
    }

    void askNowhere()
    {
        Q_EMIT progressed(doctorText("control: a path that does not exist"));
        post(QStringLiteral("/mpesa/nosuchproduct/v1/query"), emptyProbe(), [this](const GatewayProbe &probe) {
            const SpokenAnswer answer = spokenAnswer(probe.result());
            m_seen.controls = m_seen.controls && readProductAnswer(answer) != ProductReading::Granted;
            m_seen.facts.append({doctorText("Control: path that does not exist"), answer.inShort()});
            askNext(false);
        });
    }

    void askNext(bool again)
    {
        if (m_next >= m_probes.size() || !examination().gatewayProblem().isEmpty()) {
            conclude();
            return;
        }
        const OperationSpec *operation = m_probes.at(m_next);
        Q_EMIT progressed(doctorText("%1 of %2: %3").arg(m_next + 1).arg(m_probes.size()).arg(catalogueText(operation->product)));
        post(QString::fromLatin1(operation->path), emptyProbe(), [this, operation, again](const GatewayProbe &probe) {
            const SpokenAnswer answer = spokenAnswer(probe.result());
            const ProductReading reading = readProductAnswer(answer);
            if (reading == ProductReading::Busy && !again) {
                askNext(true);
                return;
            }
            const QString id = QString::fromLatin1(operation->id);
            m_seen.readings.insert(id, reading);
            m_seen.answers.insert(id, answer);
            ++m_next;
            askNext(false);
        });
    }

    void conclude()
    {
        ProductsSeen &seen = m_seen;
        if (!seen.controls) {
            // What takes a token that does not exist has not looked at ours: only a refusal is still worth something.
            for (ProductReading &reading : seen.readings) {
                reading = reading == ProductReading::Granted ? ProductReading::Unknown : reading;
            }
        }
        seen.grants = grantsFrom(seen.readings);
        examination().facts().products = seen.grants;
        finish(findingOnProducts(seen, usesOf(examination()), examination()));
    }

    QList<const OperationSpec *> m_probes;
    qsizetype m_next = 0;
    ProductsSeen m_seen;
};

} // namespace

QList<CheckRow> productChecks()
{
    CheckSpec spec;
    spec.id = QStringLiteral("P1");
    spec.title = doctorText("API products");
    spec.what = doctorText("Sends an empty body to each product with the fresh token. A complaint about missing fields means that the app "
                           "has the product. On production the paths that move money are asked only if you agree.");
    spec.branch = Branch::Products;
    spec.contact = Contact::Gateway;
    spec.effect = SideEffect::Log;
    spec.wants = Consent::MoneyProbes;
    return {{spec, &makeCheck<ProductCheck>}};
}

} // namespace daraja
