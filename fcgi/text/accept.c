/* What a browser prefers. */
#include "text/accept.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define WHOLE 1000

static const char *skip_blanks(const char *text)
{
	return text + strspn(text, " \t");
}

/* The weight that `q=0.123` gives, or -1 where it is not well formed. */
static int weight_of(const char *text, size_t length)
{
	int weight = 0, worth = WHOLE;

	if (length == 0 || length > 5 || (text[0] != '0' && text[0] != '1') ||
	    (length > 1 && text[1] != '.'))
		return -1;
	for (size_t i = 0; i < length; i++) {
		if (i == 1)
			continue;
		if (!isdigit((unsigned char)text[i]))
			return -1;
		weight += (text[i] - '0') * worth;
		worth /= 10;
	}
	return weight <= WHOLE ? weight : -1;
}

static size_t trimmed_length(const char *text, size_t length)
{
	while (length > 0 && strchr(" \t", text[length - 1]) != NULL)
		length--;
	return length;
}

/* What the parameters behind a name say of its weight. */
static int weight_in(const char *text, size_t length)
{
	const char *end = text + length;
	int weight = WHOLE;

	while (text < end) {
		const char *semicolon = memchr(text, ';', (size_t)(end - text));
		const char *stop = semicolon != NULL ? semicolon : end;

		text = skip_blanks(text);
		if (stop - text >= 2 && strncasecmp(text, "q=", 2) == 0)
			weight = weight_of(
				text + 2,
				trimmed_length(text + 2,
					       (size_t)(stop - text - 2)));
		text = stop + 1;
	}
	return weight;
}

bool accept_next(const char **list, struct accept_choice *choice)
{
	while (**list != '\0') {
		const char *item = skip_blanks(*list);
		size_t length = strcspn(item, ",");
		size_t name = strcspn(item, ",;");

		*list = item + length + (item[length] == ',');
		choice->name = item;
		choice->length = trimmed_length(item, name);
		choice->weight = name < length ? weight_in(item + name + 1,
							   length - name - 1) :
						 WHOLE;
		if (choice->length > 0 && choice->weight >= 0)
			return true;
	}
	return false;
}

bool accept_has_language(const struct accept_choice *choice, const char *tag)
{
	size_t length = strlen(tag);
	size_t both = length < choice->length ? length : choice->length;

	if (choice->length == 1 && choice->name[0] == '*')
		return true;
	if (strncasecmp(choice->name, tag, both) != 0)
		return false;
	return length == choice->length ||
	       (length > both ? tag[both] : choice->name[both]) == '-';
}

/* How near a media range comes to the type: 3 the type itself, 2 all of its
 * kind, 1 everything, 0 not at all. */
static int nearness(const struct accept_choice *choice, const char *type,
		    size_t length)
{
	size_t kind = strcspn(type, "/") + 1;

	if (choice->length == length &&
	    strncasecmp(choice->name, type, length) == 0)
		return 3;
	if (choice->length == kind + 1 && choice->name[kind] == '*' &&
	    strncasecmp(choice->name, type, kind) == 0)
		return 2;
	return choice->length == 3 && memcmp(choice->name, "*/*", 3) == 0;
}

int accept_media_weight(const char *list, const char *media_type)
{
	size_t length = strcspn(media_type, "; ");
	struct accept_choice choice;
	int nearest = 0, weight = 0;

	if (*skip_blanks(list) == '\0')
		return WHOLE;
	while (accept_next(&list, &choice)) {
		int near = nearness(&choice, media_type, length);

		if (near <= nearest)
			continue;
		nearest = near;
		weight = choice.weight;
	}
	return weight;
}
