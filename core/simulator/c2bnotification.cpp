// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/c2bnotification.h"

#include "core/base/nairobitime.h"
#include "core/simulator/customername.h"
#include "core/simulator/requestbody.h"
#include "core/simulator/wireobject.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace daraja {

namespace {

constexpr qint64 centsOfShilling = 100;

/// `2547 ***** 149`, as v2 shows it.
QString maskedC2bMsisdn(const QString &msisdn)
{
    return msisdn.left(4) + QStringLiteral(" ***** ") + msisdn.right(3);
}

QString c2bMsisdn(const QString &msisdn, ProductSwitches::MsisdnForm form)
{
    switch (form) {
    case ProductSwitches::MsisdnForm::Hashed:
        return QString::fromLatin1(QCryptographicHash::hash(msisdn.toLatin1(), QCryptographicHash::Sha256).toHex());
    case ProductSwitches::MsisdnForm::Plain:
        return msisdn;
    case ProductSwitches::MsisdnForm::Masked:
    case ProductSwitches::MsisdnForm::ByVersion:
        break;
    }
    return maskedC2bMsisdn(msisdn);
}

} // namespace

QByteArray c2bNotification(const CustomerPayment &payment, std::optional<qint64> orgBalance, ProductSwitches::MsisdnForm form)
{
    return WireObject()
        .text("TransactionType", payment.order.isTill ? QStringLiteral("Buy Goods") : QStringLiteral("Pay Bill"))
        .text("TransID", payment.receipt)
        .text("TransTime", darajaTimestamp(payment.at))
        .text("TransAmount", QString::fromLatin1(wireMoney(payment.order.shillings * centsOfShilling)))
        .text("BusinessShortCode", payment.order.receiver)
        .text("BillRefNumber", payment.order.reference)
        .text("InvoiceNumber", {})
        .text("OrgAccountBalance", orgBalance ? QString::fromLatin1(wireMoney(*orgBalance)) : QString())
        .text("ThirdPartyTransID", payment.thirdPartyTransId)
        .text("MSISDN", c2bMsisdn(payment.order.msisdn, form))
        .text("FirstName", customerName(payment.order.msisdn).first)
        .text("MiddleName", {})
        .text("LastName", {})
        .bytes();
}

C2bVerdict readC2bVerdict(int status, const QByteArray &body)
{
    const QJsonObject reply = QJsonDocument::fromJson(body).object();
    const QString code = memberText(reply, QLatin1StringView("ResultCode"));
    if (status != 200 || code.isEmpty()) {
        return {};
    }
    if (std::all_of(code.begin(), code.end(), [](QChar digit) { return digit == u'0'; })) {
        return {C2bVerdict::Kind::Accepted, {}, memberText(reply, QLatin1StringView("ThirdPartyTransID"))};
    }
    return {C2bVerdict::Kind::Rejected, code, {}};
}

} // namespace daraja
