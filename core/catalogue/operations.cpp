// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/catalogue/rows.h"

#include <QCoreApplication>

namespace daraja {

QList<const FieldSpec *> OperationSpec::fieldList() const
{
    QList<const FieldSpec *> list;
    list.reserve(fieldCount);
    for (int i = 0; i < fieldCount; ++i) {
        list.append(fields + i);
    }
    return list;
}

const FieldSpec *OperationSpec::field(QStringView wireName) const
{
    for (int i = 0; i < fieldCount; ++i) {
        const QLatin1StringView name(fields[i].name);
        if (wireName.size() == name.size() && (wireName == name || wireName.compare(name, Qt::CaseInsensitive) == 0)) {
            return fields + i;
        }
    }
    return nullptr;
}

const QList<const OperationSpec *> &operations()
{
    static const QList<const OperationSpec *> list{
        &stkPushOperation,           &stkQueryOperation,       &qrCodeOperation,        &standingOrderOperation,
        &b2bExpressOperation,        &c2bRegisterOperation,    &c2bSimulateOperation,   &c2bRegisterV1Operation,
        &c2bSimulateV1Operation,     &pullRegisterOperation,   &pullQueryOperation,     &b2cPaymentOperation,
        &b2cPaymentV1Operation,      &b2cPochiOperation,       &b2bPaybillOperation,    &b2bBuyGoodsOperation,
        &b2bPayToBulkOperation,      &b2bTransferOperation,    &taxRemittanceOperation, &accountBalanceOperation,
        &transactionStatusOperation, &reversalOperation,       &b2cHakikishaOperation,  &orgInfoOperation,
        &imsiCheckOperation,         &simSwapOperation,        &billOptInOperation,     &billUpdateOptInOperation,
        &billSingleOperation,        &billBulkOperation,       &billCancelOperation,    &billCancelBulkOperation,
        &billChangeOperation,        &billChangeBulkOperation, &billReconcileOperation, &bongaCalculateOperation,
        &bongaRedeemOperation};
    return list;
}

const OperationSpec *findOperation(QStringView id)
{
    for (const OperationSpec *operation : operations()) {
        if (id == QLatin1StringView(operation->id)) {
            return operation;
        }
    }
    return nullptr;
}

QString catalogueText(const char *text)
{
    return text && *text ? QCoreApplication::translate("Catalogue", text) : QString();
}

} // namespace daraja
