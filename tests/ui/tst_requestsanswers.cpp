// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/deskfixture.h"
#include "tests/ui/resultsamples.h"
#include "ui/requests/headline.h"
#include "ui/requests/views/answerview.h"
#include "ui/requests/views/facts.h"
#include "ui/requests/views/qrview.h"
#include "ui/requests/views/resulttext.h"
#include "ui/requests/views/transactionsview.h"

#include <QBuffer>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMimeData>
#include <QTableView>

using namespace daraja;

namespace {

QString factNamed(const QList<Fact> &facts, const char *label)
{
    for (const Fact &fact : facts) {
        if (fact.label == QLatin1StringView(label)) {
            return fact.value;
        }
    }
    return QStringLiteral("(none)");
}

QByteArray smallPng()
{
    QImage image(29, 29, QImage::Format_RGB32);
    image.fill(Qt::white);
    image.setPixel(3, 4, qRgb(0, 0, 0));
    QBuffer buffer;
    image.save(&buffer, "PNG");
    return buffer.data();
}

} // namespace

class TestRequestsAnswers : public QObject
{
    Q_OBJECT

private:
    Theme m_theme;

    static std::unique_ptr<QWidget> view(const char *operation, const ApiResponse &response, const Values &sent = {})
    {
        std::unique_ptr<QWidget> widget(makeAnswerView(*findOperation(QLatin1StringView(operation).toString()), sent, response));
        if (widget) {
            widget->show();
        }
        return widget;
    }

private Q_SLOTS:
    void initTestCase() { m_theme.apply(Theme::Choice::Light); }
    void init() { failOnAnyWarning(); }

    void moneyIsReadInEveryForm_data()
    {
        QTest::addColumn<QString>("wire");
        QTest::addColumn<QString>("shown");
        QTest::newRow("whole") << QStringLiteral("1250") << QStringLiteral("KES 1,250.00");
        QTest::newRow("one decimal") << QStringLiteral("1250.0") << QStringLiteral("KES 1,250.00");
        QTest::newRow("negative") << QStringLiteral("-312.50") << QStringLiteral("KES -312.50");
        QTest::newRow("braces") << QStringLiteral("{Amount={CurrencyCode=KES, MinimumAmount=482150, BasicAmount=4821.50}}")
                                << QStringLiteral("KES 4,821.50");
        QTest::newRow("braces, another order") << QStringLiteral("{Amount={BasicAmount=4821.50, MinimumAmount=482150, CurrencyCode=KES}}")
                                               << QStringLiteral("KES 4,821.50");
        QTest::newRow("only cents") << QStringLiteral("{Amount={CurrencyCode=KES, MinimumAmount=482150}}")
                                    << QStringLiteral("KES 4,821.50");
        QTest::newRow("another currency") << QStringLiteral("{Amount={CurrencyCode=USD, MinimumAmount=1, BasicAmount=0.01}}")
                                          << QStringLiteral("{Amount={CurrencyCode=USD, MinimumAmount=1, BasicAmount=0.01}}");
        QTest::newRow("broken braces") << QStringLiteral("{Amount={CurrencyCode=KES, BasicAmount=")
                                       << QStringLiteral("{Amount={CurrencyCode=KES, BasicAmount=");
        QTest::newRow("no number") << QStringLiteral("{Amount={CurrencyCode=KES, BasicAmount=much}}")
                                   << QStringLiteral("{Amount={CurrencyCode=KES, BasicAmount=much}}");
        QTest::newRow("charge") << QStringLiteral("Fee For B2C Payment|KES|13.00") << QStringLiteral("Fee For B2C Payment: KES 13.00");
        QTest::newRow("account") << QStringLiteral("Working Account|KES|5000.00|4821.50|178.50|0.00")
                                 << QStringLiteral("Working Account: KES 4,821.50");
        QTest::newRow("accounts") << QStringLiteral("A|KES|1.00|1.00|0|0&B|KES|2.00|2.00|0|0")
                                  << QStringLiteral("A: KES 1.00\nB: KES 2.00");
        QTest::newRow("bars without money") << QStringLiteral("odd | text") << QStringLiteral("odd | text");
        QTest::newRow("empty") << QString() << QString();
    }
    void moneyIsReadInEveryForm()
    {
        QFETCH(QString, wire);
        QTEST(moneyText(wire), "shown");
    }

    void timesAreReadInEveryForm_data()
    {
        QTest::addColumn<QString>("wire");
        QTest::addColumn<QString>("shown");
        QTest::newRow("digits") << QStringLiteral("20260314120449") << QStringLiteral("14 Mar 2026, 12:04:49 EAT");
        QTest::newRow("points") << QStringLiteral("14.03.2026 12:04:51") << QStringLiteral("14 Mar 2026, 12:04:51 EAT");
        QTest::newRow("zone") << QStringLiteral("2026-03-14T11:30:07+03:00") << QStringLiteral("14 Mar 2026, 11:30:07 EAT");
        QTest::newRow("utc") << QStringLiteral("2026-03-14T22:30:07Z") << QStringLiteral("15 Mar 2026, 01:30:07 EAT");
        QTest::newRow("no time") << QStringLiteral("yesterday") << QStringLiteral("yesterday");
        QTest::newRow("no such day") << QStringLiteral("20261414120449") << QStringLiteral("20261414120449");
    }
    void timesAreReadInEveryForm()
    {
        QFETCH(QString, wire);
        QTEST(timeText(wire), "shown");
    }

    void namesAreWords_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QString>("words");
        QTest::newRow("camel") << QStringLiteral("firstName") << QStringLiteral("First name");
        QTest::newRow("pascal") << QStringLiteral("OrganizationShortCode") << QStringLiteral("Organization short code");
        QTest::newRow("acronym") << QStringLiteral("ChargeProfileID") << QStringLiteral("Charge profile ID");
        QTest::newRow("snake") << QStringLiteral("Status_Message") << QStringLiteral("Status message");
        QTest::newRow("plain") << QStringLiteral("imsi") << QStringLiteral("Imsi");
    }
    void namesAreWords()
    {
        QFETCH(QString, member);
        QTEST(nameText(member), "words");
    }

    void payoutIsAMoneyStatement()
    {
        const Statement statement = statementOf(*paidOut().result);
        QCOMPARE(statement.amount, QStringLiteral("KES 500.00"));
        QCOMPARE(statement.to, QStringLiteral("254712345678 - WANJIKU TEST"));
        QCOMPARE(factNamed(statement.facts, "Receipt"), QStringLiteral("UCE6R0V8NA"));
        QCOMPARE(factNamed(statement.facts, "Registered"), QStringLiteral("Yes"));
        QCOMPARE(factNamed(statement.facts, "Completed"), QStringLiteral("14 Mar 2026, 12:04:51 EAT"));
        QCOMPARE(factNamed(statement.facts, "Utility account"), QStringLiteral("KES 40,211.00"));
        QCOMPARE(factNamed(statement.facts, "Charges account"), QStringLiteral("KES -312.50"));
        const Headline headline = headlineOf(*findOperation(u"b2c_payment"), {}, paidOut(), {}, std::chrono::seconds(2));
        QCOMPARE(headline.tone, Tone::Good);
        QCOMPARE(headline.sentence, QStringLiteral("KES 500.00 to 254712345678 - WANJIKU TEST. Receipt UCE6R0V8NA."));
        const auto widget = view("b2c_payment", paidOut());
        QTRY_VERIFY(showsText(*widget, QStringLiteral("KES 500.00")));
    }

    void businessPaymentHidesNothing()
    {
        const Statement statement = statementOf(*paidBusiness().result);
        QCOMPARE(statement.amount, QStringLiteral("KES 640.00"));
        QCOMPARE(factNamed(statement.facts, "Paying account"), QStringLiteral("KES 4,821.50"));
        QCOMPARE(factNamed(statement.facts, "Account that paid"), QStringLiteral("Working Account: KES 4,821.50"));
        QCOMPARE(factNamed(statement.facts, "Receipt"), QStringLiteral("UCE0Q7H2LM"));
        QCOMPARE(factNamed(statement.facts, "SomethingNew"), QStringLiteral("odd | text"));
    }

    void transactionStatusIsAboutTheTransaction_data()
    {
        QTest::addColumn<QString>("status");
        QTest::addColumn<Tone>("tone");
        QTest::newRow("completed") << QStringLiteral("Completed") << Tone::Good;
        QTest::newRow("declined") << QStringLiteral("Declined") << Tone::Bad;
        QTest::newRow("pending") << QStringLiteral("Pending Authorized") << Tone::Careful;
        QTest::newRow("unheard of") << QStringLiteral("Wobbling") << Tone::Careful;
        QTest::newRow("missing") << QString() << Tone::Careful;
    }
    void transactionStatusIsAboutTheTransaction()
    {
        QFETCH(QString, status);
        const ApiResponse response = transactionStatus(status);
        const Headline headline = headlineOf(*findOperation(u"transaction_status"), {}, response, {}, std::chrono::seconds(2));
        QTEST(headline.tone, "tone");
        const Statement statement = statementOf(*response.result);
        QCOMPARE(statement.status, status);
        QCOMPARE(statement.from, QStringLiteral("600984 - EXAMPLE LTD"));
        QCOMPARE(statement.to, QStringLiteral("254712345678 - WANJIKU TEST"));
        QCOMPARE(factNamed(statement.facts, "Receipt"), QStringLiteral("UCE6R0V8NA"));
        QCOMPARE(factNamed(statement.facts, "Charges"), QStringLiteral("Fee For B2C Payment: KES 13.00"));
        QCOMPARE(factNamed(statement.facts, "Started"), QStringLiteral("14 Mar 2026, 12:04:49 EAT"));
        const auto widget = view("transaction_status", response);
        QTRY_VERIFY(showsText(*widget, QStringLiteral("WANJIKU TEST")));
    }

    void secondDebitPartyIsTheOther()
    {
        CallResult result;
        result.parameters = {{QStringLiteral("DebitPartyName"), QStringLiteral("600984 - EXAMPLE LTD")},
                             {QStringLiteral("DebitPartyName"), QStringLiteral("254712345678 - WANJIKU TEST")}};
        const Statement statement = statementOf(result);
        QCOMPARE(statement.from, QStringLiteral("600984 - EXAMPLE LTD"));
        QCOMPARE(statement.to, QStringLiteral("254712345678 - WANJIKU TEST"));
    }

    void qrIsAPictureThatCanBeSavedAndCopied()
    {
        const QByteArray png = smallPng();
        const auto widget =
            view("qr_code", answeredWith("{\"ResponseCode\":\"00\",\"QRCode\":\"" + png.toBase64() + "\"}"),
                 {{QStringLiteral("MerchantName"), QStringLiteral("Duka la Mama")}, {QStringLiteral("Amount"), QStringLiteral("500")}});
        auto *qr = qobject_cast<QrView *>(widget.get());
        QVERIFY(qr);
        QCOMPARE(qr->picture().size(), QSize(29, 29));
        QTRY_VERIFY(showsText(*qr, QStringLiteral("KES 500.00")));
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("code.png"));
        QCOMPARE(qr->saveTo(path), QString());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), png);
        QVERIFY(!qr->saveTo(folder.filePath(QStringLiteral("no/such/folder.png"))).isEmpty());
        QVERIFY(clickButton(*qr, QStringLiteral("Copy picture")));
        QCOMPARE(QGuiApplication::clipboard()->image().size(), QSize(29, 29));
    }

    void noViewIsAWindowForAMoment_data()
    {
        QTest::addColumn<QString>("operation");
        QTest::addColumn<ApiResponse>("response");
        QTest::newRow("qr") << QStringLiteral("qr_code") << answeredWith("{\"QRCode\":\"" + smallPng().toBase64() + "\"}");
        QTest::newRow("no picture") << QStringLiteral("qr_code") << answeredWith("{\"QRCode\":\"" + QByteArray("%PDF").toBase64() + "\"}");
        QTest::newRow("payments") << QStringLiteral("pull_query") << pulledPayments();
        QTest::newRow("statement") << QStringLiteral("transaction_status") << transactionStatus(QStringLiteral("Completed"));
        QTest::newRow("facts") << QStringLiteral("b2c_hakikisha") << hakikishaFound();
    }
    void noViewIsAWindowForAMoment()
    {
        QFETCH(QString, operation);
        QFETCH(ApiResponse, response);
        struct Watch final : QObject
        {
            bool eventFilter(QObject *watched, QEvent *event) override
            {
                if (event->type() == QEvent::Show) {
                    const auto *widget = qobject_cast<QWidget *>(watched);
                    windows += widget && widget->isWindow() ? 1 : 0;
                }
                return false;
            }
            int windows = 0;
        } watch;
        qApp->installEventFilter(&watch);
        const std::unique_ptr<QWidget> made(makeAnswerView(*findOperation(operation), {}, response));
        QVERIFY(made);
        QCOMPARE(watch.windows, 0);
    }

    void qrThatIsNoPictureCanStillBeSaved()
    {
        const auto widget = view("qr_code", answeredWith("{\"QRCode\":\"" + QByteArray("%PDF-1.7 and more").toBase64() + "\"}"));
        auto *qr = qobject_cast<QrView *>(widget.get());
        QVERIFY(qr);
        QVERIFY(qr->picture().isNull());
        QTRY_VERIFY(showsText(*qr, QStringLiteral("PDF")));
        QVERIFY(!findButton(*qr, QStringLiteral("Copy picture")));
        QVERIFY(findButton(*qr, QStringLiteral("Save…")));
        QVERIFY(!view("qr_code", answeredWith("{\"QRCode\":\"\"}")));
    }

    void pulledPaymentsAreATable()
    {
        const auto widget = view("pull_query", pulledPayments());
        QTRY_VERIFY(showsText(*widget, QStringLiteral("2 payments, KES 1,325.50")));
        auto *table = widget->findChild<QTableView *>();
        const auto cell = [table](int row, int column) { return table->model()->index(row, column).data().toString(); };
        QCOMPARE(cell(0, 0), QStringLiteral("14 Mar 2026, 11:30:07 EAT")); // the newest first
        QCOMPARE(cell(0, 1), QStringLiteral("KES 1,250.00"));
        QCOMPARE(cell(0, 2), QStringLiteral("0712 345 678"));
        QCOMPARE(cell(0, 4), QStringLiteral("UCE9T3W1HD"));
        table->sortByColumn(1, Qt::AscendingOrder); // by amount, not by its letters
        QCOMPARE(cell(0, 1), QStringLiteral("KES 75.50"));

        table->clearSelection();
        const QStringList lines = qobject_cast<TransactionsView *>(widget.get())->rowsText().split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 3);
        QCOMPARE(lines.at(1),
                 QStringLiteral("2026-03-14T09:05:00+03:00\t75.5\t254722000111\t'=1+1\tUCE8B2K0AA\tc2b-pay-bill-debit\tEXAMPLE LTD"));
        table->selectRow(1);
        table->setFocus();
        QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text().count(u'\n'), 2);
        QVERIFY(QGuiApplication::clipboard()->text().contains(QLatin1StringView("INV-00231")));
    }

    void nothingPulledSaysSo()
    {
        const auto widget = view("pull_query", answeredWith("{\"ResponseCode\":\"1001\",\"Response\":[[]]}"));
        QTRY_VERIFY(showsText(*widget, QStringLiteral("No payments")));
        QVERIFY(!widget->findChild<QTableView *>());
    }

    void lookUpsAreFacts()
    {
        const QList<Fact> names = factsOf(hakikishaFound().acknowledgement);
        QCOMPARE(factNamed(names, "First name"), QStringLiteral("WANJIKU"));
        QCOMPARE(factNamed(names, "Last name"), QStringLiteral("TEST"));
        QCOMPARE(names.constFirst().label, QStringLiteral("First name")); // not the answer's own ids
        QCOMPARE(factNamed(factsOf(simLongUnswapped().acknowledgement), "Last swap date"),
                 QStringLiteral("More than 3 months ago, or never"));
        const auto widget = view("b2c_hakikisha", hakikishaFound());
        QTRY_VERIFY(showsText(*widget, QStringLiteral("WANJIKU")));
    }

    void whatWasNotAcceptedIsListed()
    {
        const ApiResponse response = partlyCancelled();
        const Headline headline = headlineOf(*findOperation(u"bill_cancel_bulk"), {}, response, {}, std::chrono::seconds(1));
        QCOMPARE(headline.tone, Tone::Careful);
        QCOMPARE(headline.text, QStringLiteral("Not all of it was accepted"));
        const auto widget = view("bill_cancel_bulk", response);
        QVERIFY(widget);
        QTRY_VERIFY(showsText(*widget, QStringLiteral("INV-00231 is fully paid")));
        QVERIFY(showsText(*widget, QStringLiteral("INV-00999 is not known")));
    }

    void hostileTextIsNotMarkup()
    {
        ApiResponse response = paidOut();
        response.result->parameters.append({QStringLiteral("Note"), QStringLiteral("<img src='http://evil.example/x.png'><b>bold</b>")});
        const auto widget = view("b2c_payment", response);
        QTRY_VERIFY(showsText(*widget, QStringLiteral("evil.example")));
        for (const QLabel *label : widget->findChildren<QLabel *>()) {
            QVERIFY(!label->text().contains(QLatin1StringView("evil.example")) || label->textFormat() == Qt::PlainText ||
                    !Qt::mightBeRichText(label->text()) || label->text().contains(QLatin1StringView("&lt;img")));
        }
    }
};

QTEST_MAIN(TestRequestsAnswers)
#include "tst_requestsanswers.moc"
