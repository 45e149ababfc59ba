/* What the text of a setting may be. */
#include "site/settings-check.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/socket-address.h"
#include "site/cache-life.h"
#include "text/url.h"

#define NO_ADDRESS	"is not unix:PATH or a numeric HOST:PORT"
#define FRAMES_BYTES	2048
#define FILE_NAME_BYTES 64

const char *settings_check_base(const char *base)
{
	size_t length = strlen(base);

	if (base[0] != '/' || length < 2 || base[length - 1] == '/' ||
	    strstr(base, "//") != NULL ||
	    strspn(base, "/abcdefghijklmnopqrstuvwxyz"
			 "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~") != length)
		return "is not a path such as /referrals";
	return NULL;
}

const char *settings_check_file_name(const char *text)
{
	if (text[0] == '\0' || strlen(text) > FILE_NAME_BYTES ||
	    strspn(text,
		   "abcdefghijklmnopqrstuvwxyz"
		   "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") != strlen(text))
		return "is not a short name of letters, digits, - and _";
	return NULL;
}

const char *settings_check_life(const char *text)
{
	struct cache_life life;

	if (!cache_life_read(&life, text))
		return "is not three durations of whole seconds, such as "
		       "5 s, 60 s, 1 day";
	return NULL;
}

const char *settings_check_listen(const char *text)
{
	struct socket_address address;

	return socket_address_read(&address, text) ? NULL : NO_ADDRESS;
}

const char *settings_check_redis(const char *text)
{
	return strcmp(text, "off") == 0 ? NULL : settings_check_listen(text);
}

const char *settings_check_report(const char *text)
{
	if (strcmp(text, "off") == 0)
		return NULL;
	if (url_link_fault(text) != NULL || strchr(text, '#') != NULL ||
	    (strncmp(text, "http", 4) != 0 && strncmp(text, "mailto:", 7) != 0))
		return "is neither the address of a form nor mailto:SOMEBODY";
	return NULL;
}

/* Whether the first `length` bytes of `text` are `https://host`, with or
 * without a port. */
static bool is_origin(const char *text, size_t length)
{
	static const char host[] = "abcdefghijklmnopqrstuvwxyz0123456789-.";
	size_t scheme = strncmp(text, "https://", 8) == 0 ? 8 : 7, name;

	if (scheme == 7 && strncmp(text, "http://", 7) != 0)
		return false;
	name = strspn(text + scheme, host);
	if (name == 0 || scheme + name > length)
		return false;
	text += scheme + name;
	length -= scheme + name;
	return length == 0 || (*text == ':' && length > 1 && length <= 6 &&
			       strspn(text + 1, "0123456789") >= length - 1);
}

const char *settings_check_url(const char *text)
{
	if (strcmp(text, "none") == 0 || is_origin(text, strlen(text)))
		return NULL;
	return "is not scheme and host, as in https://www.example.org";
}

const char *settings_check_origins(const char *text)
{
	if (strcmp(text, "any") == 0 || strcmp(text, "none") == 0)
		return NULL;
	for (;;) {
		size_t length = strcspn(text, ",");

		if (!is_origin(text, length))
			return "is not `any`, `none` or origins such as "
			       "https://www.example.org, separated by commas";
		if (text[length] == '\0')
			return NULL;
		text += length + 1;
		text += strspn(text, " ");
	}
}

const char *settings_check_exit(const char *text)
{
	if (strncmp(text, "http", 4) == 0)
		return NULL;
	return "is not the address of a website";
}

const char *settings_check_frames(const char *text)
{
	if (strcmp(text, "none") == 0)
		return NULL;
	if (strlen(text) > FRAMES_BYTES)
		return "is too long for a header";
	while (*text != '\0') {
		size_t length = strcspn(text, " ");

		if (!is_origin(text, length) &&
		    (length != 4 || memcmp(text, "self", 4) != 0))
			return "is not `none`, or `self` and origins such as "
			       "https://www.example.org with blanks between";
		text += length;
		text += strspn(text, " ");
	}
	return NULL;
}

const char *settings_check_scopes(const char *scopes)
{
	if (strcmp(scopes, "public") != 0 &&
	    strcmp(scopes, "public, internal") != 0)
		return "is neither `public` nor `public, internal`";
	return NULL;
}
