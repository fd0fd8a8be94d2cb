// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QPair>

namespace daraja {

/// HTTP header fields in order of appearance; names compare without case. A value.
class HttpHeaders
{
public:
    using Field = QPair<QByteArray, QByteArray>;

    HttpHeaders() = default;
    HttpHeaders(std::initializer_list<Field> fields);

    /// First value of that name, or an empty array.
    [[nodiscard]] QByteArray value(QByteArrayView name) const;
    [[nodiscard]] QList<QByteArray> values(QByteArrayView name) const;
    [[nodiscard]] bool contains(QByteArrayView name) const;

    /// Replaces all fields of that name.
    void set(const QByteArray &name, const QByteArray &value);
    void append(const QByteArray &name, const QByteArray &value);
    /// Removes all fields of that name.
    void remove(QByteArrayView name);

    [[nodiscard]] const QList<Field> &fields() const { return m_fields; }

private:
    QList<Field> m_fields;
};

} // namespace daraja
