/* Text, comments and raw text in HTML, by the rules of the HTML standard's
 * tokenizer.
 */
#include "template/internal.h"

#include <string.h>

/* How near the end of a comment is: none, one or two dashes, or these. */
enum {
	COMMENT_BANG = 3, /* after `--!` */
	COMMENT_FRESH,	  /* after `<!--` */
	COMMENT_FRESH_DASH,
};

static const char script_comment[] =
	"`<!--` inside <script> hides its end: take it out";

void template_point_pass(struct template_point *point, char byte)
{
	point->column++;
	if (byte == '\n')
		*point = (struct template_point){ point->line + 1, 1 };
}

static char lower(char byte)
{
	return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

bool html_is_space(char byte)
{
	return byte != '\0' && strchr(" \t\n\f\r", byte) != NULL;
}

bool html_is_letter(char byte)
{
	return lower(byte) >= 'a' && lower(byte) <= 'z';
}

void html_move(struct html_spot *spot, enum html_place place)
{
	spot->place = place;
	spot->word_length = 0;
	spot->dashes = 0;
}

void html_spell(struct html_spot *spot, char byte)
{
	if (spot->word_length < sizeof(spot->word))
		spot->word[spot->word_length++] = lower(byte);
}

bool html_is_word(const struct html_spot *spot, const char *name)
{
	return spot->word_length == strlen(name) &&
	       memcmp(spot->word, name, spot->word_length) == 0;
}

static const char *in_text(struct html_spot *spot, char byte)
{
	if (byte == '<')
		html_move(spot, PLACE_OPEN);
	return NULL;
}

static const char *in_open(struct html_spot *spot, char byte)
{
	if (byte == '/')
		html_move(spot, PLACE_CLOSE);
	else if (byte == '!')
		html_move(spot, PLACE_DECLARATION);
	else if (byte == '?')
		html_move(spot, PLACE_BOGUS);
	else if (html_is_letter(byte))
		html_move(spot, PLACE_TAG_NAME);
	else if (byte != '<')
		html_move(spot, PLACE_TEXT);
	if (spot->place == PLACE_TAG_NAME)
		html_spell(spot, byte);
	return NULL;
}

static const char *in_close(struct html_spot *spot, char byte)
{
	if (byte == '>') {
		html_move(spot, PLACE_TEXT);
	} else if (html_is_letter(byte)) {
		html_move(spot, PLACE_TAG_NAME);
		spot->is_end_tag = true;
		html_spell(spot, byte);
	} else {
		html_move(spot, PLACE_BOGUS);
	}
	return NULL;
}

static const char *in_declaration(struct html_spot *spot, char byte)
{
	html_spell(spot, byte);
	if (byte == '>') {
		html_move(spot, PLACE_TEXT);
	} else if (html_is_word(spot, "--")) {
		html_move(spot, PLACE_COMMENT);
		spot->dashes = COMMENT_FRESH;
	} else if (byte != '-') {
		html_move(spot, PLACE_BOGUS);
	}
	return NULL;
}

static const char *in_bogus(struct html_spot *spot, char byte)
{
	if (byte == '>')
		html_move(spot, PLACE_TEXT);
	return NULL;
}

static const char *in_comment(struct html_spot *spot, char byte)
{
	static const unsigned after_dash[] = {
		1, 2, 2, 1, COMMENT_FRESH_DASH, 2
	};
	bool is_near = spot->dashes >= 2;

	if (byte == '>' && is_near)
		html_move(spot, PLACE_TEXT);
	else if (byte == '-')
		spot->dashes = after_dash[spot->dashes];
	else
		spot->dashes =
			byte == '!' && spot->dashes == 2 ? COMMENT_BANG : 0;
	return NULL;
}

/* Whether the word may still become the end of the raw text, or a `<!--`. */
static bool may_matter(const struct html_spot *spot)
{
	const char *name = html_tag_element(spot->element);
	size_t length = spot->word_length;

	if (memcmp(spot->word, "<!--", length < 4 ? length : 4) == 0)
		return length <= 4;
	if (memcmp(spot->word, "</", length < 2 ? length : 2) != 0)
		return false;
	return length <= 2 || strncmp(spot->word + 2, name, length - 2) == 0;
}

/* Whether `byte` ends the raw text: `</script` stands before it. */
static bool ends_raw(struct html_spot *spot, char byte)
{
	struct html_spot behind = {
		.is_end_tag = true,
		.quoted = spot->quoted,
	};

	if (spot->word_length != strlen(html_tag_element(spot->element)) + 2 ||
	    spot->word[1] != '/' || !html_tag_leave_name(&behind, byte))
		return false;
	*spot = behind;
	return true;
}

static const char *in_raw(struct html_spot *spot, char byte)
{
	if (ends_raw(spot, byte))
		return NULL;
	if (byte == '<')
		spot->word_length = 0;
	if (byte == '<' || spot->word_length > 0)
		html_spell(spot, byte);
	if (!may_matter(spot))
		spot->word_length = 0;
	if (!html_is_word(spot, "<!--"))
		return NULL;
	spot->word_length = 0;
	return spot->element == ELEMENT_SCRIPT ? script_comment : NULL;
}

/* By enum html_place; the places inside a tag are html-tag.c's. */
static const char *(*const readers[])(struct html_spot *, char) = {
	[PLACE_TEXT] = in_text,	  [PLACE_OPEN] = in_open,
	[PLACE_CLOSE] = in_close, [PLACE_DECLARATION] = in_declaration,
	[PLACE_BOGUS] = in_bogus, [PLACE_COMMENT] = in_comment,
	[PLACE_RAW] = in_raw,
};

const char *html_read(struct html_spot *spot, char byte)
{
	return readers[spot->place] != NULL ? readers[spot->place](spot, byte) :
					      html_tag_read(spot, byte);
}
