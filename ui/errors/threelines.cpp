// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/errors/threelines.h"

#include "ui/errors/errorlook.h"
#include "ui/style/deskstyle.h"
#include "ui/style/metrics.h"
#include "ui/widgets/keyvaluegrid.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace daraja {

ThreeLines::ThreeLines(QWidget *parent)
    : QWidget(parent)
    , m_lines(new KeyValueGrid)
    , m_link(new QPushButton(tr("Everything about this code")))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(px(4));
    layout->addWidget(m_lines);
    auto *linkRow = new QHBoxLayout;
    linkRow->addWidget(m_link);
    linkRow->addStretch(1);
    layout->addLayout(linkRow);
    m_lines->setLabelWidth(98);
    setButtonRole(m_link, ButtonRole::Link);
    m_link->setObjectName(QStringLiteral("everythingAboutCode"));
    connect(m_link, &QPushButton::clicked, this, [this] { Q_EMIT everythingWanted(errorPageArgument(m_explanation)); });
    clear();
}

void ThreeLines::clear()
{
    m_lines->clear();
    m_link->hide();
}

void ThreeLines::setExplanation(const Explanation &explanation)
{
    m_explanation = explanation;
    m_requestId.clear();
    present();
}

void ThreeLines::setRequestId(const QString &id)
{
    m_requestId = id;
    present();
}

void ThreeLines::setLinkVisible(bool visible)
{
    m_linked = visible;
}

void ThreeLines::present()
{
    clear();
    const auto add = [this](const QString &label, const QString &text) {
        if (!text.isEmpty()) {
            m_lines->addRow(label, text);
        }
    };
    add(saidLabel(m_explanation), m_explanation.said);
    if (!m_requestId.isEmpty()) {
        m_lines->addRow(tr("Request"), m_requestId, KeyValueGrid::ValueKind::Code);
    }
    add(tr("It means"), m_explanation.means);
    add(tr("Do this"), numberedSteps(m_explanation.steps));
    if (m_explanation.retry != Explanation::Retry::NotNeeded) {
        const int row = m_lines->addRow(tr("Send again?"), retryWords(m_explanation.retry));
        m_lines->setValueRole(row, toneRole(retryTone(m_explanation.retry)));
    }
    add(tr("Our note"), m_explanation.note);
    m_link->setVisible(m_linked && (m_explanation.known || !m_explanation.code.isEmpty()));
}

} // namespace daraja
