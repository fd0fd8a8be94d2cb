// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDateTime>
#include <QList>
#include <QMetaType>
#include <QObject>
#include <QString>

namespace daraja {

class Simulator;
class StkPayments;

/// A prompt on the virtual phone. A value.
struct Prompt
{
    enum class State {
        Open,
        Paid,
        Cancelled,
        WrongPin,
        Expired,
        Answered,  ///< by trigger or scenario: it never rang, so no signal tells of it
        NotEnough, ///< right PIN, but the wallet was short
        Withdrawn, ///< the simulator was stopped or reset
    };

    QString id; ///< CheckoutRequestID
    QString msisdn;
    QString amount; ///< whole KES
    QString payee;  ///< organisation name
    QString accountReference;
    QDateTime openedAt;  ///< UTC
    QDateTime expiresAt; ///< UTC
    State state = State::Open;
    QString standingOrder; ///< name of the standing order that is to be agreed to; empty: a payment
};

/// The virtual phones of all customers of the simulator: one open prompt per number. Owned by the Simulator; same thread.
class Handset final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Handset)

public:
    static constexpr const char *defaultPin = "1234"; ///< shown beside the phone; any other PIN is wrong

    [[nodiscard]] QList<Prompt> openPrompts() const;      ///< oldest first
    [[nodiscard]] Prompt prompt(const QString &id) const; ///< empty id when unknown

    /// OK with a PIN: pays when it is right and the wallet has enough (else 1), 2001 when it is wrong. No-op unless open.
    void enterPin(const QString &id, const QString &pin);
    /// Cancel: 1032. No-op unless open.
    void cancel(const QString &id);

Q_SIGNALS:
    void promptOpened(const daraja::Prompt &prompt);
    /// Once per prompt, whatever ended it; the prompt's state says what.
    void promptClosed(const daraja::Prompt &prompt);

private:
    friend class Simulator;
    Handset(StkPayments &payments, QObject *parent);
    StkPayments &m_payments;
};

} // namespace daraja

Q_DECLARE_METATYPE(daraja::Prompt)
