// Both sides hand out numbers: without an offset of their own they hand out the same ones.
#include "engine/precheck/checks/checks.h"
#include "engine/precheck/findings.h"

namespace twintide::precheck {
namespace {

constexpr int kSites = 2;

class AutoIncrement final : public PairCheck {
 public:
  const char* id() const override { return "auto_increment"; }

 protected:
  Result<Findings> runPair(Context& c) override {
    std::string example;
    const int tables = count(c, example);
    if (tables == 0) return Findings{finding("unused", Severity::Passed, Side::Both)};
    const int64_t incA = increment(c.a), offA = offset(c.a);
    const int64_t incB = increment(c.b), offB = offset(c.b);
    if (incA == incB && incA >= kSites && offA % incA != offB % incB) {
      Finding f = finding("ok", Severity::Passed, Side::Both);
      f.args = {{"tables", std::to_string(tables)},
                {"increment_a", std::to_string(incA)},
                {"offset_a", std::to_string(offA)},
                {"increment_b", std::to_string(incB)},
                {"offset_b", std::to_string(offB)}};
      return Findings{f};
    }
    Findings out;
    for (Side side : {Side::A, Side::B}) {
      out.push_back(collision(c.at(side), c.other(side)));
      out.back().args["tables"] = std::to_string(tables);
      out.back().args["example"] = example;
    }
    return out;
  }

 private:
  static int64_t increment(const Site& s) { return s.number("auto_increment_increment", 1); }
  static int64_t offset(const Site& s) { return s.number("auto_increment_offset", 1); }

  static int count(const Context& c, std::string& example) {
    const auto& tables = c.a.tables.empty() ? c.b.tables : c.a.tables;
    int n = 0;
    for (const auto& t : tables) {
      for (const Column& column : t->columns) {
        if (column.autoIncrement && n++ == 0) example = t->id.text();
      }
    }
    return n;
  }

  Finding collision(const Site& site, const Site& other) const {
    Finding f = finding("collision", Severity::Warning, site.side);
    f.object = "auto_increment_offset";
    const std::string want = site.side == Side::A ? "1" : "2";
    const std::string step = std::to_string(kSites);
    f.args = {{"increment", std::to_string(increment(site))},
              {"offset", std::to_string(offset(site))},
              {"other_increment", std::to_string(increment(other))},
              {"other_offset", std::to_string(offset(other))},
              {"want_increment", step},
              {"want_offset", want}};
    remedyBySetting(f, site, "auto_increment_increment", step, step);
    remedyBySetting(f, site, "auto_increment_offset", want, want);
    return f;
  }
};

}  // namespace

std::unique_ptr<Check> makeAutoIncrement() {
  return std::make_unique<AutoIncrement>();
}

}  // namespace twintide::precheck
