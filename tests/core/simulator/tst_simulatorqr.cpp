// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/core/simulator/simulatorharness.h"

#include <png.h>

using namespace daraja;

namespace {

QString text(const char *ascii)
{
    return QString::fromLatin1(ascii);
}

/// A decoded picture: a byte for each pixel, 0 is black.
struct Picture
{
    int width = 0;
    int height = 0;
    QByteArray pixels;

    [[nodiscard]] bool isBlack(int x, int y) const { return pixels.at(static_cast<qsizetype>(y) * width + x) == 0; }
};

Picture decoded(const QByteArray &png)
{
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (!png_image_begin_read_from_memory(&image, png.constData(), static_cast<std::size_t>(png.size()))) {
        return {};
    }
    image.format = PNG_FORMAT_GRAY;
    QByteArray pixels(static_cast<qsizetype>(PNG_IMAGE_SIZE(image)), '\0');
    if (!png_image_finish_read(&image, nullptr, pixels.data(), 0, nullptr)) {
        return {};
    }
    return {static_cast<int>(image.width), static_cast<int>(image.height), pixels};
}

QJsonObject request(const QJsonObject &changes = {})
{
    return SimulatorHarness::changed({{text("MerchantName"), text("Demo shop")},
                                      {text("RefNo"), text("INV-00231")},
                                      {text("Amount"), 1250},
                                      {text("TrxCode"), text("PB")},
                                      {text("CPI"), text("174379")},
                                      {text("Size"), text("300")}},
                                     changes);
}

const QByteArray qrPath = QByteArrayLiteral("/mpesa/qrcode/v1/generate");

/// The pixels of the first black run along the diagonal: seven modules of the finder's frame and heart, so its first run is one module.
int moduleOf(const Picture &picture, int corner)
{
    int size = 0;
    while (picture.isBlack(corner + size, corner + size)) {
        ++size;
    }
    return size;
}

/// The 7 × 7 square by which readers find a corner: black frame, white ring, black heart.
bool isFinder(const Picture &picture, int left, int top, int module)
{
    for (int row = 0; row < 7; ++row) {
        for (int column = 0; column < 7; ++column) {
            const int ring = qMin(qMin(row, column), qMin(6 - row, 6 - column));
            if (picture.isBlack(left + column * module + module / 2, top + row * module + module / 2) != (ring != 1)) {
                return false;
            }
        }
    }
    return true;
}

} // namespace

/// Dynamic QR: a real picture of a real code.
class TestSimulatorQr final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void pictureIsAQrCode_data()
    {
        QTest::addColumn<QJsonValue>("size");
        QTest::addColumn<int>("side");
        QTest::newRow("as documented") << QJsonValue(text("300")) << 300;
        QTest::newRow("number") << QJsonValue(450) << 450;
        QTest::newRow("largest") << QJsonValue(2'000) << 2'000;
    }
    void pictureIsAQrCode()
    {
        QFETCH(QJsonValue, size);
        QFETCH(int, side);
        SimulatorHarness harness;
        QVERIFY(harness.start());
        const WireReply reply = harness.post(qrPath, request({{text("Size"), size}}));
        QCOMPARE(reply.status, 200);
        static const QRegularExpression shape(
            text("^\\{\"ResponseCode\":\"00\",\"RequestID\":\"[0-9a-f]{4}-[0-9a-f-]+[0-9]+\","
                 "\"ResponseDescription\":\"QR Code Successfully Generated\\.\",\"QRCode\":\"iVBOR[A-Za-z0-9+/]+=*\"\\}$"));
        QVERIFY2(shape.match(QString::fromUtf8(reply.body)).hasMatch(), reply.body.constData());
        const Picture picture = decoded(QByteArray::fromBase64(reply.text("QRCode").toLatin1()));
        QCOMPARE(picture.width, side);
        QCOMPARE(picture.height, side);

        int corner = 0;
        while (corner < side && !picture.isBlack(corner, corner)) {
            ++corner;
        }
        QVERIFY(corner < side);
        const int module = moduleOf(picture, corner);
        const int far = side - corner - 7 * module;
        QVERIFY2(corner >= 4 * module, "the white border has four modules");
        QVERIFY(isFinder(picture, corner, corner, module));
        QVERIFY(isFinder(picture, far, corner, module));
        QVERIFY(isFinder(picture, corner, far, module));
        QVERIFY(!isFinder(picture, far, far, module));
    }

    void tooSmallForTheCode()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        const WireReply reply = harness.post(qrPath, request({{text("Size"), text("10")}}));
        const Picture picture = decoded(QByteArray::fromBase64(reply.text("QRCode").toLatin1()));
        QVERIFY(picture.width > 10); // one pixel for each module
        QCOMPARE(picture.width, picture.height);
    }

    void otherValuesGiveOtherCodes()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        const QString first = harness.post(qrPath, request()).text("QRCode");
        QCOMPARE(harness.post(qrPath, request()).text("QRCode"), first);
        for (const char *member : {"MerchantName", "RefNo", "CPI"}) {
            QVERIFY2(harness.post(qrPath, request({{text(member), text("555555")}})).text("QRCode") != first, member);
        }
        QVERIFY(harness.post(qrPath, request({{text("Amount"), 1251}})).text("QRCode") != first);
        QVERIFY(harness.post(qrPath, request({{text("TrxCode"), text("BG")}})).text("QRCode") != first);
    }

    void refusals_data()
    {
        QTest::addColumn<QJsonObject>("changes");
        QTest::addColumn<QString>("member");
        QTest::newRow("code") << QJsonObject{{text("TrxCode"), text("XX")}} << "TrxCode";
        QTest::newRow("small letters") << QJsonObject{{text("TrxCode"), text("pb")}} << "TrxCode";
        QTest::newRow("no code") << QJsonObject{{text("TrxCode"), QJsonValue()}} << "TrxCode";
        QTest::newRow("amount") << QJsonObject{{text("Amount"), 0}} << "Amount";
        QTest::newRow("part of a shilling") << QJsonObject{{text("Amount"), 12.5}} << "Amount";
        QTest::newRow("no size") << QJsonObject{{text("Size"), QJsonValue()}} << "Size";
        QTest::newRow("size zero") << QJsonObject{{text("Size"), text("0")}} << "Size";
        QTest::newRow("size too large") << QJsonObject{{text("Size"), text("2001")}} << "Size";
        QTest::newRow("reference") << QJsonObject{{text("RefNo"), text("")}} << "RefNo";
    }
    void refusals()
    {
        QFETCH(QJsonObject, changes);
        QFETCH(QString, member);
        SimulatorHarness harness;
        QVERIFY(harness.start());
        QVERIFY(isRefusal(harness.post(qrPath, request(changes)), 400, text("400"), text("400 Bad Request - Invalid ") + member));
        QVERIFY(!harness.simulator.requests().constLast().note.isEmpty());
    }

    void unreadableBody()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        QVERIFY(isRefusal(harness.send("POST", qrPath, {"Authorization: Bearer " + harness.token()}, "TrxCode=PB"), 400, text("400.002.05"),
                          text("Invalid Request Payload")));
    }
};

QTEST_GUILESS_MAIN(TestSimulatorQr)

#include "tst_simulatorqr.moc"
