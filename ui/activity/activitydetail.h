// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/api/followup.h"
#include "core/doctor/startingpoint.h"
#include "core/history/historyentry.h"

#include <QVariant>
#include <QWidget>

#include <optional>

class QMenu;
class QPushButton;

namespace daraja {

class Card;
class CodeView;
class CopyButton;
class EntryNote;
class KeyValueGrid;
class Label;
class Pill;
class ThreeLines;

/// One entry of the history: what happened step by step, what it means, what may be done about it, and everything that was said.
class ActivityDetail final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ActivityDetail)

public:
    /// `menu`: what else can be done with the entry. Must outlive the widget.
    explicit ActivityDetail(QMenu *menu, QWidget *parent = nullptr);

    /// The entry is being read: its headline is there, the rest is not.
    void showRow(const HistoryRow &row);
    /// The whole entry. When it is the one that is shown, what the user reads stays where it is.
    void showEntry(const HistoryEntry &entry);
    /// Nothing is shown.
    void clear();
    /// What is shown, once it was read.
    [[nodiscard]] const std::optional<HistoryEntry> &entry() const { return m_entry; }

    /// Whether notes can be kept.
    void setWritable(bool writable);
    /// Lead the keyboard to the text and to the note.
    void read();
    void writeNote();

Q_SIGNALS:
    void noteChanged(qint64 number, const QString &note);
    /// Daraja is to be asked what became of it.
    void askWanted(const daraja::FollowUp &question);
    /// Its callbacks are to go to the user's own server once more.
    void resendWanted();
    /// The doctor is to look into it, with the values of the call.
    void findOutWhyWanted(const daraja::StartingPoint &point, const daraja::Values &values);
    /// Everything about its error: argument for the page Errors.
    void everythingWanted(const QVariant &argument);

private:
    void fillSteps();
    void fillFacts();
    void explain();
    void offerQuestion();
    void offerDoctor();

    std::optional<HistoryEntry> m_entry;
    qint64 m_number = 0; ///< of what the headline says
    QString m_shown;     ///< to know whether anything in sight is another
    Card *m_card;
    Pill *m_state;
    QPushButton *m_ask;
    QPushButton *m_resend;
    QPushButton *m_why;
    CopyButton *m_copy;
    QPushButton *m_more;
    QWidget *m_body;
    Label *m_summary;
    ThreeLines *m_lines;
    QWidget *m_steps;
    KeyValueGrid *m_facts;
    EntryNote *m_note;
    CodeView *m_text;
    std::optional<FollowUp> m_question;
    std::optional<StartingPoint> m_point; ///< where the doctor would begin
};

} // namespace daraja
