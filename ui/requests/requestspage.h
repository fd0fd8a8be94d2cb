// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/shell/page.h"

#include <QHash>

class QHBoxLayout;
class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace daraja {

class AnswerPanel;
class Banner;
class Card;
class EarlierIntents;
class OperationList;
class PhoneCard;
class RequestForm;
class SendBar;

/// Every operation as a form; what was sent, what came back and why. On the simulator the virtual phone stands at the right, or slides over
/// the answer where the window is narrow.
///
/// In production, what asks for money or moves it is locked by the Desk's ProductionGuard until the short code is typed, and asked about
/// each time; everywhere, an intent whose outcome nobody knows, also one of an earlier start, is sent again only after a question.
class RequestsPage final : public Page
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RequestsPage)

public:
    explicit RequestsPage(Desk &desk, QWidget *parent = nullptr);
    ~RequestsPage() override;

    /// `argument`: an operation id, or a map {"operation", "values"} to fill the form with.
    void open(const QVariant &argument) override;
    void saveState(QSettings &group) const override;
    void restoreState(QSettings &group) override;
    bool handle(PageCommand command) override;
    void tick() override;
    [[nodiscard]] QString statusText() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void showOperation(const OperationSpec &operation);
    [[nodiscard]] RequestForm *form() const { return m_form; }
    void showFocused();
    void updateContext();
    void updatePhone();
    void placePhone();
    void updateSend();
    void updateLock();
    void updateEarlier();
    void askAboutEarlier();
    void askFollowUp(const QString &operationId, const Values &values);
    void send();
    void sendAgain();
    /// Asks first where real money is at stake or the same may have been carried out before.
    void confirm(const PreparedRequest &request, const GuardVerdict &verdict);
    void sendNow(CallFlags flags);
    void follow(ApiCall *call);
    void askUnlock();
    [[nodiscard]] QString currentCurl() const;

    OperationList *m_list;
    Card *m_formCard;
    QScrollArea *m_scroll;
    QVBoxLayout *m_forms; ///< all that were built; one is in sight
    RequestForm *m_form = nullptr;
    QHash<const OperationSpec *, RequestForm *> m_formOf;
    QHash<QString, Values> m_savedValues; ///< of forms that were not built yet in this run
    Banner *m_missing;
    Banner *m_earlier; ///< nobody knows what became of the like
    EarlierIntents *m_intents;
    SendBar *m_send;
    AnswerPanel *m_answer;
    Card *m_answerCard;
    PhoneCard *m_phone;
    QHBoxLayout *m_columns;
    QString m_profile; ///< id: whose answers are shown
    QString m_lastCall;
    const OperationSpec *m_lastOperation = nullptr;
    bool m_phoneWanted = false; ///< narrow window: a prompt is open
    bool m_sendWanted = false;  ///< as soon as it is known what was sent before
};

} // namespace daraja
