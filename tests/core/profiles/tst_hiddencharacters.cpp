// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/profiles/hiddencharacters.h"

#include <QTest>

using namespace daraja;

class TestHiddenCharacters final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void finds_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("clean");
        QTest::addColumn<QString>("trimmed");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, const QString &text, const QString &clean, const QString &trimmed, const QString &words) {
            QTest::newRow(name) << text << clean << trimmed << words;
        };
        const QString abc = QStringLiteral("abc");
        row("nothing", abc, abc, abc, {});
        row("empty", {}, {}, {}, {});
        row("inner spaces stay", QStringLiteral("a b  c"), QStringLiteral("a b  c"), QStringLiteral("a b  c"), {});
        row("letters beyond ASCII", QStringLiteral("M\u00FCller \U0001F600"), QStringLiteral("M\u00FCller \U0001F600"),
            QStringLiteral("M\u00FCller \U0001F600"), {});
        row("line break", QStringLiteral("abc\n"), abc, abc, QStringLiteral("1 invisible character at the end (line break)"));
        row("Windows line break", QStringLiteral("abc\r\n"), abc, abc, QStringLiteral("1 invisible character at the end (line break)"));
        row("line break and space", QStringLiteral("abc\n "), abc, abc,
            QStringLiteral("2 invisible characters at the end (line break, space at the end)"));
        row("space in front", QStringLiteral(" abc"), abc, abc,
            QStringLiteral("1 invisible character at the beginning (space at the beginning)"));
        row("byte order mark", QStringLiteral("\uFEFFabc"), abc, abc,
            QStringLiteral("1 invisible character at the beginning (byte order mark)"));
        row("both ends", QStringLiteral("\tabc\t"), abc, abc, QStringLiteral("2 invisible characters (tab)"));
        row("zero-width inside", QStringLiteral("a\u200Bbc"), abc, QStringLiteral("a\u200Bbc"),
            QStringLiteral("1 invisible character (zero-width space)"));
        row("non-breaking inside", QStringLiteral("ab\u00A0c"), abc, QStringLiteral("ab\u00A0c"),
            QStringLiteral("1 invisible character (non-breaking space)"));
        row("soft hyphen", QStringLiteral("ab\u00ADc"), abc, QStringLiteral("ab\u00ADc"),
            QStringLiteral("1 invisible character (soft hyphen)"));
        row("NUL", QStringLiteral("abc") + QChar(0), abc, abc, QStringLiteral("1 invisible character at the end (control character)"));
        row("right-to-left mark", QStringLiteral("abc\u200F"), abc, abc,
            QStringLiteral("1 invisible character at the end (formatting character)"));
        row("Hangul filler", QStringLiteral("abc\u3164"), abc, abc, QStringLiteral("1 invisible character at the end (blank character)"));
        row("tag beyond the first plane", QStringLiteral("abc \U000E0041"), abc, abc,
            QStringLiteral("2 invisible characters at the end (space at the end, formatting character)"));
        row("only hidden", QStringLiteral(" \n\u200B"), {}, {},
            QStringLiteral("3 invisible characters (space at the beginning, line break, zero-width space)"));
    }

    void finds()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, clean);
        QFETCH(const QString, trimmed);
        QFETCH(const QString, words);
        QCOMPARE(withoutHiddenCharacters(text), clean);
        QCOMPARE(withoutHiddenEnds(text), trimmed);
        QCOMPARE(describeHiddenCharacters(text), words);
        QCOMPARE(findHiddenCharacters(text).isEmpty(), words.isEmpty());
        QVERIFY(findHiddenCharacters(withoutHiddenCharacters(text)).isEmpty());
    }

    void tellsPlaceAndKind()
    {
        const QList<HiddenCharacter> found = findHiddenCharacters(QStringLiteral("\U0001F600a\u200B\U000E0041b\n"));
        QCOMPARE(found.size(), 3);
        QCOMPARE(found[0].position, 3);
        QCOMPARE(found[0].codePoint, char32_t(0x200B));
        QCOMPARE(found[0].name, QStringLiteral("zero-width space"));
        QCOMPARE(found[1].position, 4);
        QCOMPARE(found[1].codePoint, char32_t(0xE0041));
        QCOMPARE(found[2].position, 7);
    }

    void neverQuotesTheValue()
    {
        QVERIFY(!describeHiddenCharacters(QStringLiteral("topsecretkey\u200B")).contains(QStringLiteral("topsecret")));
    }
};

QTEST_GUILESS_MAIN(TestHiddenCharacters)
#include "tst_hiddencharacters.moc"
