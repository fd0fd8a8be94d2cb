// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/style/icons.h"

#include <QWidget>

#include <optional>

class QHBoxLayout;
class QVBoxLayout;

namespace daraja {

class Label;

/// A rounded panel: an optional header row (icon, title, dim suffix, widgets left and right, a line below), a body, an optional footer.
///
/// The header appears with the first thing put into it.
class Card final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Card)

public:
    explicit Card(QWidget *parent = nullptr);
    explicit Card(const QString &title, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    [[nodiscard]] QString title() const;
    /// Dim text after the title: `6 of 8 · 17 s`.
    void setSuffix(const QString &text);
    void setIcon(Icon icon);
    /// After the title, from the left: a pill. Takes ownership.
    void addTitleWidget(QWidget *widget);
    /// At the right end of the header: buttons (small). Takes ownership.
    void addHeaderWidget(QWidget *widget);

    /// The body's layout: margins 16, spacing 16. Fill it, or give the body one widget by setBody().
    [[nodiscard]] QVBoxLayout *bodyLayout() const { return m_body; }
    /// Puts a widget into the body with stretch. Takes ownership.
    void setBody(QWidget *widget);
    /// For lists and tables that reach the edges: no margins but what the round corners need.
    void setFlush(bool flush);

    /// Puts a widget below the body, under a line, with the card's padding: Send and its hint. Takes ownership.
    void setFooter(QWidget *widget);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void ensureHeader();
    void updateMargins();

    QWidget *m_header = nullptr;
    QHBoxLayout *m_headerLayout = nullptr;
    QHBoxLayout *m_titleWidgets = nullptr;
    QHBoxLayout *m_headerWidgets = nullptr;
    QWidget *m_icon = nullptr;
    Label *m_title = nullptr;
    Label *m_suffix = nullptr;
    QVBoxLayout *m_outer;
    QVBoxLayout *m_body;
    QWidget *m_footer = nullptr;
    bool m_flush = false;
};

} // namespace daraja
