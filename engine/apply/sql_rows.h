// Purpose: TargetRows on a server: one statement a call, on the applier's connection.
// Owner: the applier, for one group. Thread: the applier's.
#pragma once

#include "engine/apply/foreign_keys.h"
#include "engine/apply/target_rows.h"
#include "engine/db/data_connection.h"

namespace twintide::apply {

class SqlRows final : public TargetRows {
 public:
  SqlRows(db::DataConnection& target, ForeignKeys& keys) : m_target(target), m_keys(keys) {}

  void mindForeignKeys(bool on) override { m_minded = on; }
  Status wholly(const std::function<Status()>& work) override;
  Result<Outcome> insert(const TargetTable& t, const Cells& after) override;
  Result<Outcome> update(const TargetTable& t, const RowUpdate& row) override;
  Result<Outcome> remove(const TargetTable& t, const Cells& before) override;
  Result<LocalRow> lock(const TargetTable& t, const Cells& key) override;
  Result<bool> holds(const TargetTable& t, const Cells& image) override;
  Status put(const TargetTable& t, const Cells& image,
             std::vector<std::string>& displaced) override;
  Status erase(const TargetTable& t, const Cells& key) override;
  Result<std::optional<int>> compare(const TargetTable& t, const std::string& column,
                                     const Cells& image) override;
  Result<bool> addDelta(const TargetTable& t, const std::string& column,
                        const RowUpdate& row) override;
  Result<std::string> keyOf(const TargetTable& t, const Cells& image) override;
  Result<std::optional<std::string>> state(const TargetTable& t, const Cells& key) override;
  Result<bool> stands(const TargetTable& t, const Cells& key) override;
  Status each(const TargetTable& t, size_t limit, const RowSink& sink) override;

 private:
  // A statement that changes rows of the pair.
  Result<db::StatementOutcome> write(const std::string& sql);
  Result<Outcome> attempt(const std::string& sql);
  // A statement that leaves `image` in the table. What a strict session refuses is tried leniently
  // and stands only if it is the image, byte for byte: a value outside its type, as the source has.
  Result<Outcome> store(const TargetTable& t, const Cells& image, const std::string& sql);
  Result<bool> storedLeniently(const TargetTable& t, const Cells& image, const std::string& sql);
  Status clearUniqueValues(const TargetTable& t, const Cells& image,
                           std::vector<std::string>& displaced);
  Status clearOne(const TargetTable& t, const std::string& where,
                  std::vector<std::string>& displaced);
  Result<std::string> convertedKey(const TargetTable& t, const Cells& image, Cells cells);
  Result<std::vector<std::string>> keysWhere(const TargetTable& t, const std::string& where);

  db::DataConnection& m_target;
  ForeignKeys& m_keys;
  bool m_minded = false;
  std::optional<Error> m_duplicate;  // the last refusal by a unique key
};

}  // namespace twintide::apply
