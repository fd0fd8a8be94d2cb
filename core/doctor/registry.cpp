// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/doctor/registry.h"

#include <QCoreApplication>

namespace daraja {

namespace {

QString symptomText(const char *text)
{
    return QCoreApplication::translate("Doctor", text);
}

struct SymptomRow
{
    const char *id;
    const char *words;
    const char *hint;
    const char *checks; ///< ids, separated by blanks
    QList<const char *> advice;
};

/// doctor 6.
QList<SymptomRow> symptomRows()
{
    return {
        {"worked-yesterday",
         QT_TRANSLATE_NOOP("Doctor", "It worked yesterday"),
         QT_TRANSLATE_NOOP("Doctor", "Looks at the clock, the keys, whether new tokens cancel old ones, and what the app may still do."),
         "N2 T1 T4 P1",
         {QT_TRANSLATE_NOOP("Doctor", "Ask whether somebody changed a secret, a password or the server's address since then."),
          QT_TRANSLATE_NOOP("Doctor", "When nothing changed on your side, wait an hour: outages at Safaricom pass without notice.")}},
        {"works-in-sandbox",
         QT_TRANSLATE_NOOP("Doctor", "Works in sandbox, not live"),
         QT_TRANSLATE_NOOP("Doctor", "Looks for sandbox values among the live ones, and compares what the app may do in both places."),
         "L3 T1 T3 P1 G1 G2",
         {QT_TRANSLATE_NOOP("Doctor", "Going live makes a new app: key, secret and passkey of the sandbox do not work there.")}},
        {"phone-never-rings",
         QT_TRANSLATE_NOOP("Doctor", "Says success, phone never rings"),
         QT_TRANSLATE_NOOP("Doctor", "Proves whether passkey and number belong together, and looks at till and paybill."),
         "L2 L3 L8 Q1 S1 S2 S3",
         {QT_TRANSLATE_NOOP("Doctor",
                            "Ask for the result of the push: 1037 means that the phone was off, out of reach, or its SIM too old."),
          QT_TRANSLATE_NOOP("Doctor", "An old SIM is renewed by dialling *234# on that phone."),
          QT_TRANSLATE_NOOP("Doctor", "After a prompt that was not answered wait a minute before the next one to the same phone.")}},
        {"order-still-pending",
         QT_TRANSLATE_NOOP("Doctor", "Customer paid, order still pending"),
         QT_TRANSLATE_NOOP("Doctor", "Follows the way of the news from Safaricom to your server."),
         "L9 K1 K2 K3 K4",
         {QT_TRANSLATE_NOOP("Doctor", "Ask Safaricom about the payment: Requests, Transaction status, with the receipt from the SMS.")}},
        {"initiator-invalid",
         QT_TRANSLATE_NOOP("Doctor", "Balance or payout says the initiator is invalid"),
         QT_TRANSLATE_NOOP("Doctor", "Looks at operator, password and certificate, and tries them with a question about the balance."),
         "L4 L5 L6 I1",
         {QT_TRANSLATE_NOOP("Doctor", "Do not try passwords one after the other: the third wrong one locks the operator.")}},
        {"operator-does-not-exist",
         QT_TRANSLATE_NOOP("Doctor", "“The operator does not exist”"),
         QT_TRANSLATE_NOOP("Doctor", "Asks Safaricom whose number it is, and looks at till, store and paybill."),
         "L8 Q1",
         {QT_TRANSLATE_NOOP("Doctor", "For a till the store or head office number goes to BusinessShortCode, the till to PartyB.")}},
        {"registration-fails",
         QT_TRANSLATE_NOOP("Doctor", "Registering URLs fails"),
         QT_TRANSLATE_NOOP("Doctor", "Looks at the addresses, at which version of the product the app has, and at the last answer."),
         "L9 P1 K5",
         {QT_TRANSLATE_NOOP("Doctor",
                            "On production addresses register once. To change them: M-Pesa portal, Self Service, URL Management.")}},
        {"double-charge",
         QT_TRANSLATE_NOOP("Doctor", "A customer fears to have paid twice"),
         QT_TRANSLATE_NOOP("Doctor", "This is answered by the history: every call to that phone with that amount, and what became of it."),
         "T1",
         {QT_TRANSLATE_NOOP("Doctor", "Open Activity and search for the phone number: the same amount within two minutes is the suspect."),
          QT_TRANSLATE_NOOP("Doctor", "Ask STK query for each CheckoutRequestID. Only result 0 took money."),
          QT_TRANSLATE_NOOP("Doctor", "Do not send again until each of them has a result.")}},
    };
}

} // namespace

QList<CheckRow> checkRows()
{
    return valueChecks() + networkChecks() + tokenChecks() + productChecks() + numberChecks() + passkeyChecks() + operatorChecks() +
           callbackChecks() + wholeSetChecks();
}

QList<Symptom> symptoms()
{
    QList<Symptom> all;
    const QList<SymptomRow> rows = symptomRows();
    for (const SymptomRow &row : rows) {
        Symptom symptom{
            QString::fromLatin1(row.id), symptomText(row.words), symptomText(row.hint), QString::fromLatin1(row.checks).split(u' '), {}};
        for (const char *advice : row.advice) {
            symptom.advice.append(symptomText(advice));
        }
        all.append(symptom);
    }
    return all;
}

} // namespace daraja
