// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QProxyStyle>

class QAbstractButton;

namespace daraja {

/// What a button is for; see setButtonRole().
enum class ButtonRole {
    Plain,   ///< outlined; the default
    Primary, ///< filled with the accent: one per card. A QPushButton with setDefault(true) in a dialog looks the same
    Danger,  ///< filled with red: what cannot be undone
    Money,   ///< filled with the colour of what moves money
    Flat,    ///< no outline until pointed at or focused; icon buttons in headers
    Link,    ///< looks like a link in a sentence
};

enum class ButtonSize { Normal, Small };

/// Gives a QPushButton or QToolButton its look. Survives a change of theme.
void setButtonRole(QAbstractButton *button, ButtonRole role, ButtonSize size = ButtonSize::Normal);
[[nodiscard]] ButtonRole buttonRole(const QAbstractButton *button);
[[nodiscard]] ButtonSize buttonSize(const QAbstractButton *button);

/// Draws an editor (line edit, combo box, spin box, text edit) with the red edge of a value that is wrong. FieldRow does it for its editor.
void setProblemLook(QWidget *editor, bool problem);
[[nodiscard]] bool hasProblemLook(const QWidget *editor);

/// The look of Qt's own widgets: Fusion where it is good enough, the mockups' shapes elsewhere. No style sheets: they double the cost of a
/// start.
///
/// Understood: QPushButton, QToolButton, QLineEdit, QPlainTextEdit/QTextEdit frames, QComboBox, QSpinBox, QCheckBox, QRadioButton, QTabBar
/// (underline), QMenu, QScrollBar (slim), QGroupBox, QProgressBar, QSplitter, item views and their headers, tool tips. Keyboard focus is a
/// ring of the accent.
class DeskStyle final : public QProxyStyle
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeskStyle)

public:
    DeskStyle();
    ~DeskStyle() override;

    using QProxyStyle::polish;
    using QProxyStyle::unpolish;
    void polish(QWidget *widget) override;
    void unpolish(QWidget *widget) override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget) const override;
    [[nodiscard]] QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                         const QWidget *widget) const override;
    [[nodiscard]] QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl subControl,
                                       const QWidget *widget) const override;
    [[nodiscard]] QRect subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const override;
    [[nodiscard]] int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    [[nodiscard]] int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *data) const override;
    [[nodiscard]] QIcon standardIcon(StandardPixmap icon, const QStyleOption *option, const QWidget *widget) const override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace daraja
