// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/doctor/report.h"

#include <QWidget>

class QProgressBar;
class QPushButton;

namespace daraja {

class CopyButton;
class Pill;
class TextLines;
class VerdictHeader;

/// What the whole run says, before everything else: the first cause in the pattern *Safaricom said · It means · Do this*, how sure that is
/// and why, and the button that cures it. While a run goes on: what is being looked at, how far it is, Cancel.
class VerdictCard final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(VerdictCard)

public:
    /// What stands beside the report.
    struct Surroundings
    {
        QString about;       ///< why the run began: a symptom, a failed call; may be empty
        QStringList advice;  ///< beyond what checks can see
        QStringList changes; ///< since the run before
        QStringList also;    ///< titles of further faults
        int looked = 0;      ///< checks that ran
        int open = 0;        ///< checks that could not tell
    };

    explicit VerdictCard(QWidget *parent = nullptr);

    void showRunning(const QString &what, const QString &about, int done, int all);
    /// While it runs; called once a second.
    void setElapsed(const QString &text);
    void showReport(const DoctorReport &report, const Surroundings &surroundings);

Q_SIGNALS:
    void cureWanted();
    void againWanted();
    void cancelWanted();
    /// Back to the symptoms.
    void backWanted();

private:
    void presentCause(const Finding &cause);

    VerdictHeader *m_header;
    TextLines *m_lines;
    QProgressBar *m_progress;
    Pill *m_sure;
    QPushButton *m_cure;
    QPushButton *m_again;
    QPushButton *m_back;
    QPushButton *m_cancel;
    QString m_what;
};

/// `"Wrong credentials" 500.001.1001 · request 2ba8-4165`; empty when nothing was said.
[[nodiscard]] QString saidLine(const Finding &finding);

} // namespace daraja
