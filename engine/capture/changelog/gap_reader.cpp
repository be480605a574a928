#include "engine/capture/changelog/gap_reader.h"

namespace twintide::capture {
namespace {

// The statement that did it is about to be seen in the stream.
bool changedMeanwhile(const Error& e) {
  return e.code == ErrorCode::TargetTableMissing || e.code == ErrorCode::TargetColumnMissing ||
         snapshotUnreadable(e) || e.arg("reason") == "value";
}

}  // namespace

Result<GapReader::Step> GapReader::next(Transaction& out, db::DataConnection& connection,
                                        const LayoutBook& book) {
  if (!m_pages) {
    const Layout* layout = book.current(m_gap.table);
    if (!layout) {
      m_now = book.today(m_gap.table);
      return m_now == m_gap.table ? Step::Done : Step::Changed;
    }
    m_pages.emplace(connection, layout->rows, m_gap.scn, m_maxBytes);
  }
  auto more = m_pages->next(out);
  if (!more && changedMeanwhile(more.error())) return Step::Changed;
  if (!more) return fail(more.error());
  if (!*more) return Step::Done;
  return m_pages->done() ? Step::Last : Step::More;
}

}  // namespace twintide::capture
