// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/wireobject.h"

namespace daraja {

namespace {

QByteArray wireString(const QString &value)
{
    static constexpr char hex[] = "0123456789abcdef";
    QByteArray out = QByteArrayLiteral("\"");
    const QByteArray utf8 = value.toUtf8();
    for (const char c : utf8) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20) {
            out += "\\u00";
            out += hex[byte >> 4U];
            out += hex[byte & 0xFU];
        } else {
            out += c;
        }
    }
    return out += '"';
}

} // namespace

WireObject &WireObject::text(QByteArrayView name, const QString &value)
{
    return json(name, wireString(value));
}

WireObject &WireObject::number(QByteArrayView name, qint64 value)
{
    return json(name, QByteArray::number(value));
}

WireObject &WireObject::code(QByteArrayView name, const QString &value)
{
    bool isNumber = false;
    const int number = value.toInt(&isNumber);
    return isNumber && QString::number(number) == value ? this->number(name, number) : text(name, value);
}

WireObject &WireObject::json(QByteArrayView name, const QByteArray &value)
{
    if (!m_members.isEmpty()) {
        m_members += ',';
    }
    m_members += '"';
    m_members += name;
    m_members += "\":";
    m_members += value;
    return *this;
}

QByteArray WireObject::bytes() const
{
    return '{' + m_members + '}';
}

QByteArray wireMoney(qint64 cents)
{
    const qint64 size = qAbs(cents);
    return (cents < 0 ? QByteArrayLiteral("-") : QByteArray()) + QByteArray::number(size / 100) + '.' +
           QByteArray::number(size % 100).rightJustified(2, '0');
}

QByteArray wireAmount(qint64 cents)
{
    return cents % 100 == 0 ? QByteArray::number(cents / 100) : wireMoney(cents);
}

} // namespace daraja
