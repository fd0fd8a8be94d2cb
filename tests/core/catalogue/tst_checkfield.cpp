// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/catalogue/request.h"

#include "tests/support/requestcontexts.h"

#include <QTest>

using namespace daraja;

namespace {

const FieldSpec &fieldNamed(const QString &operationAndField)
{
    const QStringList parts = operationAndField.split(u'.');
    return *operationNamed(parts.at(0)).field(parts.at(1));
}

} // namespace

class TestCheckField final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void namesEachBadValue_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("cure");
        QTest::addColumn<QString>("daraja");
        const auto row = [](const char *field, const QString &typed, const char *cure, const char *complaint = nullptr) {
            const QString name = QString::fromLatin1(field);
            QTest::addRow("%s %s", field, typed.left(40).toUtf8().toPercentEncoding(" ").constData())
                << name << typed << QString::fromUtf8(cure)
                << QStringLiteral("Bad Request - Invalid ") + (complaint ? QString::fromLatin1(complaint) : name.section(u'.', 1));
        };
        const char *shortCode = "5 to 7 digits";
        row("stk_push.BusinessShortCode", QStringLiteral("1234"), shortCode);
        row("stk_push.BusinessShortCode", QStringLiteral("12345678"), shortCode);
        row("stk_push.BusinessShortCode", QStringLiteral("17437a"), shortCode);
        row("stk_push.BusinessShortCode", QStringLiteral("-17437"), shortCode);
        row("stk_push.BusinessShortCode", QStringLiteral("174 379"), shortCode);
        row("stk_push.BusinessShortCode", QStringLiteral("174379.0"), shortCode);
        row("stk_push.BusinessShortCode", QStringLiteral("\u0661\u0667\u0664\u0663\u0667\u0669"), shortCode);
        row("stk_push.PartyB", QStringLiteral("0712345678"), shortCode);

        row("stk_push.Password", QStringLiteral("not base64!"), "Leave it empty");
        row("stk_push.Password", QStringLiteral("abcde"), "Leave it empty");

        const char *timestamp = "14 digits in Nairobi time";
        row("stk_push.Timestamp", QStringLiteral("2026031410153"), timestamp);
        row("stk_push.Timestamp", QStringLiteral("202603141015300"), timestamp);
        row("stk_push.Timestamp", QStringLiteral("20261314101530"), timestamp);
        row("stk_push.Timestamp", QStringLiteral("20260230101530"), timestamp);
        row("stk_push.Timestamp", QStringLiteral("2026-03-14 10:15:30"), timestamp);

        row("stk_push.TransactionType", QStringLiteral("CustomerPaybil"), "Choose CustomerPayBillOnline, CustomerBuyGoodsOnline");
        row("account_balance.CommandID", QStringLiteral("Balance"), "Choose AccountBalance");
        row("account_balance.IdentifierType", QStringLiteral("3"), "Choose 4, 2, 1");

        row("stk_push.Amount", QStringLiteral("0"), "from 1 to 250,000");
        row("stk_push.Amount", QStringLiteral("-5"), "from 1 to 250,000");
        row("stk_push.Amount", QStringLiteral("10.50"), "whole shillings only");
        row("stk_push.Amount", QStringLiteral("0.5"), "whole shillings only");
        row("stk_push.Amount", QStringLiteral("12,50"), "whole shillings only");
        row("stk_push.Amount", QStringLiteral("250001"), "Too much");
        row("stk_push.Amount", QString(40, u'9'), "Too much");
        row("stk_push.Amount", QStringLiteral("1e3"), "in whole shillings");
        row("stk_push.Amount", QStringLiteral("ten"), "in whole shillings");
        row("stk_push.Amount", QStringLiteral("USD 5"), "in whole shillings");
        row("stk_push.Amount", QStringLiteral("0x10"), "in whole shillings");

        const char *phone = "Write it like 0712 345 678";
        for (const char *field : {"stk_push.PhoneNumber", "stk_push.PartyA"}) {
            row(field, QStringLiteral("071234567"), phone);
            row(field, QStringLiteral("07123456789"), phone);
            row(field, QStringLiteral("0812345678"), phone);
            row(field, QStringLiteral("+255712345678"), phone);
            row(field, QStringLiteral("phone"), phone);
            row(field, QStringLiteral("2547123456780"), phone);
        }
        row("account_balance.PartyA", QStringLiteral("1234"), "5 to 7 digits");

        row("stk_push.CallBackURL", QStringLiteral("shop.example/cb"), "begins with https://");
        row("stk_push.CallBackURL", QStringLiteral("/cb"), "begins with https://");
        row("stk_push.CallBackURL", QStringLiteral("ftp://shop.example"), "begins with https://");
        row("stk_push.CallBackURL", QStringLiteral("https://"), "begins with https://");
        row("stk_push.CallBackURL", QStringLiteral("https://shop.example/a b"), "contains a space");
        row("stk_push.CallBackURL", QStringLiteral("javascript:alert(1)"), "begins with https://");
        row("account_balance.ResultURL", QStringLiteral("x"), "begins with https://");
        row("account_balance.QueueTimeOutURL", QStringLiteral("x"), "begins with https://");

        row("stk_push.AccountReference", QStringLiteral("1234567890123"), "At most 12 characters; this has 13");
        row("stk_push.TransactionDesc", QStringLiteral("12345678901234"), "At most 13 characters; this has 14", "Remarks");
        row("account_balance.Remarks", QString(101, u'r'), "At most 100 characters; this has 101");
        row("account_balance.Initiator", QString(101, u'r'), "At most 100");
        for (const QChar c : QStringLiteral("@#&%<>\"")) {
            row("stk_push.AccountReference", QStringLiteral("INV") + c, "Use letters, digits, spaces");
            row("stk_push.TransactionDesc", QStringLiteral("fees") + c, "Use letters, digits, spaces", "Remarks");
            row("account_balance.Remarks", QStringLiteral("note") + c, "Use letters, digits, spaces");
        }
        row("stk_push.AccountReference", QStringLiteral("INV\u200B1"), "zero-width space");
        row("stk_push.AccountReference", QStringLiteral("INV\n1"), "line break");
        row("stk_push.AccountReference", QStringLiteral("INV") + QChar(0xD800), "half a character");
        row("account_balance.Initiator", QStringLiteral("test\tapi"), "tab");

        row("account_balance.SecurityCredential", QStringLiteral("Safaricom999!*!"), "plain password");
        row("account_balance.SecurityCredential", QString(344, u'A').replace(10, 1, u' '), "Spaces stand where +");
        row("account_balance.SecurityCredential", QString(340, u'A'), "344 base64 characters");
        row("account_balance.SecurityCredential", QString(688, u'A'), "344 base64 characters");
        row("account_balance.SecurityCredential", QString::fromLatin1(QByteArray(344, 'A').toBase64()), "encoded twice");

        row("stk_query.CheckoutRequestID", QStringLiteral("3b7d-4c1e-9f02-7a6c1d9e0b42118305"), "Copy the CheckoutRequestID");
        row("stk_query.CheckoutRequestID", QStringLiteral("41877-9023416-2"), "Copy the CheckoutRequestID");
        row("stk_query.CheckoutRequestID", QStringLiteral("ws CO 1"), "as Daraja wrote it");
        row("stk_query.CheckoutRequestID", QStringLiteral("ws_CO_<script>"), "as Daraja wrote it");
        row("stk_query.CheckoutRequestID", QString(101, u'1'), "At most 100");

        for (const char *field : {"bill_optin.officialContact", "bill_single.billedPhoneNumber", "bill_reconcile.phoneNumber"}) {
            row(field, QStringLiteral("071234567"), phone);
            row(field, QStringLiteral("+255712345678"), phone);
            row(field, QStringLiteral("shop"), phone);
        }
        for (const char16_t *email : {u"bills", u"bills@", u"@shop.example", u"bills@shop", u"a b@shop.example", u"a@b@shop.example",
                                      u"bills@shop..example", u"a@shop.example, b@shop.example"}) {
            row("bill_optin.email", QString::fromUtf16(email), "Enter an e-mail address");
        }
        for (const char16_t *receipt : {u"UCE4K7Q2Z", u"UCE4K7Q2ZB1", u"UCE4-7Q2ZB", u"UCE4K7Q2Z\u00C9", u"INV 00231"}) {
            row("reversal.TransactionID", QString::fromUtf16(receipt), "ten letters and digits");
            row("transaction_status.TransactionID", QString::fromUtf16(receipt), "ten letters and digits");
        }
        row("reversal.TransactionID", QStringLiteral("ws_CO_14032026101530417712345678"), "This is a CheckoutRequestID");
        row("reversal.TransactionID", QStringLiteral("AG_20260314_70104c9e2ab81d5f6037"), "This is a ConversationID");
        for (const char16_t *id : {u"pay roll", u"pay#1", u"<x>", u"\u00E9", u"a\"b"}) {
            row("b2c_payment.OriginatorConversationID", QString::fromUtf16(id), "letters, digits");
            row("b2b_express.RequestRefID", QString::fromUtf16(id), "letters, digits");
        }
        row("b2c_payment.OriginatorConversationID", QString(101, u'a'), "At most 100");
        for (const char16_t *date :
             {u"2026-02-30", u"20261301", u"31/04/2026", u"14 Foo 2026", u"tomorrow", u"0", u"2026-03-14 25:00", u"1/2/26"}) {
            row("standing_order.EndDate", QString::fromUtf16(date), "This is not a date");
            row("pull_query.StartDate", QString::fromUtf16(date), "This is not a date");
            row("bill_single.dueDate", QString::fromUtf16(date), "This is not a date");
        }
        row("bill_single.billedPeriod", QStringLiteral("Augustus 2026"), "Write it like August 2026");
        row("bill_single.billedPeriod", QStringLiteral("13/2026"), "This is not a date");
        for (const char16_t *number : {u"-1", u"0.5", u"ten", u"99999999999999999999"}) {
            row("pull_query.OffSetValue", QString::fromUtf16(number), "Enter a whole number, 0 or more");
        }
        row("qr_code.Size", QStringLiteral("0"), "1 or more");
        for (const char16_t *number : {u"0,2", u".2", u"2.", u"-0.2", u"1e1", u"0.2.1", u"\u0660.\u0662"}) {
            row("bonga_redeem.conversionRate", QString::fromUtf16(number), "with a point");
        }
        row("b2c_hakikisha.timestamp", QStringLiteral("20260314101530"), "10 digits");
        row("b2c_hakikisha.timestamp", QStringLiteral("now"), "10 digits");
        row("bill_single.app_key", QStringLiteral("AG_1 AG_2"), "no spaces");
        row("b2c_payment.Amount", QStringLiteral("9"), "from 10 to 250,000");
        row("b2b_paybill.Amount", QStringLiteral("0"), "1 or more");
        row("b2b_paybill.Amount", QStringLiteral("99999999999999999999"), "Too much");
        row("b2c_payment.Remarks", QStringLiteral("x"), "At least 2 characters");
        row("reversal.Remarks", QStringLiteral("x"), "At least 2 characters");
        row("c2b_simulate.BillRefNumber", QString(21, u'1'), "At most 20");
        row("b2c_payment.Occassion", QString(101, u'o'), "At most 100");
        row("c2b_register.ResponseType", QStringLiteral("Complete"), "Choose Completed, Cancelled");
        row("standing_order.Frequency", QStringLiteral("9"), "Choose 1, 2, 3, 4, 5, 6, 7, 8");
        row("qr_code.TrxCode", QStringLiteral("XX"), "Choose PB, BG, WA, SM, SB");

        row("bill_single.invoiceItems", QStringLiteral("Water; 100; 3"), "Line 1 has 3 values, at most 2");
        row("bill_single.invoiceItems", QStringLiteral("Water"), "Entry 1, Amount: Amount is missing");
        row("bill_single.invoiceItems", QStringLiteral("Rent; 700\nWater; 0.5"), "Entry 2, Amount: M-Pesa takes whole");
        row("bill_single.invoiceItems", QStringLiteral("[{\"itemName\":\"Water\",\"amount\":\"100\"}"), "not a JSON array");
        row("bill_single.invoiceItems", QStringLiteral("[1]"), "Entry 1 is not a JSON object");
        row("bill_single.invoiceItems", QStringLiteral("[{\"itemName\":\"Water\",\"amount\":1,\"vat\":1}]"), "vat is not known here");
        row("bill_bulk.invoices", QStringLiteral("[]"), "at least one line");
        row("bill_bulk.invoices",
            QStringLiteral("1;A;0712345678;Aug 2026;Rent;2026-09-15;A1;2000\n2;B;07;Aug 2026;Rent;2026-09-15;A1;2000"),
            "Entry 2, Phone number: This is not a Kenyan");
        row("bill_bulk.invoices", QStringLiteral("1;A;0712345678;Aug 2026;Rent;2026-09-15;A1"), "Entry 1, Amount: Amount is missing");

        row("stk_push.Amount", QString(), "Amount is missing");
        row("stk_push.Amount", QStringLiteral("  "), "Amount is missing");
        row("stk_push.PhoneNumber", QString(), "Phone number is missing");
        row("stk_query.CheckoutRequestID", QString(), "is missing");
        row("stk_push.AccountReference", QStringLiteral(" \u200B "), "is missing");
    }

    void namesEachBadValue()
    {
        QFETCH(const QString, field);
        QFETCH(const QString, typed);
        QFETCH(const QString, cure);
        QFETCH(const QString, daraja);
        const FieldProblem problem = checkField(fieldNamed(field), typed);
        QCOMPARE(problem.field, field.section(u'.', 1));
        QVERIFY2(problem.message.contains(cure), qPrintable(problem.message));
        QCOMPARE(problem.daraja, daraja);
    }

    void takesWhatPeopleType_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("sent");
        const auto row = [](const char *field, const QString &typed, const QString &sent) {
            QTest::addRow("%s %s", field, typed.left(40).toUtf8().toPercentEncoding(" ").constData())
                << QString::fromLatin1(field) << typed << sent;
        };
        const QString phone = QStringLiteral("254712345678");
        for (const char16_t *typed : {u"0712345678", u"0712 345 678", u"+254 712-345-678", u"00254712345678", u"712345678",
                                      u"2540712345678", u"(0712) 345.678", u"254712345678", u" 0712345678\n", u"0712\u00A0345\u00A0678"}) {
            row("stk_push.PhoneNumber", QString::fromUtf16(typed), phone);
            row("stk_push.PartyA", QString::fromUtf16(typed), phone);
            row("account_balance.PartyA", QString::fromUtf16(typed), phone);
        }
        row("stk_push.PhoneNumber", QStringLiteral("0112345678"), QStringLiteral("254112345678"));
        for (const char16_t *typed :
             {u"1250", u"1,250", u"1 250", u"1,250.00", u"KES 1,250.00", u"Ksh 1250", u"01250", u" 1250\r\n", u"1\u00A0250"}) {
            row("stk_push.Amount", QString::fromUtf16(typed), QStringLiteral("1250"));
        }
        row("stk_push.Amount", QStringLiteral("250,000"), QStringLiteral("250000"));
        row("stk_push.Amount", QStringLiteral("1"), QStringLiteral("1"));
        row("stk_push.BusinessShortCode", QStringLiteral(" 174379\n"), QStringLiteral("174379"));
        row("stk_push.BusinessShortCode", QStringLiteral("174\u200B379"), QStringLiteral("174379"));
        row("account_balance.PartyA", QStringLiteral("5123456"), QStringLiteral("5123456"));
        row("stk_push.TransactionType", QStringLiteral("customerpaybillonline"), QStringLiteral("CustomerPayBillOnline"));
        row("stk_push.CallBackURL", QStringLiteral(" http://127.0.0.1:7061/cb\n"), QStringLiteral("http://127.0.0.1:7061/cb"));
        row("stk_push.CallBackURL", QStringLiteral("https://shop.example/cb?x=1&y=%20"),
            QStringLiteral("https://shop.example/cb?x=1&y=%20"));
        row("stk_push.AccountReference", QStringLiteral(" INV-00231 "), QStringLiteral("INV-00231"));
        for (const char16_t *typed : {u"0712345678", u"+254 712 345 678", u"254712345678", u"712345678"}) {
            row("bill_single.billedPhoneNumber", QString::fromUtf16(typed), QStringLiteral("0712345678"));
        }
        for (const char16_t *typed :
             {u"20260314", u"2026-03-14", u"14/3/2026", u"14.03.2026", u"14 Mar 2026", u"14 march 2026", u"Mar 14, 2026",
              u"  14  Mar  2026 ", u"2026-03-14 10:15", u"2026-03-14T10:15:30", u"20260314101530", u"14-03-2026"}) {
            row("standing_order.EndDate", QString::fromUtf16(typed), QStringLiteral("20260314"));
        }
        row("pull_query.StartDate", QStringLiteral("2026-03-14"), QStringLiteral("2026-03-14 00:00:00"));
        row("pull_query.StartDate", QStringLiteral("14 Mar 2026 8:05"), QStringLiteral("2026-03-14 08:05:00"));
        row("pull_query.StartDate", QStringLiteral("20260314080509"), QStringLiteral("2026-03-14 08:05:09"));
        for (const char16_t *typed : {u"August 2026", u"aug 2026", u"2026-08", u"08/2026", u"2026-08-31"}) {
            row("bill_single.billedPeriod", QString::fromUtf16(typed), QStringLiteral("August 2026"));
        }
        row("bill_single.dueDate", QStringLiteral("2026-09-15 00:00:00.00"), QStringLiteral("2026-09-15 00:00:00.00"));
        row("bill_single.dueDate", QStringLiteral("2026-09-15 12:30:00"), QStringLiteral("2026-09-15 12:30:00"));
        row("bill_single.dueDate", QStringLiteral("15 Sep 2026"), QStringLiteral("2026-09-15"));
        row("bill_single.externalReference", QStringLiteral("#9932340"), QStringLiteral("#9932340"));
        row("bill_single.billedFullName", QStringLiteral("Wanjiku & Sons <Ltd>"), QStringLiteral("Wanjiku & Sons <Ltd>"));
        row("reversal.TransactionID", QStringLiteral(" uce4k7q2zb\n"), QStringLiteral("UCE4K7Q2ZB"));
        row("transaction_status.OriginalConversationID", QStringLiteral("41877-9023416-2"), QStringLiteral("41877-9023416-2"));
        row("pull_query.OffSetValue", QStringLiteral(" 1,000 "), QStringLiteral("1000"));
        row("qr_code.CPI", QStringLiteral("0712 345 678"), phone);
        row("qr_code.TrxCode", QStringLiteral("bg"), QStringLiteral("BG"));
        row("c2b_register.ResponseType", QStringLiteral("completed"), QStringLiteral("Completed"));
        row("bonga_redeem.conversionRate", QStringLiteral("0.20"), QStringLiteral("0.20"));
        const QString items = QStringLiteral("[{\"itemName\":\"Rent\",\"amount\":\"1700\"},{\"itemName\":\"Water\",\"amount\":\"100\"}]");
        row("bill_single.invoiceItems", QStringLiteral("Rent; 1,700\n\nWater ; 100\n"), items);
        row("bill_single.invoiceItems", QStringLiteral("Rent\t1,700\r\nWater\t100"), items);
        row("bill_single.invoiceItems", QStringLiteral("Rent,1700\nWater,100"), items);
        row("bill_single.invoiceItems",
            QStringLiteral("[ {\"amount\": 1700, \"itemName\": \"Rent\"}, {\"ITEMNAME\":\"Water\",\"amount\":\"100\"} ]"), items);
        row("bill_single.invoiceItems", QStringLiteral("Say \"hi\" \\; 5"),
            QStringLiteral("[{\"itemName\":\"Say \\\"hi\\\" \\\\\",\"amount\":\"5\"}]"));
        row("bill_cancel_bulk.invoices", QStringLiteral("113\n114"),
            QStringLiteral("[{\"externalReference\":\"113\"},{\"externalReference\":\"114\"}]"));
        row("stk_push.AccountReference", QStringLiteral("it's \\ $x"), QStringLiteral("it's \\ $x"));
        row("stk_push.TransactionDesc", QStringLiteral("\u00C9cole n\u00BA 1."), QStringLiteral("\u00C9cole n\u00BA 1."));
        row("stk_push.Timestamp", QStringLiteral("20240229235959 "), QStringLiteral("20240229235959"));
        row("stk_query.CheckoutRequestID", QStringLiteral("ws_CO_DMZ_88120347_05062019081233120"),
            QStringLiteral("ws_CO_DMZ_88120347_05062019081233120"));
        const QString credential = QString(342, u'A') + QStringLiteral("==");
        row("account_balance.SecurityCredential", QString(credential).insert(76, QStringLiteral("\r\n")).insert(64, u'\n'), credential);
    }

    void takesWhatPeopleType()
    {
        QFETCH(const QString, field);
        QFETCH(const QString, typed);
        QFETCH(const QString, sent);
        QCOMPARE(checkField(fieldNamed(field), typed).message, QString());
        QCOMPARE(normalizeField(fieldNamed(field), typed), sent);
    }

    void leavesAsItIsWhatCannotBeRead_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("typed");
        QTest::newRow("phone") << QStringLiteral("stk_push.PhoneNumber") << QStringLiteral("12345");
        QTest::newRow("amount") << QStringLiteral("stk_push.Amount") << QStringLiteral("12,50");
        QTest::newRow("choice") << QStringLiteral("stk_push.TransactionType") << QStringLiteral("Paybill");
        QTest::newRow("party") << QStringLiteral("account_balance.PartyA") << QStringLiteral("12");
    }

    void leavesAsItIsWhatCannotBeRead()
    {
        QFETCH(const QString, field);
        QFETCH(const QString, typed);
        QCOMPARE(normalizeField(fieldNamed(field), typed), typed);
    }

    void nothingTypedIsFilledLater_data()
    {
        QTest::addColumn<QString>("field");
        for (const char *field :
             {"stk_push.BusinessShortCode", "stk_push.Password", "stk_push.Timestamp", "stk_push.PartyA", "stk_push.CallBackURL",
              "stk_push.AccountReference", "stk_push.TransactionDesc", "account_balance.SecurityCredential"}) {
            QTest::newRow(field) << QString::fromLatin1(field);
        }
    }

    void nothingTypedIsFilledLater()
    {
        QFETCH(const QString, field);
        QCOMPARE(checkField(fieldNamed(field), {}).message, QString());
    }
};

QTEST_GUILESS_MAIN(TestCheckField)
#include "tst_checkfield.moc"
