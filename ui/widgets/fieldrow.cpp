// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/fieldrow.h"

#include "ui/style/deskstyle.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/widgets/accessibility.h"
#include "ui/widgets/label.h"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QPainter>
#include <QTextDocumentFragment>

namespace daraja {

namespace {

/// The red sign before a problem.
class ProblemIcon final : public QWidget
{
public:
    explicit ProblemIcon(QWidget *parent)
        : QWidget(parent)
    {
        setFixedSize(px(13) + px(4), px(15));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintIcon(&painter, rect().adjusted(0, 0, -px(4), 0), Icon::Errors, color(Role::Bad));
    }
};

} // namespace

FieldRow::FieldRow(const QString &label, QWidget *editor, QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
    , m_label(new Label(label, TextStyle::Body, Role::Dim, this))
    , m_unit(new Label({}, TextStyle::Body, Role::Faint, this))
    , m_editor(editor)
    , m_editorRow(new QWidget(this))
    , m_problemIcon(new ProblemIcon(this))
    , m_help(new Label({}, TextStyle::Help, Role::Faint, this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(0);
    m_grid->setVerticalSpacing(px(4));
    auto *row = new QHBoxLayout(m_editorRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(px(8));
    row->addWidget(editor, 1);
    m_label->setBuddy(editor);
    m_label->installEventFilter(this);
    m_unit->hide();
    m_problemIcon->hide();
    m_help->setWordWrap(true);
    m_help->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    m_help->hide();
    connect(m_help, &QLabel::linkActivated, this, &FieldRow::linkActivated);
    if (editor->accessibleName().isEmpty()) {
        editor->setAccessibleName(label);
    }
    setFocusProxy(editor);
    arrange();
}

void FieldRow::arrange()
{
    for (QWidget *widget : std::initializer_list<QWidget *>{m_label, m_unit, m_editorRow, m_problemIcon, m_help}) {
        m_grid->removeWidget(widget);
    }
    for (int column = 0; column < 4; ++column) {
        m_grid->setColumnStretch(column, 0);
        m_grid->setColumnMinimumWidth(column, 0);
    }
    if (m_position == LabelPosition::Top) {
        m_unit->setContentsMargins(0, 0, 0, 0);
        m_grid->addWidget(m_label, 0, 0, 1, 2);
        m_grid->addWidget(m_unit, 0, 2, Qt::AlignRight);
        m_grid->addWidget(m_editorRow, 1, 0, 1, 3);
        m_grid->addWidget(m_problemIcon, 2, 0, Qt::AlignTop);
        m_grid->addWidget(m_help, 2, 1, 1, 2);
        m_grid->setColumnStretch(1, 1);
        return;
    }
    m_unit->setContentsMargins(px(8), 0, 0, 0);
    m_grid->addWidget(m_label, 0, 0, Qt::AlignVCenter);
    m_grid->addWidget(m_editorRow, 0, 1, 1, 2);
    m_grid->addWidget(m_unit, 0, 3, Qt::AlignVCenter);
    m_grid->addWidget(m_problemIcon, 1, 1, Qt::AlignTop);
    m_grid->addWidget(m_help, 1, 2, 1, 2);
    m_grid->setColumnMinimumWidth(0, m_labelWidth);
    m_grid->setColumnStretch(2, 1);
}

void FieldRow::setLabel(const QString &label)
{
    if (m_editor->accessibleName() == m_label->text()) {
        m_editor->setAccessibleName(label);
    }
    m_label->setText(label);
}

QString FieldRow::label() const
{
    return m_label->text();
}

void FieldRow::setLabelPosition(LabelPosition position)
{
    m_position = position;
    arrange();
}

void FieldRow::setLabelWidth(int pixels)
{
    m_labelWidth = pixels;
    arrange();
}

void FieldRow::setUnit(const QString &unit)
{
    m_unit->setText(unit);
    m_unit->setVisible(!unit.isEmpty());
}

void FieldRow::setHelp(const QString &help)
{
    m_helpText = help;
    updateHelp();
}

void FieldRow::setProblem(const QString &problem)
{
    if (m_problem == problem) {
        return;
    }
    m_problem = problem;
    updateHelp();
    setProblemLook(m_editor, !problem.isEmpty());
    if (!problem.isEmpty()) {
        announceAlert(m_help);
    }
}

void FieldRow::updateHelp()
{
    const bool wrong = !m_problem.isEmpty();
    m_help->setTextFormat(wrong ? Qt::PlainText : Qt::AutoText);
    m_help->setText(wrong ? m_problem : m_helpText);
    m_help->setRole(wrong ? Role::Bad : Role::Faint);
    m_help->setVisible(!m_help->text().isEmpty());
    m_problemIcon->setVisible(wrong);
    m_editor->setAccessibleDescription(wrong ? m_problem : QTextDocumentFragment::fromHtml(m_helpText).toPlainText());
}

bool FieldRow::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_label && event->type() == QEvent::MouseButtonPress && m_editor->isEnabled()) {
        m_editor->setFocus(Qt::MouseFocusReason);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void FieldRow::addEditorWidget(QWidget *widget)
{
    m_editorRow->layout()->addWidget(widget);
}

} // namespace daraja
