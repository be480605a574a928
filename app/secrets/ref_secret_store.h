// Purpose: passwords by reference: env:NAME, file:PATH, prompt (asked once), none.
// Owner: the program's engine. Thread: every call may come from any thread.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "engine/base/secret_store.h"

namespace twintide::app {

class RefSecretStore final : public SecretStore {
 public:
  struct Hooks {
    // Asks a person; nullopt = there is nobody to ask, or they gave up. One question at a time.
    std::function<std::optional<Secret>(const std::string& sourceName)> ask;
    // A password file that others may read, or may replace.
    std::function<void(const std::string& file)> looseFile;
  };
  explicit RefSecretStore(Hooks hooks) : m_hooks(std::move(hooks)) {}

  // What was put() or asked before comes first. PasswordMissing{source, ref, reason},
  // PasswordRefBad{source, reason}: a bad reference may be the password itself, so it is not told.
  Result<Secret> get(const std::string& sourceName, const std::string& passwordRef) override;
  Status put(const std::string& sourceName, const Secret& secret) override;
  Status remove(const std::string& sourceName) override;

 private:
  Result<Secret> fromFile(const std::string& sourceName, const std::string& ref);
  Result<Secret> asked(const std::string& sourceName);

  const Hooks m_hooks;
  std::mutex m_mutex;
  std::mutex m_askMutex;  // held while a person types, so that get() of others goes on
  std::map<std::string, Secret> m_kept;
};

// Asks on the controlling terminal without echo, at most five minutes; nullopt without a terminal,
// at Ctrl-C, at Ctrl-D, and as soon as giveUp() is true.
std::optional<Secret> askOnTerminal(const std::string& question,
                                    const std::function<bool()>& giveUp);

}  // namespace twintide::app
