// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/doctor/check.h"

namespace daraja {

/// Every check, in the order of the tree: L1 … L9, N1, N2, T1 … T4, P1, Q1, S1 … S4, I1, I2, K1 … K5, G1, G2. Built anew for the
/// interface's language of the moment.
[[nodiscard]] QList<CheckRow> checkRows();

/// \name The families, each in files of its own: valuechecks.cpp and so on
/// @{
[[nodiscard]] QList<CheckRow> valueChecks();    ///< L1 to L9
[[nodiscard]] QList<CheckRow> networkChecks();  ///< N1, N2
[[nodiscard]] QList<CheckRow> tokenChecks();    ///< T1 to T4
[[nodiscard]] QList<CheckRow> productChecks();  ///< P1
[[nodiscard]] QList<CheckRow> numberChecks();   ///< Q1
[[nodiscard]] QList<CheckRow> passkeyChecks();  ///< S1 to S4
[[nodiscard]] QList<CheckRow> operatorChecks(); ///< I1, I2
[[nodiscard]] QList<CheckRow> callbackChecks(); ///< K1 to K5
[[nodiscard]] QList<CheckRow> wholeSetChecks(); ///< G1, G2
/// @}

/// What support staff start from (doctor 6).
struct Symptom
{
    QString id;         ///< `worked-yesterday`
    QString words;      ///< `It worked yesterday`
    QString hint;       ///< one sentence: what the doctor will look at
    QStringList checks; ///< ids that lead; whatever they need runs before them
    QStringList advice; ///< beyond what checks can see: SIM, *234#, a minute between prompts
};
[[nodiscard]] QList<Symptom> symptoms();

} // namespace daraja
