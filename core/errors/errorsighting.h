// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace daraja {

/// An error as somebody met it: the question to the error guide. A value.
struct ErrorSighting
{
    enum class Kind {
        Any,
        Error,  ///< the errorCode of an answer
        Result, ///< the ResultCode of a callback or a query
    };

    Kind kind = Kind::Any;
    QString code;
    QString text;      ///< the words that came with it
    QString operation; ///< id of an operation or a product (errorproducts.h); empty when it is not known
    int httpStatus = 0;

    [[nodiscard]] bool isEmpty() const { return code.isEmpty() && text.isEmpty() && httpStatus == 0; }
    /// Code and words as they are shown under *Safaricom said*. Codes of this program (ErrorCode) are left out.
    [[nodiscard]] QString said() const;
};

/// Whether the code is one of ErrorCode or `HTTP_…` rather than Daraja's.
[[nodiscard]] bool isCodeOfThisProgram(const QString &code);

/// Finds the error in what somebody pasted: a bare code, words, an answer or callback in JSON (also cut off, escaped, or as Python prints
/// it), a page of the firewall, a line of a log. Secrets told by name are masked in `text`. Only the first 64 KiB are read; never fails.
[[nodiscard]] ErrorSighting readErrorText(const QString &pasted);

} // namespace daraja
