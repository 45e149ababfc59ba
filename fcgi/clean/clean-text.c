/* Rules for every text. */
#include <ctype.h>
#include <string.h>

#include "base/buf.h"
#include "clean/rules.h"
#include "text/garble.h"
#include "text/list.h"
#include "text/utf8.h"

#define TEXT_BYTES ((size_t)4 * 1024 * 1024)

static const char *end(const char *text, struct buf *out, struct arena *arena)
{
	const char *made = text;

	if (strcmp(text, buf_text(out)) != 0)
		made = arena_text(arena, buf_text(out), out->length);
	buf_free(out);
	return made;
}

/* Which of the ways to be spoilt a place is. */
enum way { TAG, ENTITY, OTHER };

static enum way way_of(const struct garble *found)
{
	return *found->at == '<' ? TAG : *found->at == '&' ? ENTITY : OTHER;
}

/* Whether words on both sides of a tag are parted by it. */
static bool is_break(const struct garble *found)
{
	static const char *const within[] = { "a",    "b",	"em", "i",
					      "span", "strong", "u" };
	const char *name = found->at + 1 + (found->at[1] == '/');
	size_t length = strcspn(name, " />");

	return !list_has_word(within, sizeof(within) / sizeof(*within), name,
			      length);
}

static const char *meant_by(const struct garble *found)
{
	if (found->meant[0] != '\0')
		return found->meant;
	return way_of(found) == TAG && is_break(found) ? " " : "";
}

static const char *mend(const char *text, enum way way, struct arena *arena)
{
	struct buf out = buf_new(TEXT_BYTES);
	const char *at = text;
	struct garble found;

	while (garble_find(text, at, &found)) {
		bool is_mended = way_of(&found) == way &&
				 (way == TAG || found.meant[0] != '\0');

		buf_put(&out, at, (size_t)(found.at - at));
		if (is_mended)
			buf_puts(&out, meant_by(&found));
		else
			buf_put(&out, found.at, found.length);
		at = found.at + found.length;
	}
	buf_puts(&out, at);
	return end(text, &out, arena);
}

const char *rules_markup(const char *text, struct arena *arena)
{
	return strchr(text, '<') != NULL ? mend(text, TAG, arena) : text;
}

/* Twice: programs escape what is escaped. */
const char *rules_entities(const char *text, struct arena *arena)
{
	if (strchr(text, '&') == NULL)
		return text;
	return mend(mend(text, ENTITY, arena), ENTITY, arena);
}

static bool is_ascii(const char *text)
{
	while (*text != '\0' && *text != '\\' && (unsigned char)*text < 0x80)
		text++;
	return *text == '\0';
}

const char *rules_mojibake(const char *text, struct arena *arena)
{
	return is_ascii(text) ? text : mend(text, OTHER, arena);
}

/* Line ends are not seen as such by utf8_plain(), and are blanks later. */
const char *rules_controls(const char *text, struct arena *arena)
{
	struct buf out = buf_new(TEXT_BYTES);
	size_t left = strlen(text);
	const char *at = text;

	if (utf8_is_plain(text, left))
		return text;
	while (left > 0) {
		size_t plain = utf8_plain(at, left);
		struct utf8_character odd = utf8_first(at + plain);
		size_t size = odd.size > 0 && odd.point >= 0 ? odd.size : 1;

		buf_put(&out, at, plain);
		at += plain;
		left -= plain;
		if (left == 0)
			break;
		if (*at == '\n' || *at == '\r')
			buf_put(&out, at, 1);
		at += size;
		left -= size;
	}
	return end(text, &out, arena);
}

/* How many bytes of white space there are at `at`. */
static size_t blank_at(const char *at)
{
	if (*at != '\0' && strchr(" \t\r\n", *at) != NULL)
		return 1;
	return strncmp(at, "\xc2\xa0", 2) == 0 ? 2 : 0;
}

/* Whether every blank is a single one between words. */
static bool is_parted_well(const char *text)
{
	const char *at = text;

	if (text[0] == ' ')
		return false;
	while (*(at += strcspn(at, " \t\r\n\xc2")) != '\0') {
		if (at[0] == '\xc2' ?
			    blank_at(at) > 0 :
			    at[0] != ' ' || at[1] == ' ' || at[1] == '\0')
			return false;
		at++;
	}
	return true;
}

const char *rules_blanks(const char *text, struct arena *arena)
{
	struct buf out = buf_new(TEXT_BYTES);
	bool is_parted = false;

	if (is_parted_well(text))
		return text;
	for (const char *at = text; *at != '\0';) {
		size_t blank = blank_at(at);
		/* At least one byte, which may begin what is no blank. */
		size_t word = 1 + strcspn(at + 1, " \t\r\n\xc2");

		if (blank > 0) {
			is_parted = out.length > 0;
			at += blank;
			continue;
		}
		buf_puts(&out, is_parted ? " " : "");
		is_parted = false;
		buf_put(&out, at, word);
		at += word;
	}
	return end(text, &out, arena);
}

const char *rules_quotes(const char *text, struct arena *arena)
{
	size_t length = strlen(text);
	char quote = text[0];

	if (length < 2 || (quote != '"' && quote != '\'') ||
	    text[length - 1] != quote ||
	    memchr(text + 1, quote, length - 2) != NULL)
		return text;
	return arena_text(arena, text + 1, length - 2);
}

const char *rules_bars(const char *text, struct arena *arena)
{
	char *copy;

	if (strstr(text, " | ") == NULL)
		return text;
	copy = arena_text(arena, text, strlen(text));
	for (char *at = copy; (at = strstr(at, " | ")) != NULL;)
		at[1] = '/';
	return copy;
}

const char *rules_small(const char *text, struct arena *arena)
{
	char *copy = arena_text(arena, text, strlen(text));

	for (char *at = copy; *at != '\0'; at++)
		*at = (char)tolower((unsigned char)*at);
	return strcmp(copy, text) == 0 ? text : copy;
}
