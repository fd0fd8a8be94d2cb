// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/http/httpclient.h"

namespace daraja {

/// What a call looks like on the wire, as pure functions: for sending and for the record alike.

/// `path` below `base`, on the same server. Empty unless the path begins with a slash, is properly encoded, and has no fragment.
[[nodiscard]] QUrl urlBelow(const QUrl &base, const QString &path);

/// Why the call cannot be written, in words for people, or empty: method other than GET and POST, a POST without a
/// body (whether that left could not be told), line breaks in headers.
[[nodiscard]] QString problemWithCall(const HttpCall &call);

/// Every header field of the request.
[[nodiscard]] HttpHeaders requestFields(const QUrl &url, const HttpCall &call);

/// The redacted record of a request that has not left yet.
[[nodiscard]] HttpExchange recordOf(const QUrl &url, const HttpCall &call);

/// Redacted copies of what came back.
[[nodiscard]] HttpHeaders redactedHeaders(const HttpHeaders &headers, const Redactor &redactor);

} // namespace daraja
