// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/catalogue/operationspec.h"

#include "core/catalogue/request.h"
#include "tests/support/requestcontexts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace daraja;

Q_DECLARE_METATYPE(const daraja::OperationSpec *)
Q_DECLARE_METATYPE(const daraja::FieldSpec *)

namespace {

void everyOperation()
{
    QTest::addColumn<const OperationSpec *>("operation");
    for (const OperationSpec *operation : operations()) {
        QTest::newRow(operation->id) << operation;
    }
}

void everyField()
{
    QTest::addColumn<const OperationSpec *>("operation");
    QTest::addColumn<const FieldSpec *>("field");
    for (const OperationSpec *operation : operations()) {
        for (const FieldSpec *field : operation->fieldList()) {
            QTest::addRow("%s %s", operation->id, field->name) << operation << field;
        }
    }
}

QJsonObject bodyOf(const PreparedRequest &request)
{
    return QJsonDocument::fromJson(request.body).object();
}

} // namespace

/// What holds for every row, those that are still to come too.
class TestOperationSpec final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void areListedInOrder()
    {
        QStringList ids;
        for (const OperationSpec *operation : operations()) {
            ids.append(QString::fromLatin1(operation->id));
            QCOMPARE(findOperation(ids.last()), operation);
        }
        QCOMPARE(ids, QStringList({QStringLiteral("stk_push"), QStringLiteral("stk_query"), QStringLiteral("account_balance")}));
        QCOMPARE(findOperation(u"STK_PUSH"), nullptr);
        QCOMPARE(findOperation(u""), nullptr);
    }

    void saysWhatItIs_data() { everyOperation(); }
    void saysWhatItIs()
    {
        QFETCH(const OperationSpec *, operation);
        for (const char *text : {operation->title, operation->summary, operation->group, operation->product, operation->source}) {
            QVERIFY(!catalogueText(text).isEmpty());
        }
        QVERIFY(QByteArray(operation->path).startsWith('/'));
    }

    void fieldsSayWhatTheyAre_data() { everyField(); }
    void fieldsSayWhatTheyAre()
    {
        QFETCH(const OperationSpec *, operation);
        QFETCH(const FieldSpec *, field);
        QVERIFY(!catalogueText(field->label).isEmpty());
        QVERIFY(!catalogueText(field->help).isEmpty());
        QVERIFY(!catalogueText(field->help).contains(u'\n'));
        QVERIFY(*field->sample);
        QCOMPARE(operation->field(QString::fromLatin1(field->name).toUpper()), field);
        for (int i = 0; i < field->choiceCount; ++i) {
            QVERIFY(!catalogueText(field->choices[i].label).isEmpty());
        }
    }

    void samplesAreRight_data() { everyField(); }
    void samplesAreRight()
    {
        QFETCH(const FieldSpec *, field);
        const QString sample = QString::fromUtf8(field->sample);
        QCOMPARE(checkField(*field, sample).message, QString());
        QCOMPARE(normalizeField(*field, sample), sample);
        const QString fallback = QString::fromUtf8(field->fallback);
        if (!fallback.isEmpty()) {
            QCOMPARE(checkField(*field, fallback).message, QString());
        }
    }

    void samplesMakeAServableRequest_data() { everyOperation(); }
    void samplesMakeAServableRequest()
    {
        QFETCH(const OperationSpec *, operation);
        const PreparedRequest request = prepareRequest(*operation, sampleValues(*operation), sandboxContext());
        QVERIFY2(request.isValid(), request.isValid() ? "" : qPrintable(request.problems.first().field + request.problems.first().message));
        QCOMPARE(request.operation, operation);
        QCOMPARE(request.values, sampleValues(*operation));
        const QJsonObject body = bodyOf(request);
        QCOMPARE(body.size(), operation->fieldCount);
        QCOMPARE(firstInvalidMember(*operation, body), QString());
    }

    void serverNamesEachMissingMember_data() { everyField(); }
    void serverNamesEachMissingMember()
    {
        QFETCH(const OperationSpec *, operation);
        QFETCH(const FieldSpec *, field);
        QJsonObject body = bodyOf(prepareRequest(*operation, sampleValues(*operation), sandboxContext()));
        const QString name = QString::fromLatin1(field->name);
        body.remove(name);
        QVERIFY(field->required);
        QCOMPARE(firstInvalidMember(*operation, body), name == u"TransactionDesc" ? QStringLiteral("Remarks") : name);
    }

    void serverNamesEachMemberOfTheWrongType_data() { everyField(); }
    void serverNamesEachMemberOfTheWrongType()
    {
        QFETCH(const OperationSpec *, operation);
        QFETCH(const FieldSpec *, field);
        const QJsonObject good = bodyOf(prepareRequest(*operation, sampleValues(*operation), sandboxContext()));
        const QString name = QString::fromLatin1(field->name);
        const QString complaint = name == u"TransactionDesc" ? QStringLiteral("Remarks") : name;
        const QList<QJsonValue> wrong{QJsonValue::Null, true, QJsonArray(), QJsonArray{1}, QJsonObject(), QStringLiteral(""), -1, 0.5};
        for (const QJsonValue &value : wrong) {
            QJsonObject body = good;
            body.insert(name, value);
            QVERIFY2(firstInvalidMember(*operation, body) == complaint, QJsonDocument(QJsonArray{value}).toJson().constData());
        }
    }

    void emptyBodyNamesTheFirstMember_data() { everyOperation(); }
    void emptyBodyNamesTheFirstMember()
    {
        QFETCH(const OperationSpec *, operation);
        QCOMPARE(firstInvalidMember(*operation, {}), QString::fromLatin1(operation->fields[0].name));
    }

    void missingValueSaysWhatToDo_data() { everyField(); }
    void missingValueSaysWhatToDo()
    {
        QFETCH(const OperationSpec *, operation);
        QFETCH(const FieldSpec *, field);
        const PreparedRequest request = prepareRequest(*operation, {}, {});
        const QString name = QString::fromLatin1(field->name);
        if (!request.values.value(name).isEmpty()) {
            QCOMPARE(request.values.value(name), defaultValue(*operation, *field, {}, {}));
            return;
        }
        const auto problem =
            std::find_if(request.problems.cbegin(), request.problems.cend(), [&](const FieldProblem &each) { return each.field == name; });
        QVERIFY(problem != request.problems.cend());
        QVERIFY(problem->message.size() > 20);
        QVERIFY(problem->daraja.startsWith(QStringLiteral("Bad Request - Invalid ")));
    }

    void secretsAreRedacted_data() { everyField(); }
    void secretsAreRedacted()
    {
        QFETCH(const OperationSpec *, operation);
        QFETCH(const FieldSpec *, field);
        const PreparedRequest request = prepareRequest(*operation, sampleValues(*operation), sandboxContext());
        const QByteArray shown = request.redactor.text(request.body);
        QCOMPARE(shown.contains(field->sample), !field->isSecret());
        const QString curl = curlCommand(request, sandboxContext().baseUrl);
        QCOMPARE(curl.contains(QString::fromUtf8(field->sample)), !field->isSecret());
    }

    void referencePageIsComplete_data() { everyField(); }
    void referencePageIsComplete()
    {
        QFETCH(const OperationSpec *, operation);
        QFETCH(const FieldSpec *, field);
        const QString page = referencePage(*operation);
        QVERIFY(page.startsWith(QStringLiteral("# ") + catalogueText(operation->title)));
        for (const char *text : {operation->summary, operation->path, operation->source, field->help, field->sample, field->fallback}) {
            QVERIFY2(page.contains(catalogueText(text)), text);
        }
        QVERIFY(page.contains(QStringLiteral("| `%1` |").arg(QLatin1StringView(field->name))));
        for (int i = 0; i < field->choiceCount; ++i) {
            QVERIFY(page.contains(QStringLiteral("`%1`").arg(QLatin1StringView(field->choices[i].value))));
        }
    }

    void referencePageHasARightSample_data() { everyOperation(); }
    void referencePageHasARightSample()
    {
        QFETCH(const OperationSpec *, operation);
        const QString page = referencePage(*operation);
        const QString sample = page.section(QStringLiteral("```json"), 1, 1).section(QStringLiteral("```"), 0, 0);
        const QJsonObject body = QJsonDocument::fromJson(sample.toUtf8()).object();
        QCOMPARE(body, bodyOf(prepareRequest(*operation, sampleValues(*operation), sandboxContext())));
        for (const QString &line : page.split(u'\n')) {
            if (line.startsWith(u'|')) {
                QVERIFY2(QString(line).remove(QStringLiteral("\\|")).count(u'|') == 7, qPrintable(line));
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestOperationSpec)
#include "tst_operationspec.moc"
