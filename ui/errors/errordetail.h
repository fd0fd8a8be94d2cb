// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/errors/errorguide.h"

#include <QScrollArea>

namespace daraja {

class KeyValueGrid;
class Label;
class NoteEditor;
class Pill;
class ThreeLines;
class VerdictHeader;

/// Everything about one code: verdict, the three lines, where the knowledge comes from and how sure it is, the note of the team.
class ErrorDetail final : public QScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ErrorDetail)

public:
    /// Takes ownership of the editor.
    explicit ErrorDetail(NoteEditor *editor, QWidget *parent = nullptr);

    /// `meaning` is null for a code that is not in the list.
    void present(const GuideEntry *meaning, const Explanation &explanation);
    [[nodiscard]] const Explanation &explanation() const { return m_explanation; }

private:
    Explanation m_explanation;
    VerdictHeader *m_verdict;
    Pill *m_actor;
    ThreeLines *m_lines;
    KeyValueGrid *m_sources;
    Label *m_noteTitle;
    NoteEditor *m_note;
};

} // namespace daraja
