/* Text, comments and raw text, by the rules of the HTML standard's tokenizer.
 */
#include "template/html.h"

#include <string.h>

#include "template/tag.h"

/* How near the end of a comment is: none, one or two dashes, or these. */
enum {
	COMMENT_BANG = 3, /* after `--!` */
	COMMENT_FRESH,	  /* after `<!--` */
	COMMENT_FRESH_DASH,
};

static const char script_comment[] =
	"`<!--` inside <script> hides its end: take it out";

static const char *in_text(struct template_spot *spot, char byte)
{
	if (byte == '<')
		template_spot_move(spot, PLACE_OPEN);
	return NULL;
}

static const char *in_open(struct template_spot *spot, char byte)
{
	if (byte == '/')
		template_spot_move(spot, PLACE_CLOSE);
	else if (byte == '!')
		template_spot_move(spot, PLACE_DECLARATION);
	else if (byte == '?')
		template_spot_move(spot, PLACE_BOGUS);
	else if (template_spot_is_letter(byte))
		template_spot_move(spot, PLACE_TAG_NAME);
	else if (byte != '<')
		template_spot_move(spot, PLACE_TEXT);
	if (spot->place == PLACE_TAG_NAME)
		template_spot_spell(spot, byte);
	return NULL;
}

static const char *in_close(struct template_spot *spot, char byte)
{
	if (byte == '>') {
		template_spot_move(spot, PLACE_TEXT);
	} else if (template_spot_is_letter(byte)) {
		template_spot_move(spot, PLACE_TAG_NAME);
		spot->is_end_tag = true;
		template_spot_spell(spot, byte);
	} else {
		template_spot_move(spot, PLACE_BOGUS);
	}
	return NULL;
}

static const char *in_declaration(struct template_spot *spot, char byte)
{
	template_spot_spell(spot, byte);
	if (byte == '>') {
		template_spot_move(spot, PLACE_TEXT);
	} else if (template_spot_is_word(spot, "--")) {
		template_spot_move(spot, PLACE_COMMENT);
		spot->dashes = COMMENT_FRESH;
	} else if (byte != '-') {
		template_spot_move(spot, PLACE_BOGUS);
	}
	return NULL;
}

static const char *in_bogus(struct template_spot *spot, char byte)
{
	if (byte == '>')
		template_spot_move(spot, PLACE_TEXT);
	return NULL;
}

static const char *in_comment(struct template_spot *spot, char byte)
{
	static const unsigned after_dash[] = {
		1, 2, 2, 1, COMMENT_FRESH_DASH, 2
	};
	bool is_near = spot->dashes >= 2;

	if (byte == '>' && is_near)
		template_spot_move(spot, PLACE_TEXT);
	else if (byte == '-')
		spot->dashes = after_dash[spot->dashes];
	else
		spot->dashes =
			byte == '!' && spot->dashes == 2 ? COMMENT_BANG : 0;
	return NULL;
}

/* Whether the word may still become the end of the raw text, or a `<!--`. */
static bool may_matter(const struct template_spot *spot)
{
	const char *name = template_tag_element(spot->element);
	size_t length = spot->word_length;

	if (memcmp(spot->word, "<!--", length < 4 ? length : 4) == 0)
		return length <= 4;
	if (memcmp(spot->word, "</", length < 2 ? length : 2) != 0)
		return false;
	return length <= 2 || strncmp(spot->word + 2, name, length - 2) == 0;
}

/* Whether `byte` ends the raw text: `</script` stands before it. */
static bool ends_raw(struct template_spot *spot, char byte)
{
	struct template_spot behind = {
		.is_end_tag = true,
		.quoted = spot->quoted,
	};

	if (spot->word_length !=
		    strlen(template_tag_element(spot->element)) + 2 ||
	    spot->word[1] != '/' || !template_tag_leave_name(&behind, byte))
		return false;
	*spot = behind;
	return true;
}

static const char *in_raw(struct template_spot *spot, char byte)
{
	if (ends_raw(spot, byte))
		return NULL;
	if (byte == '<')
		spot->word_length = 0;
	if (byte == '<' || spot->word_length > 0)
		template_spot_spell(spot, byte);
	if (!may_matter(spot))
		spot->word_length = 0;
	if (!template_spot_is_word(spot, "<!--"))
		return NULL;
	spot->word_length = 0;
	return spot->element == ELEMENT_SCRIPT ? script_comment : NULL;
}

/* By enum template_place. */
static const char *(*const readers[])(struct template_spot *, char) = {
	[PLACE_TEXT] = in_text,
	[PLACE_OPEN] = in_open,
	[PLACE_CLOSE] = in_close,
	[PLACE_DECLARATION] = in_declaration,
	[PLACE_BOGUS] = in_bogus,
	[PLACE_COMMENT] = in_comment,
	[PLACE_TAG_NAME] = template_tag_read,
	[PLACE_TAG] = template_tag_read,
	[PLACE_AFTER_VALUE] = template_tag_read,
	[PLACE_GLUED] = template_tag_read,
	[PLACE_NAME] = template_tag_read,
	[PLACE_AFTER_NAME] = template_tag_read,
	[PLACE_BEFORE_VALUE] = template_tag_read,
	[PLACE_DOUBLE] = template_tag_read,
	[PLACE_SINGLE] = template_tag_read,
	[PLACE_UNQUOTED] = template_tag_read,
	[PLACE_RAW] = in_raw,
};

const char *template_html_read(struct template_spot *spot, char byte)
{
	return readers[spot->place](spot, byte);
}
