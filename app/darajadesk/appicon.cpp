// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/darajadesk/appicon.h"

#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

namespace daraja {

QIcon makeAppIcon()
{
    QSvgRenderer renderer(QStringLiteral(":/darajadesk.svg"));
    QIcon icon;
    for (const int size : {16, 32, 48, 128}) {
        QPixmap pixmap(size, size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        renderer.render(&painter);
        painter.end();
        icon.addPixmap(pixmap);
    }
    return icon;
}

} // namespace daraja
