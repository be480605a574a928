// Purpose: the values of one row image, and the bytes they point to.
// Owner: the transaction they belong to. Thread: one at a time.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <new>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace twintide {

// How the bytes of a cell become SQL: Absent (not in this image), Null, Number (unquoted literal
// text), Text (bytes in the column's charset), Binary (raw bytes), Bits (big-endian bytes of BIT).
enum class CellKind : uint8_t { Absent, Null, Number, Text, Binary, Bits };

struct Cell {
  CellKind kind = CellKind::Absent;
  std::string_view bytes;  // points into the transaction's arena
  bool present() const { return kind != CellKind::Absent; }
  bool sameAs(const Cell& o) const { return kind == o.kind && bytes == o.bytes; }
};

// Bytes that live as long as the transaction; never moves what it has handed out.
class Arena {
 public:
  std::string_view keep(std::string_view bytes) { return {copy(bytes), bytes.size()}; }
  // Uninitialised room of n bytes.
  char* room(size_t n) {
    if (n > m_left) grow(n);
    char* p = m_next;
    m_next += n;
    m_left -= n;
    return p;
  }
  // Uninitialised room for n values of T.
  template <class T>
  T* array(size_t n) {
    static_assert(std::is_trivially_destructible_v<T>);
    const auto off = reinterpret_cast<uintptr_t>(m_next) % alignof(T);
    const size_t skip = off ? alignof(T) - off : 0;
    if (skip + n * sizeof(T) <= m_left)
      return reinterpret_cast<T*>(room(skip + n * sizeof(T)) + skip);
    grow(n * sizeof(T));  // a new block is aligned for anything
    return reinterpret_cast<T*>(room(n * sizeof(T)));
  }
  // Room to write at most n bytes to; close() keeps those before `end`.
  char* open(size_t n) {
    if (n > m_left) grow(n);
    return m_next;
  }
  std::string_view close(const char* end) {
    const std::string_view kept(m_next, static_cast<size_t>(end - m_next));
    m_next += kept.size();
    m_left -= kept.size();
    return kept;
  }
  // Takes over what another arena has handed out.
  void adopt(Arena&& other) {
    if (m_blocks.empty()) {
      *this = std::move(other);
    } else {
      m_total += other.m_total;
      std::move(other.m_blocks.begin(), other.m_blocks.end(), std::back_inserter(m_blocks));
    }
    other = Arena();
  }
  size_t bytes() const { return m_total; }

 private:
  char* copy(std::string_view b) {
    char* p = room(b.size());
    if (!b.empty()) std::memcpy(p, b.data(), b.size());
    return p;
  }
  // Blocks grow with what is kept: a transaction of one row must not hold a large block.
  void grow(size_t n) {
    const size_t usual = m_total < kFirst ? kFirst : m_total < kBlock ? m_total : kBlock;
    const size_t size = n > usual ? n : usual;
    m_blocks.push_back(std::make_unique_for_overwrite<char[]>(size));
    m_next = m_blocks.back().get();
    m_left = size;
    m_total += size;
  }
  static constexpr size_t kFirst = 1024;
  static constexpr size_t kBlock = 16 * 1024;
  std::vector<std::unique_ptr<char[]>> m_blocks;
  char* m_next = nullptr;
  size_t m_left = 0;
  size_t m_total = 0;
};

// The cells of one row image, in layout order. They stand in an arena (`in`), which must then live
// as long, or are its own; a copy's always are its own.
class Cells {
 public:
  Cells() = default;
  explicit Cells(size_t n) { resize(n); }
  Cells(std::initializer_list<Cell> cells) { assign(cells.begin(), cells.size()); }
  Cells(const Cells& o) { assign(o.m_at, o.m_size); }
  Cells(Cells&& o) noexcept { swap(o); }
  Cells& operator=(Cells o) noexcept {
    swap(o);
    return *this;
  }
  ~Cells() {
    if (m_capacity > 0) delete[] m_at;
  }
  // n absent cells.
  static Cells in(Arena& arena, size_t n) {
    Cells cells = rawIn(arena, n);
    std::uninitialized_default_construct_n(cells.m_at, n);
    return cells;
  }
  // n cells that are not anything yet: each must be assigned.
  static Cells rawIn(Arena& arena, size_t n) {
    Cells cells;
    cells.m_at = arena.array<Cell>(n);
    cells.m_size = static_cast<uint32_t>(n);
    return cells;
  }

  size_t size() const { return m_size; }
  bool empty() const { return m_size == 0; }
  Cell& operator[](size_t i) { return m_at[i]; }
  const Cell& operator[](size_t i) const { return m_at[i]; }
  Cell* begin() { return m_at; }
  Cell* end() { return m_at + m_size; }
  const Cell* begin() const { return m_at; }
  const Cell* end() const { return m_at + m_size; }
  // Further cells are absent.
  void resize(size_t n) {
    if (n > m_size) grow(n);
    m_size = static_cast<uint32_t>(n);
  }
  // Bytes that are not part of an arena.
  size_t ownBytes() const { return m_capacity * sizeof(Cell); }

 private:
  void swap(Cells& o) noexcept {
    std::swap(m_at, o.m_at);
    std::swap(m_size, o.m_size);
    std::swap(m_capacity, o.m_capacity);
  }
  void assign(const Cell* from, size_t n) {
    resize(n);
    std::copy_n(from, n, m_at);
  }
  void grow(size_t n) {
    if (n > m_capacity) {
      Cell* const at = new Cell[n];
      std::copy_n(m_at, m_size, at);
      if (m_capacity > 0) delete[] m_at;
      m_at = at;
      m_capacity = static_cast<uint32_t>(n);
    }
    std::fill(m_at + m_size, m_at + n, Cell());
  }

  Cell* m_at = nullptr;
  uint32_t m_size = 0;
  uint32_t m_capacity = 0;  // 0 = the cells are not its own
};

}  // namespace twintide
