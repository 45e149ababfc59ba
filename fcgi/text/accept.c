/* Weights in thousandths, so that they compare exactly. */
#include "text/accept.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "text/list.h"

#define WHOLE	  1000
#define UNSAID	  -1
#define MALFORMED -2

/* The weight that `q=0.123` gives. */
static int weight_of(const char *text, size_t length)
{
	int weight = 0, worth = WHOLE;

	if (length == 0 || length > 5 || (text[0] != '0' && text[0] != '1') ||
	    (length > 1 && text[1] != '.'))
		return MALFORMED;
	for (size_t i = 0; i < length; i++) {
		if (i == 1)
			continue;
		if (!isdigit((unsigned char)text[i]))
			return MALFORMED;
		weight += (text[i] - '0') * worth;
		worth /= 10;
	}
	return weight <= WHOLE ? weight : MALFORMED;
}

/* What a parameter makes of the weight of its choice. Only a media range takes
 * any besides its weight. */
static int weigh(int weight, const struct list_item *parameter, bool is_range)
{
	const char *text = parameter->text;
	size_t length = parameter->length;

	if (length >= 2 && strncasecmp(text, "q=", 2) == 0)
		return weight == UNSAID ? weight_of(text + 2, length - 2) :
					  MALFORMED;
	return is_range && (length == 0 || memchr(text, '=', length) != NULL) ?
		       weight :
		       MALFORMED;
}

bool accept_next(const char **list, struct accept_choice *choice)
{
	struct list_item item;

	while (list_next_trimmed(list, ",;", &item)) {
		bool is_range = memchr(item.text, '/', item.length) != NULL;
		int weight = UNSAID;

		choice->name = item.text;
		choice->length = item.length;
		while (item.end == ';' && list_next_trimmed(list, ",;", &item))
			weight = weigh(weight, &item, is_range);
		choice->weight = weight == UNSAID ? WHOLE : weight;
		if (choice->length > 0 && choice->weight != MALFORMED)
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

static bool is_named(const struct accept_choice *choice, const char *name,
		     size_t length)
{
	return choice->length == length &&
	       strncasecmp(choice->name, name, length) == 0;
}

/* How near a media range comes to the type: 3 the type itself, 2 all of its
 * kind, 1 everything, 0 not at all. */
static int nearness(const struct accept_choice *choice, const char *type,
		    size_t length)
{
	size_t kind = strcspn(type, "/") + 1;

	if (is_named(choice, type, length))
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

	if (list[strspn(list, " \t")] == '\0')
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

bool accept_has_gzip(const char *list)
{
	enum coding { GZIP, IDENTITY, ANY, CODINGS };
	static const struct {
		const char *name;
		enum coding coding;
	} names[] = {
		{ "gzip", GZIP },
		{ "x-gzip", GZIP },
		{ "identity", IDENTITY },
		{ "*", ANY },
	};
	int weights[CODINGS] = { UNSAID, UNSAID, UNSAID };
	struct accept_choice choice;

	while (accept_next(&list, &choice))
		for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
			int *weight = &weights[names[i].coding];

			if (*weight == UNSAID &&
			    is_named(&choice, names[i].name,
				     strlen(names[i].name)))
				*weight = choice.weight;
		}
	if (weights[GZIP] == UNSAID)
		weights[GZIP] = weights[ANY];
	return weights[GZIP] > 0 && weights[GZIP] >= weights[IDENTITY];
}
