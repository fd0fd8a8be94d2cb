// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/noticearea.h"

#include "ui/style/metrics.h"
#include "ui/widgets/banner.h"

#include <QVBoxLayout>

namespace daraja {

NoticeArea::NoticeArea(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(px(metrics::Gap), px(metrics::Gap), px(metrics::Gap), 0);
    m_layout->setSpacing(px(metrics::Grid));
    setVisible(false);
}

void NoticeArea::tell(const QString &text)
{
    if (text.isEmpty() || notices().contains(text))
        return;
    while (m_layout->count() >= Limit)
        delete m_layout->itemAt(0)->widget();
    auto *banner = new Banner;
    banner->setClosable(true);
    connect(banner, &Banner::closed, this, [this, banner] {
        m_layout->removeWidget(banner);
        banner->deleteLater();
        setVisible(m_layout->count() > 0);
    });
    m_layout->addWidget(banner);
    setVisible(true);
    banner->warn(text);
}

QStringList NoticeArea::notices() const
{
    QStringList texts;
    for (int i = 0; i < m_layout->count(); ++i) {
        if (const auto *banner = qobject_cast<Banner *>(m_layout->itemAt(i)->widget()))
            texts.append(banner->message());
    }
    return texts;
}

bool NoticeArea::closeNewest()
{
    if (m_layout->count() == 0)
        return false;
    QWidget *banner = m_layout->itemAt(m_layout->count() - 1)->widget();
    m_layout->removeWidget(banner);
    banner->hide();
    banner->deleteLater();
    setVisible(m_layout->count() > 0);
    return true;
}

} // namespace daraja
