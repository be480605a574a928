// The list of a table's rows that travels to the other side, and what it makes of it.
#include <doctest/doctest.h>

#include <algorithm>

#include "engine/apply/table_listing.h"

using namespace twintide;
using apply::TableListing;

namespace {

using Rows = std::vector<std::pair<std::string, std::string>>;

TableListing listingOf(const Rows& rows) {
  TableListing listing;
  for (const auto& [key, row] : rows) CHECK(listing.add(key, row));
  return listing;
}

TableListing sent(const TableListing& listing) {
  TableListing there;
  for (const std::string& piece : listing.pieces()) CHECK(there.read(piece));
  return there;
}

}  // namespace

TEST_CASE("a listing tells which rows one side lacks or has otherwise") {
  const TableListing a = listingOf({{"1", "one"}, {"2", "two"}, {"3", "three"}});
  const TableListing b = listingOf({{"2", "two"}, {"3", "other"}, {"4", "four"}});
  CHECK(sent(a).differences(a).empty());
  auto keys = b.differences(sent(a));
  std::sort(keys.begin(), keys.end());
  CHECK(keys == std::vector<std::string>{"1", "3", "4"});
}

TEST_CASE("an empty table has a listing too") {
  const TableListing none;
  CHECK(none.pieces() == std::vector<std::string>{""});
  CHECK(listingOf({{"1", "one"}}).differences(sent(none)) == std::vector<std::string>{"1"});
}

TEST_CASE("a long listing travels in pieces and is bounded") {
  TableListing listing;
  for (size_t i = 0; i < TableListing::kMaxRows; ++i)
    REQUIRE(listing.add(std::to_string(i), "row"));
  CHECK_FALSE(listing.add("one more", "row"));
  CHECK(listing.pieces().size() > 10);
  CHECK(sent(listing).differences(listing).empty());
  TableListing wide;
  size_t rows = 0;
  while (wide.add(std::to_string(rows) + std::string(3000, 'k'), "row")) ++rows;
  CHECK(rows > 1000);
  CHECK(rows < TableListing::kMaxRows);
}

TEST_CASE("what is no listing is refused") {
  for (const char* piece : {"x", "0123\n", "00000000000000zz{}\n", "0000000000000001{}"}) {
    CAPTURE(piece);
    TableListing listing;
    CHECK_FALSE(listing.read(piece));
  }
}
