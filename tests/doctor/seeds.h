// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/doctor/setup.h"

namespace daraja {

/// One thing that is wrong, and what the doctor must say of it.
struct Seed
{
    const char *id;
    const char *what; ///< for people, in the table of results
    SetUp (*base)();
    void (*spoil)(SetUp &setUp);
    const char *cause; ///< id of the check that finds it: the verdict's cause
    Finding::Status status = Finding::Status::Bad;
    /// Nothing: however sure.
    std::optional<Finding::Sure> sure = {};
};

/// Every seeded fault, in the order of the tree.
[[nodiscard]] const QList<Seed> &seeds();
/// nullptr when there is none.
[[nodiscard]] const Seed *findSeed(QStringView id);

} // namespace daraja
