// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/requests/headline.h"

#include "core/api/followup.h"
#include "core/base/money.h"
#include "core/base/msisdn.h"
#include "ui/requests/views/facts.h"

#include <QCoreApplication>

namespace daraja {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("Headline", text);
}

QString receiptOf(const ApiResponse &response)
{
    return response.result && !response.result->transactionId.isEmpty()
               ? u' ' + say(QT_TRANSLATE_NOOP("Headline", "Receipt %1.")).arg(response.result->transactionId)
               : QString();
}

/// `KES 500.00 from A to B.`; what is not known is left out.
QString movement(const QString &amount, const QString &from, const QString &to)
{
    if (amount.isEmpty()) {
        return {};
    }
    if (from.isEmpty()) {
        return to.isEmpty() ? amount + u'.' : say(QT_TRANSLATE_NOOP("Headline", "%1 to %2.")).arg(amount, to);
    }
    return to.isEmpty() ? say(QT_TRANSLATE_NOOP("Headline", "%1 from %2.")).arg(amount, from)
                        : say(QT_TRANSLATE_NOOP("Headline", "%1 from %2 to %3.")).arg(amount, from, to);
}

/// The answer of a transaction status says what became of another transaction: that is the verdict, not that the query worked.
Headline transactionHeadline(const CallResult &result)
{
    const Statement statement = statementOf(result);
    const QString what = movement(statement.amount, statement.from, statement.to);
    switch (outcomeOfTransaction(result)) {
    case CallOutcome::Paid:
    case CallOutcome::Done:
        return {Tone::Good, say(QT_TRANSLATE_NOOP("Headline", "The transaction is completed")), what};
    case CallOutcome::Refused:
        return {Tone::Bad, say(QT_TRANSLATE_NOOP("Headline", "The transaction did not happen: %1")).arg(statement.status), what};
    case CallOutcome::Pending:
        return {Tone::Careful, say(QT_TRANSLATE_NOOP("Headline", "The transaction is not finished: %1")).arg(statement.status),
                say(QT_TRANSLATE_NOOP("Headline", "Ask again later before anything is sent twice."))};
    case CallOutcome::Unknown:
        break;
    }
    return {Tone::Careful, say(QT_TRANSLATE_NOOP("Headline", "The state of the transaction is not clear")),
            statement.status.isEmpty()
                ? say(QT_TRANSLATE_NOOP("Headline", "Daraja answered without a state. Look at the statement in the portal."))
                : say(QT_TRANSLATE_NOOP("Headline", "Daraja calls it %1.")).arg(statement.status)};
}

Headline doneHeadline(const OperationSpec &operation, const Values &sent, const ApiResponse &response, const Explanation &explanation)
{
    if (operation.answer == AnswerKind::Statement && response.result) {
        return transactionHeadline(*response.result);
    }
    const QString done = doneSentence(operation, sent);
    if (operation.answer == AnswerKind::MoneyStatement && response.result) {
        Statement statement = statementOf(*response.result);
        if (statement.amount.isEmpty() && sent.contains(QStringLiteral("Amount"))) {
            statement.amount = formatKes(sent.value(QStringLiteral("Amount")));
        }
        return {Tone::Good, say(QT_TRANSLATE_NOOP("Headline", "The money has moved")),
                (done.isEmpty() ? movement(statement.amount, statement.from, statement.to) : done) + receiptOf(response)};
    }
    if (operation.answer == AnswerKind::Qr) {
        return {Tone::Good, say(QT_TRANSLATE_NOOP("Headline", "The QR code is ready")), done};
    }
    // Where money only seems to move, and where a callback is yet to say so, it is done and no more.
    const bool hasMoved = operation.effect == Effect::MovesMoney && !operation.sandboxOnly;
    return {Tone::Good, hasMoved ? say(QT_TRANSLATE_NOOP("Headline", "The money has moved")) : say(QT_TRANSLATE_NOOP("Headline", "Done")),
            !done.isEmpty()     ? done
            : explanation.known ? explanation.means
                                : say(QT_TRANSLATE_NOOP("Headline", "Daraja did what it was asked."))};
}

} // namespace

QString secondsText(std::chrono::milliseconds duration)
{
    const qint64 count = duration.count();
    return say(QT_TRANSLATE_NOOP("Headline", "%1 s"))
        .arg(count < 10'000 ? QString::number(static_cast<double>(count) / 1000.0, 'f', 1) : QString::number(count / 1000));
}

Headline headlineOf(const OperationSpec &operation, const Values &sent, const ApiResponse &response, const Explanation &explanation,
                    std::chrono::milliseconds took)
{
    switch (response.outcome) {
    case CallOutcome::Paid: {
        const QString what = movement(sent.contains(QStringLiteral("Amount")) ? formatKes(sent.value(QStringLiteral("Amount"))) : QString(),
                                      displayMsisdn(sent.value(QStringLiteral("PhoneNumber"))), {});
        return {Tone::Good, say(QT_TRANSLATE_NOOP("Headline", "Paid")),
                (what.isEmpty() ? say(QT_TRANSLATE_NOOP("Headline", "The customer paid.")) : what) + receiptOf(response)};
    }
    case CallOutcome::Done:
        return doneHeadline(operation, sent, response, explanation);
    case CallOutcome::Refused: {
        const QString after =
            operation.delivery == Delivery::InAnswer
                ? QString()
                : say(QT_TRANSLATE_NOOP("Headline", "Daraja accepted the request; the answer came %1 later.")).arg(secondsText(took));
        const QString moved = operation.isAboutMoney() || operation.delivery == Delivery::InAnswer
                                  ? say(QT_TRANSLATE_NOOP("Headline", "No money moved."))
                                  : QString();
        return {Tone::Bad, explanation.title.isEmpty() ? say(QT_TRANSLATE_NOOP("Headline", "Refused")) : explanation.title,
                QString(after + u' ' + moved).trimmed()};
    }
    case CallOutcome::Pending:
        return {Tone::Careful, say(QT_TRANSLATE_NOOP("Headline", "Accepted, no result yet")),
                say(QT_TRANSLATE_NOOP("Headline", "Nobody knows yet how it ends. Ask again before anything is sent twice."))};
    case CallOutcome::Unknown:
        break;
    }
    if (operation.effect == Effect::Changes) {
        return {Tone::Careful, say(QT_TRANSLATE_NOOP("Headline", "Not all of it was accepted")),
                say(QT_TRANSLATE_NOOP("Headline", "Read below what was not, and send only that again."))};
    }
    return {Tone::Careful, say(QT_TRANSLATE_NOOP("Headline", "Outcome unknown")),
            say(QT_TRANSLATE_NOOP("Headline", "It may have happened. Look before anything is sent again."))};
}

Headline headlineOf(const MpesaError &error, const Explanation &explanation)
{
    const bool unknown = error.origin == MpesaError::Origin::UnknownOutcome;
    const QString title = explanation.title.isEmpty() ? say(QT_TRANSLATE_NOOP("Headline", "Not accepted")) : explanation.title;
    if (unknown) {
        return {Tone::Careful, title, say(QT_TRANSLATE_NOOP("Headline", "It may have happened. Look before anything is sent again."))};
    }
    const QString sentence = say(QT_TRANSLATE_NOOP("Headline", "Nothing moved. %1")).arg(explanation.known ? QString() : error.message);
    return {error.origin == MpesaError::Origin::Aborted ? Tone::Careful : Tone::Bad, title, sentence.trimmed()};
}

} // namespace daraja
