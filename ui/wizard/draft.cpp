#include "ui/wizard/draft.h"

#include <QProcess>
#include <QRegularExpression>

namespace twintide::ui {

const std::vector<RegionPreset>& regionPresets() {
  static const std::vector<RegionPreset> presets = {
      {"cn-beijing", "北京", 100},  {"cn-hangzhou", "杭州", 101},   {"cn-shanghai", "上海", 102},
      {"cn-shenzhen", "深圳", 103}, {"cn-guangzhou", "广州", 104},  {"cn-chengdu", "成都", 105},
      {"cn-hongkong", "香港", 106}, {"ap-singapore", "新加坡", 107}};
  return presets;
}

QString asName(const QString& text, int maxLength) {
  QString out;
  for (const QChar c : text.toLower()) {
    const bool allowed = (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'_';
    if (allowed)
      out += c;
    else if (!out.isEmpty() && !out.endsWith(u'-'))
      out += u'-';
  }
  while (out.endsWith(u'-')) out.chop(1);
  return out.left(maxLength);
}

bool isName(const QString& text, int maxLength) {
  static const QRegularExpression allowed(QStringLiteral("^[A-Za-z0-9_-]+$"));
  return text.size() <= maxLength && allowed.match(text).hasMatch();
}

std::optional<PastedConnection> parseCommandLine(const QString& text) {
  const QStringList words = QProcess::splitCommand(text.simplified());
  if (words.size() < 2) return std::nullopt;
  static const QRegularExpression client(QStringLiteral("(^|/)(obclient|mysql|mariadb)$"));
  if (!client.match(words.first()).hasMatch()) return std::nullopt;
  PastedConnection out;
  // Short options carry their value attached or as the next word; long ones after '='.
  for (qsizetype i = 1; i < words.size(); ++i) {
    const QString& word = words[i];
    const auto value = [&](const QString& brief, const QString& full) -> std::optional<QString> {
      if (word.startsWith(full + u'=')) return word.mid(full.size() + 1);
      const bool alone = word == brief || word == full;
      if (alone && i + 1 < words.size()) return words[++i];
      if (word.startsWith(brief) && word.size() > 2 && !word.startsWith(u"--")) return word.mid(2);
      return std::nullopt;
    };
    if (const auto v = value(QStringLiteral("-h"), QStringLiteral("--host"))) {
      out.host = *v;
    } else if (const auto v = value(QStringLiteral("-P"), QStringLiteral("--port"))) {
      out.port = v->toInt();
    } else if (const auto v = value(QStringLiteral("-u"), QStringLiteral("--user"))) {
      const qsizetype at = v->indexOf(u'@');
      const qsizetype hash = v->indexOf(u'#');
      out.user = v->left(at < 0 ? hash : at);
      if (at >= 0) out.tenant = v->mid(at + 1, hash < 0 ? -1 : hash - at - 1);
      if (hash >= 0) out.cluster = v->mid(hash + 1);
    }
  }
  if (!out.host && !out.user) return std::nullopt;
  return out;
}

}  // namespace twintide::ui
