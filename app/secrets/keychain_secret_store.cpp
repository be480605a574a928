#include "app/secrets/keychain_secret_store.h"

#include <qt6keychain/keychain.h>

#include <QCoreApplication>
#include <QEventLoop>
#include <QObject>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <optional>

namespace twintide {
namespace {

const QString kService = QStringLiteral("twintide");
// A locked keychain asks the person; longer than that nobody is there.
constexpr std::chrono::seconds kPatience{60};

Result<Secret> missing(const std::string& source, const std::string& ref) {
  return fail(ErrorCode::PasswordMissing, {{"source", source}, {"ref", ref}});
}

Result<Secret> fromFile(const std::string& source, const std::string& ref) {
  std::ifstream in(ref.substr(5));
  std::string line;
  if (!in || !std::getline(in, line)) return missing(source, ref);
  while (!line.empty() && (line.back() == '\r' || line.back() == '\n')) line.pop_back();
  return Secret(line);
}

}  // namespace

// Lives on the keychain thread; jobs are posted to `anchor` there.
struct KeychainSecretStore::Worker {
  std::mutex mutex;
  std::condition_variable ready;
  QObject* anchor = nullptr;
  QEventLoop* loop = nullptr;
  bool closed = false;

  // False when the thread is ending: the work was not taken.
  bool post(std::function<void()> work) {
    std::unique_lock lock(mutex);
    ready.wait(lock, [this] { return anchor || closed; });
    if (closed) return false;
    return QMetaObject::invokeMethod(anchor, std::move(work), Qt::QueuedConnection);
  }
};

KeychainSecretStore::KeychainSecretStore() : m_worker(std::make_shared<Worker>()) {
  m_thread = NamedThread("keychain", [worker = m_worker](std::stop_token) {
    QObject anchor;
    QEventLoop loop;
    {
      std::lock_guard lock(worker->mutex);
      worker->anchor = &anchor;
      worker->loop = &loop;
    }
    worker->ready.notify_all();
    loop.exec();
    std::lock_guard lock(worker->mutex);
    worker->anchor = nullptr;
    worker->loop = nullptr;
    worker->closed = true;
  });
}

KeychainSecretStore::~KeychainSecretStore() {
  m_worker->post([worker = m_worker] { worker->loop->quit(); });
  m_thread.join();
}

void KeychainSecretStore::setFallbackNotice(std::function<void()> notice) {
  std::lock_guard lock(m_mutex);
  m_notice = std::move(notice);
}

Result<Secret> KeychainSecretStore::get(const std::string& source, const std::string& ref) {
  {
    std::lock_guard lock(m_mutex);
    if (auto it = m_session.find(source); it != m_session.end()) return it->second;
  }
  if (ref.rfind("env:", 0) == 0) {
    const char* value = std::getenv(ref.c_str() + 4);
    if (!value) return missing(source, ref);
    return Secret(value);
  }
  if (ref.rfind("file:", 0) == 0) return fromFile(source, ref);
  if (ref == "prompt") return missing(source, ref);
  if (ref != "keychain" && !ref.empty())
    return fail(ErrorCode::PasswordRefBad, {{"source", source}, {"ref", ref}});
  return fromKeychain(source);
}

Result<Secret> KeychainSecretStore::fromKeychain(const std::string& source) {
  struct Answer {
    std::mutex mutex;
    std::condition_variable done;
    std::optional<Result<Secret>> result;
  };
  auto answer = std::make_shared<Answer>();
  const bool posted = m_worker->post([answer, source] {
    auto* job = new QKeychain::ReadPasswordJob(kService);
    job->setKey(QString::fromStdString(source));
    QObject::connect(job, &QKeychain::Job::finished, [answer, source](QKeychain::Job* ended) {
      auto* read = static_cast<QKeychain::ReadPasswordJob*>(ended);
      std::lock_guard lock(answer->mutex);
      if (read->error() == QKeychain::NoError)
        answer->result = Secret(read->textData().toStdString());
      else
        answer->result = missing(source, "keychain");
      answer->done.notify_all();
    });
    job->start();
  });
  if (!posted) return fail(ErrorCode::OwnerGone);
  std::unique_lock lock(answer->mutex);
  if (!answer->done.wait_for(lock, kPatience, [&] { return answer->result.has_value(); }))
    return missing(source, "keychain");
  if (*answer->result) {
    std::lock_guard mine(m_mutex);
    m_session[source] = **answer->result;
  }
  return *answer->result;
}

Status KeychainSecretStore::put(const std::string& source, const Secret& secret) {
  {
    std::lock_guard lock(m_mutex);
    m_session[source] = secret;
  }
  m_worker->post([this, source, secret] {
    auto* job = new QKeychain::WritePasswordJob(kService);
    job->setKey(QString::fromStdString(source));
    job->setTextData(QString::fromStdString(secret.reveal()));
    QObject::connect(job, &QKeychain::Job::finished, [this](QKeychain::Job* ended) {
      if (ended->error() != QKeychain::NoError) wroteBadly();
    });
    job->start();
  });
  return {};
}

void KeychainSecretStore::wroteBadly() {
  std::function<void()> notice;
  {
    std::lock_guard lock(m_mutex);
    if (std::exchange(m_fellBack, true)) return;
    notice = m_notice;
  }
  if (notice) notice();
}

Status KeychainSecretStore::remove(const std::string& source) {
  {
    std::lock_guard lock(m_mutex);
    m_session.erase(source);
  }
  m_worker->post([source] {
    auto* job = new QKeychain::DeletePasswordJob(kService);
    job->setKey(QString::fromStdString(source));
    job->start();
  });
  return {};
}

}  // namespace twintide
