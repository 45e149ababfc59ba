/* Percent-encoding by the bytes; a table of the schemes that may be links. */
#include "text/url.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "text/utf8.h"

static int hex(char digit)
{
	static const char digits[] = "0123456789abcdef";
	const char *at = memchr(digits, tolower((unsigned char)digit), 16);

	return at != NULL ? (int)(at - digits) : -1;
}

/* Decodes in a copy; `*length` is what the copy holds, NUL bytes included. */
static char *decode(struct arena *arena, const char *from, size_t *length)
{
	char *copy = arena_text(arena, from, *length);
	size_t used = 0;

	for (size_t i = 0; i < *length; i++) {
		int high = from[i] == '%' && i + 2 < *length ?
				   hex(from[i + 1]) :
				   -1;
		int low = high >= 0 ? hex(from[i + 2]) : -1;

		copy[used++] = from[i] == '+' ? ' ' : from[i];
		if (low >= 0) {
			copy[used - 1] = (char)(high * 16 + low);
			i += 2;
		}
	}
	copy[used] = '\0';
	*length = used;
	return copy;
}

bool url_next_pair(const char **rest, struct arena *arena,
		   struct url_pair *pair)
{
	size_t name_length, value_length, whole;
	const char *equals;

	*rest += strspn(*rest, "&");
	whole = strcspn(*rest, "&");
	if (whole == 0)
		return false;
	equals = memchr(*rest, '=', whole);
	name_length = equals != NULL ? (size_t)(equals - *rest) : whole;
	value_length = equals != NULL ? whole - name_length - 1 : 0;
	pair->raw = *rest;
	pair->raw_length = whole;
	pair->name = decode(arena, *rest, &name_length);
	pair->value =
		decode(arena, equals != NULL ? equals + 1 : "", &value_length);
	pair->is_plain = utf8_is_plain(pair->name, name_length) &&
			 utf8_is_plain(pair->value, value_length);
	*rest += whole;
	return true;
}

void url_encode(struct buf *out, const char *text)
{
	for (const char *at = text; *at != '\0'; at++) {
		unsigned char byte = (unsigned char)*at;

		if (byte < 0x80 &&
		    (isalnum(byte) || strchr("-._~", byte) != NULL))
			buf_put(out, at, 1);
		else
			buf_printf(out, "%%%02X", byte);
	}
}

bool url_is_web(const char *text)
{
	return strncasecmp(text, "http://", strlen("http://")) == 0 ||
	       strncasecmp(text, "https://", strlen("https://")) == 0;
}

static const struct {
	const char *prefix;
	bool has_host;
} schemes[] = {
	{ "https://", true }, { "http://", true }, { "mailto:", false },
	{ "tel:", false },    { "sms:", false },
};

const char *url_link_fault(const char *link)
{
	for (const char *at = link; *at != '\0'; at++)
		if ((unsigned char)*at <= 0x20 || (unsigned char)*at >= 0x7f ||
		    strchr("\"'<>\\`", *at) != NULL)
			return "it holds a character that must be "
			       "percent-encoded";
	for (size_t i = 0; i < sizeof(schemes) / sizeof(*schemes); i++) {
		const char *host = link + strlen(schemes[i].prefix);

		if (strncmp(link, schemes[i].prefix,
			    strlen(schemes[i].prefix)) != 0)
			continue;
		if (schemes[i].has_host && !isalnum((unsigned char)*host))
			return "it names no host";
		return *host != '\0' ? NULL : "nothing follows its scheme";
	}
	return "it must begin with https://, http://, mailto:, tel: or sms:";
}
