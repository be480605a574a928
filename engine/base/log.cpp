#include "engine/base/log.h"

#include <spdlog/sinks/dist_sink.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <mutex>

namespace twintide {
namespace {

constexpr size_t kMaxLogBytes = 5 * 1024 * 1024;
constexpr size_t kMaxLogFiles = 3;

struct LogState {
  std::mutex mutex;
  const std::shared_ptr<spdlog::sinks::dist_sink_mt> sink =
      std::make_shared<spdlog::sinks::dist_sink_mt>();
};

LogState& state() {
  static LogState s;
  return s;
}

}  // namespace

std::shared_ptr<spdlog::logger> logger(const std::string& room) {
  LogState& s = state();
  std::lock_guard lock(s.mutex);
  if (auto found = spdlog::get(room)) return found;
  auto made = std::make_shared<spdlog::logger>(room, s.sink);
  made->set_level(spdlog::level::debug);
  made->flush_on(spdlog::level::warn);
  spdlog::register_logger(made);
  return made;
}

void initLog(const std::string& file, bool verbose) {
  LogState& s = state();
  std::lock_guard lock(s.mutex);
  spdlog::sink_ptr sink;
  if (file.empty()) {
    sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    sink->set_level(verbose ? spdlog::level::debug : spdlog::level::warn);
  } else {
    sink = std::make_shared<spdlog::sinks::rotating_file_sink_mt>(file, kMaxLogBytes, kMaxLogFiles);
    sink->set_level(verbose ? spdlog::level::debug : spdlog::level::info);
  }
  s.sink->set_sinks({sink});
}

}  // namespace twintide
