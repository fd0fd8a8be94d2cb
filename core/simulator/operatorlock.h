// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace daraja {

/// Counts the wrong passwords of the organisation's API operator and locks it (result 8006; daraja-api 3.4). A right password in between
/// starts the count again.
class OperatorLock
{
public:
    [[nodiscard]] bool isLocked() const { return m_locked; }

    /// `allowed` wrong ones are answered 2001, whatever comes after the last of them 8006.
    void wrongPassword(int allowed) { m_locked = ++m_wrong >= allowed; }
    void rightPassword() { m_wrong = 0; }
    void unlock() { *this = {}; }

private:
    int m_wrong = 0;
    bool m_locked = false;
};

} // namespace daraja
