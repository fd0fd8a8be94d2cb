// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/style/metrics.h"
#include "ui/style/palette.h"

#include <QLabel>

namespace daraja {

/// A QLabel with a size and a colour of the house that follows the theme. Use it wherever text is not plain Body in Text.
class Label final : public QLabel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Label)

public:
    explicit Label(const QString &text = {}, TextStyle style = TextStyle::Body, Role role = Role::Text, QWidget *parent = nullptr);

    [[nodiscard]] Role role() const { return m_role; }
    void setRole(Role role);
    [[nodiscard]] TextStyle textStyle() const { return m_style; }
    void setTextStyle(TextStyle style);

    /// Lets mouse and keyboard select the text; a double click selects all of it, so that ids are taken whole. Adds the label to the focus chain.
    void setSelectable(bool selectable);

protected:
    void changeEvent(QEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;

private:
    void dress();

    Role m_role;
    TextStyle m_style;
};

} // namespace daraja
