// Two servers that disagree on the case of names disagree on which table a change belongs to.
#include <algorithm>
#include <cctype>

#include "engine/precheck/checks/checks.h"

namespace twintide::precheck {
namespace {

bool hasCapitals(const TableId& id) {
  const std::string text = id.text();
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return std::isupper(static_cast<unsigned char>(c)); });
}

class LowerCaseTableNames final : public PairCheck {
 public:
  const char* id() const override { return "lower_case_table_names"; }

 protected:
  Result<Findings> runPair(Context& c) override {
    const std::string a = c.a.variable(id()), b = c.b.variable(id());
    Finding f = finding("ok", Severity::Passed, Side::Both);
    if (a == b) {
      f.args["value"] = a;
    } else {
      std::string example;
      const int count = capitals(c, example);
      f = finding(count ? "differs_with_capitals" : "differs",
                  count ? Severity::Error : Severity::Warning, Side::Both);
      f.args = {{"value_a", a}, {"value_b", b}};
      if (count) f.args.insert({{"example", example}, {"count", std::to_string(count)}});
    }
    f.object = id();
    return Findings{f};
  }

 private:
  static int capitals(const Context& c, std::string& example) {
    int count = 0;
    for (const Site* site : {&c.a, &c.b}) {
      for (const auto& t : site->tables) {
        if (!hasCapitals(t->id)) continue;
        if (count++ == 0) example = t->id.text();
      }
    }
    return count;
  }
};

}  // namespace

std::unique_ptr<Check> makeLowerCaseTableNames() {
  return std::make_unique<LowerCaseTableNames>();
}

}  // namespace twintide::precheck
