#include "ui/wizard/pair_saver.h"

namespace twintide::ui {

Status keepDraftSecrets(api::Engine& engine, const PairDraft& draft) {
  for (const SideDraft* side : {&draft.a, &draft.b}) {
    if (side->existing && side->password.isEmpty()) continue;
    TWINTIDE_TRY(engine.secrets().put(side->source.name, Secret(side->password.toStdString())));
  }
  engine.setDraftSources({draft.a.source, draft.b.source});
  return {};
}

void forgetDraftSecrets(api::Engine& engine, const PairDraft& draft) {
  engine.setDraftSources({});
  for (const SideDraft* side : {&draft.a, &draft.b}) {
    if (!side->existing && !side->source.name.empty())
      (void)engine.secrets().remove(side->source.name);  // nothing stored is as good as removed
  }
}

Status saveDraft(api::Engine& engine, const PairDraft& draft) {
  std::vector<std::string> saved;
  const auto undo = [&] {
    for (const std::string& name : saved) (void)engine.removeDataSource(name);
  };
  TWINTIDE_TRY(keepDraftSecrets(engine, draft));
  for (const SideDraft* side : {&draft.a, &draft.b}) {
    if (side->existing) continue;
    if (Status s = engine.saveDataSource(side->source); !s) {
      undo();
      return s;
    }
    saved.push_back(side->source.name);
  }
  if (Status s = engine.savePair(draft.spec()); !s) {
    undo();
    return s;
  }
  engine.setDraftSources({});
  return {};
}

}  // namespace twintide::ui
