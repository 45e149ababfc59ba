/* The HTML standard's tokenizer as a table, stricter where browsers only
 * guess. */
#include "template/internal.h"

#include <ctype.h>
#include <string.h>

#define SPACE	" \t\n\f\r"
#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define NO_SPACE                                                               \
	"a space is missing before an attribute, or in a section before it"
#define STRAY "no attribute begins with a quote, `<` or `=`: is one missing?"

/* Where one of `bytes` leads from a place; NULL: any that no row before it
 * has. */
struct rule {
	const char *bytes;
	enum html_place to;
	const char *wrong; /* NULL, or what is wrong with the byte */
};

/* By enum html_place. What raw text ends with is longer than a byte. */
static const struct rule rules[][6] = {
	[PLACE_TEXT] = { { "<", PLACE_OPEN, NULL },
			 { NULL, PLACE_TEXT, NULL } },
	[PLACE_OPEN] = { { "/", PLACE_CLOSE, NULL },
			 { "!", PLACE_DECLARATION, NULL },
			 { "?", PLACE_BOGUS, NULL },
			 { "<", PLACE_OPEN, NULL },
			 { LETTERS, PLACE_TAG_NAME, NULL },
			 { NULL, PLACE_TEXT, NULL } },
	[PLACE_CLOSE] = { { ">", PLACE_TEXT, NULL },
			  { LETTERS, PLACE_TAG_NAME, NULL },
			  { NULL, PLACE_BOGUS, NULL } },
	[PLACE_DECLARATION] = { { ">", PLACE_TEXT, NULL },
				{ "-", PLACE_DECLARATION_DASH, NULL },
				{ NULL, PLACE_BOGUS, NULL } },
	[PLACE_DECLARATION_DASH] = { { ">", PLACE_TEXT, NULL },
				     { "-", PLACE_COMMENT_START, NULL },
				     { NULL, PLACE_BOGUS, NULL } },
	[PLACE_BOGUS] = { { ">", PLACE_TEXT, NULL },
			  { NULL, PLACE_BOGUS, NULL } },
	[PLACE_COMMENT_START] = { { ">", PLACE_TEXT, NULL },
				  { "-", PLACE_COMMENT_START_DASH, NULL },
				  { NULL, PLACE_COMMENT, NULL } },
	[PLACE_COMMENT_START_DASH] = { { ">", PLACE_TEXT, NULL },
				       { "-", PLACE_COMMENT_END, NULL },
				       { NULL, PLACE_COMMENT, NULL } },
	[PLACE_COMMENT] = { { "-", PLACE_COMMENT_DASH, NULL },
			    { NULL, PLACE_COMMENT, NULL } },
	[PLACE_COMMENT_DASH] = { { "-", PLACE_COMMENT_END, NULL },
				 { NULL, PLACE_COMMENT, NULL } },
	[PLACE_COMMENT_END] = { { ">", PLACE_TEXT, NULL },
				{ "-", PLACE_COMMENT_END, NULL },
				{ "!", PLACE_COMMENT_BANG, NULL },
				{ NULL, PLACE_COMMENT, NULL } },
	[PLACE_COMMENT_BANG] = { { ">", PLACE_TEXT, NULL },
				 { "-", PLACE_COMMENT_DASH, NULL },
				 { NULL, PLACE_COMMENT, NULL } },
	[PLACE_TAG_NAME] = { { SPACE "/", PLACE_TAG, NULL },
			     { ">", PLACE_TEXT, NULL },
			     { NULL, PLACE_TAG_NAME, NULL } },
	[PLACE_TAG] = { { SPACE "/", PLACE_TAG, NULL },
			{ ">", PLACE_TEXT, NULL },
			{ "\"'<=", PLACE_NAME, STRAY },
			{ NULL, PLACE_NAME, NULL } },
	[PLACE_AFTER_VALUE] = { { SPACE "/", PLACE_TAG, NULL },
				{ ">", PLACE_TEXT, NULL },
				{ "=", PLACE_NAME, STRAY },
				{ NULL, PLACE_NAME, NO_SPACE } },
	/* A slash may belong to an unquoted value that stands before. */
	[PLACE_GLUED] = { { "/", PLACE_GLUED, NULL },
			  { SPACE, PLACE_TAG, NULL },
			  { ">", PLACE_TEXT, NULL },
			  { "=", PLACE_NAME, STRAY },
			  { NULL, PLACE_NAME, NO_SPACE } },
	[PLACE_NAME] = { { "=", PLACE_BEFORE_VALUE, NULL },
			 { SPACE, PLACE_AFTER_NAME, NULL },
			 { "/", PLACE_TAG, NULL },
			 { ">", PLACE_TEXT, NULL },
			 { "\"'<", PLACE_NAME, STRAY },
			 { NULL, PLACE_NAME, NULL } },
	[PLACE_AFTER_NAME] = { { SPACE, PLACE_AFTER_NAME, NULL },
			       { "=", PLACE_BEFORE_VALUE, NULL },
			       { "/", PLACE_TAG, NULL },
			       { ">", PLACE_TEXT, NULL },
			       { "\"'<", PLACE_NAME, STRAY },
			       { NULL, PLACE_NAME, NULL } },
	[PLACE_BEFORE_VALUE] = { { SPACE, PLACE_BEFORE_VALUE, NULL },
				 { ">", PLACE_TEXT, NULL },
				 { "\"", PLACE_DOUBLE, NULL },
				 { "'", PLACE_SINGLE, NULL },
				 { NULL, PLACE_UNQUOTED, NULL } },
	[PLACE_DOUBLE] = { { "\"", PLACE_AFTER_VALUE, NULL },
			   { NULL, PLACE_DOUBLE, NULL } },
	[PLACE_SINGLE] = { { "'", PLACE_AFTER_VALUE, NULL },
			   { NULL, PLACE_SINGLE, NULL } },
	[PLACE_UNQUOTED] = { { SPACE, PLACE_TAG, NULL },
			     { ">", PLACE_TEXT, NULL },
			     { NULL, PLACE_UNQUOTED, NULL } },
};

static const char *const elements[] = {
	[ELEMENT_OTHER] = "",
	[ELEMENT_SCRIPT] = "script",
	[ELEMENT_STYLE] = "style",
	[ELEMENT_TITLE] = "title",
	[ELEMENT_TEXTAREA] = "textarea",
	[ELEMENT_IFRAME] = "iframe",
	[ELEMENT_NOEMBED] = "noembed",
	[ELEMENT_NOFRAMES] = "noframes",
	[ELEMENT_XMP] = "xmp",
};

void template_point_pass(struct template_point *point, char byte)
{
	point->column++;
	if (byte == '\n')
		*point = (struct template_point){ point->line + 1, 1 };
}

static bool is_one_of(const char *bytes, char byte)
{
	return byte != '\0' && strchr(bytes, byte) != NULL;
}

/* Adds a byte to the word, in lower case. What is longer than the longest name
 * that matters is not kept. */
static void spell(struct html_spot *spot, char byte)
{
	if (spot->word_length < sizeof(spot->word))
		spot->word[spot->word_length++] =
			(char)tolower((unsigned char)byte);
}

bool html_is_word(const struct html_spot *spot, const char *name)
{
	return spot->word_length == strlen(name) &&
	       memcmp(spot->word, name, spot->word_length) == 0;
}

static enum html_element element_of(const struct html_spot *spot)
{
	enum html_element element = ELEMENT_XMP;

	while (element != ELEMENT_OTHER &&
	       !html_is_word(spot, elements[element]))
		element--;
	return element;
}

static enum html_attribute attribute_of(const struct html_spot *spot)
{
	if (spot->word_length > 1 && memcmp(spot->word, "on", 2) == 0)
		return ATTRIBUTE_HANDLER;
	if (html_is_word(spot, "style"))
		return ATTRIBUTE_STYLE;
	return html_is_word(spot, "srcdoc") ? ATTRIBUTE_SRCDOC :
					      ATTRIBUTE_OTHER;
}

/* Goes to another place, where a new word begins. */
static void move(struct html_spot *spot, enum html_place to)
{
	if (spot->place == PLACE_CLOSE)
		spot->is_end_tag = to == PLACE_TAG_NAME;
	if (spot->place == PLACE_TAG_NAME && !spot->is_end_tag)
		spot->element = element_of(spot);
	if (spot->place == PLACE_NAME)
		spot->attribute = attribute_of(spot);
	if (to < PLACE_AFTER_NAME)
		spot->attribute = ATTRIBUTE_OTHER;
	spot->quoted += to == PLACE_DOUBLE || to == PLACE_SINGLE;
	spot->place = to;
	spot->word_length = 0;
	if (to == PLACE_TEXT)
		*spot = (struct html_spot){
			.place = spot->element != ELEMENT_OTHER ? PLACE_RAW :
								  PLACE_TEXT,
			.element = spot->element,
			.quoted = spot->quoted,
		};
}

/* Whether the word may still become the end of the raw text, or a `<!--`. */
static bool may_matter(const struct html_spot *spot)
{
	const char *name = elements[spot->element];
	size_t length = spot->word_length;

	if (memcmp(spot->word, "<!--", length < 4 ? length : 4) == 0)
		return length <= 4;
	if (memcmp(spot->word, "</", length < 2 ? length : 2) != 0)
		return false;
	return length <= 2 || strncmp(spot->word + 2, name, length - 2) == 0;
}

/* Whether `byte` ends the raw text: `</script` stands before it. */
static bool ends_raw(const struct html_spot *spot, char byte)
{
	return spot->word_length == strlen(elements[spot->element]) + 2 &&
	       spot->word[1] == '/' && is_one_of(SPACE "/>", byte);
}

static const char *read_raw(struct html_spot *spot, char byte)
{
	if (ends_raw(spot, byte)) {
		*spot = (struct html_spot){ .place = PLACE_TAG_NAME,
					    .is_end_tag = true,
					    .quoted = spot->quoted };
		return html_read(spot, byte);
	}
	if (byte == '<')
		spot->word_length = 0;
	if (byte == '<' || spot->word_length > 0)
		spell(spot, byte);
	if (!may_matter(spot))
		spot->word_length = 0;
	if (!html_is_word(spot, "<!--"))
		return NULL;
	spot->word_length = 0;
	return spot->element == ELEMENT_SCRIPT ?
		       "`<!--` inside <script> hides its end: take it out" :
		       NULL;
}

const char *html_read(struct html_spot *spot, char byte)
{
	const struct rule *rule = rules[spot->place];

	if (spot->place == PLACE_RAW)
		return read_raw(spot, byte);
	while (rule->bytes != NULL && !is_one_of(rule->bytes, byte))
		rule++;
	if (rule->to != spot->place)
		move(spot, rule->to);
	if (rule->to == PLACE_TAG_NAME || rule->to == PLACE_NAME)
		spell(spot, byte);
	if (rule->wrong == NULL || spot->is_lost)
		return NULL;
	spot->is_lost = true;
	return rule->wrong;
}

void html_cut(struct html_spot *spot)
{
	if (spot->place == PLACE_TAG_NAME || spot->place == PLACE_NAME ||
	    spot->place == PLACE_UNQUOTED)
		move(spot, PLACE_GLUED);
	if (spot->place == PLACE_AFTER_NAME)
		move(spot, PLACE_TAG);
}
