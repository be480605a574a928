// Purpose: labelled places at which a test may end this process the way kill -9 would.
// Owner: engine/base; armed by the environment only. Thread: any.
#pragma once

#include <string_view>

namespace twintide {

// True the n-th time the label armed by TWINTIDE_KILL_AT=label:n is reached; never when nothing is
// armed. For places that have something to do before they die.
bool killPointDue(std::string_view label);

// Ends the process there.
void killPoint(std::string_view label);

// Writes a part (0..1) of a COM_QUERY packet to the socket and ends the process: a packet that the
// server has in part, or has and cannot answer.
[[noreturn]] void dieSending(int socket, std::string_view sql, double part);

}  // namespace twintide
