// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/doctor/setup.h"

#include <QTemporaryDir>

class QNetworkAccessManager;

namespace daraja {

/// What a run said, and what the books of both simulators say about it.
struct Examined
{
    DoctorReport report;
    bool isOver = false;      ///< the run came to its end in time
    QStringList wrongs;       ///< what the doctor must never do and did, in words; empty as it should be
    QStringList requestPaths; ///< what Daraja saw, in order
    int operatorCalls = 0;    ///< calls with a SecurityCredential, at both
    int tokens = 0;           ///< that the profile's environment gave out

    /// `fault L1 high: title`, for messages of tests.
    [[nodiscard]] QString inWords() const;
    /// `asExpected`. When it is not so, every finding is printed, each on a line of its own: QtTest cuts long messages.
    [[nodiscard]] bool showUnless(bool asExpected) const;
};

/// Runs the doctor on set-ups: real sockets, a simulator for each environment, a receiver of results and, where the set-up says so, the
/// shop's own server. Keeps the two simulators and their RSA keys for its whole life.
class Clinic final
{
    Q_DISABLE_COPY_MOVE(Clinic)

public:
    Clinic();
    ~Clinic();

    /// Runs the doctor from beginning to end and looks into the books.
    [[nodiscard]] Examined examine(const SetUp &setUp);

    [[nodiscard]] Simulator &daraja() { return m_daraja; }
    [[nodiscard]] Simulator &other() { return m_other; }

private:
    class Books;

    SystemClock m_clock;
    Simulator m_daraja;
    Simulator m_other;
    QTemporaryDir m_folder;
    int m_runs = 0;
};

} // namespace daraja
