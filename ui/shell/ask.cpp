// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/ask.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

namespace daraja {

QMessageBox *ask(QWidget *parent, const Question &question, std::function<void()> yes)
{
    auto *box = new QMessageBox(parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIcon(QMessageBox::Question);
    box->setWindowTitle(question.title);
    box->setText(question.text);
    box->setInformativeText(question.detail);
    QPushButton *agree = box->addButton(question.yes, QMessageBox::AcceptRole);
    QPushButton *refuse =
        box->addButton(question.no.isEmpty() ? QCoreApplication::translate("Ask", "Cancel") : question.no, QMessageBox::RejectRole);
    box->setDefaultButton(refuse);
    box->setEscapeButton(refuse);
    setButtonRole(agree, question.role);
    QObject::connect(agree, &QPushButton::clicked, box, [yes = std::move(yes)] { yes(); });
    box->open();
    return box;
}

} // namespace daraja
