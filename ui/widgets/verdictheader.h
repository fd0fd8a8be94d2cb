// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/style/icons.h"

#include <QWidget>

class QVBoxLayout;

namespace daraja {

class Label;

/// The verdict before the detail: icon, one headline, one dim sentence, room for buttons at the right.
class VerdictHeader final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(VerdictHeader)

public:
    explicit VerdictHeader(QWidget *parent = nullptr);

    /// The icon is the tone's own; screen readers are told of the new headline.
    void setVerdict(Tone tone, const QString &headline, const QString &sentence = {});
    void setVerdict(Tone tone, Icon icon, const QString &headline, const QString &sentence = {});
    [[nodiscard]] QString headline() const;
    [[nodiscard]] QString sentence() const;
    [[nodiscard]] Tone tone() const { return m_tone; }
    /// Under the sentence: a KeyValueGrid, a progress line. Takes ownership.
    void addBody(QWidget *widget);
    /// In the column at the right. Takes ownership.
    void addWidget(QWidget *widget);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Icon m_icon = Icon::Info;
    Tone m_tone = Tone::Neutral;
    Label *m_headline;
    Label *m_sentence;
    QVBoxLayout *m_text;
    QVBoxLayout *m_side;
};

} // namespace daraja
