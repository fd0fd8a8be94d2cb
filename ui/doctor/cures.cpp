// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/doctor/cures.h"

#include "ui/desk/desk.h"
#include "ui/shell/ask.h"
#include "ui/style/deskstyle.h"
#include "ui/style/metrics.h"
#include "ui/widgets/label.h"
#include "ui/widgets/maskedlabel.h"

#include <QCoreApplication>
#include <QGridLayout>
#include <QPointer>
#include <QPushButton>

#include <array>

namespace daraja {

namespace {

constexpr int applyDialogWidth = 520;
constexpr int shownTail = 4; ///< characters of a secret by which people compare it

struct TextMember
{
    const char *name;
    const char *label;
    QString Profile::*member;
};
constexpr std::array textMembers{
    TextMember{"consumerKey", QT_TRANSLATE_NOOP("Cures", "Consumer key"), &Profile::consumerKey},
    TextMember{"shortCode", QT_TRANSLATE_NOOP("Cures", "Short code"), &Profile::shortCode},
    TextMember{"till", QT_TRANSLATE_NOOP("Cures", "Till"), &Profile::till},
    TextMember{"initiatorName", QT_TRANSLATE_NOOP("Cures", "Operator"), &Profile::initiatorName},
    TextMember{"certificateFile", QT_TRANSLATE_NOOP("Cures", "Certificate"), &Profile::certificateFile},
    TextMember{"phoneNumber", QT_TRANSLATE_NOOP("Cures", "Phone number"), &Profile::phoneNumber},
};

struct SecretMember
{
    const char *name;
    const char *label;
    SecretKind kind;
};
constexpr std::array secretMembers{
    SecretMember{"consumerSecret", QT_TRANSLATE_NOOP("Cures", "Consumer secret"), SecretKind::ConsumerSecret},
    SecretMember{"passkey", QT_TRANSLATE_NOOP("Cures", "Passkey"), SecretKind::Passkey},
    SecretMember{"initiatorPassword", QT_TRANSLATE_NOOP("Cures", "Operator's password"), SecretKind::InitiatorPassword},
    SecretMember{"securityCredential", QT_TRANSLATE_NOOP("Cures", "SecurityCredential"), SecretKind::SecurityCredential},
};

QString cureText(const char *text)
{
    return QCoreApplication::translate("Cures", text);
}

QString receiverText(ReceiverKind kind)
{
    return kind == ReceiverKind::Till ? cureText(QT_TRANSLATE_NOOP("Cures", "Till")) : cureText(QT_TRANSLATE_NOOP("Cures", "Paybill"));
}

QString shownValue(const MemberValue &value)
{
    if (value.text.isEmpty()) {
        return cureText(QT_TRANSLATE_NOOP("Cures", "(empty)"));
    }
    if (!value.secret) {
        return value.text;
    }
    return cureText(QT_TRANSLATE_NOOP("Cures", "%1 (%2 characters)"))
        .arg(MaskedLabel::masked(value.text, 0, shownTail))
        .arg(value.text.size());
}

void saveWith(Desk &desk, const QHash<QString, QString> &values, const std::optional<Environment> &environment, std::function<void()> saved)
{
    const QString id = desk.currentProfile().id;
    // As they were saved: a simulator's own values are never written into a profile.
    desk.readSecrets(id, &desk, [&desk, id, values, environment, saved = std::move(saved)](ProfileSecrets secrets, const QString &) {
        Profile profile = desk.profiles().profile(id);
        for (auto value = values.cbegin(); value != values.cend(); ++value) {
            (void)setMember(value.key(), value.value(), profile, secrets);
        }
        profile.environment = environment.value_or(profile.environment);
        desk.saveProfile(profile, secrets, &desk, [&desk, saved](const QString &, const QString &problem) {
            if (!problem.isEmpty()) {
                Q_EMIT desk.notice(problem);
            }
            saved();
        });
    });
}

void askToSwitch(Desk &desk, QWidget *asker, const QString &wanted, const std::function<void()> &saved)
{
    bool known = false;
    const Environment environment = environmentFromId(wanted, &known);
    if (!known) {
        return;
    }
    const bool real = environment == Environment::Production;
    const QString name = environmentName(environment);
    ask(asker,
        {cureText(QT_TRANSLATE_NOOP("Cures", "Change the environment")),
         cureText(QT_TRANSLATE_NOOP("Cures", "Change %1 to %2?")).arg(desk.currentProfile().name, name),
         real ? cureText(QT_TRANSLATE_NOOP("Cures",
                                           "Real customers, real money. Requests that ask for money or move it stay locked until you "
                                           "type the short code. Number, passkey and certificate must be the live ones: the doctor "
                                           "looks at them next."))
              : cureText(QT_TRANSLATE_NOOP("Cures",
                                           "Number, passkey and certificate must be those of that environment too: the doctor looks "
                                           "at them next.")),
         cureText(QT_TRANSLATE_NOOP("Cures", "Change to %1")).arg(name),
         {},
         real ? ButtonRole::Danger : ButtonRole::Primary},
        [&desk, environment, saved] { saveWith(desk, {}, environment, saved); });
}

void goToPage(Desk &desk, const QString &page)
{
    struct Row
    {
        const char *name;
        PageId id;
    };
    static constexpr std::array rows{Row{"token", PageId::Token},       Row{"requests", PageId::Requests},
                                     Row{"activity", PageId::Activity}, Row{"simulator", PageId::Simulator},
                                     Row{"errors", PageId::Errors},     Row{"settings", PageId::Settings}};
    const QString name = page.section(u'/', 0, 0);
    const QString argument = page.section(u'/', 1);
    for (const Row &row : rows) {
        if (name == QLatin1StringView(row.name)) {
            desk.goTo(row.id, argument.isEmpty() ? QVariant() : QVariant(argument));
        }
    }
}

} // namespace

MemberValue memberValue(const QString &member, const Profile &profile, const ProfileSecrets &secrets)
{
    for (const TextMember &row : textMembers) {
        if (member == QLatin1StringView(row.name)) {
            return {cureText(row.label), profile.*row.member, false};
        }
    }
    for (const SecretMember &row : secretMembers) {
        if (member == QLatin1StringView(row.name)) {
            return {cureText(row.label), secrets.value(row.kind), true};
        }
    }
    if (member == u"receiver") {
        return {cureText(QT_TRANSLATE_NOOP("Cures", "Receives as")), receiverText(profile.receiver), false};
    }
    if (member == u"callbackBaseUrl") {
        return {cureText(QT_TRANSLATE_NOOP("Cures", "Callback address")), profile.callbackBaseUrl.toString(), false};
    }
    return {};
}

bool setMember(const QString &member, const QString &value, Profile &profile, ProfileSecrets &secrets)
{
    for (const TextMember &row : textMembers) {
        if (member == QLatin1StringView(row.name)) {
            profile.*row.member = value;
            return true;
        }
    }
    for (const SecretMember &row : secretMembers) {
        if (member == QLatin1StringView(row.name)) {
            secrets.value(row.kind) = value;
            return true;
        }
    }
    if (member == u"receiver" && (value == u"till" || value == u"paybill")) {
        profile.receiver = value == u"till" ? ReceiverKind::Till : ReceiverKind::Paybill;
        return true;
    }
    if (member == u"callbackBaseUrl") {
        profile.callbackBaseUrl = QUrl(value);
        return profile.callbackBaseUrl.isValid();
    }
    return false;
}

void applyCure(Desk &desk, QWidget *asker, const Finding::Cure &cure, std::function<void()> saved)
{
    using Action = Finding::Cure::Action;
    switch (cure.action) {
    case Action::ApplyValues: {
        auto *dialog =
            new ApplyValuesDialog(desk.currentProfile(), desk.currentSecrets(), cure, asker,
                                  [&desk, values = cure.values, saved = std::move(saved)] { saveWith(desk, values, {}, saved); });
        dialog->open();
        break;
    }
    case Action::SwitchEnvironment:
        askToSwitch(desk, asker, cure.values.value(QStringLiteral("environment")), saved);
        break;
    case Action::EditValue:
        desk.goTo(PageId::Settings, cure.member);
        break;
    case Action::OpenPage:
        goToPage(desk, cure.page);
        break;
    case Action::RunCheck:
    case Action::None:
        break;
    }
}

ApplyValuesDialog::ApplyValuesDialog(const Profile &profile, const ProfileSecrets &secrets, const Finding::Cure &cure, QWidget *parent,
                                     std::function<void()> agreed)
    : QDialog(parent)
{
    setWindowTitle(cure.label);
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("applyValues"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(px(24), px(24), px(24), px(metrics::Gap));
    layout->setSpacing(px(metrics::Gap));
    auto *question = new Label(tr("Change %1 so?").arg(profile.name), TextStyle::Verdict);
    question->setTextFormat(Qt::PlainText);
    question->setWordWrap(true);
    layout->addWidget(question);

    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(px(metrics::Gap));
    grid->setVerticalSpacing(px(metrics::Grid));
    grid->setColumnStretch(1, 1);
    const auto addRow = [grid](const QString &label, const QString &value, Role role) {
        const int row = grid->rowCount();
        auto *shown = new Label(value, TextStyle::Code, role);
        shown->setTextFormat(Qt::PlainText);
        shown->setWordWrap(true);
        grid->addWidget(new Label(label, TextStyle::Body, Role::Dim), row, 0, Qt::AlignTop);
        grid->addWidget(shown, row, 1);
    };
    QStringList members = cure.values.keys();
    members.sort();
    for (const QString &member : std::as_const(members)) {
        Profile changed = profile;
        ProfileSecrets changedSecrets = secrets;
        if (!setMember(member, cure.values.value(member), changed, changedSecrets)) {
            continue;
        }
        const MemberValue before = memberValue(member, profile, secrets);
        const int row = grid->rowCount();
        grid->addWidget(new Label(before.label, TextStyle::Strong), row, 0, 1, 2);
        addRow(tr("Now"), shownValue(before), Role::Dim);
        addRow(tr("Then"), shownValue(memberValue(member, changed, changedSecrets)), Role::Text);
    }
    layout->addLayout(grid);
    auto *note = new Label(tr("Saved with the profile. The doctor then looks again."), TextStyle::Help, Role::Faint);
    note->setWordWrap(true);
    layout->addWidget(note);

    auto *cancel = new QPushButton(tr("Cancel"));
    cancel->setAutoDefault(false);
    auto *apply = new QPushButton(tr("Change and check again"));
    apply->setDefault(true);
    apply->setObjectName(QStringLiteral("applyCure"));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(px(metrics::Grid));
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(apply);
    layout->addLayout(buttons);
    setMinimumWidth(px(applyDialogWidth));
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(apply, &QPushButton::clicked, this, [this, agreed = std::move(agreed)] {
        accept();
        agreed();
    });
}

} // namespace daraja
