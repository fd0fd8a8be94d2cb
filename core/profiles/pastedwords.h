// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

#include <algorithm>

namespace daraja {

/// `process.env.X`, `$key`, `${KEY}`, `{{key}}`, `null`: not the value but where it is.
[[nodiscard]] bool isReference(QStringView value);
/// `your_consumer_key`, `xxxx`, `<passkey>`.
[[nodiscard]] bool isPlaceholder(QStringView value);

/// In any case.
template <typename Words> [[nodiscard]] bool isOneOf(QStringView text, const Words &words)
{
    return std::any_of(std::begin(words), std::end(words),
                       [text](QStringView each) { return text.compare(each, Qt::CaseInsensitive) == 0; });
}

} // namespace daraja
