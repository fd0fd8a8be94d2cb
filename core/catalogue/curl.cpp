// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/catalogue/payload.h"

namespace daraja {

namespace {

/// One word for a POSIX shell: nothing inside single quotes is special but the quote itself.
QString shellWord(const QString &text)
{
    QString word = text;
    word.replace(u'\'', QStringLiteral("'\\''"));
    return u'\'' + word + u'\'';
}

QString shellUrl(const QUrl &url)
{
    return shellWord(url.toString(QUrl::FullyEncoded));
}

/// SecurityCredential → SECURITY_CREDENTIAL
QString variableName(const char *wireName)
{
    QString name;
    for (const char *c = wireName; *c; ++c) {
        const QChar letter = QLatin1Char(*c);
        if (letter.isUpper() && !name.isEmpty()) {
            name.append(u'_');
        }
        name.append(letter.toUpper());
    }
    return name;
}

/// A secret inside a word in single quotes: a variable in double quotes.
QString quotedVariable(const FieldSpec &field)
{
    return QStringLiteral("'\"$%1\"'").arg(variableName(field.name));
}

/// The body as one shell word: indented JSON in single quotes, interrupted for each secret by a variable in double quotes.
QString shellBody(const PreparedRequest &request)
{
    const auto write = [&request](const FieldSpec &field, const QString &value) {
        if (field.isSecret()) {
            return '"' + quotedVariable(field).toUtf8() + '"';
        }
        return request.redactor.text(jsonValue(field, value)).replace("'", "'\\''");
    };
    return u'\'' + QString::fromUtf8(requestBody(*request.operation, request.values, QByteArrayLiteral("    "), write)) + u'\'';
}

QString shellHeaders(const PreparedRequest &request)
{
    QString headers;
    for (const RequestHeader &header : request.headers) {
        const FieldSpec *field = request.operation->field(QString::fromLatin1(header.name));
        const QString value = field && field->isSecret() ? u'$' + variableName(field->name)
                                                         : QString::fromUtf8(request.redactor.header(header.name, header.value));
        headers += QStringLiteral(" \\\n  --header \"%1: %2\"").arg(QString::fromUtf8(header.name), value);
    }
    return headers;
}

} // namespace

QString curlCommand(const PreparedRequest &request, const QUrl &baseUrl)
{
    if (!request.operation) {
        return {};
    }
    const QUrl url = addressBelow(baseUrl, request.path);
    return QStringLiteral("curl --request POST ") + shellUrl(url) +
           QStringLiteral(" \\\n  --header \"Authorization: Bearer $ACCESS_TOKEN\"") + shellHeaders(request) +
           QStringLiteral(" \\\n  --header 'Content-Type: application/json' \\\n  --data ") + shellBody(request);
}

QString curlTokenCommand(const QUrl &baseUrl)
{
    QUrl url = addressBelow(baseUrl, QStringLiteral("/oauth/v1/generate"));
    url.setQuery(QStringLiteral("grant_type=client_credentials"));
    return QStringLiteral("curl --user \"$MPESA_CONSUMER_KEY:$MPESA_CONSUMER_SECRET\" \\\n  ") + shellUrl(url);
}

} // namespace daraja
