// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QElapsedTimer>

#include <algorithm>
#include <chrono>

namespace daraja {

/// When Daraja was last asked for an outcome: its limit counts for the whole app, whoever asks (daraja-api 6.2). Internal to core/api.
class QueryPace
{
public:
    void asked() { m_sinceLast.start(); }

    /// How long to wait from now on, so that `interval` lies between two queries; 0 when there was none yet.
    [[nodiscard]] std::chrono::milliseconds pause(std::chrono::milliseconds interval) const
    {
        if (!m_sinceLast.isValid()) {
            return std::chrono::milliseconds(0);
        }
        return std::max(std::chrono::milliseconds(0), interval - std::chrono::milliseconds(m_sinceLast.elapsed()));
    }

private:
    QElapsedTimer m_sinceLast;
};

} // namespace daraja
