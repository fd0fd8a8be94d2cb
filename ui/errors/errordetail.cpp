// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/errors/errordetail.h"

#include "core/errors/errorproducts.h"
#include "ui/errors/errorlook.h"
#include "ui/errors/noteeditor.h"
#include "ui/errors/threelines.h"
#include "ui/style/metrics.h"
#include "ui/widgets/keyvaluegrid.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/surface.h"
#include "ui/widgets/verdictheader.h"

#include <QScrollBar>
#include <QVBoxLayout>

namespace daraja {

namespace {

QString whereItHolds(const GuideEntry *meaning, const Explanation &explanation)
{
    if (meaning) {
        return ErrorDetail::tr("%1 · %2", "code, products").arg(meaning->codeText(), meaning->scope());
    }
    const QString product = errorProductTitle(explanation.product);
    return product.isEmpty() ? explanation.code : ErrorDetail::tr("%1 · %2", "code, products").arg(explanation.code, product);
}

} // namespace

ErrorDetail::ErrorDetail(NoteEditor *editor, QWidget *parent)
    : QScrollArea(parent)
    , m_verdict(new VerdictHeader)
    , m_actor(new Pill)
    , m_lines(new ThreeLines)
    , m_sources(new KeyValueGrid)
    , m_noteTitle(new Label({}, TextStyle::Strong))
    , m_note(editor)
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(px(metrics::Gap), px(metrics::Gap), px(metrics::Gap), px(metrics::Gap));
    layout->setSpacing(px(metrics::Gap));
    m_verdict->setObjectName(QStringLiteral("errorVerdict"));
    m_verdict->addWidget(m_actor);
    layout->addWidget(m_verdict);
    layout->addWidget(Surface::line(Qt::Horizontal));
    m_lines->setLinkVisible(false);
    layout->addWidget(m_lines);
    layout->addWidget(Surface::line(Qt::Horizontal));
    m_sources->setLabelWidth(98);
    layout->addWidget(m_sources);
    layout->addWidget(m_noteTitle);
    layout->addWidget(m_note);
    layout->addStretch(1);
    setWidget(content);
    viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
}

void ErrorDetail::present(const GuideEntry *meaning, const Explanation &explanation)
{
    const bool another = explanation.id != m_explanation.id || explanation.code != m_explanation.code;
    m_explanation = explanation;
    if (!explanation.known) {
        m_verdict->setVerdict(Tone::Neutral, Icon::Question, explanation.title, whereItHolds(meaning, explanation));
    } else if (explanation.legacy) {
        m_verdict->setVerdict(Tone::Neutral, Icon::Clock, explanation.title, whereItHolds(meaning, explanation));
    } else {
        m_verdict->setVerdict(retryTone(explanation.retry), retryIcon(explanation.retry), explanation.title,
                              whereItHolds(meaning, explanation));
    }
    m_actor->setState(explanation.legacy ? tr("OLD INTERFACE") : actorWords(explanation.actor).toUpper(), Tone::Neutral);
    m_actor->setVisible(explanation.known);

    Explanation lines = explanation;
    lines.note.clear(); // it stands below, where it can be changed
    m_lines->setExplanation(lines);
    m_sources->clear();
    const auto add = [this](const QString &label, const QString &text) {
        if (!text.isEmpty()) {
            m_sources->addRow(label, text);
        }
    };
    if (explanation.known) {
        add(tr("Others say"), explanation.disagree);
        add(tr("Source"), sourceWords(explanation));
        add(tr("How sure"), confidenceWords(explanation.confidence));
    } else {
        add(tr("Source"), tr("None: this code is not in our list. A note of your team is shown whenever it comes again."));
    }
    m_noteTitle->setText(explanation.known ? tr("Note of your team") : tr("Note of your team on %1").arg(explanation.code));
    // A code with an entry is noted there, whatever else shares the code.
    const TeamNote subject = explanation.known ? TeamNote{explanation.id, explanation.code, explanation.product, explanation.note, {}}
                                               : TeamNote{{}, explanation.code, explanation.product, explanation.note, {}};
    m_noteTitle->setVisible(!subject.entryId.isEmpty() || !subject.code.isEmpty());
    m_note->setVisible(m_noteTitle->isVisibleTo(this));
    m_note->setSubject(subject);
    if (another) {
        verticalScrollBar()->setValue(0);
    }
}

} // namespace daraja
