/* What a visitor looks for in words, and which entries have it. The words are
 * the visitor's own, so they stand in the search box and in links beside it,
 * and nowhere else. */
#ifndef SIGNPOST_SEARCH_MATCH_H
#define SIGNPOST_SEARCH_MATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "search/index.h"

struct seen;
struct worth;

/* A word by which an entry may have been found. */
struct match_way {
	const struct word *word;
	bool is_unfinished;
	uint64_t places; /* in the list: of the words for which it stands */
	struct match_way *next;
};

/* What words are spelt like; see near.h. */
struct match_near {
	const char *word, *found; /* NULL: nothing */
	bool is_heard;		  /* it is the same word, written by ear */
	struct match_near *next;
};

/* What was looked up, in the same arena: only one thread at a time may ask. */
struct match_memo {
	struct arena *arena;
	struct seen *seen;
	struct match_near *near;
	size_t near_left;	   /* how much work it may still make */
	const struct worth *worth; /* see worth.h; NULL: not weighed yet */
};

struct match {
	struct match_memo *memo;
	const struct index *index;
	struct token_list list;
	/* By the place of the entry, an enum rank: that of the word which it
	 * has in the worst place, RANK_NOWHERE where one is missing. NULL where
	 * the text has no words, so that it finds everything. */
	const unsigned char *ranks;
	struct match_way *ways;
	bool has_more; /* than little words */
	bool is_exact; /* nothing stands for them */
	bool is_own;   /* somebody speaks of themselves */
	bool is_whole; /* the last word is not the beginning of a longer one */
	/* The line whose words of danger are among them; NULL: none are. */
	const struct phone *danger;
};

/* Looks for `text` (plain UTF-8) in the index. An entry must have all the
 * words; one may be replaced by its synonyms, little ones count only among
 * their like, and the last may be the beginning of a longer one. Lives as long
 * as `arena`. */
const struct match *match_find(const struct index *index, const char *text,
			       struct arena *arena);

/* The same, where nothing else is to stand for the words: no synonym, no longer
 * word, no two words for one, none that is written out, and no danger is read
 * in them. */
const struct match *match_find_exactly(const struct index *index,
				       const char *text, struct arena *arena);

/* How well the entry at a place has the words: the abbreviation comes before
 * the name, the name before what a card says, that before what only means the
 * same, and last what only the page of the entry says. Where there are no
 * words, or for NULL, all are alike. */
unsigned match_rank(const struct match *match, size_t place);

/* The same, and among those that have them alike, how much of the words they
 * have (worth.h); below MATCH_ORDERS, the least first. */
#define MATCH_ORDERS (RANK_NOWHERE * 32)
unsigned match_order(const struct match *match, size_t place);

/* Whether the word at a place of the list, or what means the same, is
 * anywhere. */
bool match_has_word(const struct match *match, size_t word);

/* Whether a word, one of them or one like them, counts: little ones do not
 * where there are others. */
bool match_counts(const struct match *match, const struct word *word);

/* Whether the words from that place on also count in one: those that are tied
 * do, and one in short of which some words do. */
bool match_has_tied(const struct match *match, size_t place);

/* The words that count, as bits by their places in the list; those behind the
 * 63rd share one. */
uint64_t match_all_places(const struct match *match);

/* The same of those that are found by the word
 * `text` of that stem, in the language at a place of the index. */
uint64_t match_places(const struct match *match, const char *text,
		      const char *stem, size_t language);

#endif
