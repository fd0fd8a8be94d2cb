// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/requests/requestform.h"

#include "core/base/msisdn.h"
#include "ui/style/deskstyle.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/label.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

namespace daraja {

namespace {

QLineEdit *lineEdit(const FieldRow *row)
{
    return qobject_cast<QLineEdit *>(row->editor());
}

QComboBox *comboBox(const FieldRow *row)
{
    return qobject_cast<QComboBox *>(row->editor());
}

} // namespace

RequestForm::RequestForm(const OperationSpec &operation, QWidget *parent)
    : QWidget(parent)
    , m_operation(operation)
    , m_defaults(new Label({}, TextStyle::Help, Role::Faint))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(px(metrics::Grid));

    m_more = new QWidget;
    auto *moreLayout = new QVBoxLayout(m_more);
    moreLayout->setContentsMargins(0, 0, 0, 0);
    moreLayout->setSpacing(px(metrics::Grid));
    for (const FieldSpec *field : operation.fieldList()) {
        if (field->isComputed()) {
            continue;
        }
        addRow(*field, field->source == Source::Form ? layout : moreLayout);
    }

    m_defaults->setWordWrap(true);
    m_moreButton = new QPushButton(tr("Change what the profile gives"));
    m_moreButton->setCheckable(true);
    setButtonRole(m_moreButton, ButtonRole::Link, ButtonSize::Small);
    layout->addWidget(m_defaults);
    layout->addWidget(m_moreButton, 0, Qt::AlignLeft);
    layout->addWidget(m_more);
    layout->addStretch(1);
    m_more->hide();
    connect(m_moreButton, &QPushButton::toggled, this, [this](bool open) {
        m_more->setVisible(open);
        m_moreButton->setText(open ? tr("Hide what the profile gives") : tr("Change what the profile gives"));
    });
}

void RequestForm::addRow(const FieldSpec &field, QVBoxLayout *layout)
{
    QWidget *editor = nullptr;
    if (field.kind == FieldKind::Choice) {
        auto *box = new QComboBox;
        if (field.source != Source::Form || !field.required) {
            box->addItem(QString(), QString());
        }
        for (int i = 0; i < field.choiceCount; ++i) {
            box->addItem(catalogueText(field.choices[i].label), QLatin1StringView(field.choices[i].value));
        }
        connect(box, &QComboBox::currentIndexChanged, this, [this, &field] { fieldEdited(field); });
        editor = box;
    } else {
        auto *edit = new QLineEdit;
        if (field.isSecret()) {
            edit->setEchoMode(QLineEdit::Password);
        }
        if (field.kind == FieldKind::Identifier || field.kind == FieldKind::Url) {
            edit->setFont(textFont(TextStyle::Code));
        }
        if (*field.sample && field.source == Source::Form) {
            edit->setPlaceholderText(tr("for example %1").arg(QLatin1StringView(field.sample)));
        }
        connect(edit, &QLineEdit::textEdited, this, [this, &field] { fieldEdited(field); });
        connect(edit, &QLineEdit::editingFinished, this, [this, &field] { updateHelp(field); });
        editor = edit;
    }
    editor->setObjectName(QLatin1StringView(field.name));
    auto *row = new FieldRow(catalogueText(field.label), editor);
    if (field.kind == FieldKind::Amount) {
        row->setUnit(QStringLiteral("KES"));
    } else if (!field.required) {
        row->setUnit(tr("optional"));
    }
    row->setHelp(catalogueText(field.help));
    m_rows.insert(&field, row);
    layout->addWidget(row);
}

QString RequestForm::typed(const FieldSpec &field) const
{
    const FieldRow *row = m_rows.value(&field);
    if (!row) {
        return {};
    }
    if (const QComboBox *box = comboBox(row)) {
        return box->currentData().toString();
    }
    return lineEdit(row)->text();
}

void RequestForm::fieldEdited(const FieldSpec &field)
{
    // An empty field is judged when the form is sent: nobody wants to be told while clearing it.
    const QString text = typed(field);
    m_rows.value(&field)->setProblem(text.isEmpty() ? QString() : checkField(field, text).message);
    updateHelp(field);
    updateDefaults();
    Q_EMIT edited();
}

void RequestForm::updateHelp(const FieldSpec &field)
{
    if (field.kind != FieldKind::Msisdn) {
        return;
    }
    const std::optional<QString> wire = normalizeMsisdn(typed(field));
    m_rows.value(&field)->setHelp(wire ? tr("Sent as %1").arg(*wire) : catalogueText(field.help));
}

void RequestForm::setContext(const RequestContext &context)
{
    m_context = context;
    updateDefaults();
}

void RequestForm::updateDefaults()
{
    QStringList fromProfile;
    QStringList computed;
    const Values chosen = values();
    for (const FieldSpec *field : m_operation.fieldList()) {
        const QString label = QLatin1StringView(field->name);
        if (field->isComputed()) {
            computed.append(label);
            continue;
        }
        FieldRow *row = m_rows.value(field);
        const QString value = defaultValue(m_operation, *field, m_context, chosen);
        if (field->source == Source::Form) {
            if (QLineEdit *edit = lineEdit(row); edit && !value.isEmpty()) {
                edit->setPlaceholderText(field->kind == FieldKind::Msisdn ? tr("%1, from the profile").arg(displayMsisdn(value))
                                                                          : tr("%1, if left empty").arg(value));
            }
            continue;
        }
        if (QComboBox *box = comboBox(row)) {
            const int index = box->findData(value);
            box->setItemText(0, index > 0 ? tr("%1 (profile)").arg(box->itemText(index)) : tr("From the profile"));
        } else {
            lineEdit(row)->setPlaceholderText(value);
        }
        if (!typed(*field).isEmpty()) {
            continue;
        }
        if (value.isEmpty()) {
            fromProfile.append(tr("%1 missing").arg(label));
        } else {
            fromProfile.append(label + u' ' + (field->kind == FieldKind::Url ? QUrl(value).authority() : value));
        }
    }
    QStringList lines;
    if (!fromProfile.isEmpty()) {
        lines.append(tr("From the profile: %1.").arg(fromProfile.join(QStringLiteral(", "))));
    }
    if (!computed.isEmpty()) {
        lines.append(tr("Computed: %1.").arg(computed.join(QStringLiteral(", "))));
    }
    m_defaults->setText(lines.join(u'\n'));
}

Values RequestForm::values() const
{
    Values values;
    for (auto row = m_rows.cbegin(); row != m_rows.cend(); ++row) {
        if (const QString text = typed(*row.key()); !text.isEmpty()) {
            values.insert(QLatin1StringView(row.key()->name), text);
        }
    }
    return values;
}

void RequestForm::setValues(const Values &values)
{
    for (auto row = m_rows.cbegin(); row != m_rows.cend(); ++row) {
        const QString name = QLatin1StringView(row.key()->name);
        if (!values.contains(name)) {
            continue;
        }
        if (QComboBox *box = comboBox(row.value())) {
            box->setCurrentIndex(std::max(0, box->findData(values.value(name))));
        } else {
            lineEdit(row.value())->setText(values.value(name));
        }
        fieldEdited(*row.key());
    }
}

void RequestForm::fillSamples()
{
    Values samples;
    for (auto row = m_rows.cbegin(); row != m_rows.cend(); ++row) {
        const FieldSpec &field = *row.key();
        if (field.source == Source::Form && *field.sample) {
            samples.insert(QLatin1StringView(field.name), QLatin1StringView(field.sample));
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
        if (!row) {
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
