#include "engine/capture/change_spill.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace twintide::capture {
namespace {

constexpr size_t kBuffer = 1 << 20;
constexpr size_t kSizeBytes = 4;  // before each record

template <class T>
void put(std::string& out, T value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

void putCells(std::string& out, const Cells& cells) {
  put(out, static_cast<uint16_t>(cells.size()));
  for (const Cell& c : cells) {
    put(out, c.kind);
    if (c.kind == CellKind::Absent || c.kind == CellKind::Null) continue;
    put(out, static_cast<uint32_t>(c.bytes.size()));
    out.append(c.bytes);
  }
}

// Reads what put() wrote; `good` turns false where the record ends too early.
struct Reader {
  std::string_view left;
  bool good = true;

  template <class T>
  T number() {
    T value{};
    const std::string_view raw = bytes(sizeof value);
    if (good) std::memcpy(&value, raw.data(), sizeof value);
    return value;
  }
  std::string_view bytes(size_t n) {
    good = good && left.size() >= n;
    if (!good) return {};
    const std::string_view taken = left.substr(0, n);
    left.remove_prefix(n);
    return taken;
  }
  void cells(Cells& out, Arena& arena) {
    out = Cells::in(arena, number<uint16_t>());
    for (Cell& c : out) {
      c.kind = number<CellKind>();
      if (c.kind == CellKind::Absent || c.kind == CellKind::Null) continue;
      c.bytes = arena.keep(bytes(number<uint32_t>()));
    }
  }
};

constexpr uint8_t kRereadBit = 1, kIfAbsentBit = 2, kUncheckedBit = 4;

}  // namespace

uint64_t HeldBytes::of(const Transaction& t) {
  for (; m_counted < t.changes.size(); ++m_counted) {
    const Change& c = t.changes[m_counted];
    m_cells += sizeof(Change) + c.before.ownBytes() + c.after.ownBytes();
  }
  return t.arena.bytes() + m_cells;
}

Result<std::shared_ptr<ChangeSpill>> ChangeSpill::make(const std::string& wanted) {
  std::error_code ec;
  const std::string dir =
      wanted.empty() ? std::filesystem::temp_directory_path(ec).string() : wanted;
  if (ec) return fail(ErrorCode::SpillFailed, {{"file", "TMPDIR"}, {"reason", ec.message()}});
  const int file = ::open(dir.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (file >= 0) return std::shared_ptr<ChangeSpill>(new ChangeSpill(file, dir));
  // Not every file system knows files without a name.
  std::string name = dir + "/twintide-spill-XXXXXX";
  const int named = ::mkostemp(name.data(), O_CLOEXEC);
  if (named < 0)
    return fail(ErrorCode::SpillFailed, {{"file", dir}, {"reason", std::strerror(errno)}});
  ::unlink(name.c_str());
  return std::shared_ptr<ChangeSpill>(new ChangeSpill(named, dir));
}

ChangeSpill::~ChangeSpill() {
  ::close(m_file);
}

Error ChangeSpill::failed(const char* reason) const {
  return Error(ErrorCode::SpillFailed, {{"file", m_dir}, {"reason", reason}});
}

Status ChangeSpill::append(const Change& change) {
  const auto [layout, fresh] =
      m_layoutNumbers.try_emplace(change.layout.get(), static_cast<uint32_t>(m_layouts.size()));
  if (fresh) m_layouts.push_back(change.layout);
  const size_t begin = m_out.size();
  put(m_out, uint32_t{0});
  put(m_out, layout->second);
  put(m_out, change.kind);
  put(m_out,
      static_cast<uint8_t>((change.reread ? kRereadBit : 0) | (change.ifAbsent ? kIfAbsentBit : 0) |
                           (change.unchecked ? kUncheckedBit : 0)));
  putCells(m_out, change.before);
  putCells(m_out, change.after);
  const size_t size = m_out.size() - begin - kSizeBytes;
  if (size > UINT32_MAX) return fail(failed("row too large"));
  const auto told = static_cast<uint32_t>(size);
  std::memcpy(m_out.data() + begin, &told, kSizeBytes);
  ++m_rows;
  return m_out.size() >= kBuffer ? flush() : Status();
}

Status ChangeSpill::flush() {
  for (size_t at = 0; at < m_out.size();) {
    const ssize_t n =
        ::pwrite(m_file, m_out.data() + at, m_out.size() - at, static_cast<off_t>(m_written + at));
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return fail(failed(std::strerror(n < 0 ? errno : ENOSPC)));
    at += static_cast<size_t>(n);
  }
  m_written += m_out.size();
  m_out.clear();
  return {};
}

Status ChangeSpill::cut(uint64_t bytes, uint64_t rows) {
  TWINTIDE_TRY(flush());
  if (::ftruncate(m_file, static_cast<off_t>(bytes)) != 0)
    return fail(failed(std::strerror(errno)));
  m_written = bytes;
  m_rows = rows;
  return {};
}

Status ChangeSpill::rewind() {
  TWINTIDE_TRY(flush());
  m_in.clear();
  m_inAt = 0;
  m_readTo = 0;
  return {};
}

// Makes `need` bytes available at m_inAt; false at the end of the file.
Result<bool> ChangeSpill::fill(size_t need) {
  while (m_in.size() - m_inAt < need) {
    m_in.erase(0, m_inAt);
    m_inAt = 0;
    const size_t had = m_in.size(), more = std::max(kBuffer, need - had);
    m_in.resize(had + more);
    const ssize_t n = ::pread(m_file, m_in.data() + had, more, static_cast<off_t>(m_readTo));
    m_in.resize(had + static_cast<size_t>(std::max<ssize_t>(n, 0)));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return fail(failed(std::strerror(errno)));
    if (n == 0) return had == 0 ? Result<bool>(false) : fail(failed("cut off"));
    m_readTo += static_cast<uint64_t>(n);
  }
  return true;
}

Result<bool> ChangeSpill::next(Transaction& piece, size_t maxBytes) {
  const size_t before = piece.changes.size();
  for (size_t taken = 0; taken < maxBytes;) {
    auto more = fill(kSizeBytes);
    if (!more) return more;
    if (!*more) break;
    uint32_t size = 0;
    std::memcpy(&size, m_in.data() + m_inAt, kSizeBytes);
    auto whole = fill(kSizeBytes + size);
    if (!whole) return whole;
    TWINTIDE_TRY(read(std::string_view(m_in).substr(m_inAt + kSizeBytes, size), piece));
    m_inAt += kSizeBytes + size;
    const Change& c = piece.changes.back();
    taken += size + sizeof(Change) + (c.before.size() + c.after.size()) * sizeof(Cell);
  }
  return piece.changes.size() > before;
}

Status ChangeSpill::read(std::string_view record, Transaction& piece) const {
  Reader in{record};
  Change c;
  const auto layout = in.number<uint32_t>();
  c.kind = in.number<ChangeKind>();
  const auto flags = in.number<uint8_t>();
  in.cells(c.before, piece.arena);
  in.cells(c.after, piece.arena);
  if (!in.good || layout >= m_layouts.size()) return fail(failed("unreadable record"));
  c.layout = m_layouts[layout];
  c.reread = flags & kRereadBit;
  c.ifAbsent = flags & kIfAbsentBit;
  c.unchecked = flags & kUncheckedBit;
  piece.changes.push_back(std::move(c));
  return {};
}

}  // namespace twintide::capture
