// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/doctor/checkspec.h"

#include <QCoreApplication>

namespace daraja {

QString branchName(Branch branch)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("Doctor", text); };
    switch (branch) {
    case Branch::ProfileValues:
        return tr(QT_TRANSLATE_NOOP("Doctor", "Values"));
    case Branch::Network:
        return tr(QT_TRANSLATE_NOOP("Doctor", "Network"));
    case Branch::Token:
        return tr(QT_TRANSLATE_NOOP("Doctor", "Token"));
    case Branch::Products:
        return tr(QT_TRANSLATE_NOOP("Doctor", "Products"));
    case Branch::Number:
        return tr(QT_TRANSLATE_NOOP("Doctor", "Number"));
    case Branch::Passkey:
        return tr(QT_TRANSLATE_NOOP("Doctor", "Passkey"));
    case Branch::Operator:
        return tr(QT_TRANSLATE_NOOP("Doctor", "Operator"));
    case Branch::Callbacks:
        return tr(QT_TRANSLATE_NOOP("Doctor", "Callbacks"));
    case Branch::WholeSet:
        return tr(QT_TRANSLATE_NOOP("Doctor", "Whole set"));
    }
    return {};
}

} // namespace daraja
