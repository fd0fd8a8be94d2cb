// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/profiles/environment.h"

#include <QMetaType>

namespace daraja {

/// How the organisation receives money; decides TransactionType, PartyB and IdentifierType.
enum class ReceiverKind {
    Paybill, ///< CustomerPayBillOnline, PartyB = short code
    Till,    ///< CustomerBuyGoodsOnline, PartyB = till; the short code is the store or head office number (daraja-api 3.1)
};

/// A named set of what is not secret. Secrets are kept apart, by name only: see SecretKind. A value.
struct Profile
{
    QString id; ///< stable, made once; never shown
    QString name;
    Environment environment = Environment::Simulator;
    QUrl customBaseUrl; ///< with Environment::Custom
    QString consumerKey;
    QString shortCode; ///< paybill, or the store / head office number of a till
    ReceiverKind receiver = ReceiverKind::Paybill;
    QString till;            ///< with ReceiverKind::Till
    QString initiatorName;   ///< API operator
    QString certificateFile; ///< path of Safaricom's certificate, PEM or DER
    QString phoneNumber;     ///< default payer, any accepted form
    QUrl callbackBaseUrl;    ///< public address that reaches the local receiver, or empty
    /// Whole KES: the most that one call may ask for or move in production.
    qint64 productionCap = defaultProductionCap;

    static constexpr qint64 defaultProductionCap = 10'000;

    bool operator==(const Profile &) const = default;
};

/// The secrets of a profile.
enum class SecretKind { ConsumerSecret, Passkey, InitiatorPassword, SecurityCredential, BillManagerKey };

/// The name under which a secret store keeps it: `<profile id>/consumer-secret` and so on.
[[nodiscard]] QString secretName(const QString &profileId, SecretKind kind);

/// The secrets of one profile in memory. Never logged, never streamed.
struct ProfileSecrets
{
    QString consumerSecret;
    QString passkey;
    QString initiatorPassword;
    QString securityCredential; ///< ready-made, wins over initiatorPassword + certificate
    QString billManagerKey{};   ///< `app_key`, from the answer to the opt-in

    [[nodiscard]] QString &value(SecretKind kind);
    [[nodiscard]] const QString &value(SecretKind kind) const;

    bool operator==(const ProfileSecrets &) const = default;
};

/// Everything wrong with a profile that can be seen without a network, in words for people; field by field.
struct ProfileProblem
{
    QString member; ///< `name`, `customBaseUrl`, `consumerKey`, `shortCode`, `till`, `initiatorName`, `phoneNumber`, `callbackBaseUrl`,
                    ///< `certificateFile`, `productionCap`
    QString text;
};
[[nodiscard]] QList<ProfileProblem> problemsWith(const Profile &profile);

} // namespace daraja

Q_DECLARE_METATYPE(daraja::Profile)
