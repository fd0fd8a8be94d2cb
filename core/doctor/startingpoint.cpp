// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/doctor/startingpoint.h"

#include "core/catalogue/operationspec.h"
#include "core/errors/errorproducts.h"

#include <QCoreApplication>

#include <array>

namespace daraja {

namespace {

/// Checks for words that Safaricom says, whatever the code. The first that fits decides: what is narrower stands before what is wider.
struct WordsToChecks
{
    const char *words; ///< lower case
    const char *checks;
};

constexpr std::array saidToChecks{
    WordsToChecks{"apiproduct", "T1 P1"},
    WordsToChecks{"grant type", "N1 T1"},
    WordsToChecks{"invalid authentication", "L1 L2 L3 N1 N2 T1 T2 T3"},
    WordsToChecks{"access token", "N2 T1 P1"},
    WordsToChecks{"merchant does not exist", "L3 L8 Q1 S1 S3 G1"},
    WordsToChecks{"wrong credentials", "L1 L2 L3 S1 S2 S3 G1"},
    WordsToChecks{"operator does not exist", "L8 Q1"},
    WordsToChecks{"invalid transactiontype", "L8 Q1"},
    WordsToChecks{"duplicate notification", "K5"},
    WordsToChecks{"already registered", "K5"},
    WordsToChecks{"urls are already", "K5"},
    WordsToChecks{"securitycredential", "L4 L5 L6 I1"},
    WordsToChecks{"callbackurl", "L9"},
    WordsToChecks{"callback url", "L9"},
    WordsToChecks{"resulturl", "L9"},
    WordsToChecks{"confirmationurl", "L9 P1 K5"},
    WordsToChecks{"validationurl", "L9 P1 K5"},
    WordsToChecks{"spike arrest", "N1"},
};

/// Words that occur beside many codes: only when the code says nothing.
constexpr std::array wideWordsToChecks{
    WordsToChecks{"initiator", "L4 L5 L6 I1"},
    WordsToChecks{"timestamp", "N2 L7 S1 S3"},
    WordsToChecks{"businessshortcode", "L7 L8 Q1 S1"},
    WordsToChecks{"shortcode", "L7 L8 Q1"},
};

struct CodeToChecks
{
    const char *code;
    const char *product; ///< of errorproducts.h; empty: any
    const char *checks;  ///< `-`: no check can tell more
};

/// Codes whose words say nothing, or differ from answer to answer (doctor 4: T1, S1, I1).
constexpr std::array codeToChecks{
    CodeToChecks{"AUTH_INVALID_CREDENTIALS", "", "L1 L2 L3 N1 N2 T1 T2 T3"},
    CodeToChecks{"PRODUCT_MISSING", "", "T1 P1"},
    CodeToChecks{"TOKEN_MISSING", "", "N1 T1"},
    CodeToChecks{"GATEWAY_PAGE", "", "N1"},
    CodeToChecks{"NOT_JSON", "", "N1"},
    CodeToChecks{"NETWORK", "", "N1 N2"},
    CodeToChecks{"TLS", "", "N1 N2"},
    CodeToChecks{"400.008.01", "", "L1 L2 L3 N1 N2 T1 T2 T3"},
    CodeToChecks{"400.008.02", "", "N1 T1"},
    CodeToChecks{"404.001.03", "", "N2 T1 P1"},
    CodeToChecks{"401.002.01", "", "N2 T1 P1"},
    CodeToChecks{"401.003.01", "", "N2 T1 P1"},
    CodeToChecks{"400.003.02", "c2b", "L9"},
    CodeToChecks{"500.003.1001", "c2b", "L9 P1 K5"},
    CodeToChecks{"HTTP_404", "", "N1 T1 P1"},
    CodeToChecks{"500.003.02", "", "N1"},
    CodeToChecks{"4999", "stk", "L1 L2 L3 S1 S2 S3"},
    CodeToChecks{"1037", "", "L8 S1 S2 Q1"},
    CodeToChecks{"1025", "stk", "L7 L8"},
    CodeToChecks{"2028", "stk", "L8 Q1 P1"},
    CodeToChecks{"SFC_IC0003", "", "L8 Q1"},
    CodeToChecks{"0xSFC_IC0003", "", "L8 Q1"},
    CodeToChecks{"TP40153", "", "L4 L5 I1 I2"},
    CodeToChecks{"8006", "", "L4 L5 L6 I1"},
    CodeToChecks{"2001", "stk", "-"}, // the customer's PIN
    CodeToChecks{"2001", "ratiba", "-"},
    CodeToChecks{"2001", "", "L4 L5 L6 I1"},
    CodeToChecks{"18", "", "L4 L5 L6 I1"},
    CodeToChecks{"20", "", "L4 L5 L6 I1"},
    CodeToChecks{"21", "", "L4 L5 I1 I2"},
    CodeToChecks{"22", "", "L4 L5 I1"},
    CodeToChecks{"1032", "", "-"}, // cancelled by the customer
    CodeToChecks{"1031", "", "-"},
    CodeToChecks{"1", "", "-"}, // too little money, whoever's
    CodeToChecks{"1001", "", "-"},
    CodeToChecks{"1019", "", "-"},
};

QStringList idsOf(const char *checks)
{
    return QString::fromLatin1(checks).split(u' ');
}

template <typename Table> std::optional<QStringList> checksSaid(const Table &table, const QString &said)
{
    for (const WordsToChecks &row : table) {
        if (said.contains(QLatin1StringView(row.words))) {
            return idsOf(row.checks);
        }
    }
    return std::nullopt;
}

/// Nothing when the tables do not know it; an empty list when no check can tell more.
std::optional<QStringList> checksFor(const QString &code, const QString &said, const QString &product)
{
    const QString low = said.toLower();
    if (std::optional<QStringList> checks = checksSaid(saidToChecks, low)) {
        return checks;
    }
    for (const CodeToChecks &row : codeToChecks) {
        const QLatin1StringView wanted(row.product);
        if (code == QLatin1StringView(row.code) && (wanted.isEmpty() || product == wanted)) {
            return *row.checks == '-' ? QStringList() : idsOf(row.checks);
        }
    }
    return checksSaid(wideWordsToChecks, low);
}

/// What usually ails the product when neither words nor code say it.
QStringList usualChecks(const QString &product)
{
    struct Row
    {
        const char *product;
        const char *checks;
    };
    static constexpr std::array rows{
        Row{"oauth", "L1 L2 L3 N1 N2 T1 T2 T3"}, Row{"stk", "L7 L8 L9 T1 P1 S1 S2"},      Row{"c2b", "L9 T1 P1 K5"},
        Row{"balance", "L4 L5 L6 L9 T1 P1 I1"},  Row{"status", "L4 L5 L6 L9 T1 P1 I2"},   Row{"b2c", "L4 L5 L6 L7 L9 T1 P1 I1"},
        Row{"b2b", "L4 L5 L6 L7 L9 T1 P1 I1"},   Row{"reversal", "L4 L5 L6 L9 T1 P1 I1"}, Row{"hakikisha", "T1 P1 Q1"},
    };
    for (const Row &row : rows) {
        if (product == QLatin1StringView(row.product)) {
            return idsOf(row.checks);
        }
    }
    return {};
}

QString aboutCall(const QString &operationId, const QString &code, const QString &said)
{
    const OperationSpec *operation = findOperation(operationId);
    const QString title = operation                 ? catalogueText(operation->title)
                          : operationId == u"token" ? QCoreApplication::translate("Doctor", "Token")
                                                    : QString();
    const QString what = (code + u' ' + said).trimmed();
    if (title.isEmpty() || what.isEmpty()) {
        return title + what;
    }
    return QCoreApplication::translate("Doctor", "%1: %2", "operation, what was said").arg(title, what);
}

} // namespace

std::optional<StartingPoint> startingPoint(const MpesaError &error, const QString &operationId)
{
    using Origin = MpesaError::Origin;
    if (error.origin == Origin::None || error.origin == Origin::Validation || error.origin == Origin::Aborted) {
        return std::nullopt;
    }
    const QString product = errorProductOf(operationId);
    StartingPoint point{{}, aboutCall(operationId, error.code, error.message)};
    if (error.origin == Origin::Network || error.origin == Origin::Tls) {
        point.checks = idsOf("N1 N2");
    } else if (const std::optional<QStringList> known = checksFor(error.code, error.message, product)) {
        point.checks = *known;
    } else if (error.origin == Origin::UnknownOutcome) {
        point.checks = idsOf("N1 N2 T1");
    } else if (error.origin == Origin::Auth) {
        point.checks = product == u"oauth" ? usualChecks(product) : idsOf("N2 T1 P1");
    } else if (error.code.startsWith(u"400.00")) {
        point.checks = idsOf("L7 L8 L9") + usualChecks(product);
        point.checks.removeDuplicates();
    } else {
        point.checks = usualChecks(product);
    }
    if (point.checks.isEmpty() && checksFor(error.code, error.message, product)) {
        return std::nullopt;
    }
    return point;
}

std::optional<StartingPoint> startingPoint(const QString &resultCode, const QString &description, const QString &operationId)
{
    if (resultCode == u"0") {
        return std::nullopt;
    }
    const QString product = errorProductOf(operationId);
    StartingPoint point{{}, aboutCall(operationId, resultCode, description)};
    const std::optional<QStringList> known = checksFor(resultCode, description, product);
    if (known && known->isEmpty()) {
        return std::nullopt;
    }
    point.checks = known ? *known : usualChecks(product);
    return point;
}

StartingPoint startingPointOfSilence(const QString &operationId)
{
    // A prompt can be asked about; whether its news arrives, only the path can tell (doctor 6).
    return {idsOf("N1 L9 K1 K2 K3"), aboutCall(operationId, {}, QCoreApplication::translate("Doctor", "no result came"))};
}

} // namespace daraja
