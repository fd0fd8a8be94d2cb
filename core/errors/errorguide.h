// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/errors/mpesaerror.h"

#include <QStringList>

namespace daraja {

/// What a code means and what to do, in words for people.
struct Explanation
{
    enum class Actor { Nobody, Customer, You, Safaricom };
    enum class Retry {
        Safe,      ///< S: at once or after a pause
        FixFirst,  ///< F
        LookFirst, ///< N: never resend blindly
        AskUser,   ///< U: the customer acts, then a new request
        NotNeeded, ///< it worked
    };

    bool known = false; ///< false: not in our list; `said` is then all there is
    QString id;         ///< stable name of the entry: `stk.1032`; empty when it is not known
    QString said;       ///< Safaricom's words, with the code
    QString title;      ///< the verdict in a few words: `Cancelled on the phone`
    QString means;
    QStringList steps; ///< what to do, in order
    Actor actor = Actor::Nobody;
    Retry retry = Retry::LookFirst;
    bool terminal = true; ///< for STK result codes: the payment is settled (daraja-api 26.2); false when the code is not known
    QString source;       ///< where this knowledge comes from
};

[[nodiscard]] QString actorName(Explanation::Actor actor); ///< `customer`, `you`, `safaricom`, `nobody`
[[nodiscard]] QString retryName(Explanation::Retry retry); ///< `safe`, `fix-first`, `look-first`, `ask-user`, `not-needed`

/// The knowledge base under resources/errors/*.json. Loaded once at first use; immutable; any thread.
///
/// Matched on text first, then code and product: `500.001.1001` has five meanings.
class ErrorGuide
{
public:
    static const ErrorGuide &instance();

    /// For a failed call. `operationId` may be empty.
    [[nodiscard]] Explanation explain(const MpesaError &error, const QString &operationId) const;
    /// For a result code of a callback or a query. `description` is the ResultDesc.
    [[nodiscard]] Explanation explainResult(const QString &resultCode, const QString &description, const QString &operationId) const;

private:
    struct Entry;
    struct Question;

    ErrorGuide();
    [[nodiscard]] const Entry *find(const Question &question) const;
    [[nodiscard]] Explanation answer(const Question &question) const;

    QList<Entry> m_entries;
};

} // namespace daraja
