/* The inside of tags, by the rules of the HTML standard's tokenizer, stricter
 * where browsers only guess. */
#include "template/internal.h"

#include <string.h>

static const char no_space[] =
	"a space is missing before an attribute, or in a section before it";
static const char stray[] =
	"no attribute begins with a quote, `<` or `=`: is one missing?";

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

static const char *const attributes[] = {
	[ATTRIBUTE_OTHER] = "",
	[ATTRIBUTE_STYLE] = "style",
	[ATTRIBUTE_SRCDOC] = "srcdoc",
};

static bool is_one_of(const char *bytes, char byte)
{
	return byte != '\0' && strchr(bytes, byte) != NULL;
}

/* The row of `names` that the word is, or 0. */
static size_t find_word(const struct html_spot *spot, const char *const *names,
			size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (html_is_word(spot, names[i]))
			return i;
	return 0;
}

static void end_tag_name(struct html_spot *spot)
{
	size_t count = sizeof(elements) / sizeof(*elements);

	if (!spot->is_end_tag)
		spot->element =
			(enum html_element)find_word(spot, elements, count);
}

static void end_name(struct html_spot *spot)
{
	size_t count = sizeof(attributes) / sizeof(*attributes);

	spot->attribute =
		(enum html_attribute)find_word(spot, attributes, count);
	if (spot->word_length > 1 && memcmp(spot->word, "on", 2) == 0)
		spot->attribute = ATTRIBUTE_HANDLER;
}

static void end_tag(struct html_spot *spot)
{
	enum html_element element = spot->element;

	*spot = (struct html_spot){
		.place = element != ELEMENT_OTHER ? PLACE_RAW : PLACE_TEXT,
		.element = element,
		.quoted = spot->quoted,
	};
}

bool html_tag_leave_name(struct html_spot *spot, char byte)
{
	if (byte == '>')
		end_tag(spot);
	else if (html_is_space(byte) || byte == '/')
		html_move(spot, PLACE_TAG);
	else
		return false;
	return true;
}

static const char *in_tag_name(struct html_spot *spot, char byte)
{
	if (html_is_space(byte) || byte == '/' || byte == '>')
		end_tag_name(spot);
	if (!html_tag_leave_name(spot, byte))
		html_spell(spot, byte);
	return NULL;
}

static const char *in_tag(struct html_spot *spot, char byte)
{
	if (html_tag_leave_name(spot, byte))
		return NULL;
	html_move(spot, PLACE_NAME);
	html_spell(spot, byte);
	return is_one_of("\"'<=", byte) ? stray : NULL;
}

static const char *after_value(struct html_spot *spot, char byte)
{
	if (html_tag_leave_name(spot, byte))
		return NULL;
	html_move(spot, PLACE_NAME);
	html_spell(spot, byte);
	return byte == '=' ? stray : no_space;
}

/* A slash may belong to an unquoted value that stands before. */
static const char *in_glued(struct html_spot *spot, char byte)
{
	return byte != '/' ? after_value(spot, byte) : NULL;
}

static const char *in_name(struct html_spot *spot, char byte)
{
	if (byte == '=') {
		end_name(spot);
		html_move(spot, PLACE_BEFORE_VALUE);
	} else if (html_is_space(byte)) {
		end_name(spot);
		html_move(spot, PLACE_AFTER_NAME);
	} else if (!html_tag_leave_name(spot, byte)) {
		html_spell(spot, byte);
		return is_one_of("\"'<", byte) ? stray : NULL;
	}
	return NULL;
}

static const char *after_name(struct html_spot *spot, char byte)
{
	if (html_is_space(byte))
		return NULL;
	if (byte == '=') {
		html_move(spot, PLACE_BEFORE_VALUE);
		return NULL;
	}
	spot->attribute = ATTRIBUTE_OTHER;
	return in_tag(spot, byte);
}

static const char *before_value_begins(struct html_spot *spot, char byte)
{
	if (html_is_space(byte))
		return NULL;
	if (byte == '>')
		end_tag(spot);
	else
		html_move(spot, byte == '"'  ? PLACE_DOUBLE :
				byte == '\'' ? PLACE_SINGLE :
					       PLACE_UNQUOTED);
	spot->quoted += byte == '"' || byte == '\'';
	return NULL;
}

static const char *in_quoted(struct html_spot *spot, char byte)
{
	if (byte == (spot->place == PLACE_DOUBLE ? '"' : '\'')) {
		html_move(spot, PLACE_AFTER_VALUE);
		spot->attribute = ATTRIBUTE_OTHER;
	}
	return NULL;
}

static const char *in_unquoted(struct html_spot *spot, char byte)
{
	if (byte == '/' || !html_tag_leave_name(spot, byte))
		return NULL;
	spot->attribute = ATTRIBUTE_OTHER;
	return NULL;
}

/* By enum html_place. */
static const char *(*const readers[])(struct html_spot *, char) = {
	[PLACE_TAG_NAME] = in_tag_name,
	[PLACE_TAG] = in_tag,
	[PLACE_AFTER_VALUE] = after_value,
	[PLACE_GLUED] = in_glued,
	[PLACE_NAME] = in_name,
	[PLACE_AFTER_NAME] = after_name,
	[PLACE_BEFORE_VALUE] = before_value_begins,
	[PLACE_DOUBLE] = in_quoted,
	[PLACE_SINGLE] = in_quoted,
	[PLACE_UNQUOTED] = in_unquoted,
};

const char *html_tag_read(struct html_spot *spot, char byte)
{
	const char *wrong = readers[spot->place](spot, byte);

	if (wrong == NULL || spot->is_lost)
		return NULL;
	spot->is_lost = true;
	return wrong;
}

void html_tag_cut(struct html_spot *spot)
{
	enum html_place place = spot->place;

	if (place == PLACE_TAG_NAME)
		end_tag_name(spot);
	if (place == PLACE_TAG_NAME || place == PLACE_NAME ||
	    place == PLACE_UNQUOTED)
		html_move(spot, PLACE_GLUED);
	if (place == PLACE_AFTER_NAME)
		html_move(spot, PLACE_TAG);
	if (spot->place >= PLACE_TAG && spot->place <= PLACE_GLUED)
		spot->attribute = ATTRIBUTE_OTHER;
}

const char *html_tag_element(enum html_element element)
{
	return elements[element];
}
