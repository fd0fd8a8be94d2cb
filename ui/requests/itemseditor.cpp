// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/requests/itemseditor.h"

#include "ui/style/deskstyle.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/widgets/label.h"
#include "ui/widgets/tables.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QTableView>

namespace daraja {

namespace {

constexpr int fewColumns = 3; // as many as the form has room for
constexpr int leastRows = 2;
constexpr int mostRows = 6;
constexpr int columnWidth = 132;

/// A choice is chosen, everything else is typed.
class ItemDelegate final : public QStyledItemDelegate
{
public:
    ItemDelegate(const ItemsModel &model, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_model(model)
    {
    }

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const FieldSpec &item = m_model.item(index.column());
        if (item.kind != FieldKind::Choice) {
            return QStyledItemDelegate::createEditor(parent, option, index);
        }
        auto *box = new QComboBox(parent);
        for (int i = 0; i < item.choiceCount; ++i) {
            box->addItem(catalogueText(item.choices[i].label), QString::fromLatin1(item.choices[i].value));
        }
        return box;
    }

    void setEditorData(QWidget *editor, const QModelIndex &index) const override
    {
        if (auto *box = qobject_cast<QComboBox *>(editor)) {
            box->setCurrentIndex(std::max(0, box->findData(index.data(Qt::EditRole))));
        } else {
            QStyledItemDelegate::setEditorData(editor, index);
        }
    }

    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override
    {
        if (const auto *box = qobject_cast<QComboBox *>(editor)) {
            model->setData(index, box->currentData());
        } else {
            QStyledItemDelegate::setModelData(editor, model, index);
        }
    }

private:
    const ItemsModel &m_model;
};

/// A window of its own for one list.
void openDialog(QWidget *parent, const QString &title, ItemsEditor *editor)
{
    auto *dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    auto *layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(px(metrics::Gap), px(metrics::Gap), px(metrics::Gap), px(metrics::Gap));
    layout->setSpacing(px(metrics::Gap));
    layout->addWidget(editor, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::accept);
    layout->addWidget(buttons);
    const QSize window = parent->window()->size();
    dialog->resize(std::min(px(980), window.width() - px(32)), std::min(px(420), window.height() - px(64)));
    dialog->open();
}

} // namespace

ItemsEditor::ItemsEditor(const FieldSpec &field, QWidget *parent)
    : QWidget(parent)
    , m_model(new ItemsModel(field, this))
{
    build(false);
}

ItemsEditor::ItemsEditor(ItemsModel *shared, QWidget *parent)
    : QWidget(parent)
    , m_model(shared)
{
    build(true);
}

void ItemsEditor::build(bool large)
{
    m_large = large;
    m_table = new QTableView;
    m_note = new Label({}, TextStyle::Help, Role::Bad);
    m_remove = new QPushButton(tr("Remove"));
    auto *add = new QPushButton(tr("Add"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(px(metrics::Grid));
    layout->addWidget(m_table, 1);
    auto *row = new QHBoxLayout;
    row->setSpacing(px(metrics::Grid));
    add->setIcon(makeIcon(Icon::Plus));
    m_remove->setIcon(makeIcon(Icon::Minus));
    for (QPushButton *button : {add, m_remove}) {
        setButtonRole(button, ButtonRole::Plain, ButtonSize::Small);
        button->setAutoDefault(false); // in a dialog, Enter belongs to the table
        row->addWidget(button);
    }
    row->addStretch(1);
    if (!large && m_model->columnCount() > fewColumns) {
        auto *larger = new QPushButton(tr("Larger…"));
        setButtonRole(larger, ButtonRole::Link, ButtonSize::Small);
        larger->setToolTip(tr("The same list in a window with more room"));
        connect(larger, &QPushButton::clicked, this, &ItemsEditor::openLarger);
        row->addWidget(larger);
    }
    layout->addLayout(row);
    m_note->setWordWrap(true);
    m_note->setTextFormat(Qt::PlainText);
    m_note->hide();
    layout->addWidget(m_note);

    const QString name = catalogueText(m_model->field().label);
    m_table->setModel(m_model);
    dressTable(m_table);
    m_table->setItemDelegate(new ItemDelegate(*m_model, m_table));
    m_table->setFrameShape(QFrame::StyledPanel);
    m_table->setSelectionBehavior(QAbstractItemView::SelectItems);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed | QAbstractItemView::AnyKeyPressed);
    m_table->setAccessibleName(name);
    m_table->setToolTip(tr("Type into a cell, or paste rows from a spreadsheet (Ctrl+V)"));
    QHeaderView *header = m_table->horizontalHeader();
    header->setMinimumSectionSize(px(64));
    header->setDefaultSectionSize(px(columnWidth));
    if (m_model->columnCount() <= fewColumns) {
        header->setSectionResizeMode(QHeaderView::Stretch);
        m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    }
    setAccessibleName(name);
    setFocusProxy(m_table);
    m_table->installEventFilter(this);

    connect(add, &QPushButton::clicked, this, &ItemsEditor::add);
    connect(m_remove, &QPushButton::clicked, this, &ItemsEditor::removeSelected);
    connect(m_table, &QTableView::doubleClicked, this, &ItemsEditor::openNested);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ItemsEditor::updateButtons);
    const auto changed = [this] {
        updateButtons();
        fitHeight();
        if (!m_setting && !m_large) {
            Q_EMIT edited();
        }
    };
    connect(m_model, &ItemsModel::dataChanged, this, changed);
    connect(m_model, &ItemsModel::rowsInserted, this, changed);
    connect(m_model, &ItemsModel::rowsRemoved, this, changed);
    connect(m_model, &ItemsModel::modelReset, this, changed);
    updateButtons();
    fitHeight();
}

QString ItemsEditor::text() const
{
    return m_model->text();
}

void ItemsEditor::setText(const QString &text)
{
    m_setting = true;
    m_model->setText(text);
    m_setting = false;
    m_note->hide();
}

void ItemsEditor::updateButtons()
{
    m_remove->setEnabled(m_table->selectionModel()->hasSelection());
}

void ItemsEditor::fitHeight()
{
    if (m_large) {
        return;
    }
    const int rows = std::clamp(m_model->rowCount(), leastRows, mostRows);
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() + rows * px(metrics::TableRow) + 2 * m_table->frameWidth() +
                            (m_model->columnCount() > fewColumns ? px(metrics::Grid) : 0));
}

void ItemsEditor::add()
{
    m_note->hide();
    m_model->addEmpty();
    const QModelIndex first = m_model->index(m_model->rowCount() - 1, 0);
    m_table->setFocus(Qt::OtherFocusReason);
    m_table->setCurrentIndex(first);
    m_table->scrollTo(first);
    if (m_model->flags(first).testFlag(Qt::ItemIsEditable)) {
        m_table->edit(first);
    }
}

void ItemsEditor::removeSelected()
{
    QList<int> rows;
    for (const QModelIndex &index : m_table->selectionModel()->selectedIndexes()) {
        if (!rows.contains(index.row())) {
            rows.append(index.row());
        }
    }
    std::sort(rows.begin(), rows.end(), std::greater<>());
    for (const int row : std::as_const(rows)) {
        m_model->removeRow(row);
    }
    m_note->hide();
}

void ItemsEditor::paste()
{
    const QString problem = m_model->append(QApplication::clipboard()->text());
    m_note->setText(problem);
    m_note->setVisible(!problem.isEmpty());
}

void ItemsEditor::openLarger()
{
    openDialog(this, catalogueText(m_model->field().label), new ItemsEditor(m_model, nullptr));
}

void ItemsEditor::openNested(const QModelIndex &index)
{
    if (!index.isValid() || m_model->item(index.column()).kind != FieldKind::List) {
        return;
    }
    const FieldSpec &item = m_model->item(index.column());
    auto *nested = new ItemsEditor(item);
    nested->setText(index.data(Qt::EditRole).toString());
    connect(nested, &ItemsEditor::edited, m_model, [model = m_model, nested, cell = QPersistentModelIndex(index)] {
        if (cell.isValid()) {
            model->setData(cell, nested->text(), Qt::EditRole);
        }
    });
    openDialog(this, catalogueText(item.label), nested);
}

bool ItemsEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_table || event->type() != QEvent::KeyPress) {
        return QWidget::eventFilter(watched, event);
    }
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->matches(QKeySequence::Paste)) {
        paste();
        return true;
    }
    if (key->key() == Qt::Key_Delete) {
        removeSelected();
        return true;
    }
    if (key->modifiers() == Qt::NoModifier && (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter)) {
        const QModelIndex current = m_table->currentIndex();
        if (m_table->isPersistentEditorOpen(current)) {
            return true; // it ends what is being typed; a line edit lets the key through
        }
        if (!current.isValid()) {
            add();
        } else if (m_model->flags(current).testFlag(Qt::ItemIsEditable)) {
            m_table->edit(current);
        } else {
            openNested(current);
        }
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace daraja
