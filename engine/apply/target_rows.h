// Purpose: what the exact path may ask of and do to the target, inside the applier's transaction.
// Owner: the applier; SqlRows is the real one, the model test has one of its own.
// Thread: one at a time.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/apply/row_sql.h"
#include "engine/apply/target_table.h"
#include "engine/model/conflict.h"

namespace twintide::apply {

// The row that stands under a key, as the conflict log shows it.
struct LocalRow {
  bool found = false;
  RowImage image;
};

class TargetRows {
 public:
  // Duplicate: a unique key refused the row.
  enum class Outcome { Met, Missed, Duplicate };

  virtual ~TargetRows() = default;
  // Whether the target's foreign keys are minded from here on, where that is sensible. What they
  // are against is an error (db::violatesForeignKey) and leaves the target as it was.
  virtual void mindForeignKeys(bool on) = 0;
  // All that `work` does, or nothing of it where the target refuses a row.
  virtual Status wholly(const std::function<Status()>& work) = 0;

  virtual Result<Outcome> insert(const TargetTable& t, const Cells& after) = 0;
  // Only where the row is byte-equal to the before image.
  virtual Result<Outcome> update(const TargetTable& t, const RowUpdate& row) = 0;
  virtual Result<Outcome> remove(const TargetTable& t, const Cells& before) = 0;

  virtual Result<LocalRow> lock(const TargetTable& t, const Cells& key) = 0;
  virtual Result<bool> holds(const TargetTable& t, const Cells& image) = 0;

  // Writes the image under its key whether or not a row is there. Rows under other keys that hold
  // one of its unique values go; their keys (row text) are appended.
  virtual Status put(const TargetTable& t, const Cells& image,
                     std::vector<std::string>& displaced) = 0;
  virtual Status erase(const TargetTable& t, const Cells& key) = 0;

  // Sign of (value in `image` − value in the row under its key) of a column; nullopt when either is
  // NULL or absent.
  virtual Result<std::optional<int>> compare(const TargetTable& t, const std::string& column,
                                             const Cells& image) = 0;
  // Adds (after − before) of a numeric column to the row under the before image's key; false when
  // there is nothing to add to.
  virtual Result<bool> addDelta(const TargetTable& t, const std::string& column,
                                const RowUpdate& row) = 0;

  // The key of an image as row text, and the row that stands under such a key.
  virtual Result<std::string> keyOf(const TargetTable& t, const Cells& image) = 0;
  virtual Result<std::optional<std::string>> state(const TargetTable& t, const Cells& key) = 0;
  // Whether a row is committed under such a key; waits for nobody who is about to make one.
  virtual Result<bool> stands(const TargetTable& t, const Cells& key) = 0;
  // The rows of the table in no order, at most `limit`, until the sink says false.
  using RowSink = std::function<bool(const std::string& key, const std::string& row)>;
  virtual Status each(const TargetTable& t, size_t limit, const RowSink& sink) = 0;
};

}  // namespace twintide::apply
