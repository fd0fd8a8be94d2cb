// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// The steps of the tour beyond token, STK push and balance: one for each family of operations.

#include "app/darajactl/tourcommand.h"

#include "core/base/nairobitime.h"

#include <QJsonArray>

namespace daraja {

namespace {

const QString tourCustomer = QStringLiteral("254712345678");
const QString tourBillReference = QStringLiteral("INV-00233");
constexpr std::chrono::seconds familyResultLimit{20};

QString parameterOf(const ApiResponse &response, QLatin1StringView name)
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

TourCommand::Finding doneWithReceipt(const ApiResponse &response)
{
    const QString receipt = response.result ? response.result->transactionId : QString();
    return {response.outcome == CallOutcome::Done && !receipt.isEmpty(), QStringLiteral("receipt %1").arg(receipt)};
}

} // namespace

void TourCommand::addFamilies()
{
    m_steps.append({{QStringLiteral("C2B: register, pay, be told"), [this] { customerPays(); }},
                    {QStringLiteral("B2C payment"), [this] { payOut(); }},
                    {QStringLiteral("transaction status"), [this] { transactionStatus(); }},
                    {QStringLiteral("B2B to a paybill"), [this] { payPaybill(); }},
                    {QStringLiteral("tax remittance"), [this] { payTax(); }},
                    {QStringLiteral("B2B Express Checkout"), [this] { express(); }},
                    {QStringLiteral("reversal"), [this] { reversal(); }},
                    {QStringLiteral("dynamic QR"), [this] { qrCode(); }},
                    {QStringLiteral("Bill Manager: opt in, invoice"), [this] { invoice(); }},
                    {QStringLiteral("standing order"), [this] { standingOrder(); }},
                    {QStringLiteral("Pull: register, query"), [this] { pull(); }},
                    {QStringLiteral("look up a customer"), [this] { lookUpCustomer(); }},
                    {QStringLiteral("look up an organisation"), [this] { lookUpOrganisation(); }},
                    {QStringLiteral("SIM swap"), [this] { simSwap(); }},
                    {QStringLiteral("Lipa na Bonga"), [this] { bonga(); }}});
}

void TourCommand::send(const QString &operation, const Values &values, std::function<void(const ApiResponse &)> then)
{
    WaitOptions wait;
    wait.limit = familyResultLimit;
    m_workspace->client().call(operation, values, wait)->then(this, std::move(then), [this](const MpesaError &error) {
        unexpected(error);
    });
}

void TourCommand::check(const QString &operation, const Values &values, std::function<Finding(const ApiResponse &)> finding)
{
    send(operation, values, [this, finding = std::move(finding)](const ApiResponse &response) {
        const auto [ok, detail] = finding(response);
        stepDone(ok, detail);
    });
}

void TourCommand::customerPays()
{
    m_confirmation = connect(m_receiver.get(), &CallbackReceiver::received, this, [this](const Callback &callback) {
        if (callback.kind == Callback::Kind::C2bConfirmation) {
            disconnect(m_confirmation);
            m_customerReceipt = callback.transactionId;
            stepDone(callback.parameter(u"BillRefNumber") == tourBillReference,
                     QStringLiteral("confirmation for %1, receipt %2").arg(tourBillReference, m_customerReceipt));
        }
    });
    send(QStringLiteral("c2b_register"), {{QStringLiteral("ResponseType"), QStringLiteral("Completed")}}, [this](const ApiResponse &) {
        // The step ends with the confirmation.
        send(QStringLiteral("c2b_simulate"),
             {{QStringLiteral("CommandID"), QStringLiteral("CustomerPayBillOnline")},
              {QStringLiteral("Amount"), QStringLiteral("750")},
              {QStringLiteral("Msisdn"), tourCustomer},
              {QStringLiteral("BillRefNumber"), tourBillReference}},
             [](const ApiResponse &) {});
    });
}

void TourCommand::payOut()
{
    check(QStringLiteral("b2c_payment"),
          {{QStringLiteral("CommandID"), QStringLiteral("BusinessPayment")},
           {QStringLiteral("Amount"), QStringLiteral("500")},
           {QStringLiteral("PartyB"), tourCustomer},
           {QStringLiteral("Remarks"), QStringLiteral("Refund of a deposit")}},
          [this](const ApiResponse &response) {
              Finding finding = doneWithReceipt(response);
              m_payoutReceipt = response.result ? response.result->transactionId : QString();
              finding.detail += QStringLiteral(", to %1").arg(parameterOf(response, QLatin1StringView("ReceiverPartyPublicName")));
              return finding;
          });
}

void TourCommand::transactionStatus()
{
    check(QStringLiteral("transaction_status"),
          {{QStringLiteral("TransactionID"), m_payoutReceipt}, {QStringLiteral("Remarks"), QStringLiteral("Did it arrive")}},
          [this](const ApiResponse &response) {
              const QString status = parameterOf(response, QLatin1StringView("TransactionStatus"));
              return Finding{response.outcome == CallOutcome::Done && status == u"Completed" &&
                                 parameterOf(response, QLatin1StringView("ReceiptNo")) == m_payoutReceipt,
                             QStringLiteral("%1: %2").arg(m_payoutReceipt, status)};
          });
}

void TourCommand::payPaybill()
{
    check(QStringLiteral("b2b_paybill"),
          {{QStringLiteral("Amount"), QStringLiteral("640")},
           {QStringLiteral("PartyB"), QStringLiteral("888880")},
           {QStringLiteral("AccountReference"), QStringLiteral("54321")},
           {QStringLiteral("Remarks"), QStringLiteral("Electricity")}},
          doneWithReceipt);
}

void TourCommand::payTax()
{
    check(QStringLiteral("tax_remittance"),
          {{QStringLiteral("Amount"), QStringLiteral("239")},
           {QStringLiteral("AccountReference"), QStringLiteral("353353")},
           {QStringLiteral("Remarks"), QStringLiteral("Turnover tax")}},
          doneWithReceipt);
}

void TourCommand::express()
{
    check(QStringLiteral("b2b_express"),
          {{QStringLiteral("primaryShortCode"), QStringLiteral("600978")},
           {QStringLiteral("amount"), QStringLiteral("85")},
           {QStringLiteral("paymentRef"), QStringLiteral("ORD-88")},
           {QStringLiteral("partnerName"), QStringLiteral("Demo shop")}},
          [](const ApiResponse &response) {
              return Finding{response.outcome == CallOutcome::Done,
                             response.result ? response.result->description : QStringLiteral("no result")};
          });
}

void TourCommand::reversal()
{
    check(QStringLiteral("reversal"),
          {{QStringLiteral("TransactionID"), m_customerReceipt},
           {QStringLiteral("Amount"), QStringLiteral("750")},
           {QStringLiteral("Remarks"), QStringLiteral("Paid twice")}},
          [this](const ApiResponse &response) {
              return Finding{response.outcome == CallOutcome::Done &&
                                 parameterOf(response, QLatin1StringView("OriginalTransactionID")) == m_customerReceipt,
                             QStringLiteral("%1 given back").arg(m_customerReceipt)};
          });
}

void TourCommand::qrCode()
{
    check(QStringLiteral("qr_code"),
          {{QStringLiteral("MerchantName"), QStringLiteral("Demo shop")},
           {QStringLiteral("RefNo"), QStringLiteral("INV-00234")},
           {QStringLiteral("Amount"), QStringLiteral("1250")},
           {QStringLiteral("TrxCode"), QStringLiteral("PB")},
           {QStringLiteral("Size"), QStringLiteral("300")}},
          [](const ApiResponse &response) {
              const QByteArray picture =
                  QByteArray::fromBase64(response.acknowledgement.value(QLatin1StringView("QRCode")).toString().toLatin1());
              return Finding{picture.startsWith("\x89PNG"), QStringLiteral("a PNG of %1 bytes").arg(picture.size())};
          });
}

void TourCommand::invoice()
{
    send(QStringLiteral("bill_optin"),
         {{QStringLiteral("email"), QStringLiteral("bills@shop.example")},
          {QStringLiteral("officialContact"), QStringLiteral("0712345678")},
          {QStringLiteral("sendReminders"), QStringLiteral("1")}},
         [this](const ApiResponse &) {
             const QDateTime due = toNairobi(m_clock.now()).addDays(14);
             check(QStringLiteral("bill_single"),
                   {{QStringLiteral("externalReference"), QStringLiteral("TOUR-1")},
                    {QStringLiteral("billedFullName"), QStringLiteral("Customer")},
                    {QStringLiteral("billedPhoneNumber"), QStringLiteral("0712345678")},
                    {QStringLiteral("billedPeriod"), due.toString(QStringLiteral("MMMM yyyy"))},
                    {QStringLiteral("invoiceName"), QStringLiteral("Water")},
                    {QStringLiteral("dueDate"), due.toString(QStringLiteral("yyyy-MM-dd"))},
                    {QStringLiteral("accountReference"), QStringLiteral("A-17")},
                    {QStringLiteral("amount"), QStringLiteral("800")}},
                   [](const ApiResponse &response) {
                       return Finding{response.outcome == CallOutcome::Done,
                                      response.acknowledgement.value(QLatin1StringView("Status_Message")).toString()};
                   });
         });
}

void TourCommand::standingOrder()
{
    const QDateTime start = toNairobi(m_clock.now()).addDays(1);
    check(QStringLiteral("standing_order"),
          {{QStringLiteral("StandingOrderName"), QStringLiteral("Rent")},
           {QStringLiteral("StartDate"), start.toString(QStringLiteral("yyyyMMdd"))},
           {QStringLiteral("EndDate"), start.addYears(1).toString(QStringLiteral("yyyyMMdd"))},
           {QStringLiteral("Amount"), QStringLiteral("4500")},
           {QStringLiteral("PartyA"), tourCustomer},
           {QStringLiteral("AccountReference"), QStringLiteral("Flat 4")},
           {QStringLiteral("TransactionDesc"), QStringLiteral("Rent")},
           {QStringLiteral("Frequency"), QStringLiteral("4")}},
          [](const ApiResponse &response) {
              return Finding{response.outcome == CallOutcome::Done,
                             response.result ? response.result->description : QStringLiteral("no result")};
          });
}

void TourCommand::pull()
{
    send(QStringLiteral("pull_register"), {{QStringLiteral("NominatedNumber"), tourCustomer}}, [this](const ApiResponse &) {
        const QDateTime now = toNairobi(m_clock.now());
        const QString format = QStringLiteral("yyyy-MM-dd HH:mm:ss");
        check(QStringLiteral("pull_query"),
              {{QStringLiteral("StartDate"), now.addSecs(-3600).toString(format)},
               {QStringLiteral("EndDate"), now.addSecs(60).toString(format)}},
              [this](const ApiResponse &response) {
                  const QJsonArray outer = response.acknowledgement.value(QLatin1StringView("Response")).toArray();
                  const QJsonArray payments = outer.isEmpty() ? QJsonArray() : outer.first().toArray();
                  bool found = false;
                  for (const QJsonValue payment : payments) {
                      found |= payment.toObject().value(QLatin1StringView("transactionId")).toString() == m_customerReceipt;
                  }
                  return Finding{found, QStringLiteral("%1 payments, %2 among them").arg(payments.size()).arg(m_customerReceipt)};
              });
    });
}

void TourCommand::lookUpCustomer()
{
    check(QStringLiteral("b2c_hakikisha"), {{QStringLiteral("msisdn"), tourCustomer}}, [](const ApiResponse &response) {
        const QJsonObject body = response.acknowledgement.value(QLatin1StringView("body")).toObject();
        const QString name = body.value(QLatin1StringView("firstName")).toString();
        return Finding{response.outcome == CallOutcome::Done && !name.isEmpty(), name};
    });
}

void TourCommand::lookUpOrganisation()
{
    check(QStringLiteral("org_info"),
          {{QStringLiteral("IdentifierType"), QStringLiteral("4")}, {QStringLiteral("Identifier"), m_workspace->profile().shortCode}},
          [](const ApiResponse &response) {
              const QString name = response.acknowledgement.value(QLatin1StringView("OrganizationName")).toString();
              return Finding{response.outcome == CallOutcome::Done && !name.isEmpty(), name};
          });
}

void TourCommand::simSwap()
{
    check(QStringLiteral("sim_swap"), {{QStringLiteral("customerNumber"), tourCustomer}}, [](const ApiResponse &response) {
        const QString date = response.acknowledgement.value(QLatin1StringView("lastSwapDate")).toString();
        return Finding{response.outcome == CallOutcome::Done && !date.isEmpty(), QStringLiteral("last swapped %1").arg(date)};
    });
}

void TourCommand::bonga()
{
    check(QStringLiteral("bonga_calculate"), {{QStringLiteral("points"), QStringLiteral("500")}}, [](const ApiResponse &response) {
        return Finding{response.outcome == CallOutcome::Done, QStringLiteral("500 points have a price")};
    });
}

} // namespace daraja
