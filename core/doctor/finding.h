// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/http/httpexchange.h"

#include <QHash>
#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>
#include <QVariant>

namespace daraja {

/// What one check says. A value; nothing secret in it, text in the interface's language.
///
/// The same pattern everywhere (doctor 5): title · Safaricom said · It means · Do this · how sure, and why.
struct Finding
{
    enum class Status {
        NotRun,    ///< should have run and could not: something before it, no consent, a value that is missing; `means` says which
        NotNeeded, ///< there is nothing to check: the set-up has no such value, or an earlier check settled it; `means` says which
        Running,   ///< only between checkStarted() and checkFinished()
        Good,
        Note,    ///< worth knowing, no fault
        Careful, ///< a risk, or wrong only in some circumstances
        Bad,     ///< a fault
        Unknown, ///< ran and could not tell
    };
    enum class Sure { High, Medium, Low };

    /// What cures it: a button. At most one for a finding; `steps` say the rest.
    struct Cure
    {
        enum class Action {
            None,
            ApplyValues,       ///< put `values` into the profile, after showing them
            SwitchEnvironment, ///< `values["environment"]` holds environmentId()
            EditValue,         ///< take the user to `member` of the profile
            OpenPage,          ///< take the user to `page`: `settings/callbacks`, `requests/<operation>`
            RunCheck,          ///< run `check` by itself
        };
        Action action = Action::None;
        QString label; ///< of the button: `Paste passkey…`
        /// Profile member (`consumerKey`, `shortCode`, `till`, `receiver`, `initiatorName`, `callbackBaseUrl`, `certificateFile`) or secret
        /// (`consumerSecret`, `passkey`, `initiatorPassword`, `securityCredential`).
        QString member;
        QString page;
        QString check;
        /// New values by member. May be secrets: they are in no report and in no transcript.
        QHash<QString, QString> values;

        bool operator==(const Cure &) const = default;
    };

    QString checkId;
    Status status = Status::NotRun;
    QString title;     ///< the verdict in a few words: `The passkey does not belong to this number`
    QString summary;   ///< one line for the list of checks: `refused as given; control with one digit changed refused too`
    QString said;      ///< Safaricom's exact words (redacted), without quotes; empty when it said nothing
    QString code;      ///< with them: `500.001.1001`
    QString requestId; ///< with them, for support
    QString means;     ///< our reading
    /// The values that are at fault, by member as in Cure: decides which later checks would only repeat it. Empty: what the cure names.
    QStringList blames;
    QStringList steps; ///< what to do, in order
    Cure cure;
    Sure sure = Sure::High;
    QString because; ///< why so sure: `S1 and S2 agree`
    /// Rows under the text: `Variants` → `store number: refused`. For P1 one for each product.
    QList<QPair<QString, QString>> facts;
    QList<HttpExchange> exchanges; ///< the redacted transcript, oldest first
    qint64 durationMs = 0;
    int gatewayCalls = 0;

    [[nodiscard]] bool isFault() const { return status == Status::Bad; }
    /// `blames`, or else the members of the cure.
    [[nodiscard]] QStringList blamed() const;
};

[[nodiscard]] QString
statusName(Finding::Status status); ///< `good`, `note`, `careful`, `bad`, `unknown`, `not-run`, `not-needed`, `running`
[[nodiscard]] Finding::Status statusFromName(const QString &name); ///< NotRun for anything else
[[nodiscard]] QString statusWords(Finding::Status status); ///< `fine`, `worth knowing`, `careful`, `fault`, `could not tell`, `not run`,
                                                           ///< `nothing to check`, `running`
[[nodiscard]] QString sureName(Finding::Sure sure);  ///< `high`, `medium`, `low`
[[nodiscard]] QString sureWords(Finding::Sure sure); ///< the same in the interface's language
/// The finding as plain text for a message to somebody else, in the pattern above.
[[nodiscard]] QString findingText(const Finding &finding);

} // namespace daraja

Q_DECLARE_METATYPE(daraja::Finding)
