// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/billinvoice.h"

#include "core/catalogue/request.h"
#include "core/simulator/requestbody.h"

namespace daraja {

Biller readBiller(const QJsonObject &members)
{
    return {memberText(members, QLatin1StringView("shortcode")),
            {},
            memberText(members, QLatin1StringView("email")),
            memberText(members, QLatin1StringView("officialContact")),
            memberText(members, QLatin1StringView("sendReminders")) == u"1",
            QUrl(memberText(members, QLatin1StringView("callbackurl")))};
}

QString problemWithInvoice(const QJsonObject &members)
{
    const OperationSpec *single = findOperation(u"bill_single");
    const QString member = single ? firstInvalidMember(*single, members) : QString();
    return member.isEmpty() ? QString() : QStringLiteral("Invalid %1.").arg(member);
}

Invoice readInvoice(const QJsonObject &members)
{
    Invoice invoice;
    invoice.externalReference = memberText(members, QLatin1StringView("externalReference"));
    invoice.accountReference = memberText(members, QLatin1StringView("accountReference"));
    invoice.name = memberText(members, QLatin1StringView("invoiceName"));
    invoice.billedName = memberText(members, QLatin1StringView("billedFullName"));
    invoice.billedPhone = memberText(members, QLatin1StringView("billedPhoneNumber"));
    invoice.period = memberText(members, QLatin1StringView("billedPeriod"));
    invoice.dueDate = memberText(members, QLatin1StringView("dueDate"));
    invoice.shillings = memberText(members, QLatin1StringView("amount")).toLongLong();
    return invoice;
}

} // namespace daraja
