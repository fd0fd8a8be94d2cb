// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// What the simulator does where Daraja is not known or cannot be on one computer. Each sentence is shown to people.

#include "core/simulator/simulator.h"

#include <QCoreApplication>

namespace daraja {

namespace {

constexpr const char *deviationTexts[] = {
    QT_TRANSLATE_NOOP("Simulator", "Callback addresses on this computer are taken, and plain http to it."),
    QT_TRANSLATE_NOOP("Simulator", "The test number has a phone that somebody answers; on Safaricom's sandbox it ends in 1037 by itself."),
    QT_TRANSLATE_NOOP("Simulator", "Amounts, numbers and Remarks can choose the outcome: see the trigger values."),
    QT_TRANSLATE_NOOP("Simulator", "Callbacks come after 0.4 s and are posted once; a receiver has 10 s. A prompt lives 60 s."),
    QT_TRANSLATE_NOOP("Simulator", "STK query within a second of the push is too early. Results are remembered for the last 1,000 pushes, "
                                   "transactions for the last 10,000."),
    QT_TRANSLATE_NOOP("Simulator",
                      "Nothing is limited by rate unless a fault is switched on. Each OAuth call gives another token; earlier ones "
                      "go on working unless the switch says otherwise."),
    QT_TRANSLATE_NOOP("Simulator", "The short codes 600000 to 600999 of Safaricom's sandbox belong to the organisation here, with the same "
                                   "accounts as its own short code."),
    QT_TRANSLATE_NOOP("Simulator", "Every B2C payment costs KES 13.00, which the Charges Paid account shows; nothing else costs anything."),
    QT_TRANSLATE_NOOP("Simulator",
                      "A customer who was not seen before has KES 50,000; nobody may hold or move more than KES 500,000 a day."),
    QT_TRANSLATE_NOOP("Simulator",
                      "Any short code can be paid by B2B. What goes to the organisation's own lands in its Utility account, at its "
                      "till in the Merchant account. BusinessBuyGoods takes both identifier types unless the switch says otherwise."),
    QT_TRANSLATE_NOOP("Simulator", "A tax payment registration number is not checked."),
    QT_TRANSLATE_NOOP("Simulator",
                      "A party that is not the organisation's ends in SFC_IC0003; so does a push to a number that is nobody's, and a "
                      "paybill push to the till in 2028."),
    QT_TRANSLATE_NOOP("Simulator",
                      "A wrong operator name is 2001 and locks nobody; three wrong passwords in a row lock the operator (8006). A role "
                      "that is missing is 21."),
    QT_TRANSLATE_NOOP("Simulator",
                      "A reversal of another amount than the original's ends in R000002; a till's balance shows a Merchant account."),
    QT_TRANSLATE_NOOP("Simulator", "A queue timeout happens by fault only, and its body is the one that two other projects guess."),
    QT_TRANSLATE_NOOP("Simulator",
                      "C2B addresses may be registered again and again, also for 174379, unless the switches say otherwise. The "
                      "validation URL is always asked; Safaricom asks only where it was activated."),
    QT_TRANSLATE_NOOP("Simulator", "What a QR code says is the simulator's own: the phone apps do not know it. A picture has at most 2,000 "
                                   "pixels a side."),
    QT_TRANSLATE_NOOP("Simulator",
                      "Bill Manager refuses with HTTP 409, takes a list whole or not at all, and sends no reminders; a payment is "
                      "pushed five times, 2 s apart. Without the app_key of the opt-in it takes no invoice."),
    QT_TRANSLATE_NOOP("Simulator", "A standing order is agreed to by PIN on the phone and paid once, if it begins today."),
    QT_TRANSLATE_NOOP("Simulator", "Pull gives 100 transactions a page and asks for registration first."),
    QT_TRANSLATE_NOOP("Simulator",
                      "B2B Express: the other merchant always pays, unless the amount is 4001, 4102, 4104, 4201 or 4203: then it ends so."),
    QT_TRANSLATE_NOOP(
        "Simulator",
        "Where reports of Daraja's answers disagree one is given: a wrong key pair is HTTP 400 with nothing in it, an STK query "
        "checks the Password before it looks for the push, Query Org Info says 4000, an unknown receipt is 2033."),
    QT_TRANSLATE_NOOP("Simulator",
                      "Customers' names, SIM data and loyalty points are made up from the number: 254700010003 is nobody's, and SIM "
                      "cards of numbers that end in 00 were changed yesterday. Five points are a shilling."),
};

} // namespace

QStringList Simulator::deviations()
{
    QStringList texts;
    for (const char *text : deviationTexts) {
        texts.append(QCoreApplication::translate("Simulator", text));
    }
    return texts;
}

} // namespace daraja
