#include "ui/data_sources/data_source_dialog.h"

#include "ui/widgets/basics.h"
#include "ui/widgets/message_bar.h"
#include "ui/wizard/site_form.h"

namespace twintide::ui {

DataSourceDialog::DataSourceDialog(EngineView& view, const std::optional<DataSource>& edited,
                                   QWidget* parent)
    : QDialog(parent), m_view(view), m_fresh(!edited) {
  const QString title = m_fresh ? tr("New data source") : tr("Edit data source");
  setWindowTitle(title);
  setMinimumWidth(540);
  auto* column = padded(new QVBoxLayout(this), kGap4, kGap3);
  m_bar = new MessageBar(this);
  column->addWidget(m_bar);
  m_form = new SiteForm(view, title, false, this);
  column->addWidget(m_form, 1);
  auto* row = flat(new QHBoxLayout);
  row->addStretch();
  m_save = makePrimary(tr("Save"), this);
  QPushButton* cancel = makeButton(tr("Cancel"), this);
  row->addWidget(m_save);
  row->addWidget(cancel);
  column->addLayout(row);
  if (edited) {
    SideDraft draft;
    draft.source = *edited;
    m_form->setDraft(draft);
    m_form->setNameEditable(false);
  } else {
    m_form->proposeRegion(0);
  }
  connect(m_form, &SiteForm::changed, this, &DataSourceDialog::refresh);
  connect(m_save, &QPushButton::clicked, this, &DataSourceDialog::save);
  connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
  refresh();
}

void DataSourceDialog::refresh() {
  const QString missing = m_form->missing();
  m_save->setEnabled(missing.isEmpty());
  m_save->setToolTip(missing);
}

void DataSourceDialog::save() {
  const SideDraft& draft = m_form->draft();
  Status done = m_view.engine().saveDataSource(draft.source);
  if (done && (m_fresh || !draft.password.isEmpty()))
    done = m_view.engine().secrets().put(draft.source.name, Secret(draft.password.toStdString()));
  if (!done) return m_bar->showError(done.error());
  m_form->stopTest();
  accept();
}

}  // namespace twintide::ui
