// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/callbacks/callbackpaths.h"

#include <QCoreApplication>
#include <QRandomGenerator>
#include <QRegularExpression>

#include <array>

namespace daraja {

const QList<CallbackPath> &callbackPaths()
{
    using Kind = Callback::Kind;
    static const QList<CallbackPath> paths{
        {QLatin1StringView("/stk"), Kind::StkResult, "CallBackURL"},
        {QLatin1StringView("/result"), Kind::Result, "ResultURL"},
        {QLatin1StringView("/timeout"), Kind::QueueTimeout, "QueueTimeOutURL"},
        {QLatin1StringView("/validation"), Kind::C2bValidation, "ValidationURL"},
        {QLatin1StringView("/confirmation"), Kind::C2bConfirmation, "ConfirmationURL"},
        {QLatin1StringView("/express"), Kind::B2bExpress, "callbackUrl"},
        {QLatin1StringView("/order"), Kind::StandingOrder, "CallBackURL"},
        {QLatin1StringView("/bill"), Kind::BillPayment, "callbackurl"},
        {QLatin1StringView("/pull"), Kind::Pull, "CallBackURL"},
    };
    return paths;
}

QString callbackPathOf(Callback::Kind kind)
{
    for (const CallbackPath &path : callbackPaths()) {
        if (path.kind == kind) {
            return path.path;
        }
    }
    return {};
}

std::optional<Callback::Kind> kindAt(QStringView path)
{
    for (const CallbackPath &known : callbackPaths()) {
        if (known.path == path) {
            return known.kind;
        }
    }
    return {};
}

QString newSecretSegment()
{
    std::array<quint32, 4> words{};
    QRandomGenerator::system()->fillRange(words.data(), static_cast<qsizetype>(words.size()));
    return QString::fromLatin1(QByteArray(reinterpret_cast<const char *>(words.data()), sizeof(words)).toHex());
}

QString problemWithSegment(const QString &segment)
{
    static const QRegularExpression shape(QStringLiteral("\\A[A-Za-z0-9_-]{16,64}\\z"));
    static const QRegularExpression forbidden(QStringLiteral("m-?pesa|safaricom|exe|cmd|sql|query"),
                                              QRegularExpression::CaseInsensitiveOption);
    if (!shape.match(segment).hasMatch()) {
        return QCoreApplication::translate("CallbackReceiver",
                                           "The secret part of the address needs 16 to 64 letters, digits, - or _ and nothing else.");
    }
    if (const QRegularExpressionMatch word = forbidden.match(segment); word.hasMatch()) {
        return QCoreApplication::translate("CallbackReceiver",
                                           "Safaricom refuses C2B addresses that contain \"%1\". Choose another secret.")
            .arg(word.captured());
    }
    return {};
}

} // namespace daraja
