// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/doctor/setup.h"

namespace daraja {

namespace {

/// What the shop types is what Safaricom knows.
void typeEverything(SetUp &setUp)
{
    const SimulatorOptions &daraja = setUp.daraja;
    setUp.profile.id = QStringLiteral("bench");
    setUp.profile.name = QStringLiteral("Shop");
    setUp.profile.consumerKey = daraja.consumerKey;
    setUp.profile.shortCode = daraja.shortCode;
    setUp.profile.initiatorName = daraja.initiatorName;
    setUp.profile.phoneNumber = daraja.msisdn;
    setUp.secrets.consumerSecret = daraja.consumerSecret;
    setUp.secrets.passkey = daraja.passkey;
    setUp.secrets.initiatorPassword = daraja.initiatorPassword;
    setUp.run.pace = std::chrono::milliseconds(0);
    setUp.run.consents = Consent::FreshToken | Consent::MoneyProbes | Consent::OtherEnvironment | Consent::PostCallback;
}

SimulatorOptions quickDaraja()
{
    SimulatorOptions options;
    options.callbackDelay = 0;
    return options;
}

/// Safaricom's public constants, with keys as the portal makes them.
SimulatorOptions publicSandbox()
{
    SimulatorOptions options = quickDaraja();
    options.consumerKey = QStringLiteral("Nm4Xs8TqLr2Wd6Yb0Vf5Hc9Zk3Pj7GaE1uRo4MiSx8CtDnQw");
    options.consumerSecret = QStringLiteral("qP7zLw3KxVt9Rb1Yc5Nd8Mf2Gh6Js0Ta4UeWiXoZrBvCmEnDkFsHgJyLqApStUvXw");
    options.shortCode = QStringLiteral("174379");
    options.till = QStringLiteral("174380");
    options.passkey = QStringLiteral("bfb279f9aa9bdbcf158e97dd71a467cd2e0c893059b10f78e6b72ada1ed2c919");
    options.initiatorName = QStringLiteral("testapi");
    options.initiatorPassword = QStringLiteral("Safaricom999!*!");
    options.msisdn = QStringLiteral("254708374149");
    return options;
}

SimulatorOptions liveShop()
{
    SimulatorOptions options = quickDaraja();
    options.consumerKey = QStringLiteral("Gk7dWq2ZxR9tVb4NcY1mHs6LpT8uJf3EaQ5oXiKr0BwCvDyM");
    options.consumerSecret = QStringLiteral("Xw9cRt2YbVm5KqZn8LdHs3PfJg7TaUe1WiCoMxQkBrEvNyD4Sz6GhFpLjAuXtVwZb");
    options.shortCode = QStringLiteral("4085177");
    options.till = QStringLiteral("5310862");
    options.passkey = QStringLiteral("7c1e94a05bd2f8363ea9d170c54b82fe9901ad6c73e2b845f0d31c68a97e245b");
    options.initiatorName = QStringLiteral("shopapi");
    options.initiatorPassword = QStringLiteral("Kijiji#2026&Duka");
    options.msisdn = QStringLiteral("254712345678");
    options.organisation = QStringLiteral("Duka la Kijiji");
    return options;
}

} // namespace

SetUp simulatorPaybill()
{
    SetUp setUp;
    setUp.daraja = publicSandbox();
    typeEverything(setUp);
    setUp.profile.environment = Environment::Simulator;
    setUp.hasShop = true;
    return setUp;
}

SetUp sandboxPaybill()
{
    SetUp setUp;
    setUp.daraja = publicSandbox();
    setUp.other = liveShop();
    typeEverything(setUp);
    setUp.profile.environment = Environment::Sandbox;
    return setUp;
}

SetUp livePaybill()
{
    SetUp setUp;
    setUp.daraja = liveShop();
    setUp.other = publicSandbox();
    typeEverything(setUp);
    setUp.profile.environment = Environment::Production;
    return setUp;
}

SetUp liveTill()
{
    SetUp setUp = livePaybill();
    setUp.profile.receiver = ReceiverKind::Till;
    setUp.profile.till = setUp.daraja.till;
    return setUp;
}

QString somePasskey(char digit)
{
    QString passkey = QStringLiteral("9e03b7c15fd84a26").repeated(4);
    passkey[10] = QLatin1Char(digit);
    return passkey;
}

} // namespace daraja
