// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/card.h"

#include "ui/style/metrics.h"
#include "ui/style/shapes.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace daraja {

namespace {

/// Room for an icon beside a title.
class CardIcon final : public QWidget
{
public:
    CardIcon(Icon icon, QWidget *parent)
        : QWidget(parent)
        , m_icon(icon)
    {
        setFixedSize(px(metrics::IconSize), px(metrics::IconSize));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintIcon(&painter, rect(), m_icon, color(Role::Text));
    }

private:
    Icon m_icon;
};

} // namespace

Card::Card(QWidget *parent)
    : QWidget(parent)
    , m_outer(new QVBoxLayout(this))
    , m_body(new QVBoxLayout)
{
    m_outer->setContentsMargins(1, 1, 1, 1);
    m_outer->setSpacing(0);
    m_body->setSpacing(px(metrics::Gap));
    m_outer->addLayout(m_body, 1);
    updateMargins();
}

Card::Card(const QString &title, QWidget *parent)
    : Card(parent)
{
    setTitle(title);
}

void Card::ensureHeader()
{
    if (m_header) {
        return;
    }
    auto *header = new QWidget(this);
    m_header = header;
    m_headerLayout = new QHBoxLayout(header);
    m_headerLayout->setContentsMargins(px(metrics::Gap), px(10), px(metrics::Gap), px(10) + 1);
    m_headerLayout->setSpacing(px(8));
    m_headerLayout->addStrut(px(21)); // as high without buttons as with the title alone
    header->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_title = new Label({}, TextStyle::Strong, Role::Text, header);
    m_title->hide();
    m_suffix = new Label({}, TextStyle::Body, Role::Dim, header);
    m_suffix->hide();
    m_titleWidgets = new QHBoxLayout;
    m_headerWidgets = new QHBoxLayout;
    m_titleWidgets->setSpacing(px(8));
    m_headerWidgets->setSpacing(px(8));
    m_headerLayout->addWidget(m_title);
    m_headerLayout->addLayout(m_titleWidgets);
    m_headerLayout->addWidget(m_suffix);
    m_headerLayout->addStretch(1);
    m_headerLayout->addLayout(m_headerWidgets);
    m_outer->insertWidget(0, header);
    updateMargins();
}

void Card::setTitle(const QString &title)
{
    ensureHeader();
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    setAccessibleName(title);
}

QString Card::title() const
{
    return m_title ? m_title->text() : QString();
}

void Card::setSuffix(const QString &text)
{
    ensureHeader();
    m_suffix->setText(text);
    m_suffix->setVisible(!text.isEmpty());
}

void Card::setIcon(Icon icon)
{
    ensureHeader();
    delete m_icon;
    m_icon = new CardIcon(icon, m_header);
    m_headerLayout->insertWidget(0, m_icon);
}

void Card::addTitleWidget(QWidget *widget)
{
    ensureHeader();
    m_titleWidgets->addWidget(widget);
}

void Card::addHeaderWidget(QWidget *widget)
{
    ensureHeader();
    m_headerWidgets->addWidget(widget);
}

void Card::setBody(QWidget *widget)
{
    m_body->addWidget(widget, 1);
}

void Card::setFlush(bool flush)
{
    m_flush = flush;
    updateMargins();
}

void Card::updateMargins()
{
    if (!m_flush) {
        const int margin = px(metrics::Gap);
        m_body->setContentsMargins(margin, margin, margin, margin);
        return;
    }
    // A child reaching into the round corners would square them.
    const int corner = px(metrics::CardRadius) / 2;
    m_body->setContentsMargins(0, m_header ? 0 : corner, 0, m_footer ? 0 : corner);
}

void Card::setFooter(QWidget *widget)
{
    delete m_footer;
    auto *footer = new QWidget(this);
    auto *layout = new QHBoxLayout(footer);
    const int margin = px(metrics::Gap);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->addWidget(widget);
    m_footer = footer;
    m_outer->addWidget(footer);
    updateMargins();
}

void Card::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintPanel(&painter, rect(), px(metrics::CardRadius), color(Role::Panel), color(Role::Line));
    if (m_header) {
        paintLine(&painter, {1, m_header->geometry().bottom(), width() - 2, 1}, color(Role::Line));
    }
    if (m_footer) {
        paintLine(&painter, {1, m_footer->geometry().top(), width() - 2, 1}, color(Role::Line));
    }
}

} // namespace daraja
