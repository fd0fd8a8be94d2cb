// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/doctor/registry.h"

namespace daraja {

/// One run of the doctor. Walks the tree branch by branch; checks that contact nobody run at once, one gateway call at a time. Never
/// moves money and, but for checks that are named with their consent, rings no phone (doctor 2).
///
///     start() ─ checkStarted(id) ─ checkProgressed(id) … ─ checkFinished(finding) ─ … ─ finished(report)
///
/// A check that something earlier makes pointless ends as NotRun with the reason. Lives on one thread; deleting it cancels silently.
class DoctorRun final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DoctorRun)

public:
    struct Options
    {
        QString symptom;  ///< id; empty: everything
        QStringList only; ///< ids; empty: everything. What they need (network, token) runs too
        Consents consents;
        std::chrono::milliseconds pace = Examination::pace; ///< for hosts that are not loopback
    };

    DoctorRun(const Patient &patient, Options options, const Clock &clock, QObject *parent = nullptr);
    ~DoctorRun() override;

    /// What would run, in order, for the page to show before it begins.
    [[nodiscard]] const QList<CheckSpec> &plan() const;
    /// Begins; nothing is emitted from inside.
    void start();
    /// Ends with a report whose verdict is Stopped (or the fault already found); what ran stays in it. No-op after the end.
    void cancel();
    [[nodiscard]] bool isRunning() const;
    /// So far, and whole after finished().
    [[nodiscard]] const DoctorReport &report() const;
    /// Ids in Options that do not exist, in words for people; empty: none. start() must not be called then.
    [[nodiscard]] QString problem() const;

Q_SIGNALS:
    void checkStarted(const QString &id);
    void checkProgressed(const QString &id, const QString &text);
    void checkFinished(const daraja::Finding &finding);
    /// Exactly once.
    void finished(const daraja::DoctorReport &report);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace daraja
