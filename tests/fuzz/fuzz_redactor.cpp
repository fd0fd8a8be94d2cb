// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// Whatever comes before it, a secret behind its name and a known secret are hidden.

#include "core/base/redactor.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace daraja;

namespace {

/// Not in the input, so that seeing it in the output means a leak.
const QByteArray secret = QByteArrayLiteral("zQ7~kV3~wX9~");

void requireHidden(const Redactor &redactor, const QByteArray &text)
{
    if (redactor.text(text).contains(secret)) {
        std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray before(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    if (before.contains(secret)) {
        return 0;
    }
    const Redactor byName;
    requireHidden(byName, before + "\n{\"Password\":\"" + secret + "\",\"Amount\":1}");
    requireHidden(byName, before + "\nAmount=1&Password=" + secret + "&x=1\n");
    requireHidden(byName, before + "\nAuthorization: Bearer " + secret + "\r\n");

    Redactor byValue;
    byValue.addSecret(secret);
    requireHidden(byValue, before + secret + before);

    const QByteArray known = before.left(40);
    const bool ascii =
        std::none_of(known.begin(), known.end(), [](char c) { return (c & 0x80) != 0; }); // the mask is not, nor can it add to one
    if (ascii && known.size() >= 6) {
        Redactor byInput;
        byInput.addSecret(known);
        if (byInput.text("x" + before + "x").contains(known)) {
            std::abort();
        }
    }
    return 0;
}
