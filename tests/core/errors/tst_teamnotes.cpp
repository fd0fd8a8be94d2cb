// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/errors/errorguide.h"
#include "core/errors/teamnotes.h"
#include "tests/support/fakeclock.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace daraja;

namespace {

TeamNote noteOn(const QString &code, const QString &product, const QString &text)
{
    return {{}, code, product, text, {}};
}

TeamNote noteOnEntry(const QString &id, const QString &text)
{
    return {id, QStringLiteral("1032"), QStringLiteral("stk"), text, {}};
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool put(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

} // namespace

class TestTeamNotes final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    FakeClock m_clock;

    [[nodiscard]] QString path() const { return m_folder->filePath(QStringLiteral("notes.json")); }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }
    void cleanup() { ErrorGuide::instance().setNotes({}); }

    void keptAndCarried();
    void unknownCode();
    void mostSpecificWins();
    void emptyRemoves();
    void twoPrograms();
    void lockedByAnother();
    void filesThatAreNotTouched_data();
    void filesThatAreNotTouched();
    void repairedFileIsReadAgain();
    void readOnlyFolder();
    void strangeRecords();
    void secretsAreMasked();
    void caps();
};

void TestTeamNotes::keptAndCarried()
{
    TeamNotes notes(path(), m_clock);
    QVERIFY(notes.problem().isEmpty());
    QVERIFY(!QFile::exists(path())); // reading writes nothing
    const QSignalSpy changed(&notes, &TeamNotes::changed);
    QCOMPARE(notes.save(noteOnEntry(QStringLiteral("stk.1032"), QStringLiteral("  Ring them up. ☎\nTwice. "))), QString());
    QCOMPARE(changed.size(), 1);
    QCOMPARE(notes.notes().size(), 1);
    QCOMPARE(notes.notes().first().text, QStringLiteral("Ring them up. ☎\nTwice."));
    QCOMPARE(notes.notes().first().at, m_clock.now());

    const ErrorGuide &guide = ErrorGuide::instance();
    QCOMPARE(guide.explainResult(QStringLiteral("1032"), {}, QStringLiteral("stk_push")).note, QStringLiteral("Ring them up. ☎\nTwice."));
    QVERIFY(guide.explainResult(QStringLiteral("1037"), {}, QStringLiteral("stk_push")).note.isEmpty());
    QCOMPARE(guide.search(QStringLiteral("ring them")).size(), 1);

    const TeamNotes again(path(), m_clock);
    QCOMPARE(again.notes().size(), 1);
    QCOMPARE(again.notes().first().entryId, QStringLiteral("stk.1032"));
    QCOMPARE(again.notes().first().at, m_clock.now());
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files).size(), 1); // no lock, no half-written file left
}

void TestTeamNotes::unknownCode()
{
    TeamNotes notes(path(), m_clock);
    QCOMPARE(notes.save(noteOn(QStringLiteral("X31415"), {}, QStringLiteral("Asked support: ignore"))), QString());
    const Explanation explanation =
        ErrorGuide::instance().explainResult(QStringLiteral("x31415"), QStringLiteral("Odd"), QStringLiteral("stk_push"));
    QVERIFY(!explanation.known);
    QCOMPARE(explanation.note, QStringLiteral("Asked support: ignore"));
    QCOMPARE(explanation.said, QStringLiteral("x31415 Odd"));
}

void TestTeamNotes::mostSpecificWins()
{
    TeamNotes notes(path(), m_clock);
    QCOMPARE(notes.save(noteOn(QStringLiteral("2001"), {}, QStringLiteral("any"))), QString());
    QCOMPARE(notes.save(noteOn(QStringLiteral("2001"), QStringLiteral("b2c"), QStringLiteral("b2c alone"))), QString());
    QCOMPARE(notes.save({QStringLiteral("stk.2001"), QStringLiteral("2001"), QStringLiteral("stk"), QStringLiteral("pin"), {}}), QString());
    const ErrorGuide &guide = ErrorGuide::instance();
    const auto noteFor = [&guide](const char *operation) {
        return guide.explainResult(QStringLiteral("2001"), {}, QString::fromLatin1(operation)).note;
    };
    QCOMPARE(noteFor("stk_push"), QStringLiteral("pin"));
    QCOMPARE(noteFor("b2c_payment"), QStringLiteral("b2c alone"));
    QCOMPARE(noteFor("account_balance"), QStringLiteral("any"));
    QCOMPARE(notes.save(noteOn(QStringLiteral("2001"), QStringLiteral("b2c"), QStringLiteral("changed"))), QString());
    QCOMPARE(noteFor("b2c_payment"), QStringLiteral("changed"));
    QCOMPARE(notes.notes().size(), 3);
}

void TestTeamNotes::emptyRemoves()
{
    TeamNotes notes(path(), m_clock);
    QCOMPARE(notes.save(noteOn(QStringLiteral("77"), {}, QStringLiteral("x"))), QString());
    QCOMPARE(notes.save(noteOn(QStringLiteral("78"), {}, QStringLiteral("y"))), QString());
    QCOMPARE(notes.save(noteOn(QStringLiteral("77"), {}, QStringLiteral(" \n"))), QString());
    QCOMPARE(notes.notes().size(), 1);
    QCOMPARE(TeamNotes(path(), m_clock).notes().first().code, QStringLiteral("78"));
}

void TestTeamNotes::twoPrograms()
{
    TeamNotes first(path(), m_clock);
    TeamNotes second(path(), m_clock);
    QCOMPARE(first.save(noteOn(QStringLiteral("71"), {}, QStringLiteral("one"))), QString());
    QCOMPARE(second.save(noteOn(QStringLiteral("72"), {}, QStringLiteral("two"))), QString());
    QCOMPARE(first.save(noteOn(QStringLiteral("73"), {}, QStringLiteral("three"))), QString());
    QCOMPARE(first.notes().size(), 3);
    QCOMPARE(second.notes().size(), 2);
    second.reload();
    QCOMPARE(second.notes().size(), 3);
}

void TestTeamNotes::lockedByAnother()
{
    TeamNotes notes(path(), m_clock);
    QLockFile other(path() + QStringLiteral(".lock"));
    QVERIFY(other.tryLock());
    const QString problem = notes.save(noteOn(QStringLiteral("71"), {}, QStringLiteral("one")));
    QVERIFY2(problem.contains(QStringLiteral("Save again")), qPrintable(problem));
    QVERIFY(!QFile::exists(path()));
    other.unlock();
    QCOMPARE(notes.save(noteOn(QStringLiteral("71"), {}, QStringLiteral("one"))), QString());
}

void TestTeamNotes::filesThatAreNotTouched_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("not JSON") << QByteArray("these are my notes");
    QTest::newRow("cut off") << QByteArray("{\"format\":1,\"notes\":[{\"code\":\"1\",\"no");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("another file") << QByteArray("{\"name\":\"package\"}");
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("newer") << QByteArray("{\"format\":2,\"notes\":[]}");
    QTest::newRow("too large") << QByteArray("{\"format\":1,\"notes\":[]}") + QByteArray(int(TeamNotes::LargestFile), ' ');
}

void TestTeamNotes::filesThatAreNotTouched()
{
    QFETCH(QByteArray, content);
    QVERIFY(put(path(), content));
    TeamNotes notes(path(), m_clock);
    QVERIFY(notes.problem().contains(path()));
    QVERIFY(notes.notes().isEmpty());
    QCOMPARE(notes.save(noteOn(QStringLiteral("71"), {}, QStringLiteral("one"))), notes.problem());
    QVERIFY(contentOf(path()) == content);
}

void TestTeamNotes::repairedFileIsReadAgain()
{
    TeamNotes notes(path(), m_clock);
    QCOMPARE(notes.save(noteOn(QStringLiteral("71"), {}, QStringLiteral("one"))), QString());
    const QByteArray good = contentOf(path());
    QVERIFY(put(path(), "garbage"));
    notes.reload();
    QVERIFY(!notes.problem().isEmpty());
    QCOMPARE(notes.notes().size(), 1); // what was known before
    QVERIFY(put(path(), good));
    notes.reload();
    QVERIFY(notes.problem().isEmpty());
    QCOMPARE(notes.save(noteOn(QStringLiteral("72"), {}, QStringLiteral("two"))), QString());
    QCOMPARE(notes.notes().size(), 2);
}

void TestTeamNotes::readOnlyFolder()
{
    // A plain file where the folder should be: nobody, not even root, can write below it.
    QVERIFY(put(m_folder->filePath(QStringLiteral("file")), "x"));
    TeamNotes notes(m_folder->filePath(QStringLiteral("file/notes.json")), m_clock);
    QVERIFY(!notes.save(noteOn(QStringLiteral("71"), {}, QStringLiteral("one"))).isEmpty());
    QVERIFY(notes.notes().isEmpty());
}

void TestTeamNotes::strangeRecords()
{
    QVERIFY(put(path(), "{\"format\":1,\"notes\":[7,null,{},{\"code\":\"\",\"note\":\"x\"},{\"code\":\"71\",\"note\":\"\"},"
                        "{\"code\":\"72\",\"note\":\"kept\",\"at\":\"yesterday\",\"extra\":[1]},{\"code\":73,\"note\":\"x\"}]}"));
    const TeamNotes notes(path(), m_clock);
    QVERIFY(notes.problem().isEmpty());
    QCOMPARE(notes.notes().size(), 1);
    QCOMPARE(notes.notes().first().text, QStringLiteral("kept"));
}

void TestTeamNotes::secretsAreMasked()
{
    TeamNotes notes(path(), m_clock);
    Redactor redactor;
    redactor.addSecret("s3cr3tOfTheShop");
    QCOMPARE(notes.save(noteOn(QStringLiteral("71"), {}, QStringLiteral("We typed s3cr3tOfTheShop. passkey=bfb279f9aa9b works")), redactor),
             QString());
    const QByteArray content = contentOf(path());
    QVERIFY(content.contains("We typed"));
    QVERIFY(!content.contains("s3cr3tOfTheShop"));
    QVERIFY(!content.contains("bfb279f9aa9b"));
}

void TestTeamNotes::caps()
{
    TeamNotes notes(path(), m_clock);
    const QString longest(TeamNotes::LongestNote, u'n');
    QCOMPARE(notes.save(noteOn(QStringLiteral("71"), {}, longest)), QString());
    QVERIFY(!notes.save(noteOn(QStringLiteral("72"), {}, longest + u'n')).isEmpty());
    QCOMPARE(notes.notes().size(), 1);

    QJsonArray many;
    for (int i = 0; i < TeamNotes::MostNotes; ++i) {
        many.append(QJsonObject{{QStringLiteral("code"), QString::number(i)}, {QStringLiteral("note"), QStringLiteral("n")}});
    }
    QVERIFY(put(path(), QJsonDocument(QJsonObject{{QStringLiteral("format"), 1}, {QStringLiteral("notes"), many}}).toJson()));
    QVERIFY(!notes.save(noteOn(QStringLiteral("one more"), {}, QStringLiteral("n"))).isEmpty());
    QCOMPARE(notes.save(noteOn(QStringLiteral("17"), {}, QStringLiteral("changed"))), QString());
    QCOMPARE(notes.notes().size(), TeamNotes::MostNotes);
}

QTEST_GUILESS_MAIN(TestTeamNotes)
#include "tst_teamnotes.moc"
