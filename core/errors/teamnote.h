// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDateTime>
#include <QString>

namespace daraja {

/// What a team found out about a code and wants to read when it comes again. Kept by TeamNotes; carried by Explanation.
struct TeamNote
{
    QString entryId; ///< of the guide; empty for a code that is not in it
    QString code;
    QString product; ///< see errorproducts.h; empty: whatever the product
    QString text;
    QDateTime at; ///< last change, UTC

    /// Whether both are about the same thing: the same entry, or without one the same code and product.
    [[nodiscard]] bool isAboutSame(const TeamNote &other) const
    {
        return entryId.isEmpty() && other.entryId.isEmpty() ? code.compare(other.code, Qt::CaseInsensitive) == 0 && product == other.product
                                                            : entryId == other.entryId;
    }
};

} // namespace daraja
