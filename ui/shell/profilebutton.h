// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QPushButton>

namespace daraja {

/// `Demo shop 174379 ⌄`: the open profile, which opens the list of profiles. A name that is too long is cut and told by the tool tip.
class ProfileButton final : public QPushButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProfileButton)

public:
    explicit ProfileButton(QWidget *parent = nullptr);

    void setProfile(const QString &name, const QString &code);
    [[nodiscard]] QString name() const { return m_name; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int widthFor(int nameWidth) const;

    QString m_name;
    QString m_code;
};

} // namespace daraja
