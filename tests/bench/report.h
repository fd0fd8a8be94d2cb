// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

#include <algorithm>
#include <cstdio>
#include <vector>

/// What the benches share: medians, a table for people and one JSON object for machines. A wrong result fails a bench, a slow one does not.
namespace bench {

inline double median(std::vector<double> values)
{
    if (values.empty()) {
        return 0;
    }
    std::sort(values.begin(), values.end());
    const size_t middle = values.size() / 2;
    return values.size() % 2 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

class Report
{
public:
    explicit Report(const QString &title) { std::printf("%s\n", qUtf8Printable(title)); }

    void row(const QString &what, double value, const QString &unit)
    {
        std::printf("  %-58s %12.3f %s\n", qUtf8Printable(what), value, qUtf8Printable(unit));
        m_rows.append(QJsonObject{{QStringLiteral("what"), what}, {QStringLiteral("value"), value}, {QStringLiteral("unit"), unit}});
    }

    /// A figure that could not be had.
    void skip(const QString &what, const QString &why)
    {
        std::printf("  %-58s %12s %s\n", qUtf8Printable(what), "skipped:", qUtf8Printable(why));
        m_rows.append(QJsonObject{{QStringLiteral("what"), what}, {QStringLiteral("skipped"), why}});
    }

    /// A condition without which the figures mean nothing.
    void require(bool holds, const QString &what)
    {
        if (!holds) {
            std::printf("  WRONG: %s\n", qUtf8Printable(what));
            m_ok = false;
        }
    }

    /// The exit code of the bench.
    [[nodiscard]] int finish() const
    {
        const QJsonObject json{{QStringLiteral("ok"), m_ok}, {QStringLiteral("rows"), m_rows}};
        std::printf("%s\n", QJsonDocument(json).toJson(QJsonDocument::Compact).constData());
        return m_ok ? 0 : 1;
    }

private:
    QJsonArray m_rows;
    bool m_ok = true;
};

} // namespace bench
