// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/style/palette.h"
#include "ui/widgets/codecolors.h"

#include <QPlainTextEdit>
#include <QTimer>

namespace daraja {

class Label;

/// Read-only text in fixed width with the colours of its language: an exchange, a JSON body, a curl command.
///
/// Large texts do not stop the window: they come into view piece by piece between two events, colours end after HighlightLimit characters,
/// very long lines are folded on screen, and text beyond ShowLimit is not shown; a line below says each of it. fullText() and copyAll()
/// always give the whole; a selection copies without the folds.
class CodeView final : public QPlainTextEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CodeView)

public:
    enum class Language {
        Plain,
        Json,  ///< shown as given: indent it first by pretty()
        Http,  ///< start line, headers, empty line, then JSON if it looks like it
        Shell, ///< a command with options and quoted arguments
    };
    Q_ENUM(Language)

    static constexpr qsizetype HighlightLimit = 200'000;
    static constexpr qsizetype ShowLimit = 8'000'000;
    static constexpr qsizetype FoldLimit = 4'000; ///< characters of one line

    explicit CodeView(QWidget *parent = nullptr);

    void setCode(const QString &text, Language language);
    [[nodiscard]] QString fullText() const { return m_text; }
    [[nodiscard]] Language language() const { return m_language; }

    /// Whether all that will be shown is in the view.
    [[nodiscard]] bool isComplete() const;

    /// What is said below the text about colours, folds and what is not shown; empty for ordinary texts.
    [[nodiscard]] QString notice() const;

    /// Makes the height follow the text, between the two numbers of lines, scrolling beyond. Without it the view fills what room it gets.
    void setFitLines(int minimum, int maximum);

    /// Indents JSON by two spaces, keeping the order of members and the spelling of numbers; what is not JSON comes back unchanged.
    [[nodiscard]] static QString pretty(const QByteArray &json);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

public Q_SLOTS:
    /// The whole text to the clipboard, also what is not shown.
    void copyAll();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    [[nodiscard]] QMimeData *createMimeDataFromSelection() const override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void ground();
    void showMore();
    void highlight(int fromBlock);
    [[nodiscard]] int heightForLines(int lines) const;
    void updateNotice();
    void placeNotice();

    QString m_text;
    Language m_language = Language::Plain;
    Label *m_notice = nullptr;
    int m_minimumLines = 0;
    int m_maximumLines = 0;
    bool m_folded = false;
    qsizetype m_shown = 0; ///< characters of m_text already in the view
    CodeColors m_colors{CodeColors::Language::Plain};
    QTimer m_fill; ///< between two pieces of a long text
    Scheme m_scheme = activeScheme();
};

} // namespace daraja
