// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/simulator/faultscard.h"

#include "core/catalogue/operationspec.h"
#include "ui/style/deskstyle.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/label.h"

#include <QComboBox>
#include <QToolButton>
#include <QVBoxLayout>

namespace daraja {

namespace {

QComboBox *narrowBox()
{
    auto *box = new QComboBox;
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(10);
    return box;
}

SimulatorFault faultNamed(const QString &id)
{
    for (const SimulatorFault &fault : Simulator::faults()) {
        if (fault.id == id) {
            return fault;
        }
    }
    return {};
}

} // namespace

FaultsCard::FaultsCard(Simulator &simulator, QWidget *parent)
    : QWidget(parent)
    , m_simulator(simulator)
    , m_choice(narrowBox())
    , m_none(new Label(tr("Nothing goes wrong on purpose."), TextStyle::Help, Role::Faint))
    , m_rows(new QVBoxLayout)
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *card = new Card(tr("Faults"));
    outer->addWidget(card);
    QVBoxLayout *layout = card->bodyLayout();
    layout->setSpacing(px(metrics::Grid));

    m_choice->setAccessibleName(tr("Switch a fault on"));
    m_choice->addItem(tr("Let something go wrong …"), QString());
    for (const SimulatorFault &fault : Simulator::faults()) {
        m_choice->addItem(fault.text, fault.id);
        m_choice->setItemData(m_choice->count() - 1, fault.what, Qt::ToolTipRole);
    }
    layout->addWidget(m_choice);
    layout->addWidget(m_none);
    m_rows->setSpacing(px(metrics::Gap));
    layout->addLayout(m_rows);

    connect(m_choice, &QComboBox::activated, this, [this] {
        const QString id = m_choice->currentData().toString();
        m_choice->setCurrentIndex(0);
        if (!id.isEmpty()) {
            m_simulator.setFault(id, FaultUse::UntilOff);
        }
    });
    connect(&simulator, &Simulator::faultsChanged, this, &FaultsCard::refresh);
    refresh();
}

void FaultsCard::refresh()
{
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        item->widget()->hide(); // it may be the one whose signal led here
        item->widget()->deleteLater();
        delete item;
    }
    const QList<ActiveFault> active = m_simulator.activeFaults();
    for (const ActiveFault &fault : active) {
        m_rows->addWidget(row(fault));
    }
    m_none->setVisible(active.isEmpty());
}

QWidget *FaultsCard::row(const ActiveFault &active)
{
    const SimulatorFault fault = faultNamed(active.id);
    auto *widget = new QWidget;
    widget->setObjectName(active.id);
    auto *layout = new QVBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(px(metrics::Grid) / 2);

    auto *head = new QHBoxLayout;
    head->addWidget(new Label(fault.text, TextStyle::Strong), 1);
    auto *off = new QToolButton;
    off->setIcon(makeIcon(Icon::Cancel));
    off->setToolTip(tr("Switch off"));
    off->setAccessibleName(tr("Switch off: %1").arg(fault.text));
    setButtonRole(off, ButtonRole::Flat, ButtonSize::Small);
    connect(off, &QToolButton::clicked, this, [this, active] { m_simulator.setFault(active.id, FaultUse::Off, active.scope); });
    head->addWidget(off);
    layout->addLayout(head);

    auto *what = new Label(fault.what, TextStyle::Help, Role::Dim);
    what->setWordWrap(true);
    layout->addWidget(what);

    auto *scope = narrowBox();
    scope->setAccessibleName(tr("Which requests it meets"));
    scope->addItem(tr("Every request"), QString());
    scope->addItem(tr("Token requests"), QStringLiteral("oauth"));
    for (const OperationSpec *operation : operations()) {
        scope->addItem(catalogueText(operation->title), QLatin1StringView(operation->id));
    }
    if (scope->findData(active.scope) < 0) { // a product, chosen on a command line
        scope->addItem(active.scope, active.scope);
    }
    scope->setCurrentIndex(scope->findData(active.scope));
    connect(scope, &QComboBox::activated, this, [this, active, scope] {
        if (scope->currentData().toString() != active.scope) {
            m_simulator.setFault(active.id, FaultUse::Off, active.scope);
            m_simulator.setFault(active.id, active.use, scope->currentData().toString());
        }
    });
    auto *use = narrowBox();
    use->setAccessibleName(tr("How long it stays"));
    use->addItem(tr("Until switched off"), int(FaultUse::UntilOff));
    use->addItem(tr("Only the next"), int(FaultUse::Once));
    use->setCurrentIndex(use->findData(int(active.use)));
    connect(use, &QComboBox::activated, this,
            [this, active, use] { m_simulator.setFault(active.id, FaultUse(use->currentData().toInt()), active.scope); });
    auto *choices = new QHBoxLayout;
    choices->setSpacing(px(metrics::Grid));
    choices->addWidget(scope, 1);
    choices->addWidget(use, 1);
    layout->addLayout(choices);
    return widget;
}

} // namespace daraja
