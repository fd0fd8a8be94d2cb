// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

class QWidget;

namespace daraja {

class Desk;

/// *Get token*: answers from the cache while it is usable. Nothing without a workspace.
void getToken(Desk &desk);

/// *Get a new token*, deliberately. On production it may cancel the token that
/// the shop's own server holds (daraja-api 2.3): says so and asks first, in a dialog of `asker`'s window. Nothing without a workspace.
void getNewToken(Desk &desk, QWidget *asker);

} // namespace daraja
