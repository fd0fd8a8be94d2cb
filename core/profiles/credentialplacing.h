// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/profiles/credentialimport.h"
#include "core/profiles/pastedtext.h"

#include <QHash>
#include <QMap>

namespace daraja {

/// Decides which of the values of a text go into which box of an import, and says why.
class CredentialPlacing final
{
public:
    explicit CredentialPlacing(CredentialImport &import);

    /// Once.
    void place(const PastedText &text);
    /// Once, in place of place(): values that a program is given, not a person who pastes. They go in as they stand, also where a finished
    /// Password is in the place of the passkey or dots in that of a key: what works with them must not be repaired here.
    void placeAsGiven(const PastedText &variables);

private:
    void chooseEnvironment(const PastedText &text);
    void chooseAmongNamed(const PastedText &text);
    void useNamed();
    void useDerived();
    void useByLook(const PastedText &text);
    void collectLeftovers(const PastedText &text);
    /// Puts it into its box. Why not, in words for people, or nothing.
    QString use(CredentialName what, const QString &value);
    [[nodiscard]] bool isPlaced(CredentialName what) const;
    void placed(const PastedValue &value, CredentialName what, const QString &why = {});
    /// By its look, unless something has the name.
    bool useIfFree(const PastedValue &value, CredentialName what, const QString &content, const QString &why);
    bool takeApart(const PastedValue &value);

    CredentialImport &m_import;
    bool m_asGiven = false;
    QHash<CredentialName, PastedValue> m_chosen; ///< by name
    QMap<int, QString> m_reasons;                ///< of lines, why something in them was not used
};

} // namespace daraja
