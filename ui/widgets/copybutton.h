// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/widgets/secretclipboard.h"

#include <QPushButton>

#include <functional>

namespace daraja {

/// Copies what its source answers, and shows a tick for a moment. Small; with or without words (`Copy as curl`).
class CopyButton final : public QPushButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CopyButton)

public:
    enum class Content { Text, Secret };
    using Source = std::function<QString()>;

    explicit CopyButton(Source source, Content content = Content::Text, QWidget *parent = nullptr);
    CopyButton(const QString &words, Source source, QWidget *parent = nullptr);

    void setSource(Source source);
    /// What is copied, for tool tip and screen reader: `Copy access token`.
    void setWhat(const QString &what);
    /// After which a secret leaves the clipboard (20 s).
    void setSecretTime(std::chrono::milliseconds time);

Q_SIGNALS:
    /// After the clipboard was set; not when the source answered with nothing.
    void copied();

protected:
    void changeEvent(QEvent *event) override;

private:
    void copy();
    void dress();

    Source m_source;
    Content m_content;
    QString m_what;
    std::chrono::milliseconds m_time = SecretClipboardTime;
    int m_ticks = 0;
};

} // namespace daraja
