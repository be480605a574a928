// Purpose: the folder a person can read: workspace.yaml, data-sources/*.yaml, pairs/*.yaml.
// Owner: api::Engine holds one; the destructor releases the lock.
// Thread: every call is safe from any thread (one mutex; the files are small).
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/model/data_source.h"
#include "engine/model/pair_spec.h"
#include "engine/store/lock_file.h"
#include "engine/store/settings.h"

namespace twintide::store {

enum class OpenMode { ReadWrite, ReadOnly };

// $XDG_CONFIG_HOME/twintide, else ~/.config/twintide.
std::string defaultWorkspaceDir();

class Workspace {
 public:
  // ReadWrite makes the folders, takes the lock, clears the leftovers of a killed write and reads
  // every definition once. Errors: WorkspaceLocked, WorkspaceNotWritable, WorkspaceDiskFull, and
  // the file errors of a broken definition. ReadOnly takes no lock and writes nothing.
  static Result<std::unique_ptr<Workspace>> open(const std::string& dir, OpenMode mode);

  const std::string& dir() const { return m_dir; }
  bool readOnly() const { return m_mode == OpenMode::ReadOnly; }
  std::string historyFile() const { return m_dir + "/history.sqlite"; }
  std::string logFile() const { return m_dir + "/log/twintide.log"; }
  std::string sourceFile(const std::string& name) const;
  std::string pairFile(const std::string& name) const;

  // Sorted by name. The first broken file is the error.
  Result<std::vector<DataSource>> dataSources() const;
  Result<DataSource> dataSource(const std::string& name) const;  // SourceNotFound
  Status saveDataSource(const DataSource& source);               // NameInvalid, YamlBadValue …
  // SourceInUse while a pair names it.
  Status removeDataSource(const std::string& name);

  Result<std::vector<PairSpec>> pairs() const;
  Result<PairSpec> pair(const std::string& name) const;  // PairNotFound
  // Does not look whether the data sources exist: the engine does.
  Status savePair(const PairSpec& pair);
  Status removePair(const std::string& name);

  Result<Settings> settings() const;  // defaults when the file is absent
  Status saveSettings(const Settings& settings);

 private:
  Workspace(std::string dir, OpenMode mode) : m_dir(std::move(dir)), m_mode(mode) {}
  Status prepare();
  Status mayWrite() const;

  const std::string m_dir;
  const OpenMode m_mode;
  LockFile m_lock;
  mutable std::mutex m_mutex;
};

}  // namespace twintide::store
