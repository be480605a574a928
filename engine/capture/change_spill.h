// Purpose: the changes of a transaction that is too large for memory, in a file that has no name:
// nothing of it outlives the program.
// Owner: the assembler writes it, then the transaction carries it. Thread: one at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/model/change.h"

namespace twintide::capture {

struct SpillLimits {
  uint64_t memoryBytes = 0;                 // of one transaction; 0 = never to disk
  uint64_t diskBytes = uint64_t{64} << 30;  // of one transaction
  std::string dir;                          // empty = the system's folder for temporary files
};

// What a transaction takes in memory; each of its changes is looked at once.
class HeldBytes {
 public:
  uint64_t of(const Transaction& t);
  // Its changes have gone.
  void clear() { *this = {}; }

 private:
  uint64_t m_cells = 0;
  size_t m_counted = 0;
};

class ChangeSpill final : public SpilledChanges {
 public:
  // SpillFailed{file, reason}; also of every call below.
  static Result<std::shared_ptr<ChangeSpill>> make(const std::string& dir);
  ~ChangeSpill() override;

  Status append(const Change& change);
  uint64_t bytes() const { return m_written + m_out.size(); }
  uint64_t rows() const override { return m_rows; }
  // Forgets what was appended behind this size and number of rows.
  Status cut(uint64_t bytes, uint64_t rows);

  Status rewind() override;
  Result<bool> next(Transaction& piece, size_t maxBytes) override;

 private:
  ChangeSpill(int file, std::string dir) : m_file(file), m_dir(std::move(dir)) {}
  Status flush();
  Result<bool> fill(size_t need);
  Status read(std::string_view record, Transaction& piece) const;
  Error failed(const char* reason) const;

  const int m_file;
  const std::string m_dir;
  uint64_t m_written = 0, m_rows = 0;
  std::string m_out;  // behind m_written, not in the file yet
  std::vector<std::shared_ptr<const RowLayout>> m_layouts;
  std::unordered_map<const RowLayout*, uint32_t> m_layoutNumbers;
  std::string m_in;  // read ahead
  size_t m_inAt = 0;
  uint64_t m_readTo = 0;
};

}  // namespace twintide::capture
