// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/simulator/invoicebooks.h"

namespace daraja {

/// What the members of an opt-in or of its update say; without the app key. They are complete and well-formed.
[[nodiscard]] Biller readBiller(const QJsonObject &members);

/// What is wrong with the members of an invoice, or empty.
[[nodiscard]] QString problemWithInvoice(const QJsonObject &members);
/// What they say; without the biller.
[[nodiscard]] Invoice readInvoice(const QJsonObject &members);

} // namespace daraja
