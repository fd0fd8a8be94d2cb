// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/errors/errorlook.h"

namespace daraja {

Tone retryTone(Explanation::Retry retry)
{
    switch (retry) {
    case Explanation::Retry::Safe:
    case Explanation::Retry::NotNeeded:
        return Tone::Good;
    case Explanation::Retry::FixFirst:
        return Tone::Careful;
    case Explanation::Retry::LookFirst:
        return Tone::Bad;
    case Explanation::Retry::AskUser:
        break;
    }
    return Tone::Accent;
}

Icon retryIcon(Explanation::Retry retry)
{
    switch (retry) {
    case Explanation::Retry::Safe:
        return Icon::Refresh;
    case Explanation::Retry::NotNeeded:
        return Icon::Check;
    case Explanation::Retry::FixFirst:
        return Icon::Cross;
    case Explanation::Retry::LookFirst:
        return Icon::Warning;
    case Explanation::Retry::AskUser:
        break;
    }
    return Icon::Simulator; // a phone
}

QVariant errorPageArgument(const Explanation &explanation)
{
    return QVariantMap{{QStringLiteral("entry"), explanation.id},
                       {QStringLiteral("code"), explanation.code},
                       {QStringLiteral("said"), explanation.said},
                       {QStringLiteral("product"), explanation.product}};
}

} // namespace daraja
