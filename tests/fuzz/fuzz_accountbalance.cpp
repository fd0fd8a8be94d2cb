// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/callbacks/accountbalance.h"

#include <cstdlib>

using namespace daraja;

/// Any text becomes at most as many accounts as it has segments, none of them wholly empty.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const QList<AccountBalance> accounts = parseAccountBalance(text);
    if (accounts.size() > text.count(u'&') + 1) {
        std::abort();
    }
    for (const AccountBalance &account : accounts) {
        const QString all = account.name + account.currency + account.current + account.available + account.reserved + account.uncleared;
        if (all.isEmpty() || all.contains(u'|') || all.contains(u'&')) {
            std::abort();
        }
    }
    return 0;
}
