// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/catalogue/operationspec.h"
#include "core/doctor/check.h"
#include "core/doctor/spokenanswer.h"

namespace daraja {

/// What the answer to an empty body tells about the product at that path (doctor 4, P1). The gateway looks at token and product before
/// anybody looks at the fields, so a complaint about fields means that the product is there.
enum class ProductReading {
    Granted,
    NotGranted, ///< said in so many words: `no apiproduct match found`
    Token,      ///< the token was refused; what that means, the other products tell
    NoSuchPath,
    Void, ///< a page of a firewall
    Busy,
    Unknown,
};

[[nodiscard]] ProductReading readProductAnswer(const SpokenAnswer &answer);

/// One operation for each product of the catalogue that an app can have: the least grave, so that a product which can also be asked is not
/// tried by a path that moves money. In the order of operations().
[[nodiscard]] QList<const OperationSpec *> productProbes();

/// An empty body: the only one that a probe ever has.
[[nodiscard]] inline QByteArray emptyProbe()
{
    return QByteArrayLiteral("{}");
}

/// What was read, as facts about all operations. `readings` by the id of the probed operation. A refused token means a missing product when
/// the same token was taken, or refused for its products only, elsewhere; one version of two that is granted makes the other WrongVersion.
[[nodiscard]] QHash<QString, ExaminationFacts::Grant> grantsFrom(const QHash<QString, ProductReading> &readings);

/// `granted`, `not on this app`, …
[[nodiscard]] QString productGrantWords(ExaminationFacts::Grant grant);

} // namespace daraja
