// Purpose: where passwords come from; the engine only ever sees this interface.
// Owner: composition root (app). Thread: every call may come from any thread.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "engine/base/result.h"

namespace twintide {

// A password in memory; wiped on destruction, never printable by accident (no operator<<).
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string value) : m_value(std::move(value)) {}
  Secret(const Secret&) = default;
  Secret(Secret&&) = default;
  Secret& operator=(const Secret&) = default;
  Secret& operator=(Secret&&) = default;
  ~Secret() { wipe(); }
  const std::string& reveal() const { return m_value; }
  bool empty() const { return m_value.empty(); }

 private:
  void wipe() {
    for (volatile char* p = m_value.data(); p != m_value.data() + m_value.size(); ++p) *p = 0;
  }
  std::string m_value;
};

class SecretStore {
 public:
  virtual ~SecretStore() = default;
  // The password of a data source; PasswordMissing when the store has none for it.
  virtual Result<Secret> get(const std::string& sourceName, const std::string& passwordRef) = 0;
  // Remembers it (keychain or memory of this session).
  virtual Status put(const std::string& sourceName, const Secret& secret) = 0;
  virtual Status remove(const std::string& sourceName) = 0;
};

}  // namespace twintide
