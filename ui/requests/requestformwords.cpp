// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// What a form says around its editors: help, what sources disagree about, what is filled in without being typed.

#include "ui/requests/requestform.h"

#include "core/base/msisdn.h"
#include "core/catalogue/validation.h"
#include "ui/requests/fieldeditor.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/label.h"

#include <QUrl>

namespace daraja {

QString RequestForm::disagreementText(const char *text)
{
    return tr("Sources disagree: %1").arg(catalogueText(text));
}

void RequestForm::updateHelp(const FieldSpec &field)
{
    QString help = catalogueText(field.help);
    const QString text = typed(field);
    const bool translated = field.kind == FieldKind::Msisdn || field.kind == FieldKind::LocalMsisdn || field.kind == FieldKind::Party ||
                            field.kind == FieldKind::Date;
    if (translated && !text.isEmpty() && checkField(field, text).message.isEmpty()) {
        const QString sent = normalizeField(field, text);
        if (sent != text) {
            help = tr("Sent as %1").arg(sent);
        }
    }
    const bool hasNotes = *field.disagreement || (*field.portal && field.source == Source::Profile);
    if (!hasNotes) {
        m_rows.value(&field)->setHelp(help.toHtmlEscaped());
        return;
    }
    QStringList lines{help.toHtmlEscaped()};
    const auto link = [](const QString &words) { return QStringLiteral("<a href=\"notes\">%1</a>").arg(words); };
    if (m_unfolded.contains(&field)) {
        if (*field.disagreement) {
            lines.append(disagreementText(field.disagreement).toHtmlEscaped());
        }
        if (*field.portal) {
            lines.append(tr("In Safaricom's portal: %1").arg(catalogueText(field.portal)).toHtmlEscaped());
        }
        lines.append(link(tr("Less")));
    } else {
        lines.first() += u' ' + link(*field.disagreement ? tr("Sources disagree") : tr("Where to find it"));
    }
    m_rows.value(&field)->setHelp(lines.join(QStringLiteral("<br>")));
}

void RequestForm::updateUnits()
{
    const auto valueOf = [this](const QString &name) {
        const FieldSpec *field = m_operation.field(name);
        const QString text = field ? typed(*field) : QString();
        return text.isEmpty() && field ? defaultValue(m_operation, *field, m_context, {}) : text;
    };
    for (auto row = m_rows.cbegin(); row != m_rows.cend(); ++row) {
        const FieldSpec &field = *row.key();
        QString unit = field.kind == FieldKind::Amount ? QStringLiteral("KES") : QString();
        if (*field.alternative) {
            unit = tr("one of two");
        } else if (!field.required && field.source == Source::Form && !isRequiredNow(field, valueOf)) {
            unit = tr("optional");
        }
        row.value()->setUnit(unit);
    }
}

void RequestForm::updateDefaults()
{
    QStringList filledIn;
    QStringList computed;
    const Values chosen = values();
    for (const FieldSpec *field : m_operation.fieldList()) {
        const QString name = QString::fromLatin1(field->name);
        FieldEditor *editor = m_editors.value(field);
        if (!editor) {
            computed.append(name);
            continue;
        }
        const QString value = defaultValue(m_operation, *field, m_context, chosen);
        if (field->source == Source::Form) {
            editor->setDefault(value, field->kind == FieldKind::Msisdn ? tr("%1, from the profile").arg(displayMsisdn(value))
                                                                       : tr("%1, if left empty").arg(value));
            continue;
        }
        if (field == m_idField) {
            continue;
        }
        editor->setDefault(value, value);
        if (!typed(*field).isEmpty()) {
            continue;
        }
        if (!value.isEmpty()) {
            filledIn.append(name + u' ' + (field->kind == FieldKind::Url ? QUrl(value).authority() : value));
        } else if (field->required) {
            filledIn.append(tr("%1 missing").arg(name));
        }
    }
    QStringList lines;
    if (!filledIn.isEmpty()) {
        lines.append(tr("Filled in: %1.").arg(filledIn.join(QStringLiteral(", "))));
    }
    if (!computed.isEmpty()) {
        lines.append(tr("Computed: %1.").arg(computed.join(QStringLiteral(", "))));
    }
    if (*m_operation.product) {
        lines.append(tr("The app needs the product “%1”.").arg(catalogueText(m_operation.product)));
    }
    if (*m_operation.role) {
        lines.append(tr("The operator needs the role “%1”.").arg(catalogueText(m_operation.role)));
    }
    m_defaults->setText(lines.join(u'\n'));
}

} // namespace daraja
