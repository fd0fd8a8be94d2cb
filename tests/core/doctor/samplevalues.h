// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/profiles/profile.h"

namespace daraja {

/// Values of the shapes that Safaricom gives out, belonging to nobody.
struct SampleValues
{
    Profile profile;
    ProfileSecrets secrets;
};

inline const QString &livePasskey()
{
    static const QString passkey = QStringLiteral("4f1c0a9be27d83561fa0c4d7e8b95263aa10cd37fe48b2906d5c71e3f80b942d");
    return passkey;
}

/// A paybill on production on which nothing can be said.
inline SampleValues livePaybill()
{
    SampleValues values;
    values.profile.id = QStringLiteral("shop");
    values.profile.name = QStringLiteral("Shop");
    values.profile.environment = Environment::Production;
    values.profile.consumerKey = QStringLiteral("q7Gd0pQyK3mZbW1xTn5LhA2cV8eRfU6sJoY4iXwD9kHaBtNg");
    values.profile.shortCode = QStringLiteral("4123456");
    values.profile.phoneNumber = QStringLiteral("0712 345 678");
    values.secrets.consumerSecret = QStringLiteral("Zx81LmQpR7sTu2VwYa3BcD4eFg5HiJ6kNo9PqS0tUvWxYzAb1Cd2Ef3Gh4Ij5Kl6");
    values.secrets.passkey = livePasskey();
    return values;
}

/// The same with an operator.
inline SampleValues liveOperator()
{
    SampleValues values = livePaybill();
    values.profile.initiatorName = QStringLiteral("shopapi");
    values.secrets.initiatorPassword = QStringLiteral("Quiet#Lake41");
    return values;
}

/// A till with the store number that it went live with.
inline SampleValues liveTill()
{
    SampleValues values = livePaybill();
    values.profile.receiver = ReceiverKind::Till;
    values.profile.till = QStringLiteral("987654");
    return values;
}

/// Safaricom's public test set.
inline SampleValues sandboxShop()
{
    SampleValues values = livePaybill();
    values.profile.environment = Environment::Sandbox;
    values.profile.shortCode = QStringLiteral("174379");
    values.profile.initiatorName = QStringLiteral("testapi");
    values.profile.phoneNumber = QStringLiteral("254708374149");
    values.secrets.passkey = QStringLiteral("bfb279f9aa9bdbcf158e97dd71a467cd2e0c893059b10f78e6b72ada1ed2c919");
    return values;
}

} // namespace daraja
