/* Sections as they are to be written. What a row of their kind would refuse
 * never gets into one. */
#ifndef SIGNPOST_IMPORT_HARVEST_H
#define SIGNPOST_IMPORT_HARVEST_H

#include <stdbool.h>

#include "import/report.h"
#include "import/terms.h"
#include "record/record.h"

struct harvest_pair {
	const char *name, *value;
	/* Where the value is what another system calls a section, the kind of
	 * that; else NULL. */
	const char *refers;
	struct harvest_pair *next;
};

/* An entry that is at a place. */
struct harvest_use {
	struct harvest_section *entry;
	struct harvest_use *next;
};

/* What the source tells of hours at one place, by itself. */
struct harvest_hours {
	const char *schedules; /* JSON */
	struct harvest_hours *next;
};

/* What was counted of a section, so that it is not counted again when the
 * section is told more fully. */
struct harvest_counted {
	struct tally *tally;
	size_t number;
	struct harvest_counted *next;
};

/* How often a rule cleaned something of a section, for the same. */
struct harvest_cleaned {
	unsigned rule, count;
};

struct harvest_section {
	const struct kind *kind;
	const char *id;
	const char *key; /* what the source calls it, or NULL */
	struct harvest_section
		*home; /* in whose file it stands; NULL: its own */
	struct harvest_pair *pairs, **tail;
	/* Of an entry: how much of it was there when it was taken, so that what
	 * is told more fully later is taken again. */
	size_t weight;
	struct harvest_counted *counted;
	struct harvest_cleaned *cleaned;
	size_t cleaned_count;
	bool is_merged;	 /* a service has gone into it */
	bool is_service; /* it stands in the file of its organization */
	/* Of a place: who may know of it, and whether nobody may, since what is
	 * there must not be found. */
	const char *visibility;
	bool is_sheltered;
	bool is_judged; /* whether its texts were asked for that */
	struct harvest_use *uses;
	struct harvest_hours *hours; /* of a service that is told by places */
	bool has_numbers;	     /* in the place of days of the week */
	bool has_torn_hours; /* of a number of which rows tell different ones */
	bool is_watched; /* police and the like, whom a person looks at first */
	const char *closing; /* words by which it is no more, or NULL */
	struct harvest_section *next;
};

/* What a field of HSDS is called in a table. */
struct harvest_alias {
	const char *field, *heading;
	struct harvest_alias *next;
};

struct harvest {
	struct harvest_section *told; /* the entry that is taken now, or NULL */
	struct arena *arena;
	struct arena *texts; /* of pairs: most of it, looked at in turn */
	struct report *report;
	const struct terms *terms;
	const struct kind *entry; /* with a row for each facet */
	struct harvest_section *first, **tail;
	size_t count;
	struct table keys; /* of the source, in the scope of the kind */
	struct harvest_section **by_key;
	size_t room;
	struct table ids;  /* in use, in the scope of the kind */
	struct table kept; /* keys by which sections had ids before */
	const char **kept_ids;
	size_t kept_room;
	struct harvest_alias *aliases;
	struct withheld *withheld; /* import/withheld.h */
	struct table kept_by_id;   /* the same ids in the scope of the kind */
	const char **kept_keys;	   /* by number in that */
	size_t kept_keys_room;
	struct table harmless; /* names of members that say nothing private */
	struct table numbered; /* ids behind which numbers stand, as -2 */
	size_t **next_numbers; /* by number in that */
	size_t numbers_room;
};

/* An empty one that lives as long as `arena`, and its pairs as long as `texts`,
 * which may be slower to touch (arena_new_in()). */
struct harvest *harvest_new(const struct terms *terms, struct arena *arena,
			    struct arena *texts);

/* An id that a section of another folder has, so that none here gets it. */
void harvest_take_id(struct harvest *harvest, const char *kind, const char *id);

/* The id that the section of this key had in the last import. */
void harvest_keep_id(struct harvest *harvest, const char *kind, const char *key,
		     const char *id);

/* What the source called the section that had this id, where that was kept, or
 * NULL. */
const char *harvest_kept_key(const struct harvest *harvest, const char *kind,
			     const char *id);

/* An id of no other section, made of `words`, which is taken from now on. */
const char *harvest_id(struct harvest *harvest, const char *kind,
		       const char *words);

/* The same for what the source calls `key`, or NULL; it is not taken yet. */
const char *harvest_id_for(struct harvest *harvest, const char *kind,
			   const char *key, const char *words);

/* `items` with room for the place `number`. */
void *harvest_room(void *items, size_t *room, size_t number,
		   struct arena *arena);

/* The section that the source calls `key`, or NULL. */
struct harvest_section *harvest_find(const struct harvest *harvest,
				     const char *kind, const char *key);

/* Lets another key of the source name the section too. */
void harvest_name(struct harvest *harvest, const char *key,
		  struct harvest_section *section);

/* A section more, whose id is made of `words`; `key` is what the source calls
 * it, or NULL. */
struct harvest_section *harvest_add(struct harvest *harvest,
				    const struct kind *kind, const char *key,
				    const char *words,
				    struct harvest_section *home);

/* Puts a pair behind the others; `note` may be NULL. False, and nothing is put,
 * where the row of the key does not take it, or there is such a pair and the
 * row has one only. */
bool harvest_put(struct harvest *harvest, struct harvest_section *section,
		 const char *name, const char *value, const char *note);

/* Puts what another site has as it stands, without asking its row; `name` may
 * carry a language. False where no line of INI can hold it. */
bool harvest_put_as_is(struct harvest *harvest, struct harvest_section *section,
		       const char *name, const char *value);

/* The same of what names a section, by the key that the source has for it. */
void harvest_refer(struct harvest *harvest, struct harvest_section *section,
		   const char *name, const char *kind, const char *key);

/* Lets notes name a field, as in service.fees, by the heading of its column;
 * several of one field are named together. */
void harvest_alias(struct harvest *harvest, const char *field,
		   const char *heading);

/* Puts what no rule is sure of into `internal-note` of an entry, with the name
 * of the field, and counts it. */
void harvest_note(struct harvest *harvest, struct harvest_section *entry,
		  const char *field, const char *text);

/* The same with the heading of a column in a table. */
void harvest_note_column(struct harvest *harvest, struct harvest_section *entry,
			 const char *heading, const char *text);

/* Counts a member that has no place. */
void harvest_lose(struct harvest *harvest, const char *field);

/* The first value of the name, or NULL. */
const char *harvest_value(const struct harvest_section *section,
			  const char *name);

/* Whether the section has such a pair. */
bool harvest_has(const struct harvest_section *section, const char *name,
		 const char *value);

/* Takes the first value of the name out of a section; NULL where there is none.
 */
const char *harvest_take_out(struct harvest_section *section, const char *name);

/* Forgets the pairs of a section and what was counted of them, but where it is
 * and what is noted of its places, phones and contacts: these are told once. */
void harvest_empty(struct harvest *harvest, struct harvest_section *section);

/* Begins to count what is cleaned of one section by itself: what the report
 * counts of the one around it comes back, for harvest_end_cleaned(). */
struct clean_tally harvest_begin_cleaned(struct harvest *harvest);

/* Ends that, and keeps it with the section. */
void harvest_end_cleaned(struct harvest *harvest,
			 struct harvest_section *section,
			 const struct clean_tally *around);

/* Who is above a section, or NULL: an organization may be told behind its
 * services. */
struct harvest_section *harvest_above(const struct harvest *harvest,
				      const struct harvest_section *section);

/* The id of whom all of it belongs to: the last one above, or its own. */
const char *harvest_owner(const struct harvest *harvest,
			  const struct harvest_section *section);

/* Replaces keys by ids, once all is there; what is not there is lost, which is
 * counted. */
void harvest_finish(struct harvest *harvest);

#endif
