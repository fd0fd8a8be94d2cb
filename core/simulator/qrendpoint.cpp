// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/qrendpoint.h"

#include "core/simulator/errorfactory.h"
#include "core/simulator/gateway.h"
#include "core/simulator/idfactory.h"
#include "core/simulator/qrpicture.h"
#include "core/simulator/requestbody.h"
#include "core/simulator/wireobject.h"

#include <QCoreApplication>

namespace daraja {

QrEndpoint::QrEndpoint(const ServerParts &parts)
    : m_parts(parts)
{
}

void QrEndpoint::addRoutes(Gateway &gateway)
{
    Route route{{QStringLiteral("qr_code")}, QStringLiteral("qr"), [this](const EndpointCall &call) { return generate(call.members); }};
    route.refuseMember = [this](const QString &member, const QString &note) { return refuseMember(member, note); };
    route.refuseBody = [this](const QString &note) { return m_parts.errors.invalidPayload(note); };
    gateway.add(route);
}

WireAnswer QrEndpoint::generate(const QJsonObject &members)
{
    bool isNumber = false;
    const int size = memberText(members, QLatin1StringView("Size")).toInt(&isNumber);
    if (!isNumber || size < 1 || size > largestSize) {
        return refuseMember(QStringLiteral("Size"),
                            QCoreApplication::translate("Simulator", "Size is the side of the picture, 1 to %1 pixels.").arg(largestSize));
    }
    QStringList parts;
    for (const char *name : {"TrxCode", "CPI", "Amount", "RefNo", "MerchantName"}) {
        parts.append(memberText(members, QLatin1StringView(name)));
    }
    const QByteArray picture = qrPicture(parts.join(u'|').toUtf8(), size);
    if (picture.isEmpty()) {
        return refuseMember(QStringLiteral("RefNo"),
                            QCoreApplication::translate("Simulator", "The text is too long for a QR code: shorten RefNo."));
    }
    return {200,
            WireObject()
                .text("ResponseCode", QStringLiteral("00"))
                .text("RequestID", m_parts.ids.request())
                .text("ResponseDescription", QStringLiteral("QR Code Successfully Generated."))
                .text("QRCode", QString::fromLatin1(picture.toBase64()))
                .bytes(),
            {}};
}

WireAnswer QrEndpoint::refuseMember(const QString &member, const QString &note) const
{
    return m_parts.errors.refusal(400, "400", QStringLiteral("400 Bad Request - Invalid %1").arg(member), note);
}

} // namespace daraja
