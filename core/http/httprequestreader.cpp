// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/httprequestreader.h"

#include <algorithm>
#include <utility>

namespace daraja {

namespace {

constexpr qsizetype chunkSizeLineLimit = 256;

int chunkSizeDigit(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

} // namespace

HttpRequestReader::HttpRequestReader(const HttpServerLimits &limits)
    : m_limits(limits)
{
}

qsizetype HttpRequestReader::feed(QByteArrayView input)
{
    qsizetype used = 0;
    while (used < input.size() && state() == HttpParseResult::State::Incomplete) {
        const QByteArrayView rest = input.sliced(used);
        switch (m_stage) {
        case Stage::Body:
        case Stage::ChunkData:
            used += takeBody(rest);
            break;
        case Stage::ChunkEnd:
            used += takeChunkEnd(rest);
            break;
        default:
            used += takeLine(rest);
        }
    }
    return used;
}

HttpParseResult::State HttpRequestReader::state() const
{
    switch (m_stage) {
    case Stage::Complete:
        return HttpParseResult::State::Complete;
    case Stage::Bad:
        return HttpParseResult::State::Bad;
    default:
        return HttpParseResult::State::Incomplete;
    }
}

bool HttpRequestReader::isStarted() const
{
    return m_stage != Stage::RequestLine || (!m_line.isEmpty() && m_line != "\r");
}

qsizetype HttpRequestReader::takeLine(QByteArrayView input)
{
    const qsizetype newline = input.indexOf('\n');
    const qsizetype used = newline < 0 ? input.size() : newline + 1;
    if (m_stage == Stage::RequestLine && m_line.isEmpty() && input[0] != '\r' && !isHttpToken(input.first(1))) {
        const bool tls = input[0] == '\x16';
        refuse({400, tls ? QByteArrayLiteral("TLS on a port that speaks plain HTTP") : QByteArrayLiteral("this is not HTTP")});
        return used;
    }
    if (isLineTooLong(m_line.size() + used)) {
        return used;
    }
    if (newline < 0) {
        m_line.append(input);
        return used;
    }

    QByteArray joined;
    QByteArrayView line = input.first(used);
    if (!m_line.isEmpty()) {
        joined = std::exchange(m_line, {});
        joined.append(line);
        line = joined;
    }
    const qsizetype size = line.size();
    if (!line.endsWith("\r\n")) {
        refuse({400, QByteArrayLiteral("a line that does not end in CR LF")});
        return used;
    }
    line.chop(2);

    switch (m_stage) {
    case Stage::RequestLine:
        m_headSize += size;
        requestLine(line);
        break;
    case Stage::Fields:
        m_headSize += size;
        fieldLine(line);
        break;
    case Stage::Trailers:
        m_overhead += size;
        trailerLine(line);
        break;
    default:
        chunkSizeLine(line);
    }
    return used;
}

bool HttpRequestReader::isLineTooLong(qsizetype size)
{
    switch (m_stage) {
    case Stage::RequestLine:
        if (m_headSize + size > m_limits.head) {
            refuse({414, QByteArrayLiteral("the request line is above the limit")});
            return true;
        }
        return false;
    case Stage::Fields:
        if (m_headSize + size > m_limits.head) {
            refuse({431, QByteArrayLiteral("the headers are above the limit")});
            return true;
        }
        return false;
    case Stage::Trailers:
        if (m_overhead + size > m_limits.head) {
            refuse({431, QByteArrayLiteral("the trailers are above the limit")});
            return true;
        }
        return false;
    default:
        if (size > chunkSizeLineLimit) {
            refuse({400, QByteArrayLiteral("an overlong chunk size line")});
            return true;
        }
        return false;
    }
}

void HttpRequestReader::requestLine(QByteArrayView line)
{
    // RFC 9112 section 2.2: old clients send one empty line too many after a body.
    if (line.isEmpty() && !m_skippedEmptyLine) {
        m_skippedEmptyLine = true;
        return;
    }
    if (const HttpRefusal refusal = parseRequestLine(line, m_request)) {
        refuse(refusal);
        return;
    }
    m_stage = Stage::Fields;
}

void HttpRequestReader::fieldLine(QByteArrayView line)
{
    if (line.isEmpty()) {
        headEnded();
    } else if (const HttpRefusal refusal = parseFieldLine(line, m_request.headers)) {
        refuse(refusal);
    }
}

void HttpRequestReader::headEnded()
{
    m_headComplete = true;
    HttpFraming framing;
    if (const HttpRefusal refusal = judgeFraming(m_request, m_limits.body, framing)) {
        refuse(refusal);
    } else if (framing.chunked) {
        m_stage = Stage::ChunkSize;
    } else {
        m_remaining = framing.length;
        m_stage = m_remaining > 0 ? Stage::Body : Stage::Complete;
    }
}

qsizetype HttpRequestReader::takeBody(QByteArrayView input)
{
    const qsizetype used = std::min(input.size(), m_remaining);
    m_request.body.append(input.first(used));
    m_remaining -= used;
    if (m_remaining == 0) {
        m_stage = m_stage == Stage::Body ? Stage::Complete : Stage::ChunkEnd;
    }
    return used;
}

qsizetype HttpRequestReader::takeChunkEnd(QByteArrayView input)
{
    if (input[0] != (m_sawReturn ? '\n' : '\r')) {
        refuse({400, QByteArrayLiteral("a chunk that does not end where its size says")});
    } else if (m_sawReturn) {
        m_sawReturn = false;
        m_stage = Stage::ChunkSize;
    } else {
        m_sawReturn = true;
    }
    return 1;
}

void HttpRequestReader::chunkSizeLine(QByteArrayView line)
{
    qsizetype digits = 0;
    const qsizetype room = m_limits.body - m_request.body.size();
    qsizetype size = 0;
    bool tooLarge = false;
    for (; digits < line.size() && chunkSizeDigit(line[digits]) >= 0; ++digits) {
        const int digit = chunkSizeDigit(line[digits]);
        tooLarge = tooLarge || size > (room - digit) / 16;
        size = tooLarge ? size : size * 16 + digit;
    }
    const QByteArrayView extension = line.sliced(digits);
    if (digits == 0 || !(extension.isEmpty() || extension.startsWith(';')) || !isHttpFieldValue(extension)) {
        refuse({400, QByteArrayLiteral("a malformed chunk size")});
        return;
    }
    if (tooLarge || size > room) {
        refuse({413, QByteArrayLiteral("a chunked body above the limit")});
        return;
    }
    m_overhead += extension.size();
    if (m_overhead > m_limits.head) {
        refuse({431, QByteArrayLiteral("the chunk extensions are above the limit")});
        return;
    }
    m_remaining = size;
    m_stage = size > 0 ? Stage::ChunkData : Stage::Trailers;
}

void HttpRequestReader::trailerLine(QByteArrayView line)
{
    if (line.isEmpty()) {
        m_stage = Stage::Complete;
        return;
    }
    HttpHeaders ignored; // checked like headers, then dropped: nothing after a body may change what its head said
    if (const HttpRefusal refusal = parseFieldLine(line, ignored)) {
        refuse(refusal);
    }
}

void HttpRequestReader::refuse(const HttpRefusal &refusal)
{
    m_refusal = refusal;
    m_stage = Stage::Bad;
}

} // namespace daraja
