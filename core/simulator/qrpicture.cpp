// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/qrpicture.h"

#include <png.h>
#include <qrencode.h>

#include <cstring>
#include <memory>

namespace daraja {

namespace {

constexpr int quietModules = 4;

struct QrDeleter
{
    void operator()(QRcode *code) const { QRcode_free(code); }
};
using QrHandle = std::unique_ptr<QRcode, QrDeleter>;

/// One byte a pixel, 0 black and 255 white, rows of `side` bytes.
QByteArray qrPixels(const QRcode &code, int side)
{
    const int scale = qMax(1, side / (code.width + 2 * quietModules));
    const int margin = (side - scale * code.width) / 2;
    QByteArray pixels(static_cast<qsizetype>(side) * side, '\xff');
    for (int row = 0; row < code.width * scale; ++row) {
        char *line = pixels.data() + static_cast<qsizetype>(margin + row) * side + margin;
        const unsigned char *modules = code.data + static_cast<qsizetype>(row / scale) * code.width;
        for (int column = 0; column < code.width; ++column) {
            if (modules[column] & 1U) { // the lowest bit is the colour
                std::memset(line + static_cast<qsizetype>(column) * scale, 0, static_cast<std::size_t>(scale));
            }
        }
    }
    return pixels;
}

QByteArray greyPng(const QByteArray &pixels, int side)
{
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(side);
    image.height = static_cast<png_uint_32>(side);
    image.format = PNG_FORMAT_GRAY;
    png_alloc_size_t size = 0;
    if (!png_image_write_to_memory(&image, nullptr, &size, 0, pixels.constData(), side, nullptr)) {
        return {};
    }
    QByteArray png(static_cast<qsizetype>(size), Qt::Uninitialized);
    if (!png_image_write_to_memory(&image, png.data(), &size, 0, pixels.constData(), side, nullptr)) {
        return {};
    }
    return png;
}

} // namespace

QByteArray qrPicture(const QByteArray &text, int pixels)
{
    const QrHandle code(
        QRcode_encodeData(static_cast<int>(text.size()), reinterpret_cast<const unsigned char *>(text.constData()), 0, QR_ECLEVEL_M));
    if (!code) {
        return {};
    }
    const int side = qMax(pixels, code->width + 2 * quietModules);
    return greyPng(qrPixels(*code, side), side);
}

} // namespace daraja
