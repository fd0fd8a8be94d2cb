// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/authorization.h"

namespace daraja {

std::optional<QByteArray> credentialsOf(const HttpRequest &request, QByteArrayView scheme)
{
    const QByteArray header = request.headers.value("Authorization");
    const qsizetype space = header.indexOf(' ');
    if (space < 0 || QByteArrayView(header).first(space).compare(scheme, Qt::CaseInsensitive) != 0) {
        return {};
    }
    const QByteArray credentials = header.sliced(space).trimmed();
    return credentials.isEmpty() ? std::nullopt : std::optional(credentials);
}

} // namespace daraja
