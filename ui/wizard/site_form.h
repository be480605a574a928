// Purpose: one side of the pair: pick a saved data source or describe a new one, and test it.
// Owner: SitesPage, and the data source dialog. Thread: UI; the test is a job.
#pragma once

#include <QFrame>
#include <optional>

#include "ui/support/engine_view.h"
#include "ui/wizard/draft.h"

class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace twintide::ui {

class MessageBar;

class SiteForm : public QFrame {
  Q_OBJECT
 public:
  // pickable: the combo box of saved sources is offered (wizard), else only the fields.
  SiteForm(EngineView& view, const QString& title, bool pickable, QWidget* parent = nullptr);
  ~SiteForm() override;

  void setDraft(const SideDraft& draft);
  const SideDraft& draft() const { return m_draft; }
  void proposeRegion(int presetIndex);
  void proposeRegion(const Region& region);
  // Chooses a saved data source by name.
  void pick(const QString& name);
  void setNameEditable(bool editable);
  // Empty when the values are complete (not whether they are tested).
  QString missing() const;
  bool testing() const { return m_job.has_value(); }
  bool tested() const { return m_draft.tested.has_value(); }
  void test();
  void stopTest();

 signals:
  void changed();

 private:
  void buildTop(const QString& title, bool pickable);
  void buildFields();
  void buildTest();
  // Label above field, buddy and accessible name set.
  QWidget* labelled(const QString& text, QWidget* field);
  void fillPicker();
  void picked();
  void regionPicked(int index);
  void kindPicked();
  void pasted(const QString& text);
  void edited();
  void read();
  void write();
  void showFacts(const ServerInfo& info);
  void testEnded(const Result<ServerInfo>& result);

  EngineView& m_view;
  SideDraft m_draft;
  std::optional<api::Job<ServerInfo>> m_job;
  bool m_writing = false;
  bool m_ownName = false;  // the person typed the name; do not propose another
  QString m_title;
  QWidget* m_pickRow = nullptr;
  QComboBox* m_pick;
  QWidget* m_fields;
  QComboBox* m_region;
  QLineEdit* m_regionName;
  QSpinBox* m_number;
  QComboBox* m_kind;
  QComboBox* m_environment;
  QLineEdit* m_host;
  QSpinBox* m_port;
  QLineEdit* m_user;
  QLineEdit* m_tenant;
  QLineEdit* m_cluster;
  QWidget* m_tenantBox;
  QWidget* m_clusterBox;
  QLineEdit* m_password;
  QComboBox* m_tls;
  QLineEdit* m_ca;
  QWidget* m_caBox;
  QLineEdit* m_name;
  QPushButton* m_test;
  QLabel* m_state;
  QLabel* m_facts;
  MessageBar* m_bar;
};

}  // namespace twintide::ui
