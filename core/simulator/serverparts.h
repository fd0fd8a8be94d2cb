// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace daraja {

class Books;
class CallbackSender;
class Clock;
class CustomerPayments;
class ErrorFactory;
class FaultInjector;
class IdFactory;
class InitiatorDesk;
class Ledger;
class StkPayments;
struct SimulatorOptions;

/// What endpoints work with; everything outlives them. One thread.
struct ServerParts
{
    const SimulatorOptions &options; ///< may change between requests
    const Clock &clock;
    IdFactory &ids;
    Books &books;   ///< money of the organisation and of customers
    Ledger &ledger; ///< transactions that really happened here
    const ErrorFactory &errors;
    FaultInjector &faults;
    CallbackSender &callbacks;   ///< posts what Daraja posts
    InitiatorDesk &desk;         ///< requests of an API operator, from acknowledgement to result
    StkPayments &payments;       ///< accepted STK pushes
    CustomerPayments &customers; ///< payments that customers make by themselves
};

} // namespace daraja
