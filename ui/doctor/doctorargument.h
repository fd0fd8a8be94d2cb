// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/catalogue/request.h"
#include "core/doctor/startingpoint.h"

#include <QVariant>

namespace daraja {

/// What the doctor is asked to look into. A value.
struct DoctorWish
{
    QString symptom;    ///< id of a symptom, or empty
    QStringList checks; ///< ids; empty, without a symptom: everything
    QString about;      ///< why, for people; may be empty
    Values values;      ///< of the call that failed, by wire name
    bool adds = false;  ///< to what is shown already: the other findings stay

    [[nodiscard]] bool isEverything() const { return symptom.isEmpty() && checks.isEmpty(); }
};

/// \name Arguments of Desk::goTo(PageId::Doctor, …): the run begins at once. Without an argument the page is shown as it was.
/// @{
[[nodiscard]] QVariant doctorArgument(const StartingPoint &point, const Values &values = {});
[[nodiscard]] QVariant doctorArgument(const QString &symptom);
[[nodiscard]] QVariant doctorArgumentForEverything();
/// The complaints; nothing begins.
[[nodiscard]] QVariant doctorArgumentForFrontDoor();
/// @}

/// The reverse; nothing for an argument that begins nothing.
[[nodiscard]] std::optional<DoctorWish> doctorWish(const QVariant &argument);
[[nodiscard]] bool wantsFrontDoor(const QVariant &argument);

} // namespace daraja
