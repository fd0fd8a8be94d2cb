// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/api/mpesaclient.h"
#include "core/doctor/report.h"

namespace daraja {

/// Remembers that the operator was proven, so that *Check again* a minute later is not left without an answer: attempts with a password are
/// so few (AttemptMeter) that the second run may have none. In memory, for as long as the attempts count, and only while operator,
/// password, certificate, number and environment are the same to the letter.
class OperatorMemory final
{
public:
    /// The values with which the run begins. They are secrets: nothing of them leaves this object.
    void begin(const RequestContext &context);
    /// Puts what is remembered in the place of operator checks that could not run again, and says so in them; then remembers what the run
    /// has proven. True when the report is another now: its verdict is to be judged anew.
    [[nodiscard]] bool complete(DoctorReport &report, std::chrono::milliseconds now);

private:
    struct Known
    {
        Finding finding;
        QStringList values;
        std::chrono::milliseconds at{0};
    };

    QStringList m_values;
    QHash<QString, Known> m_known; ///< by check id
};

} // namespace daraja
