/* A spot in HTML: in text, in a tag, in a value, in a script. For the
 * template-* modules only. */
#ifndef SIGNPOST_TEMPLATE_SPOT_H
#define SIGNPOST_TEMPLATE_SPOT_H

#include <stdbool.h>
#include <stddef.h>

/* Where in a file something begins, both from 1. */
struct template_point {
	int line, column; /* in bytes */
};

/* Goes on behind `byte`. */
void template_point_pass(struct template_point *point, char byte);

enum template_place {
	PLACE_TEXT,
	PLACE_OPEN,	   /* after `<` */
	PLACE_CLOSE,	   /* after `</` */
	PLACE_DECLARATION, /* after `<!` */
	PLACE_BOGUS,	   /* in `<!doctype ...>`, `<?...>` and the like */
	PLACE_COMMENT,
	PLACE_TAG_NAME,
	/* Where an attribute may begin, the less free the later: */
	PLACE_TAG,
	PLACE_AFTER_VALUE, /* after a quote; a space must come first */
	PLACE_GLUED,	   /* after a section; a space must come first */
	PLACE_NAME,	   /* of an attribute */
	PLACE_AFTER_NAME,
	PLACE_BEFORE_VALUE,
	PLACE_DOUBLE, /* in "..." */
	PLACE_SINGLE, /* in '...' */
	PLACE_UNQUOTED,
	PLACE_RAW, /* in an element whose content holds no tags */
};

/* Elements whose content holds no tags. */
enum template_element {
	ELEMENT_OTHER,
	ELEMENT_SCRIPT,
	ELEMENT_STYLE,
	ELEMENT_TITLE,
	ELEMENT_TEXTAREA,
	ELEMENT_IFRAME,
	ELEMENT_NOEMBED,
	ELEMENT_NOFRAMES,
	ELEMENT_XMP,
};

/* Attributes whose value is more than a text. */
enum template_attribute {
	ATTRIBUTE_OTHER,
	ATTRIBUTE_STYLE,
	ATTRIBUTE_SRCDOC,
	ATTRIBUTE_HANDLER, /* on... */
};

/* All zero is the beginning of a text. What does not matter to a place is zero
 * there, so that two places can be compared. */
struct template_spot {
	enum template_place place;
	enum template_element element; /* of the tag or the raw text */
	enum template_attribute attribute;
	bool is_end_tag;
	bool is_lost; /* a fault of this tag was told; its rest is not judged */
	char word[16]; /* a name, or what may become an end tag */
	size_t word_length;
	unsigned dashes; /* how near the end of a comment is */
	unsigned quoted; /* quoted values met so far */
};

/* Whether `byte` is white space, or a letter, to HTML. */
bool template_spot_is_space(char byte);
bool template_spot_is_letter(char byte);

/* Goes to `place`, where a new word begins. */
void template_spot_move(struct template_spot *spot, enum template_place place);

/* Adds a byte to the word, in lower case. What is longer than the longest name
 * that matters is not kept. */
void template_spot_spell(struct template_spot *spot, char byte);

/* Whether the word is `name`. */
bool template_spot_is_word(const struct template_spot *spot, const char *name);

#endif
