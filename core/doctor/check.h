// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/doctor/checkspec.h"
#include "core/doctor/patient.h"
#include "core/doctor/report.h"

#include <QPointer>

namespace daraja {

class Examination;
class GatewayProbe;

/// What checks learn for each other during a run.
struct ExaminationFacts
{
    QString token;                      ///< the one fresh token of the run; empty until T1 is good
    QDateTime tokenAt;                  ///< UTC
    std::optional<bool> otherTakesKeys; ///< T3
    bool gatewayReachable = false;      ///< N1
    int gatewayAnswers = 0;             ///< whatever was answered …
    int edgePages = 0;                  ///< … and how many of these were pages of a firewall
    enum class Grant { Unknown, Granted, NotGranted, WrongVersion, NoSuchPath, NotAsked };
    QHash<QString, Grant> products;       ///< P1, by operation id
    QHash<QString, Grant> otherProducts;  ///< G2, likewise on the other environment
    std::optional<ReceiverKind> numberIs; ///< Q1
    enum class Proof { None, Proven, Refused, NotProvable };
    Proof passkey = Proof::None; ///< S1 and S2
    QString extractedPasskey;    ///< L2: from a pasted Password
};

/// One run as its checks see it: the values (a copy made at the start), what was found so far, and the one road to the gateway.
class Examination final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Examination)

public:
    Examination(const Patient &patient, Consents consents, const Clock &clock, QObject *parent = nullptr);
    ~Examination() override;

    [[nodiscard]] const Patient &patient() const;
    [[nodiscard]] const RequestContext &context() const; ///< profile, secrets, certificate, callbackUrl, baseUrl as the run began
    [[nodiscard]] const Clock &clock() const;
    [[nodiscard]] bool allows(Consents consents) const;
    [[nodiscard]] bool isProduction() const;
    [[nodiscard]] ExaminationFacts &facts();
    /// What a check said in this run, or null.
    [[nodiscard]] const Finding *finding(const QString &checkId) const;
    void add(const Finding &finding);
    [[nodiscard]] const QList<Finding> &findings() const;

    enum class Host { Own, Other, YourServer };
    /// One request, when its turn comes: one at a time to each gateway, `pace` after the one before (not for YourServer). Never retried.
    /// Every secret of the patient is redacted from its exchange. `context` owns it.
    GatewayProbe *ask(HttpCall call, QObject *context, Host host = Host::Own);
    /// A JSON POST with the run's token.
    GatewayProbe *post(const QString &path, const QByteArray &body, QObject *context, Host host = Host::Own);

    /// Between calls to one of Safaricom's gateways; loopback servers are not spared.
    static constexpr std::chrono::milliseconds pace{4'000};
    [[nodiscard]] std::chrono::milliseconds paceFor(Host host) const;
    /// 4,000 for Safaricom; shorter in tests of environments that are not the simulator.
    void setPace(std::chrono::milliseconds pace);
    [[nodiscard]] int gatewayCalls() const;
    [[nodiscard]] int operatorAttempts() const;
    void countOperatorAttempt();
    void setClockOffset(qint64 milliseconds);
    [[nodiscard]] std::optional<qint64> clockOffset() const;

private:
    friend class GatewayProbe;
    class Private;
    std::unique_ptr<Private> d;
};

/// One request of a check on its way. Deletes itself after finished().
class GatewayProbe final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewayProbe)

public:
    ~GatewayProbe() override;
    [[nodiscard]] const HttpResult &result() const;
    /// errorFrom() of it; Origin::None for a 2xx answer without a refusal.
    [[nodiscard]] MpesaError error() const;
    void abort();

Q_SIGNALS:
    /// Exactly once, never from inside ask() or abort().
    void finished();

private:
    friend class Examination;
    GatewayProbe(Examination *examination, QObject *context);
    class Private;
    std::unique_ptr<Private> d;
};

/// One check of one run. Subclasses implement start(); they keep what they need in members and end with finish().
class Check : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Check)

public:
    Check(Examination &examination, CheckSpec spec);
    ~Check() override;

    [[nodiscard]] const CheckSpec &spec() const { return m_spec; }
    /// Begins; done() follows, never from inside start().
    void begin();
    /// Ends without done(): nothing of it goes on. Destroying it does the same.
    void cancel();

Q_SIGNALS:
    /// What it does now, in a few words: `waiting for the result`.
    void progressed(const QString &text);
    /// Exactly once.
    void done(const daraja::Finding &finding);

protected:
    virtual void start() = 0;
    [[nodiscard]] Examination &examination() { return m_examination; }
    /// With checkId, duration, transcript and number of calls filled in by Check.
    void finish(Finding finding);
    void notRun(const QString &why); ///< finish() with Status::NotRun
    /// ask() and post() of the Examination with the exchange added to this check's transcript; `then` is called once, not after cancel().
    void ask(HttpCall call, std::function<void(const GatewayProbe &probe)> then, Examination::Host host = Examination::Host::Own);
    void post(const QString &path, const QByteArray &body, std::function<void(const GatewayProbe &probe)> then,
              Examination::Host host = Examination::Host::Own);
    /// Adds an exchange of a call that did not go by ask() or post().
    void record(const HttpExchange &exchange);

private:
    Examination &m_examination;
    const CheckSpec m_spec;
    Finding m_finding;
    std::chrono::milliseconds m_begun{0};
    bool m_ended = false;
};

/// A check and how it is made. Each family of checks has a table of these; registry.h joins them in the order of the tree.
struct CheckRow
{
    CheckSpec spec;
    std::unique_ptr<Check> (*make)(Examination &examination, const CheckSpec &spec);
};

template <typename T> std::unique_ptr<Check> makeCheck(Examination &examination, const CheckSpec &spec)
{
    return std::make_unique<T>(examination, spec);
}

} // namespace daraja
