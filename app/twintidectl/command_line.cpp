#include "app/twintidectl/command_line.h"

#include <CLI/CLI.hpp>
#include <cstdlib>

#include "app/twintidectl/commands.h"
#include "app/twintidectl/ctl.h"
#include "app/twintidectl/exit_codes.h"
#include "engine/precheck/registry.h"
#include "ui/text/messages.h"

namespace twintide::app {
namespace {

std::string say(const QString& text) {
  return text.toStdString();
}

// Builds the tree of commands; each leaf stores itself in the invocation.
class Parser {
 public:
  explicit Parser(Invocation& invocation) : m_invocation(invocation), m_o(invocation.options) {
    m_app.name("twintidectl");
    m_app.description(say(Ctl::tr("Active-active links between two databases, without a screen.")));
    m_app.require_subcommand(1);
    m_app.fallthrough();
    m_app.add_option("--workspace,-w", m_o.workspace,
                     say(Ctl::tr("Folder of the definitions (default ~/.config/twintide)")));
    m_app.add_option("--lang", m_o.language, say(Ctl::tr("Language: en or zh")));
    m_app.add_flag("--json", m_o.json, say(Ctl::tr("Answer as JSON on standard output")));
    m_app.set_version_flag("--version", std::string("twintidectl " TWINTIDE_VERSION));
    definitions();
    links();
    history();
  }

  CLI::App& app() { return m_app; }

 private:
  CLI::App* leaf(CLI::App* parent, const char* name, const QString& text, int (*run)(Context&)) {
    CLI::App* a = parent->add_subcommand(name, say(text));
    a->fallthrough();
    a->callback([this, run] { m_invocation.command = run; });
    return a;
  }
  CLI::App* named(CLI::App* a, const char* what, bool needed = true) {
    CLI::Option* o = a->add_option(what, m_o.name);
    if (needed) o->required();
    return a;
  }
  CLI::App* group(const char* name, const QString& text) {
    CLI::App* g = m_app.add_subcommand(name, say(text));
    g->require_subcommand(1);
    g->fallthrough();
    return g;
  }
  void fileOption(CLI::App* a, const QString& text) {
    a->add_option("-f,--file", m_o.file, say(text))->required();
    a->add_flag("--replace", m_o.replace, say(Ctl::tr("Replace what has the same name")));
  }

  void definitions() {
    CLI::App* pair = group("pair", Ctl::tr("Link pairs: create, list, show, remove"));
    fileOption(leaf(pair, "create", Ctl::tr("Create a pair, and its data sources, from a file"),
                    pairCreate),
               Ctl::tr("YAML, as resources/examples/pair.yaml shows it"));
    leaf(pair, "list", Ctl::tr("All pairs"), pairList);
    named(leaf(pair, "show", Ctl::tr("The definition of a pair"), pairShow), "PAIR");
    named(leaf(pair, "remove", Ctl::tr("Remove the definition; the history stays"), pairRemove),
          "PAIR");
    named(leaf(pair, "clean-up",
               Ctl::tr("Remove marker rows, triggers and logs of a stopped pair from both servers"),
               pairCleanUp),
          "PAIR");
    CLI::App* source = group("source", Ctl::tr("Data sources: add, list, show, test, remove"));
    fileOption(leaf(source, "add", Ctl::tr("Add a data source from a file"), sourceAdd),
               Ctl::tr("YAML of one data source"));
    leaf(source, "list", Ctl::tr("All data sources"), sourceList);
    named(leaf(source, "show", Ctl::tr("The definition of a data source"), sourceShow), "SOURCE");
    named(leaf(source, "test", Ctl::tr("Connect and tell what is there"), sourceTest), "SOURCE");
    named(leaf(source, "remove", Ctl::tr("Remove a data source"), sourceRemove), "SOURCE");
  }

  void links() {
    CLI::App* p = named(
        leaf(&m_app, "precheck", Ctl::tr("Check whether a pair may start"), precheck), "PAIR");
    const CLI::IsMember known(precheck::checkIds());
    p->add_option("--skip", m_o.skip, say(Ctl::tr("Skip this check from now on (repeatable)")))
        ->check(known);
    p->add_option("--fix", m_o.fix, say(Ctl::tr("Run the remedy of this check (repeatable)")))
        ->check(known);
    p->add_flag("--yes", m_o.yes, say(Ctl::tr("Do not ask before running a remedy")));
    adminOptions(p);
    p->add_flag("--all", m_o.all, say(Ctl::tr("Show what passed, too")));
    p->add_option("--html", m_o.html, say(Ctl::tr("Write the report into this file")));
    CLI::App* s =
        named(leaf(&m_app, "start", Ctl::tr("Start both links of a pair"), start), "PAIR");
    s->add_flag("--serve", m_o.serve, say(Ctl::tr("Run the links here, as serve does")));
    named(leaf(&m_app, "pause", Ctl::tr("Pause both links; the position is kept"), pause), "PAIR");
    named(leaf(&m_app, "resume", Ctl::tr("Go on after a pause"), resume), "PAIR");
    named(leaf(&m_app, "stop", Ctl::tr("Stop both links cleanly"), stop), "PAIR");
    CLI::App* st =
        named(leaf(&m_app, "status", Ctl::tr("State, lag and rates"), status), "PAIR", false);
    st->add_flag("--watch", m_o.watch, say(Ctl::tr("Again every second until Ctrl-C")));
    ddl();
    CLI::App* d = named(
        leaf(&m_app, "drill", Ctl::tr("The active-active drill on a running pair"), drill), "PAIR");
    d->add_option("--html", m_o.html, say(Ctl::tr("Write the report into this file")));
    leaf(&m_app, "serve", Ctl::tr("Run links in the foreground until SIGTERM or Ctrl-C"), serve)
        ->add_option("PAIR", m_o.pairs, say(Ctl::tr("The pairs to start (default: all)")));
    CLI::App* demo_ =
        leaf(&m_app, "demo", Ctl::tr("Practice pair, precheck, start, drill, report"), demo);
    demo_->add_option("--servers", m_o.servers, say(Ctl::tr("oceanbase, mariadb or mysql")))
        ->check(CLI::IsMember({"oceanbase", "mariadb", "mysql"}));
    demo_->add_option("--out", m_o.out, say(Ctl::tr("Folder for servers, workspace and report")));
  }

  void adminOptions(CLI::App* p) {
    CLI::Option* user = p->add_option(
        "--admin-user", m_o.adminUser,
        say(Ctl::tr("Run remedies with this login; its password is asked for and not kept")));
    CLI::Option* file =
        p->add_option("--admin-password-file", m_o.adminPasswordFile,
                      say(Ctl::tr("Take the administrator's password from this file")));
    CLI::Option* env =
        p->add_option("--admin-password-env", m_o.adminPasswordEnv,
                      say(Ctl::tr("Take the administrator's password from this variable")));
    file->needs(user)->excludes(env);
    env->needs(user);
  }

  void ddl() {
    CLI::App* g = group("ddl", Ctl::tr("A DDL statement that a link has stopped at"));
    named(leaf(g, "show", Ctl::tr("The statement and why it failed"), ddlShow), "PAIR");
    named(leaf(g, "skip", Ctl::tr("Go on behind it without running it"), ddlSkip), "PAIR")
        ->add_flag("--yes", m_o.yes, say(Ctl::tr("Do not ask before skipping")));
    named(leaf(g, "retry", Ctl::tr("Try it again, after its cause was mended"), ddlRetry), "PAIR");
  }

  void history() {
    for (auto [name, text, run] :
         {std::tuple{"events", Ctl::tr("What happened to a pair"), &events},
          std::tuple{"conflicts", Ctl::tr("Conflicts and how they were decided"), &conflicts}}) {
      CLI::App* a = named(leaf(&m_app, name, text, run), "PAIR");
      a->add_option("--limit,-n", m_o.limit, say(Ctl::tr("At most so many, newest first")))
          ->check(CLI::Range(1, 10'000));
      m_conflicts = a;
    }
    m_conflicts->add_flag("--waiting", m_o.waiting,
                          say(Ctl::tr("Only quarantined rows that nobody has decided about")));
    CLI::App* r =
        named(leaf(&m_app, "resolve",
                   Ctl::tr("End the quarantine of a row: one side's row stands on both"), resolve),
              "PAIR");
    r->add_option("ID", m_o.conflictId, say(Ctl::tr("The number that “conflicts” shows")))
        ->required()
        ->check(CLI::PositiveNumber);
    r->add_option("--take", m_o.take, say(Ctl::tr("Whose row stands: a or b")))
        ->required()
        ->check(CLI::IsMember({"a", "b"}));
    r->add_flag("--yes", m_o.yes, say(Ctl::tr("Do not ask before overwriting the other row")));
    leaf(
        &m_app, "version", Ctl::tr("The version"), +[](Context& c) {
          c.out.line(QStringLiteral("twintidectl " TWINTIDE_VERSION));
          return c.done({{"version", TWINTIDE_VERSION}});
        });
  }

  Invocation& m_invocation;
  Options& m_o;
  CLI::App m_app;
  CLI::App* m_conflicts = nullptr;
};

}  // namespace

Invocation parseCommandLine(int argc, char** argv) {
  Invocation invocation;
  Parser parser(invocation);
  try {
    parser.app().parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    invocation.command = nullptr;
    invocation.exitCode = parser.app().exit(e) == 0 ? kOk : kUsage;
  }
  return invocation;
}

QString languageOf(int argc, char** argv) {
  std::string wanted;
  for (int i = 1; i < argc; ++i) {
    const std::string arg = argv[i];
    if (arg == "--lang" && i + 1 < argc) wanted = argv[i + 1];
    if (arg.starts_with("--lang=")) wanted = arg.substr(7);
  }
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (wanted.empty() && value) wanted = value;
  }
  return wanted.starts_with("zh") ? QStringLiteral("zh_CN") : QStringLiteral("en");
}

}  // namespace twintide::app
