// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/requests/sendbar.h"

#include "core/base/money.h"
#include "ui/style/deskstyle.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/widgets/countdownring.h"
#include "ui/widgets/label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QPushButton>

namespace daraja {

namespace {

class LockSign final : public QWidget
{
public:
    LockSign() { setFixedSize(px(metrics::IconSize), px(metrics::IconSize)); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintIcon(&painter, rect(), Icon::Lock, color(Role::Production));
    }
};

} // namespace

QString sendVerb(const OperationSpec &operation, const Values &values)
{
    if (operation.effect != Effect::MovesMoney) {
        return SendBar::tr("Send");
    }
    for (const FieldSpec *field : operation.fieldList()) {
        if (field->kind == FieldKind::Amount) {
            const std::optional<qint64> shillings = parseShillings(values.value(QString::fromLatin1(field->name)));
            return shillings ? SendBar::tr("Send KES %1").arg(QLocale(QLocale::English).toString(*shillings)) : SendBar::tr("Send money");
        }
    }
    return SendBar::tr("Send");
}

SendBar::SendBar(QWidget *parent)
    : QWidget(parent)
    , m_sentence(new Label)
    , m_lockRow(new QWidget)
    , m_lockIcon(new LockSign)
    , m_lockText(new Label({}, TextStyle::Small, Role::Production))
    , m_lockButton(new QPushButton)
    , m_send(new QPushButton(tr("Send")))
    , m_hint(new Label(tr("Ctrl+Enter"), TextStyle::Body, Role::Faint))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(px(metrics::Grid));
    m_sentence->setWordWrap(true);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setObjectName(QStringLiteral("moneySentence"));
    layout->addWidget(m_sentence);

    auto *lockLayout = new QHBoxLayout(m_lockRow);
    lockLayout->setContentsMargins(0, 0, 0, 0);
    lockLayout->setSpacing(px(metrics::Grid));
    m_lockText->setWordWrap(true);
    setButtonRole(m_lockButton, ButtonRole::Plain, ButtonSize::Small);
    lockLayout->addWidget(m_lockIcon, 0, Qt::AlignVCenter);
    lockLayout->addWidget(m_lockText, 1);
    lockLayout->addWidget(m_lockButton);
    layout->addWidget(m_lockRow);

    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(px(metrics::Grid));
    m_send->setObjectName(QStringLiteral("sendButton"));
    m_send->setIcon(makeIcon(Icon::Send));
    m_send->installEventFilter(this);
    row->addWidget(m_send);
    row->addWidget(m_hint);
    row->addStretch(1);
    layout->addLayout(row);
    m_sentence->hide();

    connect(m_send, &QPushButton::clicked, this, &SendBar::sendRequested);
    connect(m_lockButton, &QPushButton::clicked, this, [this] {
        if (m_lock == Lock::Locked) {
            Q_EMIT unlockRequested();
        } else {
            Q_EMIT lockRequested();
        }
    });
    update();
}

void SendBar::setOperation(const OperationSpec &operation, const Values &values)
{
    const QString sentence = operation.isAboutMoney() ? moneySentence(operation, values) : QString();
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
    m_send->setText(sendVerb(operation, values));
    const ButtonRole role = operation.effect == Effect::MovesMoney ? ButtonRole::Money : ButtonRole::Primary;
    if (buttonRole(m_send) != role) {
        setButtonRole(m_send, role);
    }
    m_send->setAccessibleDescription(sentence);
}

void SendBar::setLock(Lock lock, std::chrono::milliseconds remaining)
{
    m_lock = lock;
    m_lockText->setText(lock == Lock::Locked ? tr("Locked") : tr("Open for %1").arg(CountdownRing::format(remaining)));
    update();
}

void SendBar::setReady(bool ready, const QString &whyNot)
{
    m_ready = ready;
    m_whyNot = whyNot;
    update();
}

QString SendBar::verb() const
{
    return m_send->text();
}

void SendBar::update()
{
    const bool locked = m_lock == Lock::Locked;
    m_lockRow->setVisible(m_lock != Lock::None);
    m_lockIcon->setVisible(locked);
    m_lockButton->setText(locked ? tr("Unlock for 15 minutes") : tr("Lock again"));
    m_send->setEnabled(m_ready && !locked);
    m_send->setToolTip(!m_ready ? m_whyNot : locked ? tr("Unlock first: this is real money.") : QString());
}

bool SendBar::eventFilter(QObject *watched, QEvent *event)
{
    // A quick answer may come between the two halves of a double click: the second must not send once more.
    return (watched == m_send && event->type() == QEvent::MouseButtonDblClick) || QWidget::eventFilter(watched, event);
}

} // namespace daraja
