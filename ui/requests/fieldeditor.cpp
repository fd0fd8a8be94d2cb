// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/requests/fieldeditor.h"

#include "core/catalogue/operationspec.h"
#include "ui/requests/datefield.h"
#include "ui/requests/itemseditor.h"
#include "ui/style/metrics.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QLineEdit>
#include <QStylePainter>
#include <QWheelEvent>

namespace daraja {

namespace {

/// The wheel scrolls the form; it never changes a value that somebody happens to pass.
class ChoiceBox final : public QComboBox
{
public:
    ChoiceBox()
    {
        setFocusPolicy(Qt::StrongFocus);
        setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        setMinimumContentsLength(8);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QStylePainter painter(this);
        QStyleOptionComboBox option;
        initStyleOption(&option);
        const QRect room = style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
        option.currentText = fontMetrics().elidedText(option.currentText, Qt::ElideRight, room.width() - px(6));
        painter.drawComplexControl(QStyle::CC_ComboBox, option);
        painter.drawControl(QStyle::CE_ComboBoxLabel, option);
    }

    void wheelEvent(QWheelEvent *event) override
    {
        if (hasFocus()) {
            QComboBox::wheelEvent(event);
        } else {
            event->ignore();
        }
    }
};

class LineEditor final : public FieldEditor
{
public:
    LineEditor(const FieldSpec &field, QLineEdit *edit)
        : FieldEditor(edit)
        , m_edit(edit)
    {
        if (field.isSecret()) {
            edit->setEchoMode(QLineEdit::Password);
        }
        if (field.kind == FieldKind::Identifier || field.kind == FieldKind::Url || field.kind == FieldKind::UniqueId) {
            edit->setFont(textFont(TextStyle::Code));
        }
        if (*field.sample && field.source == Source::Form && !field.isSecret()) {
            edit->setPlaceholderText(QCoreApplication::translate("FieldEditor", "for example %1").arg(QString::fromUtf8(field.sample)));
        }
        connect(edit, &QLineEdit::textEdited, this, &FieldEditor::edited);
        connect(edit, &QLineEdit::editingFinished, this, &FieldEditor::left);
        if (auto *date = qobject_cast<DateField *>(edit)) {
            connect(date, &DateField::picked, this, &FieldEditor::edited);
        }
    }

    [[nodiscard]] QWidget *widget() const override { return m_edit; }
    [[nodiscard]] QString text() const override { return m_edit->text(); }
    void setText(const QString &text) override
    {
        m_edit->setText(text);
        m_edit->setCursorPosition(0); // the beginning of a long address says more than its end
    }
    void setDefault(const QString &value, const QString &shown) override
    {
        if (!value.isEmpty()) {
            m_edit->setPlaceholderText(shown);
        }
    }

private:
    QLineEdit *m_edit;
};

class ChoiceEditor final : public FieldEditor
{
public:
    ChoiceEditor(const FieldSpec &field, QComboBox *box)
        : FieldEditor(box)
        , m_box(box)
        , m_mayBeEmpty(field.source != Source::Form || !field.required)
    {
        if (m_mayBeEmpty) {
            box->addItem(QCoreApplication::translate("FieldEditor", "Nothing chosen"), QString());
        }
        for (int i = 0; i < field.choiceCount; ++i) {
            box->addItem(catalogueText(field.choices[i].label), QString::fromLatin1(field.choices[i].value));
            box->setItemData(box->count() - 1, QString::fromLatin1(field.choices[i].value), Qt::ToolTipRole);
        }
        if (!m_mayBeEmpty) {
            box->setCurrentIndex(std::max(0, box->findData(QString::fromLatin1(field.fallback))));
        }
        connect(box, &QComboBox::activated, this, &FieldEditor::edited);
    }

    [[nodiscard]] QWidget *widget() const override { return m_box; }
    [[nodiscard]] QString text() const override { return m_box->currentData().toString(); }
    void setText(const QString &text) override { m_box->setCurrentIndex(std::max(0, m_box->findData(text))); }
    void setDefault(const QString &value, const QString &) override
    {
        if (m_mayBeEmpty) {
            const int index = value.isEmpty() ? -1 : m_box->findData(value);
            m_box->setItemText(0, index > 0 ? QCoreApplication::translate("FieldEditor", "%1 (by default)").arg(m_box->itemText(index))
                                            : QCoreApplication::translate("FieldEditor", "Nothing chosen"));
        }
    }

private:
    QComboBox *m_box;
    bool m_mayBeEmpty;
};

class ListEditor final : public FieldEditor
{
public:
    explicit ListEditor(ItemsEditor *items)
        : FieldEditor(items)
        , m_items(items)
    {
        connect(items, &ItemsEditor::edited, this, &FieldEditor::edited);
    }

    [[nodiscard]] QWidget *widget() const override { return m_items; }
    [[nodiscard]] QString text() const override { return m_items->text(); }
    void setText(const QString &text) override { m_items->setText(text); }
    void setDefault(const QString &, const QString &) override {}

private:
    ItemsEditor *m_items;
};

} // namespace

FieldEditor::FieldEditor(QWidget *parent)
    : QObject(parent)
{
}

FieldEditor *FieldEditor::create(const FieldSpec &field)
{
    FieldEditor *editor = nullptr;
    switch (field.kind) {
    case FieldKind::Choice:
        editor = new ChoiceEditor(field, new ChoiceBox);
        break;
    case FieldKind::List:
        editor = new ListEditor(new ItemsEditor(field));
        break;
    case FieldKind::Date:
        editor = new LineEditor(field, new DateField(field));
        break;
    default:
        editor = new LineEditor(field, new QLineEdit);
        break;
    }
    editor->widget()->setObjectName(QString::fromLatin1(field.name));
    return editor;
}

} // namespace daraja
