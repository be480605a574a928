// Purpose: the sources of the sentences: code → templates, marked for translation.
// Owner: ui/text. Thread: constants. Template language: template_text.h.
#pragma once

#include <vector>

#include "engine/base/error_code.h"

namespace twintide::ui::text {

struct ErrorText {
  ErrorCode code;
  const char* title;
  const char* why;     // null = none
  const char* remedy;  // null = none
};

struct FindingText {
  const char* check;  // "*" = any check
  const char* reason;
  const char* title;
  const char* why;
  const char* remedy;
};

struct IdText {
  const char* id;
  const char* text;
};

const std::vector<ErrorText>& serverErrors();
const std::vector<ErrorText>& workspaceErrors();
const std::vector<ErrorText>& linkErrors();

const std::vector<FindingText>& serverFindings();
const std::vector<FindingText>& captureFindings();
const std::vector<FindingText>& settingsFindings();
const std::vector<FindingText>& tablesFindings();
const std::vector<FindingText>& othersFindings();

const std::vector<IdText>& eventTexts();
const std::vector<IdText>& reasonTexts();
const std::vector<IdText>& checkTexts();

}  // namespace twintide::ui::text
