#include "ui/start/start_page.h"

#include <QScrollArea>

#include "ui/start/pair_card.h"
#include "ui/start/practice_card.h"
#include "ui/support/job_watch.h"
#include "ui/widgets/ask.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/icon_view.h"
#include "ui/widgets/message_bar.h"

namespace twintide::ui {

StartPage::StartPage(EngineView& view, QWidget* parent) : QWidget(parent), m_view(view) {
  setObjectName(QStringLiteral("page"));
  auto* outer = flat(new QVBoxLayout(this), 0);
  auto* scroll = new QScrollArea(this);
  scroll->setWidgetResizable(true);
  scroll->setFocusPolicy(Qt::NoFocus);
  outer->addWidget(scroll);
  auto* body = new QWidget;
  scroll->setWidget(body);
  auto* column = new QVBoxLayout(body);
  column->setContentsMargins(22, 16, 22, 22);
  column->setSpacing(kGap4);
  m_bar = new MessageBar(body);
  column->addWidget(makeLabel(tr("Overview"), "title"));
  column->addWidget(m_bar);
  m_welcome = makeWrapping(
      tr("Twintide keeps two databases in two regions both writable and in step. "
         "One wizard creates both links; nothing is changed on your servers before the last page."),
      "muted");
  column->addWidget(m_welcome);
  m_pairs = flat(new QVBoxLayout, kGap3);
  column->addLayout(m_pairs);
  auto* ways = flat(new QHBoxLayout, kGap4);
  m_practice = new PracticeCard(view, body);
  ways->addWidget(buildNewPairCard(), 1);
  ways->addWidget(m_practice, 1);
  column->addLayout(ways);
  column->addStretch(1);
  connect(m_practice, &PracticeCard::ready, this, &StartPage::practiceReady);
  connect(m_practice, &PracticeCard::failed, this, &StartPage::practiceFailed);
  connect(&view, &EngineView::definitionsChanged, this, &StartPage::rebuild);
  connect(&view, &EngineView::pulled, this, &StartPage::refresh);
  rebuild();
}

QWidget* StartPage::buildNewPairCard() {
  QFrame* card = makeCard(this);
  card->setMinimumHeight(250);
  auto* column = padded(new QVBoxLayout(card), 20, kGap2);
  column->addWidget(new IconView(Icon::Pair, Tint::Accent, 22, card));
  column->addWidget(makeLabel(tr("Link two databases"), "heading"));
  column->addWidget(makeWrapping(
      tr("Six steps: the two sites, what to replicate, tables, conflicts, precheck, start. "
         "Have at hand for each site: address, a user that may read and write, its password."),
      "muted"));
  column->addStretch();
  QPushButton* go = makePrimary(tr("New link pair…"), card);
  QPushButton* oms = makeLink(tr("From an OMS config.yaml…"), card);
  oms->setToolTip(
      tr("Takes the region from the file that an OMS was deployed with; choose the files of both "
         "regions to fill both sites"));
  auto* row = flat(new QHBoxLayout, kGap3);
  row->addWidget(go);
  row->addWidget(oms);
  row->addStretch();
  column->addLayout(row);
  connect(go, &QPushButton::clicked, this, &StartPage::newPairWanted);
  connect(oms, &QPushButton::clicked, this, &StartPage::importOms);
  return card;
}

void StartPage::importOms() {
  const QStringList files =
      ask().openFiles(this, tr("config.yaml of one or two OMS"), tr("YAML (*.yaml *.yml)"));
  if (files.isEmpty()) return;
  if (files.size() > 2)
    return m_bar->showMessage(BarLevel::Error, tr("A pair has two sites: choose one or two files"));
  std::vector<api::OmsConfig> configs;
  for (const QString& file : files) {
    auto config = api::readOmsConfig(file.toStdString());
    if (!config) return m_bar->showError(config.error());
    configs.push_back(std::move(*config));
  }
  m_bar->clear();
  emit omsWanted(configs);
}

void StartPage::openPractice(ServerKind kind) {
  m_practice->open(kind);
}

void StartPage::rebuild() {
  clearLayout(m_pairs);
  m_cards.clear();
  const DataSource none;
  for (const PairSpec& pair : m_view.pairs()) {
    const DataSource* a = m_view.source(pair.sourceA);
    const DataSource* b = m_view.source(pair.sourceB);
    auto* card = new PairCard(pair, a ? *a : none, b ? *b : none, this);
    connect(card, &PairCard::opened, this, &StartPage::pairWanted);
    m_pairs->addWidget(card);
    m_cards.push_back(card);
  }
  m_welcome->setVisible(m_cards.empty());
  if (m_view.definitionError())
    m_bar->showError(*m_view.definitionError());
  else
    m_bar->clear();
  refresh();
}

void StartPage::refresh() {
  for (PairCard* card : m_cards) {
    if (const auto snapshot = m_view.snapshot(card->pairName())) card->show(*snapshot);
  }
}

}  // namespace twintide::ui
