// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/simulator/simulator.h"
#include "core/simulator/wireanswer.h"

namespace daraja {

class ErrorFactory;
class FaultInjector;
class StkPayments;

/// POST /mpesa/stkpush/v1/processrequest and /mpesa/stkpushquery/v1/query (daraja-api 5 and 6). The members given are complete and
/// well-formed.
class StkEndpoint
{
    Q_DISABLE_COPY_MOVE(StkEndpoint)

public:
    StkEndpoint(const SimulatorOptions &options, const Clock &clock, StkPayments &payments, const FaultInjector &faults,
                const ErrorFactory &errors);
    ~StkEndpoint() = default;

    /// `nextOutcome` as in Simulator::setNextOutcome(); emptied when it was used.
    [[nodiscard]] WireAnswer push(const QJsonObject &members, QString &nextOutcome);
    [[nodiscard]] WireAnswer query(const QJsonObject &members) const;

private:
    /// The refusal of a BusinessShortCode that is not the organisation's, or nothing.
    [[nodiscard]] std::optional<WireAnswer> refuseMerchant(const QJsonObject &members) const;
    [[nodiscard]] WireAnswer unknownMerchant(const QString &note) const;
    /// What is wrong with the Password, or empty.
    [[nodiscard]] QString problemWithPassword(const QJsonObject &members) const;
    /// A query's answers to a Password that does not fit and to a push that is not known: SimulatorOptions::answers.
    [[nodiscard]] WireAnswer wrongPassword(const QString &note) const;
    [[nodiscard]] WireAnswer unknownPush(const QString &id) const;
    [[nodiscard]] QString outcomeOfReceiver(const QString &transactionType, const QString &receiver) const;

    const SimulatorOptions &m_options;
    const Clock &m_clock;
    StkPayments &m_payments;
    const FaultInjector &m_faults;
    const ErrorFactory &m_errors;
};

} // namespace daraja
