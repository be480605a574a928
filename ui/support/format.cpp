#include "ui/support/format.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <algorithm>
#include <chrono>

#include "ui/text/numbers.h"

namespace twintide::ui {
namespace {

struct Format {
  Q_DECLARE_TR_FUNCTIONS(Format)
};

}  // namespace

int64_t nowUs() {
  using namespace std::chrono;
  return duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
}

QString ageText(int64_t atUs, int64_t now) {
  if (atUs <= 0) return Format::tr("not measured yet");
  if (now - atUs < 50'000) return Format::tr("measured just now");
  //: %1 is an age such as "0.2 s ago"
  return Format::tr("measured %1").arg(text::age(std::max<int64_t>(0, now - atUs)));
}

QString clockText(int64_t atUs) {
  if (atUs <= 0) return QStringLiteral("—");
  const QDateTime at = QDateTime::fromMSecsSinceEpoch(atUs / 1000);
  return at.date() == QDate::currentDate() ? text::clockTime(atUs) : text::dateTime(atUs);
}

QString uptimeText(int64_t us) {
  const int64_t seconds = std::max<int64_t>(0, us / 1000000);
  return seconds < 60 ? Format::tr("%1 s").arg(seconds) : text::duration(seconds * 1000000);
}

QString axisNumber(double value) {
  if (value >= 1e6) return Format::tr("%1 M").arg(QLocale().toString(value / 1e6, 'g', 3));
  if (value >= 1e3) return Format::tr("%1 k").arg(QLocale().toString(value / 1e3, 'g', 3));
  return QLocale().toString(value, 'g', 4);
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
