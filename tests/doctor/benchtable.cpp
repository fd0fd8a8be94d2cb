// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/doctor/benchtable.h"

#include <QTextStream>

namespace daraja {

BenchTable::~BenchTable()
{
    if (m_rows.isEmpty()) {
        return;
    }
    QTextStream out(stdout);
    out << "\n| " << m_firstColumn << " | Found by | Verdict | Sure | Calls |\n|---|---|---|---|---:|\n";
    for (const Row &row : std::as_const(m_rows)) {
        const Finding *cause = row.report.cause();
        QString title = row.report.verdict.title;
        QString what = row.what;
        out << "| " << what.replace(u'|', u'/') << " | "
            << (row.report.verdict.cause.isEmpty() ? QStringLiteral("–") : row.report.verdict.cause) << " | " << title.replace(u'|', u'/')
            << " | " << (cause ? sureName(cause->sure) : QStringLiteral("–")) << " | " << row.report.gatewayCalls << " |\n";
    }
    out << '\n';
}

void BenchTable::add(const QString &what, const Examined &examined)
{
    m_rows.append({what, examined.report});
}

} // namespace daraja
