// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/history/historyexport.h"

namespace daraja {

/// The text of an export, piece by piece. Pure: it knows no files. Internal to core/history.
class HistoryWriter
{
public:
    virtual ~HistoryWriter() = default;

    [[nodiscard]] virtual QByteArray begin() = 0;
    [[nodiscard]] virtual QByteArray entry(const HistoryEntry &entry) = 0;
    [[nodiscard]] virtual QByteArray end() = 0;
};

[[nodiscard]] std::unique_ptr<HistoryWriter> makeHistoryWriter(ExportOptions::Format format, const QDateTime &now);

/// A cell of a CSV file: quoted, and never read as a formula by a spreadsheet (OWASP, CSV injection).
[[nodiscard]] QByteArray csvCell(const QString &text);

} // namespace daraja
