// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/stkcallback.h"

#include "core/base/nairobitime.h"
#include "core/simulator/outcometable.h"
#include "core/simulator/stkpayments.h"
#include "core/simulator/wireobject.h"

#include <algorithm>

namespace daraja {

namespace {

QByteArray metadataItem(const char *name, const QByteArray &value)
{
    WireObject item;
    item.text("Name", QString::fromLatin1(name));
    if (!value.isEmpty()) {
        item.json("Value", value);
    }
    return item.bytes();
}

} // namespace

QByteArray stkCallbackBody(const StkPayment &payment, FaultSet faults)
{
    WireObject callback;
    callback.text("MerchantRequestID", payment.merchantRequest).text("CheckoutRequestID", payment.prompt.id);
    if (faults.testFlag(FaultKind::TextCode)) {
        callback.text("ResultCode", payment.resultCode);
    } else {
        callback.code("ResultCode", payment.resultCode);
    }
    callback.text("ResultDesc", outcomeText(payment.resultCode));
    if (payment.resultCode == u"0") {
        QByteArrayList items{metadataItem("Amount", wireMoney(payment.order.amount * 100)),
                             metadataItem("MpesaReceiptNumber", '"' + payment.receipt.toLatin1() + '"'),
                             metadataItem("Balance", {}), // real callbacks have no Value here
                             metadataItem("TransactionDate", darajaTimestamp(payment.settledAt).toLatin1())};
        if (!faults.testFlag(FaultKind::MissingPhone)) {
            const QByteArray number = payment.order.msisdn.toLatin1();
            items.append(metadataItem(
                "PhoneNumber", faults.testFlag(FaultKind::MaskedPhone) ? '"' + number.first(4) + "*****" + number.last(3) + '"' : number));
        }
        if (faults.testFlag(FaultKind::ShuffledItems)) {
            std::reverse(items.begin(), items.end());
        }
        callback.json("CallbackMetadata", WireObject().json("Item", '[' + items.join(',') + ']').bytes());
    }
    return WireObject().json("Body", WireObject().json("stkCallback", callback.bytes()).bytes()).bytes();
}

} // namespace daraja
