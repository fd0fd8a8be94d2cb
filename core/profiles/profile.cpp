// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/profiles/profile.h"

#include "core/base/msisdn.h"
#include "core/profiles/hiddencharacters.h"
#include "core/profiles/pastedvalue.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QHostAddress>

#include <algorithm>

namespace daraja {

namespace {

constexpr qint64 largestCertificateFile = 1024LL * 1024;

QString profileText(const char *text)
{
    return QCoreApplication::translate("Profile", text);
}

bool isFiveToSevenDigits(const QString &text)
{
    return text.size() >= 5 && text.size() <= 7 && std::all_of(text.cbegin(), text.cend(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

bool isLoopbackHost(const QString &host)
{
    return host == u"localhost" || QHostAddress(host).isLoopback();
}

bool isHttp(const QUrl &url)
{
    return url.isValid() && !url.host().isEmpty() && (url.scheme() == u"https" || url.scheme() == u"http");
}

QString baseUrlProblem(const QUrl &url)
{
    if (url.isEmpty()) {
        return profileText(QT_TRANSLATE_NOOP("Profile", "Enter the address of the server, for example https://daraja.example."));
    }
    if (!isHttp(url)) {
        return profileText(QT_TRANSLATE_NOOP("Profile", "Enter a complete address that begins with https://."));
    }
    if (environmentOfUrl(url) != Environment::Custom) {
        return profileText(
            QT_TRANSLATE_NOOP("Profile", "This is Safaricom's own address. Choose the environment Sandbox or Production instead."));
    }
    if (url.scheme() == u"http" && !isLoopbackHost(url.host())) {
        return profileText(QT_TRANSLATE_NOOP(
            "Profile", "Over http:// anybody on the way can read the secrets. Use https://; http:// is for this computer only."));
    }
    if (!url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment()) {
        return profileText(
            QT_TRANSLATE_NOOP("Profile", "Leave out user name, ? and # parts: only the address of the server belongs here."));
    }
    return {};
}

QString callbackUrlProblem(const QUrl &url, Environment environment)
{
    if (url.isEmpty()) {
        return {};
    }
    if (!isHttp(url)) {
        return profileText(QT_TRANSLATE_NOOP("Profile", "Enter a complete address that begins with https://, or leave it empty."));
    }
    if (url.hasQuery() || url.hasFragment()) {
        return profileText(QT_TRANSLATE_NOOP("Profile", "Leave out ? and # parts: /stk, /result and /timeout are added to this address."));
    }
    const bool safaricom = environment == Environment::Sandbox || environment == Environment::Production;
    if (safaricom && isLoopbackHost(url.host())) {
        return profileText(QT_TRANSLATE_NOOP(
            "Profile", "Safaricom cannot reach this computer by that name. Enter a public address that leads here, or leave it empty."));
    }
    if (environment == Environment::Production && url.scheme() != u"https") {
        return profileText(QT_TRANSLATE_NOOP("Profile", "In production the address must begin with https://."));
    }
    return {};
}

QString consumerKeyProblem(const Profile &profile)
{
    const QString &key = profile.consumerKey;
    if (key.isEmpty()) {
        return profile.environment == Environment::Simulator
                   ? QString()
                   : profileText(QT_TRANSLATE_NOOP("Profile", "Enter the consumer key. Safaricom's portal shows it under My Apps."));
    }
    if (isMask(key)) {
        return profileText(
            QT_TRANSLATE_NOOP("Profile", "You copied the dots that hide the key. Use the copy icon on the app's card in the portal."));
    }
    if (key.startsWith(QStringLiteral("Basic "), Qt::CaseInsensitive)) {
        return profileText(QT_TRANSLATE_NOOP("Profile", "This is a finished Authorization header. Enter the consumer key alone."));
    }
    if (key.contains(u':')) {
        return profileText(QT_TRANSLATE_NOOP("Profile", "This looks like key and secret together. Enter the part before the colon here."));
    }
    return {};
}

QString certificateProblem(const QString &path)
{
    if (path.isEmpty()) {
        return {};
    }
    const QFileInfo file(path);
    if (!file.exists()) {
        return profileText(QT_TRANSLATE_NOOP("Profile", "There is no such file. Choose Safaricom's .cer file again."));
    }
    if (!file.isFile() || file.size() > largestCertificateFile) {
        return profileText(QT_TRANSLATE_NOOP("Profile", "This is not a certificate file. Choose Safaricom's .cer file."));
    }
    return file.isReadable()
               ? QString()
               : profileText(QT_TRANSLATE_NOOP("Profile", "The file cannot be read. Give yourself the right to read it, or copy it."));
}

} // namespace

QString secretName(const QString &profileId, SecretKind kind)
{
    switch (kind) {
    case SecretKind::ConsumerSecret:
        return profileId + QStringLiteral("/consumer-secret");
    case SecretKind::Passkey:
        return profileId + QStringLiteral("/passkey");
    case SecretKind::InitiatorPassword:
        return profileId + QStringLiteral("/initiator-password");
    case SecretKind::SecurityCredential:
        return profileId + QStringLiteral("/security-credential");
    case SecretKind::BillManagerKey:
        return profileId + QStringLiteral("/bill-manager-key");
    }
    return {};
}

QString &ProfileSecrets::value(SecretKind kind)
{
    switch (kind) {
    case SecretKind::ConsumerSecret:
        return consumerSecret;
    case SecretKind::Passkey:
        return passkey;
    case SecretKind::InitiatorPassword:
        return initiatorPassword;
    case SecretKind::SecurityCredential:
        return securityCredential;
    case SecretKind::BillManagerKey:
        return billManagerKey;
    }
    return consumerSecret;
}

const QString &ProfileSecrets::value(SecretKind kind) const
{
    return const_cast<ProfileSecrets *>(this)->value(kind);
}

QList<ProfileProblem> problemsWith(const Profile &profile)
{
    QList<ProfileProblem> problems;
    const auto add = [&problems](const QString &member, const QString &text) {
        if (!text.isEmpty()) {
            problems.append({member, text});
        }
    };
    // What cannot be seen explains best why a value that looks right is refused, so it is said first and alone.
    const auto check = [&add](const QString &member, const QString &value, const QString &otherwise) {
        const QString hidden = describeHiddenCharacters(value);
        add(member, hidden.isEmpty()
                        ? otherwise
                        : profileText(QT_TRANSLATE_NOOP("Profile", "There is something that you cannot see: %1. Clean it.")).arg(hidden));
    };
    const auto digits = [](const QString &value) {
        return value.isEmpty() || isFiveToSevenDigits(value)
                   ? QString()
                   : profileText(QT_TRANSLATE_NOOP("Profile", "Enter 5 to 7 digits and nothing else."));
    };

    check(QStringLiteral("name"), profile.name,
          profile.name.isEmpty() ? profileText(QT_TRANSLATE_NOOP("Profile", "Give the profile a name, so that you know it again."))
                                 : QString());
    if (profile.environment == Environment::Custom) {
        add(QStringLiteral("customBaseUrl"), baseUrlProblem(profile.customBaseUrl));
    }
    check(QStringLiteral("consumerKey"), profile.consumerKey, consumerKeyProblem(profile));
    check(QStringLiteral("shortCode"), profile.shortCode, digits(profile.shortCode));
    if (profile.receiver == ReceiverKind::Till) {
        check(QStringLiteral("till"), profile.till,
              profile.till.isEmpty() ? profileText(QT_TRANSLATE_NOOP("Profile", "Enter the till number: customers pay to it."))
                                     : digits(profile.till));
    }
    check(QStringLiteral("initiatorName"), profile.initiatorName, {});
    add(QStringLiteral("phoneNumber"),
        profile.phoneNumber.isEmpty() || normalizeMsisdn(profile.phoneNumber)
            ? QString()
            : profileText(QT_TRANSLATE_NOOP("Profile", "This is not a Kenyan mobile number. Write it like 0712 345 678.")));
    add(QStringLiteral("callbackBaseUrl"), callbackUrlProblem(profile.callbackBaseUrl, profile.environment));
    add(QStringLiteral("certificateFile"), certificateProblem(profile.certificateFile));
    add(QStringLiteral("productionCap"),
        profile.productionCap >= 1 ? QString() : profileText(QT_TRANSLATE_NOOP("Profile", "Enter whole shillings, at least 1.")));
    return problems;
}

} // namespace daraja
