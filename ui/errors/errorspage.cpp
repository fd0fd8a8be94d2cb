// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/errors/errorspage.h"

#include "core/errors/errorproducts.h"
#include "ui/errors/errordelegate.h"
#include "ui/errors/errordetail.h"
#include "ui/errors/errorfinding.h"
#include "ui/errors/noteeditor.h"
#include "ui/style/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/label.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/tables.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QKeyEvent>
#include <QListView>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace daraja {

namespace {

constexpr int errorListWidth = 360;
constexpr int narrowestErrorList = 250;

} // namespace

ErrorsPage::ErrorsPage(Desk &desk, QWidget *parent)
    : Page(desk, parent)
    , m_search(new SearchField(tr("Type a code or words, or paste an error as it came")))
    , m_product(new QComboBox)
    , m_actor(new QComboBox)
    , m_understood(new Label({}, TextStyle::Body, Role::Dim))
    , m_model(new ErrorListModel(this))
    , m_list(new QListView)
    , m_stack(new QStackedWidget)
    , m_empty(new EmptyState(Icon::Errors, {}, {}))
    , m_card(new Card)
    , m_detail(nullptr)
    , m_splitter(new QSplitter(Qt::Horizontal))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(px(metrics::Gap), px(metrics::Gap), px(metrics::Gap), px(metrics::Gap));
    layout->setSpacing(px(metrics::Grid));
    buildBar(layout);
    buildList();
    buildDetail();
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(px(metrics::Gap));
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({px(errorListWidth), px(2 * errorListWidth)});
    layout->addSpacing(px(metrics::Grid));
    layout->addWidget(m_splitter, 1);

    connect(m_search, &QLineEdit::textChanged, this, &ErrorsPage::find);
    connect(m_search, &QLineEdit::returnPressed, m_list, qOverload<>(&QWidget::setFocus));
    connect(m_product, &QComboBox::currentIndexChanged, this, &ErrorsPage::find);
    connect(m_actor, &QComboBox::currentIndexChanged, this, &ErrorsPage::find);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ErrorsPage::showCurrent);
    connect(&desk.teamNotes(), &TeamNotes::changed, this, &ErrorsPage::statusChanged);
    find();
}

void ErrorsPage::buildBar(QVBoxLayout *layout)
{
    auto *bar = new QHBoxLayout;
    bar->setSpacing(px(metrics::Grid));
    m_search->setShortcut(QKeySequence::Find);
    m_search->setObjectName(QStringLiteral("errorSearch"));
    m_search->setAccessibleName(tr("Code, words or a pasted error"));
    m_search->installEventFilter(this);
    bar->addWidget(m_search, 1);
    auto *pasteButton = new QPushButton(tr("Paste"));
    pasteButton->setToolTip(tr("Reads the error in the clipboard: JSON, a line of a log, a message"));
    pasteButton->setObjectName(QStringLiteral("pasteError"));
    connect(pasteButton, &QPushButton::clicked, this, &ErrorsPage::paste);
    bar->addWidget(pasteButton);
    m_product->addItem(tr("All products"), QString());
    for (const QString &product : errorProducts()) {
        m_product->addItem(errorProductTitle(product), product);
    }
    m_product->setAccessibleName(tr("Product"));
    m_product->setObjectName(QStringLiteral("errorProduct"));
    m_actor->addItem(tr("Whoever acts"), QString());
    for (const Explanation::Actor actor :
         {Explanation::Actor::Customer, Explanation::Actor::You, Explanation::Actor::Safaricom, Explanation::Actor::Nobody}) {
        m_actor->addItem(actorWords(actor), actorName(actor));
    }
    m_actor->setAccessibleName(tr("Who acts"));
    m_actor->setObjectName(QStringLiteral("errorActor"));
    bar->addWidget(m_product);
    bar->addWidget(m_actor);
    layout->addLayout(bar);
    m_understood->setTextFormat(Qt::PlainText);
    m_understood->setElideMode(Qt::ElideRight);
    m_understood->setObjectName(QStringLiteral("errorUnderstood"));
    m_understood->hide();
    layout->addWidget(m_understood);
}

void ErrorsPage::buildList()
{
    m_list->setModel(m_model);
    m_list->setItemDelegate(new ErrorDelegate(m_list));
    dressList(m_list);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setObjectName(QStringLiteral("errorList"));
    m_list->setAccessibleName(tr("Errors"));
    m_list->installEventFilter(this);
    auto *card = new Card;
    card->setFlush(true);
    card->setMinimumWidth(px(narrowestErrorList));
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_empty);
    card->setBody(m_stack);
    m_splitter->addWidget(card);
    connect(m_empty->addButton(tr("Show everything")), &QPushButton::clicked, this, &ErrorsPage::showEverything);
}

void ErrorsPage::buildDetail()
{
    auto *editor = new NoteEditor(desk().teamNotes(), [this] { return redactor(); });
    m_detail = new ErrorDetail(editor);
    m_card->setTitle(tr("Explanation"));
    auto *copy = new CopyButton(tr("Copy explanation"), [this] { return explanationText(m_detail->explanation()); });
    copy->setWhat(tr("the explanation as text"));
    copy->setObjectName(QStringLiteral("copyExplanation"));
    m_card->addHeaderWidget(copy);
    m_card->setFlush(true);
    m_card->setBody(m_detail);
    m_splitter->addWidget(m_card);
    connect(editor, &NoteEditor::saved, this, [this] {
        if (m_current.entry || m_model->rowCount() > 0) {
            find(); // a noted code is a row of its own; a removed note is none
        } else {
            showUnknown();
        }
    });
}

void ErrorsPage::open(const QVariant &argument)
{
    desk().teamNotes().reload();
    if (argument.canConvert<QString>() && !argument.toString().isEmpty()) {
        m_search->setText(argument.toString());
        m_search->setFocus();
        return;
    }
    const QVariantMap wanted = argument.toMap();
    const QString code = wanted.value(QStringLiteral("code")).toString();
    const QString said = wanted.value(QStringLiteral("said")).toString();
    const GuideEntry *entry = ErrorGuide::instance().entry(wanted.value(QStringLiteral("entry")).toString());
    if (entry) {
        showEverything();
        if (!isCodeOfThisProgram(code)) {
            const QSignalBlocker blocker(m_search);
            m_search->setText(code);
        }
        m_current = {entry, {}};
        find();
        if (m_current.entry != entry) { // told by its words, not by its code
            m_current = {entry, {}};
            m_search->clear();
        }
        m_seen = {entry->kind, code, said.startsWith(code) ? said.mid(code.size()).trimmed() : said,
                  wanted.value(QStringLiteral("product")).toString(), 0};
        showCurrent();
    } else if (!code.isEmpty()) {
        showEverything();
        m_search->setText(said.isEmpty() ? code : said);
    } else {
        m_search->setFocus();
    }
}

void ErrorsPage::showEverything()
{
    const QSignalBlocker products(m_product);
    const QSignalBlocker actors(m_actor);
    m_product->setCurrentIndex(0);
    m_actor->setCurrentIndex(0);
    const QSignalBlocker search(m_search);
    m_search->clear();
    find();
}

void ErrorsPage::paste()
{
    m_search->setText(QApplication::clipboard()->text().trimmed());
    m_search->setCursorPosition(0);
    m_search->setFocus();
}

void ErrorsPage::find()
{
    const ErrorFinding found = findErrors(
        {m_search->text().trimmed(), m_product->currentData().toString(), m_actor->currentData().toString()}, desk().teamNotes().notes());
    const QList<ErrorListModel::Row> &rows = found.rows;
    m_seen = found.seen;
    {
        const QSignalBlocker blocker(m_list->selectionModel());
        m_model->setRows(rows);
    }
    const bool unknownCode = found.isUnknownCode();
    const QString product = errorProductTitle(errorProductOf(m_seen.operation));
    m_understood->setVisible(!m_seen.isEmpty() && (!rows.isEmpty() || unknownCode));
    m_understood->setText(product.isEmpty() ? tr("Read as: %1").arg(m_seen.said()) : tr("Read as: %1 (%2)").arg(m_seen.said(), product));
    m_empty->setTitle(unknownCode ? tr("Not in our list") : tr("Nothing fits"));
    m_empty->setText(unknownCode ? tr("Safaricom's own words are all there is. What your team finds out can be kept beside them.")
                                 : tr("No entry has all of these words. Try a code, or fewer words."));
    m_stack->setCurrentIndex(rows.isEmpty() ? 1 : 0);
    if (unknownCode) {
        m_current = {};
        showUnknown();
    } else if (!rows.isEmpty()) {
        select(m_current);
    }
    m_card->setVisible(!rows.isEmpty() || unknownCode);
    Q_EMIT statusChanged();
}

void ErrorsPage::select(const ErrorListModel::Row &row)
{
    const QList<ErrorListModel::Row> &rows = m_model->rows();
    const bool chosen = row.entry || !row.note.code.isEmpty();
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&row, chosen](const ErrorListModel::Row &each) { return chosen && each.isSame(row); });
    // While somebody types, the best stands first; what was chosen stays only where nothing is looked for.
    const bool stay = found != rows.end();
    const QModelIndex index = m_model->index(stay ? int(found - rows.begin()) : 0);
    m_list->setCurrentIndex(index);
    m_list->scrollTo(index);
    showCurrent();
}

void ErrorsPage::showCurrent()
{
    const QModelIndex index = m_list->currentIndex();
    if (!index.isValid()) {
        return;
    }
    m_current = m_model->rows().at(index.row());
    if (m_current.entry) {
        m_detail->present(m_current.entry, ErrorGuide::instance().explanationOf(m_current.entry, m_seen));
    } else {
        ErrorSighting noted = m_seen;
        noted.code = m_current.note.code;
        noted.operation = m_current.note.product;
        m_detail->present(nullptr, ErrorGuide::instance().explanationOf(nullptr, noted));
    }
}

void ErrorsPage::showUnknown()
{
    m_detail->present(nullptr, ErrorGuide::instance().explanationOf(nullptr, m_seen));
}

Redactor ErrorsPage::redactor() const
{
    Redactor redactor;
    const ProfileSecrets &secrets = desk().currentSecrets();
    for (const QString &secret : {secrets.consumerSecret, secrets.passkey, secrets.initiatorPassword, secrets.securityCredential}) {
        redactor.addSecret(secret.toUtf8());
    }
    return redactor;
}

bool ErrorsPage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress) {
        return Page::eventFilter(watched, event);
    }
    auto *key = static_cast<QKeyEvent *>(event);
    const bool moves =
        key->key() == Qt::Key_Down || key->key() == Qt::Key_Up || key->key() == Qt::Key_PageDown || key->key() == Qt::Key_PageUp;
    if (watched == m_search && moves) {
        QApplication::sendEvent(m_list, event);
        return true;
    }
    const bool types =
        !key->text().isEmpty() && key->text().at(0).isPrint() && !(key->modifiers() & (Qt::ControlModifier | Qt::AltModifier));
    if (watched == m_list && (types || key->matches(QKeySequence::Paste) || key->key() == Qt::Key_Backspace)) {
        m_search->setFocus();
        QApplication::sendEvent(m_search, event);
        return true;
    }
    return Page::eventFilter(watched, event);
}

QString ErrorsPage::statusText() const
{
    const qsizetype all = ErrorGuide::instance().entries().size();
    const qsizetype noted = desk().teamNotes().notes().size();
    const QList<ErrorListModel::Row> &rows = m_model->rows();
    const auto listed = std::count_if(rows.begin(), rows.end(), [](const ErrorListModel::Row &row) { return row.entry != nullptr; });
    const QString shown = listed == all ? tr("%1 entries").arg(all) : tr("%1 of %2 entries").arg(listed).arg(all);
    return noted == 0 ? shown : tr("%1 · %2 notes of your team").arg(shown).arg(noted);
}

void ErrorsPage::saveState(QSettings &group) const
{
    // Not what was searched for: it may be a pasted answer.
    group.setValue(QStringLiteral("product"), m_product->currentData());
    group.setValue(QStringLiteral("actor"), m_actor->currentData());
    group.setValue(QStringLiteral("splitter"), m_splitter->saveState());
}

void ErrorsPage::restoreState(QSettings &group)
{
    m_product->setCurrentIndex(std::max(0, m_product->findData(group.value(QStringLiteral("product")))));
    m_actor->setCurrentIndex(std::max(0, m_actor->findData(group.value(QStringLiteral("actor")))));
    m_splitter->restoreState(group.value(QStringLiteral("splitter")).toByteArray());
}

} // namespace daraja
