// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/requests/views/answerview.h"

#include "core/errors/answerbody.h"
#include "ui/requests/views/balancesview.h"
#include "ui/requests/views/facts.h"
#include "ui/requests/views/qrview.h"
#include "ui/requests/views/statementview.h"
#include "ui/requests/views/transactionsview.h"

namespace daraja {

namespace {

QString parameterOf(const ApiResponse &response, QStringView name)
{
    if (response.result) {
        for (const auto &[key, value] : response.result->parameters) {
            if (key == name) {
                return value;
            }
        }
    }
    return {};
}

} // namespace

QWidget *makeAnswerView(const OperationSpec &operation, const Values &sent, const ApiResponse &response)
{
    switch (operation.answer) {
    case AnswerKind::Qr: {
        const QByteArray picture = QByteArray::fromBase64(jsonText(jsonMember(response.acknowledgement, u"QRCode")).toLatin1());
        return picture.isEmpty() ? nullptr : new QrView(picture, sent);
    }
    case AnswerKind::Balances: {
        const QString balances = parameterOf(response, u"AccountBalance");
        return balances.isEmpty() ? nullptr : new BalancesView(parseAccountBalance(balances));
    }
    case AnswerKind::Statement:
    case AnswerKind::MoneyStatement:
        return response.result && !response.result->parameters.isEmpty() ? new StatementView(statementOf(*response.result)) : nullptr;
    case AnswerKind::Transactions:
        return new TransactionsView(jsonMember(response.acknowledgement, u"Response").toArray());
    case AnswerKind::Plain:
        break;
    }
    const bool isPartial = response.outcome == CallOutcome::Unknown; // its result is the list of what was not accepted
    if (operation.delivery != Delivery::InAnswer || (response.result && !isPartial)) {
        return nullptr;
    }
    const QList<Fact> facts = factsOf(response.acknowledgement);
    return facts.isEmpty() ? nullptr : new StatementView({{}, {}, {}, {}, facts});
}

} // namespace daraja
