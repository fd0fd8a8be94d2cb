// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/style/palette.h"

#include <QWidget>

namespace daraja {

/// A plain ground in the colour of a role, with lines at the edges asked for: top bar, status bar, environment band, separators.
class Surface final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Surface)

public:
    explicit Surface(Role ground = Role::Panel, Qt::Edges lines = {}, QWidget *parent = nullptr);

    void setGround(Role ground);
    [[nodiscard]] Role ground() const { return m_ground; }

    /// A line one pixel thick across its parent's layout.
    [[nodiscard]] static Surface *line(Qt::Orientation orientation, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Role m_ground;
    Qt::Edges m_lines;
};

} // namespace daraja
