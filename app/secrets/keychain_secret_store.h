// Purpose: passwords in the desktop's keychain (Secret Service, by QtKeychain), and in memory for
// the session where no keychain answers.
// Owner: the desktop program; handed to the engine. Thread: every call from any thread; the
// keychain is asked on a thread of its own, so that no caller needs an event loop.
#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "engine/base/secret_store.h"
#include "engine/base/thread_pool.h"

class QObject;

namespace twintide {

// One a program: QtKeychain 0.13 keeps one queue of jobs for all, tied to the thread that first
// used it; a second store's jobs would wait for ever behind a queue whose thread has ended.
class KeychainSecretStore : public SecretStore {
 public:
  KeychainSecretStore();
  ~KeychainSecretStore() override;

  Result<Secret> get(const std::string& sourceName, const std::string& passwordRef) override;
  // Remembered at once for the session; written to the keychain behind the caller's back.
  Status put(const std::string& sourceName, const Secret& secret) override;
  Status remove(const std::string& sourceName) override;

  // Called once, on the keychain's thread, when the first write found no keychain.
  void setFallbackNotice(std::function<void()> notice);

 private:
  struct Worker;
  Result<Secret> fromKeychain(const std::string& sourceName);
  void wroteBadly();

  std::mutex m_mutex;
  std::map<std::string, Secret> m_session;
  std::function<void()> m_notice;
  bool m_fellBack = false;
  std::shared_ptr<Worker> m_worker;
  NamedThread m_thread;
};

}  // namespace twintide
