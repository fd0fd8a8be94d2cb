// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

class QVBoxLayout;

namespace daraja {

/// Below the top bar: what the user should know, one line each, until closed. Takes no room while there is nothing to say.
class NoticeArea final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NoticeArea)

public:
    static constexpr int Limit = 3; ///< lines at once; the oldest makes room

    explicit NoticeArea(QWidget *parent = nullptr);

    /// A text that is in sight already is not said twice.
    void tell(const QString &text);
    [[nodiscard]] QStringList notices() const; ///< oldest first
    /// Takes the newest away. False when there was none.
    bool closeNewest();

private:
    QVBoxLayout *m_layout;
};

} // namespace daraja
