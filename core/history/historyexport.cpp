// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/historyexport.h"

#include "core/history/historystoreprivate.h"
#include "core/history/historywriter.h"
#include "core/history/personaldata.h"

#include <QFileInfo>
#include <QSaveFile>

namespace daraja {

namespace {

constexpr int exportStep = 100; ///< entries
constexpr int mostPreviewed = 5'000;
constexpr qsizetype mostSamples = 5;

PersonalData::Options personalOptions(const ExportOptions &options)
{
    return {.phones = options.maskPhones, .names = options.maskNames, .instead = PersonalData::Instead::Mask};
}

} // namespace

/// Goes through what a query finds, newest first, a few entries at a time.
class HistoryWalk
{
public:
    explicit HistoryWalk(HistoryQuery query)
        : m_query(std::move(query))
    {
    }

    /// False at the end.
    template <typename Take> bool go(HistoryTable &table, Take take)
    {
        const HistoryPage page = table.find(m_query, m_before, exportStep);
        for (const HistoryRow &row : page.rows) {
            m_before = row.number;
            if (const std::optional<HistoryEntry> entry = table.load(row.number)) {
                take(*entry);
            }
        }
        return page.more;
    }

private:
    const HistoryQuery m_query;
    qint64 m_before = 0;
};

std::optional<ExportOptions::Format> exportFormatOf(const QString &fileName)
{
    const QString ending = QFileInfo(fileName).suffix().toLower();
    if (ending == u"csv") {
        return ExportOptions::Format::Csv;
    }
    if (ending == u"json") {
        return ExportOptions::Format::Json;
    }
    if (ending == u"html" || ending == u"htm") {
        return ExportOptions::Format::Html;
    }
    return {};
}

/// What the steps share; lives on the worker's thread once it has begun.
class HistoryExport::Work
{
public:
    Work(ExportOptions options, const QString &fileName, const QDateTime &now)
        : m_walk(options.query)
        , m_data(personalOptions(options))
        , m_masks(options.maskPhones || options.maskNames)
        , m_writer(makeHistoryWriter(options.format, now))
        , m_file(fileName)
    {
    }

    /// False when it is over: see problem().
    bool go(HistoryTable &table)
    {
        if (isCancelled) {
            return fail(HistoryExport::tr("Cancelled."));
        }
        if (!m_file.isOpen()) {
            if (!m_file.open(QIODevice::WriteOnly)) {
                return fail(HistoryExport::tr("%1 cannot be written: %2").arg(m_file.fileName(), m_file.errorString()));
            }
            m_file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
            m_file.write(m_writer->begin());
        }
        const bool isMore = m_walk.go(table, [this](const HistoryEntry &entry) {
            m_file.write(m_writer->entry(m_masks ? m_data.cleaned(entry) : entry));
            ++entries;
        });
        if (isMore && m_file.error() == QFileDevice::NoError) {
            return true;
        }
        m_file.write(m_writer->end());
        if (!m_file.commit()) {
            fail(HistoryExport::tr("%1 was not written: %2").arg(m_file.fileName(), m_file.errorString()));
        }
        return false;
    }

    bool fail(const QString &text)
    {
        problem = text;
        m_file.cancelWriting();
        if (m_file.isOpen()) {
            m_file.commit(); // lets go of the temporary file
        }
        return false;
    }

    std::atomic_bool isCancelled = false;
    qint64 entries = 0;
    QString problem;

private:
    HistoryWalk m_walk;
    PersonalData m_data;
    const bool m_masks;
    const std::unique_ptr<HistoryWriter> m_writer;
    QSaveFile m_file;
};

HistoryExport::HistoryExport(HistoryStore &store, ExportOptions options, QString fileName, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_work(std::make_shared<Work>(std::move(options), fileName, store.d->clock.now()))
{
}

HistoryExport::~HistoryExport()
{
    m_work->isCancelled = true;
}

void HistoryExport::start()
{
    const QPointer<HistoryExport> guard(this);
    const auto finish = [guard](qint64 entries, const QString &problem) {
        if (guard) {
            Q_EMIT guard->finished(entries, problem);
        }
    };
    HistoryWorker *worker = m_store.d->worker;
    m_store.d->addStep({[guard, finish, worker, work = m_work](HistoryDatabase &, HistoryTable &table) {
                            const bool isMore = work->go(table);
                            worker->tell([guard, finish, isMore, entries = work->entries, problem = work->problem] {
                                if (!isMore) {
                                    finish(entries, problem);
                                } else if (guard) {
                                    Q_EMIT guard->progress(entries);
                                }
                            });
                            return isMore;
                        },
                        [finish, work = m_work](const QString &problem) {
                            work->fail(problem);
                            finish(work->entries, problem);
                        }});
}

void HistoryExport::abort()
{
    m_work->isCancelled = true;
}

void HistoryExport::preview(HistoryStore &store, const ExportOptions &options, QObject *context,
                            std::function<void(const ExportPreview &)> shown)
{
    struct Look
    {
        HistoryWalk walk;
        PersonalData data;
        ExportPreview preview;
    };
    const auto look = std::make_shared<Look>(Look{HistoryWalk(options.query), PersonalData(personalOptions(options)), {}});
    const auto show = [guard = QPointer<QObject>(context), shown = std::move(shown)](const ExportPreview &preview) {
        if (guard) {
            shown(preview);
        }
    };
    HistoryWorker *worker = store.d->worker;
    store.d->addStep(
        {[look, show, worker](HistoryDatabase &, HistoryTable &table) {
             ExportPreview &preview = look->preview;
             const bool isMore = look->walk.go(table, [&](const HistoryEntry &entry) {
                 const HistoryEntry clean = look->data.cleaned(entry);
                 for (const auto &[before, after] :
                      {std::pair(entry.party, clean.party), std::pair(entry.conversation, clean.conversation)}) {
                     if (before != after && preview.samples.size() < mostSamples && !preview.samples.contains({before, after})) {
                         preview.samples.append({before, after});
                     }
                 }
                 ++preview.entries;
             });
             if (isMore && preview.entries < mostPreviewed) {
                 return true;
             }
             preview.complete = !isMore;
             preview.phones = look->data.phones().size();
             preview.names = look->data.names().size();
             worker->tell([show, preview] { show(preview); });
             return false;
         },
         [look, show](const QString &problem) {
             look->preview.problem = problem;
             show(look->preview);
         }});
}

} // namespace daraja
