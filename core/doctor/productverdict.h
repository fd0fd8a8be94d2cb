// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/doctor/productreading.h"

namespace daraja {

/// What a profile is for, as far as its values tell: decides which missing product is a fault. A value.
struct ProfileUses
{
    bool express = false;      ///< there is a passkey
    bool operations = false;   ///< there is an API operator: payouts, balance, status
    bool registration = false; ///< the run looks at a registration of URLs that failed
    QString command;           ///< CommandID of the failed call that the run looks at, or empty

    /// Whether it is worth the time to ask for the product of this operation: it is needed, or it comes in two versions.
    [[nodiscard]] bool wants(const OperationSpec &operation) const;
    /// Whether calls that the profile is made for fail without it.
    [[nodiscard]] bool needs(const OperationSpec &operation) const;
};

[[nodiscard]] ProfileUses usesOf(const Examination &examination);

/// What P1 has seen. By the id of the probed operation.
struct ProductsSeen
{
    bool controls = false; ///< both controls were refused, so that "granted" means something
    QHash<QString, ProductReading> readings;
    QHash<QString, SpokenAnswer> answers;
    QHash<QString, ExaminationFacts::Grant> grants;
    QList<QPair<QString, QString>> facts; ///< rows about the controls
};

/// P1 in words.
[[nodiscard]] Finding findingOnProducts(const ProductsSeen &seen, const ProfileUses &uses, const Examination &examination);

} // namespace daraja
