// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/profiles/credentialimport.h"

#include "core/profiles/credentialplacing.h"
#include "core/profiles/pastedtext.h"

#include <QCoreApplication>
#include <QProcessEnvironment>

#include <algorithm>
#include <array>

namespace daraja {

namespace {

constexpr std::array environmentNames{
    CredentialName::ConsumerKey,        CredentialName::ConsumerSecret,
    CredentialName::ShortCode,          CredentialName::Passkey,
    CredentialName::InitiatorName,      CredentialName::InitiatorPassword,
    CredentialName::SecurityCredential, CredentialName::BillManagerKey,
    CredentialName::PhoneNumber,        CredentialName::Till,
    CredentialName::CertificateFile,    CredentialName::CallbackUrl,
    CredentialName::Environment,        CredentialName::BaseUrl,
};

/// More than a stray sign: a picture, an archive, a program.
bool isBinary(const QString &text)
{
    constexpr qsizetype looked = 65'536;
    const QStringView start = QStringView(text).first(qMin(text.size(), looked));
    const auto odd = std::count_if(start.begin(), start.end(), [](QChar c) {
        return (c < u' ' && c != u'\n' && c != u'\r' && c != u'\t') || c == QChar::ReplacementCharacter;
    });
    return text.contains(QChar(u'\0')) || odd * 50 > start.size();
}

QString problemWithText(const QString &text)
{
    if (text.size() > longestImport) {
        return QCoreApplication::translate("CredentialImport",
                                           "This is too much text for credentials. Paste only the part with the values.");
    }
    return isBinary(text) ? QCoreApplication::translate("CredentialImport", "This is not text, so there is nothing to read in it.")
                          : QString();
}

} // namespace

CredentialImport importCredentials(const QString &text, const Profile &base)
{
    CredentialImport import;
    import.profile = base;
    import.problem = problemWithText(text);
    if (!import.problem.isEmpty()) {
        return import;
    }
    const PastedText pasted = readPastedText(text);
    CredentialPlacing placing(import);
    placing.place(pasted);
    return import;
}

CredentialImport importFromEnvironment(const Profile &base)
{
    const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    CredentialImport import;
    import.profile = base;
    PastedText variables;
    for (const CredentialName known : environmentNames) {
        const QString name = variableName(known);
        const QString value = environment.value(name);
        if (!value.isEmpty()) {
            const int number = static_cast<int>(variables.lines.size()) + 1;
            variables.lines.append({number, name, {}});
            variables.values.append({number, known, name, value, false});
        }
    }
    CredentialPlacing placing(import);
    placing.placeAsGiven(variables);
    for (CredentialImport::Placement &placement : import.placements) {
        placement.line = 0;
        placement.reason = placement.name;
    }
    for (CredentialImport::Leftover &leftover : import.leftovers) {
        leftover.line = 0;
    }
    return import;
}

} // namespace daraja
