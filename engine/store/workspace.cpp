#include "engine/store/workspace.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <optional>

#include "engine/store/atomic_file.h"
#include "engine/store/definition_yaml.h"
#include "engine/store/names.h"

namespace twintide::store {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSourceFolder = "data-sources";
constexpr const char* kPairFolder = "pairs";

// Paths of the *.yaml of a folder, sorted; none when the folder is absent.
Result<std::vector<std::string>> yamlFiles(const std::string& folder) {
  std::error_code ec;
  std::vector<std::string> files;
  if (!fs::exists(folder, ec)) return files;
  for (fs::directory_iterator it(folder, ec), end; !ec && it != end; it.increment(ec)) {
    const std::string name = it->path().filename().string();
    if (!name.starts_with('.') && it->path().extension() == ".yaml")
      files.push_back(it->path().string());
  }
  if (ec) return fail(ErrorCode::FileUnreadable, {{"file", folder}, {"reason", ec.message()}});
  std::sort(files.begin(), files.end());
  return files;
}

// Reads one definition; its name must be that of the file, so that a copied file cannot pass for
// the original.
template <class T>
Result<T> readOne(const std::string& file,
                  Result<T> (*parse)(const std::string&, const std::string&)) {
  Result<std::string> content = readWhole(file);
  if (!content) return fail(std::move(content.error()));
  Result<T> value = parse(file, *content);
  if (!value) return value;
  const std::string stem = fs::path(file).stem().string();
  if (value->name != stem)
    return fail(ErrorCode::YamlBadValue, {{"file", file},
                                          {"line", "1"},
                                          {"key", "name"},
                                          {"value", value->name},
                                          {"allowed", stem}});
  return value;
}

template <class T>
Result<std::vector<T>> readAll(const std::string& folder,
                               Result<T> (*parse)(const std::string&, const std::string&)) {
  Result<std::vector<std::string>> files = yamlFiles(folder);
  if (!files) return fail(std::move(files.error()));
  std::vector<T> values;
  for (const std::string& file : *files) {
    Result<T> value = readOne(file, parse);
    if (!value) return fail(std::move(value.error()));
    values.push_back(std::move(*value));
  }
  return values;
}

bool fileExists(const std::string& path) {
  std::error_code ec;
  return fs::exists(path, ec);
}

}  // namespace

std::string defaultWorkspaceDir() {
  if (const char* config = std::getenv("XDG_CONFIG_HOME"); config && *config)
    return std::string(config) + "/twintide";
  const char* home = std::getenv("HOME");
  return std::string(home && *home ? home : "/tmp") + "/.config/twintide";
}

Result<std::unique_ptr<Workspace>> Workspace::open(const std::string& dir, OpenMode mode) {
  std::error_code ec;
  const fs::path whole = fs::absolute(dir.empty() ? defaultWorkspaceDir() : dir, ec);
  if (ec) return fail(ErrorCode::FileUnreadable, {{"file", dir}, {"reason", ec.message()}});
  std::unique_ptr<Workspace> workspace(new Workspace(whole.lexically_normal().string(), mode));
  TWINTIDE_TRY(workspace->prepare());
  TWINTIDE_TRY(workspace->settings());
  TWINTIDE_TRY(workspace->dataSources());
  TWINTIDE_TRY(workspace->pairs());
  return workspace;
}

Status Workspace::prepare() {
  if (readOnly()) return {};
  TWINTIDE_TRY(makeFolder(m_dir));
  Result<LockFile> lock = LockFile::take(m_dir + "/workspace.lock", m_dir);
  if (!lock) return fail(std::move(lock.error()));
  m_lock = std::move(*lock);
  for (const char* folder : {kSourceFolder, kPairFolder, "log"})
    TWINTIDE_TRY(makeFolder(m_dir + "/" + folder));
  for (const std::string& folder : {m_dir, m_dir + "/" + kSourceFolder, m_dir + "/" + kPairFolder})
    TWINTIDE_TRY(clearLeftovers(folder));
  const std::string file = m_dir + "/workspace.yaml";
  return fileExists(file) ? Status() : writeAtomic(file, settingsYaml(Settings{}));
}

std::string Workspace::sourceFile(const std::string& name) const {
  return m_dir + "/" + kSourceFolder + "/" + name + ".yaml";
}

std::string Workspace::pairFile(const std::string& name) const {
  return m_dir + "/" + kPairFolder + "/" + name + ".yaml";
}

Status Workspace::mayWrite() const {
  return readOnly() ? Status(fail(writeError(EROFS, m_dir))) : Status();
}

Result<std::vector<DataSource>> Workspace::dataSources() const {
  std::lock_guard lock(m_mutex);
  return readAll<DataSource>(m_dir + "/" + kSourceFolder, parseSource);
}

Result<DataSource> Workspace::dataSource(const std::string& name) const {
  std::lock_guard lock(m_mutex);
  if (!checkName(name, kMaxSourceName) || !fileExists(sourceFile(name)))
    return fail(ErrorCode::SourceNotFound, {{"name", name}});
  return readOne<DataSource>(sourceFile(name), parseSource);
}

Status Workspace::saveDataSource(const DataSource& source) {
  std::lock_guard lock(m_mutex);
  TWINTIDE_TRY(mayWrite());
  TWINTIDE_TRY(checkName(source.name, kMaxSourceName));
  const std::string file = sourceFile(source.name), content = sourceYaml(source);
  // What could not be read back must not get onto the disk.
  TWINTIDE_TRY(parseSource(file, content));
  return writeAtomic(file, content);
}

Status Workspace::removeDataSource(const std::string& name) {
  std::lock_guard lock(m_mutex);
  TWINTIDE_TRY(mayWrite());
  if (!checkName(name, kMaxSourceName) || !fileExists(sourceFile(name)))
    return fail(ErrorCode::SourceNotFound, {{"name", name}});
  Result<std::vector<PairSpec>> all = readAll<PairSpec>(m_dir + "/" + kPairFolder, parsePair);
  if (!all) return fail(std::move(all.error()));
  for (const PairSpec& p : *all) {
    if (p.sourceA == name || p.sourceB == name)
      return fail(ErrorCode::SourceInUse, {{"name", name}, {"pair", p.name}});
  }
  return removeFile(sourceFile(name));
}

Result<std::vector<PairSpec>> Workspace::pairs() const {
  std::lock_guard lock(m_mutex);
  return readAll<PairSpec>(m_dir + "/" + kPairFolder, parsePair);
}

Result<PairSpec> Workspace::pair(const std::string& name) const {
  std::lock_guard lock(m_mutex);
  if (!checkName(name, kMaxPairName) || !fileExists(pairFile(name)))
    return fail(ErrorCode::PairNotFound, {{"name", name}});
  return readOne<PairSpec>(pairFile(name), parsePair);
}

Status Workspace::savePair(const PairSpec& pair) {
  std::lock_guard lock(m_mutex);
  TWINTIDE_TRY(mayWrite());
  TWINTIDE_TRY(checkName(pair.name, kMaxPairName));
  const std::string file = pairFile(pair.name), content = pairYaml(pair);
  TWINTIDE_TRY(parsePair(file, content));
  return writeAtomic(file, content);
}

Status Workspace::removePair(const std::string& name) {
  std::lock_guard lock(m_mutex);
  TWINTIDE_TRY(mayWrite());
  if (!checkName(name, kMaxPairName) || !fileExists(pairFile(name)))
    return fail(ErrorCode::PairNotFound, {{"name", name}});
  return removeFile(pairFile(name));
}

Result<Settings> Workspace::settings() const {
  std::lock_guard lock(m_mutex);
  const std::string file = m_dir + "/workspace.yaml";
  if (!fileExists(file)) return Settings{};
  Result<std::string> content = readWhole(file);
  if (!content) return fail(std::move(content.error()));
  return parseSettings(file, *content);
}

Status Workspace::saveSettings(const Settings& settings) {
  std::lock_guard lock(m_mutex);
  TWINTIDE_TRY(mayWrite());
  const std::string file = m_dir + "/workspace.yaml", content = settingsYaml(settings);
  TWINTIDE_TRY(parseSettings(file, content));
  return writeAtomic(file, content);
}

}  // namespace twintide::store
