/* What the rows of a section are in the model, and what is said of a section
 * that another one names. */
#ifndef SIGNPOST_DOCUMENT_RECORD_H
#define SIGNPOST_DOCUMENT_RECORD_H

#include <jansson.h>

#include "directory/entry.h"
#include "directory/members.h"
#include "record/record.h"
#include "site/edition.h"

/* The member that has hours of later days, beside those of today. */
#define DOCUMENT_HOURS_LATER "hours_later"

/* Sets a member to a text, unless that is NULL. */
void document_text(json_t *object, const char *name, const char *text);

/* Sets a member to whether something is so. */
void document_flag(json_t *object, const char *name, bool is_so);

/* Sets a member to a list, which it takes, unless nothing is in that. */
void document_items(json_t *object, const char *name, json_t *list);

/* A text of pieces, one behind the other, which end with a NULL. For
 * json_decref(). */
json_t *document_join(const char *const *pieces);

#define DOCUMENT_JOIN(...)                                                     \
	document_join((const char *const[]){ __VA_ARGS__, NULL })

/* Appends a text of JSON. */
void document_print(const json_t *value, struct buf *out);

/* An object for what a record says. In another language than the default it
 * has a member `untranslated`. For json_decref(). */
json_t *document_object(const struct edition *edition);

/* Notes that the member `name` of such an object is in the default language. */
void document_mark(const struct edition *edition, const char *name,
		   json_t *object);

/* Sets the member `name` to the words of the row's first value, if any. */
void document_words(const struct edition *edition, const struct record *record,
		    size_t row, const char *name, json_t *object);

/* `{id, name}` of a record that is referred to. For json_decref(). */
json_t *document_of(const struct edition *edition, const struct record *record);

/* The address of the site's own that has `path` behind the base, in the
 * edition's language where that was asked for. For json_decref(). */
json_t *document_address(const struct edition *edition, const char *path);

/* `{id, name, page}` of an entry. For json_decref(). */
json_t *document_reference(const struct edition *edition,
			   const struct entry *entry);

/* Adds to `object` what the hours say: `schedule`, a list of `{days, opens,
 * closes}` with days as in MO (RFC 5545) and times as in 08:00, and `zone`
 * unless they are those of the place that is called. */
void document_schedule(const struct hours *hours, json_t *object);

/* Sets the member that a row stands for, unless it is private and the edition
 * is not internal. */
void document_row(const struct edition *edition, const struct record *record,
		  size_t row, json_t *object);

#endif
