// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/firstrun/choicecard.h"

#include "ui/style/deskstyle.h"
#include "ui/style/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/label.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace daraja {

namespace {

constexpr int choiceIconSize = 32;

/// A large icon in the accent.
class ChoiceIcon final : public QWidget
{
public:
    explicit ChoiceIcon(Icon icon)
        : m_icon(icon)
    {
        setFixedSize(px(choiceIconSize), px(choiceIconSize));
    }

protected:
    void paintEvent(QPaintEvent * /*event*/) override
    {
        QPainter painter(this);
        paintIcon(&painter, QRectF(rect()), m_icon, color(Role::Accent));
    }

private:
    Icon m_icon;
};

} // namespace

ChoiceCard::ChoiceCard(Icon icon, const QString &title, const QString &text, const QString &button, QWidget *parent)
    : QWidget(parent)
    , m_button(new QPushButton(button))
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *card = new Card;
    outer->addWidget(card);
    QVBoxLayout *layout = card->bodyLayout();
    layout->setSpacing(px(12));
    layout->addWidget(new ChoiceIcon(icon));
    auto *heading = new Label(title, TextStyle::Verdict);
    heading->setWordWrap(true);
    layout->addWidget(heading);
    auto *words = new Label(text, TextStyle::Body, Role::Dim);
    words->setWordWrap(true);
    layout->addWidget(words);
    layout->addStretch(1);
    m_button->setAccessibleName(title);
    m_button->setAccessibleDescription(text);
    layout->addWidget(m_button, 0, Qt::AlignLeft);
    setCursor(Qt::PointingHandCursor);
    connect(m_button, &QPushButton::clicked, this, &ChoiceCard::chosen);
}

void ChoiceCard::setRecommended()
{
    setButtonRole(m_button, ButtonRole::Primary);
}

void ChoiceCard::mousePressEvent(QMouseEvent *event)
{
    event->accept(); // so that the release comes here too
}

void ChoiceCard::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->pos()))
        Q_EMIT chosen();
}

} // namespace daraja
