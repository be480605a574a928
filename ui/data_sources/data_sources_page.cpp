#include "ui/data_sources/data_sources_page.h"

#include <QStackedWidget>
#include <QTableView>

#include "ui/data_sources/data_source_dialog.h"
#include "ui/support/format.h"
#include "ui/support/job_watch.h"
#include "ui/text/numbers.h"
#include "ui/widgets/ask.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/table.h"

namespace twintide::ui {

DataSourcesPage::DataSourcesPage(EngineView& view, QWidget* parent)
    : QWidget(parent), m_view(view) {
  setObjectName(QStringLiteral("page"));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(22, 16, 22, 22);
  column->setSpacing(kGap3);
  column->addLayout(buildHead());
  m_bar = new MessageBar(this);
  column->addWidget(m_bar);
  m_table = makeTable(&m_model, int(DataSourcesModel::Column::UsedBy), tr("Data sources"), this);
  auto* empty = new EmptyState(tr("A data source says how to reach one database and which region "
                                  "it stands in."),
                               tr("New data source…"), this);
  m_stack = new QStackedWidget(this);
  m_stack->addWidget(empty);
  m_stack->addWidget(inCard(m_table, this));
  column->addWidget(m_stack, 1);
  connect(empty, &EmptyState::pressed, this, [this] { openDialog(std::nullopt); });
  connect(m_table, &QTableView::doubleClicked, m_edit, &QPushButton::click);
  connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
          &DataSourcesPage::refreshButtons);
  connect(&view, &EngineView::definitionsChanged, this, &DataSourcesPage::fill);
  fill();
}

DataSourcesPage::~DataSourcesPage() {
  if (m_job) m_job->cancel();
}

QLayout* DataSourcesPage::buildHead() {
  auto* row = flat(new QHBoxLayout, 10);
  row->addWidget(makeLabel(tr("Data sources"), "title"));
  row->addStretch();
  m_remove = makeButton(tr("Remove…"), this);
  m_test = makeButton(tr("Test connection"), this);
  m_edit = makeButton(tr("Edit…"), this);
  m_add = makePrimary(tr("New data source…"), this);
  for (QPushButton* b : {m_remove, m_test, m_edit, m_add}) row->addWidget(b);
  connect(m_remove, &QPushButton::clicked, this, &DataSourcesPage::remove);
  connect(m_test, &QPushButton::clicked, this, &DataSourcesPage::test);
  connect(m_edit, &QPushButton::clicked, this, [this] {
    if (const DataSource* s = chosen()) openDialog(*s);
  });
  connect(m_add, &QPushButton::clicked, this, [this] { openDialog(std::nullopt); });
  return row;
}

void DataSourcesPage::fill() {
  const int row = std::max(0, m_table->currentIndex().row());
  m_model.reset(m_view.sources(), m_view.pairs());
  m_stack->setCurrentIndex(m_model.rowCount() > 0 ? 1 : 0);
  if (m_model.rowCount() > 0) m_table->selectRow(std::min(row, m_model.rowCount() - 1));
  refreshButtons();
}

void DataSourcesPage::refreshButtons() {
  const bool any = m_model.rowCount() > 0;
  for (QPushButton* b : {m_remove, m_test, m_edit}) {
    b->setVisible(any);
    b->setEnabled(chosen() != nullptr && !m_job);
  }
  m_add->setVisible(any);  // the empty state has its own button
}

const DataSource* DataSourcesPage::chosen() const {
  return m_model.at(m_table->currentIndex().row());
}

void DataSourcesPage::openDialog(const std::optional<DataSource>& edited) {
  auto* dialog = new DataSourceDialog(m_view, edited, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this, [this] { m_view.reload(); });
  dialog->open();
}

void DataSourcesPage::test() {
  const DataSource* s = chosen();
  if (!s || m_job) return;
  m_bar->showMessage(BarLevel::Info, tr("Connecting to %1…").arg(qs(s->name)));
  m_job = m_view.engine().testConnection(*s, std::nullopt);
  refreshButtons();
  whenFinished(*m_job, this, [this, name = qs(s->name)](const Result<ServerInfo>& r) {
    m_job.reset();
    refreshButtons();
    if (r)
      m_bar->showMessage(BarLevel::Ok,
                         tr("%1 answers in %2.").arg(name, text::duration(r->roundTripUs)),
                         qs(r->product));
    else
      m_bar->showError(r.error());
  });
}

void DataSourcesPage::remove() {
  const DataSource* s = chosen();
  if (!s) return;
  Question q;
  q.title = tr("Remove data source %1?").arg(qs(s->name));
  q.text = tr("Its file and its stored password are deleted. Nothing is changed on the server.");
  q.yes = tr("Remove data source");
  q.dangerous = true;
  if (!ask().confirm(this, q)) return;
  const Status done = m_view.engine().removeDataSource(s->name);
  if (!done) return m_bar->showError(done.error());
  (void)m_view.engine().secrets().remove(s->name);  // one that was never stored is gone as well
  m_bar->clear();
  m_view.reload();
}

}  // namespace twintide::ui
