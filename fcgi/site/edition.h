/* What renderers work from: one generation as one kind of visitor sees it, in
 * one language. Immutable and borrowed; it lives as long as its generation. */
#ifndef SIGNPOST_SITE_EDITION_H
#define SIGNPOST_SITE_EDITION_H

#include <jansson.h>
#include <stdbool.h>

#include "directory/directory.h"
#include "directory/takedown.h"
#include "site/assets.h"
#include "site/locale.h"
#include "site/secrets.h"
#include "site/settings.h"
#include "template/template.h"

struct index;
struct kept;
struct place_index;

struct edition {
	const struct directory *directory;
	const struct settings *settings;
	const struct secrets *secrets;
	const struct takedown *takedown;
	const struct template_set *templates;
	const struct assets *assets;
	const struct locale *locale;
	/* Of the directory's default language; the other editions show it
	 * where a translation is missing. */
	const struct locale *original;
	/* Links of this edition name its language. In the first edition of a
	 * kind of visitor they do not: it shows the default language to those
	 * who asked for none. */
	bool is_asked_for;
	/* Readers are led to it; else it comes up by its address alone, since
	 * it lacks what site/offering.h asks for. */
	bool is_offered;
	bool is_reviewed; /* a speaker has read all of the translation */
	bool is_internal;
	char revision[33];     /* of everything that can change an answer */
	char data_version[16]; /* of the directory, for people */
	char today[11];	       /* the day it was made on, YYYY-MM-DD */
	/* What the directory's start links ask for, by place: the terms that
	 * are chosen, by number; NULL where this edition does not know one. */
	const bool *const *starts;
	const struct index *index; /* of its words; NULL: nobody can search */
	const struct place_index *places; /* by their identifiers in HSDS */
	/* What was made of it, for edition_kept(); NULL: nothing is kept. */
	struct kept *kept;
	/* For edition_same(); NULL: nothing is made yet. */
	json_t *same;
	/* All for this kind of visitor: the first edition, then one for each
	 * language that is offered, in the directory's order. */
	const struct edition *all;
	size_t count;
	/* The first edition of what everybody may see, on the same day. */
	const struct edition *open;
};

/* The edition for the same kind of visitor in the language `tag`; the first
 * where that is NULL or not offered. */
const struct edition *edition_in(const struct edition *edition,
				 const char *tag);

/* The edition of what everybody may see, in the same language. */
const struct edition *edition_open(const struct edition *edition);

/* Where what was made of this edition is kept, which other threads do as well;
 * NULL: nowhere. Of a copy that somebody changes nothing is. */
struct kept *edition_kept(const struct edition *edition);

/* What was made once for all answers of this edition, by its name: borrowed,
 * and never to be changed; NULL: nothing was, nor of a copy. */
json_t *edition_same(const struct edition *edition, const char *name);

/* Whether those who see it can choose entries for a handout. */
bool edition_has_handout(const struct edition *edition);

/* A word of the interface, by its name in the model; borrowed. */
const char *edition_word(const struct edition *edition, const char *name);

/* A word of which a date or hours are made; borrowed. They are all of one
 * language, which edition_compose() says. */
const char *edition_composing_word(const struct edition *edition,
				   const char *name);

/* A text made of such words as a model has it: `{text, lang, dir}` where it is
 * in another language than the edition's. For json_decref(). */
json_t *edition_compose(const struct edition *edition, const char *text);

/* Whether the edition shows another language than the directory's default. */
bool edition_is_translated(const struct edition *edition);

#endif
