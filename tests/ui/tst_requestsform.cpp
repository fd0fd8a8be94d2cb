// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/api/productionguard.h"
#include "tests/support/requestcontexts.h"
#include "tests/ui/deskfixture.h"
#include "ui/requests/datefield.h"
#include "ui/requests/effectlook.h"
#include "ui/requests/itemseditor.h"
#include "ui/requests/operationlist.h"
#include "ui/requests/requestform.h"
#include "ui/requests/sendbar.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/label.h"

#include <QCalendarWidget>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QGuiApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QSignalSpy>
#include <QTableView>

using namespace daraja;

namespace {

/// A sandbox organisation with everything that any operation needs.
RequestContext completeContext()
{
    RequestContext context = sandboxContext();
    context.profile.id = QStringLiteral("shop");
    context.profile.till = QStringLiteral("174380");
    context.profile.phoneNumber = QStringLiteral("254708374149");
    context.secrets.securityCredential = QString::fromLatin1(QByteArray(256, 'x').toBase64());
    context.secrets.billManagerKey = QStringLiteral("key-of-the-biller");
    return context;
}

} // namespace

class TestRequestsForm : public QObject
{
    Q_OBJECT

private:
    Theme m_theme;
    std::unique_ptr<RequestForm> m_form;

    void open(const char *operation)
    {
        m_form = std::make_unique<RequestForm>(*findOperation(QLatin1StringView(operation).toString()));
        m_form->setContext(completeContext());
        m_form->resize(328, 900);
        m_form->show();
        QVERIFY(QTest::qWaitForWindowActive(m_form.get()));
    }
    QLineEdit *edit(const char *name) { return m_form->findChild<QLineEdit *>(QLatin1StringView(name)); }
    FieldRow *row(const char *name)
    {
        QObject *object = m_form->findChild<QWidget *>(QLatin1StringView(name));
        while (object && !qobject_cast<FieldRow *>(object)) {
            object = object->parent();
        }
        return qobject_cast<FieldRow *>(object);
    }
    void type(const char *name, const char *text)
    {
        edit(name)->selectAll();
        QTest::keyClicks(edit(name), QLatin1StringView(text));
    }

private Q_SLOTS:
    void initTestCase() { m_theme.apply(Theme::Choice::Light); }
    void init() { failOnAnyWarning(); }
    void cleanup() { m_form.reset(); }

    void everyOperationHasAFormWhoseSampleCanBeSent_data()
    {
        QTest::addColumn<const OperationSpec *>("operation");
        for (const OperationSpec *operation : operations()) {
            QTest::newRow(operation->id) << operation;
        }
    }
    void everyOperationHasAFormWhoseSampleCanBeSent()
    {
        QFETCH(const OperationSpec *, operation);
        RequestForm form(*operation);
        form.setContext(completeContext());
        form.fillSamples();
        const PreparedRequest request = form.prepare(completeContext());
        QStringList problems;
        for (const FieldProblem &problem : request.problems) {
            problems.append(problem.field + QStringLiteral(": ") + problem.message);
        }
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
        for (const FieldSpec *field : operation->fieldList()) {
            const bool hasNone = (field->isSecret() && field->source == Source::Derived) || field->kind == FieldKind::Timestamp ||
                                 field->kind == FieldKind::EpochSeconds || (field->source != Source::Form && field->choiceCount == 1);
            QVERIFY2(form.hasEditor(QString::fromLatin1(field->name)) != hasNone, field->name);
            const auto *editor = form.findChild<QWidget *>(QString::fromLatin1(field->name));
            QVERIFY2(hasNone || !editor->accessibleName().isEmpty(), field->name);
        }
        // What the sentence says is what is sent.
        const Values preview = form.preview();
        if (operation->isAboutMoney()) {
            const QString sentence = moneySentence(*operation, preview);
            QCOMPARE(sentence, moneySentence(*operation, request.values));
            QVERIFY2(!sentence.contains(u'…'), qPrintable(sentence));
        }
    }

    void sampleSurvivesBeingRememberedByEveryForm_data() { everyOperationHasAFormWhoseSampleCanBeSent_data(); }
    void sampleSurvivesBeingRememberedByEveryForm()
    {
        QFETCH(const OperationSpec *, operation);
        RequestForm form(*operation);
        form.setContext(completeContext());
        form.fillSamples();
        RequestForm again(*operation);
        again.setContext(completeContext());
        again.setValues(form.valuesToKeep());
        QCOMPARE(again.values(), form.values());
    }

    void sendNamesTheAmountOfWhatMovesMoney()
    {
        const OperationSpec &payment = *findOperation(u"b2c_payment");
        QCOMPARE(sendVerb(payment, {{QStringLiteral("Amount"), QStringLiteral("25000")}}), QStringLiteral("Send KES 25,000"));
        QCOMPARE(sendVerb(payment, {}), QStringLiteral("Send money"));
        QCOMPARE(sendVerb(*findOperation(u"stk_push"), {{QStringLiteral("Amount"), QStringLiteral("500")}}), QStringLiteral("Send"));
        QCOMPARE(sendVerb(*findOperation(u"account_balance"), {}), QStringLiteral("Send"));
    }

    void anIntentKeepsItsId()
    {
        open("b2c_payment");
        type("Amount", "500");
        type("PartyB", "0712345678");
        const QString first = edit("OriginatorConversationID")->text();
        QVERIFY(!first.isEmpty());
        QCOMPARE(m_form->values().value(QStringLiteral("OriginatorConversationID")), first);

        m_form->intentSent();
        QVERIFY(m_form->isUnsettled());
        QCOMPARE(edit("OriginatorConversationID")->text(), first);
        type("Amount", "600"); // another payment
        const QString second = edit("OriginatorConversationID")->text();
        QVERIFY(second != first);
        QVERIFY(!m_form->isUnsettled());
        type("Amount", "500"); // the same after all: the id must be the one that Daraja may know
        QCOMPARE(edit("OriginatorConversationID")->text(), first);
        QVERIFY(m_form->isUnsettled());

        m_form->notCarriedOut();
        QVERIFY(!m_form->isUnsettled());
        QCOMPARE(edit("OriginatorConversationID")->text(), first);
        m_form->settle();
        QVERIFY(edit("OriginatorConversationID")->text() != first);

        const QString third = edit("OriginatorConversationID")->text();
        m_form->intentSent();
        QVERIFY(clickButton(*m_form, QStringLiteral("New")));
        QVERIFY(edit("OriginatorConversationID")->text() != third);
        QVERIFY(!m_form->isUnsettled());
    }

    void anIntentBelongsToItsProfile()
    {
        open("b2b_paybill");
        m_form->fillSamples();
        m_form->intentSent();
        QVERIFY(m_form->isUnsettled());
        RequestContext other = completeContext();
        other.profile.id = QStringLiteral("another shop");
        m_form->setContext(other);
        QVERIFY(!m_form->isUnsettled());
    }

    void sourcesThatDisagreeAreNamed()
    {
        open("b2c_payment");
        FieldRow *amount = row("Amount");
        QVERIFY(amount->help().contains(QLatin1StringView("Sources disagree")));
        QVERIFY(!amount->help().contains(QLatin1StringView("150,000")));
        Q_EMIT amount->linkActivated(QStringLiteral("notes"));
        QVERIFY(amount->help().contains(QLatin1StringView("150,000")));
        Q_EMIT amount->linkActivated(QStringLiteral("notes"));
        QVERIFY(!amount->help().contains(QLatin1StringView("150,000")));
        FieldRow *payer = row("PartyA");
        Q_EMIT payer->linkActivated(QStringLiteral("notes"));
        QVERIFY(payer->help().contains(QLatin1StringView("Business To Customer")));
    }

    void dateIsTypedOrPicked()
    {
        open("standing_order");
        type("StartDate", "1/9/2026");
        QVERIFY2(row("StartDate")->problem().isEmpty(), qPrintable(row("StartDate")->problem()));
        QVERIFY(row("StartDate")->help().contains(QLatin1StringView("20260901")));
        type("StartDate", "soon");
        QVERIFY(!row("StartDate")->problem().isEmpty());

        type("StartDate", "1/9/2026");
        QTest::keyClick(edit("StartDate"), Qt::Key_Down, Qt::AltModifier);
        QTRY_VERIFY(m_form->findChild<QCalendarWidget *>());
        auto *calendar = m_form->findChild<QCalendarWidget *>();
        QCOMPARE(calendar->selectedDate(), QDate(2026, 9, 1));
        QSignalSpy edited(m_form.get(), &RequestForm::edited);
        Q_EMIT calendar->clicked(QDate(2026, 9, 15));
        QCOMPARE(edit("StartDate")->text(), QStringLiteral("2026-09-15"));
        QCOMPARE(edited.size(), 1);
        QTRY_VERIFY(!m_form->findChild<QCalendarWidget *>());
    }

    void pickedDayKeepsTheTime()
    {
        open("pull_query");
        type("StartDate", "2026-03-14 11:30:00");
        auto *field = qobject_cast<DateField *>(edit("StartDate"));
        QVERIFY(field);
        field->openCalendar();
        Q_EMIT m_form->findChild<QCalendarWidget *>()->clicked(QDate(2026, 3, 15));
        QCOMPARE(field->text(), QStringLiteral("2026-03-15 11:30:00"));
    }

    void listIsATable()
    {
        open("bill_single");
        auto *editor = m_form->findChild<ItemsEditor *>(QStringLiteral("invoiceItems"));
        QVERIFY(editor);
        QCOMPARE(m_form->values().value(QStringLiteral("invoiceItems")), QString());
        QVERIFY(clickButton(*editor, QStringLiteral("Add")));
        auto *table = editor->findChild<QTableView *>();
        QCOMPARE(table->model()->rowCount(), 1);
        QLineEdit *cell = nullptr;
        QTRY_VERIFY((cell = table->viewport()->findChild<QLineEdit *>()) != nullptr); // it can be typed into at once
        QTest::keyClicks(cell, QStringLiteral("Rent"));
        QTest::keyClick(cell, Qt::Key_Tab);
        QTRY_VERIFY((cell = qobject_cast<QLineEdit *>(QApplication::focusWidget())) && table->isAncestorOf(cell));
        QTest::keyClicks(cell, QStringLiteral("1,700"));
        QTest::keyClick(cell, Qt::Key_Return);
        QTRY_COMPARE(m_form->values().value(QStringLiteral("invoiceItems")),
                     QStringLiteral("[{\"itemName\":\"Rent\",\"amount\":\"1700\"}]"));

        QGuiApplication::clipboard()->setText(QStringLiteral("Water\t100\nLight\tmuch\n"));
        table->setFocus();
        QTest::keyClick(table, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(table->model()->rowCount(), 3);
        const QModelIndex wrong = table->model()->index(2, 1);
        QCOMPARE(wrong.data(Qt::ForegroundRole).value<QColor>(), color(Role::Bad));
        QVERIFY(wrong.data(Qt::ToolTipRole).toString().contains(QLatin1StringView("shillings")));
        const PreparedRequest request = m_form->prepare(completeContext());
        QVERIFY(row("invoiceItems")->problem().contains(QLatin1StringView("3")));

        table->selectionModel()->setCurrentIndex(wrong, QItemSelectionModel::ClearAndSelect);
        QVERIFY(clickButton(*editor, QStringLiteral("Remove")));
        QCOMPARE(table->model()->rowCount(), 2);
        QVERIFY2(row("invoiceItems")->problem().isEmpty(), "a list that was mended is no problem any more");
    }

    void listInsideAListHasAWindowOfItsOwn()
    {
        open("bill_bulk");
        m_form->fillSamples();
        auto *editor = m_form->findChild<ItemsEditor *>(QStringLiteral("invoices"));
        auto *table = editor->findChild<QTableView *>();
        const QModelIndex items = table->model()->index(0, table->model()->columnCount() - 1);
        QCOMPARE(items.data().toString(), QStringLiteral("2 line(s)"));
        table->setFocus();
        table->setCurrentIndex(items);
        QTest::keyClick(table, Qt::Key_Return);
        QDialog *dialog = nullptr;
        QTRY_VERIFY((dialog = m_form->findChild<QDialog *>()) && dialog->isVisible());
        auto *inner = dialog->findChild<QTableView *>();
        QCOMPARE(inner->model()->rowCount(), 2);
        inner->setCurrentIndex(inner->model()->index(0, 0));
        QVERIFY(clickButton(*dialog, QStringLiteral("Remove")));
        QCOMPARE(items.data().toString(), QStringLiteral("1 line(s)"));
        QVERIFY(m_form->values().value(QStringLiteral("invoices")).contains(QLatin1StringView("Water")));
        QVERIFY(!m_form->values().value(QStringLiteral("invoices")).contains(QLatin1StringView("\"Rent\"")));
    }

    void whatIsOptionalSaysSo()
    {
        open("transaction_status");
        bool hasUnit = false;
        for (const QLabel *label : row("TransactionID")->findChildren<QLabel *>()) {
            hasUnit = hasUnit || label->text() == QLatin1StringView("one of two");
        }
        QVERIFY(hasUnit);
    }

    void filterFindsByEverythingThatAnOperationIsCalled_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("found");
        QTest::newRow("title") << QStringLiteral("stk push") << QStringLiteral("stk_push");
        QTest::newRow("id") << QStringLiteral("B2C_POCHI") << QStringLiteral("b2c_pochi");
        QTest::newRow("path") << QStringLiteral("remittax") << QStringLiteral("tax_remittance");
        QTest::newRow("wire name") << QStringLiteral("CheckoutRequestID") << QStringLiteral("stk_query");
        QTest::newRow("effect and path") << QStringLiteral("moves  reversal/v1") << QStringLiteral("reversal");
    }
    void filterFindsByEverythingThatAnOperationIsCalled()
    {
        QFETCH(QString, words);
        QFETCH(QString, found);
        OperationList list;
        list.show();
        QVERIFY(QTest::qWaitForWindowActive(&list));
        QSignalSpy entered(&list, &OperationList::entered);
        auto *filter = list.findChild<QLineEdit *>();
        QTest::keyClicks(filter, words);
        QTest::keyClick(filter, Qt::Key_Return);
        QCOMPARE(entered.size(), 1);
        QVERIFY(list.current());
        QCOMPARE(QString::fromLatin1(list.current()->id), found);
    }

    void filterThatFindsNothingSaysSo()
    {
        OperationList list;
        list.show();
        auto *filter = list.findChild<QLineEdit *>();
        filter->setText(QStringLiteral("fax machine"));
        QTRY_VERIFY(showsText(list, QStringLiteral("fax machine")));
        filter->clear();
        QTRY_VERIFY(!showsText(list, QStringLiteral("fax machine")));
    }

    void effectIsAWordToo()
    {
        OperationList list;
        auto *widget = list.findChild<QListWidget *>();
        int told = 0;
        for (int row = 0; row < widget->count(); ++row) {
            const QListWidgetItem *item = widget->item(row);
            if (item->flags().testFlag(Qt::ItemIsSelectable)) {
                ++told;
                const QString description = item->data(Qt::AccessibleDescriptionRole).toString();
                const bool money = description.contains(QLatin1StringView("money"));
                const auto all = operations();
                const auto found = std::find_if(all.begin(), all.end(), [item](const OperationSpec *operation) {
                    return catalogueText(operation->title) == item->text();
                });
                QVERIFY(found != all.end());
                QVERIFY2(description.startsWith(effectLook((*found)->effect).word), qPrintable(item->text()));
                QVERIFY2(money || !(*found)->isAboutMoney(), qPrintable(item->text()));
            }
        }
        QCOMPARE(told, int(operations().size()));
    }
};

QTEST_MAIN(TestRequestsForm)
#include "tst_requestsform.moc"
