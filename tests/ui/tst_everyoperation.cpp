// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/nairobitime.h"
#include "tests/ui/deskfixture.h"
#include "ui/requests/answerpanel.h"
#include "ui/widgets/verdictheader.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>

using namespace daraja;

namespace {

/// What the window says of each when it went well.
struct Expected
{
    const char *operation;
    const char *headline;
    const char *sentence; ///< a part of it
    const char *shown;    ///< in the answer below
};

constexpr Expected expectations[] = {
    {"stk_push", "Paid", "KES 1,250.00 from 0712 345 678. Receipt U", "KES 1,250.00"},
    {"stk_query", "Paid", "The customer paid", ""},
    {"qr_code", "The QR code is ready", "M-PESA app", "Example Shop"},
    {"standing_order", "Done", "The customer agreed", ""},
    {"b2b_express", "The money has moved", "KES 85 came from till 600981 to 174379. Receipt U", "KES 85.00"},
    {"c2b_register", "Done", "From now on payments to 174379 are reported", "success"},
    {"c2b_register_v1", "Done", "From now on payments to 174379 are reported", "success"},
    {"c2b_simulate", "Done", "254708374149 pays KES 1,250 to 174379", "Accept the service request"},
    {"c2b_simulate_v1", "Done", "254708374149 pays KES 1,250 to 174379", "Accept the service request"},
    {"pull_register", "Done", "The payments of 174379 can be pulled", ""},
    {"pull_query", "Done", "What was paid to 174379 is listed below", "payment"},
    {"b2c_payment", "The money has moved", "KES 500.00 to 254712345678 - CUSTOMER SIMULATED 5678. Receipt U", "Utility account"},
    {"b2c_payment_v1", "The money has moved", "KES 500.00 to 254712345678 - CUSTOMER SIMULATED 5678. Receipt U", "Utility account"},
    {"b2c_pochi", "The money has moved", "KES 500.00 to 254712345678 - CUSTOMER SIMULATED 5678. Receipt U", "Utility account"},
    {"b2b_paybill", "The money has moved", "KES 640.00 to 600000", "Paying account"},
    {"b2b_buygoods", "The money has moved", "KES 640.00 to 600000", "Paying account"},
    {"b2b_pay_to_bulk", "The money has moved", "KES 640.00 to 600979", "Paying account"},
    {"b2b_transfer", "The money has moved", "KES 640.00 to 174379", "Paying account"},
    {"tax_remittance", "The money has moved", "KES 640.00 to 572572 - KENYA REVENUE AUTHORITY", "Paying account"},
    {"account_balance", "Done", "These are the balances of 174379", "Utility Account"},
    {"transaction_status", "The transaction is completed", "KES 500.00 from 174379 - Demo shop to 254712345678", "COMPLETED"},
    {"reversal", "The money has moved", "KES 1,250.00", "Reversed receipt"},
    {"b2c_hakikisha", "Done", "who owns 254712345678", "First name"},
    {"org_info", "Done", "who owns 600984", "Organization name"},
    {"imsi_check", "Done", "what the network knows of 254712345678", "Imsi"},
    {"sim_swap", "Done", "what the network knows of 254712345678", "Last swap date"},
    {"bill_optin", "Done", "174379 can send invoices now", "App key"},
    {"bill_update_optin", "Done", "The details of the biller 174379 are changed", "Success"},
    {"bill_single", "Done", "is on its way to 0712345678", "Invoice sent successfully"},
    {"bill_bulk", "Done", "All of the invoices were accepted", "Success"},
    {"bill_cancel", "Done", "is cancelled", "Success"},
    {"bill_cancel_bulk", "Done", "The invoices are cancelled", "Success"},
    {"bill_change", "Done", "is changed", "Success"},
    {"bill_change_bulk", "Done", "The invoices are changed", "Success"},
    {"bill_reconcile", "Done", "The payment of KES 800 is booked; 0712345678 gets a receipt", "Success"},
    {"bonga_calculate", "Done", "what 40 points are worth", "Amount"},
    {"bonga_redeem", "The money has moved", "40 points of 254712345678 paid KES 8 to 174379", "Success"},
};

/// What a form is filled with by its sample.
Values sampleOf(const OperationSpec &operation)
{
    Values values;
    for (const FieldSpec *field : operation.fieldList()) {
        if (field->source == Source::Form)
            values.insert(QString::fromLatin1(field->name), QString::fromUtf8(field->sample));
    }
    return values;
}

} // namespace

/// Every operation of the catalogue as a person sends it: chosen in the window, its sample taken, sent with the button to the simulator.
/// The verdict is read and its picture kept in <build>/screenshots.
class TestEveryOperation : public QObject
{
    Q_OBJECT

private:
    Theme m_theme;
    std::unique_ptr<WindowFixture> m_fixture;
    int m_invoices = 0;

    Desk &desk() { return m_fixture->desk; }

    /// A call that was made before, not by this form.
    std::optional<ApiResponse> sentBefore(QStringView id, const Values &values = {})
    {
        const OperationSpec &operation = *findOperation(id);
        Values all = sampleOf(operation);
        all.insert(values);
        ApiCall *call = desk().workspace()->client().call(operation, all, desk().workspace()->defaultWait(operation));
        std::optional<ApiResponse> answered;
        connect(call, &ApiCall::succeeded, call, [&answered](const ApiResponse &response) { answered = response; });
        (void)QTest::qWaitFor([this] { return desk().activeCallCount() == 0; }, 20'000);
        return answered;
    }
    QString receiptOf(QStringView operation)
    {
        const auto response = sentBefore(operation);
        return response && response->result ? response->result->transactionId : QString();
    }
    QString newInvoice() { return QStringLiteral("INV-%1").arg(++m_invoices, 5, 10, QLatin1Char('0')); }
    QString sentInvoice()
    {
        const QString number = newInvoice();
        return sentBefore(u"bill_single", {{QStringLiteral("externalReference"), number}}) ? number : QString();
    }
    /// The sample of a list with that number in its only row.
    static QString listWith(QStringView operation, const QString &number)
    {
        const QString sample = sampleOf(*findOperation(operation)).value(QStringLiteral("invoices"));
        QJsonObject invoice = QJsonDocument::fromJson(sample.toUtf8()).array().first().toObject();
        invoice.insert(QStringLiteral("externalReference"), number);
        return QString::fromUtf8(QJsonDocument(QJsonArray{invoice}).toJson(QJsonDocument::Compact));
    }

    /// What the sample cannot know: ids and receipts of what really happened, invoices that exist or do not yet.
    QVariantMap ownValues(const QString &operation)
    {
        if (operation.startsWith(QLatin1StringView("bill_")) && operation != u"bill_optin") {
            if (desk().currentSecrets().billManagerKey.isEmpty())
                (void)sentBefore(u"bill_optin");
        }
        if (operation == u"stk_query") {
            const auto push = sentBefore(u"stk_push");
            // Daraja does not know a push that is too young.
            const auto known = m_fixture->clock.steady() + std::chrono::milliseconds(SimulatorOptions().tooEarlyQuery);
            (void)QTest::qWaitFor([this, known] { return m_fixture->clock.steady() > known; });
            return {{QStringLiteral("CheckoutRequestID"), push ? push->conversation : QString()}};
        }
        if (operation == u"transaction_status")
            return {{QStringLiteral("TransactionID"), receiptOf(u"b2c_payment")}};
        if (operation == u"reversal")
            return {{QStringLiteral("TransactionID"), receiptOf(u"stk_push")}, {QStringLiteral("Amount"), QStringLiteral("1250")}};
        if (operation.startsWith(QLatin1StringView("c2b_simulate")))
            (void)sentBefore(u"c2b_register");
        if (operation == u"pull_query") {
            (void)sentBefore(u"pull_register");
            (void)sentBefore(u"stk_push");
        }
        if (operation == u"bill_single")
            return {{QStringLiteral("externalReference"), newInvoice()}};
        if (operation == u"bill_bulk")
            return {{QStringLiteral("invoices"), listWith(operation, newInvoice())}};
        if (operation == u"bill_cancel" || operation == u"bill_change" || operation == u"bill_reconcile")
            return {{QStringLiteral("externalReference"), sentInvoice()}};
        if (operation == u"bill_cancel_bulk" || operation == u"bill_change_bulk")
            return {{QStringLiteral("invoices"), listWith(operation, sentInvoice())}};
        return {};
    }

    static void settle()
    {
        for (int turn = 0; turn < 8; ++turn)
            QCoreApplication::processEvents();
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_theme.apply(Theme::Choice::Light);
        m_fixture = std::make_unique<WindowFixture>(m_theme);
        QVERIFY(m_fixture->open({1440, 900}));
        QTRY_VERIFY_WITH_TIMEOUT(desk().simulator().isReady(), 20'000);
        desk().simulator().setCallbackDelay(20);
        desk().simulator().setAutomaticAnswer(1);
    }
    void init() { failOnAnyWarning(); }
    void cleanupTestCase() { m_fixture.reset(); }

    void noneIsLeftOut()
    {
        QSet<QString> expected;
        for (const Expected &each : expectations)
            expected.insert(QLatin1StringView(each.operation));
        for (const OperationSpec *operation : operations())
            QVERIFY2(expected.contains(QLatin1StringView(operation->id)), operation->id);
    }

    void endsWell_data()
    {
        QTest::addColumn<QString>("headline");
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<QString>("shown");
        for (const Expected &each : expectations)
            QTest::newRow(each.operation) << QString::fromUtf8(each.headline) << QString::fromUtf8(each.sentence)
                                          << QString::fromUtf8(each.shown);
    }
    void endsWell()
    {
        QFETCH(QString, headline);
        QFETCH(QString, sentence);
        QFETCH(QString, shown);
        const QString operation = QLatin1StringView(QTest::currentDataTag());
        const QVariantMap values = ownValues(operation);
        for (const QVariant &value : values)
            QVERIFY2(!value.toString().isEmpty(), "what is needed before did not happen");

        MainWindow &window = m_fixture->window;
        window.showPage(PageId::Requests, operation);
        QVERIFY(clickButton(window, QStringLiteral("Sample")));
        window.showPage(PageId::Requests, QVariantMap{{QStringLiteral("operation"), operation}, {QStringLiteral("values"), values}});

        std::optional<CallOutcome> outcome;
        MpesaError error;
        const auto watch = connect(&desk().workspace()->client(), &MpesaClient::started, this, [&](ApiCall *call) {
            connect(call, &ApiCall::succeeded, this, [&](const ApiResponse &response) { outcome = response.outcome; });
            connect(call, &ApiCall::failed, this, [&](const MpesaError &failure) { error = failure; });
        });
        auto *button = findVisible<QPushButton>(window, QStringLiteral("sendButton"));
        QVERIFY(button);
        QTRY_VERIFY(button->isEnabled());
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(outcome || !error.code.isEmpty(), 20'000);
        disconnect(watch);
        settle();
        const QDir folder(QStringLiteral(DARAJA_BINARY_DIR "/screenshots"));
        QVERIFY(folder.mkpath(QStringLiteral(".")));
        QVERIFY(window.grab().save(folder.filePath(QStringLiteral("operation-%1.png").arg(operation))));

        QVERIFY2(outcome, qPrintable(error.code + u' ' + error.message));
        QCOMPARE(*outcome, operation.startsWith(QLatin1StringView("stk_")) ? CallOutcome::Paid : CallOutcome::Done);
        auto *answer = window.findChild<AnswerPanel *>();
        auto *verdict = answer->findChild<VerdictHeader *>();
        QCOMPARE(verdict->tone(), Tone::Good);
        QCOMPARE(verdict->headline(), headline);
        QVERIFY2(verdict->sentence().contains(sentence), qPrintable(verdict->sentence()));
        QVERIFY2(showsText(*answer, shown), qPrintable(shown));
        // Nothing of the answer is cut off at its right edge.
        for (const QWidget *part : answer->findChildren<QWidget *>()) {
            if (part->isVisible() && !part->visibleRegion().isEmpty() && qobject_cast<const QLabel *>(part)) {
                const int right = part->mapTo(answer, QPoint(part->width(), 0)).x();
                QVERIFY2(right <= answer->width(), qPrintable(qobject_cast<const QLabel *>(part)->text()));
            }
        }
    }
};

QTEST_MAIN(TestEveryOperation)
#include "tst_everyoperation.moc"
