// Purpose: the head parsers, one per statement family; each fills a Statement from the cursor on.
// Owner: parse(). Thread: pure functions.
#pragma once

#include "engine/ddl/cursor.h"

namespace twintide::ddl {

void classify(Statement& s, Class cls, std::string reason);

// Table heads (heads_table.cpp). The cursor stands after the object word.
void parseCreateTable(Cursor& c, Statement& s);
void parseAlterTable(Cursor& c, Statement& s);
void parseDropTable(Cursor& c, Statement& s);
void parseTruncate(Cursor& c, Statement& s);
void parseRenameTable(Cursor& c, Statement& s);
void parseCreateIndex(Cursor& c, Statement& s);
void parseDropIndex(Cursor& c, Statement& s);
void parseDatabase(Cursor& c, Statement& s);

// What is not replicated by this job (heads_other.cpp): views, routines, accounts, session
// statements, maintenance, rows written as statements. False: unknown to us.
bool parseOther(Cursor& c, Statement& s);

// Notes and removes IF [NOT] EXISTS, WAIT n / NOWAIT at the cursor.
void takeIfExists(Cursor& c, Statement& s);
void takeWait(Cursor& c, Statement& s);

}  // namespace twintide::ddl
