// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/profiles/sandboxvalues.h"

#include <QRegularExpression>

namespace daraja {

QString sandboxShortCode()
{
    return QStringLiteral("174379");
}

QString sandboxPasskey()
{
    return QStringLiteral("bfb279f9aa9bdbcf158e97dd71a467cd2e0c893059b10f78e6b72ada1ed2c919");
}

QString sandboxOperator()
{
    return QStringLiteral("testapi");
}

QString sandboxPhone()
{
    return QStringLiteral("254708374149");
}

SandboxMark sandboxMarkOfShortCode(const QString &shortCode)
{
    bool isNumber = false;
    const int number = shortCode.size() == 6 ? shortCode.toInt(&isNumber) : 0;
    if (!isNumber) {
        return SandboxMark::None;
    }
    if (shortCode == sandboxShortCode() || number == 600'000 || (number >= 600'977 && number <= 600'999)) {
        return SandboxMark::Certain;
    }
    return number > 600'000 && number < 601'000 ? SandboxMark::Likely : SandboxMark::None;
}

SandboxMark sandboxMarkOfOperator(const QString &name)
{
    static const QRegularExpression family(QStringLiteral("^(?:testapi|apiop)[0-9]+$"), QRegularExpression::CaseInsensitiveOption);
    if (name.compare(sandboxOperator(), Qt::CaseInsensitive) == 0) {
        return SandboxMark::Certain;
    }
    return family.match(name).hasMatch() ? SandboxMark::Likely : SandboxMark::None;
}

SandboxMark sandboxMarkOfOperatorPassword(const QString &password)
{
    static const QRegularExpression family(QStringLiteral("^Safaricom[0-9]{3}[#!*]{1,3}$"), QRegularExpression::CaseInsensitiveOption);
    if (password == u"Safaricom999!*!" || password == u"Safaricom123!!") {
        return SandboxMark::Certain;
    }
    return family.match(password).hasMatch() ? SandboxMark::Likely : SandboxMark::None;
}

} // namespace daraja
