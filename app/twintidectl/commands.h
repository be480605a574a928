// Purpose: the commands of twintidectl; each returns the exit code.
// Owner: main. Thread: main.
#pragma once

#include "app/twintidectl/context.h"

namespace twintide::app {

int pairCreate(Context& c);
int pairList(Context& c);
int pairShow(Context& c);
int pairRemove(Context& c);
int pairCleanUp(Context& c);

int sourceAdd(Context& c);
int sourceList(Context& c);
int sourceShow(Context& c);
int sourceTest(Context& c);
int sourceRemove(Context& c);

int precheck(Context& c);
int start(Context& c);
int pause(Context& c);
int resume(Context& c);
int stop(Context& c);
int status(Context& c);
int ddlShow(Context& c);
int ddlSkip(Context& c);
int ddlRetry(Context& c);
int drill(Context& c);
int serve(Context& c);
int events(Context& c);
int conflicts(Context& c);
int resolve(Context& c);
int demo(Context& c);

}  // namespace twintide::app
