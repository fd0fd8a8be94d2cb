// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/errors/errorlistmodel.h"

namespace daraja {

/// What somebody looks for on the page Errors.
struct ErrorQuestion
{
    QString text;    ///< a code, words, or an error as it came
    QString product; ///< see errorproducts.h; empty: all
    QString actor;   ///< actorName(); empty: whoever
};

/// What was found, best first.
struct ErrorFinding
{
    QList<ErrorListModel::Row> rows;
    ErrorSighting seen; ///< what the text was read as; empty while it is only searched for

    /// There is a code, and nobody knows it.
    [[nodiscard]] bool isUnknownCode() const { return rows.isEmpty() && !seen.code.isEmpty(); }
};

/// Short texts are words to look for; what no entry has, and what is no words, is read as an error that came. Such a one is not filtered.
[[nodiscard]] ErrorFinding findErrors(const ErrorQuestion &question, const QList<TeamNote> &notes);

} // namespace daraja
