// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#ifndef Q_MOC_RUN // moc 6.4 stumbles over the raw strings
#include "tests/core/catalogue/wiresamples.h"
#endif

#include "tests/support/requestcontexts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

using namespace daraja;

Q_DECLARE_METATYPE(const daraja::WireSample *)

namespace {

Values valuesIn(const char *lines)
{
    Values values;
    for (const QString &line : QString::fromUtf8(lines).split(u'\n', Qt::SkipEmptyParts)) {
        values.insert(line.section(u'=', 0, 0), line.section(u'=', 1));
    }
    return values;
}

QString credentialOfTest()
{
    return QString::fromLatin1(QByteArray(256, 'c').toBase64());
}

RequestContext shopContext()
{
    RequestContext context = sandboxContext();
    context.profile.shortCode = QStringLiteral("600984");
    context.profile.till = QStringLiteral("5123456");
    context.secrets.securityCredential = credentialOfTest();
    context.secrets.billManagerKey = QStringLiteral("AG_2376487236_126732989KJ");
    return context;
}

QJsonValue jsonIn(const QByteArray &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text);
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

void everySample()
{
    QTest::addColumn<const WireSample *>("sample");
    int number = 0;
    for (const WireSample &sample : wireSamples) {
        QTest::addRow("%s %d", sample.operation, ++number) << &sample;
    }
}

} // namespace

/// Client and simulator share the rows, and with them their mistakes: here the bytes are compared with what Safaricom documents.
class TestWireSamples final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void everyOperationHasOne()
    {
        QSet<QString> sampled;
        for (const WireSample &sample : wireSamples) {
            sampled.insert(QString::fromLatin1(sample.operation));
        }
        for (const OperationSpec *operation : operations()) {
            QVERIFY2(sampled.contains(QString::fromLatin1(operation->id)), operation->id);
        }
    }

    void bytesAreThose_data() { everySample(); }
    void bytesAreThose()
    {
        QFETCH(const WireSample *, sample);
        const PreparedRequest request =
            prepareRequest(operationNamed(QString::fromLatin1(sample->operation)), valuesIn(sample->given), shopContext());
        QVERIFY2(request.isValid(), request.isValid() ? "" : qPrintable(request.problems.first().field + request.problems.first().message));
        QCOMPARE(request.path, QString::fromLatin1(sample->path));
        QCOMPARE(request.body, QByteArray(sample->body).replace("%CREDENTIAL%", credentialOfTest().toLatin1()));
    }

    void serverTakesThem_data() { everySample(); }
    void serverTakesThem()
    {
        QFETCH(const WireSample *, sample);
        QCOMPARE(firstInvalidMember(operationNamed(QString::fromLatin1(sample->operation)), jsonIn(sample->body)), QString());
    }

    void onlyBillManagerHasAHeader_data() { everySample(); }
    void onlyBillManagerHasAHeader()
    {
        QFETCH(const WireSample *, sample);
        const QByteArray id(sample->operation);
        const PreparedRequest request = prepareRequest(operationNamed(QString::fromLatin1(id)), valuesIn(sample->given), shopContext());
        const bool needsKey = id.startsWith("bill_") && id != "bill_optin"; // daraja-api 18: after the opt-in
        QCOMPARE(request.headers.size(), needsKey ? 1 : 0);
        if (needsKey) {
            QCOMPARE(request.headers.first().name, QByteArrayLiteral("app_key"));
            QCOMPARE(request.headers.first().value, QByteArrayLiteral("AG_2376487236_126732989KJ"));
            QVERIFY(!request.redactor.text(QByteArrayLiteral("x AG_2376487236_126732989KJ")).contains("AG_2376487236"));
            QVERIFY(!curlCommand(request, shopContext().baseUrl).contains(QStringLiteral("AG_2376487236")));
        }
    }

    // daraja-api 1.3: numbers as text and text as numbers go through.
    void serverTakesTheOtherType_data() { everySample(); }
    void serverTakesTheOtherType()
    {
        QFETCH(const WireSample *, sample);
        QJsonObject body = jsonIn(sample->body).toObject();
        const OperationSpec &operation = operationNamed(QString::fromLatin1(sample->operation));
        for (const QString &name : body.keys()) {
            const FieldSpec *field = operation.field(name);
            if (field && (field->kind == FieldKind::Amount || field->kind == FieldKind::ShortCode || field->kind == FieldKind::Msisdn ||
                          field->kind == FieldKind::Count)) {
                const QJsonValue value = body.value(name);
                body.insert(name, value.isString() ? QJsonValue(value.toString().toDouble())
                                                   : QJsonValue(QString::number(value.toDouble(), 'f', 0)));
                const bool lostZeros = value.toString().startsWith(u'0') && value.toString().size() > 1;
                QCOMPARE(firstInvalidMember(operation, body), lostZeros ? name : QString());
                body.insert(name, value);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestWireSamples)
#include "tst_wiresamples.moc"
