// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/httpconnection.h"
#include "core/http/httpserver.h"

#include <utility>

namespace daraja {

HttpResponder::State::State(HttpConnection *answeringConnection)
    : connection(answeringConnection)
{
}

HttpResponder::State::~State()
{
    if (!answered && connection) {
        connection->hangUp();
    }
}

HttpResponder::HttpResponder(std::shared_ptr<State> state)
    : m_state(std::move(state))
{
}

void HttpResponder::respond(const HttpResponse &response)
{
    if (m_state && !std::exchange(m_state->answered, true) && m_state->connection) {
        m_state->connection->respond(response);
    }
}

void HttpResponder::reset()
{
    if (m_state && !std::exchange(m_state->answered, true) && m_state->connection) {
        m_state->connection->reset();
    }
}

void HttpResponder::close()
{
    if (m_state && !std::exchange(m_state->answered, true) && m_state->connection) {
        m_state->connection->hangUp();
    }
}

void HttpResponder::respondRaw(const QByteArray &bytes, bool closeAfter)
{
    if (m_state && !std::exchange(m_state->answered, true) && m_state->connection) {
        m_state->connection->respondRaw(bytes, closeAfter);
    }
}

bool HttpResponder::isAnswered() const
{
    return m_state && m_state->answered;
}

bool HttpResponder::isAlive() const
{
    return m_state && m_state->connection && m_state->connection->isAlive();
}

} // namespace daraja
