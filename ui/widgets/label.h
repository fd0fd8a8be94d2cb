// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/style/metrics.h"
#include "ui/style/palette.h"

#include <QLabel>

namespace daraja {

/// A QLabel with a size and a colour of the house that follows the theme. Use it wherever text is not plain Body in Text.
///
/// Wrapped Body text stands on lines of 20 px; QLabel knows line heights only in rich text, so behind a QLabel pointer text() answers with
/// mark-up then. Setters and text() of this class deal in the text as given.
class Label final : public QLabel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Label)

public:
    explicit Label(const QString &text = {}, TextStyle style = TextStyle::Body, Role role = Role::Text, QWidget *parent = nullptr);

    [[nodiscard]] QString text() const { return m_text; }
    void setText(const QString &text);
    void setWordWrap(bool wrap);
    void setTextFormat(Qt::TextFormat format);

    [[nodiscard]] Role role() const { return m_role; }
    void setRole(Role role);
    [[nodiscard]] TextStyle textStyle() const { return m_style; }
    void setTextStyle(TextStyle style);

    /// One line that may get less room than it needs: it is cut there, with … and the whole as tool tip. Qt::ElideNone, the default, never
    /// cuts.
    void setElideMode(Qt::TextElideMode mode);

    /// Where the first line of text stands, in pixels from the top.
    [[nodiscard]] int firstBaseline() const;

    /// Lets mouse and keyboard select the text; a double click selects all of it, so that ids are taken whole. Adds the label to the focus
    /// chain.
    void setSelectable(bool selectable);

    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;

private:
    void dress();
    [[nodiscard]] bool isCut() const;
    void present();

    QString m_text;
    Role m_role;
    TextStyle m_style;
    Qt::TextFormat m_format = Qt::AutoText;
    Qt::TextElideMode m_elide = Qt::ElideNone;
    Scheme m_scheme = activeScheme();
};

} // namespace daraja
