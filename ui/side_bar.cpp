#include "ui/side_bar.h"

#include <QKeyEvent>
#include <QPainter>

#include "ui/support/format.h"
#include "ui/support/job_watch.h"
#include "ui/text/messages.h"
#include "ui/text/numbers.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/number_label.h"

namespace twintide::ui {
namespace {

constexpr int kWidth = 196;
constexpr int kItemHeight = 33;

class Brand : public QWidget {
 public:
  explicit Brand(QWidget* parent) : QWidget(parent) {
    setFixedHeight(28);
    setAccessibleName(QStringLiteral("Twintide"));
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter p(this);
    drawIcon(p, QRectF(10, 3, 22, 22), Icon::Logo, tokens().forward);
    p.setFont(fontOf(15, QFont::DemiBold));
    p.setPen(tokens().text);
    p.drawText(rect().adjusted(39, 0, 0, 0), Qt::AlignVCenter, QStringLiteral("Twintide"));
  }
};

}  // namespace

NavItem::NavItem(const QString& name, QWidget* parent) : QWidget(parent), m_name(name) {
  setFixedHeight(kItemHeight);
  setFocusPolicy(Qt::StrongFocus);
  setCursor(Qt::PointingHandCursor);
  setAccessibleName(name);
}

void NavItem::setNote(const QString& note, bool alarming) {
  if (m_note == note && m_alarming == alarming) return;
  m_note = note;
  m_alarming = alarming;
  setAccessibleName(note.isEmpty() ? m_name : m_name + QStringLiteral(", ") + note);
  update();
}

void NavItem::setChosen(bool chosen) {
  m_chosen = chosen;
  update();
}

void NavItem::setQuiet(bool quiet) {
  m_quiet = quiet;
  update();
}

void NavItem::paintEvent(QPaintEvent*) {
  const Tokens& t = tokens();
  QPainter p(this);
  p.setRenderHint(QPainter::Antialiasing);
  const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
  p.setPen(m_ring ? QPen(t.accent) : QPen(Qt::NoPen));
  p.setBrush(m_chosen ? QBrush(t.accentSoft) : m_hovered ? QBrush(t.hover) : QBrush(Qt::NoBrush));
  if (m_chosen || m_hovered || m_ring) p.drawRoundedRect(box, kRadiusControl, kRadiusControl);
  const QRectF inner = QRectF(rect()).adjusted(10, 0, -10, 0);
  p.setFont(fontOf(12));
  const qreal noteWidth = tabularWidth(p.font(), m_note);
  p.setPen(m_alarming ? t.error : t.muted);
  drawTabular(p, inner, Qt::AlignRight, m_note);
  p.setFont(fontOf(kTextPx, m_chosen ? QFont::DemiBold : QFont::Normal));
  p.setPen(m_chosen ? t.accent : m_quiet ? t.muted : t.text);
  const int room = static_cast<int>(inner.width() - noteWidth - (m_note.isEmpty() ? 0 : kGap2));
  const QString name = QFontMetrics(p.font()).elidedText(m_name, Qt::ElideRight, room);
  p.drawText(inner, Qt::AlignVCenter | Qt::AlignLeft, name);
}

void NavItem::mousePressEvent(QMouseEvent*) {
  emit chosen();
}

void NavItem::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
      return emit chosen();
    case Qt::Key_Down:
      focusNextChild();
      return;
    case Qt::Key_Up:
      focusPreviousChild();
      return;
    default:
      QWidget::keyPressEvent(event);
  }
}

void NavItem::enterEvent(QEnterEvent*) {
  m_hovered = true;
  update();
}
void NavItem::leaveEvent(QEvent*) {
  m_hovered = false;
  update();
}
void NavItem::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  m_ring = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
  update();
}
void NavItem::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  m_ring = false;
  update();
}

SideBar::SideBar(EngineView& view, QWidget* parent) : QFrame(parent), m_view(view) {
  setObjectName(QStringLiteral("sideBar"));
  setFixedWidth(kWidth);
  auto* column = flat(new QVBoxLayout(this), 0);
  column->setContentsMargins(10, 16, 10, 20);
  column->addWidget(new Brand(this));
  column->addSpacing(14);
  m_entries = flat(new QVBoxLayout, 2);
  column->addLayout(m_entries);
  column->addStretch();
  column->addWidget(makeLine(this));
  column->addSpacing(10);
  m_engine = new NumberLabel(12, QFont::Normal, Qt::AlignLeft, this);
  m_usage = new NumberLabel(12, QFont::Normal, Qt::AlignLeft, this);
  for (NumberLabel* label : {m_engine, m_usage}) {
    label->setTint(Tint::Muted);
    label->setContentsMargins(0, 0, 0, 0);
    auto* row = flat(new QHBoxLayout, 0);
    row->addSpacing(10);
    row->addWidget(label, 1);
    column->addLayout(row);
    column->addSpacing(2);
  }
  connect(&view, &EngineView::definitionsChanged, this, &SideBar::rebuild);
  connect(&view, &EngineView::pulled, this, &SideBar::refresh);
  rebuild();
}

NavItem* SideBar::add(const QString& name, const Route& route) {
  auto* item = new NavItem(name, this);
  m_entries->addWidget(item);
  m_items.emplace_back(route, item);
  connect(item, &NavItem::chosen, this, [this, route] { emit wanted(route); });
  return item;
}

void SideBar::rebuild() {
  m_items.clear();
  clearLayout(m_entries);
  add(tr("Overview"), {Route::Page::Overview, {}});
  for (const PairSpec& pair : m_view.pairs())
    add(qs(pair.shown()), {Route::Page::Pair, qs(pair.name)});
  auto* fresh = new NavItem(tr("+ New link pair…"), this);
  fresh->setQuiet(true);
  m_entries->addWidget(fresh);
  connect(fresh, &NavItem::chosen, this, &SideBar::newPairWanted);
  m_entries->addSpacing(12);
  const QString sources =
      m_view.sources().empty() ? QString() : text::count(int64_t(m_view.sources().size()));
  add(tr("Data sources"), {Route::Page::DataSources, {}})->setNote(sources);
  if (!m_view.pairs().empty()) add(tr("Prechecks"), {Route::Page::Prechecks, {}});
  add(tr("Settings"), {Route::Page::Settings, {}});
  setRoute(m_route);
  refresh();
}

void SideBar::setRoute(const Route& route) {
  m_route = route;
  for (const auto& [to, item] : m_items) item->setChosen(to == route);
}

void SideBar::refresh() {
  int links = 0;
  for (const auto& [to, item] : m_items) {
    if (to.page != Route::Page::Pair) continue;
    const auto snapshot = m_view.snapshot(to.pair);
    if (!snapshot) continue;
    links += int(isActive(snapshot->forward.state)) + int(isActive(snapshot->reverse.state));
    const LinkState state = worseOf(*snapshot);
    const int64_t lag = std::max(snapshot->forward.lagUs, snapshot->reverse.lagUs);
    if (state == LinkState::Running && lag >= 0)
      item->setNote(text::lag(lag));
    else
      item->setNote(text::stateText(state).toLower(),
                    state == LinkState::Failed || state == LinkState::Retrying);
  }
  const auto usage = m_view.engine().usage();
  m_engine->setText(tr("Engine: %n link(s) running", nullptr, links));
  //: memory and processor share of the program
  m_usage->setText(tr("%1 · %2 % CPU")
                       .arg(text::bytes(usage.residentBytes))
                       .arg(QLocale().toString(usage.cpu * 100, 'f', 0)));
}

}  // namespace twintide::ui
