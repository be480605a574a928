// Purpose: which changes of a transaction name a row by its key, before or after, in order: a few
// numbers a change, so that those of a transaction on disk can be told too.
// Owner: the gathering of one transaction. Thread: one at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/model/change.h"

namespace twintide::capture {

// Told by the columns of its identity key, as SQL literals: "(1,'a')"; only for tables with a key.
std::string keyText(const TableSchema& table, const Cells& image);
// A row of a table, as a number that tells it from others.
uint64_t rowNumber(const TableSchema& table, std::string_view key);
// The contents of a row, as a number; `under`: where cells that the image does not carry come from.
uint64_t imageNumber(const Cells& image, const Cells* under = nullptr);
// Neither read again nor of a table without a key.
bool keyed(const Change& c);
// An update that gives a column of a unique key another value.
bool uniqueChanged(const Change& c);
// What seekdb may have logged and not made: an insert, or a changed unique value.
bool suspicious(const Change& c);

class NamedChanges {
 public:
  // The next change of the transaction.
  void add(const Change& c);
  size_t size() const { return m_changes.size(); }
  bool anySuspicious() const { return m_suspicious; }

  // What is to be done with a change that IGNORE may have left out. Delete: the row is made anew
  // behind it whatever it was before, so that taking it away is right in either case.
  enum class Fate { Keep, Drop, Delete };
  Fate fate(size_t at) const { return m_changes[at].fate; }
  void decide(size_t at, Fate fate);
  bool anyDecided() const { return m_anyDecided; }

  // How many changes name the row.
  size_t named(uint64_t row) const;
  // Whether the row is there before change `at`; `atFirst`: before the transaction.
  bool present(uint64_t row, size_t at, bool atFirst) const;
  // What the first change behind `at` that names the row says of it: Old, that it stood there;
  // New, that it was made, or was to be; Anew, that it was made whatever stood there.
  enum class Says { Nothing, Old, New, Anew };
  Says next(uint64_t row, size_t at) const;
  // The contents the row had when a change behind `at` found it; null when none did.
  const uint64_t* found(uint64_t row, size_t at) const;
  // Whether a change behind `at` was to make the row with these contents, before one found it.
  bool made(uint64_t row, size_t at, uint64_t image) const;
  // The same, and directly behind a DELETE, as REPLACE does.
  bool replaced(uint64_t row, size_t at, uint64_t image) const;

 private:
  struct Named {
    uint64_t before = 0, after = 0;            // rows; 0 = none, or not keyed
    uint64_t beforeImage = 0, afterImage = 0;  // their contents
    ChangeKind kind = ChangeKind::Insert;
    bool reread = false;
    Fate fate = Fate::Keep;
  };
  // The changes behind `at` that name the row, in order, until `end` says true.
  template <class End>
  const Named* behind(uint64_t row, size_t at, End end) const;
  const Named* maker(uint64_t row, size_t at, uint64_t image) const;

  std::vector<Named> m_changes;
  std::unordered_map<uint64_t, std::vector<uint32_t>> m_naming;  // by row, ascending
  bool m_suspicious = false;
  bool m_anyDecided = false;
};

}  // namespace twintide::capture
