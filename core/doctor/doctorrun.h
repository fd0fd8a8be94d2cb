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
/// Checks that contact nobody run first, all of them at once; then one at a time those that ask a gateway, and beside them one at a time
/// those that ask the organisation's server; the whole set at the end. A check that something earlier makes pointless ends as NotRun with
/// the reason: what it needs is not Good, key or secret are at fault as they stand (no token is asked with them), the gateway gave no
/// answer three times in a row or little but pages of a firewall, a consent is missing. One that says nothing for `guard` ends as Unknown.
///
/// Two runs at once on one client: the second is refused; it ends at once, Stopped, with nothing asked.
///
/// Lives on one thread; deleting it cancels silently.
class DoctorRun final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DoctorRun)

public:
    struct Options
    {
        QString symptom;  ///< id; empty: everything
        QStringList only; ///< ids, in any case; empty: everything. What they need (network, token) runs too
        Consents consents;
        std::chrono::milliseconds pace = Examination::pace; ///< see Examination::setPace()
        std::chrono::milliseconds guard{240'000};           ///< longest silence of a check; longer than any result is waited for
    };

    DoctorRun(const Patient &patient, Options options, const Clock &clock, QObject *parent = nullptr);
    ~DoctorRun() override;

    /// What would run, in order, for the page to show before it begins. Checks on request are in it only when they are named.
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
    /// Exactly once; last.
    void finished(const daraja::DoctorReport &report);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace daraja
