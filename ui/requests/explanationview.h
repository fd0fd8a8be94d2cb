// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/api/apicall.h"
#include "core/errors/errorguide.h"

#include <QScrollArea>
#include <QVariant>

class QHBoxLayout;
class QPushButton;
class QVBoxLayout;

namespace daraja {

class CodeView;
class KeyValueGrid;
class Label;
class ThreeLines;

/// The three lines *Safaricom said · It means · Do this*, what was answered in the form in which people read it, what one can do next, and
/// the JSON.
class ExplanationView final : public QScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ExplanationView)

public:
    explicit ExplanationView(QWidget *parent = nullptr);

    void clear();
    /// While it runs: what has been answered so far.
    void showWaiting(const QString &text);
    void showExplanation(const Explanation &explanation);
    /// A view of the answer: see makeAnswerView(). Takes ownership until clear().
    void showView(QWidget *view);
    /// Members of the result, with a copy button each.
    void showParameters(const CallResult &result);
    /// A sentence above the actions: why one of them, and not Send again.
    void showAdvice(const QString &text);
    void showJson(const QByteArray &json);
    /// A button under the text; owned by the view, gone with clear().
    QPushButton *addAction(const QString &words);
    /// The last, dim line: times.
    void showTimes(const QString &text);

Q_SIGNALS:
    /// Everything about the code is wanted: show the page Errors with this argument.
    void everythingWanted(const QVariant &argument);

private:
    /// From top to bottom.
    [[nodiscard]] QList<QWidget *> parts() const;

    QVBoxLayout *m_layout;
    ThreeLines *m_lines;
    QWidget *m_view;
    KeyValueGrid *m_values;
    CodeView *m_json;
    Label *m_advice;
    QWidget *m_actions;
    QHBoxLayout *m_actionRow;
    Label *m_times;
};

} // namespace daraja
