// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/doctor/clinic.h"

namespace daraja {

/// What was seeded and what the doctor said, as a table in Markdown: printed when it goes, to be kept as measured.
class BenchTable final
{
    Q_DISABLE_COPY_MOVE(BenchTable)

public:
    explicit BenchTable(const QString &firstColumn)
        : m_firstColumn(firstColumn)
    {
    }
    ~BenchTable();

    void add(const QString &what, const Examined &examined);

private:
    struct Row
    {
        QString what;
        DoctorReport report;
    };

    const QString m_firstColumn;
    QList<Row> m_rows;
};

} // namespace daraja
