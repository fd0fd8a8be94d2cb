// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// When a SIM card was last replaced: daraja-api 21.

#include "core/catalogue/commonfields.h"
#include "core/catalogue/rows.h"

namespace daraja {

namespace {

constexpr FieldSpec simFields[] = {
    {
        .name = "customerNumber",
        .kind = FieldKind::Msisdn,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Phone number"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "The number that is asked about. Safaricom charges for each question."),
        .sample = "254712345678",
    },
};

} // namespace

constexpr OperationSpec imsiCheckOperation{
    .id = "imsi_check",
    .title = QT_TRANSLATE_NOOP("Catalogue", "SIM card and swap (IMSI)"),
    .summary = QT_TRANSLATE_NOOP("Catalogue", "Asks for the hashed SIM card of a number and when it was last replaced."),
    .group = group::lookUp,
    .path = "/imsi/v1/checkATI",
    .done = QT_TRANSLATE_NOOP("Catalogue", "This is what the network knows of {customerNumber}."),
    .product = QT_TRANSLATE_NOOP("Catalogue", "IMSI and SWAP"),
    .source = QT_TRANSLATE_NOOP("Catalogue", "Safaricom's portal, IMSI; paid for, with a contract"),
    .tokenRejection = rejection::lookUp,
    .fields = simFields,
    .fieldCount = static_cast<int>(std::size(simFields)),
};
static_assert(wellFormed(imsiCheckOperation));

constexpr OperationSpec simSwapOperation{
    .id = "sim_swap",
    .title = QT_TRANSLATE_NOOP("Catalogue", "SIM swap"),
    .summary = QT_TRANSLATE_NOOP("Catalogue", "Asks when the SIM card of a number was last replaced."),
    .group = group::lookUp,
    .path = "/imsi/v2/checkATI",
    .done = QT_TRANSLATE_NOOP("Catalogue", "This is what the network knows of {customerNumber}."),
    .product = QT_TRANSLATE_NOOP("Catalogue", "IMSI and SWAP"),
    .source = QT_TRANSLATE_NOOP("Catalogue", "Reports only; paid for, with a contract"),
    .tokenRejection = rejection::lookUp,
    .fields = simFields,
    .fieldCount = static_cast<int>(std::size(simFields)),
};
static_assert(wellFormed(simSwapOperation));

} // namespace daraja
