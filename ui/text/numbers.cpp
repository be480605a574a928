#include "ui/text/numbers.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <cmath>

namespace twintide::ui::text {
namespace {

constexpr int64_t kMs = 1'000;
constexpr int64_t kSecond = 1'000'000;
constexpr int64_t kMinute = 60 * kSecond;
constexpr int64_t kHour = 60 * kMinute;
constexpr int64_t kDay = 24 * kHour;

struct Number {
  Q_DECLARE_TR_FUNCTIONS(Number)
};

QString decimal(double value, int digits) {
  return QLocale().toString(value, 'f', digits);
}

// Two units at most: who reads days does not care for seconds.
QString two(const QString& pattern, int64_t big, int64_t small) {
  return pattern.arg(QLocale().toString(big), QLocale().toString(small));
}

// One digit after the point below ten, none above: three figures at most.
QString shortNumber(double value) {
  return decimal(value, std::abs(value) < 9.95 ? 1 : 0);
}

}  // namespace

QString duration(int64_t us) {
  if (us < 0) return QStringLiteral("—");
  if (us > 0 && us < kMs / 20) return Number::tr("<0.1 ms");
  if (us < 10 * kMs && us % kMs != 0) return Number::tr("%1 ms").arg(decimal(double(us) / kMs, 1));
  // The borders leave room for rounding: never "1000 ms" or "60.0 s".
  if (us < kSecond - kMs / 2)
    return Number::tr("%1 ms").arg(QLocale().toString((us + kMs / 2) / kMs));
  if (us < kMinute - 50 * kMs) return Number::tr("%1 s").arg(decimal(double(us) / kSecond, 1));
  us += 50 * kMs;
  if (us < kHour) return two(Number::tr("%1 min %2 s"), us / kMinute, us % kMinute / kSecond);
  if (us < kDay) return two(Number::tr("%1 h %2 min"), us / kHour, us % kHour / kMinute);
  return two(Number::tr("%1 d %2 h"), us / kDay, us % kDay / kHour);
}

QString lag(int64_t us) {
  if (us == -1) return QStringLiteral("—");
  return duration(us < 0 ? 0 : us);
}

QString age(int64_t us) {
  if (us < 50 * kMs) return Number::tr("just now");
  if (us < kMinute) return Number::tr("%1 s ago").arg(decimal(double(us) / kSecond, 1));
  return Number::tr("%1 ago").arg(duration(us));
}

QString count(int64_t n) {
  return QLocale().toString(n);
}

QString rate(double perSecond) {
  const int digits = perSecond > 0 && perSecond < 9.95 ? 1 : 0;
  return Number::tr("%1 rows/s").arg(decimal(perSecond, digits));
}

QString bytes(int64_t n) {
  const QString units[] = {Number::tr("%1 B"), Number::tr("%1 KiB"), Number::tr("%1 MiB"),
                           Number::tr("%1 GiB"), Number::tr("%1 TiB")};
  double value = static_cast<double>(n);
  size_t i = 0;
  for (; std::abs(value) >= 1023.5 && i + 1 < std::size(units); ++i) value /= 1024;
  const bool whole = i == 0 || value == std::floor(value);
  return units[i].arg(whole ? decimal(value, 0) : shortNumber(value));
}

QString byteRate(double perSecond) {
  return Number::tr("%1/s").arg(bytes(static_cast<int64_t>(std::llround(perSecond))));
}

QString percent(double share) {
  return Number::tr("%1 %").arg(decimal(share * 100, 0));
}

QString clockTime(int64_t atUs) {
  return QDateTime::fromMSecsSinceEpoch(atUs / kMs).toString(QStringLiteral("HH:mm:ss"));
}

QString dateTime(int64_t atUs) {
  return QDateTime::fromMSecsSinceEpoch(atUs / kMs).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

}  // namespace twintide::ui::text
