// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/doctor/benchtable.h"

#include <QRegularExpression>
#include <QTest>

using namespace daraja;
using Answers = ReportedAnswers;

namespace {

using Spoil = void (*)(SetUp &setUp);

/// Answers that are reported in several forms (daraja-api 27): nothing is wrong with the set-up, and under none of them may a fault be
/// called. `Certain`: it must be called healthy, too.
enum class Under { Certain, Uncertain };

struct Variation
{
    const char *id;
    SetUp (*base)();
    Spoil make;
    Under under;
};

const Variation variations[] = {
    {"right pair, 400.008.01 to wrong ones", livePaybill, [](SetUp &s) { s.daraja.answers.unknownPair = Answers::UnknownPair::Code; },
     Under::Certain},
    {"every token cancels the one before", livePaybill, [](SetUp &s) { s.daraja.newTokenCancelsOld = true; }, Under::Certain},
    {"push unknown: 400.002.03", livePaybill, [](SetUp &s) { s.daraja.answers.unknownPush = Answers::UnknownPush::InvalidId; },
     Under::Certain},
    {"push unknown: no such transaction", livePaybill, [](SetUp &s) { s.daraja.answers.unknownPush = Answers::UnknownPush::NoSuchPush; },
     Under::Certain},
    {"push unknown: being processed", livePaybill, [](SetUp &s) { s.daraja.answers.unknownPush = Answers::UnknownPush::InProcess; },
     Under::Uncertain},
    {"push unknown: 4999", livePaybill, [](SetUp &s) { s.daraja.answers.unknownPush = Answers::UnknownPush::StillPending; },
     Under::Uncertain},
    {"wrong password: MerchantValidate", livePaybill,
     [](SetUp &s) { s.daraja.answers.wrongPassword = Answers::WrongPassword::MerchantValidate; }, Under::Certain},
    {"wrong password: 4999", livePaybill, [](SetUp &s) { s.daraja.answers.wrongPassword = Answers::WrongPassword::AsResult; },
     Under::Certain},
    {"password looked at late", livePaybill, [](SetUp &s) { s.daraja.answers.passwordIsCheckedLate = true; }, Under::Uncertain},
    {"password looked at late, 400.002.03", livePaybill,
     [](SetUp &s) {
         s.daraja.answers.passwordIsCheckedLate = true;
         s.daraja.answers.unknownPush = Answers::UnknownPush::InvalidId;
     },
     Under::Uncertain},
    {"password looked at late, no such transaction", livePaybill,
     [](SetUp &s) {
         s.daraja.answers.passwordIsCheckedLate = true;
         s.daraja.answers.unknownPush = Answers::UnknownPush::NoSuchPush;
     },
     Under::Uncertain},
    {"organisation found: 0", livePaybill, [](SetUp &s) { s.daraja.answers.organisationFound = QStringLiteral("0"); }, Under::Certain},
    {"unknown organisation told in a 200", liveTill,
     [](SetUp &s) { s.daraja.answers.unknownOrganisation = Answers::UnknownOrganisation::InAnswer; }, Under::Certain},
    {"unknown receipt: 25", livePaybill,
     [](SetUp &s) {
         s.daraja.answers.unknownReceiptCode = QStringLiteral("25");
         s.daraja.answers.unknownReceiptText = QStringLiteral("The format of parameter null is invalid.");
     },
     Under::Uncertain},
    {"unknown receipt: 1, not found", livePaybill,
     [](SetUp &s) {
         s.daraja.answers.unknownReceiptCode = QStringLiteral("1");
         s.daraja.answers.unknownReceiptText = QStringLiteral("Transaction not found");
     },
     Under::Uncertain},
    {"unknown receipt: a code that nobody knows", livePaybill,
     [](SetUp &s) {
         s.daraja.answers.unknownReceiptCode = QStringLiteral("2051");
         s.daraja.answers.unknownReceiptText = QStringLiteral("Declined.");
     },
     Under::Uncertain},
    {"missing products are named", livePaybill, [](SetUp &s) { s.daraja.answers.namesMissingProduct = true; }, Under::Certain},
    {"C2B of version 1", livePaybill, [](SetUp &s) { s.daraja.products.c2bVersion = ProductSwitches::C2bVersion::V1; }, Under::Uncertain},
    {"C2B of version 2", livePaybill, [](SetUp &s) { s.daraja.products.c2bVersion = ProductSwitches::C2bVersion::V2; }, Under::Uncertain},
    {"URLs are registered already", livePaybill,
     [](SetUp &s) {
         s.c2bAnswer =
             QStringLiteral(R"({"requestId":"41877-9023416-2","errorCode":"500.003.1001","errorMessage":"Urls are already registered."})");
     },
     Under::Certain},
    {"symbols in the operator's password", livePaybill,
     [](SetUp &s) {
         s.daraja.initiatorPassword = QStringLiteral("Kijiji@2026.[Duka]");
         s.secrets.initiatorPassword = s.daraja.initiatorPassword;
     },
     Under::Certain},
    {"results cannot come", livePaybill, [](SetUp &s) { s.resultsReachUs = false; }, Under::Uncertain},
    {"one result is lost", livePaybill, [](SetUp &s) { s.daraja.faults = QStringLiteral("lost-callback:status"); }, Under::Uncertain},
    {"results come twice", livePaybill, [](SetUp &s) { s.daraja.faults = QStringLiteral("duplicate-callback"); }, Under::Certain},
    {"results come before the acknowledgement", livePaybill, [](SetUp &s) { s.daraja.faults = QStringLiteral("early-callback"); },
     Under::Certain},
    {"result codes are texts", livePaybill, [](SetUp &s) { s.daraja.faults = QStringLiteral("text-code"); }, Under::Certain},
    {"clock 4 s off", livePaybill, [](SetUp &s) { s.daraja.answers.clockOffset = std::chrono::seconds(4); }, Under::Certain},
};

} // namespace

/// Nothing is wrong: the doctor says so, or where Daraja's answer proves nothing that it cannot tell; never that something is wrong.
class TestHealthySetUps final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void cleanupTestCase()
    {
        m_healthy.reset();
        m_answers.reset();
    }

    void healthy_data()
    {
        QTest::addColumn<SetUp>("setUp");
        QTest::newRow("simulator") << simulatorPaybill();
        QTest::newRow("paybill") << livePaybill();
        QTest::newRow("till with store number") << liveTill();
        QTest::newRow("sandbox") << sandboxPaybill();
        SetUp alone = simulatorPaybill();
        alone.hasShop = false;
        QTest::newRow("no server for callbacks") << alone;
        SetUp slow = livePaybill();
        slow.daraja.faults = QStringLiteral("slow");
        slow.daraja.slowAnswer = 250;
        QTest::newRow("slow network") << slow;
        SetUp withList = simulatorPaybill();
        withList.allowList =
            QStringLiteral("196.201.214.200, 196.201.214.206, 196.201.214.207, 196.201.214.208, 196.201.213.114, 196.201.213.44, "
                           "196.201.212.127, 196.201.212.138, 196.201.212.129, 196.201.212.136, 196.201.212.74, 196.201.212.69");
        QTest::newRow("allow-list") << withList;
        SetUp credential = livePaybill();
        credential.credentialIsReady = true;
        QTest::newRow("ready-made SecurityCredential") << credential;
    }
    void healthy()
    {
        QFETCH(SetUp, setUp);
        const Examined examined = m_clinic.examine(setUp);
        m_healthy->add(QString::fromUtf8(QTest::currentDataTag()), examined);
        QCOMPARE(examined.wrongs, QStringList());
        QVERIFY2(examined.showUnless(examined.report.verdict.outcome == Verdict::Outcome::Healthy), qPrintable(examined.inWords()));
        for (const char *id : {"N1", "T1", "P1", "S1", "S2", "I1"}) {
            const Finding *finding = examined.report.finding(QString::fromLatin1(id));
            QVERIFY2(examined.showUnless(finding && (finding->status == Finding::Status::Good || finding->status == Finding::Status::Note)),
                     qPrintable(examined.inWords()));
        }
    }

    void noFaultUnderAnyAnswer_data()
    {
        QTest::addColumn<int>("row");
        for (const Variation &variation : variations) {
            QTest::newRow(variation.id) << static_cast<int>(&variation - std::begin(variations));
        }
    }
    void noFaultUnderAnyAnswer()
    {
        QFETCH(int, row);
        const Variation &variation = variations[row];
        SetUp setUp = variation.base();
        variation.make(setUp);
        const Examined examined = m_clinic.examine(setUp);
        m_answers->add(QString::fromUtf8(variation.id), examined);
        QCOMPARE(examined.wrongs, QStringList());
        const Verdict::Outcome outcome = examined.report.verdict.outcome;
        QVERIFY2(examined.showUnless(outcome == Verdict::Outcome::Healthy ||
                                     (variation.under == Under::Uncertain && outcome == Verdict::Outcome::CouldNotTell)),
                 qPrintable(examined.inWords()));
    }

    /// Whatever Daraja answers to a push that it does not know: a wrong passkey is never called right.
    void wrongPasskeyIsNeverHealthy_data()
    {
        QTest::addColumn<Answers::UnknownPush>("unknownPush");
        QTest::addColumn<Answers::WrongPassword>("wrongPassword");
        QTest::addColumn<bool>("late");
        for (const auto push : {Answers::UnknownPush::BadRequest, Answers::UnknownPush::InvalidId, Answers::UnknownPush::NoSuchPush,
                                Answers::UnknownPush::InProcess, Answers::UnknownPush::StillPending}) {
            for (const auto password :
                 {Answers::WrongPassword::Refused, Answers::WrongPassword::MerchantValidate, Answers::WrongPassword::AsResult}) {
                QTest::addRow("push %d, password %d", static_cast<int>(push), static_cast<int>(password)) << push << password << false;
            }
            QTest::addRow("push %d, late", static_cast<int>(push)) << push << Answers::WrongPassword::Refused << true;
        }
    }
    void wrongPasskeyIsNeverHealthy()
    {
        QFETCH(Answers::UnknownPush, unknownPush);
        QFETCH(Answers::WrongPassword, wrongPassword);
        QFETCH(bool, late);
        SetUp setUp = livePaybill();
        setUp.secrets.passkey = somePasskey('0');
        setUp.daraja.answers.unknownPush = unknownPush;
        setUp.daraja.answers.wrongPassword = wrongPassword;
        setUp.daraja.answers.passwordIsCheckedLate = late;
        setUp.run.only = {QStringLiteral("S1"), QStringLiteral("S2")};
        const Examined examined = m_clinic.examine(setUp);
        QCOMPARE(examined.wrongs, QStringList());
        const Verdict &verdict = examined.report.verdict;
        QVERIFY2(examined.showUnless(verdict.outcome == (late ? Verdict::Outcome::CouldNotTell : Verdict::Outcome::FaultFound)),
                 qPrintable(examined.inWords()));
        QVERIFY2(examined.showUnless(late || verdict.cause == u"S1"), qPrintable(examined.inWords()));
    }

    /// Nothing is typed, or half of it: nothing can be healthy then, and nothing is asked that cannot be answered.
    void halfAProfileIsNeverHealthy_data()
    {
        QTest::addColumn<SetUp>("setUp");
        SetUp empty = livePaybill();
        const Environment environment = empty.profile.environment;
        empty.profile = {};
        empty.profile.environment = environment;
        empty.secrets = {};
        empty.certificateIsGiven = false;
        QTest::newRow("empty") << empty;
        SetUp keyAlone = livePaybill();
        keyAlone.secrets = {};
        QTest::newRow("key without secret") << keyAlone;
        SetUp noShortCode = livePaybill();
        noShortCode.profile.shortCode.clear();
        QTest::newRow("no short code") << noShortCode;
        SetUp noCertificate = livePaybill();
        noCertificate.certificateIsGiven = false;
        QTest::newRow("no certificate") << noCertificate;
        SetUp noPassword = livePaybill();
        noPassword.secrets.initiatorPassword.clear();
        QTest::newRow("operator without password") << noPassword;
        SetUp noConsents = livePaybill();
        noConsents.run.consents = {};
        QTest::newRow("no consents") << noConsents;
    }
    void halfAProfileIsNeverHealthy()
    {
        QFETCH(SetUp, setUp);
        const Examined examined = m_clinic.examine(setUp);
        QCOMPARE(examined.wrongs, QStringList());
        QVERIFY2(examined.showUnless(examined.report.verdict.outcome != Verdict::Outcome::Healthy), qPrintable(examined.inWords()));
        if (setUp.secrets.consumerSecret.isEmpty()) {
            QCOMPARE(examined.tokens, 0);
        }
    }

    /// Consent to something that only checks by name do changes nothing in a run of everything.
    void consentAloneRingsNoPhone()
    {
        SetUp setUp = simulatorPaybill();
        setUp.run.consents |= Consent::RealPrompt | Consent::TokenOverlap;
        const Examined examined = m_clinic.examine(setUp);
        QCOMPARE(examined.wrongs, QStringList());
        QVERIFY2(examined.showUnless(examined.report.verdict.outcome == Verdict::Outcome::Healthy), qPrintable(examined.inWords()));
        QCOMPARE(examined.tokens, 1);
    }

    /// Named without its consent, a check that rings a phone does not run.
    void nameAloneRingsNoPhone_data()
    {
        QTest::addColumn<SetUp>("setUp");
        QTest::addColumn<QString>("id");
        QTest::newRow("simulator, S4") << simulatorPaybill() << "S4";
        QTest::newRow("simulator, K4") << simulatorPaybill() << "K4";
        SetUp live = livePaybill();
        live.run.consents |= Consent::RealPrompt; // which production never gives
        QTest::newRow("production, S4") << live << "S4";
        QTest::newRow("production, K4") << live << "K4";
    }
    void nameAloneRingsNoPhone()
    {
        QFETCH(SetUp, setUp);
        QFETCH(QString, id);
        setUp.run.only = QStringList{id};
        const Examined examined = m_clinic.examine(setUp);
        QCOMPARE(examined.wrongs, QStringList());
        QVERIFY(!examined.requestPaths.contains(QStringLiteral("/mpesa/stkpush/v1/processrequest")));
        QVERIFY(examined.report.verdict.outcome != Verdict::Outcome::Healthy);
    }

    /// Two attempts in ten minutes, however often somebody presses the button.
    void operatorAttemptsAcrossRuns()
    {
        QTemporaryDir folder;
        SetUp setUp = livePaybill();
        setUp.secrets.initiatorPassword = QStringLiteral("Kijiji#2025&Duka");
        setUp.attemptsFile = folder.filePath(QStringLiteral("attempts.json"));
        int calls = 0;
        for (int run = 0; run < 4; ++run) {
            const Examined examined = m_clinic.examine(setUp);
            QCOMPARE(examined.wrongs, QStringList());
            QVERIFY(examined.report.verdict.outcome != Verdict::Outcome::Healthy);
            calls += examined.operatorCalls;
        }
        QCOMPARE(calls, AttemptMeter::limit);
    }

    /// After 8006 not a single one, not even in a later run.
    void noAttemptOnALockedOperator()
    {
        QTemporaryDir folder;
        SetUp setUp = livePaybill();
        setUp.daraja.answers.operatorResults.insert(QStringLiteral("balance"), QStringLiteral("8006"));
        setUp.attemptsFile = folder.filePath(QStringLiteral("attempts.json"));
        QCOMPARE(m_clinic.examine(setUp).operatorCalls, 1);
        const Examined again = m_clinic.examine(setUp);
        QCOMPARE(again.operatorCalls, 0);
        QVERIFY(again.report.verdict.outcome != Verdict::Outcome::Healthy);
    }

    void tokenOverlapIsToldAsItIs_data()
    {
        QTest::addColumn<bool>("cancels");
        QTest::newRow("tokens overlap") << false;
        QTest::newRow("every token cancels the one before") << true;
    }
    void tokenOverlapIsToldAsItIs()
    {
        QFETCH(bool, cancels);
        SetUp setUp = sandboxPaybill();
        setUp.daraja.newTokenCancelsOld = cancels;
        setUp.run.only = QStringList{QStringLiteral("T4")};
        setUp.run.consents |= Consent::TokenOverlap;
        const Examined examined = m_clinic.examine(setUp);
        QCOMPARE(examined.wrongs, QStringList());
        const Finding *overlap = examined.report.finding(QStringLiteral("T4"));
        QVERIFY(overlap);
        QVERIFY2(examined.showUnless(overlap->status == (cancels ? Finding::Status::Note : Finding::Status::Good)),
                 qPrintable(overlap->title));
    }

    /// Each product that the app lacks is told, and is a fault only where the set-up needs it.
    void everyMissingProductIsSeen_data()
    {
        QTest::addColumn<QString>("missing");
        QTest::addColumn<bool>("isNamed");
        for (const QString &product : m_clinic.daraja().apiProducts()) {
            for (const bool isNamed : {false, true}) {
                QTest::addRow("%s%s", qPrintable(product), isNamed ? ", named" : "") << product << isNamed;
            }
        }
    }
    void everyMissingProductIsSeen()
    {
        QFETCH(QString, missing);
        QFETCH(bool, isNamed);
        static const QStringList needed{QStringLiteral("express"), QStringLiteral("balance"), QStringLiteral("status")};
        SetUp setUp = livePaybill();
        setUp.daraja.answers.namesMissingProduct = isNamed;
        setUp.run.only = QStringList{QStringLiteral("P1")};
        const Examined whole = m_clinic.examine(setUp);
        setUp.daraja.apiProducts = m_clinic.daraja().apiProducts();
        setUp.daraja.apiProducts.removeAll(missing);
        const Examined examined = m_clinic.examine(setUp);
        QCOMPARE(examined.wrongs, QStringList());
        const Finding *products = examined.report.finding(QStringLiteral("P1"));
        const Finding *complete = whole.report.finding(QStringLiteral("P1"));
        QVERIFY(products && complete);
        QCOMPARE(products->facts.size(), complete->facts.size());
        int told = 0;
        for (qsizetype i = 0; i < products->facts.size(); ++i) {
            const QString before = complete->facts[i].second.section(u'·', 0, 0).trimmed();
            const QString now = products->facts[i].second.section(u'·', 0, 0).trimmed();
            if (now != before) {
                QCOMPARE(now, QStringLiteral("not on this app"));
                ++told;
            }
        }
        QVERIFY(told > 0);
        if (needed.contains(missing)) {
            QCOMPARE(statusName(products->status), statusName(Finding::Status::Bad));
        } else if (missing != u"b2c") { // payouts may be what the operator is there for
            QVERIFY2(products->status == Finding::Status::Good || products->status == Finding::Status::Note, qPrintable(products->title));
        }
    }

    /// The rule about production: without the consent nothing is posted to a path that moves money, not even an empty body.
    void moneyPathsWaitForTheirConsent()
    {
        SetUp setUp = livePaybill();
        setUp.run.consents = Consent::FreshToken | Consent::OtherEnvironment;
        const Examined examined = m_clinic.examine(setUp);
        QCOMPARE(examined.wrongs, QStringList());
        for (const OperationSpec *row : operations()) {
            QVERIFY2(!row->isAboutMoney() || !examined.requestPaths.contains(QLatin1StringView(row->path)), row->id);
        }
        QVERIFY(examined.requestPaths.contains(QStringLiteral("/mpesa/stkpushquery/v1/query")));
    }

private:
    Clinic m_clinic;
    std::unique_ptr<BenchTable> m_healthy = std::make_unique<BenchTable>(QStringLiteral("Healthy set-up"));
    std::unique_ptr<BenchTable> m_answers = std::make_unique<BenchTable>(QStringLiteral("Nothing wrong; Daraja's answer differs"));
};

QTEST_GUILESS_MAIN(TestHealthySetUps)

#include "tst_healthysetups.moc"
