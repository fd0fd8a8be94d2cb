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
        Healthy, ///< see judge()
        FaultFound,
        CouldNotTell, ///< no fault was found, but something that matters could not be shown to be right
        Stopped,      ///< cancelled, or never begun
    };
    Outcome outcome = Outcome::CouldNotTell;
    bool partial = false; ///< only chosen checks were looked at: Healthy then speaks of them alone
    QString title;        ///< one sentence: `The passkey does not belong to this number`
    QString cause;        ///< id of the check whose finding is the first cause, or of the first that could not tell; may be empty
                          ///< where T2, T3 or S3 found what exactly is wrong, it is theirs and not that of T1 or S1
    QStringList also;     ///< further faults that do not follow from the first, by check id
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

/// What a run looked at.
enum class RunScope {
    Everything,
    Chosen,  ///< checks by name
    Symptom, ///< what a complaint points to: never healthy, for something is wrong somewhere
};

/// The verdict on findings in the order of the tree. A pure function.
///
///     a Bad one                                   FaultFound; the first is the cause, T2, T3 and S3 speak for T1 and S1. `also`: those
///                                                 that blame other values and would not have come of it
///     Unknown or NotRun                           CouldNotTell, but for checks that only add detail (T2, T3, T4, S3, S4, K4, G2) and
///                                                 were not chosen
///     Careful                                     CouldNotTell, unless a later check has shown the value to work (L2 on the passkey: S1
///                                                 and S2; L4 to L6: I1; L8: Q1; L9: K1; keys, network, clock: T1)
///     S1 Good without S2 Good                     CouldNotTell: nothing is proven
///     a check of the standard run is not there    CouldNotTell, with RunScope::Everything
///     else (Good, Note, NotNeeded)                Healthy; CouldNotTell with RunScope::Symptom or when nothing at all was Good
[[nodiscard]] Verdict judge(const QList<Finding> &findings, RunScope scope = RunScope::Everything);

/// For `darajactl doctor --json`, the support pack and the file of the last run. Without the values of cures. Stable names.
[[nodiscard]] QJsonObject reportToJson(const DoctorReport &report);
/// The reverse, without exchanges; nothing when it is none (or of a later version).
[[nodiscard]] std::optional<DoctorReport> reportFromJson(const QJsonObject &json);
/// What has become better, worse or another fault, one sentence each: `Since yesterday 14:05 the passkey check changed: fine before, a fault now.` Empty: nothing.
[[nodiscard]] QStringList changesSince(const DoctorReport &before, const DoctorReport &now);

} // namespace daraja

Q_DECLARE_METATYPE(daraja::DoctorReport)
