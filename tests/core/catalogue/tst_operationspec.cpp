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

QJsonValue jsonOf(const QByteArray &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text);
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

QJsonValue bodyOf(const PreparedRequest &request)
{
    return jsonOf(request.body);
}

/// The body of the samples with one member put in place of its own, or taken out when it is undefined.
QJsonValue bodyWith(const OperationSpec &operation, const FieldSpec &field, const QJsonValue &value)
{
    const QString name = QString::fromLatin1(field.name);
    const QJsonValue whole = bodyOf(prepareRequest(operation, sampleValues(operation), sandboxContext()));
    if (operation.bodyIsList) {
        return field.place == Place::Body ? value : whole;
    }
    QJsonObject body = whole.toObject();
    const QString parent = QString::fromLatin1(field.parent);
    QJsonObject inner = parent.isEmpty() ? body : body.value(parent).toObject();
    if (value.isUndefined()) {
        inner.remove(name);
    } else {
        inner.insert(name, value);
    }
    if (parent.isEmpty()) {
        return inner;
    }
    body.insert(parent, inner);
    return body;
}

QString complaintAbout(const FieldSpec &field)
{
    const QString name = QString::fromLatin1(field.name);
    return name == u"TransactionDesc" ? QStringLiteral("Remarks") : name;
}

/// A body without it is refused, judged by the samples.
bool isMissed(const FieldSpec &field, const Values &samples)
{
    return field.required || *field.requiredWhen || (*field.alternative && !samples.contains(QString::fromLatin1(field.alternative)));
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
        QCOMPARE(ids.join(u' '), QStringLiteral("stk_push stk_query qr_code standing_order b2b_express c2b_register "
                                                "c2b_simulate c2b_register_v1 c2b_simulate_v1 pull_register pull_query b2c_payment "
                                                "b2c_payment_v1 b2c_pochi b2b_paybill b2b_buygoods b2b_pay_to_bulk b2b_transfer "
                                                "tax_remittance account_balance transaction_status reversal b2c_hakikisha org_info "
                                                "imsi_check sim_swap bill_optin bill_update_optin bill_single bill_bulk "
                                                "bill_cancel bill_cancel_bulk bill_change bill_change_bulk bill_reconcile bonga_calculate "
                                                "bonga_redeem"));
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
        const Values samples = sampleValues(*operation);
        const PreparedRequest request = prepareRequest(*operation, samples, sandboxContext());
        QVERIFY2(request.isValid(), request.isValid() ? "" : qPrintable(request.problems.first().field + request.problems.first().message));
        QCOMPARE(request.operation, operation);
        QCOMPARE(request.path, QString::fromLatin1(operation->path));
        for (auto sample = samples.begin(); sample != samples.end(); ++sample) {
            QCOMPARE(request.values.value(sample.key()), sample.value());
        }
        QCOMPARE(firstInvalidMember(*operation, bodyOf(request)), QString());
    }

    void serverNamesEachMissingMember_data() { everyField(); }
    void serverNamesEachMissingMember()
    {
        QFETCH(const OperationSpec *, operation);
        QFETCH(const FieldSpec *, field);
        const QString complaint = firstInvalidMember(*operation, bodyWith(*operation, *field, QJsonValue(QJsonValue::Undefined)));
        const Values samples = sampleValues(*operation);
        const bool isAlternative = *field->alternative && !samples.contains(QString::fromLatin1(field->name));
        const bool missed = field->place == Place::Body && !isAlternative && isMissed(*field, samples);
        QCOMPARE(complaint, missed ? complaintAbout(*field) : QString());
    }

    void serverNamesEachMemberOfTheWrongType_data() { everyField(); }
    void serverNamesEachMemberOfTheWrongType()
    {
        QFETCH(const OperationSpec *, operation);
        QFETCH(const FieldSpec *, field);
        const bool looksAtIt = field->place == Place::Body;
        for (const QJsonValue &value : QList<QJsonValue>{true, QJsonArray{1}, QJsonObject(), -1}) {
            QVERIFY2(firstInvalidMember(*operation, bodyWith(*operation, *field, value)) ==
                         (looksAtIt ? complaintAbout(*field) : QString()),
                     QJsonDocument(QJsonArray{value}).toJson().constData());
        }
        const bool missed = looksAtIt && isMissed(*field, sampleValues(*operation));
        for (const QJsonValue &value : QList<QJsonValue>{QJsonValue::Null, QStringLiteral("")}) {
            const QString complaint = firstInvalidMember(*operation, bodyWith(*operation, *field, value));
            QVERIFY2(complaint == (missed ? complaintAbout(*field) : QString()), qPrintable(complaint));
        }
        if (field->kind == FieldKind::Amount || field->kind == FieldKind::Count) {
            QCOMPARE(firstInvalidMember(*operation, bodyWith(*operation, *field, 0.5)), QString::fromLatin1(field->name));
        }
    }

    void emptyBodyNamesTheFirstMember_data() { everyOperation(); }
    void emptyBodyNamesTheFirstMember()
    {
        QFETCH(const OperationSpec *, operation);
        const QList<const FieldSpec *> fields = operation->fieldList();
        const auto first = std::find_if(fields.begin(), fields.end(),
                                        [](const FieldSpec *field) { return field->place == Place::Body && field->required; });
        QCOMPARE(firstInvalidMember(*operation, {}), QString::fromLatin1((*first)->name));
        QCOMPARE(firstInvalidMember(*operation, QJsonObject()), QString::fromLatin1((*first)->name));
    }

    void everyPathIsAskedByOneVersionOfAnOperation()
    {
        QHash<QByteArray, QString> commands; // B2B shares a path: there the command tells them apart
        for (const OperationSpec *operation : operations()) {
            const FieldSpec *command = operation->field(u"CommandID");
            const QByteArray key = QByteArray(operation->path) + ' ' + (command ? command->sample : "");
            QVERIFY2(!commands.contains(key), key.constData());
            commands.insert(key, QString::fromLatin1(operation->id));
        }
    }

    void missingValueSaysWhatToDo_data() { everyField(); }
    void missingValueSaysWhatToDo()
    {
        QFETCH(const OperationSpec *, operation);
        QFETCH(const FieldSpec *, field);
        const PreparedRequest request = prepareRequest(*operation, {}, {});
        const QString name = QString::fromLatin1(field->name);
        if (!field->required) {
            return;
        }
        if (field->kind == FieldKind::UniqueId) {
            QVERIFY(!request.values.value(name).isEmpty());
            return;
        }
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
        const QString curl = curlCommand(request, sandboxContext().baseUrl);
        if (field->isSecret()) {
            QVERIFY(!shown.contains(field->sample));
            QVERIFY(!curl.contains(QString::fromUtf8(field->sample)));
        } else if (field->place == Place::Body && sampleValues(*operation).contains(QString::fromLatin1(field->name))) {
            QVERIFY(shown.contains(field->sample));
            QVERIFY(curl.contains(QString::fromUtf8(field->sample)));
        }
    }

    void referencePageIsComplete_data() { everyField(); }
    void referencePageIsComplete()
    {
        QFETCH(const OperationSpec *, operation);
        QFETCH(const FieldSpec *, field);
        const QString page = referencePage(*operation);
        QVERIFY(page.startsWith(QStringLiteral("# ") + catalogueText(operation->title)));
        for (const char *text :
             {operation->summary, operation->path, operation->source, field->help, field->fallback, field->disagreement, field->portal,
              operation->disagreement, operation->otherPath, operation->role, operation->tokenRejection.code}) {
            QVERIFY2(page.contains(catalogueText(text)), text);
        }
        const QString parent = QString::fromLatin1(field->parent);
        const QString name = (parent.isEmpty() ? parent : parent + u'.') + QLatin1StringView(field->name);
        QVERIFY(page.contains(QStringLiteral("| `%1` |").arg(name)));
        for (int i = 0; i < field->itemCount; ++i) {
            QVERIFY(page.contains(QStringLiteral("| `%1[].%2` |").arg(name, QLatin1StringView(field->items[i].name))));
        }
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
        QCOMPARE(jsonOf(sample.toUtf8()), bodyOf(prepareRequest(*operation, sampleValues(*operation), sandboxContext())));
        for (const QString &line : page.split(u'\n')) {
            if (line.startsWith(u'|')) {
                QVERIFY2(QString(line).remove(QStringLiteral("\\|")).count(u'|') == 7, qPrintable(line));
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestOperationSpec)
#include "tst_operationspec.moc"
