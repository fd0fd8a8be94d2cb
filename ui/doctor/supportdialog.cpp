// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/doctor/supportdialog.h"

#include "ui/style/deskstyle.h"
#include "ui/style/metrics.h"
#include "ui/widgets/accessibility.h"
#include "ui/widgets/codeview.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/label.h"

#include <QDir>
#include <QFileDialog>
#include <QPushButton>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QTabBar>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace daraja {

namespace {

constexpr int supportDialogWidth = 680;
constexpr int supportPreviewHeight = 360;

} // namespace

SupportDialog::SupportDialog(QWidget *parent)
    : QDialog(parent)
    , m_preview(new QTextBrowser)
    , m_subject(new Label({}, TextStyle::Body))
    , m_mail(new CodeView)
    , m_told(new Label(tr("Nothing secret is in it, and phone numbers are shortened. Look through it before it leaves this computer."),
                       TextStyle::Small, Role::Dim))
    , m_copy(new CopyButton(tr("Copy mail"), [this] { return m_pack ? supportMailText(*m_pack) : QString(); }))
    , m_save(new QPushButton(tr("Save…")))
{
    setWindowTitle(tr("Support pack"));
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("supportDialog"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(px(24), px(metrics::Gap), px(24), px(metrics::Gap));
    layout->setSpacing(px(12));
    auto *tabs = new QTabBar;
    tabs->addTab(tr("The file"));
    tabs->addTab(tr("The mail"));
    tabs->setExpanding(false);
    tabs->setDrawBase(false);
    tabs->setAccessibleName(tr("Parts of the support pack"));
    layout->addWidget(tabs);
    auto *stack = new QStackedWidget;
    m_preview->setMinimumHeight(px(supportPreviewHeight));
    m_preview->setOpenLinks(false);
    m_preview->setAccessibleName(tr("The file as it will be saved"));
    m_preview->setObjectName(QStringLiteral("supportPreview"));
    stack->addWidget(m_preview);
    auto *mail = new QWidget;
    auto *mailLayout = new QVBoxLayout(mail);
    mailLayout->setContentsMargins(0, 0, 0, 0);
    mailLayout->setSpacing(px(metrics::Grid));
    auto *head = new QHBoxLayout;
    m_subject->setTextFormat(Qt::PlainText);
    m_subject->setWordWrap(true);
    m_subject->setSelectable(true);
    m_subject->setObjectName(QStringLiteral("supportSubject"));
    head->addWidget(m_subject, 1);
    m_copy->setWhat(tr("text of the mail"));
    m_copy->setObjectName(QStringLiteral("supportCopy"));
    head->addWidget(m_copy, 0, Qt::AlignTop);
    mailLayout->addLayout(head);
    m_mail->setAccessibleName(tr("Text of the mail"));
    m_mail->setObjectName(QStringLiteral("supportMail"));
    mailLayout->addWidget(m_mail, 1);
    stack->addWidget(mail);
    layout->addWidget(stack, 1);
    m_told->setWordWrap(true);
    m_told->setObjectName(QStringLiteral("supportTold"));
    layout->addWidget(m_told);
    auto *close = new QPushButton(tr("Close"));
    close->setAutoDefault(false);
    m_save->setDefault(true);
    m_save->setEnabled(false);
    m_save->setObjectName(QStringLiteral("supportSave"));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(px(metrics::Grid));
    buttons->addStretch(1);
    buttons->addWidget(close);
    buttons->addWidget(m_save);
    layout->addLayout(buttons);
    setMinimumWidth(px(supportDialogWidth));
    connect(tabs, &QTabBar::currentChanged, stack, &QStackedWidget::setCurrentIndex);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &SupportDialog::chooseFile);
    m_preview->setPlainText(tr("Collecting…"));
}

void SupportDialog::setPack(const SupportPack &pack)
{
    m_pack = pack;
    m_preview->setHtml(QString::fromUtf8(supportPackHtml(pack)));
    m_subject->setText(tr("To %1\n%2").arg(supportMailAddress(), supportMailSubject(pack)));
    m_mail->setCode(supportMailText(pack), CodeView::Language::Plain);
    m_save->setEnabled(true);
}

QString SupportDialog::saveTo(const QString &fileName)
{
    QString problem = m_pack ? saveSupportPack(*m_pack, fileName) : tr("The pack is still being collected.");
    m_told->setRole(problem.isEmpty() ? Role::Good : Role::Bad);
    m_told->setText(problem.isEmpty() ? tr("Saved as %1").arg(QDir::toNativeSeparators(fileName)) : problem);
    announceAlert(m_told);
    return problem;
}

void SupportDialog::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Save the support pack"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("Web page for people, with the data for programs (*.html)"), tr("Data alone (*.json)")});
    dialog->setDefaultSuffix(QStringLiteral("html"));
    dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    dialog->selectFile(supportPackFileName(*m_pack));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &name) { (void)saveTo(name); });
    dialog->open();
}

} // namespace daraja
