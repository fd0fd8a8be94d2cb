// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/darajactl/arguments.h"
#include "core/api/workspace.h"
#include "core/simulator/simulator.h"

#include <QElapsedTimer>
#include <QJsonArray>

namespace daraja {

/// `darajactl tour`: the main job from end to end on a simulator of its own, then a step for each family of operations, each checked and
/// timed. tourfamilies.cpp has the latter.
class TourCommand final : public Command
{
    Q_OBJECT

public:
    TourCommand(const Clock &clock, const Output &output, QObject *parent = nullptr);
    ~TourCommand() override;

    void start() override;

    /// What a step found.
    struct Finding
    {
        bool ok = false;
        QString detail;
    };

private:
    /// A step ends with stepDone(): what it found, or what is wrong.
    struct Step
    {
        QString name;
        std::function<void()> run;
    };

    void openWorkspace();
    void nextStep();
    void stepDone(bool ok, const QString &detail);
    /// Ends the step as wrong.
    void unexpected(const MpesaError &error);

    void token();
    void cachedToken();
    void forcedRefresh();
    void stkPushPaid();
    void stkPushCancelled();
    void stkQuery();
    void balance();
    void wrongSecret();
    void expiredToken();

    void expectResult(ApiCall *call, CallOutcome outcome, const QString &code);

    /// \name Families of operations
    /// @{
    void addFamilies();
    /// An error ends the step as wrong.
    void send(const QString &operation, const Values &values, std::function<void(const ApiResponse &)> then);
    /// Ends the step with what the answer and its result show.
    void check(const QString &operation, const Values &values, std::function<Finding(const ApiResponse &)> finding);
    void customerPays();
    void payOut();
    void transactionStatus();
    void payPaybill();
    void payTax();
    void express();
    void reversal();
    void qrCode();
    void invoice();
    void standingOrder();
    void pull();
    void lookUpCustomer();
    void lookUpOrganisation();
    void simSwap();
    void bonga();
    /// @}

    const Clock &m_clock;
    const Output &m_output;
    Simulator m_simulator;
    std::unique_ptr<CallbackReceiver> m_receiver;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<TokenManager> m_wrongTokens;
    QList<Step> m_steps;
    qsizetype m_current = -1;
    QElapsedTimer m_stepTimer;
    QJsonArray m_report;
    bool m_allOk = true;
    QString m_firstToken;
    QString m_cancelledId;
    QMetaObject::Connection m_phone;
    QString m_customerReceipt; ///< of the payment by C2B
    QString m_payoutReceipt;   ///< of the B2C payment
    QMetaObject::Connection m_confirmation;
};

[[nodiscard]] Invocation tourInvocation();

} // namespace daraja
