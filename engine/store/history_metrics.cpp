// The metrics part of History: three resolutions written at once, so nothing is ever rolled up.
#include <algorithm>

#include "engine/store/database.h"
#include "engine/store/history.h"

namespace twintide::store {
namespace {

constexpr int64_t kSecondUs = 1'000'000;
constexpr int64_t kTrimEveryUs = 60 * kSecondUs;
constexpr int64_t kSteps[] = {1, 10, 60};

// The worst lag and the mean rates of the span; a span of gaps only stays a gap (-1).
constexpr const char* kUpsert =
    "INSERT INTO metrics(link, step, at_us, lag_us, rows, bytes, n) VALUES(?,?,?,?,?,?,1) "
    "ON CONFLICT DO UPDATE SET lag_us = max(lag_us, excluded.lag_us), "
    "rows = (rows * n + excluded.rows) / (n + 1), "
    "bytes = (bytes * n + excluded.bytes) / (n + 1), n = n + 1";

int64_t floorTo(int64_t atUs, int64_t stepUs) {
  return atUs - atUs % stepUs;
}

// A hole of more than two steps is said with a point of its own, so that a chart breaks its line.
std::vector<MetricSample> withGaps(const std::vector<MetricSample>& points, int64_t stepUs) {
  std::vector<MetricSample> out;
  for (const MetricSample& p : points) {
    const bool hole =
        !out.empty() && out.back().lagUs >= 0 && p.atUs - out.back().atUs > 2 * stepUs + stepUs / 2;
    if (hole) out.push_back({out.back().atUs + stepUs, -1, 0, 0});
    out.push_back(p);
  }
  return out;
}

}  // namespace

Status History::addSamples(const std::vector<LinkSample>& samples) {
  if (samples.empty()) return {};
  return write([&](Database& db) -> Status {
    for (const LinkSample& s : samples) {
      for (int64_t step : kSteps) {
        TWINTIDE_TRY(
            db.run(kUpsert, {s.linkId, step, floorTo(s.sample.atUs, step * kSecondUs),
                             s.sample.lagUs, s.sample.rowsPerSecond, s.sample.bytesPerSecond}));
      }
    }
    return trimMetrics(db, samples.back().sample.atUs);
  });
}

Status History::trimMetrics(Database& db, int64_t nowUs) {
  if (nowUs - m_metricsTrimmedUs < kTrimEveryUs) return {};
  const int64_t keepUs[] = {m_limits.secondsOfMetrics * kSecondUs,
                            m_limits.hoursOfTenSeconds * 3'600 * kSecondUs,
                            m_limits.daysOfMinutes * 86'400 * kSecondUs};
  for (int i = 0; i < 3; ++i) {
    TWINTIDE_TRY(
        db.run("DELETE FROM metrics WHERE step = ? AND at_us < ?", {kSteps[i], nowUs - keepUs[i]}));
  }
  m_metricsTrimmedUs = nowUs;
  return {};
}

Result<std::vector<MetricSample>> History::metrics(const std::string& linkId, int64_t fromUs,
                                                   int64_t toUs, int maxPoints) const {
  std::lock_guard lock(m_readMutex);
  std::vector<MetricSample> points;
  if (!m_reader || maxPoints < 2 || toUs <= fromUs) return points;
  const int64_t span = (toUs - fromUs) / kSecondUs;
  int64_t step = kSteps[0];
  if (span > m_limits.secondsOfMetrics) step = kSteps[1];
  if (span > m_limits.hoursOfTenSeconds * 3'600) step = kSteps[2];
  // A gap point stands where at least two buckets are missing: it needs no room of its own.
  const int64_t room = maxPoints - 1;
  const int64_t width = std::max(step, (span + room - 1) / room) * kSecondUs;
  TWINTIDE_TRY(m_reader->run(
      "SELECT at_us / ?1 * ?1 AS bucket, max(lag_us), avg(rows), avg(bytes) FROM metrics "
      "WHERE link = ?2 AND step = ?3 AND at_us >= ?4 AND at_us < ?5 GROUP BY bucket ORDER BY "
      "bucket",
      {width, linkId, step, fromUs, toUs}, [&](const Row& r) {
        points.push_back({r.integer(0), r.integer(1), r.real(2), r.real(3)});
      }));
  points = withGaps(points, width);
  const auto excess = static_cast<int64_t>(points.size()) - maxPoints;
  if (excess > 0) points.erase(points.begin(), points.begin() + excess);
  return points;
}

}  // namespace twintide::store
