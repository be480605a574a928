#include "app/twintide/practice_traffic.h"

#include <cmath>

#include "engine/base/clock.h"
#include "engine/base/log.h"
#include "engine/base/stop_wait.h"
#include "engine/db/session.h"

namespace twintide {
namespace {

using namespace std::chrono_literals;

constexpr auto kBeat = 100ms;
constexpr int64_t kConflictEveryUs = 4'000'000;

struct Writer {
  DataSource source;
  int offset;  // of AUTO_INCREMENT values, so that the sites never draw the same
  int rowsABeat;
  const char* shelf;  // what this site writes as the contended row's title
};

std::string orders(const Writer& w, int64_t beat) {
  const int rows = w.rowsABeat + static_cast<int>(2 * std::sin(double(beat) / 9));
  std::string sql = "INSERT INTO shop.orders (id,customer_id,sku,quantity,note,ordered_at) VALUES ";
  const int64_t first = systemClock().wallUs() / 1000 * 16;
  for (int i = 0; i < rows; ++i) {
    sql += i == 0 ? "" : ",";
    sql += "(" + std::to_string((first + i) * 2 + w.offset) + "," + std::to_string(1 + i % 3) +
           ",'tea-01'," + std::to_string(1 + beat % 5) + ",NULL,UTC_TIMESTAMP(3))";
  }
  return sql;
}

std::string contended(const Writer& w) {
  return std::string("UPDATE shop.item SET title='") + w.shelf +
         "', stock=stock+1 WHERE sku='pot-03'";
}

// Both sites change the same row at the same moment of the clock that they share.
Status collide(db::Session& session, const Writer& w, std::stop_token stop) {
  const int64_t left = kConflictEveryUs - systemClock().wallUs() % kConflictEveryUs;
  if (left > std::chrono::microseconds(kBeat).count()) return {};
  if (!pauseFor(stop, std::chrono::milliseconds(left / 1000 + 1))) return {};
  TWINTIDE_TRY(session.execute(contended(w)));
  return {};
}

Status writeAll(const Writer& w, std::stop_token stop) {
  auto session = db::Session::open(db::connectParams(w.source, Secret()));
  if (!session) return fail(session.error());
  while (pauseFor(stop, kBeat)) {
    const int64_t beat = systemClock().wallUs() / std::chrono::microseconds(kBeat).count();
    TWINTIDE_TRY((*session)->execute(orders(w, beat)));
    if (beat % 3 == 0)
      TWINTIDE_TRY((*session)->execute("UPDATE shop.customer SET balance=balance+1 WHERE id=" +
                                       std::to_string(1 + w.offset)));
    TWINTIDE_TRY(collide(**session, w, stop));
  }
  return {};
}

}  // namespace

void PracticeTraffic::start(const DataSource& a, const DataSource& b) {
  const Writer writers[] = {{a, 0, 9, "Teapot “small”, shelf A-3"},
                            {b, 1, 4, "Teapot “small”, shelf C-7"}};
  for (const Writer& w : writers) {
    m_writers.emplace_back("traffic", [w](std::stop_token stop) {
      if (const Status ended = writeAll(w, stop); !ended)
        logger("traffic")->error("the traffic at {} ended: {}", w.source.name,
                                 ended.error().arg("server"));
    });
  }
}

PracticeTraffic::~PracticeTraffic() {
  for (NamedThread& writer : m_writers) writer.requestStop();
  for (NamedThread& writer : m_writers) writer.join();
}

}  // namespace twintide
