// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/simulator/simulatorguide.h"

#include "core/base/msisdn.h"
#include "core/simulator/simulator.h"
#include "ui/style/metrics.h"
#include "ui/widgets/label.h"

#include <QPushButton>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace daraja {

namespace {

QString tableRow(const QStringList &cells, const QString &tag = QStringLiteral("td"))
{
    QString html = QStringLiteral("<tr>");
    for (const QString &cell : cells) {
        html += QStringLiteral("<%1 align='left'>%2</%1>").arg(tag, cell.toHtmlEscaped());
    }
    return html + QStringLiteral("</tr>");
}

QString table(const QStringList &heads, const QList<QStringList> &lines)
{
    QString html = QStringLiteral("<table cellpadding='4' cellspacing='0' width='100%'>") + tableRow(heads, QStringLiteral("th"));
    for (const QStringList &row : lines) {
        html += tableRow(row);
    }
    return html + QStringLiteral("</table>");
}

} // namespace

SimulatorGuide::SimulatorGuide(QWidget *window)
    : Overlay(window)
    , m_text(new QTextBrowser)
{
    setObjectName(QStringLiteral("simulatorGuide"));
    setPanelWidth(760);
    content()->addWidget(new Label(tr("The simulator, and where it differs from Daraja"), TextStyle::Verdict));
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setMinimumHeight(px(400));
    m_text->setAccessibleName(tr("Trigger values and differences"));
    content()->addWidget(m_text, 1);
    auto *close = new QPushButton(tr("Close"));
    connect(close, &QPushButton::clicked, this, &Overlay::closeOverlay);
    content()->addWidget(close, 0, Qt::AlignRight);
}

void SimulatorGuide::prepare()
{
    if (m_text->document()->isEmpty()) {
        QList<QStringList> outcomes;
        for (const Simulator::Trigger &trigger : Simulator::triggers()) {
            QStringList where;
            if (trigger.isForPush) {
                where.append(tr("STK push"));
            }
            if (trigger.isForResult) {
                where.append(tr("B2C, B2B and the like"));
            }
            outcomes.append({trigger.amount, displayMsisdn(trigger.msisdn), trigger.code, trigger.text, where.join(QStringLiteral(", "))});
        }
        QList<QStringList> faults;
        for (const SimulatorFault &fault : Simulator::faults()) {
            faults.append({fault.amount, displayMsisdn(fault.msisdn), fault.text, fault.what});
        }
        QString differences;
        for (const QString &difference : Simulator::deviations()) {
            differences += QStringLiteral("<li>%1</li>").arg(difference.toHtmlEscaped());
        }
        m_text->setHtml(
            QStringLiteral("<h3>%1</h3><p>%2</p>%3<h3>%4</h3><p>%5</p>%6<h3>%7</h3><ul>%8</ul>")
                .arg(tr("Outcomes"), tr("An amount or a customer's number in a request chooses how it ends, from any program."),
                     table({tr("Amount, KES"), tr("or number"), tr("Code"), tr("Daraja's words"), tr("For")}, outcomes), tr("Faults"),
                     tr("These make something go wrong on the way; they can also be switched on in the window and by --faults."),
                     table({tr("Amount, KES"), tr("or number"), tr("Fault"), tr("What happens")}, faults),
                     tr("Invented, or different from Daraja"), differences));
    }
    m_text->setFocus();
}

} // namespace daraja
