// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/doctor/finding.h"
#include "core/profiles/environment.h"

#include <QJsonObject>

#include <optional>

namespace daraja {

/// What the whole run says: the first cause, not a list of symptoms.
struct Verdict
{
    enum class Outcome {
        Healthy, ///< every check that the set-up calls for ran and is fine, and the passkey is proven where there is one
        FaultFound,
        CouldNotTell, ///< no fault was found, but something that matters could not be shown to be right
        Stopped,      ///< cancelled
    };
    Outcome outcome = Outcome::CouldNotTell;
    QString title;    ///< one sentence: `The passkey does not belong to this number`
    QString cause;    ///< id of the check whose finding is the first cause, or of the first that could not tell; may be empty
    QStringList also; ///< further faults that do not follow from the first, by check id
};

[[nodiscard]] QString outcomeName(Verdict::Outcome outcome); ///< `healthy`, `fault`, `unknown`, `stopped`

/// A run as it is shown, kept and sent to others. A value; nothing secret in it.
struct DoctorReport
{
    QDateTime startedAt; ///< UTC
    qint64 durationMs = 0;
    QString profileId;
    QString profileName;
    Environment environment = Environment::Simulator;
    QString baseUrl;
    QString shortCode;
    QString symptom; ///< symptomId, or empty
    Verdict verdict;
    QList<Finding> findings; ///< in the order of the checks; those that did not run too
    int gatewayCalls = 0;
    int operatorAttempts = 0;
    bool hasClockOffset = false;
    qint64 clockOffsetMs = 0; ///< this computer's clock minus Daraja's

    [[nodiscard]] const Finding *finding(const QString &checkId) const;
    /// The finding that the verdict names, or null.
    [[nodiscard]] const Finding *cause() const;
};

/// The verdict on findings: the first fault in the order of the tree whose cause is not an earlier one; healthy only as told above.
[[nodiscard]] Verdict judge(const QList<Finding> &findings);

/// For `darajactl doctor --json`, the support pack and the file of the last run. Without the values of cures. Stable names.
[[nodiscard]] QJsonObject reportToJson(const DoctorReport &report);
/// The reverse, without exchanges; nothing when it is none (or of a later version).
[[nodiscard]] std::optional<DoctorReport> reportFromJson(const QJsonObject &json);
/// What is different now, one sentence each: `Since yesterday 14:05 the passkey check changed: fine before, a fault now.` Empty: nothing.
[[nodiscard]] QStringList changesSince(const DoctorReport &before, const DoctorReport &now);

} // namespace daraja

Q_DECLARE_METATYPE(daraja::DoctorReport)
