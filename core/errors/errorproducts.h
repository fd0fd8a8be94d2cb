// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QStringList>

namespace daraja {

/// \name The products that the error guide tells apart
/// One code means different things in different products: 1 is the customer's balance in an STK push and your own in a B2C payment. Several
/// operations share a product. Ids: `oauth`, `stk`, `c2b`, `b2c`, `b2b`, `b2b_express`, `balance`, `status`, `reversal`, `qr`, `bill`,
/// `ratiba`, `pull`, `hakikisha`, `sim`, `bonga`.
/// @{
/// All ids, those met most often first.
[[nodiscard]] const QStringList &errorProducts();
/// In words: `M-Pesa Express`. Empty for an id that there is not.
[[nodiscard]] QString errorProductTitle(QStringView product);
/// The product of an operation; of a product, itself; empty when it is not known.
[[nodiscard]] QString errorProductOf(QStringView operationOrProduct);
/// Whether the operation only asks, so that nothing can have happened when it fails.
[[nodiscard]] bool onlyAsks(QStringView operationId);
/// @}

} // namespace daraja
