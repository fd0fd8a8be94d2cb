// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/callbacks/receiveroptions.h"

#include "core/callbacks/callbackpaths.h"

#include <QCoreApplication>
#include <QSet>

namespace daraja {

namespace {

QString optionText(const char *text)
{
    return QCoreApplication::translate("CallbackReceiver", text);
}

QString problemWithPublicUrl(const QUrl &url)
{
    const bool usable = url.isValid() && !url.host().isEmpty() && url.userInfo().isEmpty() && !url.hasQuery() && !url.hasFragment() &&
                        (url.scheme() == QLatin1StringView("https") || url.scheme() == QLatin1StringView("http"));
    return usable ? QString()
                  : optionText(QT_TRANSLATE_NOOP(
                        "CallbackReceiver", "The public address must look like https://pay.example.com, with nothing from ? or # on."));
}

QString problemWithListener(const PublicListener &listener)
{
    if (listener.address.isNull()) {
        return optionText(QT_TRANSLATE_NOOP("CallbackReceiver", "The address to listen on is not an IP address."));
    }
    if (listener.certificateFile.isEmpty() || listener.keyFile.isEmpty()) {
        return optionText(QT_TRANSLATE_NOOP(
            "CallbackReceiver",
            "Callbacks from the network need TLS: give a certificate and its key, or stay on this computer behind a proxy or tunnel."));
    }
    return {};
}

} // namespace

QString problemWithOptions(const ReceiverOptions &options)
{
    QSet<QString> segments;
    for (const ReceiverAddress &address : options.addresses) {
        if (QString problem = problemWithSegment(address.segment); !problem.isEmpty()) {
            return problem;
        }
        if (segments.contains(address.segment)) {
            return optionText(QT_TRANSLATE_NOOP("CallbackReceiver", "Two profiles have the same secret address. Renew one of them."));
        }
        segments.insert(address.segment);
    }
    if (!options.publicUrl.isEmpty()) {
        if (QString problem = problemWithPublicUrl(options.publicUrl); !problem.isEmpty()) {
            return problem;
        }
    }
    if (options.publicListener) {
        if (QString problem = problemWithListener(*options.publicListener); !problem.isEmpty()) {
            return problem;
        }
    }
    for (auto rule = options.replies.cbegin(); rule != options.replies.cend(); ++rule) {
        if (QString problem = problemWithRule(rule.value(), rule.key()); !problem.isEmpty()) {
            return problem;
        }
    }
    for (const QString &proxy : options.trustedProxies) {
        if (QHostAddress(proxy).isNull()) {
            return optionText(QT_TRANSLATE_NOOP("CallbackReceiver", "%1 is not the IP address of a proxy.")).arg(proxy);
        }
    }
    return {};
}

} // namespace daraja
