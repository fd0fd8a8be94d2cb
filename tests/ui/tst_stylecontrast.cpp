// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/style/palette.h"

#include <QRegularExpression>
#include <QTest>

using namespace daraja;

namespace {

constexpr double readable = 4.5; ///< WCAG 2 AA for text of ordinary size
constexpr double visible = 3.0;  ///< for icons, rings, edges that tell a state

struct NamedRole
{
    const char *name;
    Role role;
};

} // namespace

/// The promise of Role: all text can be read where it stands, in both schemes.
class TestStyleContrast : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void cleanup() { setActiveScheme(Scheme::Light); }

    void knowsTheFormula_data()
    {
        QTest::addColumn<QColor>("first");
        QTest::addColumn<QColor>("second");
        QTest::addColumn<double>("expected");
        QTest::newRow("black on white") << QColor(Qt::black) << QColor(Qt::white) << 21.0;
        QTest::newRow("order does not matter") << QColor(Qt::white) << QColor(Qt::black) << 21.0;
        QTest::newRow("same") << QColor(Qt::red) << QColor(Qt::red) << 1.0;
        QTest::newRow("the grey at the limit") << QColor(0x76, 0x76, 0x76) << QColor(Qt::white) << 4.54;
    }

    void knowsTheFormula()
    {
        QFETCH(QColor, first);
        QFETCH(QColor, second);
        QFETCH(double, expected);
        QVERIFY(std::abs(contrast(first, second) - expected) < 0.01);
    }

    void textCanBeRead_data()
    {
        QTest::addColumn<Role>("text");
        QTest::addColumn<Role>("ground");
        QTest::addColumn<Scheme>("scheme");
        const NamedRole texts[] = {{"Text", Role::Text},       {"Dim", Role::Dim},
                                   {"Faint", Role::Faint},     {"Accent", Role::Accent},
                                   {"Good", Role::Good},       {"Careful", Role::Careful},
                                   {"Bad", Role::Bad},         {"Simulator", Role::Simulator},
                                   {"Sandbox", Role::Sandbox}, {"Production", Role::Production}};
        const NamedRole grounds[] = {{"Window", Role::Window},
                                     {"Panel", Role::Panel},
                                     {"Hover", Role::Hover},
                                     {"AccentTint", Role::AccentTint},
                                     {"CodeGround", Role::CodeGround}};
        const NamedRole codes[] = {{"CodeText", Role::CodeText},     {"CodeKey", Role::CodeKey},         {"CodeString", Role::CodeString},
                                   {"CodeNumber", Role::CodeNumber}, {"CodeKeyword", Role::CodeKeyword}, {"CodeFaint", Role::CodeFaint}};
        const std::tuple<const char *, Role, Role> pairs[] = {
            {"OnAccent on Accent", Role::OnAccent, Role::Accent},
            {"OnBad on Bad", Role::OnBad, Role::Bad},
            {"OnCareful on Careful", Role::OnCareful, Role::Careful},
            {"Dim on NeutralTint", Role::Dim, Role::NeutralTint},
            {"Accent on AccentTint", Role::Accent, Role::AccentTint},
            {"Good on GoodTint", Role::Good, Role::GoodTint},
            {"Careful on CarefulTint", Role::Careful, Role::CarefulTint},
            {"Bad on BadTint", Role::Bad, Role::BadTint},
            {"Simulator on its tint", Role::Simulator, Role::SimulatorTint},
            {"Sandbox on its tint", Role::Sandbox, Role::SandboxTint},
            {"Production on its tint", Role::Production, Role::ProductionTint},
            {"Text on GoodTint", Role::Text, Role::GoodTint},
            {"Text on CarefulTint", Role::Text, Role::CarefulTint},
            {"Text on BadTint", Role::Text, Role::BadTint},
        };
        for (const auto &[word, scheme] : {std::pair("light", Scheme::Light), std::pair("dark", Scheme::Dark)}) {
            for (const NamedRole &text : texts) {
                for (const NamedRole &ground : grounds) {
                    QTest::addRow("%s: %s on %s", word, text.name, ground.name) << text.role << ground.role << scheme;
                }
            }
            for (const NamedRole &code : codes) {
                QTest::addRow("%s: %s", word, code.name) << code.role << Role::CodeGround << scheme;
            }
            for (const auto &[name, text, ground] : pairs) {
                QTest::addRow("%s: %s", word, name) << text << ground << scheme;
            }
        }
    }

    void textCanBeRead()
    {
        QFETCH(Role, text);
        QFETCH(Role, ground);
        QFETCH(Scheme, scheme);
        const double ratio = contrast(color(text, scheme), color(ground, scheme));
        QVERIFY2(ratio >= readable, qPrintable(QStringLiteral("%1:1").arg(ratio, 0, 'f', 2)));
    }

    void paletteTextCanBeRead_data()
    {
        QTest::addColumn<Scheme>("scheme");
        QTest::addColumn<QPalette::ColorRole>("text");
        QTest::addColumn<QPalette::ColorRole>("ground");
        for (const auto &[word, scheme] : {std::pair("light", Scheme::Light), std::pair("dark", Scheme::Dark)}) {
            QTest::addRow("%s window", word) << scheme << QPalette::WindowText << QPalette::Window;
            QTest::addRow("%s base", word) << scheme << QPalette::Text << QPalette::Base;
            QTest::addRow("%s other rows", word) << scheme << QPalette::Text << QPalette::AlternateBase;
            QTest::addRow("%s button", word) << scheme << QPalette::ButtonText << QPalette::Button;
            QTest::addRow("%s selection", word) << scheme << QPalette::HighlightedText << QPalette::Highlight;
            QTest::addRow("%s tool tip", word) << scheme << QPalette::ToolTipText << QPalette::ToolTipBase;
            QTest::addRow("%s placeholder", word) << scheme << QPalette::PlaceholderText << QPalette::Base;
            QTest::addRow("%s link", word) << scheme << QPalette::Link << QPalette::Window;
        }
    }

    void paletteTextCanBeRead()
    {
        QFETCH(Scheme, scheme);
        QFETCH(QPalette::ColorRole, text);
        QFETCH(QPalette::ColorRole, ground);
        const QPalette palette = makePalette(scheme);
        for (const auto group : {QPalette::Active, QPalette::Inactive}) {
            QVERIFY(contrast(palette.color(group, text), palette.color(group, ground)) >= readable);
        }
    }

    void disabledLooksDisabled_data()
    {
        QTest::addColumn<Scheme>("scheme");
        QTest::newRow("light") << Scheme::Light;
        QTest::newRow("dark") << Scheme::Dark;
    }

    void disabledLooksDisabled()
    {
        QFETCH(Scheme, scheme);
        const QPalette palette = makePalette(scheme);
        for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
            const QColor on = palette.color(QPalette::Active, role);
            const QColor off = palette.color(QPalette::Disabled, role);
            const QColor ground = palette.color(QPalette::Disabled, QPalette::Base);
            QVERIFY(contrast(off, ground) < contrast(on, ground) / 2);
            QVERIFY2(contrast(off, ground) > 1.8, "disabled text is still seen");
        }
    }

    void statesAreSeen_data() { disabledLooksDisabled_data(); }

    void statesAreSeen()
    {
        QFETCH(Scheme, scheme);
        for (const Tone tone :
             {Tone::Neutral, Tone::Accent, Tone::Good, Tone::Careful, Tone::Bad, Tone::Simulator, Tone::Sandbox, Tone::Production}) {
            QVERIFY(contrast(color(toneRole(tone), scheme), color(Role::Panel, scheme)) >= visible);
            QVERIFY(color(toneTintRole(tone), scheme) != color(Role::Panel, scheme));
        }
    }

    void activeSchemeDecides()
    {
        setActiveScheme(Scheme::Dark);
        QCOMPARE(activeScheme(), Scheme::Dark);
        QCOMPARE(color(Role::Panel), color(Role::Panel, Scheme::Dark));
        setActiveScheme(Scheme::Light);
        QCOMPARE(color(Role::Panel), QColor(Qt::white));
    }
};

QTEST_MAIN(TestStyleContrast)
#include "tst_stylecontrast.moc"
