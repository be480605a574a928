#include "engine/apply/applier.h"
#include "engine/base/stop_wait.h"
#include "engine/db/sql_text.h"

namespace twintide::apply {
namespace {

constexpr std::chrono::milliseconds kFirstLook{50};
constexpr std::chrono::milliseconds kLongestLook{2000};
constexpr std::chrono::hours kMostPatience{24};

}  // namespace

Status Applier::executeDdl(const std::string& sql) {
  TWINTIDE_TRY(m_foreignKeys.check(*m_connection, false));
  TWINTIDE_TRY(execute(db::kLenientMode));
  auto done = m_connection->executePatiently(sql, m_stop);
  // A lost connection begins strict again.
  if (!done && done.error().code == ErrorCode::ConnectionLost) return fail(done.error());
  TWINTIDE_TRY(execute(db::kStrictMode));
  return done ? Status() : Status(fail(done.error()));
}

Status Applier::awaitEarlierDdl(const std::string& mark) {
  // In two pieces, so that the question does not find itself.
  const std::string question =
      "SELECT COUNT(*) FROM information_schema.processlist WHERE LOCATE(CONCAT(" +
      db::quoteText(mark.substr(0, 1)) + ',' + db::quoteText(mark.substr(1)) + "),info)>0";
  const auto until = std::chrono::steady_clock::now() + kMostPatience;
  auto pause = kFirstLook;
  for (;;) {
    auto busy = m_connection->rows(question);
    if (!busy) return fail(busy.error());
    if ((*busy)[0][0].value_or("0") == "0") return {};
    if (std::chrono::steady_clock::now() >= until) break;
    if (!pauseFor(m_stop, pause)) return fail(ErrorCode::Cancelled, {{"what", "apply"}});
    pause = std::min(pause * 2, kLongestLook);
  }
  Error busy(ErrorCode::TimedOut, {{"what", "apply"}});
  busy.retryable = true;
  return fail(std::move(busy));
}

}  // namespace twintide::apply
