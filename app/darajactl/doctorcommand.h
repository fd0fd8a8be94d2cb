// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/darajactl/arguments.h"
#include "core/doctor/doctorrun.h"

#include <QTemporaryDir>

namespace daraja {

/// `darajactl doctor`: what is wrong with these credentials. Moves no money and rings no phone. A line for each check as it ends, the
/// verdict at the end.
class DoctorCommand final : public Command
{
    Q_OBJECT

public:
    struct Options
    {
        bool list = false; ///< only say which checks and symptoms there are
        QString symptom;   ///< id or words
        QStringList only;
        Consents consents;
        QUrl callbackUrl;      ///< where the organisation's own server takes callbacks
        QString allowListFile; ///< its list of addresses
        QString packFile;
        bool tellProgress = false; ///< somebody watches: say what a check does meanwhile
    };

    DoctorCommand(const Clock &clock, const Output &output, SessionOptions session, Options options, QObject *parent = nullptr);

    void start() override;
    /// Ends the run and says what ran; a second time, or while the pack is made, at once.
    void interrupt() override;

private:
    void listChecks();
    void examine();
    void checkEnded(const Finding &finding);
    void runEnded(const DoctorReport &report);
    void writePack(const DoctorReport &report, ExitCode code);
    void end(const DoctorReport &report, ExitCode code, const QString &packProblem);
    void sayVerdict(const DoctorReport &report, ExitCode code);

    const Clock &m_clock;
    const Output &m_output;
    Options m_options;
    Session m_session;
    QTemporaryDir m_own; ///< for the built-in simulator, whose operator cannot be locked
    std::unique_ptr<AttemptMeter> m_meter;
    std::unique_ptr<DoctorRun> m_run;
    bool m_interrupted = false;
    bool m_ended = false;
};

[[nodiscard]] Invocation doctorInvocation();

} // namespace daraja
