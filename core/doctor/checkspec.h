// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QFlags>
#include <QString>

namespace daraja {

/// Whom a check asks.
enum class Contact {
    Nobody,       ///< offline
    Gateway,      ///< Daraja, of the profile's environment
    OtherGateway, ///< Daraja, of the other environment (sandbox and production)
    YourServer,   ///< the address where the organisation takes its callbacks
};

/// What a check leaves behind.
enum class SideEffect {
    None,
    Log,             ///< a line in Safaricom's logs
    NewToken,        ///< a token is made; on production that may cancel the one before (doctor 1.6)
    OperatorAttempt, ///< a call that carries a SecurityCredential: see AttemptMeter
    Post,            ///< posts a failed callback, clearly named, to the organisation's server
    Prompt,          ///< rings a phone; never part of a run, only by itself and on request
};

/// What the user must have agreed to. Nothing is agreed to by default.
enum class Consent {
    FreshToken = 1,       ///< production: a new token, which may cancel the one that the shop's server holds
    MoneyProbes = 2,      ///< production: empty bodies to the paths that move money
    OtherEnvironment = 4, ///< key and secret to the other environment's host
    PostCallback = 8,     ///< a failed callback to the organisation's server
    TokenOverlap = 16,    ///< sandbox: two tokens in a row (T4)
    RealPrompt = 32,      ///< sandbox: a prompt to Safaricom's test phone (K4, S4)
};
Q_DECLARE_FLAGS(Consents, Consent)
Q_DECLARE_OPERATORS_FOR_FLAGS(Consents)

/// The branches of the tree, in the order of the run (doctor 3).
enum class Branch { ProfileValues, Network, Token, Products, Number, Passkey, Operator, Callbacks, WholeSet };

/// What is known of a check before it runs. A value; text in the interface's language.
struct CheckSpec
{
    QString id;    ///< as in the pages about the doctor: `S1`
    QString title; ///< two to four words: `Short code and passkey`
    QString what;  ///< one to three sentences: what is asked, of whom, and what it can prove
    QString needs; ///< what the profile must have: `short code, passkey`; or empty
    Branch branch = Branch::ProfileValues;
    Contact contact = Contact::Nobody;
    SideEffect effect = SideEffect::None;
    Consents consents;      ///< without all of them it is not run: NotRun
    Consents wants;         ///< it runs without these, and can do or say more with them (T1: FreshToken, P1: MoneyProbes)
    bool onRequest = false; ///< not part of the standard run: only by name (T4, K4, S4)
};

/// `Values`, `Network`, … in the interface's language.
[[nodiscard]] QString branchName(Branch branch);

} // namespace daraja
