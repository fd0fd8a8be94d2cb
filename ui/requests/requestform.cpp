// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/requests/requestform.h"

#include "ui/requests/effectlook.h"
#include "ui/requests/fieldeditor.h"
#include "ui/style/deskstyle.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/sectionheader.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace daraja {

namespace {

/// Given by the row itself: there is nothing to choose.
bool isConstant(const FieldSpec &field)
{
    return field.source != Source::Form && field.kind == FieldKind::Choice && field.choiceCount == 1;
}

/// Nobody needs it: it can wait below the others.
bool isExtra(const FieldSpec &field)
{
    return !field.required && !*field.requiredWhen && !*field.alternative;
}

QVBoxLayout *columnIn(QWidget *widget)
{
    auto *layout = new QVBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(px(metrics::Grid));
    return layout;
}

Label *quietNote(const QString &text)
{
    auto *label = new Label(text, TextStyle::Help, Role::Faint);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

RequestForm::RequestForm(const OperationSpec &operation, QWidget *parent)
    : QWidget(parent)
    , m_operation(operation)
    , m_more(new QWidget)
    , m_defaults(quietNote({}))
{
    QVBoxLayout *layout = columnIn(this);
    const EffectLook look = effectLook(operation.effect);
    layout->addWidget(new Pill(look.word.toUpper(), look.tone), 0, Qt::AlignLeft);
    auto *summary = new Label(catalogueText(operation.summary), TextStyle::Body, Role::Dim);
    summary->setTextFormat(Qt::PlainText);
    summary->setWordWrap(true);
    layout->addWidget(summary);
    if (*operation.disagreement) {
        layout->addWidget(quietNote(disagreementText(operation.disagreement)));
    }

    auto *extra = new QWidget;
    QVBoxLayout *extraLayout = columnIn(extra);
    extraLayout->addWidget(new SectionHeader(tr("Optional")));
    QVBoxLayout *moreLayout = columnIn(m_more);
    for (const FieldSpec *field : operation.fieldList()) {
        if (field->kind == FieldKind::UniqueId && field->source == Source::Derived) {
            m_idField = field;
        } else if (!field->isComputed() && !isConstant(*field)) {
            addRow(*field, field->source != Source::Form ? moreLayout : isExtra(*field) ? extraLayout : layout);
        }
    }
    if (m_idField) {
        addRow(*m_idField, layout);
        auto *renew = new QPushButton(tr("New"));
        setButtonRole(renew, ButtonRole::Plain, ButtonSize::Small);
        renew->setToolTip(tr("Another id: for a payment that is meant besides the last one"));
        renew->setAccessibleDescription(renew->toolTip());
        m_rows.value(m_idField)->addEditorWidget(renew);
        renewId(newUniqueId());
        connect(renew, &QPushButton::clicked, this, [this] {
            m_sent.reset();
            renewId(newUniqueId());
            Q_EMIT edited();
        });
    }
    const bool hasExtra = extraLayout->count() > 1;
    const bool hasMore = moreLayout->count() > 0;
    layout->addWidget(extra);
    extra->setVisible(hasExtra);

    m_moreButton = new QPushButton(tr("Change what is filled in"));
    m_moreButton->setCheckable(true);
    setButtonRole(m_moreButton, ButtonRole::Link, ButtonSize::Small);
    layout->addWidget(m_defaults);
    layout->addWidget(m_moreButton, 0, Qt::AlignLeft);
    layout->addWidget(m_more);
    layout->addStretch(1);
    m_moreButton->setVisible(hasMore);
    m_more->hide();
    connect(m_moreButton, &QPushButton::toggled, this, [this](bool open) {
        m_more->setVisible(open);
        m_moreButton->setText(open ? tr("Hide what is filled in") : tr("Change what is filled in"));
    });
    updateUnits();
}

RequestForm::~RequestForm()
{
    // A field that has the focus says goodbye when it goes, which is after the members of this class.
    for (FieldEditor *editor : std::as_const(m_editors)) {
        editor->disconnect(this);
    }
}

void RequestForm::addRow(const FieldSpec &field, QVBoxLayout *layout)
{
    FieldEditor *editor = FieldEditor::create(field);
    auto *row = new FieldRow(catalogueText(field.label), editor->widget());
    row->setToolTip(*field.portal ? tr("%1. In Safaricom's portal: %2").arg(QLatin1StringView(field.name), catalogueText(field.portal))
                                  : QString::fromLatin1(field.name));
    m_rows.insert(&field, row);
    m_editors.insert(&field, editor);
    updateHelp(field);
    layout->addWidget(row);
    connect(editor, &FieldEditor::edited, this, [this, &field] { fieldEdited(field); });
    connect(editor, &FieldEditor::left, this, [this, &field] { updateHelp(field); });
    connect(row, &FieldRow::linkActivated, this, [this, &field] {
        if (!m_unfolded.remove(&field)) {
            m_unfolded.insert(&field);
        }
        updateHelp(field);
    });
}

QString RequestForm::typed(const FieldSpec &field) const
{
    const FieldEditor *editor = m_editors.value(&field);
    return editor ? editor->text() : QString();
}

void RequestForm::judge(const FieldSpec &field)
{
    // An empty field is judged when the form is sent: nobody wants to be told while clearing it. Nor, in a list, about the row just begun.
    const QString text = typed(field);
    FieldRow *row = m_rows.value(&field);
    if (field.kind == FieldKind::List && row->problem().isEmpty()) {
        return;
    }
    row->setProblem(text.isEmpty() ? QString() : checkField(field, text).message);
}

void RequestForm::fieldEdited(const FieldSpec &field)
{
    judge(field);
    updateHelp(field);
    if (m_idField && &field != m_idField && m_sent) {
        if (intent() == *m_sent) {
            renewId(m_sentId);
        } else if (typed(*m_idField) == m_sentId) {
            renewId(newUniqueId());
        }
    }
    updateUnits();
    updateDefaults();
    Q_EMIT edited();
}

void RequestForm::setContext(const RequestContext &context)
{
    m_context = context;
    updateUnits();
    updateDefaults();
    Q_EMIT edited();
}

Values RequestForm::values() const
{
    Values values;
    for (auto editor = m_editors.cbegin(); editor != m_editors.cend(); ++editor) {
        if (const QString text = editor.value()->text(); !text.isEmpty()) {
            values.insert(QString::fromLatin1(editor.key()->name), text);
        }
    }
    return values;
}

Values RequestForm::valuesToKeep() const
{
    Values kept = values();
    for (const FieldSpec *field : m_operation.fieldList()) {
        if (field->isSecret()) {
            kept.remove(QString::fromLatin1(field->name));
        }
    }
    return kept;
}

Values RequestForm::preview() const
{
    const Values chosen = values();
    Values complete;
    for (const FieldSpec *field : m_operation.fieldList()) {
        if (field->isSecret() || (field->isComputed() && field != m_idField)) {
            continue;
        }
        const QString name = QString::fromLatin1(field->name);
        const QString given = chosen.value(name);
        const QString value = given.isEmpty() ? defaultValue(m_operation, *field, m_context, chosen) : normalizeField(*field, given);
        if (!value.isEmpty()) {
            complete.insert(name, value);
        }
    }
    return complete;
}

void RequestForm::setValues(const Values &values)
{
    for (auto editor = m_editors.cbegin(); editor != m_editors.cend(); ++editor) {
        const QString name = QString::fromLatin1(editor.key()->name);
        if (values.contains(name)) {
            editor.value()->setText(values.value(name));
            fieldEdited(*editor.key());
        }
    }
}

void RequestForm::fillSamples()
{
    Values samples;
    for (const FieldSpec *field : m_operation.fieldList()) {
        const bool isSecond = samples.contains(QString::fromLatin1(field->alternative));
        if (field->source == Source::Form && *field->sample && !field->isSecret() && !isSecond) {
            samples.insert(QString::fromLatin1(field->name), QString::fromUtf8(field->sample));
        }
    }
    setValues(samples);
}

PreparedRequest RequestForm::prepare(const RequestContext &context)
{
    PreparedRequest request = prepareRequest(m_operation, values(), context);
    showProblems(request.problems);
    return request;
}

void RequestForm::showProblems(const QList<FieldProblem> &problems)
{
    for (FieldRow *row : std::as_const(m_rows)) {
        row->setProblem({});
    }
    bool focused = false;
    for (const FieldProblem &problem : problems) {
        FieldRow *row = m_rows.value(m_operation.field(problem.field));
        if (!row || !row->problem().isEmpty()) {
            continue;
        }
        row->setProblem(problem.message);
        if (m_more->isAncestorOf(row)) {
            m_moreButton->setChecked(true);
        }
        if (!focused) {
            focused = true;
            row->editor()->setFocus(Qt::OtherFocusReason);
        }
    }
}

bool RequestForm::hasEditor(const QString &field) const
{
    return m_rows.contains(m_operation.field(field));
}

Values RequestForm::intent() const
{
    Values intent{{QString(), m_context.profile.id}};
    const Values given = values();
    for (auto value = given.cbegin(); value != given.cend(); ++value) {
        if (const FieldSpec *field = m_operation.field(value.key()); field != m_idField) {
            intent.insert(value.key(), normalizeField(*field, value.value()));
        }
    }
    return intent;
}

void RequestForm::renewId(const QString &id)
{
    m_editors.value(m_idField)->setText(id);
    judge(*m_idField);
}

void RequestForm::intentSent()
{
    m_last = intent();
    m_sent = m_last;
    m_sentId = m_idField ? typed(*m_idField) : QString();
    m_isUncertain = true;
}

void RequestForm::settle()
{
    m_sent.reset();
    if (m_idField) {
        renewId(newUniqueId());
    }
}

bool RequestForm::isUnsettled() const
{
    return m_isUncertain && m_sent && intent() == *m_sent && (!m_idField || typed(*m_idField) == m_sentId);
}

void RequestForm::focusFirst()
{
    for (const FieldSpec *field : m_operation.fieldList()) {
        if (const FieldRow *row = m_rows.value(field); row && field->source == Source::Form) {
            row->editor()->setFocus(Qt::OtherFocusReason);
            return;
        }
    }
}

} // namespace daraja
