#include "engine/capture/binlog/table_binding.h"

#include "engine/capture/binlog/layout_resolver.h"

namespace twintide::capture {
namespace {

Status addCodecs(TableBinding& binding, const TableSchema& schema) {
  for (size_t i = 0; i < binding.map.columns.size(); ++i) {
    const WireColumn& wire = binding.map.columns[i];
    auto codec = makeCodec(wire, schema.columns[i]);
    if (!codec) {
      return fail(ErrorCode::SchemaMismatch, {{"table", schema.id.text()},
                                              {"reason", "column " + schema.columns[i].name +
                                                             " has a layout that is not known"}});
    }
    if (wire.type == WireType::Json) ++binding.jsonColumns;
    binding.codecs.push_back(std::move(*codec));
  }
  return {};
}

}  // namespace

Result<std::shared_ptr<const TableBinding>> bindTable(std::string_view shape,
                                                      const OriginFilter& filter,
                                                      SchemaLookup& lookup,
                                                      const MapDialect& dialect) {
  auto binding = std::make_shared<TableBinding>();
  binding->shape = shape;
  auto map = parseTableMap(binding->shape, dialect);
  if (!map) return fail(map.error());
  binding->map = std::move(*map);
  binding->generation = lookup.generation();
  binding->role = filter.roleOf({binding->map.database, binding->map.table});
  if (binding->role == TableRole::Ignored) return binding;
  auto schema = resolveLayout(binding->map, lookup, dialect.trueSizes);
  if (!schema && schema.error().code == ErrorCode::SchemaMismatch &&
      binding->role == TableRole::User) {
    binding->problem = schema.error();
    return binding;
  }
  if (!schema) return fail(schema.error());
  auto layout = std::make_shared<RowLayout>();
  layout->schema = std::move(*schema);
  binding->layout = std::move(layout);
  TWINTIDE_TRY(addCodecs(*binding, *binding->layout->schema));
  return binding;
}

}  // namespace twintide::capture
