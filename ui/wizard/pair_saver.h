// Purpose: turns the draft into saved definitions: all of it, or nothing.
// Owner: PairWizard. Thread: UI.
#pragma once

#include "engine/api/engine.h"
#include "ui/wizard/draft.h"

namespace twintide::ui {

// Puts the typed passwords where jobs of unsaved sources find them.
Status keepDraftSecrets(api::Engine& engine, const PairDraft& draft);
// Takes back the passwords of sources that were not saved.
void forgetDraftSecrets(api::Engine& engine, const PairDraft& draft);
// Saves new sources and the pair; on an error everything saved by this call is removed again.
Status saveDraft(api::Engine& engine, const PairDraft& draft);

}  // namespace twintide::ui
