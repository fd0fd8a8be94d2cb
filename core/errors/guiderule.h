// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/errors/errorguide.h"

#include <QJsonObject>
#include <QRegularExpression>

namespace daraja {

/// When an entry of the error guide holds: the `match` of its JSON. Part of ErrorGuide.
struct GuideRule
{
    static constexpr int Certainly = 48; ///< from there on fit() is that of no fallback

    ErrorSighting::Kind kind = ErrorSighting::Kind::Any;
    bool isFallback = false; ///< only when nothing else fits
    bool isLegacy = false;   ///< only when not even a fallback does
    bool asking = false;     ///< for operations that only ask
    QStringList codes;       ///< empty: any; likewise the others
    QStringList products;
    QList<int> httpStatus;
    QRegularExpression text;
    QString sample; ///< words that `text` fits

    [[nodiscard]] bool isAboutTokens() const;
    [[nodiscard]] bool hasText() const { return !text.pattern().isEmpty(); }
    /// How well it fits; 0: not at all. A code of ours is never ambiguous; then text weighs most, then the code, the product, the status.
    [[nodiscard]] int fit(const ErrorSighting &seen) const;
};

[[nodiscard]] GuideRule ruleFromJson(const QJsonObject &json);
[[nodiscard]] GuideEntry entryFromJson(const QJsonObject &json);

} // namespace daraja
