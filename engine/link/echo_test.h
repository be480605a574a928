// Purpose: proves at the start of a stream that what the opposite link's applier writes at our
// source comes to us as foreign: else every row would go round for ever.
// Owner: LinkSession. Thread: the apply thread.
#pragma once

#include <cstdint>
#include <string>

#include "engine/base/clock.h"
#include "engine/capture/change_source.h"
#include "engine/link/link_context.h"
#include "engine/model/change.h"

namespace twintide::link {

class EchoTest {
 public:
  explicit EchoTest(const LinkContext& context, const Clock& clock = systemClock())
      : m_context(context), m_clock(clock) {}

  // Writes a canary at the source the way the opposite applier writes: marker, session variable. A
  // heartbeat of ours goes with it, which must be recognised as written by an applier. `source`
  // gives the stream; it outlives this.
  Status begin(capture::ChangeSource& source);
  // To be asked for everything the stream gives, bare positions included. EchoTestFailed when `t`
  // shows the canary as an application's transaction; the same, to be tried again, when the stream
  // has long been where the canary stands and has not shown it.
  Status look(const Transaction& t);
  bool passed() const { return m_passed; }

 private:
  Status missed(const std::string& position);
  Error failed(const char* reason) const;

  const LinkContext& m_context;
  const Clock& m_clock;
  capture::ChangeSource* m_source = nullptr;
  std::string m_end;  // of the source's log once the canary stood in it
  int64_t m_number = 0;
  int64_t m_lookedUs = 0;   // when a position was last compared
  int64_t m_reachedUs = 0;  // when the stream was first seen at the end; 0 = not yet
  bool m_passed = false;
};

}  // namespace twintide::link
