// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/http/httprequesthead.h"
#include "core/http/httprequestparser.h"

namespace daraja {

/// Reads one request out of bytes that come in any portions: what parseHttpRequest() is made of, for a caller whose bytes drip.
///
/// Each byte is looked at once, so the time is linear in their number however they are cut, and the outcome does not depend on the cuts.
/// Holds at most the limits' head and body. A value without sockets or timers.
class HttpRequestReader
{
public:
    explicit HttpRequestReader(const HttpServerLimits &limits);

    /// Takes the bytes that belong to this request from the front of `input` and returns how many they were. All of them while Incomplete,
    /// possibly fewer when this call completes the request or finds it bad; none after that.
    qsizetype feed(QByteArrayView input);

    [[nodiscard]] HttpParseResult::State state() const;
    /// Whether a byte of the request came. An empty line that precedes it does not count.
    [[nodiscard]] bool isStarted() const;
    [[nodiscard]] bool isHeadComplete() const { return m_headComplete; }
    /// The head as soon as it is complete, the body when the request is.
    [[nodiscard]] const HttpRequest &request() const { return m_request; }
    [[nodiscard]] const HttpRefusal &refusal() const { return m_refusal; }

private:
    enum class Stage { RequestLine, Fields, Body, ChunkSize, ChunkData, ChunkEnd, Trailers, Complete, Bad };

    qsizetype takeLine(QByteArrayView input);
    qsizetype takeBody(QByteArrayView input);
    qsizetype takeChunkEnd(QByteArrayView input);
    void requestLine(QByteArrayView line);
    void fieldLine(QByteArrayView line);
    void chunkSizeLine(QByteArrayView line);
    void trailerLine(QByteArrayView line);
    void headEnded();
    [[nodiscard]] bool isLineTooLong(qsizetype size);
    void refuse(const HttpRefusal &refusal);

    HttpServerLimits m_limits;
    Stage m_stage = Stage::RequestLine;
    QByteArray m_line;         ///< the beginning of a line whose end has not come
    qsizetype m_headSize = 0;  ///< of the lines that were whole
    qsizetype m_overhead = 0;  ///< chunk extensions and trailers
    qsizetype m_remaining = 0; ///< of the body or the chunk
    bool m_skippedEmptyLine = false;
    bool m_sawReturn = false; ///< in ChunkEnd
    bool m_headComplete = false;
    HttpRequest m_request;
    HttpRefusal m_refusal;
};

} // namespace daraja
