// Purpose: proves at the start of a stream that what the opposite link's applier writes at our
// source comes to us as foreign: else every row would go round for ever.
// Owner: LinkSession. Thread: the apply thread.
#pragma once

#include <cstdint>
#include <string>

#include "engine/link/link_context.h"
#include "engine/model/change.h"

namespace twintide::link {

class EchoTest {
 public:
  explicit EchoTest(const LinkContext& context) : m_context(context) {}

  // Writes a canary at the source the way the opposite applier writes: marker, session variable. A
  // heartbeat of ours goes with it, which must be recognised as written by an applier.
  Status begin();
  // EchoTestFailed when `t` shows the canary as an application's transaction.
  Status look(const Transaction& t);
  // The stream has nothing more to give for now; EchoTestFailed, to be tried again, when the canary
  // should have come.
  Status idle() const;
  bool passed() const { return m_passed; }

 private:
  Error failed(const char* reason) const;

  const LinkContext& m_context;
  int64_t m_number = 0;
  int64_t m_writtenUs = 0;
  bool m_passed = false;
};

}  // namespace twintide::link
