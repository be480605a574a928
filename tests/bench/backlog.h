// Purpose: a sysbench-like table and backlogs of fresh changes to it, written fast into one server.
// Owner: a bench. Thread: one at a time.
#pragma once

#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "tests/bench/bench_result.h"
#include "tests/support/servers.h"

namespace twintide::bench {

inline std::string pad(std::mt19937& random, int length) {
  std::string s(static_cast<size_t>(length), '-');
  for (int i = 0; i < length; ++i)
    if (i % 12 != 11) s[static_cast<size_t>(i)] = static_cast<char>('0' + random() % 10);
  return s;
}

// The table app.sb of one server and which ids it holds.
class Backlog {
 public:
  Backlog(practice::ServerProcess& at, int rows) : m_at(at), m_tableRows(rows) {
    auto s = test::session(at);
    // An application's session logs its statements as well.
    if (m_connection->traits().mariaDb()) send("SET SESSION binlog_annotate_row_events=1");
    test::run(*s, {"CREATE DATABASE app",
                   "CREATE TABLE app.sb (id INT NOT NULL PRIMARY KEY, k INT NOT NULL, c CHAR(120) "
                   "NOT NULL, pad CHAR(60) NOT NULL, KEY k_1 (k)) DEFAULT CHARACTER SET utf8mb4"});
    for (int from = 0; from < rows; from += 2000) {
      std::string sql;
      for (int i = from; i < std::min(rows, from + 2000); ++i) {
        sql += sql.empty() ? "INSERT INTO app.sb VALUES " : ",";
        sql += values(i);
        m_ids.push_back(i);
      }
      send(sql);
    }
    m_nextId = rows;
  }

  // Random updates; fresh values every time: one that changes nothing would flatter everybody.
  void updates(int rows, int rowsPerTransaction) {
    write(rows, rowsPerTransaction, [this] { return update(); });
  }
  // Four updates, three inserts and three deletes of ten, at random.
  void mixed(int rows, int rowsPerTransaction) {
    write(rows, rowsPerTransaction, [this] {
      const unsigned dice = m_random() % 10;
      return dice < 4 ? update() : dice < 7 ? insert() : remove();
    });
  }

 private:
  std::string values(int id) {
    return '(' + std::to_string(id) + ',' + std::to_string(number()) + ",'" + pad(m_random, 119) +
           "','" + pad(m_random, 59) + "')";
  }
  int number() { return static_cast<int>(m_random() % static_cast<unsigned>(m_tableRows)); }
  size_t pick() { return m_random() % m_ids.size(); }
  std::string update() {
    return "UPDATE app.sb SET k=" + std::to_string(number()) + ",c='" + pad(m_random, 119) +
           "' WHERE id=" + std::to_string(m_ids[pick()]);
  }
  std::string insert() {
    m_ids.push_back(m_nextId);
    return "INSERT INTO app.sb VALUES " + values(m_nextId++);
  }
  std::string remove() {
    const size_t at = pick();
    const std::string id = std::to_string(m_ids[at]);
    m_ids[at] = m_ids.back();
    m_ids.pop_back();
    return "DELETE FROM app.sb WHERE id=" + id;
  }

  template <class Statement>
  void write(int rows, int rowsPerTransaction, Statement statement) {
    std::string packet;
    int inPacket = 0;
    for (int row = 0; row < rows;) {
      packet += "BEGIN;";
      for (int i = 0; i < rowsPerTransaction && row < rows; ++i, ++row, ++inPacket)
        packet += statement() + ';';
      packet += "COMMIT;";
      if (inPacket < 500 && row < rows) continue;
      send(packet);
      packet.clear();
      inPacket = 0;
    }
  }
  void send(const std::string& packet) {
    auto done = m_connection->executePacket(packet);
    if (!done) die("backlog", done.error());
    if (done->failed) die("backlog", done->error);
  }

  practice::ServerProcess& m_at;
  std::unique_ptr<db::DataConnection> m_connection = test::connection(m_at);
  const int m_tableRows;
  std::mt19937 m_random{7};
  std::vector<int> m_ids;
  int m_nextId = 0;
};

}  // namespace twintide::bench
