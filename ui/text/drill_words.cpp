// The steps of the drill and of starting a practice pair.
#include <QCoreApplication>

#include "ui/text/messages.h"
#include "ui/text/numbers.h"
#include "ui/text/template_text.h"

namespace twintide::ui::text {
namespace {

struct Drill {
  Q_DECLARE_TR_FUNCTIONS(Drill)
};

// Measured facts, in the order in which they are worth reading.
QString facts(DrillStepId id) {
  switch (id) {
    case DrillStepId::InsertAtA:
    case DrillStepId::InsertAtB:
    case DrillStepId::RowsIntoNewTable:
      return Drill::tr("[rows: {rows}][, {table}]");
    case DrillStepId::CreateTable:
      return QStringLiteral("[{table}]");
    case DrillStepId::AlterTable:
      return Drill::tr("[{table}][, new column {column}]");
    case DrillStepId::NothingLooped:
      return Drill::tr(
          "[written at {a}: {written_a}, arrived at {b}: {applied_b}]"
          "[; written at {b}: {written_b}, arrived at {a}: {applied_a}]");
    case DrillStepId::BothEqual:
      return Drill::tr("[tables compared: {tables}]");
  }
  return {};
}

Args withSites(Args args, const Sites& sites) {
  args["a"] = sites.a.toStdString();
  args["b"] = sites.b.toStdString();
  return args;
}

}  // namespace

QString describe(const DrillStep& step, const Sites& sites) {
  switch (step.id) {
    case DrillStepId::InsertAtA:
      return Drill::tr("Rows inserted at %1 arrive at %2").arg(sites.a, sites.b);
    case DrillStepId::InsertAtB:
      return Drill::tr("Rows inserted at %1 arrive at %2").arg(sites.b, sites.a);
    case DrillStepId::CreateTable:
      return Drill::tr("A table created at %1 appears at %2").arg(sites.a, sites.b);
    case DrillStepId::RowsIntoNewTable:
      return Drill::tr("Rows inserted into it at %1 arrive at %2").arg(sites.b, sites.a);
    case DrillStepId::AlterTable:
      return Drill::tr("A column added at %1 appears at %2").arg(sites.a, sites.b);
    case DrillStepId::NothingLooped:
      return Drill::tr("Nothing looped: each change arrived exactly once");
    case DrillStepId::BothEqual:
      return Drill::tr("Both sides hold the same rows");
  }
  return {};
}

QString detail(const DrillStep& step, const Sites& sites) {
  return fill(facts(step.id), withSites(step.args, sites));
}

QString practiceStepText(const std::string& step) {
  if (step == "server_a") return Drill::tr("Starting the first database server");
  if (step == "server_b") return Drill::tr("Starting the second database server");
  if (step == "sample_tables") return Drill::tr("Creating the sample tables");
  if (step == "begin") return Drill::tr("preparation");
  return QString::fromStdString(step);
}

}  // namespace twintide::ui::text
