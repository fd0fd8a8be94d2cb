// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/darajactl/arguments.h"
#include "core/errors/teamnotes.h"

namespace daraja {

/// `darajactl explain CODE-OR-TEXT`: the error guide, without a network.
///
/// JSON: `{"ok","query":{"code","text","product"},"meanings":[{"id","codes","scope","said","known","title","means","steps","actor",
/// "retry","source","seen","confidence","disagree","legacy","note"}]}`. A code that is not in the list has `"ok":false`, no meanings and
/// `"advice"` of the same form.
class ExplainCommand final : public Command
{
    Q_OBJECT

public:
    struct Options
    {
        QString what;      ///< `-`: standard input
        QString product;   ///< an operation or product; empty: any
        QString notesFile; ///< empty: the usual one
    };

    ExplainCommand(const Clock &clock, const Output &output, Options options, QObject *parent = nullptr);

    void start() override;

private:
    [[nodiscard]] ExitCode explain(const QString &text);
    void say(const GuideEntry *meaning, const Explanation &explanation) const;

    const Output &m_output;
    Options m_options;
    TeamNotes m_notes;
};

[[nodiscard]] Invocation explainInvocation();

} // namespace daraja
