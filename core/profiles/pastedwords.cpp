// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/profiles/pastedwords.h"

#include <QRegularExpression>

#include <array>

namespace daraja {

bool isReference(QStringView value)
{
    static const QRegularExpression path(
        QStringLiteral("^\\$[A-Za-z_{(]|^\\{\\{|^%[A-Za-z_]+%$|^(?:process|settings|config|conf|this|self|os|app|options|opts|req|request|"
                       "env|import|credentials|"
                       "keys|args|params|data|props|builder)(?:\\.|->|::)|^[A-Za-z_]\\w*(?:->|::)[A-Za-z_]"),
        QRegularExpression::CaseInsensitiveOption);
    constexpr std::array<QStringView, 4> nothing{u"null", u"nil", u"none", u"undefined"};
    return value.size() < 200 && (isOneOf(value, nothing) || path.match(value.toString()).hasMatch());
}

bool isPlaceholder(QStringView value)
{
    static const QRegularExpression placeholder(
        QStringLiteral("^(?:your|enter|insert|paste|replace|change)[ _-]|^x{3,}$|^<[^>]*>$|^\\.{2,}$|^\\x{2026}$|_here$|-here$|\\bYOUR_"),
        QRegularExpression::CaseInsensitiveOption);
    constexpr std::array<QStringView, 2> plain{u"changeme", u"..."};
    return value.size() < 120 && (isOneOf(value, plain) || placeholder.match(value.toString()).hasMatch());
}

} // namespace daraja
