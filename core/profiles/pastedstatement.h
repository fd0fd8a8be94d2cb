// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/profiles/pastedtext.h"

namespace daraja {

/// Follows statements of programs and objects of JSON from line to line and takes out names with the values that stand behind them.
class PastedStatement final
{
public:
    /// Appends what it finds. `line` is one of the text, or a string inside one.
    void read(QStringView line, int number, QList<PastedValue> &values, int depth = 0);
    /// A name whose value may come in the next line.
    void await(CredentialName known, const QString &name);
    /// Why the line that was read last gave nothing; empty when there is nothing in it that could be a value.
    [[nodiscard]] QString reasonFor(QStringView line) const;

private:
    friend class StatementReader;
    CredentialName m_known = CredentialName::None; ///< seen, its value not yet
    QString m_name;
    bool m_armed = false;  ///< `=`, `:` or the like has come
    bool m_getter = false; ///< in `getenv(…)`: what comes next is the name of a variable
    QString m_entryName;   ///< of `{"key": …, "value": …}`
    QString m_entryValue;
    int m_entryLine = 0;
    bool m_sawPlaceholder = false;
    bool m_sawReference = false;
    bool m_sawValue = false;
    bool m_sawLoose = false; ///< something that is neither a key nor `true`, `false`, `null`
};

} // namespace daraja
