// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/simulator/customerpayment.h"
#include "core/simulator/handset.h"
#include "core/simulator/productswitches.h"
#include "core/simulator/reportedanswers.h"

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
    bool newTokenCancelsOld = false; ///< daraja-api 2.3: what the portal FAQ says
    int callbackDelay = 400;         ///< between outcome and callback
    int callbackTimeout = 10'000;    ///< a receiver that takes longer is given up
    QUrl tunnel; ///< scheme, host and port where callbacks to other computers go instead, path and query kept; empty: to them
    int promptLifetime = 60'000;                           ///< then 1037
    int automaticAnswer = -1;                              ///< >= 0: the handset pays by itself after so long; -1: a person answers
    int tooEarlyQuery = 1'000;                             ///< STK query sooner than this after the push: Invalid CheckoutRequestID
    QString pendingStyle = QStringLiteral("500.001.1001"); ///< or `4999` (daraja-api 6.1)
    qint64 walletBalance = 50'000'00;                      ///< cents, of each customer that has not been seen before
    qint64 workingAccount = 88'214'00;                     ///< cents
    qint64 utilityAccount = 40'211'00;                     ///< cents
    qint64 merchantAccount = 0;                            ///< cents, of the till
    qint64 payoutCharge = 13'00;                           ///< cents, for each B2C payment
    int operatorAttempts = 3;                              ///< wrong credentials before 8006
    QStringList apiProducts;    ///< what the app has, by Simulator::apiProducts(); empty: everything. A token carries what the app had when
                                ///< it was given out (daraja-api 2.3)
    QStringList missingRoles;   ///< products whose role the operator lacks: result 21 (daraja-api 10.5)
    QString buyGoodsIdentifier; ///< `2` or `4`: the only RecieverIdentifierType that BusinessBuyGoods takes; empty: both (daraja-api 12)
    ProductSwitches products;   ///< of C2B, Bill Manager, Ratiba, Pull
    ReportedAnswers answers;    ///< of OAuth, STK query, Query Org Info and the requests of an API operator
    QString faults;             ///< switched on from the start: `id[:scope][,…]`, see Simulator::setFault()
    int lateCallback = 30'000;  ///< what the fault late-callback adds
    int slowAnswer = 15'000;    ///< how long the fault slow takes
    /// Keeps money, transactions, settled pushes, registrations and invoices between runs, at most a second behind; empty: nothing is kept.
    /// Keys, tokens, requests, callbacks that wait and open prompts are not in it.
    QString stateFile;
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

/// The accounts of the organisation, in cents.
struct SimulatorAccounts
{
    qint64 working = 0;     ///< B2B spends it
    qint64 utility = 0;     ///< customers' payments to the paybill land here, B2C spends it
    qint64 chargesPaid = 0; ///< negative, as Daraja writes it
    qint64 merchant = 0;    ///< customers' payments to the till land here
};

/// Something that can go wrong on purpose. A value; text in the interface's language.
struct SimulatorFault
{
    QString id;     ///< `lost-callback`
    QString text;   ///< a name for people
    QString what;   ///< one sentence
    QString amount; ///< trigger values: whole KES …
    QString msisdn; ///< … or a customer's number, in a request
};

enum class FaultUse {
    Off,
    Once, ///< the next request that it can meet
    UntilOff,
};

/// A fault that is switched on. A value.
struct ActiveFault
{
    QString id;
    QString scope; ///< an operation (`stk_query`), a product (`b2c`) or `oauth`; empty: all
    FaultUse use = FaultUse::UntilOff;
};

/// Daraja on this machine: every operation of the catalogue and OAuth over HTTP on loopback, with real state: money that moves between
/// customers' wallets and the organisation's accounts, transactions that can be looked up and reversed. deviations() says where it differs
/// from Daraja.
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

    /// Begins as after reset(), with no token alive, or with what the state file holds. False when the port is taken, the state file cannot
    /// be read (it is left as it is) or a fault is unknown; errorString() says so in words for people. Everything answers at once; results
    /// that need the certificate wait for ready().
    [[nodiscard]] bool start(const SimulatorOptions &options = {});
    /// Closes the port, takes open prompts away without a result, drops callbacks that have not been delivered. Lists and books can still
    /// be read. Writes the state file.
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
    void setNewTokenCancelsOld(bool cancels);          ///< for tokens from now on
    void setApiProducts(const QStringList &products);  ///< see SimulatorOptions; for tokens from now on
    [[nodiscard]] QStringList apiProducts() const;     ///< everything that an app can have
    void setMissingRoles(const QStringList &products); ///< see SimulatorOptions; for requests from now on

    /// \name Faults
    /// @{
    [[nodiscard]] static QList<SimulatorFault> faults(); ///< in order of display
    /// Switches one on or off for an operation, a product, `oauth`, or everything (empty scope). False when there is no such fault or
    /// scope.
    bool setFault(const QString &id, FaultUse use, const QString &scope = {});
    [[nodiscard]] QList<ActiveFault> activeFaults() const;
    /// @}

    void setProductSwitches(const ProductSwitches &switches); ///< see SimulatorOptions; for requests and payments from now on

    /// A customer pays from the menu of the phone to the paybill or the till. The payment's first state: Rejected with the reason in words,
    /// Paid, or Validating while the organisation's server is asked; then customerPaymentChanged() tells the end.
    CustomerPayment payFromCustomer(const CustomerOrder &order);

    [[nodiscard]] SimulatorAccounts accounts() const;
    [[nodiscard]] qint64 walletOf(const QString &msisdn) const; ///< cents
    void setWallet(const QString &msisdn, qint64 cents);
    /// Numbers with a wallet, in order of first appearance; the default test number is always there.
    [[nodiscard]] QStringList wallets() const;

    [[nodiscard]] const QList<SimulatorRequest> &requests() const; ///< oldest first
    [[nodiscard]] const QList<CallbackAttempt> &callbackAttempts() const;
    /// Forgets requests, attempts, prompts, transactions, registrations, callbacks that were not delivered and the next outcome, also in
    /// the state file; wallets and accounts are as the options say; operator unlocked. Tokens keep working, faults stay as they are.
    void reset();
    /// From now on keeps its state in that file, in place of what the file holds; empty: nowhere. False when the file is taken, damaged or
    /// cannot be used: errorString() says so, and nothing is kept.
    [[nodiscard]] bool keepState(const QString &file);

    /// \name Trigger values, for tables in README, --help and the Simulator page
    /// @{
    struct Trigger
    {
        QString amount;          ///< whole KES that chooses the outcome
        QString msisdn;          ///< customer's number that chooses it: who pays by STK, who is paid by B2C
        QString code;            ///< ResultCode
        QString text;            ///< ResultDesc on the wire
        bool isForPush = true;   ///< STK push ends so
        bool isForResult = true; ///< B2C, B2B and so on end so
    };
    [[nodiscard]] static QList<Trigger> triggers();
    /// What is invented or differs from Daraja, one sentence each, in the interface's language.
    [[nodiscard]] static QStringList deviations();
    /// @}

Q_SIGNALS:
    void ready(); ///< the certificate is there; after each start(), later than it
    // When a list is full its oldest entry goes as a new one comes: the new one is always last, ids tell entries apart.
    void requestSeen(int index); ///< new at that index
    void requestAnswered(int index);
    void callbackAttempted(int index); ///< new or changed at that index
    void booksChanged();               ///< wallets or accounts
    /// Begun, paid or rejected; also of payments by C2B simulate, points and standing orders.
    void customerPaymentChanged(const daraja::CustomerPayment &payment);
    void faultsChanged();
    /// The state file could not be written; the words are for people. It is tried again with the next change.
    void stateNotKept(const QString &problem);
    void nextOutcomeChanged();
    void wasReset();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace daraja
