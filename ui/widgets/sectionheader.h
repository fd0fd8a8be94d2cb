// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

namespace daraja {

class Label;

/// `PAYMENTS`: a small dim heading in capitals over a group. Write the text in ordinary case.
class SectionHeader final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SectionHeader)

public:
    explicit SectionHeader(const QString &text = {}, QWidget *parent = nullptr);
    void setText(const QString &text);
    [[nodiscard]] QString text() const;

private:
    Label *m_label;
};

} // namespace daraja
