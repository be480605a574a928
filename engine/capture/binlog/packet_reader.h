// Purpose: packets of the MySQL protocol out of a connection that only receives, in place and many
// at a time; libmariadb would copy each byte twice and ask the kernel for 16 KiB.
// Owner: the dump stream. Thread: the capture thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/result.h"

using SSL = struct ssl_st;

namespace twintide::capture {

class PacketReader {
 public:
  // `tls` may be null. The socket is made non-blocking. `already`: bytes somebody has read before.
  PacketReader(int socket, SSL* tls, std::string_view already);

  // The next packet, if it is whole; valid until the next call of next() or fill(). nullopt also
  // behind one out of order.
  std::optional<std::string_view> next();
  // Reads what there is, without waiting: so many bytes. ConnectionLost with "server";
  // PacketTooLarge.
  Result<size_t> fill();

 private:
  Status makeRoom();
  size_t wanted() const;
  // Bytes read; 0 = nothing for now, -1 = the connection is at its end, for `reason`.
  ssize_t receive(char* to, size_t room, const char*& reason);

  const int m_socket;
  SSL* const m_tls;
  std::unique_ptr<char[]> m_buffer;
  size_t m_capacity = 0;
  size_t m_at = 0, m_end = 0;  // what has been read and not been handed out
  std::string m_joined;        // a packet of several parts, so far
  bool m_joining = false;
  uint8_t m_number = 1;  // of the next part
  bool m_misnumbered = false;
  const char* m_broken = nullptr;  // why there is nothing more to read
};

}  // namespace twintide::capture
