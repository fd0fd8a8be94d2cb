// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/doctor/operatorreading.h"
#include "core/doctor/promptasker.h"

namespace daraja {

/// A check that asks something with the API operator, once, and waits for the result.
///
///     nothing there, results do not reach us ─▶ ended
///     meter says no ─┬─ the same was accepted within its window ─▶ ended: a Note that says when
///                    └─ else ─▶ ended: not run
///     turn ─ meter.spend() ─ call ─┬─ result ─▶ told()
///                                  ├─ refused at once, silence ─▶ ended
///                                  └─ the token is refused ─ abort: a second call would be a second attempt ─▶ ended
class OperatorAsker : public Check
{
public:
    using Check::Check;

protected:
    /// Whether the profile has no operator, or asking is impossible; ended when true.
    [[nodiscard]] bool isUseless();
    void askOnce(const QString &operationId, const Values &values);
    virtual void told(OperatorReading reading, const ApiResponse &response) = 0;
    /// How many attempts were left before this one, this one included.
    [[nodiscard]] int left() const { return m_left; }
    /// Fills in what is the same for every operation; Good and the rest are the caller's.
    [[nodiscard]] Finding findingOn(OperatorReading reading, const CallResult &result, const OperationSpec &operation);

private:
    void send(const PreparedRequest &request);
    void tellMeter(OperatorReading reading);
    [[nodiscard]] Finding acceptedBefore(const QDateTime &at) const;
    [[nodiscard]] QString proof();
    void ended(const ApiResponse &response);
    void failedAtOnce(const MpesaError &error);
    void tellSilence();

    QString m_who;
    QString m_credential;
    int m_left = 0;
    int m_sent = 0; ///< requests of the call that have left
    bool m_tokenRefused = false;
    const OperationSpec *m_operation = nullptr;
};

} // namespace daraja
