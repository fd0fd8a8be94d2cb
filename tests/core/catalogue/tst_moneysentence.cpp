// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/catalogue/operationspec.h"

#include "tests/support/requestcontexts.h"

#include <QTest>

using namespace daraja;

class TestMoneySentence final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void saysWhatMovesWhere_data()
    {
        QTest::addColumn<QString>("operation");
        QTest::addColumn<Values>("values");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char *operation, std::initializer_list<std::pair<const char *, const char *>> list,
                            const char *sentence) {
            Values values;
            for (const auto &[name, value] : list) {
                values.insert(QString::fromLatin1(name), QString::fromUtf8(value));
            }
            QTest::addRow("%s %d", operation, int(list.size())) << QString::fromLatin1(operation) << values << QString::fromUtf8(sentence);
        };
        row("b2c_payment", {{"Amount", "500"}, {"PartyA", "600984"}, {"PartyB", "254712345678"}},
            "KES 500 moves from your Utility account (600984) to 254712345678.");
        row("b2c_payment", {}, "… moves from your Utility account (…) to ….");
        row("b2c_pochi", {{"Amount", "10"}, {"PartyA", "600984"}, {"PartyB", "254712345678"}},
            "KES 10 moves from your Utility account (600984) to the Pochi La Biashara of 254712345678.");
        row("b2b_paybill", {{"Amount", "1250000"}, {"PartyA", "600984"}, {"PartyB", "600000"}, {"AccountReference", "353353"}},
            "KES 1,250,000 moves from your Working account (600984) to paybill 600000, account 353353.");
        row("b2b_buygoods", {{"Amount", "640"}, {"PartyA", "600984"}, {"PartyB", "5123456"}},
            "KES 640 moves from your Working account (600984) to till 5123456.");
        row("b2b_pay_to_bulk", {{"Amount", "640"}, {"PartyA", "600984"}, {"PartyB", "600979"}},
            "KES 640 moves from your Working account (600984) to the B2C account of 600979.");
        row("b2b_transfer",
            {{"Amount", "5"}, {"PartyA", "600984"}, {"PartyB", "600984"}, {"CommandID", "BusinessTransferFromMMFToUtility"}},
            "KES 5 moves from 600984 to 600984: from Working to Utility.");
        row("tax_remittance", {{"Amount", "239"}, {"PartyA", "600984"}, {"PartyB", "572572"}, {"AccountReference", "PRN1234XN"}},
            "KES 239 of tax moves from your Working account (600984) to the Kenya Revenue Authority (PRN1234XN).");
        row("reversal", {{"Amount", "1250"}, {"TransactionID", "UCE9T3W1HD"}, {"ReceiverParty", "600984"}},
            "KES 1,250 of payment UCE9T3W1HD moves from 600984 back to the customer.");
        row("c2b_simulate", {{"Amount", "10"}, {"Msisdn", "254708374149"}, {"ShortCode", "600984"}},
            "KES 10 of test money moves from 254708374149 to 600984.");
        row("bonga_redeem", {{"amount", "8"}, {"bongaPoints", "40"}, {"msisdn", "254712345678"}, {"shortCode", "600984"}},
            "40 Bonga points of 254712345678 are taken and KES 8 moves to 600984.");
        row("stk_push", {{"Amount", "1250"}, {"PhoneNumber", "254712345678"}, {"PartyB", "174379"}},
            "254712345678 is asked to pay KES 1,250 to 174379.");
        row("b2b_express", {{"amount", "85"}, {"primaryShortCode", "600981"}, {"receiverShortCode", "600984"}},
            "The merchant of till 600981 is asked to pay KES 85 to 600984.");
        row("standing_order",
            {{"Amount", "4500"},
             {"PartyA", "254712345678"},
             {"BusinessShortCode", "174379"},
             {"Frequency", "4"},
             {"StartDate", "20260314"},
             {"EndDate", "20261231"}},
            "254712345678 is asked to agree to pay KES 4,500 every month to 174379, 14 Mar 2026 to 31 Dec 2026.");
        row("account_balance", {{"PartyA", "600984"}}, "");
        // A value is not read as a placeholder.
        row("b2b_paybill",
            {{"Amount", "1"}, {"PartyA", "600984"}, {"PartyB", "600000"}, {"AccountReference", "{Amount}"}, {"Remarks", "x"}},
            "KES 1 moves from your Working account (600984) to paybill 600000, account {Amount}.");
        row("b2b_buygoods", {{"Amount", "ten"}}, "ten moves from your Working account (…) to till ….");
    }

    void saysWhatMovesWhere()
    {
        QFETCH(const QString, operation);
        QFETCH(const Values, values);
        QFETCH(const QString, sentence);
        QCOMPARE(moneySentence(operationNamed(operation), values), sentence);
    }

    void saysWhatWasDone()
    {
        QCOMPARE(
            doneSentence(operationNamed(QStringLiteral("bill_reconcile")), {{QStringLiteral("paidAmount"), QStringLiteral("800")},
                                                                            {QStringLiteral("phoneNumber"), QStringLiteral("0712345678")}}),
            QStringLiteral("The payment of KES 800 is booked; 0712345678 gets a receipt by SMS."));
        QCOMPARE(doneSentence(operationNamed(QStringLiteral("bill_cancel_bulk")), {}), QStringLiteral("The invoices are cancelled."));
        QCOMPARE(doneSentence(operationNamed(QStringLiteral("b2c_payment")), {}), QString()); // its result says it
    }

    void onlyMoneyHasASentence()
    {
        // The money rules, by hand.
        const QString asks = QStringLiteral("stk_push b2b_express standing_order");
        const QString moves = QStringLiteral("b2c_payment b2c_payment_v1 b2c_pochi b2b_paybill b2b_buygoods b2b_pay_to_bulk b2b_transfer "
                                             "tax_remittance reversal c2b_simulate c2b_simulate_v1 bonga_redeem");
        const QString changes =
            QStringLiteral("c2b_register c2b_register_v1 pull_register bill_optin bill_update_optin bill_single bill_bulk "
                           "bill_cancel bill_cancel_bulk bill_change bill_change_bulk bill_reconcile");
        for (const OperationSpec *operation : operations()) {
            const QString id = QString::fromLatin1(operation->id);
            const Effect expected = asks.split(u' ').contains(id)      ? Effect::AsksForMoney
                                    : moves.split(u' ').contains(id)   ? Effect::MovesMoney
                                    : changes.split(u' ').contains(id) ? Effect::Changes
                                                                       : Effect::Reads;
            QVERIFY2(operation->effect == expected, operation->id);
            QCOMPARE(operation->isAboutMoney(), expected >= Effect::AsksForMoney);
            QCOMPARE(operation->readsOnly(), expected == Effect::Reads);
            const QString sentence = moneySentence(*operation, sampleValues(*operation));
            QCOMPARE(sentence.isEmpty(), !operation->isAboutMoney());
            QVERIFY2(!sentence.contains(u'{') && !sentence.contains(u'…'), qPrintable(sentence));
        }
    }
};

QTEST_GUILESS_MAIN(TestMoneySentence)
#include "tst_moneysentence.moc"
