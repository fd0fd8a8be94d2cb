// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"

#include <QString>

#include <chrono>

namespace daraja {

/// Counts calls that carry a SecurityCredential, so that a password is not guessed until the operator is locked (doctor 2): at most two in
/// ten minutes for each (environment, operator), across runs, restarts and processes; none after 8006 until the password has changed.
///
/// It also remembers for as long what was answered well, so that a run which may not ask again can say when it was asked last.
///
/// A file that is damaged or cannot be written allows nothing, and says so. Times in it that lie in the future count as now. The file
/// holds no secret: operators and passwords are there as salted hashes.
class AttemptMeter final
{
    Q_DISABLE_COPY_MOVE(AttemptMeter)

public:
    static constexpr int limit = 2;
    static constexpr std::chrono::minutes window{10};

    /// The clock must outlive the meter. `file` empty: the default place, shared by window and command line.
    explicit AttemptMeter(const Clock &clock, const QString &file = {});
    ~AttemptMeter();

    struct Answer
    {
        bool allowed = false;
        int left = 0; ///< how many more now, this one included
        QString why;  ///< why not, in words for people, with the time from which it is allowed again
    };
    /// `who`: environment, short code and operator; `credential`: the password or SecurityCredential.
    [[nodiscard]] Answer ask(const QString &who, const QString &credential) const;
    /// Counts one before it is sent. False when it could not be written down: then it must not be sent.
    [[nodiscard]] bool spend(const QString &who, const QString &credential);
    /// 8006 was answered.
    void locked(const QString &who, const QString &credential);

    /// The operator was accepted for that question (an operation's id), with all that `proof` names: password, certificate, address.
    void accepted(const QString &who, const QString &proof, const QString &question);
    /// When that was, UTC; invalid when it was not within the window, or when the operator was refused since.
    [[nodiscard]] QDateTime acceptedAt(const QString &who, const QString &proof, const QString &question) const;
    /// The operator was refused: what was accepted before counts no longer. So does locked().
    void refused(const QString &who);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace daraja
