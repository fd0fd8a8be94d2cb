// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/copybutton.h"

#include "ui/style/deskstyle.h"
#include "ui/style/icons.h"

#include <QEvent>
#include <QTimer>

namespace daraja {

namespace {

constexpr auto tickTime = std::chrono::milliseconds(1500);

} // namespace

CopyButton::CopyButton(Source source, Content content, QWidget *parent)
    : QPushButton(parent)
    , m_source(std::move(source))
    , m_content(content)
{
    setButtonRole(this, ButtonRole::Plain, ButtonSize::Small);
    setIcon(makeIcon(Icon::Copy));
    setAutoDefault(false);
    connect(this, &QPushButton::clicked, this, &CopyButton::copy);
    dress();
}

CopyButton::CopyButton(const QString &words, Source source, QWidget *parent)
    : CopyButton(std::move(source), Content::Text, parent)
{
    setText(words);
    dress();
}

void CopyButton::setSource(Source source)
{
    m_source = std::move(source);
}

void CopyButton::setWhat(const QString &what)
{
    m_what = what;
    dress();
}

void CopyButton::setSecretTime(std::chrono::milliseconds time)
{
    m_time = time;
    dress();
}

void CopyButton::copy()
{
    const QString text = m_source ? m_source() : QString();
    if (text.isEmpty()) {
        return;
    }
    if (m_content == Content::Secret) {
        copySecret(text, m_time);
    } else {
        copyText(text);
    }
    setIcon(makeIcon(Icon::Tick));
    ++m_ticks;
    QTimer::singleShot(tickTime, this, [this, tick = m_ticks] {
        if (tick == m_ticks) {
            setIcon(makeIcon(Icon::Copy));
        }
    });
    Q_EMIT copied();
}

void CopyButton::dress()
{
    const QString what = m_what.isEmpty() ? tr("Copy") : tr("Copy %1").arg(m_what);
    const auto seconds = int(std::chrono::duration_cast<std::chrono::seconds>(m_time).count());
    setToolTip(m_content == Content::Secret ? tr("%1. It leaves the clipboard after %n second(s).", nullptr, seconds).arg(what) : what);
    setAccessibleName(text().isEmpty() || !m_what.isEmpty() ? what : text());
}

void CopyButton::changeEvent(QEvent *event)
{
    QPushButton::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        dress();
    }
}

} // namespace daraja
