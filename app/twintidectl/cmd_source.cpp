#include "app/control/wait_job.h"
#include "app/signals/interrupt.h"
#include "app/twintidectl/commands.h"
#include "app/twintidectl/ctl.h"
#include "app/twintidectl/exit_codes.h"
#include "engine/store/pair_file.h"
#include "ui/text/messages.h"
#include "ui/text/numbers.h"

namespace twintide::app {
namespace {

using namespace ui;

QString address(const DataSource& s) {
  return QStringLiteral("%1:%2").arg(qs(s.host)).arg(s.port);
}

QString regionText(const Region& r) {
  return QStringLiteral("%1 (%2)").arg(qs(r.label())).arg(r.number);
}

Result<DataSource> named(api::Engine& engine, const std::string& name) {
  auto all = engine.dataSources();
  if (!all) return fail(all.error());
  for (const DataSource& s : *all) {
    if (s.name == name) return s;
  }
  return fail(ErrorCode::SourceNotFound, {{"name", name}});
}

void printServer(Output& out, const ServerInfo& i) {
  const QString yes = Ctl::tr("yes"), no = Ctl::tr("no");
  const std::vector<Row> rows = {
      {{Ctl::tr("Product")}, {qs(i.product)}},
      {{Ctl::tr("Version")}, {qs(i.version)}},
      {{Ctl::tr("Binlog readable")}, {i.binlogReadable ? yes : no}},
      {{Ctl::tr("Change log possible")}, {i.changeLogPossible ? yes : no}},
      {{Ctl::tr("TLS")}, {i.tlsCipher.empty() ? Ctl::tr("none") : qs(i.tlsCipher)}},
      {{Ctl::tr("Round trip")}, {text::duration(i.roundTripUs)}},
      {{Ctl::tr("Databases")}, {text::count(static_cast<int64_t>(i.databases.size()))}},
  };
  out.table({{}, {}}, rows);
}

}  // namespace

int sourceAdd(Context& c) {
  auto source = store::readSourceFile(c.options.file);
  if (!source) return c.failed(source.error());
  auto engine = c.writer();
  if (!engine) return c.failed(engine.error());
  auto old = named(**engine, source->name);
  if (old && !c.options.replace && !(*old == *source))
    return c.failed(Error(ErrorCode::NameTaken, {{"name", source->name}}));
  if (Status saved = (*engine)->saveDataSource(*source); !saved) return c.failed(saved.error());
  c.out.line(QStringLiteral("✓ ") + Ctl::tr("Data source %1 saved.").arg(qs(source->name)));
  return c.done({{"source", source->name}});
}

int sourceList(Context& c) {
  auto engine = c.reader();
  if (!engine) return c.failed(engine.error());
  auto sources = (*engine)->dataSources();
  if (!sources) return c.failed(sources.error());
  std::vector<Row> rows;
  store::Json list = store::Json::array();
  for (const DataSource& s : *sources) {
    rows.push_back({{qs(s.name)},
                    {text::serverKindText(s.kind)},
                    {regionText(s.region)},
                    {address(s)},
                    {qs(s.login())},
                    {qs(s.passwordRef)}});
    list.push_back(store::toJson(s));
  }
  if (rows.empty())
    c.out.line(Ctl::tr("There are no data sources yet: twintidectl source add -f source.yaml"));
  else
    c.out.table({Ctl::tr("DATA SOURCE"), Ctl::tr("KIND"), Ctl::tr("REGION"), Ctl::tr("ADDRESS"),
                 Ctl::tr("USER"), Ctl::tr("PASSWORD FROM")},
                rows);
  return c.done({{"sources", std::move(list)}});
}

int sourceShow(Context& c) {
  auto engine = c.reader();
  if (!engine) return c.failed(engine.error());
  auto source = named(**engine, c.options.name);
  if (!source) return c.failed(source.error());
  c.out.line(qs(store::sourceYaml(*source)).trimmed());
  return c.done({{"source", store::toJson(*source)}});
}

// Needs no lock: it connects and changes nothing.
int sourceTest(Context& c) {
  auto engine = c.served() ? c.running() : c.reader();
  if (!engine) return c.failed(engine.error());
  auto source = named(**engine, c.options.name);
  if (!source) return c.failed(source.error());
  c.out.progress(Ctl::tr("Connecting to %1 …").arg(address(*source)));
  auto info = waitJob((*engine)->testConnection(*source, std::nullopt), interrupted);
  c.out.progressEnd();
  if (!info) return c.failed(info.error());
  c.out.line(
      c.out.inked(QStringLiteral("✓ ") + Ctl::tr("%1 answers.").arg(address(*source)), Ink::Ok));
  printServer(c.out, *info);
  return c.done({{"server", store::toJson(*info)}});
}

int sourceRemove(Context& c) {
  auto engine = c.writer();
  if (!engine) return c.failed(engine.error());
  if (Status gone = (*engine)->removeDataSource(c.options.name); !gone)
    return c.failed(gone.error());
  c.out.line(QStringLiteral("✓ ") + Ctl::tr("Data source %1 removed.").arg(qs(c.options.name)));
  return c.done();
}

}  // namespace twintide::app
