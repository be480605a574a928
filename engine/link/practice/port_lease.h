// Purpose: picks a free TCP port and keeps other Twintide programs from picking it too.
// Owner: ServerProcess holds the lease as long as its server uses the port. Thread: plain object.
#pragma once

#include <cstdint>
#include <memory>

#include "engine/base/result.h"

namespace twintide::practice {

class PortLease {
 public:
  // A free port below the kernel's range for outgoing connections. Error: PortTaken.
  static Result<std::unique_ptr<PortLease>> any();
  // This very port; PortTaken when another program has it.
  static Result<std::unique_ptr<PortLease>> exactly(uint16_t port);
  ~PortLease();
  PortLease(const PortLease&) = delete;
  PortLease& operator=(const PortLease&) = delete;

  uint16_t port() const { return m_port; }
  bool portFree() const;  // nobody listens on it now

 private:
  PortLease(uint16_t port, int holder) : m_port(port), m_holder(holder) {}
  uint16_t m_port;
  int m_holder;  // a socket in the abstract namespace: the kernel frees the lease with the program
};

}  // namespace twintide::practice
