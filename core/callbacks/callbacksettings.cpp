// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/callbacks/callbacksettings.h"

#include "core/callbacks/callbackpaths.h"

#include <QSettings>

namespace daraja {

namespace {

const QString receiverPortKey = QStringLiteral("receiver/port");
const QString forwardsKey = QStringLiteral("callbacks/forwards");
const QString targetKey = QStringLiteral("callbacks/target");
const QString refusesKey = QStringLiteral("callbacks/refusesUnknownSenders");
const QString proxyKey = QStringLiteral("callbacks/trustsLocalProxy");
const QString networkKey = QStringLiteral("callbacks/network/on");
const QString addressKey = QStringLiteral("callbacks/network/address");
const QString portKey = QStringLiteral("callbacks/network/port");
const QString certificateKey = QStringLiteral("callbacks/network/certificate");
const QString keyKey = QStringLiteral("callbacks/network/key");

QString replyKey(QLatin1StringView path)
{
    return QStringLiteral("callbacks/replies") + path;
}

QString segmentKey(const QString &profileId)
{
    return QStringLiteral("callbacks/segments/") + profileId;
}

} // namespace

CallbackSettings readCallbackSettings(const QSettings &settings)
{
    const CallbackSettings usual;
    CallbackSettings chosen;
    chosen.forwards = settings.value(forwardsKey).toBool();
    chosen.forwardTarget = settings.value(targetKey).toString();
    chosen.refusesUnknownSenders = settings.value(refusesKey).toBool();
    chosen.trustsLocalProxy = settings.value(proxyKey).toBool();
    chosen.listensToNetwork = settings.value(networkKey).toBool();
    chosen.networkAddress = settings.value(addressKey, usual.networkAddress).toString();
    bool isNumber = false;
    const int port = settings.value(portKey, usual.networkPort).toInt(&isNumber);
    chosen.networkPort = isNumber && port >= 0 && port <= 65535 ? static_cast<quint16>(port) : usual.networkPort;
    chosen.certificateFile = settings.value(certificateKey).toString();
    chosen.keyFile = settings.value(keyKey).toString();
    for (const CallbackPath &path : callbackPaths()) {
        // A rule holds commas, which QSettings reads as a list when somebody wrote the file by hand.
        const QString text = settings.value(replyKey(path.path)).toStringList().join(u',');
        const ReplyRuleReading reading = readReplyRule(text);
        if (!text.isEmpty() && reading.problem.isEmpty() && problemWithRule(reading.rule, path.path).isEmpty()) {
            chosen.replies.insert(path.path, reading.rule);
        }
    }
    return chosen;
}

void writeCallbackSettings(QSettings &settings, const CallbackSettings &chosen)
{
    settings.setValue(forwardsKey, chosen.forwards);
    settings.setValue(targetKey, chosen.forwardTarget);
    settings.setValue(refusesKey, chosen.refusesUnknownSenders);
    settings.setValue(proxyKey, chosen.trustsLocalProxy);
    settings.setValue(networkKey, chosen.listensToNetwork);
    settings.setValue(addressKey, chosen.networkAddress);
    settings.setValue(portKey, chosen.networkPort);
    settings.setValue(certificateKey, chosen.certificateFile);
    settings.setValue(keyKey, chosen.keyFile);
    for (const CallbackPath &path : callbackPaths()) {
        if (chosen.replies.contains(path.path)) {
            settings.setValue(replyKey(path.path), replyRuleText(chosen.replies.value(path.path)));
        } else {
            settings.remove(replyKey(path.path));
        }
    }
}

QString callbackSegment(QSettings &settings, const QString &profileId)
{
    QString kept = settings.value(segmentKey(profileId)).toString();
    if (problemWithSegment(kept).isEmpty()) {
        return kept;
    }
    renewCallbackSegment(settings, profileId);
    return settings.value(segmentKey(profileId)).toString();
}

void renewCallbackSegment(QSettings &settings, const QString &profileId)
{
    settings.setValue(segmentKey(profileId), newSecretSegment());
}

void forgetCallbackSegment(QSettings &settings, const QString &profileId)
{
    settings.remove(segmentKey(profileId));
}

ReceiverOptions receiverOptions(const CallbackSettings &chosen)
{
    ReceiverOptions options;
    options.replies = chosen.replies;
    options.refuseUnknownSenders = chosen.refusesUnknownSenders;
    if (chosen.trustsLocalProxy) {
        options.trustedProxies = QStringList{QStringLiteral("127.0.0.1"), QStringLiteral("::1")};
    }
    if (chosen.listensToNetwork) {
        options.publicListener =
            PublicListener{QHostAddress(chosen.networkAddress), chosen.networkPort, chosen.certificateFile, chosen.keyFile};
    }
    return options;
}

std::optional<quint16> callbackPort(const QSettings &settings)
{
    bool isNumber = false;
    const int port = settings.value(receiverPortKey).toInt(&isNumber);
    return isNumber && port >= 0 && port <= 65535 ? std::optional(static_cast<quint16>(port)) : std::nullopt;
}

void setCallbackPort(QSettings &settings, quint16 port)
{
    settings.setValue(receiverPortKey, port);
}

} // namespace daraja
