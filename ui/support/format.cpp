#include "ui/support/format.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <chrono>
#include <cmath>

namespace twintide::ui {
namespace {

constexpr double kMs = 1e3;
constexpr double kSecond = 1e6;

struct Format {
  Q_DECLARE_TR_FUNCTIONS(Format)
};

QString fixed(double value, int digits) { return QLocale().toString(value, 'f', digits); }

}  // namespace

int64_t nowUs() {
  using namespace std::chrono;
  return duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
}

QString lagText(int64_t us) {
  if (us < 0) return QStringLiteral("—");
  const auto v = static_cast<double>(us);
  if (v < 60 * kSecond) return shortTook(us);
  return elapsedText(us);
}

QString shortTook(int64_t us) {
  if (us < 0) return QStringLiteral("—");
  const auto v = static_cast<double>(us);
  //: milliseconds
  if (v < 10 * kMs) return Format::tr("%1 ms").arg(fixed(v / kMs, 1));
  if (v < kSecond) return Format::tr("%1 ms").arg(fixed(v / kMs, 0));
  //: seconds
  if (v < 60 * kSecond) return Format::tr("%1 s").arg(fixed(v / kSecond, 1));
  return elapsedText(us);
}

QString elapsedText(int64_t us) {
  const int64_t s = std::max<int64_t>(0, us / 1000000);
  const auto two = [](int64_t n) { return QStringLiteral("%1").arg(n, 2, 10, QLatin1Char('0')); };
  if (s < 60) return Format::tr("%1 s").arg(s);
  //: minutes and seconds
  if (s < 3600) return Format::tr("%1 min %2 s").arg(s / 60).arg(two(s % 60));
  //: hours and minutes
  if (s < 86400) return Format::tr("%1 h %2 min").arg(s / 3600).arg(two(s / 60 % 60));
  //: days and hours
  return Format::tr("%1 d %2 h").arg(s / 86400).arg(two(s / 3600 % 24));
}

QString ageText(int64_t atUs, int64_t now) {
  if (atUs <= 0) return Format::tr("not measured yet");
  const double s = std::max(0.0, static_cast<double>(now - atUs) / kSecond);
  if (s < 10) return Format::tr("measured %1 s ago").arg(fixed(s, 1));
  return Format::tr("measured %1 ago").arg(elapsedText(now - atUs));
}

QString countText(int64_t n) { return QLocale().toString(static_cast<qlonglong>(n)); }

QString rateText(double perSecond) {
  const int digits = perSecond > 0 && perSecond < 10 ? 1 : 0;
  return Format::tr("%1 rows/s").arg(fixed(perSecond, digits));
}

QString byteRateText(double perSecond) {
  if (perSecond < 1e5) return Format::tr("%1 KB/s").arg(fixed(perSecond / 1e3, 1));
  return Format::tr("%1 MB/s").arg(fixed(perSecond / 1e6, 1));
}

QString bytesText(int64_t bytes) {
  const auto v = static_cast<double>(bytes);
  if (v < 1e6) return Format::tr("%1 KB").arg(fixed(v / 1e3, 0));
  if (v < 1e9) return Format::tr("%1 MB").arg(fixed(v / 1e6, 0));
  return Format::tr("%1 GB").arg(fixed(v / 1e9, 1));
}

QString clockText(int64_t atUs) {
  if (atUs <= 0) return QStringLiteral("—");
  const QDateTime at = QDateTime::fromMSecsSinceEpoch(atUs / 1000);
  if (at.date() == QDate::currentDate()) return at.toString(u"HH:mm:ss");
  return at.toString(u"yyyy-MM-dd HH:mm");
}

QString dateTimeText(int64_t atUs) {
  if (atUs <= 0) return QStringLiteral("—");
  return QDateTime::fromMSecsSinceEpoch(atUs / 1000).toString(u"yyyy-MM-dd HH:mm:ss");
}

QString axisNumber(double value) {
  if (value >= 1e6) return Format::tr("%1 M").arg(QLocale().toString(value / 1e6, 'g', 3));
  if (value >= 1e3) return Format::tr("%1 k").arg(QLocale().toString(value / 1e3, 'g', 3));
  return QLocale().toString(value, 'g', 4);
}

QString kindName(ServerKind kind) {
  switch (kind) {
    case ServerKind::OceanBase:
      return QStringLiteral("OceanBase");
    case ServerKind::MySql:
      return QStringLiteral("MySQL");
    case ServerKind::MariaDb:
      return QStringLiteral("MariaDB");
  }
  return {};
}

QString environmentName(const QString& id) {
  if (id == u"production") return Format::tr("PRODUCTION");
  if (id == u"staging") return Format::tr("STAGING");
  if (id == u"test") return Format::tr("TEST");
  if (id == u"development") return Format::tr("DEVELOPMENT");
  if (id == u"practice") return Format::tr("PRACTICE");
  return id.toUpper();
}

QString typesText(const MigrationTypes& types, bool done) {
  const QString mark = done ? QStringLiteral(" ✓") : QString();
  QStringList parts;
  if (types.schema) parts << Format::tr("schema") + mark;
  if (types.full) parts << Format::tr("full") + mark;
  if (types.incremental && types.ddl) parts << Format::tr("incremental + DDL");
  if (types.incremental && !types.ddl)
    parts << (parts.isEmpty() ? Format::tr("incremental only, no DDL") : Format::tr("incremental"));
  return parts.join(done ? QStringLiteral("  ") : Format::tr(", "));
}

}  // namespace twintide::ui
