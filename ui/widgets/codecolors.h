// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/style/palette.h"

#include <QStringView>

#include <vector>

namespace daraja {

/// A run of characters of one line in one colour.
struct CodeSpan
{
    int start;
    int length;
    Role role;
};

/// Finds the colours of code, line by line; what a line leaves open (a string, the body after the headers) is carried to the next one.
/// It colours, it does not judge: wrong JSON gets the colours of its pieces.
class CodeColors final
{
public:
    enum class Language { Plain, Json, Http, Shell };

    explicit CodeColors(Language language)
        : m_language(language)
    {
    }

    /// Takes the next line. `continued` says that the line goes on in the next one (it was folded).
    void line(QStringView text, bool continued, std::vector<CodeSpan> &spans);

private:
    void json(QStringView text, std::vector<CodeSpan> &spans);
    void http(QStringView text, std::vector<CodeSpan> &spans);
    void shell(QStringView text, std::vector<CodeSpan> &spans);

    Language m_language;
    bool m_inString = false;
    bool m_inKey = false;
    QChar m_quote;
    bool m_bodyIsJson = false;
    bool m_inBody = false;
    int m_httpLines = 0;
};

} // namespace daraja
