// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/catalogue/operationspec.h"

namespace daraja {

/// The rows that operations() lists; each is defined in the file of its API family.

extern const OperationSpec stkPushOperation;
extern const OperationSpec stkQueryOperation;
extern const OperationSpec qrCodeOperation;
extern const OperationSpec standingOrderOperation;
extern const OperationSpec b2bExpressOperation;
extern const OperationSpec c2bRegisterOperation;
extern const OperationSpec c2bSimulateOperation;
extern const OperationSpec c2bRegisterV1Operation;
extern const OperationSpec c2bSimulateV1Operation;
extern const OperationSpec pullRegisterOperation;
extern const OperationSpec pullQueryOperation;
extern const OperationSpec b2cPaymentOperation;
extern const OperationSpec b2cPaymentV1Operation;
extern const OperationSpec b2cPochiOperation;
extern const OperationSpec b2bPaybillOperation;
extern const OperationSpec b2bBuyGoodsOperation;
extern const OperationSpec b2bPayToBulkOperation;
extern const OperationSpec b2bTransferOperation;
extern const OperationSpec taxRemittanceOperation;
extern const OperationSpec accountBalanceOperation;
extern const OperationSpec transactionStatusOperation;
extern const OperationSpec reversalOperation;
extern const OperationSpec b2cHakikishaOperation;
extern const OperationSpec orgInfoOperation;
extern const OperationSpec imsiCheckOperation;
extern const OperationSpec simSwapOperation;
extern const OperationSpec billOptInOperation;
extern const OperationSpec billUpdateOptInOperation;
extern const OperationSpec billSingleOperation;
extern const OperationSpec billBulkOperation;
extern const OperationSpec billCancelOperation;
extern const OperationSpec billCancelBulkOperation;
extern const OperationSpec billChangeOperation;
extern const OperationSpec billChangeBulkOperation;
extern const OperationSpec billReconcileOperation;
extern const OperationSpec bongaCalculateOperation;
extern const OperationSpec bongaRedeemOperation;

} // namespace daraja
