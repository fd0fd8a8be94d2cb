// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/callbacks/wirejson.h"

#include <QString>

namespace daraja {

QByteArray wireText(const QString &text)
{
    QByteArray json("\"");
    for (const char c : text.toUtf8()) {
        if (c == '"' || c == '\\') {
            json += '\\';
            json += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            json += "\\u00" + QByteArray(1, c).toHex();
        } else {
            json += c;
        }
    }
    return json + '"';
}

QByteArray wireObject(const QList<WireMember> &members)
{
    QByteArray json("{");
    for (const WireMember &member : members) {
        json += (json.size() > 1 ? ",\"" : "\"") + QByteArray(member.first) + "\":" + member.second;
    }
    return json + '}';
}

QByteArray wireArray(const QByteArrayList &items)
{
    return '[' + items.join(',') + ']';
}

QByteArray wireNamed(const QList<WireMember> &values, const char *nameMember, const char *valueMember)
{
    QByteArrayList items;
    for (const WireMember &value : values) {
        QList<WireMember> members{{nameMember, wireText(QString::fromLatin1(value.first))}};
        if (!value.second.isEmpty()) {
            members.append({valueMember, value.second});
        }
        items.append(wireObject(members));
    }
    return wireArray(items);
}

} // namespace daraja
