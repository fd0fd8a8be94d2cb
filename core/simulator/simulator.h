// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/simulator/handset.h"

#include <QHostAddress>
#include <QJsonObject>
#include <QObject>
#include <QUrl>

#include <memory>

namespace daraja {

/// How the simulator is set up. The defaults are Safaricom's public sandbox constants (daraja-api 24), so tutorials work unchanged. Times
/// in milliseconds.
struct SimulatorOptions
{
    quint16 port = 0;          ///< 0 takes a free one
    QString consumerKey;       ///< empty: made at start, `sim-…`
    QString consumerSecret;    ///< empty: made at start
    QString shortCode;         ///< default 174379
    QString till;              ///< default 174380: a till under the same store number
    QString passkey;           ///< default: the public sandbox passkey
    QString initiatorName;     ///< default testapi
    QString initiatorPassword; ///< default Safaricom999!*!
    QString msisdn;            ///< default 254708374149
    QString organisation;      ///< default `Demo shop`
    int tokenLifetime = 3'599'000;
    bool newTokenCancelsOld = false;                       ///< daraja-api 2.3: what the portal FAQ says
    int callbackDelay = 400;                               ///< between outcome and callback
    int callbackTimeout = 10'000;                          ///< a receiver that takes longer is given up
    int promptLifetime = 60'000;                           ///< then 1037
    int automaticAnswer = -1;                              ///< >= 0: the handset pays by itself after so long; -1: a person answers
    int tooEarlyQuery = 1'000;                             ///< STK query sooner than this after the push: Invalid CheckoutRequestID
    QString pendingStyle = QStringLiteral("500.001.1001"); ///< or `4999` (daraja-api 6.1)
    qint64 walletBalance = 50'000'00;                      ///< cents, of each customer that has not been seen before
    qint64 workingAccount = 88'214'00;                     ///< cents
    qint64 utilityAccount = 40'211'00;                     ///< cents
    int operatorAttempts = 3;                              ///< wrong credentials before 8006
};

/// One request that the simulator saw. Bodies are redacted, and cut after 16 KiB. A value.
struct SimulatorRequest
{
    quint64 id = 0;
    QDateTime at; ///< UTC
    QByteArray method;
    QString path;      ///< without query
    QByteArray body;   ///< redacted
    int status = 0;    ///< 0 while unanswered
    QByteArray answer; ///< redacted
    QString note;      ///< why it was answered so: `passkey does not fit the Password`
};

/// One attempt to deliver a callback. A value.
struct CallbackAttempt
{
    quint64 id = 0;
    QDateTime at; ///< UTC, when it was posted
    QString conversation;
    QUrl url;
    QByteArray body;
    int status = 0;      ///< the receiver's HTTP status, 0: no answer
    QString problem;     ///< why there was none, or why it is no delivery (a redirect), in words
    int durationMs = -1; ///< -1 while under way
};

/// An account of the organisation, in cents.
struct SimulatorAccounts
{
    qint64 working = 0;
    qint64 utility = 0;
    qint64 chargesPaid = 0; ///< negative, as Daraja writes it; stays as it is: nothing costs a fee here
};

/// Daraja on this machine: OAuth, STK push, STK query and account balance over HTTP on loopback, with real state.
///
/// Where it deviates from Daraja on purpose: callback addresses on this computer are taken; the default test number has a phone that
/// somebody answers (on Safaricom's sandbox it ends in 1037 by itself); outcomes can be chosen by trigger values; delays are those of
/// SimulatorOptions; every OAuth call gives another token; callbacks are posted once, as Safaricom says (daraja-api 22.3); requests are
/// not rate-limited.
/// Where Daraja's behaviour is not known it does the following. A paybill payment whose PartyB is the till ends in 2028, a payment to any
/// other number that is not the organisation's in SFC_IC0003, and so does the balance of a party that is not the organisation's. The
/// operator is locked (8006) by wrong passwords; a wrong operator name is 2001 and locks nobody.
///
/// It meets clients only on the socket; it shares the catalogue's rows with them and nothing else. Lives on one thread (the GUI thread is
/// fine: its RSA key is made in the background, requests that need it wait for it). Requests, attempts and prompts are kept for the run,
/// bounded (1,000 each).
class Simulator final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Simulator)

public:
    explicit Simulator(const Clock &clock, QObject *parent = nullptr);
    ~Simulator() override;

    /// Begins as after reset(), with no token alive. False when the port is taken; errorString() says so in words for people. OAuth and STK
    /// answer at once; ready() tells when the certificate is there.
    [[nodiscard]] bool start(const SimulatorOptions &options = {});
    /// Closes the port, takes open prompts away without a result, drops callbacks that have not been delivered. Lists and books can still
    /// be read.
    void stop();
    [[nodiscard]] bool isRunning() const;
    [[nodiscard]] QString errorString() const;

    [[nodiscard]] QUrl baseUrl() const;
    [[nodiscard]] const SimulatorOptions &options() const; ///< with the made-up values filled in
    [[nodiscard]] bool isReady() const;
    [[nodiscard]] QByteArray certificatePem() const; ///< empty until ready()

    [[nodiscard]] Handset &handset();

    /// The outcome of the next STK push whatever its amount, once: an STK ResultCode, or empty for "as the customer decides".
    void setNextOutcome(const QString &resultCode);
    [[nodiscard]] QString nextOutcome() const;
    void setAutomaticAnswer(int milliseconds); ///< see SimulatorOptions; for prompts that open from now on
    void setCallbackDelay(int milliseconds);   ///< for outcomes from now on
    /// Tokens given so far stop working at once, as if they had expired.
    void expireTokens();

    [[nodiscard]] SimulatorAccounts accounts() const;
    [[nodiscard]] qint64 walletOf(const QString &msisdn) const; ///< cents
    void setWallet(const QString &msisdn, qint64 cents);
    /// Numbers with a wallet, in order of first appearance; the default test number is always there.
    [[nodiscard]] QStringList wallets() const;

    [[nodiscard]] const QList<SimulatorRequest> &requests() const; ///< oldest first
    [[nodiscard]] const QList<CallbackAttempt> &callbackAttempts() const;
    /// Forgets requests, attempts, prompts, payments, callbacks that were not delivered and the next outcome; wallets and accounts are as
    /// at start; operator unlocked. Tokens keep working.
    void reset();

    /// \name Trigger values, for tables in README, --help and the Simulator page
    /// @{
    struct Trigger
    {
        QString amount; ///< whole KES that chooses the outcome
        QString msisdn; ///< payer's number that chooses it
        QString code;   ///< STK ResultCode
        QString text;   ///< ResultDesc on the wire
    };
    [[nodiscard]] static QList<Trigger> triggers();
    /// @}

Q_SIGNALS:
    void ready(); ///< the certificate is there; after each start(), later than it
    // When a list is full its oldest entry goes as a new one comes: the new one is always last, ids tell entries apart.
    void requestSeen(int index); ///< new at that index
    void requestAnswered(int index);
    void callbackAttempted(int index); ///< new or changed at that index
    void booksChanged();               ///< wallets or accounts
    void nextOutcomeChanged();
    void wasReset();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace daraja
