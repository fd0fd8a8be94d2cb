// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/doctor/checkspec.h"
#include "core/doctor/finding.h"
#include "ui/doctor/checkmodel.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QPushButton;
class QVBoxLayout;

namespace daraja {

class Card;
class CodeView;
class CopyButton;
class Label;
class TextLines;

/// One check: what it does and can prove, what it found, everything that was said, and what can be done about it.
class FindingCard final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FindingCard)

public:
    explicit FindingCard(QWidget *parent = nullptr);

    /// `title`: of the card. `finding` is null while the check has not run. `isCause`: its words and its cure stand in the verdict already.
    void present(const QString &title, const CheckSpec &spec, CheckModel::State state, const Finding *finding, bool isCause);
    /// Whether buttons that begin something can be pressed: not while a run goes on.
    void setBusy(bool busy);
    /// Something below the finding: a form that belongs to the check. Takes ownership. Hidden until setExtraVisible().
    void setExtra(QWidget *extra);
    void setExtraVisible(bool visible);
    [[nodiscard]] QString checkId() const { return m_spec.id; }

Q_SIGNALS:
    void cureWanted(const daraja::Finding::Cure &cure);
    /// This check is to run by itself.
    void runWanted(const QString &checkId);

private:
    void presentLines(bool isCause);
    void presentTranscript();
    void showExchange(int index);

    CheckSpec m_spec;
    std::optional<Finding> m_finding;
    Card *m_card;
    CopyButton *m_copy;
    Label *m_what;
    TextLines *m_lines;
    QComboBox *m_which;
    CodeView *m_request;
    CodeView *m_response;
    TextLines *m_facts;
    QWidget *m_buttons;
    QPushButton *m_cure;
    QPushButton *m_run;
    QVBoxLayout *m_column;
    QWidget *m_extra = nullptr;
};

} // namespace daraja
