// Purpose: decodes rows events beside the thread that reads the stream, which takes part: helpers
// are woken only for what it has left behind, so that a link that keeps up runs on one thread.
// Owner: the event processor. Thread: one at a time; the helpers are its own.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/thread_pool.h"
#include "engine/capture/binlog/row_decoder.h"

namespace twintide::capture {

// Rows events of one transaction on their way to be changes. Shared by the thread that reads and
// the one that decodes; only `decoded` may be looked at by the former until it is true.
struct RowPiece {
  std::vector<RowPart> parts;  // their bodies stand in the arena
  size_t bytes = 0;            // of their bodies
  uint64_t offset = 0;         // where the newest of them ends in the log
  Arena arena;
  std::vector<Change> changes;
  std::optional<Error> problem;  // what RowDecoder::decode() says; the changes end before it
  std::atomic<bool> decoded{false};
};

struct CrewOptions {
  std::string name;            // of the threads
  unsigned helpers = 0;        // 0: everything is decoded by finish()
  uint64_t maxEventBytes = 0;  // as RowDecoder's
};

class DecodeCrew {
 public:
  using Piece = std::shared_ptr<RowPiece>;

  explicit DecodeCrew(const CrewOptions& options);
  ~DecodeCrew();

  // A piece to add parts to, as long as takesParts() says so; added() tells their size.
  Piece begin();
  bool takesParts(const RowPiece& piece) const {
    return !m_open.empty() && m_open.back().get() == &piece;
  }
  void added(size_t bytes);
  // Returns once the piece is decoded; meanwhile decodes what nobody has begun, oldest first.
  void finish(const RowPiece& piece);

 private:
  using Batch = std::vector<Piece>;

  void close();
  void help(std::stop_token stop);
  static void decode(const Batch& batch, RowDecoder& decoder);

  const CrewOptions m_options;
  RowDecoder m_decoder;
  Batch m_open;
  size_t m_openBytes = 0;

  std::mutex m_mutex;
  std::condition_variable_any m_closed;   // a batch waits
  std::condition_variable_any m_decoded;  // a helper has ended one
  std::deque<Batch> m_batches;
  std::vector<NamedThread> m_helpers;
};

}  // namespace twintide::capture
