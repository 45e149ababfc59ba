/* Addresses, origins, lifetimes and scopes as settings. */
#include "site/settings-check.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/buf.h"
#include "base/socket-address.h"
#include "cache/redis-address.h"
#include "site/settings.h"
#include "text/list.h"
#include "text/network-list.h"
#include "text/url.h"

#define NO_ADDRESS	"is not unix:PATH or a numeric HOST:PORT"
#define FRAMES_BYTES	2048
#define FILE_NAME_BYTES 64
#define DURATION_BYTES	32
#define LIFE_MOST_MS	(30 * 86400000LL)

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

const char *settings_check_title(const char *text)
{
	return text[strspn(text, " \t")] == '\0' ?
		       "is empty, and every page needs a title" :
		       NULL;
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

/* The next duration, in seconds; -1 when it is none. */
static long long take_seconds(const char **rest)
{
	char text[DURATION_BYTES] = "";
	struct list_item item;
	size_t blanks;
	long long ms;

	if (!list_next(rest, ",", &item))
		return -1;
	blanks = strspn(item.text, " ");
	if (item.length - blanks >= sizeof(text))
		return -1;
	memcpy(text, item.text + blanks, item.length - blanks);
	ms = field_duration_ms(text);
	return ms < 0 || ms > LIFE_MOST_MS || ms % 1000 != 0 ? -1 : ms / 1000;
}

const char *settings_read_life(const char *text, void *member,
			       struct arena *arena)
{
	struct cache_life *life = member;

	(void)arena;
	life->fresh = take_seconds(&text);
	life->stale = take_seconds(&text);
	life->stale_if_error = take_seconds(&text);
	if (life->fresh < 0 || life->stale < 0 || life->stale_if_error < 0 ||
	    text != NULL)
		return "is not three durations of whole seconds, such as "
		       "5 s, 0 s, 1 day";
	return NULL;
}

const char *settings_check_listen(const char *text)
{
	struct socket_address address;

	return socket_address_read(&address, text) ? NULL : NO_ADDRESS;
}

const char *settings_check_redis(const char *text)
{
	struct redis_address address;

	return redis_address_read(&address, text);
}

const char *settings_read_nodes(const char *text, void *member,
				struct arena *arena)
{
	struct settings_networks *networks = member;

	*networks = (struct settings_networks){ .text = text };
	if (strcmp(text, "any") == 0 ||
	    network_list_read(text, &networks->list, arena))
		return NULL;
	return "is not `any`, or addresses and networks such as 192.0.2.7 or "
	       "10.0.0.0/8 with commas between";
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

const char *settings_read_origins(const char *text, void *member,
				  struct arena *arena)
{
	struct settings_origins *origins = member;
	size_t most = strlen(text) + 1, count = 0;
	struct list_item item;

	origins->is_any = strcmp(text, "any") == 0;
	origins->list = arena_alloc(arena, most * sizeof(*origins->list));
	if (origins->is_any || strcmp(text, "none") == 0)
		return NULL;
	while (list_next(&text, ",", &item)) {
		if (!is_origin(item.text, item.length))
			return "is not `any`, `none` or origins such as "
			       "https://www.example.org, separated by commas";
		origins->list[count++] =
			arena_text(arena, item.text, item.length);
		if (text != NULL)
			text += strspn(text, " ");
	}
	return NULL;
}

const char *settings_check_exit(const char *text)
{
	if (strncmp(text, "http", 4) == 0)
		return NULL;
	return "is not the address of a website";
}

const char *settings_check_host_page(const char *text)
{
	return strcmp(text, "none") == 0 ? NULL : settings_check_exit(text);
}

static const char *read_sources(const char *text, struct buf *sources)
{
	struct list_item item;

	while (list_next_word(&text, " ", &item)) {
		bool is_self = list_item_is(&item, "self");

		if (!is_self && !is_origin(item.text, item.length))
			return "is not `none`, or `self` and origins such as "
			       "https://www.example.org with blanks between";
		buf_printf(sources, is_self ? " '%.*s'" : " %.*s",
			   (int)item.length, item.text);
	}
	return NULL;
}

const char *settings_read_frames(const char *text, void *member,
				 struct arena *arena)
{
	struct buf sources = buf_new((size_t)FRAMES_BYTES * 2);
	struct settings_frames *frames = member;
	const char *wrong = NULL;

	frames->text = strcmp(text, "none") == 0 ? "" : text;
	if (strlen(frames->text) > FRAMES_BYTES)
		wrong = "is too long for a header";
	else
		wrong = read_sources(frames->text, &sources);
	frames->sources = arena_text(arena, buf_text(&sources), sources.length);
	buf_free(&sources);
	return wrong;
}

const char *settings_read_networks(const char *text, void *member,
				   struct arena *arena)
{
	struct settings_networks *networks = member;

	*networks = (struct settings_networks){ .text = text };
	if (strcmp(text, "none") == 0 ||
	    network_list_read(text, &networks->list, arena))
		return NULL;
	return "is not `none`, or addresses and networks such as 192.0.2.7 or "
	       "10.0.0.0/8 with commas between";
}

const char *settings_read_scopes(const char *text, void *member,
				 struct arena *arena)
{
	bool *has_internal = member;

	(void)arena;
	*has_internal = strcmp(text, "public, internal") == 0;
	return *has_internal || strcmp(text, "public") == 0 ?
		       NULL :
		       "is neither `public` nor `public, internal`";
}
