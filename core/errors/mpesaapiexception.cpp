// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/errors/mpesaapiexception.h"

namespace daraja {

MpesaApiException::MpesaApiException(MpesaError error)
    : std::runtime_error(QStringLiteral("%1: %2").arg(error.code, error.message).toStdString())
    , m_error(std::move(error))
{
}

} // namespace daraja
