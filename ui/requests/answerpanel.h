// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/api/followup.h"
#include "core/doctor/startingpoint.h"

#include <QPointer>
#include <QWidget>

class QPushButton;
class QStackedWidget;
class QTabBar;

namespace daraja {

class CodeView;
class EmptyState;
class ExplanationView;
class Label;
class TimingView;
class VerdictHeader;

/// What became of a call: stages and elapsed time while it runs, then the verdict in one sentence, and *Explanation · Response · Request ·
/// Timing · curl*.
class AnswerPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AnswerPanel)

public:
    explicit AnswerPanel(QWidget *parent = nullptr);

    /// Nothing was sent yet; `hint` says how.
    void showNothing(const QString &hint);
    /// Follows a call until it ends. The call may die at any time.
    void follow(ApiCall *call, const QString &curl);
    /// The call that is followed and not yet over, or null.
    [[nodiscard]] ApiCall *running() const;

    /// Elapsed time of a running call; called once a second.
    void tick();
    [[nodiscard]] QString curl() const { return m_curl; }
    /// Whether the last call may simply be sent once more: it only read, or certainly did nothing.
    [[nodiscard]] bool mayRepeat() const { return m_mayRepeat; }

Q_SIGNALS:
    /// The call that was followed is over.
    void finished();
    void sendAgainRequested();
    /// Everything about the code of the answer is wanted: show the page Errors with this argument.
    void everythingWanted(const QVariant &argument);
    /// The doctor is to look into it, with the values of the call.
    void findOutWhyRequested(const daraja::StartingPoint &point, const daraja::Values &values);
    /// Asks what became of the call by an operation that only reads.
    void followUpRequested(const QString &operationId, const daraja::Values &values);

private:
    void showRunning();
    void showResponse(const ApiResponse &response);
    void showError(const MpesaError &error);
    void showExchanges(const QList<HttpExchange> &exchanges, const QByteArray &callback);
    void refreshSentence();
    void addRepeat();
    /// Nothing is offered where the doctor cannot tell more.
    void addFindOutWhy(const std::optional<StartingPoint> &point);
    /// `isNeeded`: nobody knows how the call ended.
    void addFollowUp(bool isNeeded);

    QPointer<ApiCall> m_call;
    QString m_curl;
    QString m_title;
    bool m_mayRepeat = false;

    QStackedWidget *m_stack;
    EmptyState *m_empty;
    Label *m_caption; ///< what was sent and when: another form may be in sight by now
    VerdictHeader *m_verdict;
    QPushButton *m_cancel;
    QTabBar *m_tabs;
    QStackedWidget *m_pages;
    ExplanationView *m_explanation;
    CodeView *m_response;
    CodeView *m_request;
    TimingView *m_timing;
    CodeView *m_curlView;
};

} // namespace daraja
