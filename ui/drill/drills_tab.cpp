#include "ui/drill/drills_tab.h"

#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QTableView>

#include "ui/drill/drill_view.h"
#include "ui/report/reports.h"
#include "ui/support/job_watch.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/table.h"

namespace twintide::ui {

DrillsTab::DrillsTab(EngineView& view, QWidget* parent) : QWidget(parent), m_view(view) {
  m_bar = new MessageBar(this);
  m_drill = new DrillView(this);
  m_history = makeTable(&m_model, int(DrillsModel::Column::Result), tr("Drills run before"), this);
  auto* past = flat(new QVBoxLayout, kGap2);
  past->addWidget(inCard(m_history, this), 1);
  auto* row = flat(new QHBoxLayout, 14);
  row->addWidget(m_drill, 13);
  row->addLayout(past, 8);
  auto* column = flat(new QVBoxLayout(this), kGap2);
  column->setContentsMargins(0, 14, 0, 0);
  column->addWidget(m_bar);
  column->addLayout(row, 1);
  connect(m_drill, &DrillView::cancelWanted, this, [this] {
    if (m_job) m_job->cancel();
  });
  connect(m_drill, &DrillView::exportWanted, this, &DrillsTab::exportReport);
  connect(m_history->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
          [this](const QModelIndex& now) {
            if (const DrillReport* r = m_model.at(now.row()); r && !running())
              m_drill->show(*r, false);
          });
}

DrillsTab::~DrillsTab() {
  if (m_job) m_job->cancel();
}

void DrillsTab::setPair(const PairSpec& pair, const DataSource& a, const DataSource& b) {
  m_pair = pair.name;
  m_regionA = a.region;
  m_regionB = b.region;
  if (running()) return;
  m_drill->show(DrillView::planned(m_pair, m_regionA, m_regionB), false);
  reload();
}

void DrillsTab::reload() {
  auto drills = m_view.engine().drills(m_pair, DrillsModel::kMax);
  if (!drills) return m_bar->showError(drills.error());
  m_model.reset(std::move(*drills));
  if (m_model.rowCount() > 0) m_history->selectRow(0);
}

void DrillsTab::run() {
  if (running()) return;
  m_bar->clear();
  DrillReport planned = DrillView::planned(m_pair, m_regionA, m_regionB);
  m_drill->show(planned, true);
  const QPointer<QObject> guard(this);
  m_job = m_view.engine().drill(m_pair, [guard, this](const DrillReport& report) {
    queueTo(guard, [this, report] {
      if (running()) m_drill->show(report, true);
    });
  });
  whenFinished(*m_job, this, [this](const Result<DrillReport>& result) { ended(result); });
}

void DrillsTab::ended(const Result<DrillReport>& result) {
  m_job.reset();
  if (!result) {
    m_drill->show(m_drill->report(), false);
    m_bar->showError(result.error());
    emit finished(false);
    return;
  }
  m_drill->show(*result, false);
  reload();
  emit finished(result->passed());
}

void DrillsTab::exportReport() {
  const auto written = saveDrill(this, m_drill->report());
  if (!written) return;
  if (written->isEmpty())
    m_bar->clear();
  else
    m_bar->showMessage(BarLevel::Error, *written,
                       tr("Choose another folder or free some space, then export again."));
}

}  // namespace twintide::ui
