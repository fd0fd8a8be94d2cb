// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/catalogue/validation.h"

#include <QHostAddress>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>
#include <array>

namespace daraja {

bool isDigits(QStringView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

bool isWireMsisdn(QStringView text)
{
    return text.size() == 12 && isDigits(text) && text.startsWith(u"254") && (text.at(3) == u'7' || text.at(3) == u'1');
}

bool isShortCode(QStringView text)
{
    return isDigits(text) && text.size() >= 5 && text.size() <= 7;
}

bool isWebAddress(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const QString scheme = url.scheme();
    return url.isValid() && !url.host().isEmpty() && (scheme == u"https" || scheme == u"http");
}

bool isDecimal(const QString &text)
{
    static const QRegularExpression decimal(QStringLiteral("^\\d+(?:\\.\\d+)?$"));
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c < u'\x80'; }) && decimal.match(text).hasMatch();
}

bool isLocalMsisdn(QStringView text)
{
    return text.size() == 10 && isDigits(text) && (text.startsWith(u"07") || text.startsWith(u"01"));
}

bool isEmail(const QString &text)
{
    static const QRegularExpression email(QStringLiteral("^[^\\s@,;<>]+@[^\\s@,;<>.]+(?:\\.[^\\s@,;<>.]+)+$"));
    return email.match(text).hasMatch();
}

bool meansPhone(QStringView type)
{
    return type == u"1" || type == u"SM";
}

QString refusedWordIn(const QString &url)
{
    for (const QStringView word : {u"m-pesa", u"mpesa", u"safaricom", u"exec", u"exe", u"cmd", u"sql", u"query"}) {
        if (url.contains(word, Qt::CaseInsensitive)) {
            return word.toString();
        }
    }
    return {};
}

bool isPrivateHost(const QString &host)
{
    const QHostAddress address(host);
    if (address.isNull()) {
        return host == u"localhost" || host.endsWith(u".localhost") || host.endsWith(u".local") || !host.contains(u'.');
    }
    const bool anyAddress = address == QHostAddress(QHostAddress::AnyIPv4) || address == QHostAddress(QHostAddress::AnyIPv6);
    const bool privateUse = address.isInSubnet(QHostAddress(QStringLiteral("10.0.0.0")), 8) ||
                            address.isInSubnet(QHostAddress(QStringLiteral("172.16.0.0")), 12) ||
                            address.isInSubnet(QHostAddress(QStringLiteral("192.168.0.0")), 16);
    return anyAddress || privateUse || address.isLoopback() || address.isLinkLocal() || address.isUniqueLocalUnicast() ||
           address.isMulticast();
}

bool isTunnelHost(const QString &host)
{
    constexpr std::array tunnels{u"ngrok",         u"mockbin",      u"requestbin",    u"loca.lt",   u"localtunnel", u"serveo.net",
                                 u"trycloudflare", u"webhook.site", u"pipedream.net", u"beeceptor", u"hookbin",     u"localhost.run"};
    return std::any_of(tunnels.begin(), tunnels.end(),
                       [&host](const char16_t *name) { return host.contains(QStringView(name), Qt::CaseInsensitive); });
}

bool isRequiredNow(const FieldSpec &field, const std::function<QString(const QString &name)> &valueOf)
{
    if (!*field.requiredWhen) {
        return false;
    }
    const QString condition = QString::fromLatin1(field.requiredWhen);
    const QString expected = condition.section(u'=', 1);
    return valueOf(condition.section(u'=', 0, 0)) == expected;
}

} // namespace daraja
