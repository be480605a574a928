// Purpose: everything twintidectl prints: results on stdout, errors and progress on stderr; colour
// and progress on terminals only, never colour alone.
// Owner: Context. Thread: main.
#pragma once

#include <QString>
#include <QStringList>
#include <vector>

#include "engine/base/result.h"
#include "engine/model/pair_spec.h"
#include "engine/store/json.h"

namespace twintide::app {

enum class Ink { Plain, Forward, Reverse, Ok, Warning, Error, Muted, Strong };

struct CellText {
  QString text;
  Ink ink = Ink::Plain;
  bool right = false;
};
using Row = std::vector<CellText>;

class Output {
 public:
  explicit Output(bool json);

  bool json() const { return m_json; }
  bool terminal() const { return m_terminal; }  // stdout is one
  int width() const { return m_width; }

  // Nothing of these three is printed with --json.
  void line(const QString& text = {});
  void table(const QStringList& heads, const std::vector<Row>& rows);
  void indented(const QString& text, int indent, Ink ink = Ink::Plain);
  QString inked(const QString& text, Ink ink) const;

  // The one JSON document of a command, or one line of a stream. Nothing without --json.
  void document(const store::Json& json);

  void error(const Error& error);
  void note(const QString& text);  // stderr, also with --json

  // One line that is written over; nothing when stderr is no terminal. progressEnd() clears it.
  void progress(const QString& text);
  void progressEnd();
  // "[██████····] 3/7"
  static QString bar(int done, int total);
  // "[██████····]" of 0..1
  static QString shareBar(double share);
  // Clears the screen between two pictures of --watch.
  void home();

 private:
  const bool m_json;
  const bool m_terminal;
  const bool m_colour;
  const bool m_progress;
  int m_width;
};

Ink inkOf(Direction direction);
// The error with its sentence, as every command prints it with --json.
store::Json errorJson(const Error& error);

}  // namespace twintide::app
