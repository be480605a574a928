// Packets out of a stream of bytes that comes in any portions.
#include <doctest/doctest.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "engine/base/thread_pool.h"
#include "engine/capture/binlog/packet_reader.h"

using namespace twintide;
using capture::PacketReader;

namespace {

constexpr size_t kFull = 0xffffff;

struct Wire {
  int ends[2];
  uint8_t number = 1;
  Wire() { REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0); }
  ~Wire() {
    close();
    ::close(ends[1]);
  }
  void close() {
    if (ends[0] >= 0) ::close(ends[0]);
    ends[0] = -1;
  }
  // As a server frames it.
  std::string framed(const std::string& body) {
    std::string out;
    for (size_t at = 0;; at += kFull) {
      const std::string part = body.substr(at, kFull);
      const auto size = static_cast<uint32_t>(part.size());
      out.append(reinterpret_cast<const char*>(&size), 3);
      out += static_cast<char>(number++);
      out += part;
      if (part.size() < kFull) return out;
    }
  }
  void send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t n = ::send(ends[0], bytes.data(), bytes.size(), MSG_NOSIGNAL);
      REQUIRE(n > 0);
      bytes.remove_prefix(static_cast<size_t>(n));
    }
  }
};

// A session of TLS over the wire. Nobody proves who he is, so no certificate is needed.
class TlsWire : public Wire {
 public:
  TlsWire() : m_context(SSL_CTX_new(TLS_method()), SSL_CTX_free) {
    ::signal(SIGPIPE, SIG_IGN);  // as both programs do: OpenSSL answers an end with an alert
    SSL_CTX_set_max_proto_version(m_context.get(), TLS1_2_VERSION);
    REQUIRE(SSL_CTX_set_cipher_list(m_context.get(), "AECDH-AES256-SHA:@SECLEVEL=0") == 1);
    for (int i : {0, 1}) {
      m_ends.emplace_back(SSL_new(m_context.get()), SSL_free);
      SSL_set_fd(m_ends.back().get(), ends[i]);
    }
    int accepted = 0;
    NamedThread server("server", [&](std::stop_token) { accepted = SSL_accept(m_ends[0].get()); });
    const int connected = SSL_connect(m_ends[1].get());
    server.join();
    REQUIRE(accepted == 1);
    REQUIRE(connected == 1);
  }
  SSL* reader() { return m_ends[1].get(); }
  void sendSecretly(const std::string& bytes) {
    REQUIRE(SSL_write(m_ends[0].get(), bytes.data(), static_cast<int>(bytes.size())) ==
            static_cast<int>(bytes.size()));
  }
  void sayGoodbye() { SSL_shutdown(m_ends[0].get()); }

 private:
  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> m_context;
  std::vector<std::unique_ptr<SSL, decltype(&SSL_free)>> m_ends;
};

// Reads until `count` packets are there or the stream is at its end.
std::vector<std::string> readAll(PacketReader& reader, size_t count, Status& end) {
  std::vector<std::string> got;
  while (got.size() < count) {
    if (auto packet = reader.next()) {
      got.emplace_back(*packet);
      continue;
    }
    auto more = reader.fill();
    if (!more) {
      end = fail(more.error());
      break;
    }
  }
  return got;
}

}  // namespace

TEST_CASE("packets of all sizes come whole, in whatever portions their bytes do") {
  std::mt19937 random(1);
  Wire wire;
  std::vector<std::string> sent;
  std::string bytes;
  for (int i = 0; i < 600; ++i) {
    const size_t size = i % 100 == 50 ? 300000 + random() % 900000 : random() % 400;
    sent.emplace_back(size, static_cast<char>('a' + i % 26));
    bytes += wire.framed(sent.back());
  }
  PacketReader reader(wire.ends[1], nullptr, std::string_view(bytes).substr(0, 7));
  NamedThread sender("sender", [&](std::stop_token) {
    for (size_t at = 7; at < bytes.size();) {
      const size_t n = std::min<size_t>(1 + random() % 5000, bytes.size() - at);
      wire.send(std::string_view(bytes).substr(at, n));
      at += n;
    }
  });
  Status end;
  CHECK(readAll(reader, sent.size(), end) == sent);
  sender.join();
  CHECK(end);
  auto more = reader.fill();
  REQUIRE(more);
  CHECK(*more == 0);
  CHECK_FALSE(reader.next());
}

TEST_CASE("a packet of several parts is joined, one of exactly a full part too") {
  Wire wire;
  const std::vector<std::string> sent = {std::string(kFull + 10, 'x'), std::string(kFull, 'y'), "z",
                                         std::string(2 * kFull + 1, 'w'), ""};
  std::string bytes;
  for (const std::string& body : sent) bytes += wire.framed(body);
  PacketReader reader(wire.ends[1], nullptr, {});
  NamedThread sender("sender", [&](std::stop_token) { wire.send(bytes); });
  Status end;
  const auto got = readAll(reader, sent.size(), end);
  sender.join();
  REQUIRE(got.size() == sent.size());
  for (size_t i = 0; i < sent.size(); ++i) CHECK((got[i] == sent[i]));
}

TEST_CASE("an end in the middle of a packet is told behind the whole ones, again and again") {
  Wire wire;
  wire.send(wire.framed("one"));
  wire.send(wire.framed("two").substr(0, 5));
  wire.close();
  PacketReader reader(wire.ends[1], nullptr, {});
  Status end;
  CHECK(readAll(reader, 2, end) == std::vector<std::string>{"one"});
  REQUIRE_FALSE(end);
  CHECK(end.error().code == ErrorCode::ConnectionLost);
  CHECK_FALSE(reader.fill());
}

TEST_CASE("a packet with another number than the next breaks the stream") {
  Wire wire;
  std::string second = wire.framed("one");
  wire.number = 9;
  second += wire.framed("nine");
  wire.send(second);
  PacketReader reader(wire.ends[1], nullptr, {});
  Status end;
  CHECK(readAll(reader, 2, end) == std::vector<std::string>{"one"});
  REQUIRE_FALSE(end);
  CHECK(end.error().arg("server") == "packets out of order");
}

TEST_CASE("with TLS, what came before the end is handed out, and then why it ended") {
  enum class End { Orderly, Killed, Spoilt };
  for (const End how : {End::Orderly, End::Killed, End::Spoilt}) {
    CAPTURE(static_cast<int>(how));
    TlsWire wire;
    const std::vector<std::string> sent = {std::string(100'000, 'r'), "",
                                           "\xff error of the server"};
    for (const std::string& body : sent) wire.sendSecretly(wire.framed(body));
    if (how == End::Orderly) wire.sayGoodbye();
    if (how == End::Spoilt) wire.send("no record of TLS at all");
    wire.close();
    PacketReader reader(wire.ends[1], wire.reader(), {});
    Status end;
    CHECK(readAll(reader, sent.size() + 1, end) == sent);
    REQUIRE_FALSE(end);
    CHECK(end.error().code == ErrorCode::ConnectionLost);
    CHECK(end.error().arg("server") ==
          (how == End::Spoilt ? "wrong version number" : "the server ended the connection"));
    CHECK_FALSE(reader.fill());
  }
}
