// First-time set-up of a server's folder, from a prepared copy in the cache where there is one.
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "engine/link/practice/launch.h"

namespace fs = std::filesystem;

namespace twintide::practice {
namespace {

constexpr std::chrono::seconds kInitTimeout{180};

Error folderError(const std::string& path, const std::string& reason) {
  return Error(ErrorCode::ServerStartFailed, {{"file", path}, {"reason", reason}});
}

Status claimFor(const ServerOptions& options) {
  std::error_code error;
  fs::create_directories(options.dataDir, error);
  if (error) return fail(folderError(options.dataDir, error.message()));
  const std::string mark = options.dataDir + "/flavour";
  std::string found;
  std::ifstream(mark) >> found;
  if (!found.empty() && found != toText(options.flavour))
    return fail(folderError(options.dataDir, "folder holds a server of kind " + found));
  std::ofstream(mark) << toText(options.flavour) << "\n";
  return {};
}

std::string tempFolderBeside(const std::string& folder) {
  std::string pattern = folder + ".XXXXXX";
  return mkdtemp(pattern.data()) ? pattern : std::string();
}

// root comes from everywhere a loopback client may appear to come from: the server does not
// resolve names, so root@localhost alone would be refused over TCP (error 1130).
std::string writeInitFile(const std::string& folder) {
  const std::string path = folder + "-init.sql";
  std::ofstream(path) << "CREATE USER IF NOT EXISTS 'root'@'127.0.0.1';\n"
                         "GRANT ALL PRIVILEGES ON *.* TO 'root'@'127.0.0.1' WITH GRANT OPTION;\n";
  return path;
}

Command initCommand(const ServerOptions& options, const std::string& binary,
                    const std::string& folder, const std::string& initFile) {
  Command command = serverCommand(options, binary, 0);
  if (options.flavour == Flavour::MariaDb) {
    const auto installer = fs::path(binary).parent_path() / "mariadb-install-db";
    const std::string program =
        fs::exists(installer) ? installer.string() : "/usr/bin/mariadb-install-db";
    command.argv = {program,
                    "--no-defaults",
                    "--auth-root-authentication-method=normal",
                    "--skip-test-db",
                    "--innodb-log-file-size=16M",
                    "--datadir=" + folder};
  } else {
    const auto base = fs::path(binary).parent_path().parent_path();
    command.argv = {binary,
                    "--no-defaults",
                    "--initialize-insecure",
                    "--innodb-log-file-size=16M",
                    "--basedir=" + base.string(),
                    "--datadir=" + folder,
                    "--init-file=" + initFile};
  }
  if (geteuid() == 0) command.argv.push_back("--user=root");
  return command;
}

Status initialise(const ServerOptions& options, const std::string& binary,
                  const std::string& folder, std::stop_token stop) {
  const std::string initFile = writeInitFile(folder);
  auto code = runToEnd(initCommand(options, binary, folder, initFile), kInitTimeout, stop);
  std::error_code ignored;
  fs::remove(initFile, ignored);
  if (!code) return fail(code.error());
  if (*code == 0) return {};
  return fail(ErrorCode::ServerStartFailed, {{"kind", toText(options.flavour)},
                                             {"reason", "exit code " + std::to_string(*code)},
                                             {"log", tailOf(logFileOf(options), 20)}});
}

// One prepared copy for each build of a server: size and time of the program are in its name.
std::string templateOf(Flavour flavour, const std::string& binary) {
  struct stat info {};
  if (stat(binary.c_str(), &info) != 0) return {};
  return cacheDir() + "/templates/" + toText(flavour) + "-" + std::to_string(info.st_size) + "-" +
         std::to_string(info.st_mtime) + "-1";
}

bool copyFolder(const std::string& from, const std::string& to) {
  std::error_code error;
  fs::copy(from, to, fs::copy_options::recursive, error);
  // The server's own identity; it makes a new one.
  std::error_code ignored;
  fs::remove(to + "/auto.cnf", ignored);
  return !error;
}

// A cache that cannot be written is no failure: the next start initialises again.
void keepTemplate(const std::string& folder, const std::string& kept) {
  std::error_code error;
  fs::create_directories(fs::path(kept).parent_path(), error);
  const std::string fresh = error ? std::string() : tempFolderBeside(kept);
  if (fresh.empty()) return;
  if (copyFolder(folder, fresh)) fs::rename(fresh, kept, error);
  fs::remove_all(fresh, error);
}

Status fillFolder(const ServerOptions& options, const std::string& binary,
                  const std::string& folder, std::stop_token stop) {
  const std::string kept = templateOf(options.flavour, binary);
  if (!kept.empty() && fs::exists(kept)) {
    if (copyFolder(kept, folder)) return {};
    return fail(folderError(folder, "cannot copy " + kept));
  }
  TWINTIDE_TRY(initialise(options, binary, folder, stop));
  if (!kept.empty()) keepTemplate(folder, kept);
  return {};
}

}  // namespace

Status setUpFolder(const ServerOptions& options, const std::string& binary, std::stop_token stop) {
  TWINTIDE_TRY(claimFor(options));
  const std::string data = dataFolderOf(options);
  std::error_code error;
  if (options.flavour == Flavour::OceanBase) {
    // The server initialises it at its first start; one that was cut short is begun anew.
    if (!fs::exists(readyMarkOf(options))) fs::remove_all(data, error);
    fs::create_directories(data, error);
    if (error) return fail(folderError(data, error.message()));
    return {};
  }
  if (fs::exists(data)) return {};
  const std::string fresh = tempFolderBeside(data);
  if (fresh.empty()) return fail(folderError(data, "cannot create a folder here"));
  const Status filled = fillFolder(options, binary, fresh, stop);
  if (filled) fs::rename(fresh, data, error);
  const std::string reason = error.message();
  const bool renamed = filled && !error;
  if (!renamed) fs::remove_all(fresh, error);
  if (!filled || renamed) return filled;
  return fail(folderError(data, reason));
}

}  // namespace twintide::practice
