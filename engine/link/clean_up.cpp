#include "engine/link/clean_up.h"

#include "engine/db/twintide_schema.h"
#include "engine/link/source_factory.h"

namespace twintide::link {
namespace {

Status tearDownCapture(const PairSpec& pair, Direction direction, const LinkEnd& from,
                       const LinkEnd& to) {
  LinkContext context;
  context.pair = pair;
  context.direction = direction;
  context.from = from;
  context.to = to;
  auto source = makeChangeSource(context);
  if (!source) return fail(source.error());
  return (*source)->tearDown();
}

Status removeMarkers(const PairSpec& pair, const LinkEnd& end) {
  auto session = db::Session::open(end.params());
  if (!session) return fail(session.error());
  TWINTIDE_TRY(db::removeLink(**session, pair.linkId(Direction::Forward)));
  return db::removeLink(**session, pair.linkId(Direction::Reverse));
}

}  // namespace

Status cleanUp(const PairSpec& pair, const LinkEnd& a, const LinkEnd& b) {
  TWINTIDE_TRY(tearDownCapture(pair, Direction::Forward, a, b));
  TWINTIDE_TRY(tearDownCapture(pair, Direction::Reverse, b, a));
  TWINTIDE_TRY(removeMarkers(pair, a));
  return removeMarkers(pair, b);
}

}  // namespace twintide::link
