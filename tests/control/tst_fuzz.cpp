// Broken requests over the control socket: each gets one answer, and the next one is served.
#include <doctest/doctest.h>

#include "app/control/control_client.h"
#include "app/control/control_server.h"
#include "app/secrets/ref_secret_store.h"
#include "engine/store/json_read.h"
#include "engine/store/pair_file.h"
#include "tests/store/samples.h"
#include "tests/store/temp_dir.h"
#include "tests/support/damage.h"

using namespace twintide;
using namespace twintide::test;
using namespace std::chrono_literals;
using app::UnixSocket;
using store::Json;

namespace {

const char* const kPieces[] = {"{",  "}",    "[",       "]",       "\"",        ":",    ",",
                               "\n", "null", "\\ud800", "\\u0000", "\"do\":[]", "\xff", "1e999"};

struct Served {
  TempDir dir;
  std::unique_ptr<api::Engine> engine;
  std::unique_ptr<app::ControlServer> server;

  Served() {
    auto opened = api::openEngine(
        {dir.path, false}, std::make_unique<app::RefSecretStore>(app::RefSecretStore::Hooks{}));
    REQUIRE(opened);
    engine = std::move(*opened);
    auto started = app::ControlServer::start(*engine);
    REQUIRE(started);
    server = std::move(*started);
  }
  Result<std::string> answerTo(const std::string& line) const {
    auto socket = UnixSocket::connect(dir.path);
    REQUIRE(socket);
    TWINTIDE_TRY(socket->writeLine(line, 10s));
    return socket->readLine(20s);
  }
  Result<Json> status() const {
    app::ControlClient::Call call;
    call.request = {{"do", "status"}};
    call.wait = 20s;
    return app::ControlClient(dir.path).call(call);
  }
};

// None of them leads to a server: the pair they name is not there.
std::vector<std::string> requests() {
  const Json nobody = {{"pair", "nobody"}, {"position", "bin.000001:4"}};
  std::vector<std::string> out;
  for (const char* what : {"status", "start", "pause", "resume", "stop", "skip_ddl", "clean_up",
                           "drill", "precheck", "remedy", "remove_pair"}) {
    Json request = nobody;
    request["do"] = what;
    out.push_back(store::text(request));
  }
  out.push_back(store::text({{"do", "save_source"}, {"yaml", store::sourceYaml(sampleSource())}}));
  out.push_back(store::text({{"do", "save_pair"}, {"yaml", store::pairYaml(samplePair())}}));
  out.push_back(store::text({{"do", "remove_source"}, {"name", "beijing"}}));
  return out;
}

}  // namespace

TEST_CASE("damaged requests are answered, one by one") {
  const Served served;
  const auto whole = requests();
  const int rounds = fuzzRounds(1500);
  int refused = 0;
  for (int seed = 0; seed < rounds; ++seed) {
    CAPTURE(seed);
    Random random(static_cast<unsigned>(seed));
    const auto line = served.answerTo(damagedText(whole[random() % whole.size()], kPieces, random));
    REQUIRE(line);
    const Json answer = store::parseJson(*line);
    REQUIRE(answer.is_object());
    REQUIRE(store::memberOf(answer, "ok").is_boolean());
    refused += !store::flagOf(answer, "ok");
  }
  CHECK(refused > rounds / 2);
  CHECK(served.status());
}

TEST_CASE("nesting, silence and a line without end harm nobody") {
  const Served served;
  const std::string deep(1'000'000, '[');
  for (const std::string& line : {deep, "{\"do\":" + deep, std::string(1'000'000, '\0')}) {
    const auto answer = served.answerTo(line);
    REQUIRE(answer);
    CHECK_FALSE(store::flagOf(store::parseJson(*answer), "ok"));
  }
  {
    const auto silent = UnixSocket::connect(served.dir.path);
    REQUIRE(silent);
  }
  // The server hangs up in the middle of it.
  CHECK_FALSE(served.answerTo(std::string(3 * app::kMaxLine, 'x')));
  CHECK(served.status());
}
