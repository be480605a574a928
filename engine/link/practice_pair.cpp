#include "engine/link/practice_pair.h"

#include "engine/db/schema_reader.h"
#include "engine/db/session.h"

namespace twintide::link {
namespace {

constexpr int kSteps = 3;
const Region kBeijing{"cn-beijing", "北京", 100};
const Region kHangzhou{"cn-hangzhou", "杭州", 101};

const char* const kShop[] = {
    "CREATE DATABASE shop DEFAULT CHARACTER SET utf8mb4",
    "CREATE TABLE shop.customer (id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY, "
    "name VARCHAR(80) NOT NULL, city VARCHAR(40), balance DECIMAL(12,2) NOT NULL DEFAULT 0, "
    "created_at DATETIME(3) NOT NULL)",
    "CREATE TABLE shop.item (sku VARCHAR(32) NOT NULL PRIMARY KEY, title VARCHAR(120) NOT NULL, "
    "price DECIMAL(10,2) NOT NULL, stock INT NOT NULL)",
    "CREATE TABLE shop.orders (id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY, "
    "customer_id BIGINT NOT NULL, sku VARCHAR(32) NOT NULL, quantity INT NOT NULL, note TEXT, "
    "ordered_at DATETIME(3) NOT NULL, KEY by_customer (customer_id))",
    "INSERT INTO shop.customer (name,city,balance,created_at) VALUES "
    "('王芳','北京',120.50,'2026-01-05 09:00:00.000'),('Li Wei','杭州',0,'2026-01-06 "
    "10:30:00.500'),"
    "('O''Brien','Dublin',-3.20,'2026-02-01 00:00:00.000')",
    "INSERT INTO shop.item VALUES ('tea-01','龙井 Longjing tea',88.00,40),"
    "('cup-02','Porcelain cup',15.90,500),('pot-03','Teapot “small”',129.00,12)",
    "INSERT INTO shop.orders (customer_id,sku,quantity,note,ordered_at) VALUES "
    "(1,'tea-01',2,NULL,'2026-03-01 12:00:00.000'),(2,'cup-02',6,'gift wrap','2026-03-02 "
    "08:15:30.250')",
};

Result<std::unique_ptr<practice::ServerProcess>> startServer(practice::Flavour flavour,
                                                             const std::string& dir,
                                                             uint32_t serverId,
                                                             std::stop_token stop) {
  practice::ServerOptions options;
  options.flavour = flavour;
  options.dataDir = dir;
  options.serverId = serverId;
  return practice::ServerProcess::start(options, stop);
}

}  // namespace

Result<std::unique_ptr<PracticePair>> PracticePair::start(practice::Flavour flavour,
                                                          const std::string& dataDir,
                                                          const Progress& progress,
                                                          std::stop_token stop) {
  std::unique_ptr<PracticePair> pair(new PracticePair);
  pair->m_flavour = flavour;
  const std::string base = dataDir + "/" + practice::toText(flavour);
  progress("server_a", 0, kSteps);
  auto a = startServer(flavour, base + "-beijing", 1, stop);
  if (!a) return fail(a.error());
  pair->m_a = std::move(*a);
  progress("server_b", 1, kSteps);
  auto b = startServer(flavour, base + "-hangzhou", 2, stop);
  if (!b) return fail(b.error());
  pair->m_b = std::move(*b);
  progress("sample_tables", 2, kSteps);
  pair->m_sourceA = pair->m_a->dataSource("practice-beijing", kBeijing);
  pair->m_sourceB = pair->m_b->dataSource("practice-hangzhou", kHangzhou);
  TWINTIDE_TRY(pair->fillShop());
  progress("sample_tables", kSteps, kSteps);
  return pair;
}

Status PracticePair::fillShop() {
  auto session = db::Session::open(db::connectParams(m_sourceA, Secret()));
  if (!session) return fail(session.error());
  auto databases = db::listDatabases(**session);
  if (!databases) return fail(databases.error());
  for (const std::string& name : *databases) {
    if (name == "shop") return {};
  }
  for (const char* sql : kShop) TWINTIDE_TRY((*session)->execute(sql));
  return {};
}

PairSpec PracticePair::pairSpec() const {
  PairSpec p;
  p.name = "practice";
  p.sourceA = m_sourceA.name;
  p.sourceB = m_sourceB.name;
  p.objects.include = {"shop.*"};
  p.forward.types = forwardDefaults();
  p.reverse.types = reverseDefaults();
  p.conflicts.winnerRegion = m_sourceA.region.id;
  return p;
}

Status PracticePair::stop() {
  TWINTIDE_TRY(m_a->stop());
  return m_b->stop();
}

}  // namespace twintide::link
