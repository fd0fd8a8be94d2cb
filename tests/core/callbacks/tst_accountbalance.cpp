// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/callbacks/accountbalance.h"

#include <QRegularExpression>
#include <QTest>

using namespace daraja;

class TestAccountBalance final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void sample();
    void odd_data();
    void odd();
};

void TestAccountBalance::sample()
{
    // The sample of daraja-api 14.
    const QList<AccountBalance> accounts = parseAccountBalance(
        QStringLiteral("Working Account|KES|88214.00|88213.00|0.50|1.25&Float Account|KES|0.00|0.00|0.00|0.00&Utility "
                       "Account|KES|40211.00|40211.00|0.00|0.00&Charges Paid Account|KES|-312.50|-312.50|0.00|0.00&Organization Settlement "
                       "Account|KES|0.00|0.00|0.00|0.00"));
    QCOMPARE(accounts.size(), 5);
    QCOMPARE(accounts.at(0).name, QStringLiteral("Working Account"));
    QCOMPARE(accounts.at(0).currency, QStringLiteral("KES"));
    QCOMPARE(accounts.at(0).current, QStringLiteral("88214.00"));
    QCOMPARE(accounts.at(0).available, QStringLiteral("88213.00"));
    QCOMPARE(accounts.at(0).reserved, QStringLiteral("0.50"));
    QCOMPARE(accounts.at(0).uncleared, QStringLiteral("1.25"));
    QCOMPARE(accounts.at(3).name, QStringLiteral("Charges Paid Account"));
    QCOMPARE(accounts.at(3).current, QStringLiteral("-312.50"));
    QCOMPARE(accounts.at(4).name, QStringLiteral("Organization Settlement Account"));
}

void TestAccountBalance::odd_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("accounts"); // fields joined by /

    const auto row = [](const char *name, const char *text, const QStringList &accounts) {
        QTest::newRow(name) << QString::fromUtf8(text) << accounts;
    };
    row("empty", "", {});
    row("separators alone", "&&&", {});
    row("bars alone", "|||||&||", {});
    row("fewer fields", "Working Account|KES|5.00", {QStringLiteral("Working Account/KES/5.00///")});
    row("name alone", "Working Account", {QStringLiteral("Working Account/////")});
    row("more fields", "A|KES|1|2|3|4|5|6", {QStringLiteral("A/KES/1/2/3/4")});
    row("text behind the sixth alone", "||||||x&A", {QStringLiteral("A/////")});
    row("empty segment", "A|KES|1|1|0|0&&B|KES|2|2|0|0&", {QStringLiteral("A/KES/1/1/0/0"), QStringLiteral("B/KES/2/2/0/0")});
    row("stray number", "A|KES|1.00|1.00|0.00|0.00&0.008&B|KES|2|2|0|0",
        {QStringLiteral("A/KES/1.00/1.00/0.00/0.00"), QStringLiteral("B/KES/2/2/0/0")});
    row("stray digit", "A|KES|1.00|1.00|0.00|0.008&B|KES|2|2|0|0",
        {QStringLiteral("A/KES/1.00/1.00/0.00/0.008"), QStringLiteral("B/KES/2/2/0/0")});
    row("no name", "|KES|1|1|0|0", {QStringLiteral("/KES/1/1/0/0")});
    row("empty fields", "A||1||0|", {QStringLiteral("A//1//0/")});
    row("spaces", " A | KES | 1 |1|0|0 \r\n", {QStringLiteral("A/KES/1/1/0/0")});
    row("not a number", "A|KES|many|1|0|0", {QStringLiteral("A/KES/many/1/0/0")});
    row("other text", "no balance today", {QStringLiteral("no balance today/////")});
}

void TestAccountBalance::odd()
{
    QFETCH(QString, text);
    QFETCH(QStringList, accounts);
    QStringList found;
    const QList<AccountBalance> parsed = parseAccountBalance(text);
    for (const AccountBalance &account : parsed) {
        found.append(
            QStringList{account.name, account.currency, account.current, account.available, account.reserved, account.uncleared}.join(
                u'/'));
    }
    QCOMPARE(found, accounts);
}

QTEST_GUILESS_MAIN(TestAccountBalance)
#include "tst_accountbalance.moc"
