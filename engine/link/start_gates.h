// Purpose: the order in which the two links of a pair begin, so that no row written at B between
// the making of a table there and the start of its capture is missed.
// Owner: shared by the two links of a pair. Thread: safe from any thread.
#pragma once

#include <array>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>

#include "engine/base/result.h"
#include "engine/model/pair_spec.h"

namespace twintide::link {

// ReverseReads: the reverse link has fixed its place in B's log. TablesMade: the forward link has
// made the tables at B. ReverseReady: the reverse link captures those tables.
enum class Gate { ReverseReads, TablesMade, ReverseReady };

class StartGates {
 public:
  void open(Gate gate) {
    std::lock_guard lock(m_mutex);
    m_open[static_cast<size_t>(gate)] = true;
    m_changed.notify_all();
  }
  // The link of `direction` has ended with an error, or begins anew.
  void ended(Direction direction, const Error& error) { note(direction, error); }
  void begins(Direction direction) { note(direction, std::nullopt); }
  // Ok when open, or when stopped first. The error of the link that is to open the gate, to be
  // tried again, where that link has ended with one.
  Status wait(Gate gate, std::stop_token stop) {
    const Direction opener = gate == Gate::TablesMade ? Direction::Forward : Direction::Reverse;
    const std::optional<Error>& error = m_errors[static_cast<size_t>(opener)];
    const bool& open = m_open[static_cast<size_t>(gate)];
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, stop, [&] { return open || error; });
    if (open || !error) return {};
    Error e = *error;
    e.retryable = true;
    return fail(std::move(e));
  }

 private:
  void note(Direction direction, std::optional<Error> error) {
    std::lock_guard lock(m_mutex);
    m_errors[static_cast<size_t>(direction)] = std::move(error);
    m_changed.notify_all();
  }

  std::mutex m_mutex;
  std::condition_variable_any m_changed;
  std::array<bool, 3> m_open{};
  std::array<std::optional<Error>, 2> m_errors;  // by Direction
};

}  // namespace twintide::link
