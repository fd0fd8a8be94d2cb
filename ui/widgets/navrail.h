// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/style/icons.h"

#include <QPointer>
#include <QWidget>

#include <vector>

class QVBoxLayout;

namespace daraja {

class Label;
class NavItem;

/// The left rail: name of the program, the pages with icon, text and shortcut digit, and items at its foot.
///
/// One stop in the Tab chain; Up, Down, Home and End move and choose. When the window is narrower than the limit only icons are shown (the
/// text becomes the tool tip). The digits are hints: the window installs the shortcuts.
class NavRail final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NavRail)

public:
    explicit NavRail(QWidget *parent = nullptr);

    void setHeading(const QString &title, const QString &subtitle);
    /// Returns the item's number: 0, 1, … in the order added, footer items included.
    int addItem(Icon icon, const QString &text, const QString &hint = {});
    int addFooterItem(Icon icon, const QString &text, const QString &hint = {});
    void setItemText(int item, const QString &text);
    /// A dot beside the icon: something there wants attention. The words go to tool tip and screen reader; empty: no dot.
    void setItemNote(int item, const QString &note, Tone tone = Tone::Careful);
    [[nodiscard]] int count() const;
    [[nodiscard]] QString itemText(int item) const;
    /// The widget of an item, for the focus chain and for tests.
    [[nodiscard]] QWidget *itemWidget(int item) const;

    [[nodiscard]] int current() const { return m_current; } ///< -1 before the first
    void setCurrent(int item);

    /// The window's width, in pixels before px(), below which only icons are shown. 1100 by default; 0: never.
    void setCollapseBelow(int windowWidth);
    [[nodiscard]] bool isCollapsed() const { return m_collapsed; }

Q_SIGNALS:
    /// By the user or by setCurrent(); not when the item stays.
    void currentChanged(int item);

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    int insert(Icon icon, const QString &text, const QString &hint, QVBoxLayout *layout);
    void step(int from, int key);
    void watchWindow();
    void measure();
    void setCollapsed(bool collapsed);

    QVBoxLayout *m_items;
    QVBoxLayout *m_footer;
    Label *m_title;
    Label *m_subtitle;
    std::vector<NavItem *> m_all;
    QWidget *m_headingRoom;
    QPointer<QWidget> m_window;
    int m_current = -1;
    int m_collapseBelow = 1100;
    bool m_collapsed = false;
};

} // namespace daraja
