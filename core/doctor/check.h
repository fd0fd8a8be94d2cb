// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/doctor/checkspec.h"
#include "core/doctor/patient.h"
#include "core/doctor/report.h"

#include <QPointer>

#include <functional>
#include <optional>

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
    /// All of them. FreshToken and MoneyProbes are needed on production only.
    [[nodiscard]] bool allows(Consents consents) const;
    /// Real money: production, or a custom server elsewhere than on this computer, which may stand before it.
    [[nodiscard]] bool isProduction() const;
    [[nodiscard]] ExaminationFacts &facts();
    /// What a check said in this run, or null.
    [[nodiscard]] const Finding *finding(const QString &checkId) const;
    void add(const Finding &finding);
    [[nodiscard]] const QList<Finding> &findings() const;

    enum class Host {
        Own,
        Other,      ///< Patient::otherBaseUrl
        YourServer, ///< scheme, host and port of Patient::callbackUrl; the call's path is the whole path there
    };
    /// One request, when its turn comes: one at a time to each host, `pace` after the one before (not for YourServer). Never retried, given
    /// up after 20 s. Every secret of the patient is redacted from its exchange. `context` owns it: with it the request ends without a
    /// signal.
    GatewayProbe *ask(HttpCall call, QObject *context, Host host = Host::Own);
    /// A JSON POST with the run's token.
    GatewayProbe *post(const QString &path, const QByteArray &body, QObject *context, Host host = Host::Own);
    /// For what goes out by other roads (MpesaClient): `then` is called when it would be a request's turn, never from inside, and not when
    /// `context` has died. The next turn is `pace` later.
    void takeTurn(QObject *context, std::function<void()> then, Host host = Host::Own);
    /// Something more that must be in no transcript from now on: a variant of a secret.
    void addSecret(const QString &secret);
    /// Knows every secret of the patient and the run's token.
    [[nodiscard]] const Redactor &redactor() const;

    /// From one call to the next to one of Safaricom's gateways, beginning to beginning. The simulator needs none, nor a custom server on
    /// this computer.
    static constexpr std::chrono::milliseconds pace{4'000};
    [[nodiscard]] std::chrono::milliseconds paceFor(Host host) const;
    /// For tests of environments that are not the simulator.
    void setPace(std::chrono::milliseconds chosen);
    [[nodiscard]] int gatewayCalls() const;
    /// Why asking the gateways any more is useless, in words for people, or empty: several calls in a row without an answer, or with pages
    /// of a firewall. `cautious`: one is enough, for what must not be wasted.
    [[nodiscard]] QString gatewayProblem(bool cautious = false) const;
    [[nodiscard]] int operatorAttempts() const;
    /// A call that carries a SecurityCredential went out.
    void countOperatorAttempt();
    /// One that did not go by ask() or post().
    void countGatewayCall();
    /// This computer's clock minus Daraja's.
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
    void begin();
    void end(const HttpResult &result);
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
    /// An exchange was added to the transcript: the check is alive.
    void exchanged();

protected:
    virtual void start() = 0;
    [[nodiscard]] Examination &examination() { return m_examination; }
    /// With checkId, duration, transcript and number of calls filled in by Check.
    void finish(Finding finding);
    void notRun(const QString &why);    ///< finish() with Status::NotRun: it should have been checked and could not be
    void notNeeded(const QString &why); ///< finish() with Status::NotNeeded: the set-up has nothing for this check
    /// ask() and post() of the Examination with the exchange added to this check's transcript; `then` is called once, not after cancel().
    void ask(HttpCall call, std::function<void(const GatewayProbe &probe)> then, Examination::Host host = Examination::Host::Own);
    void post(const QString &path, const QByteArray &body, std::function<void(const GatewayProbe &probe)> then,
              Examination::Host host = Examination::Host::Own);
    /// What a check makes for itself (timers, requests of others) belongs to this: it ends with finish() and cancel(). Null after them.
    [[nodiscard]] QObject *life() const { return m_life.get(); }
    /// Adds an exchange of a call to the gateway that did not go by ask() or post().
    void record(const HttpExchange &exchange);

private:
    void follow(GatewayProbe *probe, std::function<void(const GatewayProbe &probe)> then, bool isGateway);

    Examination &m_examination;
    const CheckSpec m_spec;
    Finding m_finding;
    std::chrono::milliseconds m_begun{0};
    bool m_ended = false;
    std::unique_ptr<QObject> m_life; ///< whatever goes on for this check is its child
};

/// \name Findings of checks that did not run
/// @{
[[nodiscard]] Finding findingNotRun(const CheckSpec &spec, const QString &why);
[[nodiscard]] Finding findingNotNeeded(const CheckSpec &spec, const QString &why);
/// @}

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
