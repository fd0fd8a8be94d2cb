// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/verdictheader.h"

#include "ui/style/metrics.h"
#include "ui/widgets/accessibility.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace daraja {

namespace {

constexpr int verdictIcon = 22;

} // namespace

VerdictHeader::VerdictHeader(QWidget *parent)
    : QWidget(parent)
    , m_headline(new Label({}, TextStyle::Verdict, Role::Text, this))
    , m_sentence(new Label({}, TextStyle::Body, Role::Dim, this))
    , m_text(new QVBoxLayout)
    , m_side(new QVBoxLayout)
{
    for (Label *label : {m_headline, m_sentence}) {
        label->setWordWrap(true);
        label->setSelectable(true);
        label->setFocusPolicy(Qt::NoFocus);
    }
    m_sentence->hide();
    m_text->setSpacing(px(4));
    m_text->addWidget(m_headline);
    m_text->addWidget(m_sentence);
    m_side->setSpacing(px(8));
    auto *layout = new QHBoxLayout(this);
    const int above = std::max(0, (px(verdictIcon) - m_headline->fontMetrics().height() + 1) / 2); // the icon is higher than the headline
    layout->setContentsMargins(px(verdictIcon) + px(12), above, 0, 0);
    layout->setSpacing(px(metrics::Gap));
    layout->addLayout(m_text, 1);
    layout->addLayout(m_side);
    m_text->setAlignment(Qt::AlignTop);
    m_side->setAlignment(Qt::AlignTop);
}

void VerdictHeader::setVerdict(Tone tone, const QString &headline, const QString &sentence)
{
    setVerdict(tone, toneIcon(tone), headline, sentence);
}

void VerdictHeader::setVerdict(Tone tone, Icon icon, const QString &headline, const QString &sentence)
{
    const bool news = headline != m_headline->text();
    m_tone = tone;
    m_icon = icon;
    m_headline->setText(headline);
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
    setAccessibleName(headline);
    update();
    if (news) {
        announceAlert(m_headline);
    }
}

QString VerdictHeader::headline() const
{
    return m_headline->text();
}

QString VerdictHeader::sentence() const
{
    return m_sentence->text();
}

void VerdictHeader::addBody(QWidget *widget)
{
    m_text->addWidget(widget);
}

void VerdictHeader::addWidget(QWidget *widget)
{
    m_side->addWidget(widget, 0, Qt::AlignRight);
}

void VerdictHeader::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const int side = px(verdictIcon);
    const int line = m_headline->fontMetrics().height();
    paintIcon(&painter, QRect(0, m_headline->y() + (line - side) / 2, side, side), m_icon, color(toneRole(m_tone)));
}

} // namespace daraja
