// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/errors/errorproducts.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace daraja {

namespace {

struct ErrorProduct
{
    QStringView id;
    const char *title;
};

constexpr std::array products{
    ErrorProduct{u"stk", QT_TRANSLATE_NOOP("ErrorGuide", "M-Pesa Express")},
    ErrorProduct{u"oauth", QT_TRANSLATE_NOOP("ErrorGuide", "Token")},
    ErrorProduct{u"c2b", QT_TRANSLATE_NOOP("ErrorGuide", "C2B")},
    ErrorProduct{u"b2c", QT_TRANSLATE_NOOP("ErrorGuide", "B2C")},
    ErrorProduct{u"b2b", QT_TRANSLATE_NOOP("ErrorGuide", "B2B and tax")},
    ErrorProduct{u"b2b_express", QT_TRANSLATE_NOOP("ErrorGuide", "B2B Express")},
    ErrorProduct{u"balance", QT_TRANSLATE_NOOP("ErrorGuide", "Account balance")},
    ErrorProduct{u"status", QT_TRANSLATE_NOOP("ErrorGuide", "Transaction status")},
    ErrorProduct{u"reversal", QT_TRANSLATE_NOOP("ErrorGuide", "Reversal")},
    ErrorProduct{u"qr", QT_TRANSLATE_NOOP("ErrorGuide", "Dynamic QR")},
    ErrorProduct{u"bill", QT_TRANSLATE_NOOP("ErrorGuide", "Bill Manager")},
    ErrorProduct{u"ratiba", QT_TRANSLATE_NOOP("ErrorGuide", "Ratiba")},
    ErrorProduct{u"pull", QT_TRANSLATE_NOOP("ErrorGuide", "Pull")},
    ErrorProduct{u"hakikisha", QT_TRANSLATE_NOOP("ErrorGuide", "Hakikisha, org info")},
    ErrorProduct{u"sim", QT_TRANSLATE_NOOP("ErrorGuide", "IMSI, SIM swap")},
    ErrorProduct{u"bonga", QT_TRANSLATE_NOOP("ErrorGuide", "Lipa na Bonga")},
};

struct OperationFamily
{
    QStringView prefix; ///< the first that fits decides: longer ones stand first
    QStringView product;
};

constexpr std::array families{
    OperationFamily{u"token", u"oauth"},
    OperationFamily{u"stk_", u"stk"},
    OperationFamily{u"c2b_", u"c2b"},
    OperationFamily{u"b2c_hakikisha", u"hakikisha"},
    OperationFamily{u"b2c_", u"b2c"},
    OperationFamily{u"b2b_express", u"b2b_express"},
    OperationFamily{u"b2b_", u"b2b"},
    OperationFamily{u"tax_", u"b2b"},
    OperationFamily{u"account_balance", u"balance"},
    OperationFamily{u"transaction_status", u"status"},
    OperationFamily{u"reversal", u"reversal"},
    OperationFamily{u"qr_", u"qr"},
    OperationFamily{u"bill_", u"bill"},
    OperationFamily{u"standing_order", u"ratiba"},
    OperationFamily{u"pull_", u"pull"},
    OperationFamily{u"org_info", u"hakikisha"},
    OperationFamily{u"imsi_", u"sim"},
    OperationFamily{u"sim_", u"sim"},
    OperationFamily{u"bonga_", u"bonga"},
};

constexpr std::array asking{
    QStringView(u"token"),      QStringView(u"stk_query"),  QStringView(u"account_balance"), QStringView(u"transaction_status"),
    QStringView(u"qr_code"),    QStringView(u"pull_query"), QStringView(u"b2c_hakikisha"),   QStringView(u"org_info"),
    QStringView(u"imsi_check"), QStringView(u"sim_swap"),   QStringView(u"bonga_calculate"),
};

} // namespace

const QStringList &errorProducts()
{
    static const QStringList ids = [] {
        QStringList list;
        for (const ErrorProduct &product : products) {
            list.append(product.id.toString());
        }
        return list;
    }();
    return ids;
}

QString errorProductTitle(QStringView product)
{
    for (const ErrorProduct &each : products) {
        if (each.id == product) {
            return QCoreApplication::translate("ErrorGuide", each.title);
        }
    }
    return {};
}

QString errorProductOf(QStringView operationOrProduct)
{
    for (const ErrorProduct &product : products) {
        if (product.id == operationOrProduct) {
            return product.id.toString();
        }
    }
    for (const OperationFamily &family : families) {
        if (operationOrProduct.startsWith(family.prefix)) {
            return family.product.toString();
        }
    }
    return {};
}

bool onlyAsks(QStringView operationId)
{
    return std::find(asking.begin(), asking.end(), operationId) != asking.end();
}

} // namespace daraja
