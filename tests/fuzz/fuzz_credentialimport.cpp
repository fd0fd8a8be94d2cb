// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/profiles/credentialimport.h"
#include "core/profiles/hiddencharacters.h"

#include <QSet>

#include <cstdlib>

using namespace daraja;

/// Any text becomes an import in which each box is filled at most once, each line is left over at most once, and everything says where it
/// comes from; cleaning a text is done after one time.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const qsizetype lines = text.count(u'\n') + text.count(u'\r') + 1;
    const CredentialImport import = importCredentials(text, {});
    if (!import.problem.isEmpty() && (!import.placements.isEmpty() || !import.leftovers.isEmpty())) {
        std::abort();
    }
    QSet<CredentialName> filled;
    for (const CredentialImport::Placement &placement : import.placements) {
        const bool twice = filled.contains(placement.what) && placement.what != CredentialName::Environment;
        if (placement.line < 1 || placement.line > lines || placement.reason.isEmpty() || twice) {
            std::abort();
        }
        filled.insert(placement.what);
    }
    int line = 0;
    for (const CredentialImport::Leftover &leftover : import.leftovers) {
        if (leftover.line <= line || leftover.line > lines || leftover.reason.isEmpty() || !text.contains(leftover.text)) {
            std::abort();
        }
        line = leftover.line;
    }
    const QString clean = withoutHiddenCharacters(text);
    if (!findHiddenCharacters(clean).isEmpty() || !describeHiddenCharacters(clean).isEmpty() || withoutHiddenCharacters(clean) != clean ||
        withoutHiddenEnds(clean) != clean || findHiddenCharacters(text).isEmpty() != (clean == text)) {
        std::abort();
    }
    return 0;
}
