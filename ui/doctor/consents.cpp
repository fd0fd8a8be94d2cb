// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/doctor/consents.h"

#include "ui/style/deskstyle.h"
#include "ui/style/metrics.h"
#include "ui/widgets/label.h"

#include <QCheckBox>
#include <QHostAddress>
#include <QPushButton>
#include <QVBoxLayout>

#include <array>

namespace daraja {

namespace {

constexpr int consentDialogWidth = 520;
constexpr std::array allConsents{Consent::FreshToken,   Consent::MoneyProbes,  Consent::OtherEnvironment,
                                 Consent::PostCallback, Consent::TokenOverlap, Consent::RealPrompt};

bool isOnThisComputer(const QUrl &url)
{
    return url.host() == u"localhost" || QHostAddress(url.host()).isLoopback();
}

/// Real money: as Examination sees it.
bool standsBeforeRealMoney(const Patient &patient)
{
    const RequestContext context = patient.client->context();
    return context.profile.environment == Environment::Production ||
           (context.profile.environment == Environment::Custom && !isOnThisComputer(context.baseUrl));
}

} // namespace

ConsentWords consentWords(Consent consent, const Patient &patient)
{
    switch (consent) {
    case Consent::FreshToken:
        return {ConsentDialog::tr("Get a new token"),
                ConsentDialog::tr("Getting a token may cancel the one your server holds. Its calls can then fail until it gets a new one "
                                  "itself. Without a token only the values, the network and your own server are looked at.")};
    case Consent::MoneyProbes:
        return {
            ConsentDialog::tr("Ask the products that move money, with nothing filled in"),
            ConsentDialog::tr("An empty request to each shows whether the app has the product. There is no amount and no receiver in it, "
                              "so nothing can be paid.")};
    case Consent::OtherEnvironment:
        return {
            ConsentDialog::tr("Try key and secret at %1 too").arg(patient.otherBaseUrl.host()),
            ConsentDialog::tr("They go to Safaricom's other environment and to nobody else. It shows whether they belong there. A token "
                              "there may cancel the one that is used there.")};
    case Consent::PostCallback:
        return {ConsentDialog::tr("Post one failed payment to %1").arg(patient.callbackUrl.host()),
                ConsentDialog::tr("A callback with result 1032, cancelled, for ids that cannot exist, named as a test. A server that hands "
                                  "out goods for it would do so for any forged one.")};
    case Consent::TokenOverlap:
        return {ConsentDialog::tr("Get two tokens, one after the other"),
                ConsentDialog::tr("The first may stop working when the second is there: that is the question. Other programs with this key "
                                  "may have to get a new one.")};
    case Consent::RealPrompt:
        break;
    }
    return {ConsentDialog::tr("Send a prompt of KES 1 to Safaricom's test phone"),
            ConsentDialog::tr("0708 374 149 belongs to nobody. It is test money, and the prompt runs out after about a minute.")};
}

Consents consentsToAsk(const QList<CheckSpec> &plan, const Patient &patient, bool named)
{
    Consents all;
    for (const CheckSpec &spec : plan) {
        all |= spec.consents | spec.wants;
    }
    if (!standsBeforeRealMoney(patient)) {
        all &= ~Consents(Consent::FreshToken | Consent::MoneyProbes);
    }
    if (patient.client->context().profile.environment == Environment::Production) {
        all &= ~Consents(Consent::TokenOverlap | Consent::RealPrompt); // sandbox only: there the checks say so themselves
    }
    if (patient.otherBaseUrl.isEmpty()) {
        all &= ~Consents(Consent::OtherEnvironment);
    }
    if (patient.callbackUrl.isEmpty()) {
        all &= ~Consents(Consent::PostCallback);
    }
    const bool mustAsk = named || all.testFlag(Consent::FreshToken);
    return mustAsk ? all : Consents();
}

ConsentDialog::ConsentDialog(Consents asked, Consents before, const Patient &patient, QWidget *parent, std::function<void(Consents)> agreed)
    : QDialog(parent)
    , m_begin(new QPushButton(tr("Begin")))
{
    setWindowTitle(tr("Before the doctor begins"));
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("consentDialog"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(px(24), px(24), px(24), px(metrics::Gap));
    layout->setSpacing(px(metrics::Gap));
    auto *head = new QVBoxLayout;
    head->setSpacing(px(4));
    head->addWidget(new Label(tr("May the doctor do this?"), TextStyle::Verdict));
    auto *calm = new Label(tr("No prompt is sent and no money moves, whatever you choose."), TextStyle::Body, Role::Dim);
    calm->setWordWrap(true);
    calm->setVisible(!asked.testFlag(Consent::RealPrompt));
    head->addWidget(calm);
    layout->addLayout(head);
    for (const Consent consent : allConsents) {
        if (!asked.testFlag(consent)) {
            continue;
        }
        const ConsentWords words = consentWords(consent, patient);
        auto *box = new QCheckBox(words.title);
        box->setChecked(before.testFlag(consent));
        box->setAccessibleDescription(words.detail);
        box->setObjectName(QStringLiteral("consent%1").arg(int(consent)));
        connect(box, &QCheckBox::toggled, this, &ConsentDialog::present);
        auto *detail = new Label(words.detail, TextStyle::Small, Role::Dim);
        detail->setWordWrap(true);
        detail->setContentsMargins(px(26), 0, 0, 0);
        auto *pair = new QVBoxLayout;
        pair->setSpacing(px(4));
        pair->addWidget(box);
        pair->addWidget(detail);
        layout->addLayout(pair);
        m_boxes.append({consent, box});
    }
    layout->addStretch(1);
    auto *cancel = new QPushButton(tr("Cancel"));
    cancel->setAutoDefault(false);
    m_begin->setDefault(true);
    m_begin->setObjectName(QStringLiteral("consentBegin"));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(px(metrics::Grid));
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_begin);
    layout->addLayout(buttons);
    const int width = px(consentDialogWidth);
    setMinimumSize(width, layout->totalHeightForWidth(width)); // dialogs ask their wrapped texts too late
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_begin, &QPushButton::clicked, this, [this, agreed = std::move(agreed)] {
        accept();
        agreed(ticked());
    });
    present();
}

Consents ConsentDialog::ticked() const
{
    Consents all;
    for (const auto &[consent, box] : m_boxes) {
        all.setFlag(consent, box->isChecked());
    }
    return all;
}

void ConsentDialog::present()
{
    m_begin->setText(ticked() ? tr("Begin") : tr("Begin without"));
}

} // namespace daraja
