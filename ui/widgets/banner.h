// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/style/icons.h"

#include <QWidget>

class QPushButton;

namespace daraja {

class Label;

/// A line that tells something about the page it stands on: icon, words, perhaps one action, perhaps a cross to close. Hidden until tell().
class Banner final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Banner)

public:
    explicit Banner(QWidget *parent = nullptr);

    /// Shows it; screen readers are alerted. May hold links.
    void tell(Tone tone, const QString &message);
    void info(const QString &message) { tell(Tone::Accent, message); }
    void warn(const QString &message) { tell(Tone::Careful, message); }
    void error(const QString &message) { tell(Tone::Bad, message); }
    /// Empty: no button.
    void setAction(const QString &words);
    void setClosable(bool closable);
    [[nodiscard]] QString message() const;
    [[nodiscard]] Tone tone() const { return m_tone; }

Q_SIGNALS:
    void actionTriggered();
    void linkActivated(const QString &link);
    /// The user closed it.
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void dress();

    Tone m_tone = Tone::Accent;
    bool m_told = false;
    QWidget *m_iconRoom;
    Label *m_message;
    QPushButton *m_action;
    QPushButton *m_close;
};

} // namespace daraja
