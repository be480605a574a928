#include "engine/capture/binlog/decode_crew.h"

namespace twintide::capture {

static constexpr size_t kBatchBytes = 32 * 1024;  // a helper takes so much at a time
// More than are ever under way: those of groups that were rolled back are among them.
static constexpr size_t kMostBatches = 64;

DecodeCrew::DecodeCrew(const CrewOptions& options)
    : m_options(options), m_decoder(options.maxEventBytes) {}

DecodeCrew::~DecodeCrew() {
  for (NamedThread& helper : m_helpers) helper.requestStop();
  for (NamedThread& helper : m_helpers) helper.join();
}

DecodeCrew::Piece DecodeCrew::begin() {
  return m_open.emplace_back(std::make_shared<RowPiece>());
}

void DecodeCrew::added(size_t bytes) {
  m_openBytes += bytes;
  if (m_openBytes >= kBatchBytes) close();
}

void DecodeCrew::close() {
  Batch first;
  {
    std::lock_guard lock(m_mutex);
    m_batches.push_back(std::move(m_open));
    // The helpers get no time.
    if (m_batches.size() > kMostBatches) {
      first = std::move(m_batches.front());
      m_batches.pop_front();
    }
  }
  m_open.clear();
  m_openBytes = 0;
  decode(first, m_decoder);
  m_closed.notify_one();
  if (m_helpers.size() >= m_options.helpers) return;
  m_helpers.emplace_back(m_options.name, [this](std::stop_token stop) { help(stop); });
}

void DecodeCrew::finish(const RowPiece& piece) {
  while (!piece.decoded.load(std::memory_order_acquire)) {
    Batch batch;
    {
      std::unique_lock lock(m_mutex);
      if (!m_batches.empty()) {
        batch = std::move(m_batches.front());
        m_batches.pop_front();
      } else if (m_open.empty()) {
        m_decoded.wait(lock, [&] { return piece.decoded.load(std::memory_order_acquire); });
      }
    }
    if (batch.empty()) {
      batch.swap(m_open);
      m_openBytes = 0;
    }
    decode(batch, m_decoder);
  }
}

void DecodeCrew::help(std::stop_token stop) {
  RowDecoder decoder(m_options.maxEventBytes);
  std::unique_lock lock(m_mutex);
  while (m_closed.wait(lock, stop, [&] { return !m_batches.empty(); })) {
    if (stop.stop_requested()) return;
    const Batch batch = std::move(m_batches.front());
    m_batches.pop_front();
    lock.unlock();
    decode(batch, decoder);
    lock.lock();
    m_decoded.notify_one();
  }
}

void DecodeCrew::decode(const Batch& batch, RowDecoder& decoder) {
  for (const Piece& piece : batch) {
    if (piece.use_count() == 1) continue;  // its group has been rolled back
    for (const RowPart& part : piece->parts) {
      const Status done = decoder.decode(part, piece->arena, piece->changes);
      if (done) continue;
      piece->problem = done.error();
      break;
    }
    piece->decoded.store(true, std::memory_order_release);
  }
}

}  // namespace twintide::capture
