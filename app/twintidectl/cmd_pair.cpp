#include <algorithm>
#include <filesystem>

#include "app/control/wait_job.h"
#include "app/signals/interrupt.h"
#include "app/twintidectl/commands.h"
#include "app/twintidectl/ctl.h"
#include "app/twintidectl/exit_codes.h"
#include "engine/store/pair_file.h"

namespace twintide::app {
namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& w : words) out += (out.empty() ? "" : ", ") + w;
  return out;
}

// Saves what a pair file holds. When a step fails, what was saved before it is taken back, so that
// a second try meets nothing half-created.
class PairCreation {
 public:
  PairCreation(api::Engine& engine, bool replace) : m_engine(engine), m_replace(replace) {}

  Status run(const store::PairFile& file) {
    auto known = m_engine.dataSources();
    if (!known) return fail(known.error());
    m_known = std::move(*known);
    if (!m_replace && m_engine.pair(file.pair.name))
      return fail(ErrorCode::NameTaken, {{"name", file.pair.name}});
    Status result;
    for (const DataSource& s : file.sources) {
      if (result) result = saveSource(s);
    }
    if (result) result = m_engine.savePair(file.pair);
    if (!result) takeBack();
    return result;
  }

 private:
  Status saveSource(const DataSource& source) {
    const auto old = std::find_if(m_known.begin(), m_known.end(),
                                  [&](const DataSource& s) { return s.name == source.name; });
    if (old != m_known.end() && *old == source) return {};
    if (old != m_known.end() && !m_replace)
      return fail(ErrorCode::NameTaken, {{"name", source.name}});
    TWINTIDE_TRY(m_engine.saveDataSource(source));
    if (old != m_known.end())
      m_replaced.push_back(*old);
    else
      m_added.push_back(source.name);
    return {};
  }

  // The first error is the one to tell; a failure here would only repeat it.
  void takeBack() {
    for (const DataSource& s : m_replaced) (void)m_engine.saveDataSource(s);
    for (const std::string& name : m_added) (void)m_engine.removeDataSource(name);
  }

  api::Engine& m_engine;
  const bool m_replace;
  std::vector<DataSource> m_known, m_replaced;
  std::vector<std::string> m_added;
};

}  // namespace

int pairCreate(Context& c) {
  auto file = store::readPairFile(c.options.file);
  if (!file) return c.failed(file.error());
  auto engine = c.writer();
  if (!engine) return c.failed(engine.error());
  if (Status saved = PairCreation(**engine, c.options.replace).run(*file); !saved)
    return c.failed(saved.error());
  const std::string& name = file->pair.name;
  c.out.line(QStringLiteral("✓ ") + Ctl::tr("Link pair %1 created.").arg(qs(name)));
  c.out.line(Ctl::tr("Next: twintidectl precheck %1, then twintidectl serve %1").arg(qs(name)));
  return c.done({{"pair", name}});
}

int pairList(Context& c) {
  auto engine = c.reader();
  if (!engine) return c.failed(engine.error());
  auto pairs = (*engine)->pairs();
  if (!pairs) return c.failed(pairs.error());
  std::vector<Row> rows;
  store::Json list = store::Json::array();
  for (const PairSpec& p : *pairs) {
    rows.push_back({{qs(p.name)},
                    {qs(p.sourceA)},
                    {qs(p.sourceB)},
                    {qs(joined(p.objects.include))},
                    {qs(p.label)}});
    list.push_back(store::toJson(p));
  }
  if (rows.empty())
    c.out.line(Ctl::tr("There are no link pairs yet: twintidectl pair create -f pair.yaml"));
  else
    c.out.table({Ctl::tr("PAIR"), Ctl::tr("A"), Ctl::tr("B"), Ctl::tr("OBJECTS"), Ctl::tr("LABEL")},
                rows);
  return c.done({{"pairs", std::move(list)}});
}

int pairShow(Context& c) {
  auto engine = c.reader();
  if (!engine) return c.failed(engine.error());
  auto pair = (*engine)->pair(c.options.name);
  if (!pair) return c.failed(pair.error());
  c.out.line(qs(store::pairYaml(*pair)).trimmed());
  return c.done({{"pair", store::toJson(*pair)}});
}

int pairRemove(Context& c) {
  auto engine = c.writer();
  if (!engine) return c.failed(engine.error());
  if (Status gone = (*engine)->removePair(c.options.name); !gone) return c.failed(gone.error());
  c.out.line(QStringLiteral("✓ ") + Ctl::tr("Link pair %1 removed.").arg(qs(c.options.name)));
  return c.done();
}

int pairCleanUp(Context& c) {
  auto engine = c.writer();
  if (!engine) return c.failed(engine.error());
  const Status done = waitJob((*engine)->cleanUp(c.options.name), interrupted);
  if (!done) return c.failed(done.error());
  c.out.line(QStringLiteral("✓ ") +
             Ctl::tr("Marker rows, triggers and logs of %1 removed from both servers.")
                 .arg(qs(c.options.name)));
  return c.done();
}

}  // namespace twintide::app
