/* One telephone number and all its spellings, made from the digits alone, so
 * that what is dialed is always what is shown; and what a phone can be. */
#ifndef SIGNPOST_RECORD_PHONE_H
#define SIGNPOST_RECORD_PHONE_H

#include <stdbool.h>
#include <stddef.h>

struct phone_number {
	char shown[32];	 /* "1-866-347-2423", "711", "+44-20-7946-0000" */
	char dialed[24]; /* "+18663472423", "711", "+442079460000" */
};

/* Reads a number as an editor writes it: `+`, country and number in E.164
 * (at most 15 digits) parted by hyphens or blanks, or a short code: three
 * digits N11 or 988, five or six digits in one piece, or one of `codes`, as in
 * `112, 116123` (NULL: none). NULL, or why it is none, as words. */
const char *phone_read(const char *text, const char *codes,
		       struct phone_number *number);

/* Room for the words of phone_advice(). */
#define PHONE_ADVICE 320

/* How a text that phone_read() refused is to be written, as words, where that
 * can be known: what is missing, where an extension goes, how [directory] names
 * a short code. Else NULL. */
const char *phone_advice(const char *text, const char *codes,
			 char words[PHONE_ADVICE]);

/* Whether a number, as it is dialed, is for emergencies of every kind, which
 * are not the line that a reader looks for here. */
bool phone_is_emergency(const struct phone_number *number);

/* Whether a text can stand among short codes: two to six digits. NULL, or why
 * not, as words. */
const char *phone_code_fault(const char *text);

/* One way to reach somebody by a number. */
struct phone_type {
	const char *id; /* as editors and programs name it */
	/* Of a link to the number (RFC 3966, RFC 5724), or NULL where there is
	 * nothing to call. */
	const char *scheme;
	const char *flag; /* the member of the model that says it is this */
	/* The words of the interface for what to do: at the beginning of a
	 * sentence, and within one. */
	const char *verb, *verb_within;
};

/* The one that a phone has which names none. */
#define PHONE_TYPE_DEFAULT "voice"

/* The ids of all types, as a row's choices. */
#define PHONE_TYPES	   "voice, text, textphone, fax, video, chat"

/* The type at a place from 0; NULL behind the last. */
const struct phone_type *phone_type_at(size_t place);

/* Whether it is a call, to which extensions, menus and relays belong. */
bool phone_type_is_call(const struct phone_type *type);

/* Whether it is a message in letters, of which a prompt is the word to send. */
bool phone_type_is_text(const struct phone_type *type);

/* The type of that id, or NULL. */
const struct phone_type *phone_type_of(const char *id);

#endif
