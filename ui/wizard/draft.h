// Purpose: what the wizard has been told so far; nothing of it is saved before the last page.
// Owner: PairWizard; the pages read and write it. Thread: UI.
#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "engine/model/data_source.h"
#include "engine/model/finding.h"
#include "engine/model/pair_spec.h"
#include "engine/model/server_info.h"

namespace twintide::ui {

struct SideDraft {
  DataSource source;
  bool existing = false;             // an already saved data source was picked
  QString password;                  // typed now; empty for an existing one = ask the secret store
  std::optional<ServerInfo> tested;  // facts of the last good test of exactly these values
};

struct PairDraft {
  SideDraft a, b;
  MigrationTypes forward = forwardDefaults();
  MigrationTypes reverse = reverseDefaults();
  ObjectFilter objects;
  ConflictPolicy policy;
  PairOptions options;
  QString name, label;
  std::vector<std::string> skippedChecks;
  int tablesChosen = 0, tablesLeftOut = 0;
  std::optional<PrecheckReport> report;

  PairSpec spec() const {
    PairSpec s;
    s.name = name.toStdString();
    s.label = label.toStdString();
    s.sourceA = a.source.name;
    s.sourceB = b.source.name;
    s.objects = objects;
    s.forward.types = forward;
    s.reverse.types = reverse;
    s.conflicts = policy;
    s.options = options;
    s.skippedChecks = skippedChecks;
    return s;
  }
  QString regionA() const { return QString::fromStdString(a.source.region.label()); }
  QString regionB() const { return QString::fromStdString(b.source.region.label()); }
};

// Known places: id, local name, number. Numbers start at 100 as OMS proposes them.
struct RegionPreset {
  const char* id;
  const char* name;
  int number;
};
const std::vector<RegionPreset>& regionPresets();

// "orders_cn" from any text: what is allowed in names of data sources and pairs.
QString asName(const QString& text, int maxLength);
bool isName(const QString& text, int maxLength);

// Values found in a pasted command line such as "obclient -h10.0.0.1 -P2883 -uroot@t#c -p".
struct PastedConnection {
  std::optional<QString> host, user, tenant, cluster;
  std::optional<int> port;
};
// Nothing when the text is not a command line. A password in it is never kept.
std::optional<PastedConnection> parseCommandLine(const QString& text);

}  // namespace twintide::ui
