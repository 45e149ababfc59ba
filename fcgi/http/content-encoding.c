/* What a visitor's browser can unpack. */
#include "http/content-encoding.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define UNSAID -1 /* of a weight, which is in thousandths */
#define FULL   1000

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

/* `0`, `1`, `0.25`: at most three digits behind the point. */
static int read_weight(const char *text, size_t length)
{
	int weight, unit = FULL / 10;

	if (length == 0 || (text[0] != '0' && text[0] != '1'))
		return UNSAID;
	weight = text[0] == '1' ? FULL : 0;
	if (length > 1 && (text[1] != '.' || length > 5))
		return UNSAID;
	for (size_t i = 2; i < length; i++, unit /= 10) {
		if (!isdigit((unsigned char)text[i]))
			return UNSAID;
		weight += (text[i] - '0') * unit;
	}
	return weight <= FULL ? weight : UNSAID;
}

/* The weight behind the name of a coding, `rest` being what follows it. */
static int weight_of(const char *rest, size_t length)
{
	const char *end = rest + length;

	while (rest < end && strchr(" \t", *rest) != NULL)
		rest++;
	if (rest == end)
		return FULL;
	if (*rest++ != ';')
		return UNSAID;
	while (rest < end && strchr(" \t", *rest) != NULL)
		rest++;
	if (end - rest < 2 || tolower((unsigned char)rest[0]) != 'q' ||
	    rest[1] != '=')
		return UNSAID;
	rest += 2;
	while (end > rest && strchr(" \t", end[-1]) != NULL)
		end--;
	return read_weight(rest, (size_t)(end - rest));
}

static void take(const char *item, size_t length, int weights[CODINGS])
{
	size_t name = 0;

	while (name < length && strchr("; \t", item[name]) == NULL)
		name++;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		int *weight = &weights[names[i].coding];

		if (strlen(names[i].name) == name && *weight == UNSAID &&
		    strncasecmp(item, names[i].name, name) == 0)
			*weight = weight_of(item + name, length - name);
	}
}

bool content_encoding_takes_gzip(const char *accept)
{
	int weights[CODINGS] = { UNSAID, UNSAID, UNSAID };

	while (*accept != '\0') {
		size_t length;

		accept += strspn(accept, ", \t");
		length = strcspn(accept, ",");
		take(accept, length, weights);
		accept += length;
	}
	if (weights[GZIP] == UNSAID)
		weights[GZIP] = weights[ANY];
	return weights[GZIP] > 0 && weights[GZIP] >= weights[IDENTITY];
}
