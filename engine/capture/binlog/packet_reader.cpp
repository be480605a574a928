#include "engine/capture/binlog/packet_reader.h"

#include <fcntl.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace twintide::capture {
namespace {

constexpr size_t kUsual = 256 * 1024;
constexpr size_t kHead = 4;          // three bytes of size and a number (protocol "packet header")
constexpr size_t kFull = 0xffffff;   // a part of this size is followed by another one
constexpr size_t kMost = 1UL << 30;  // max_allowed_packet's upper limit
constexpr const char* kEnded = "the server ended the connection";

// A server that is killed says no goodbye, which OpenSSL calls an unexpected end.
const char* whyTlsEnded(int what) {
  const unsigned long error = ::ERR_peek_error();
  const bool atEnd = what == SSL_ERROR_ZERO_RETURN || (what == SSL_ERROR_SYSCALL && errno == 0) ||
                     ERR_GET_REASON(error) == SSL_R_UNEXPECTED_EOF_WHILE_READING;
  if (atEnd) return kEnded;
  const char* reason =
      what == SSL_ERROR_SYSCALL ? ::strerrordesc_np(errno) : ::ERR_reason_error_string(error);
  return reason ? reason : "TLS failed";
}

}  // namespace

PacketReader::PacketReader(int socket, SSL* tls, std::string_view already)
    : m_socket(socket),
      m_tls(tls),
      m_capacity(std::max(kUsual, already.size())),
      m_end(already.size()) {
  m_buffer = std::make_unique_for_overwrite<char[]>(m_capacity);
  std::copy_n(already.data(), m_end, m_buffer.get());
  ::fcntl(m_socket, F_SETFL, ::fcntl(m_socket, F_GETFL) | O_NONBLOCK);
}

// Bytes of the part at hand, its head included; that of a head where not even that is there.
size_t PacketReader::wanted() const {
  if (m_end - m_at < kHead) return kHead;
  uint32_t size = 0;
  std::memcpy(&size, m_buffer.get() + m_at, 3);
  return kHead + size;
}

std::optional<std::string_view> PacketReader::next() {
  if (!m_joining && !m_joined.empty()) m_joined = std::string();
  while (!m_misnumbered) {
    const size_t size = wanted();
    if (m_end - m_at < size) return {};
    if (static_cast<uint8_t>(m_buffer[m_at + 3]) != m_number) {
      m_misnumbered = true;
      m_broken = "packets out of order";
      return {};
    }
    ++m_number;
    const std::string_view part(m_buffer.get() + m_at + kHead, size - kHead);
    m_at += size;
    if (!m_joining && part.size() < kFull) return part;
    m_joined += part;
    m_joining = part.size() == kFull;
    if (!m_joining) return m_joined;
  }
  return {};
}

Status PacketReader::makeRoom() {
  const size_t left = m_end - m_at;
  if (m_joined.size() > kMost)
    return fail(ErrorCode::PacketTooLarge, {{"limit", std::to_string(kMost)}});
  const size_t capacity = std::max(kUsual, wanted());
  // A buffer that one large packet needed is not kept.
  if (capacity > m_capacity || (m_capacity > capacity && left == 0)) {
    auto larger = std::make_unique_for_overwrite<char[]>(capacity);
    std::memcpy(larger.get(), m_buffer.get() + m_at, left);
    m_buffer = std::move(larger);
    m_capacity = capacity;
  } else {
    std::memmove(m_buffer.get(), m_buffer.get() + m_at, left);
  }
  m_at = 0;
  m_end = left;
  return {};
}

ssize_t PacketReader::receive(char* to, size_t room, const char*& reason) {
  if (m_tls) {
    ::ERR_clear_error();  // SSL_get_error() looks at what others left there
    errno = 0;
    const int n = ::SSL_read(m_tls, to, static_cast<int>(std::min(room, kUsual)));
    if (n > 0) return n;
    const int what = ::SSL_get_error(m_tls, n);
    if (what == SSL_ERROR_WANT_READ || what == SSL_ERROR_WANT_WRITE) return 0;
    reason = whyTlsEnded(what);
    return -1;
  }
  for (;;) {
    const ssize_t n = ::recv(m_socket, to, room, 0);
    if (n > 0) return n;
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return 0;
    reason = n == 0 ? kEnded : ::strerrordesc_np(errno);
    return -1;
  }
}

Result<size_t> PacketReader::fill() {
  if (m_broken) return fail(ErrorCode::ConnectionLost, {{"server", m_broken}});
  if (m_at > 0 || wanted() > m_capacity) TWINTIDE_TRY(makeRoom());
  const size_t had = m_end;
  // TLS hands out a record at a time.
  do {
    const ssize_t n = receive(m_buffer.get() + m_end, m_capacity - m_end, m_broken);
    if (n < 0 && m_end == had) return fail(ErrorCode::ConnectionLost, {{"server", m_broken}});
    if (n <= 0) break;
    m_end += static_cast<size_t>(n);
  } while (m_tls && m_end < m_capacity);
  return m_end - had;
}

}  // namespace twintide::capture
