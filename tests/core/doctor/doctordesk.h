// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/doctor/doctorrun.h"
#include "tests/support/waituntil.h"

#include <QTemporaryDir>

namespace daraja {

/// A merchant's desk whose Daraja is wherever a test says, whatever the environment of its profile. Change `context` and `patient`, then
/// examine() or run.
class DoctorDesk final
{
    Q_DISABLE_COPY_MOVE(DoctorDesk)

public:
    explicit DoctorDesk(const QUrl &daraja, Environment environment = Environment::Sandbox)
        : http(daraja, clock)
        , tokens(http, clock, QString::fromLatin1(key), QString::fromLatin1(secret))
        , client(http, tokens, clock)
        , meter(clock, folder.filePath(QStringLiteral("attempts.json")))
    {
        context.profile.environment = environment;
        context.profile.id = QStringLiteral("shop");
        context.profile.name = QStringLiteral("Duka");
        context.profile.consumerKey = QString::fromLatin1(key);
        context.secrets.consumerSecret = QString::fromLatin1(secret);
        patient.http = &http;
        patient.tokens = &tokens;
        patient.client = &client;
        patient.meter = &meter;
    }
    ~DoctorDesk() = default;

    static constexpr const char *key = "Qm4Vt8Zx1Ws6Ed3Rf7Tg9Yh2Uj5Ik0Ol";
    static constexpr const char *secret = "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7cF0iL";

    /// Looks at the values as they are now.
    Examination &examine(Consents consents = {}, std::chrono::milliseconds pace = std::chrono::milliseconds(1))
    {
        client.setContext(context);
        examination = std::make_unique<Examination>(patient, consents, clock);
        examination->setPace(pace);
        return *examination;
    }

    /// Runs one check of the families to its end; its finding is then among those of the examination. An empty id when it did not end.
    [[nodiscard]] Finding run(const QList<CheckRow> &family, const QString &id)
    {
        for (const CheckRow &row : family) {
            if (row.spec.id == id) {
                const std::unique_ptr<Check> check = row.make(*examination, row.spec);
                std::optional<Finding> finding;
                QObject::connect(check.get(), &Check::done, check.get(), [&finding](const Finding &said) { finding = said; });
                check->begin();
                if (waitUntil([&finding] { return finding.has_value(); }, 30'000)) {
                    examination->add(*finding);
                    return *finding;
                }
            }
        }
        return {};
    }

    SystemClock clock;
    QTemporaryDir folder;
    HttpClient http;
    TokenManager tokens;
    MpesaClient client;
    AttemptMeter meter;
    RequestContext context;
    Patient patient;
    std::unique_ptr<Examination> examination;
};

/// Follows one run.
class RunWatch final : public QObject
{
public:
    explicit RunWatch(DoctorRun &run)
    {
        connect(&run, &DoctorRun::checkStarted, this, [this](const QString &id) { started.append(id); });
        connect(&run, &DoctorRun::checkFinished, this, [this](const Finding &finding) { ended.append(finding.checkId); });
        connect(&run, &DoctorRun::finished, this, [this](const DoctorReport &said) {
            ++finished;
            report = said;
        });
    }
    [[nodiscard]] bool wait(int milliseconds = 60'000)
    {
        return waitUntil([this] { return finished > 0; }, milliseconds);
    }
    [[nodiscard]] Finding::Status statusOf(const QString &id) const
    {
        const Finding *finding = report.finding(id);
        return finding != nullptr ? finding->status : Finding::Status::Running;
    }

    QStringList started;
    QStringList ended;
    int finished = 0;
    DoctorReport report;
};

/// `L1 N1 T1` of a plan.
[[nodiscard]] inline QString idsOf(const QList<CheckSpec> &plan)
{
    QStringList ids;
    for (const CheckSpec &spec : plan) {
        ids.append(spec.id);
    }
    return ids.join(u' ');
}

} // namespace daraja
