// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/doctor/check.h"

namespace daraja {

/// Whether the gateway is a server on this computer: the simulator, a stub. What is waited for comes soon there, or never.
[[nodiscard]] bool asksThisComputer(const Examination &examination);

/// Follows one call of the client for a check: with the check's life the call is aborted. Owned by the check's life().
class CallKeeper final : public QObject
{
    Q_DISABLE_COPY_MOVE(CallKeeper)

public:
    CallKeeper(ApiCall *call, QObject *life);
    ~CallKeeper() override;

private:
    QPointer<ApiCall> m_call;
};

/// A check that sends a prompt for KES 1 to Safaricom's test phone: in the simulator and the sandbox only, whatever was agreed to.
class PromptAsker : public Check
{
public:
    using Check::Check;

protected:
    /// Why no prompt may or can be sent; ended with notRun() when true.
    [[nodiscard]] bool mustNotPush();
    /// Sends it; one of pushed() and refused() follows.
    void push();
    /// The call ended; the result in it may be missing.
    virtual void pushed(const ApiResponse &response) = 0;
    /// Not accepted, or nobody knows.
    virtual void refused(const MpesaError &error);
};

} // namespace daraja
