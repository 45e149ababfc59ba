/* What the rules of clean.c do, by what it is done to. Each function gives the
 * same pointer back where it has nothing to do. */
#ifndef SIGNPOST_CLEAN_RULES_H
#define SIGNPOST_CLEAN_RULES_H

#include "base/arena.h"

const char *rules_markup(const char *text, struct arena *arena);
const char *rules_entities(const char *text, struct arena *arena);
const char *rules_mojibake(const char *text, struct arena *arena);
const char *rules_controls(const char *text, struct arena *arena);
const char *rules_blanks(const char *text, struct arena *arena);
const char *rules_quotes(const char *text, struct arena *arena);
const char *rules_bars(const char *text, struct arena *arena);
const char *rules_small(const char *text, struct arena *arena);

const char *rules_scheme(const char *text, struct arena *arena);
const char *rules_mailto(const char *text, struct arena *arena);
const char *rules_state(const char *text, struct arena *arena);
const char *rules_language(const char *text, struct arena *arena);
const char *rules_moment(const char *text, struct arena *arena);
const char *rules_date(const char *text, struct arena *arena);

const char *rules_tel(const char *text, struct arena *arena);
const char *rules_extension(const char *text, struct arena *arena);
const char *rules_twice(const char *text, struct arena *arena);
const char *rules_bare(const char *text, struct arena *arena);
const char *rules_letters(const char *text, struct arena *arena);
const char *rules_marks(const char *text, struct arena *arena);
const char *rules_country(const char *text, struct arena *arena);

const char *rules_always(const char *text, struct arena *arena);
const char *rules_hours(const char *text, struct arena *arena);

#endif
