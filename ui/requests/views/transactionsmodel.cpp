// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/requests/views/transactionsmodel.h"

#include "core/base/money.h"
#include "core/base/msisdn.h"
#include "core/errors/answerbody.h"
#include "ui/requests/views/resulttext.h"

#include <QDateTime>
#include <QFont>

namespace daraja {

namespace {

struct PaymentColumn
{
    QStringView member;
    const char *title;
};

const PaymentColumn paymentColumns[] = {
    {u"trxDate", QT_TRANSLATE_NOOP("TransactionsModel", "Time")},
    {u"amount", QT_TRANSLATE_NOOP("TransactionsModel", "Amount")},
    {u"msisdn", QT_TRANSLATE_NOOP("TransactionsModel", "Phone")},
    {u"billreference", QT_TRANSLATE_NOOP("TransactionsModel", "Account")},
    {u"transactionId", QT_TRANSLATE_NOOP("TransactionsModel", "Receipt")},
    {u"transactiontype", QT_TRANSLATE_NOOP("TransactionsModel", "Type")},
    {u"organizationname", QT_TRANSLATE_NOOP("TransactionsModel", "Organisation")},
};
enum PaymentColumnNumber { TimeColumn, AmountColumn, PhoneColumn };

void flatten(const QJsonArray &array, QList<QJsonObject> &rows)
{
    for (const QJsonValue &entry : array) {
        if (entry.isArray()) {
            flatten(entry.toArray(), rows);
        } else if (entry.isObject()) {
            rows.append(entry.toObject());
        }
    }
}

} // namespace

TransactionsModel::TransactionsModel(const QJsonArray &response, QObject *parent)
    : QAbstractTableModel(parent)
{
    flatten(response, m_rows);
}

qint64 TransactionsModel::total() const
{
    qint64 sum = 0;
    for (const QJsonObject &row : m_rows) {
        sum += parseCents(jsonText(jsonMember(row, u"amount"))).value_or(0);
    }
    return sum;
}

int TransactionsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int TransactionsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(std::size(paymentColumns));
}

QVariant TransactionsModel::data(const QModelIndex &index, int role) const
{
    const int column = index.column();
    const QString value = jsonText(jsonMember(m_rows.at(index.row()), paymentColumns[column].member));
    switch (role) {
    case Qt::DisplayRole:
        return column == TimeColumn     ? timeText(value)
               : column == AmountColumn ? formatKes(value)
               : column == PhoneColumn  ? displayMsisdn(value)
                                        : value;
    case Qt::ToolTipRole:
        return value;
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (column == AmountColumn ? Qt::AlignRight : Qt::AlignLeft));
    case SortRole:
        if (column == TimeColumn) {
            const QDateTime time = QDateTime::fromString(value, Qt::ISODate);
            return time.isValid() ? QVariant(time.toMSecsSinceEpoch()) : QVariant(value);
        }
        return column == AmountColumn ? QVariant(parseCents(value).value_or(0)) : QVariant(value);
    default:
        return {};
    }
}

QVariant TransactionsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::DisplayRole) {
        return tr(paymentColumns[section].title);
    }
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole) {
        return int(Qt::AlignVCenter | (section == AmountColumn ? Qt::AlignRight : Qt::AlignLeft));
    }
    return QAbstractTableModel::headerData(section, orientation, role);
}

} // namespace daraja
