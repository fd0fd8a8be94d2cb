// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/api/apicall.h"
#include "core/errors/errorguide.h"

#include <QScrollArea>

class QHBoxLayout;
class QPushButton;
class QVBoxLayout;

namespace daraja {

class CodeView;
class KeyValueGrid;
class Label;

/// The three lines *Safaricom said · It means · Do this*, what the result carries (accounts as a table), and what one can do next.
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
    /// Members of the result, with a copy button each; an AccountBalance becomes a table.
    void showResult(const CallResult &result);
    void showJson(const QByteArray &json);
    /// A button under the text; owned by the view, gone with clear().
    QPushButton *addAction(const QString &words);
    /// The last, dim line: times.
    void showTimes(const QString &text);

private:
    QVBoxLayout *m_layout;
    KeyValueGrid *m_lines;
    QWidget *m_table;
    KeyValueGrid *m_values;
    CodeView *m_json;
    QWidget *m_actions;
    QHBoxLayout *m_actionRow;
    Label *m_times;
};

} // namespace daraja
