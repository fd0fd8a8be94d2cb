// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/api/intentjournal.h"
#include "core/base/clock.h"

#include <optional>

namespace daraja {

/// What the guard says about a call. A value.
struct GuardVerdict
{
    enum class Kind {
        Allowed,
        Locked,    ///< type the short code first
        OverCap,   ///< more than the profile allows in one call
        Duplicate, ///< the same was sent a moment ago; may be allowed by asking for it expressly
    };

    Kind kind = Kind::Allowed;
    QString text; ///< for people: why not and what to do; empty when allowed

    [[nodiscard]] bool isAllowed() const { return kind == Kind::Allowed; }
    /// Code of the error of a call that was not allowed: `GUARD_LOCKED`, `GUARD_OVER_CAP`, `GUARD_DUPLICATE`; empty when allowed.
    [[nodiscard]] QString code() const;
};

/// Stands between a slip and real money: in production, calls that ask for money or move it are locked until somebody types the short code,
/// limited to the profile's cap, and not repeated within two minutes unless asked for expressly. Everything else it lets pass. Production
/// is a profile of that environment, and any whose base URL is Safaricom's production host.
///
/// One for the whole program: it outlives a change of profile. Time is the clock's steady one, which nobody can set. Pure logic, no
/// signals; lives on one thread.
class ProductionGuard final
{
    Q_DISABLE_COPY_MOVE(ProductionGuard)

public:
    static constexpr std::chrono::minutes unlockedTime{15};
    static constexpr std::chrono::minutes duplicateTime{2};

    /// The clock must outlive the guard.
    explicit ProductionGuard(const Clock &clock);
    ~ProductionGuard();

    /// Whether the guard has a say at all: production, and an operation that asks for money or moves it.
    [[nodiscard]] static bool guards(const OperationSpec &operation, const Profile &profile);

    /// Unlocks this profile, and only this one, for unlockedTime from now when the typed text is its short code (spaces around it do not
    /// matter). False when it is not, or when the profile has none; what was unlocked before stays as it was. Editing the profile's short
    /// code, key or address locks it.
    [[nodiscard]] bool unlock(const Profile &profile, const QString &typedShortCode);
    void lock();
    /// How long the profile stays unlocked; 0 when it is locked.
    [[nodiscard]] std::chrono::milliseconds unlockedFor(const Profile &profile) const;

    /// `values` by wire name, complete and normalised. Changes nothing. Locked comes before OverCap, that before Duplicate.
    [[nodiscard]] GuardVerdict check(const OperationSpec &operation, const Values &values, const Profile &profile) const;

    /// Equal for calls that look the same to whoever pays: operation, parties (our short code among them), amount, receipt.
    [[nodiscard]] static QString likeness(const OperationSpec &operation, const Values &values);
    /// From now on its like counts as a duplicate until duplicateTime after Intent::at. MpesaClient does this for its calls, and for those
    /// of other programs that the IntentJournal tells of, with callId 0.
    void remember(const Intent &intent);
    /// The verdict on a call whose like was sent by another program so long ago.
    [[nodiscard]] static GuardVerdict twinElsewhere(std::chrono::milliseconds age);
    /// That call certainly moved nothing: sending it again is no duplicate. No-op when it is not known, and for 0.
    void forget(quint64 callId);

private:
    struct Sent
    {
        quint64 callId;
        QString what; ///< likeness()
        std::chrono::milliseconds at;
    };

    const Clock &m_clock;
    QString m_unlocked; ///< identity of the profile
    std::chrono::milliseconds m_unlockedUntil{0};
    QList<Sent> m_sent; ///< oldest first
};

} // namespace daraja
