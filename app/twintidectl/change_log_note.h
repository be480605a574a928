// Purpose: what must not be done at the sites of a pair while no link renews their triggers.
// Owner: the commands that pause, stop and look. Thread: main.
#pragma once

#include <QString>

#include "engine/api/engine.h"

namespace twintide::app {

// Empty when every change log of the pair is attended to, or it has none.
QString changeLogNote(api::Engine& engine, const PairSpec& pair, const PairSnapshot& snapshot);

}  // namespace twintide::app
