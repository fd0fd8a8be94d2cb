// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/profiles/profilestore.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace daraja;

namespace {

Profile shop(const QString &name)
{
    Profile profile;
    profile.name = name;
    profile.environment = Environment::Sandbox;
    profile.consumerKey = QStringLiteral("key of ") + name;
    return profile;
}

QStringList namesIn(const ProfileStore &store)
{
    QStringList names;
    for (const Profile &profile : store.profiles()) {
        names.append(profile.name);
    }
    return names;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

/// A second program on the same file: this one again, which saves profiles of these names.
class OtherProgram
{
public:
    OtherProgram(const QString &file, const QStringList &names)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedChannels);
        m_process.start(QCoreApplication::applicationFilePath(), QStringList{QStringLiteral("--save"), file} + names);
    }

    /// The event loop runs meanwhile; false when it failed.
    bool finished()
    {
        return QTest::qWaitFor([this] { return m_process.state() == QProcess::NotRunning; }, 30'000) &&
               m_process.exitStatus() == QProcess::NormalExit && m_process.exitCode() == 0;
    }

private:
    QProcess m_process;
};

} // namespace

class TestProfileStore final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_folder = std::make_unique<QTemporaryDir>();
        m_file = m_folder->filePath(QStringLiteral("settings/profiles.ini"));
    }

    void startsWithTheSimulator()
    {
        const ProfileStore store(m_file);
        QCOMPARE(store.profiles(), QList<Profile>{ProfileStore::demoProfile()});
        QCOMPARE(store.currentId(), QStringLiteral("demo"));
        QVERIFY(store.problem().isEmpty());
        QVERIFY2(!QFile::exists(m_file), "looking writes nothing");

        const Profile demo = ProfileStore::demoProfile();
        QCOMPARE(demo.environment, Environment::Simulator);
        QCOMPARE(demo.shortCode, QStringLiteral("174379"));
        QCOMPARE(demo.phoneNumber, QStringLiteral("254708374149"));
        QCOMPARE(demo.initiatorName, QStringLiteral("testapi"));
        QVERIFY(problemsWith(demo).isEmpty());
    }

    void keepsEveryMember()
    {
        Profile profile;
        profile.name = QStringLiteral(" Duka; la = [Amina], \"M\u00FC\\n\" \U0001F600 \n@x");
        profile.environment = Environment::Custom;
        profile.customBaseUrl = QUrl(QStringLiteral("https://daraja.example/a%20b/?c=d%26e"));
        profile.consumerKey = QStringLiteral("key\u200B");
        profile.shortCode = QStringLiteral("00600984");
        profile.receiver = ReceiverKind::Till;
        profile.till = QStringLiteral("5123456");
        profile.initiatorName = QStringLiteral("@ByteArray(x)");
        profile.certificateFile = QStringLiteral("/home/a b/Sandbox, new.cer");
        profile.phoneNumber = QStringLiteral("+254 712 345 678");
        profile.callbackBaseUrl = QUrl(QStringLiteral("https://shop.example/cb"));
        profile.productionCap = 9'000'000'000'000LL;
        bool ok = false;
        {
            ProfileStore store(m_file);
            profile.id = store.save(profile, &ok);
            QVERIFY(ok);
            QVERIFY(!profile.id.isEmpty());
            QCOMPARE(store.profile(profile.id), profile);
        }
        const ProfileStore again(m_file);
        QCOMPARE(again.profile(profile.id), profile);
        QVERIFY(again.problem().isEmpty());
    }

    void capThatCannotBeReadIsTheUsualOne_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<qint64>("cap");
        QTest::newRow("a file of an earlier version") << QByteArray() << qint64(10'000);
        QTest::newRow("kept") << QByteArray("productionCap=2500\n") << qint64(2'500);
        QTest::newRow("words") << QByteArray("productionCap=unlimited\n") << qint64(10'000);
        QTest::newRow("zero") << QByteArray("productionCap=0\n") << qint64(10'000);
        QTest::newRow("negative") << QByteArray("productionCap=-1\n") << qint64(10'000);
        QTest::newRow("too large to read") << QByteArray("productionCap=99999999999999999999\n") << qint64(10'000);
    }

    void capThatCannotBeReadIsTheUsualOne()
    {
        QFETCH(const QByteArray, line);
        QFETCH(const qint64, cap);
        QVERIFY(QDir().mkpath(QFileInfo(m_file).absolutePath()));
        QFile file(m_file);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[General]\nformat=1\n[profile-shop]\norder=1\nid=shop\nname=Duka\nenvironment=production\n" + line);
        file.close();
        QCOMPARE(ProfileStore(m_file).profile(QStringLiteral("shop")).productionCap, cap);
    }

    void keepsTheOrderOfCreation()
    {
        const QStringList names{QStringLiteral("Zebra"), QStringLiteral("Amina"), QStringLiteral("Mwangi")};
        ProfileStore store(m_file);
        for (const QString &name : names) {
            store.save(shop(name));
        }
        Profile first = store.profiles().at(1);
        first.shortCode = QStringLiteral("600984");
        store.save(first);
        const QStringList expected = QStringList{ProfileStore::demoProfile().name} + names;
        QCOMPARE(namesIn(store), expected);
        QCOMPARE(namesIn(ProfileStore(m_file)), expected);
    }

    void findsByName()
    {
        ProfileStore store(m_file);
        const QString id = store.save(shop(QStringLiteral("Duka la Amina")));
        QCOMPARE(store.findByName(QStringLiteral("duka LA amina")).id, id);
        QVERIFY(store.findByName(QStringLiteral("duka")).id.isEmpty());
        QVERIFY(store.profile(QStringLiteral("nobody")).id.isEmpty());
    }

    void remembersTheCurrentOne()
    {
        QString id;
        {
            ProfileStore store(m_file);
            QSignalSpy changed(&store, &ProfileStore::currentChanged);
            id = store.save(shop(QStringLiteral("one")));
            QCOMPARE(store.currentId(), QStringLiteral("demo"));
            store.setCurrentId(id);
            store.setCurrentId(id);
            store.setCurrentId(QStringLiteral("nobody"));
            QCOMPARE(changed, QList<QVariantList>{QVariantList{id}});
        }
        ProfileStore again(m_file);
        QCOMPARE(again.currentId(), id);
        QSignalSpy changed(&again, &ProfileStore::currentChanged);
        again.remove(id);
        QCOMPARE(again.currentId(), QStringLiteral("demo"));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(ProfileStore(m_file).currentId(), QStringLiteral("demo"));
    }

    void removes()
    {
        ProfileStore store(m_file);
        const QString one = store.save(shop(QStringLiteral("one")));
        store.save(shop(QStringLiteral("two")));
        QSignalSpy changed(&store, &ProfileStore::profilesChanged);
        store.remove(one);
        QCOMPARE(changed.size(), 1);
        store.remove(one);
        store.remove(QStringLiteral("demo"));
        QCOMPARE(changed.size(), 1);
        const QStringList expected{ProfileStore::demoProfile().name, QStringLiteral("two")};
        QCOMPARE(namesIn(store), expected);
        QCOMPARE(namesIn(ProfileStore(m_file)), expected);
    }

    void saysWhenTheListIsDifferent()
    {
        ProfileStore store(m_file);
        QSignalSpy changed(&store, &ProfileStore::profilesChanged);
        const QString id = store.save(shop(QStringLiteral("one")));
        QCOMPARE(changed.size(), 1);
        store.save(store.profile(id));
        QCOMPARE(changed.size(), 1);
    }

    void simulatorProfileCanBeChangedButStaysOne()
    {
        ProfileStore store(m_file);
        Profile demo = ProfileStore::demoProfile();
        demo.phoneNumber = QStringLiteral("0712345678");
        demo.environment = Environment::Production;
        QCOMPARE(store.save(demo), QStringLiteral("demo"));
        const ProfileStore again(m_file);
        QCOMPARE(again.profiles().first().phoneNumber, QStringLiteral("0712345678"));
        QCOMPARE(again.profiles().first().environment, Environment::Simulator);
        QCOMPARE(again.profiles().size(), 1);

        writeFile(m_file, contentOf(m_file).replace("environment=simulator", "environment=production"));
        QCOMPARE(ProfileStore(m_file).profiles().first().environment, Environment::Simulator);
    }

    void oddIdsAreKept()
    {
        ProfileStore store(m_file);
        Profile profile = shop(QStringLiteral("odd"));
        profile.id = QStringLiteral("a/b\\c %1 \u00E9");
        QCOMPARE(store.save(profile), profile.id);
        QCOMPARE(ProfileStore(m_file).profile(profile.id), profile);
        store.remove(profile.id);
        QCOMPARE(ProfileStore(m_file).profiles().size(), 1);
    }

    void folderThatCannotBeWrittenLosesNothing()
    {
        // A file stands where the folder should be: that stops root too.
        writeFile(m_folder->filePath(QStringLiteral("settings")), "in the way");
        ProfileStore store(m_file);
        QSignalSpy changed(&store, &ProfileStore::profilesChanged);
        bool ok = true;
        const QString id = store.save(shop(QStringLiteral("one")), &ok);
        QVERIFY(!ok);
        QVERIFY2(store.problem().contains(QStringLiteral("cannot be written")), qPrintable(store.problem()));
        QVERIFY(store.problem().contains(QStringLiteral("profiles.ini")));
        QCOMPARE(store.profile(id).name, QStringLiteral("one"));
        QCOMPARE(changed.size(), 1);
        store.save(shop(QStringLiteral("two")));
        store.setCurrentId(id);
        QCOMPARE(store.currentId(), id);
        QCOMPARE(store.profiles().size(), 3);

        QVERIFY(QFile::remove(m_folder->filePath(QStringLiteral("settings"))));
        store.save(shop(QStringLiteral("three")), &ok);
        QVERIFY(ok);
        QVERIFY(store.problem().isEmpty());
        const ProfileStore again(m_file);
        QCOMPARE(again.profiles().size(), 4);
        QCOMPARE(again.currentId(), id);
    }

    void removalWithoutAFileLasts()
    {
        writeFile(m_folder->filePath(QStringLiteral("settings")), "in the way");
        ProfileStore store(m_file);
        const QString id = store.save(shop(QStringLiteral("one")));
        store.remove(id);
        QCOMPARE(store.profiles().size(), 1);
        store.save(shop(QStringLiteral("two")));
        QCOMPARE(store.profiles().size(), 2);
    }

    void damagedFilesAreLeftAsTheyAre_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("says");
        const QString damaged = QStringLiteral("is damaged");
        QTest::newRow("binary") << QByteArray("\x00\x01\xff\xfe junk", 9) << damaged;
        QTest::newRow("prose") << QByteArrayLiteral("this is not a settings file\n") << damaged;
        QTest::newRow("JSON") << QByteArrayLiteral("{\"profiles\": []}\n") << damaged;
        QTest::newRow("another program's") << QByteArrayLiteral("[General]\ncolour=red\n") << damaged;
        QTest::newRow("cut line") << QByteArrayLiteral("[General]\nformat=1\n[profile-x]\nid=x\nnam") << damaged;
        QTest::newRow("newer") << QByteArrayLiteral("[General]\nformat=2\n") << QStringLiteral("newer version");
    }

    void damagedFilesAreLeftAsTheyAre()
    {
        QFETCH(const QByteArray, content);
        QFETCH(const QString, says);
        const QString file = m_folder->filePath(QStringLiteral("profiles.ini"));
        writeFile(file, content);
        {
            ProfileStore store(file);
            QVERIFY2(store.problem().contains(says), qPrintable(store.problem()));
            QVERIFY(store.problem().contains(file));
            bool ok = true;
            const QString id = store.save(shop(QStringLiteral("one")), &ok);
            QVERIFY(!ok);
            store.setCurrentId(id);
            QCOMPARE(store.profile(id).name, QStringLiteral("one"));
            store.remove(store.save(shop(QStringLiteral("two"))));
            QCOMPARE(store.profile(id).name, QStringLiteral("one"));
        }
        QCOMPARE(contentOf(file), content);
    }

    void damagedMeanwhile()
    {
        ProfileStore store(m_file);
        const QString id = store.save(shop(QStringLiteral("one")));
        writeFile(m_file, "gone mad\n");
        bool ok = true;
        store.save(shop(QStringLiteral("two")), &ok);
        QVERIFY(!ok);
        QVERIFY(store.problem().contains(QStringLiteral("is damaged")));
        QCOMPARE(contentOf(m_file), QByteArrayLiteral("gone mad\n"));
        QCOMPARE(store.profile(id).name, QStringLiteral("one"));
        QCOMPARE(store.profiles().size(), 3);
    }

    void profilesOfADamagedFileAreThere()
    {
        {
            ProfileStore store(m_file);
            store.save(shop(QStringLiteral("one")));
        }
        writeFile(m_file, contentOf(m_file) + "cut off her");
        const ProfileStore again(m_file);
        QVERIFY(again.problem().contains(QStringLiteral("is damaged")));
        QVERIFY(namesIn(again).contains(QStringLiteral("one")));
    }

    void emptyFileIsAFreshStart()
    {
        const QString file = m_folder->filePath(QStringLiteral("profiles.ini"));
        writeFile(file, {});
        ProfileStore store(file);
        bool ok = false;
        store.save(shop(QStringLiteral("one")), &ok);
        QVERIFY(ok);
        QVERIFY(store.problem().isEmpty());
    }

    void holdsNoSecrets()
    {
        ProfileStore store(m_file);
        store.save(shop(QStringLiteral("one")));
        const QByteArray content = contentOf(m_file).toLower();
        QVERIFY(content.contains("consumerkey"));
        QVERIFY(!content.contains("secret"));
        QVERIFY(!content.contains("passkey"));
        QVERIFY(!content.contains("password"));
    }

    void twoStoresInOneProgram()
    {
        ProfileStore first(m_file);
        ProfileStore second(m_file);
        const QString one = first.save(shop(QStringLiteral("one")));
        const QString two = second.save(shop(QStringLiteral("two")));
        Profile changed = first.profile(one);
        changed.shortCode = QStringLiteral("600984");
        first.save(changed);
        second.save(shop(QStringLiteral("three")));
        const ProfileStore last(m_file);
        QCOMPARE(last.profiles().size(), 4);
        QCOMPARE(last.profile(one).shortCode, QStringLiteral("600984"));
        QCOMPARE(last.profile(two).name, QStringLiteral("two"));
    }

    void twoPrograms()
    {
        ProfileStore store(m_file);
        const QString mine = store.save(shop(QStringLiteral("mine")));
        OtherProgram other(m_file, {QStringLiteral("theirs")});
        QVERIFY(other.finished());
        Profile changed = store.profile(mine);
        changed.shortCode = QStringLiteral("600984");
        QSignalSpy profilesChanged(&store, &ProfileStore::profilesChanged);
        bool ok = false;
        store.save(changed, &ok);
        QVERIFY(ok);
        QCOMPARE(profilesChanged.size(), 1);
        const QStringList all{ProfileStore::demoProfile().name, QStringLiteral("mine"), QStringLiteral("theirs")};
        QCOMPARE(namesIn(store), all);
        QCOMPARE(namesIn(ProfileStore(m_file)), all);
        QCOMPARE(ProfileStore(m_file).profile(mine).shortCode, QStringLiteral("600984"));
    }

    void manyProgramsAtOnce()
    {
        constexpr int programs = 4;
        constexpr int each = 25;
        std::vector<std::unique_ptr<OtherProgram>> others;
        for (int i = 0; i < programs; ++i) {
            QStringList names;
            for (int j = 0; j < each; ++j) {
                names.append(QStringLiteral("%1-%2").arg(i).arg(j));
            }
            others.push_back(std::make_unique<OtherProgram>(m_file, names));
        }
        for (const auto &other : others) {
            QVERIFY(other->finished());
        }
        QStringList names = namesIn(ProfileStore(m_file));
        names.removeDuplicates();
        QCOMPARE(names.size(), programs * each + 1);
    }

    void currentProfileRemovedByAnotherProgram()
    {
        ProfileStore store(m_file);
        const QString id = store.save(shop(QStringLiteral("one")));
        store.setCurrentId(id);
        ProfileStore(m_file).remove(id);
        store.save(shop(QStringLiteral("two")));
        QCOMPARE(store.currentId(), QStringLiteral("demo"));
        QVERIFY(store.profile(id).id.isEmpty());
    }
};

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() > 3 && arguments.at(1) == u"--save") {
        ProfileStore store(arguments.at(2));
        bool allSaved = true;
        for (const QString &name : arguments.sliced(3)) {
            bool ok = false;
            store.save(shop(name), &ok);
            allSaved = allSaved && ok;
        }
        return allSaved ? 0 : 1;
    }
    TestProfileStore test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_profilestore.moc"
