// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QString>

namespace daraja {

/// Writes one JSON object as Daraja does: members in the order given, numbers as the literals given. QJsonObject sorts its keys and
/// drops the zeros of `1250.00`.
class WireObject
{
public:
    WireObject &text(QByteArrayView name, const QString &value);
    WireObject &number(QByteArrayView name, qint64 value);
    /// A ResultCode: a number when it is one, else text (`SFC_IC0003`; daraja-api 10.2).
    WireObject &code(QByteArrayView name, const QString &value);
    /// `value` is JSON already: an object, an array, or a literal such as `1250.00`.
    WireObject &json(QByteArrayView name, const QByteArray &value);

    [[nodiscard]] QByteArray bytes() const;

private:
    QByteArray m_members;
};

/// `cents` with two decimals: `1250.00`, `-312.50`.
[[nodiscard]] QByteArray wireMoney(qint64 cents);
/// `cents` as a number without decimals that are zero: `500`, `-312.50`.
[[nodiscard]] QByteArray wireAmount(qint64 cents);

} // namespace daraja
