// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>

namespace daraja {

/// A QR code that carries `text`, as a PNG in grey. A square of `pixels` with the white border of four modules that readers need; larger
/// when the code does not fit. Empty when the text is empty or too long for any QR code.
[[nodiscard]] QByteArray qrPicture(const QByteArray &text, int pixels);

} // namespace daraja
