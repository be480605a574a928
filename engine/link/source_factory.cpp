#include "engine/link/source_factory.h"

#include "engine/capture/binlog/binlog_source.h"
#include "engine/capture/changelog/changelog_source.h"
#include "engine/db/session.h"
#include "engine/link/table_history.h"

namespace twintide::link {
namespace {

// Auto on OceanBase: the binlog service answers SHOW MASTER STATUS with a row; the bare kernel
// answers 1064 (oceanbase-parts.md §2.5).
bool readsChangeLog(const DataSource& source, const db::ConnectParams& params) {
  if (source.kind != ServerKind::OceanBase) return false;
  if (source.logAccess != LogAccess::Auto) return source.logAccess == LogAccess::ChangeLog;
  auto session = db::Session::open(params);
  if (!session) return true;
  auto rows = (*session)->query("SHOW MASTER STATUS");
  return !rows || rows->empty();
}

}  // namespace

Result<std::unique_ptr<capture::ChangeSource>> makeChangeSource(const LinkContext& context) {
  const db::ConnectParams params = context.from.params();
  if (readsChangeLog(context.from.source, params)) {
    capture::ChangeLogOptions options;
    options.params = params;
    options.filter = context.pair.objects;
    options.types = context.types();
    options.ownLinkId = context.linkId();
    options.oppositeLinkId = context.oppositeLinkId();
    options.spill.memoryBytes = context.spillAboveBytes;
    return capture::makeChangeLogSource(options);
  }
  capture::BinlogOptions options;
  options.params = params;
  options.filter = context.pair.objects;
  options.types = context.types();
  options.ownLinkId = context.linkId();
  options.oppositeLinkId = context.oppositeLinkId();
  options.spill.memoryBytes = context.spillAboveBytes;
  options.olderSchemas = [at = params, other = context.to.params()](const TableId& table) {
    return olderStructures(at, other, table);
  };
  return capture::makeBinlogSource(options);
}

}  // namespace twintide::link
