// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// L9: addresses for callbacks (doctor 4, daraja-api 22.2).

#include "core/catalogue/validation.h"
#include "core/doctor/valuelint.h"
#include "core/doctor/valueslip.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace daraja {

namespace {

using Status = Finding::Status;

QString addressText(const char *text)
{
    return QCoreApplication::translate("DoctorValues", text);
}

struct CallbackAddress
{
    QString member; ///< wire name or callbackBaseUrl; empty: the organisation's own server
    QString text;
    bool registered = false; ///< for C2B, where Safaricom reads it
};

QList<CallbackAddress> addressesOf(const Profile &profile, const QUrl &ownServer, const Values &request)
{
    QList<CallbackAddress> addresses;
    const auto add = [&addresses](const CallbackAddress &address) {
        const auto same = [&address](const CallbackAddress &other) {
            return other.text == address.text && other.registered == address.registered;
        };
        if (!address.text.isEmpty() && std::none_of(addresses.cbegin(), addresses.cend(), same)) {
            addresses.append(address);
        }
    };
    constexpr std::array registered{"ConfirmationURL", "ValidationURL"};
    constexpr std::array others{"CallBackURL", "ResultURL", "QueueTimeOutURL", "callbackUrl", "callbackurl"};
    for (const char *name : registered) {
        add({QString::fromLatin1(name), request.value(QString::fromLatin1(name)), true});
    }
    for (const char *name : others) {
        add({QString::fromLatin1(name), request.value(QString::fromLatin1(name)), false});
    }
    add({QString(), ownServer.toString(QUrl::FullyEncoded), false});
    add({QStringLiteral("callbackBaseUrl"), profile.callbackBaseUrl.toString(QUrl::FullyEncoded), false});
    return addresses;
}

class AddressInspection
{
public:
    AddressInspection(const CallbackAddress &address, Environment environment)
        : m_address(address)
        , m_environment(environment)
    {
    }

    QList<ValueSlip> slips()
    {
        static const QRegularExpression space(QStringLiteral("\\s|%20|%09|%0[aAdD]"));
        const QUrl url(m_address.text, QUrl::StrictMode);
        const QString host = url.host();
        const bool production = m_environment == Environment::Production;
        const bool safaricom = production || m_environment == Environment::Sandbox;
        if (m_address.text.contains(space)) {
            add(Status::Bad, addressText(QT_TRANSLATE_NOOP("DoctorValues", "The callback address contains a space")),
                addressText(QT_TRANSLATE_NOOP("DoctorValues", "Safaricom refuses it, or posts to another address than yours.")),
                addressText(QT_TRANSLATE_NOOP("DoctorValues", "Remove it, in your program too")));
            return m_slips;
        }
        if (!isWebAddress(m_address.text)) {
            add(Status::Bad, addressText(QT_TRANSLATE_NOOP("DoctorValues", "The callback address is no complete web address")),
                addressText(QT_TRANSLATE_NOOP("DoctorValues", "It must begin with https:// and name a host.")),
                addressText(QT_TRANSLATE_NOOP("DoctorValues", "Write it like https://shop.example/daraja")));
            return m_slips;
        }
        if (safaricom && isPrivateHost(host)) {
            add(Status::Bad, addressText(QT_TRANSLATE_NOOP("DoctorValues", "Safaricom cannot reach %1")).arg(host),
                addressText(QT_TRANSLATE_NOOP("DoctorValues", "The name or number means something inside your own network only.")),
                addressText(QT_TRANSLATE_NOOP("DoctorValues", "Give an address that is reachable from everywhere")));
        } else if (production && !QHostAddress(host).isNull()) {
            add(Status::Bad, addressText(QT_TRANSLATE_NOOP("DoctorValues", "The callback address is a number, not a name")),
                addressText(QT_TRANSLATE_NOOP("DoctorValues", "On production https needs a certificate, and that belongs to a name.")),
                addressText(QT_TRANSLATE_NOOP("DoctorValues", "Use the server's name, https://www.shop.example/…")));
        } else if (production && isTunnelHost(host)) {
            add(Status::Careful,
                addressText(QT_TRANSLATE_NOOP("DoctorValues", "The callback address is a tunnel or a request bin: %1")).arg(host),
                addressText(QT_TRANSLATE_NOOP("DoctorValues", "Production refuses some of these, and they end with the session.")),
                addressText(QT_TRANSLATE_NOOP("DoctorValues", "Use an address of your own")));
        }
        if (safaricom && url.scheme() != u"https") {
            add(production ? Status::Bad : Status::Note,
                production ? addressText(QT_TRANSLATE_NOOP("DoctorValues", "The callback address does not begin with https://"))
                           : addressText(QT_TRANSLATE_NOOP("DoctorValues", "The callback address will need https:// on production")),
                addressText(QT_TRANSLATE_NOOP("DoctorValues", "The sandbox takes http://, production does not.")),
                addressText(QT_TRANSLATE_NOOP("DoctorValues", "Use https:// with a certificate that browsers accept")));
        }
        lookForWords();
        return m_slips;
    }

private:
    void add(Status status, const QString &title, const QString &means, const QString &step)
    {
        ValueSlip slip;
        slip.status = status;
        slip.member =
            m_address.member.isEmpty() ? addressText(QT_TRANSLATE_NOOP("DoctorValues", "your server's address")) : m_address.member;
        slip.title = title;
        slip.means = means;
        slip.steps = {step};
        m_slips.append(slip);
    }

    void lookForWords()
    {
        const QString word = refusedWordIn(m_address.text);
        if (word.isEmpty()) {
            return;
        }
        const QString title = addressText(QT_TRANSLATE_NOOP("DoctorValues", "The callback address contains the word \"%1\"")).arg(word);
        const QString step = addressText(QT_TRANSLATE_NOOP("DoctorValues", "Use another path or host, /payments for example"));
        if (m_address.registered) {
            add(Status::Bad, title,
                addressText(QT_TRANSLATE_NOOP("DoctorValues", "Safaricom refuses to register it for payments of customers (400.003.02).")),
                step);
        } else if (word.contains(u"pesa")) {
            add(Status::Note, title,
                addressText(QT_TRANSLATE_NOOP("DoctorValues", "It is refused when addresses for payments of customers are registered, and "
                                                              "discouraged elsewhere.")),
                step);
        }
    }

    const CallbackAddress m_address;
    const Environment m_environment;
    QList<ValueSlip> m_slips;
};

} // namespace

Finding lintCallback(const Profile &profile, const QUrl &ownServer, const Values &request)
{
    const QList<CallbackAddress> addresses = addressesOf(profile, ownServer, request);
    if (addresses.isEmpty()) {
        Finding finding;
        finding.status = Status::NotNeeded;
        finding.title = addressText(QT_TRANSLATE_NOOP("DoctorValues", "No callback address is given"));
        finding.summary = finding.title;
        finding.means =
            addressText(QT_TRANSLATE_NOOP("DoctorValues", "Tell the doctor where your server takes callbacks to have it looked at."));
        return finding;
    }
    QList<ValueSlip> slips;
    for (const CallbackAddress &address : addresses) {
        slips.append(AddressInspection(address, profile.environment).slips());
    }
    Finding finding = findingOf(slips, addressText(QT_TRANSLATE_NOOP("DoctorValues", "The callback address is one that Safaricom can use")),
                                addressText(QT_TRANSLATE_NOOP("DoctorValues", "complete, public and without refused words")));
    for (const CallbackAddress &address : addresses) {
        finding.facts.append({addressText(QT_TRANSLATE_NOOP("DoctorValues", "address")),
                              QUrl(address.text).toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery)});
    }
    return finding;
}

} // namespace daraja
