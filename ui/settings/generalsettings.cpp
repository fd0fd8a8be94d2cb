// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/settings/generalsettings.h"

#include "ui/desk/desk.h"
#include "ui/shell/ask.h"
#include "ui/shell/scrollbody.h"
#include "ui/style/metrics.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/keyvaluegrid.h"
#include "ui/widgets/label.h"

#include <QButtonGroup>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

namespace daraja {

namespace {
constexpr int settingsWidth = 720;
constexpr int portFieldWidth = 120;
constexpr int daysFieldWidth = 160;
} // namespace

GeneralSettings::GeneralSettings(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_themes(new QButtonGroup(this))
    , m_port(new QLineEdit)
    , m_apply(new QPushButton(tr("Use it")))
    , m_addresses(new KeyValueGrid)
    , m_places(new KeyValueGrid)
    , m_historyDays(new QSpinBox)
    , m_banner(new Banner)
{
    QVBoxLayout *layout = makeScrollBody(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *column = new QWidget;
    column->setMaximumWidth(px(settingsWidth));
    auto *cards = new QVBoxLayout(column);
    cards->setContentsMargins(0, 0, 0, 0);
    cards->setSpacing(px(metrics::Gap));
    cards->addWidget(m_banner);
    cards->addWidget(makeLook());
    cards->addWidget(makeAddresses());
    cards->addWidget(makeData());
    layout->addWidget(column);
    layout->addStretch(1);

    connect(&m_desk, &Desk::addressesChanged, this, &GeneralSettings::present);
    connect(&m_desk.secretStore(), &SecretStore::changed, this, &GeneralSettings::present);
    connect(&m_desk.history(), &HistoryStore::statusChanged, this, &GeneralSettings::present);
    m_port->setText(QString::number(m_desk.wantedReceiverPort()));
    present();
}

QWidget *GeneralSettings::makeLook()
{
    auto *card = new Card(tr("Look"));
    auto *row = new QHBoxLayout;
    row->setSpacing(px(metrics::Gap));
    const auto add = [&](Theme::Choice choice, const QString &words) {
        auto *button = new QRadioButton(words);
        button->setObjectName(QStringLiteral("theme-") + Theme::name(choice));
        m_themes->addButton(button, int(choice));
        row->addWidget(button);
    };
    add(Theme::Choice::System, tr("As the desktop"));
    add(Theme::Choice::Light, tr("Light"));
    add(Theme::Choice::Dark, tr("Dark"));
    row->addStretch(1);
    card->bodyLayout()->addLayout(row);
    connect(m_themes, &QButtonGroup::idClicked, this, [this](int id) { Q_EMIT themeChosen(Theme::Choice(id)); });
    return card;
}

QWidget *GeneralSettings::makeAddresses()
{
    auto *card = new Card(tr("Addresses on this computer"));
    m_simulatorRow = m_addresses->addRow(tr("Simulator"), {}, KeyValueGrid::ValueKind::Code);
    m_addresses->addButton(m_simulatorRow, new CopyButton([this] { return m_desk.simulator().baseUrl().toString(); }));
    m_receiverRow = m_addresses->addRow(tr("Callback receiver"), {}, KeyValueGrid::ValueKind::Code);
    m_addresses->addButton(m_receiverRow, new CopyButton([this] { return m_desk.receiver().baseUrl().toString(); }));
    card->bodyLayout()->addWidget(m_addresses);

    auto *editor = new QWidget;
    auto *line = new QHBoxLayout(editor);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(px(metrics::Grid));
    m_port->setObjectName(QStringLiteral("receiverPort"));
    m_port->setAccessibleName(tr("Port of the callback receiver"));
    m_port->setFixedWidth(px(portFieldWidth));
    m_apply->setObjectName(QStringLiteral("applyPort"));
    line->addWidget(m_port);
    line->addWidget(m_apply);
    line->addStretch(1);
    editor->setFocusProxy(m_port);
    m_portRow = new FieldRow(tr("Port of the callback receiver"), editor);
    m_portRow->setHelp(tr("1024 to 65535, or 0 for any free one. A tunnel that brings callbacks here needs a fixed one"));
    card->bodyLayout()->addWidget(m_portRow);
    connect(m_port, &QLineEdit::textChanged, this, &GeneralSettings::presentPort);
    connect(m_port, &QLineEdit::returnPressed, m_apply, &QPushButton::click);
    connect(m_apply, &QPushButton::clicked, this, &GeneralSettings::applyPort);
    return card;
}

QWidget *GeneralSettings::makeData()
{
    auto *card = new Card(tr("Data"));
    QString folder = QDir::toNativeSeparators(QFileInfo(m_desk.settings().fileName()).absolutePath());
    const int settingsRow = m_places->addRow(tr("Settings and profiles"), folder, KeyValueGrid::ValueKind::Code);
    m_places->addButton(settingsRow, new CopyButton([folder = std::move(folder)] { return folder; }));
    m_secretsRow = m_places->addRow(tr("Secrets"));
    m_historyRow = m_places->addRow(tr("Calls and callbacks"), {}, KeyValueGrid::ValueKind::Code);
    m_places->addButton(m_historyRow, new CopyButton([this] { return QDir::toNativeSeparators(m_desk.history().path()); }));
    m_places->addRow(tr("Sent elsewhere"), tr("Only callbacks, to your own server if you forward them"));
    card->bodyLayout()->addWidget(m_places);

    m_historyDays->setObjectName(QStringLiteral("historyDays"));
    m_historyDays->setRange(0, Desk::longestHistoryDays);
    m_historyDays->setSpecialValueText(tr("For ever"));
    m_historyDays->setSuffix(tr(" days"));
    m_historyDays->setMaximumWidth(px(daysFieldWidth));
    m_historyDays->setKeyboardTracking(false); // a number half typed must not delete anything
    m_historyDays->setValue(m_desk.historyDays());
    auto *days = new QWidget;
    auto *daysLine = new QHBoxLayout(days);
    daysLine->setContentsMargins(0, 0, 0, 0);
    daysLine->addWidget(m_historyDays, 1);
    daysLine->addStretch(2);
    days->setFocusProxy(m_historyDays);
    m_historyDays->setAccessibleName(tr("Days that calls and callbacks are kept"));
    auto *keep = new FieldRow(tr("Keep calls and callbacks"), days);
    keep->setHelp(tr("Older entries are deleted for good; pinned ones stay. 0: for ever"));
    card->bodyLayout()->addWidget(keep);
    connect(m_historyDays, &QSpinBox::valueChanged, this, &GeneralSettings::changeHistoryDays);

    auto *row = new QHBoxLayout;
    row->setSpacing(px(metrics::Grid));
    auto *forms = new QPushButton(tr("Forget half-written forms"));
    auto *everything = new QPushButton(tr("Forget everything…"));
    forms->setObjectName(QStringLiteral("forgetForms"));
    everything->setObjectName(QStringLiteral("forgetEverything"));
    row->addWidget(forms);
    row->addWidget(everything);
    row->addStretch(1);
    card->bodyLayout()->addLayout(row);
    connect(forms, &QPushButton::clicked, this, [this] {
        Q_EMIT forgetFormsWanted();
        m_banner->info(tr("Forgotten. Fields that are on the screen now stay until the program ends."));
    });
    connect(everything, &QPushButton::clicked, this, &GeneralSettings::forgetEverything);
    return card;
}

void GeneralSettings::setThemeChoice(Theme::Choice choice)
{
    m_themes->button(int(choice))->setChecked(true);
}

void GeneralSettings::present()
{
    m_addresses->setValue(m_simulatorRow, m_desk.simulator().isRunning() ? m_desk.simulator().baseUrl().toString() : tr("not running"));
    m_addresses->setValue(m_receiverRow, m_desk.receiver().isListening() ? m_desk.receiver().baseUrl().toString() : tr("not listening"));
    m_places->setValue(m_secretsRow, m_desk.secretStore().place());
    m_places->setNote(m_secretsRow, m_desk.secretStore().notice());
    m_places->setValue(m_historyRow, QDir::toNativeSeparators(m_desk.history().path()));
    m_places->setNote(m_historyRow, m_desk.history().status().message);
    const QString problem = m_desk.settingsProblem();
    if (!problem.isEmpty())
        m_banner->warn(problem);
    presentPort();
}

void GeneralSettings::presentPort()
{
    bool ok = false;
    const int port = m_port->text().trimmed().toInt(&ok);
    const bool usable = ok && (port == 0 || (port >= 1024 && port <= 65535));
    m_portRow->setProblem(usable ? QString() : tr("A number from 1024 to 65535, or 0"));
    m_apply->setEnabled(usable && (port != m_desk.wantedReceiverPort() || !m_desk.receiver().isListening()));
}

void GeneralSettings::applyPort()
{
    const auto port = quint16(m_port->text().trimmed().toUInt());
    const auto apply = [this, port] {
        m_desk.setWantedReceiverPort(port);
        present();
    };
    if (m_desk.activeCallCount() == 0) {
        apply();
        return;
    }
    ask(window(),
        {tr("Another port"),
         tr("Move the receiver while calls are on their way?"),
         tr("Their results are posted to the old port and will not arrive."),
         tr("Move it"),
         {}},
        apply);
}

void GeneralSettings::changeHistoryDays(int days)
{
    const int before = m_desk.historyDays();
    if (days == before)
        return;
    if (days == 0 || (before != 0 && days > before)) {
        m_desk.setHistoryDays(days);
        return;
    }
    {
        const QSignalBlocker quiet(m_historyDays); // until it is agreed
        m_historyDays->setValue(before);
    }
    ask(window(),
        {tr("Keep for a shorter time"),
         tr("Delete calls and callbacks that are older than %n day(s)?", nullptr, days),
         tr("They cannot be brought back. Pinned entries stay. Export what you still need first."),
         tr("Delete them"),
         {},
         ButtonRole::Danger},
        [this, days] {
            m_desk.setHistoryDays(days);
            const QSignalBlocker quiet(m_historyDays);
            m_historyDays->setValue(days);
        });
}

void GeneralSettings::forgetEverything()
{
    ask(window(),
        {tr("Forget everything"),
         tr("Forget all profiles, their secrets and all settings?"),
         tr("What Safaricom knows does not change, and the history of calls stays. Keys and secrets can be copied from its portal again; a "
            "passkey or an operator password that is kept nowhere else is lost."),
         tr("Forget everything"),
         {},
         ButtonRole::Danger},
        [this] {
            m_desk.forgetEverything();
            m_port->setText(QString::number(m_desk.wantedReceiverPort()));
            present();
            Q_EMIT everythingForgotten();
        });
}

} // namespace daraja
