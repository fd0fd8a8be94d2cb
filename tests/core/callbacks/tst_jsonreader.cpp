// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/callbacks/jsonreader.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace daraja;

class TestJsonReader final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void literals_data();
    void literals();
    void members();
    void place();
    void problems_data();
    void problems();
    void depth();
    void repeatedNames();
};

void TestJsonReader::literals_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<JsonNode::Type>("type");
    QTest::addColumn<QString>("text");

    using Type = JsonNode::Type;
    for (const char *number : {"0", "-0", "7", "254712345678", "20260314101552", "9007199254740993", "18446744073709551616", "1250.00",
                               "-312.50", "1e3", "1.5E-10"}) {
        QTest::addRow("number %s", number) << QByteArray(number) << Type::Number << QString::fromLatin1(number);
    }
    QTest::newRow("true") << QByteArray("true") << Type::Bool << QStringLiteral("true");
    QTest::newRow("false") << QByteArray(" false ") << Type::Bool << QStringLiteral("false");
    QTest::newRow("null") << QByteArray("null") << Type::Null << QStringLiteral("null");
    QTest::newRow("string") << QByteArray("\"a b\"") << Type::String << QStringLiteral("a b");
    QTest::newRow("empty string") << QByteArray("\"\"") << Type::String << QString();
    QTest::newRow("escapes") << QByteArray(R"("\"\\\/\b\f\n\r\t\u0041\u00e9")") << Type::String << QStringLiteral("\"\\/\b\f\n\r\tA\u00e9");
    QTest::newRow("surrogate pair") << QByteArray(R"("\ud83d\uDE00")") << Type::String << QString::fromUtf8("\xF0\x9F\x98\x80");
    QTest::newRow("UTF-8") << QByteArray("\"Wanjik\xC5\xA9\"") << Type::String << QStringLiteral("Wanjik\u0169");
    QTest::newRow("not UTF-8") << QByteArray("\"a\xFF\"") << Type::String << QStringLiteral("a\uFFFD");
    QTest::newRow("line break inside") << QByteArray("\"a\nb\"") << Type::String << QStringLiteral("a\nb");
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF\"a\"") << Type::String << QStringLiteral("a");
}

void TestJsonReader::literals()
{
    QFETCH(QByteArray, json);
    QFETCH(JsonNode::Type, type);
    QFETCH(QString, text);
    const JsonReading reading = readJson(json);
    QCOMPARE(reading.problem, QString());
    QCOMPARE(reading.root.type, type);
    QCOMPARE(reading.root.text, text);
}

void TestJsonReader::members()
{
    const JsonReading reading = readJson(R"({"b":1,"a":[2,{"c":3}],"A":4,"a":5,"":6,"OnlyUpper":7,"onlyupper ":8})");
    QCOMPARE(reading.problem, QString());
    QCOMPARE(reading.root.names.size(), 7);
    QCOMPARE(reading.root.names.constFirst(), QStringLiteral("b")); // in order
    QCOMPARE(reading.root.member(u"a").text, QStringLiteral("5"));  // the last of several
    QCOMPARE(reading.root.member(u"A").text, QStringLiteral("4"));  // an exact match first
    QCOMPARE(reading.root.member(u"onlyUPPER").text, QStringLiteral("7"));
    QCOMPARE(reading.root.member(u"").text, QStringLiteral("6"));
    QCOMPARE(reading.root.member(u"none").type, JsonNode::Type::Nothing);
    QCOMPARE(reading.root.member(u"none").member(u"deeper").type, JsonNode::Type::Nothing);
    QCOMPARE(reading.root.items.at(1).items.at(1).member(u"c").text, QStringLiteral("3"));
}

void TestJsonReader::place()
{
    const QByteArray json(R"( {"a": [1, {"b": "x"}] , "c":"\u0041"})");
    const JsonReading reading = readJson(json);
    const auto slice = [&json](const JsonNode &node) { return json.sliced(node.begin, node.end - node.begin); };
    QCOMPARE(slice(reading.root), json.trimmed());
    QCOMPARE(slice(reading.root.member(u"a")), QByteArray(R"([1, {"b": "x"}])"));
    QCOMPARE(slice(reading.root.member(u"c")), QByteArray(R"("\u0041")"));
}

void TestJsonReader::problems_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("says");

    QTest::newRow("empty") << QByteArray() << QStringLiteral("empty");
    QTest::newRow("blank") << QByteArray(" \r\n\t") << QStringLiteral("empty");
    QTest::newRow("mark alone") << QByteArray("\xEF\xBB\xBF") << QStringLiteral("empty");
    for (const char *cut :
         {"{", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "[", "[1", "[1,", "\"a", "\"a\\", "\"\\u00", "tru", "-", "1.", "1e"}) {
        QTest::addRow("cut %s", cut) << QByteArray(cut) << QStringLiteral("stops in the middle, after byte %1.").arg(qstrlen(cut));
    }
    const auto bad = [](const char *json, int at) {
        QTest::addRow("bad %s", json) << QByteArray(json) << QStringLiteral("from byte %1 on").arg(at);
    };
    bad("<html>", 0);
    bad("CheckoutRequestID=1", 0);
    bad("{a:1}", 1);
    bad("{'a':1}", 1);
    bad("{\"a\" 1}", 5);
    bad("{\"a\":1,}", 7);
    bad("{\"a\":1 \"b\":2}", 7);
    bad("{1:2}", 1);
    bad("[1,]", 3);
    bad("[1 2]", 3);
    bad("[1}", 2);
    bad("01", 1);
    bad("+1", 0);
    bad(".5", 0);
    bad("1.x", 2);
    bad("1ex", 2);
    bad("--1", 1);
    bad("NaN", 0);
    bad("nulls", 4);
    bad("trUe", 2);
    bad("{} {}", 3);
    bad("\"\\x\"", 2);
    bad("\"\\u00g0\"", 5);
    QTest::newRow("zero byte") << QByteArray("[\0]", 3) << QStringLiteral("from byte 1 on");
}

void TestJsonReader::problems()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, says);
    const JsonReading reading = readJson(json);
    QCOMPARE(reading.root.type, JsonNode::Type::Nothing);
    QVERIFY2(reading.problem.contains(says), qPrintable(reading.problem));
    QVERIFY(QJsonDocument::fromJson(json).isNull()); // Qt agrees that this is nothing
}

void TestJsonReader::depth()
{
    QCOMPARE(readJson(QByteArray(32, '[') + QByteArray(32, ']')).problem, QString());
    const QString tooDeep = readJson(QByteArray(33, '[') + QByteArray(33, ']')).problem;
    QVERIFY2(tooDeep.contains(QStringLiteral("more than 32 levels deep at byte 32")), qPrintable(tooDeep));
    QVERIFY(readJson(QByteArray(1'000'000, '[')).problem.contains(QStringLiteral("levels deep")));
    QVERIFY(readJson(QByteArray("{\"a\":").repeated(200'000)).problem.contains(QStringLiteral("levels deep")));
}

/// Lists repeat names, and names may look alike up to an escape.
void TestJsonReader::repeatedNames()
{
    const QByteArray item = R"({"a":1,"a\"":2,"a\\":3,"\u0061b":4,"ab":5,"":6})";
    const JsonReading reading = readJson('[' + (item + ',').repeated(50) + item + ']');
    QCOMPARE(reading.problem, QString());
    QCOMPARE(reading.root.items.size(), 51);
    const QList<QString> names{QStringLiteral("a"),  QStringLiteral("a\""), QStringLiteral("a\\"),
                               QStringLiteral("ab"), QStringLiteral("ab"),  QString()};
    for (const JsonNode &node : reading.root.items) {
        QCOMPARE(node.names, names);
        QCOMPARE(node.member(u"a\"").text, QStringLiteral("2"));
        QCOMPARE(node.member(u"ab").text, QStringLiteral("5"));
    }
}

QTEST_GUILESS_MAIN(TestJsonReader)
#include "tst_jsonreader.moc"
