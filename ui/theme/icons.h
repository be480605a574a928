// Purpose: the icons, drawn from resources/icons/*.svg in a colour of the current theme.
// Owner: ui/theme. Thread: UI.
#pragma once

#include <QByteArray>
#include <QColor>
#include <QIcon>
#include <QRectF>
#include <QString>

class QPainter;

namespace twintide::ui {

enum class Icon {
  Overview,
  Pair,
  Database,
  Shield,
  Settings,
  Plus,
  Pause,
  Play,
  Stop,
  Flag,
  Check,
  Minus,
  Cross,
  Warning,
  Info,
  Clock,
  ArrowRight,
  ArrowLeft,
  Copy,
  Refresh,
  Search,
  Export,
  Trash,
  Edit,
  Dot,
  ChevronDown,
  ChevronUp,
  ChevronRight,
  Skip,
  Practice,
  Import,
  Table,
  Circle,
  Busy,
  Logo
};
inline constexpr int kIconCount = static_cast<int>(Icon::Logo) + 1;

// Which colour of the theme an icon takes; looked up when it is painted.
enum class Tint { Text, Muted, Accent, AccentInk, Ok, Warning, Error, Forward, Reverse };

QIcon icon(Icon icon, Tint tint = Tint::Text);
// Drawn as vectors, so that it is sharp at every scale.
void drawIcon(QPainter& painter, const QRectF& rect, Icon icon, const QColor& colour);
QColor colourOf(Tint tint);

QString iconFile(Icon icon);  // "check.svg"
QByteArray tintedSvg(Icon icon, const QColor& colour);

}  // namespace twintide::ui
