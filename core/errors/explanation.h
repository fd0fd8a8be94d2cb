// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
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
    enum class Confidence {
        High,   ///< several saw it for themselves
        Medium, ///< one saw it, or Safaricom's page says so
        Low,    ///< lists that copy each other, or a conclusion
    };

    bool known = false;   ///< false: not in our list; `said` is then all there is, but for a note of the team
    QString id;           ///< stable name of the entry: `stk.1032`; empty when it is not known
    QString code;         ///< the code in question; may be empty
    QString product;      ///< see errorproducts.h; empty: any
    QString said;         ///< Safaricom's words, with the code
    bool isAnswer = true; ///< false: no answer came; `said` is what happened here
    QString title;        ///< the verdict in a few words: `Cancelled on the phone`
    QString means;
    QStringList steps; ///< what to do, in order
    Actor actor = Actor::Nobody;
    Retry retry = Retry::LookFirst;
    bool terminal = true; ///< for STK result codes: the payment is settled (daraja-api 26.2); false when the code is not known
    QString source;       ///< where this knowledge comes from
    QString seen;         ///< when it was so there, as far as is known: `2026-08`, `2020`
    Confidence confidence = Confidence::Low;
    QString disagree;    ///< what other sources say
    bool legacy = false; ///< of the interface before Daraja
    QString note;        ///< what the user's team wrote about it
};

[[nodiscard]] QString actorName(Explanation::Actor actor);                ///< `customer`, `you`, `safaricom`, `nobody`
[[nodiscard]] QString retryName(Explanation::Retry retry);                ///< `safe`, `fix-first`, `look-first`, `ask-user`, `not-needed`
[[nodiscard]] QString confidenceName(Explanation::Confidence confidence); ///< `high`, `medium`, `low`

/// \name The same in the words of the window and the command line
/// @{
[[nodiscard]] QString actorWords(Explanation::Actor actor);                ///< `The customer acts`
[[nodiscard]] QString retryWords(Explanation::Retry retry);                ///< answers `Send again?` in one sentence
[[nodiscard]] QString confidenceWords(Explanation::Confidence confidence); ///< `Sure: several have seen it`
/// `Safaricom's developer portal, as of August 2026`.
[[nodiscard]] QString sourceWords(const Explanation &explanation);
/// `Safaricom said`, or `What happened` when no answer came.
[[nodiscard]] QString saidLabel(const Explanation &explanation);
/// The steps, one a line, numbered when there are several.
[[nodiscard]] QString numberedSteps(const QStringList &steps);
/// All of it as plain text for a message to somebody else: title, the three lines, whether to send again, note, source.
[[nodiscard]] QString explanationText(const Explanation &explanation);
/// @}

} // namespace daraja
