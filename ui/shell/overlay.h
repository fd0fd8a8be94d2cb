// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QPointer>
#include <QWidget>

class QVBoxLayout;

namespace daraja {

/// A panel over the dimmed window. Not a dialog: no window of its own, no modality; Esc, a click beside it, and switching to another window
/// do not lose anything. Tab stays inside. Closing gives the focus back. Hidden until openOver().
class Overlay : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Overlay)

public:
    /// Covers `window` and follows its size.
    explicit Overlay(QWidget *window);
    ~Overlay() override;

    void openOver();
    void closeOverlay();

Q_SIGNALS:
    void closed();

protected:
    /// Where the panel's content goes.
    [[nodiscard]] QVBoxLayout *content() const { return m_content; }
    /// Width wanted, before px(); less when the window is narrow.
    void setPanelWidth(int width);
    /// Called before it is shown: fill it, set the focus.
    virtual void prepare();

    bool eventFilter(QObject *watched, QEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    /// Sets the panel's place again; for contents that changed size.
    void place();

private:
    QWidget *m_panel;
    QVBoxLayout *m_content;
    QPointer<QWidget> m_before;
    int m_width = 560;
};

} // namespace daraja
