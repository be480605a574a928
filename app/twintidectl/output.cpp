#include "app/twintidectl/output.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "app/twintidectl/ctl.h"
#include "app/twintidectl/display_width.h"
#include "ui/text/messages.h"

namespace twintide::app {
namespace {

constexpr int kBarCells = 24;
constexpr int kGap = 2;

void put(FILE* to, const QString& text) {
  const QByteArray bytes = text.toUtf8();
  std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), to);
  std::fflush(to);
}

// The colours of the look, nearest in the 256 that terminals have.
const char* escape(Ink ink) {
  switch (ink) {
    case Ink::Plain:
      return "";
    case Ink::Forward:
      return "\033[38;5;33m";
    case Ink::Reverse:
      return "\033[38;5;172m";
    case Ink::Ok:
      return "\033[38;5;35m";
    case Ink::Warning:
      return "\033[38;5;136m";
    case Ink::Error:
      return "\033[38;5;160m";
    case Ink::Muted:
      return "\033[38;5;244m";
    case Ink::Strong:
      return "\033[1m";
  }
  return "";
}

bool colourWanted() {
  const char* term = std::getenv("TERM");
  return !std::getenv("NO_COLOR") && term && std::string(term) != "dumb";
}

int terminalWidth() {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40) return size.ws_col;
  return 100;
}

}  // namespace

Output::Output(bool json)
    : m_json(json),
      m_terminal(::isatty(STDOUT_FILENO) == 1),
      m_colour(m_terminal && colourWanted()),
      m_progress(!json && ::isatty(STDERR_FILENO) == 1),
      m_width(terminalWidth()) {}

QString Output::inked(const QString& text, Ink ink) const {
  if (!m_colour || ink == Ink::Plain || text.isEmpty()) return text;
  return QLatin1String(escape(ink)) + text + QStringLiteral("\033[0m");
}

void Output::line(const QString& text) {
  if (!m_json) put(stdout, text + u'\n');
}

void Output::indented(const QString& text, int indent, Ink ink) {
  if (text.isEmpty()) return;
  for (const QString& l : wrapped(text, std::max(30, m_width - indent)))
    line(QString(indent, u' ') + inked(l, ink));
}

void Output::table(const QStringList& heads, const std::vector<Row>& rows) {
  std::vector<int> widths;
  for (const QString& h : heads) widths.push_back(displayWidth(h));
  for (const Row& row : rows) {
    for (size_t i = 0; i < row.size() && i < widths.size(); ++i)
      widths[i] = std::max(widths[i], displayWidth(row[i].text));
  }
  const auto print = [&](const Row& row) {
    QString out;
    for (size_t i = 0; i < row.size(); ++i) {
      const bool last = i + 1 == row.size();
      const int columns = last && !row[i].right ? 0 : widths[i];
      out += inked(padded(row[i].text, columns, row[i].right), row[i].ink);
      if (!last) out += QString(kGap, u' ');
    }
    line(out);
  };
  Row head;
  for (int i = 0; i < heads.size(); ++i)
    head.push_back(
        {heads[i], Ink::Muted, !rows.empty() && rows[0].size() > size_t(i) && rows[0][i].right});
  print(head);
  for (const Row& row : rows) print(row);
}

void Output::document(const store::Json& json) {
  if (m_json) put(stdout, qs(store::text(json)) + u'\n');
}

void Output::error(const Error& e) {
  progressEnd();
  if (m_json) {
    document({{"ok", false}, {"error", errorJson(e)}});
    return;
  }
  const ui::text::Message m = ui::text::describe(e);
  const bool colour = m_colour && ::isatty(STDERR_FILENO) == 1;
  const QString head = QStringLiteral("✕ ") + Ctl::tr("Error: %1").arg(m.title);
  put(stderr, (colour ? inked(head, Ink::Error) : head) + u'\n');
  for (const QString& part : {m.why, m.remedy}) {
    if (part.isEmpty()) continue;
    for (const QString& l : wrapped(part, m_width - 2))
      put(stderr, QStringLiteral("  ") + l + u'\n');
  }
}

void Output::note(const QString& text) {
  progressEnd();
  put(stderr, text + u'\n');
}

void Output::progress(const QString& text) {
  if (m_progress) put(stderr, QStringLiteral("\r\033[K") + clipped(text, m_width - 1));
}

void Output::progressEnd() {
  if (m_progress) put(stderr, QStringLiteral("\r\033[K"));
}

QString Output::bar(int done, int total) {
  return QStringLiteral("%1 %2/%3")
      .arg(shareBar(total > 0 ? double(done) / total : 0))
      .arg(done)
      .arg(total);
}

QString Output::shareBar(double share) {
  const int full = std::clamp(static_cast<int>(kBarCells * share), 0, kBarCells);
  return QStringLiteral("[%1%2]").arg(QString(full, QChar(0x2588)),
                                      QString(kBarCells - full, QChar(0xb7)));
}

void Output::home() {
  if (m_terminal && !m_json) put(stdout, QStringLiteral("\033[H\033[2J"));
}

Ink inkOf(Direction direction) {
  return direction == Direction::Forward ? Ink::Forward : Ink::Reverse;
}

store::Json errorJson(const Error& error) {
  store::Json json = store::toJson(error);
  const ui::text::Message m = ui::text::describe(error);
  json["title"] = m.title.toStdString();
  json["why"] = m.why.toStdString();
  json["remedy"] = m.remedy.toStdString();
  return json;
}

}  // namespace twintide::app
