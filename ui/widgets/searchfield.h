// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QKeySequence>
#include <QLineEdit>

class QShortcut;

namespace daraja {

/// A line edit with a magnifier, a button that clears, and, while empty, the shortcut that leads here. Esc clears; a second Esc goes to the
/// parent.
class SearchField final : public QLineEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SearchField)

public:
    explicit SearchField(const QString &placeholder = {}, QWidget *parent = nullptr);

    /// Installs the shortcut (within the window, while the field is visible) and shows it as a hint. Empty: none.
    void setShortcut(const QKeySequence &sequence);
    [[nodiscard]] QKeySequence shortcut() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QShortcut *m_shortcut = nullptr;
};

} // namespace daraja
