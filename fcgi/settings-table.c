/* What an operator may choose: one row for each setting. */
#include "settings.h"

#include <stddef.h>
#include <string.h>

#include "address.h"
#include "url.h"

#define NO_ADDRESS   "is not unix:PATH or a numeric HOST:PORT"
#define MEMBER(NAME) offsetof(struct settings, NAME)

static const char *check_base(const char *base)
{
	size_t length = strlen(base);

	if (base[0] != '/' || length < 2 || base[length - 1] == '/' ||
	    strstr(base, "//") != NULL ||
	    strspn(base, "/abcdefghijklmnopqrstuvwxyz"
			 "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~") != length)
		return "is not a path such as /referrals";
	return NULL;
}

/* Whether the first `length` bytes of `text` are scheme, host and port, as
 * browsers send them in Origin (RFC 6454, section 7). */
static bool is_origin(const char *text, size_t length)
{
	size_t scheme = strncmp(text, "https://", 8) == 0 ? 8 : 7;

	return (scheme == 8 || strncmp(text, "http://", 7) == 0) &&
	       length > scheme &&
	       strspn(text + scheme, "abcdefghijklmnopqrstuvwxyz0123456789"
				     "-.:[]") >= length - scheme;
}

static const char *check_url(const char *url)
{
	if (strcmp(url, "none") != 0 && !is_origin(url, strlen(url)))
		return "is not scheme and host, as in https://www.example.org";
	return NULL;
}

static const char *check_origins(const char *text)
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

static const char *check_listen(const char *text)
{
	struct address address;

	return address_read(&address, text) ? NULL : NO_ADDRESS;
}

static const char *check_redis(const char *text)
{
	return strcmp(text, "off") == 0 ? NULL : check_listen(text);
}

static const char *check_report(const char *text)
{
	if (strcmp(text, "off") == 0)
		return NULL;
	if (url_link_fault(text) != NULL || strchr(text, '#') != NULL ||
	    (strncmp(text, "http", 4) != 0 && strncmp(text, "mailto:", 7) != 0))
		return "is neither the address of a form nor mailto:SOMEBODY";
	return NULL;
}

static const char *check_scopes(const char *scopes)
{
	if (strcmp(scopes, "public") != 0 &&
	    strcmp(scopes, "public, internal") != 0)
		return "is neither `public` nor `public, internal`";
	return NULL;
}

/* clang-format off */
const struct field settings_rows[] = {
	{
		.section = "server", .name = "listen", .is_fixed = true,
		.offset = MEMBER(listen), .check = check_listen,
		.fallback = "unix:/run/signpost/signpost.sock",
		.help = "Where nginx finds the responder: unix:PATH or a "
			"numeric HOST:PORT. A socket handed over by systemd, "
			"or as standard input, comes first.",
	},
	{
		.section = "server", .name = "threads", .is_fixed = true,
		.offset = MEMBER(threads), .kind = FIELD_NUMBER, .most = 1024,
		.fallback = "0",
		.help = "How many requests are answered at the same time; 0 is "
			"two for each core.",
	},
	{
		.section = "server", .name = "deadline", .is_fixed = true,
		.offset = MEMBER(request_ms), .kind = FIELD_DURATION,
		.least = 100, .most = 600000, .fallback = "10 s",
		.help = "The longest one request may take, reading and writing "
			"included.",
	},
	{
		.section = "server", .name = "scopes",
		.offset = MEMBER(scopes), .check = check_scopes,
		.fallback = "public",
		.help = "`public`, or `public, internal` where nginx marks "
			"requests from inside. Without `internal`, internal "
			"content is dropped when the directory is read.",
	},
	{
		.section = "site", .name = "base", .offset = MEMBER(base),
		.check = check_base,
		.fallback = "/referrals",
		.help = "The path under which the section stands.",
	},
	{
		.section = "site", .name = "url", .offset = MEMBER(url),
		.check = check_url, .fallback = "none", .nothing = "none",
		.help = "The website's own address, scheme and host alone, as "
			"in https://www.example.org. Other systems need it to "
			"find their way back; without it there is no sitemap.",
	},
	{
		.section = "site", .name = "title", .offset = MEMBER(title),
		.fallback = "Resources",
		.help = "The title of every page. Keep it neutral: it stands "
			"in the browser's history. As it is here it is "
			"translated, your own is not.",
	},
	{
		.section = "site", .name = "report", .offset = MEMBER(report),
		.check = check_report, .fallback = "off",
		.nothing = "off",
		.help = "Where readers can report a mistake: the address of a "
			"form or mailto:SOMEBODY, or `off`. The entry and the "
			"version of the list are added, and nothing else.",
	},
	{
		.section = "site", .name = "templates",
		.offset = MEMBER(templates), .fallback = "none",
		.nothing = "none",
		.help = "A folder with templates of your own, or `none`; a "
			"file there takes the place of the one with its name.",
	},
	{
		.section = "site", .name = "locale",
		.offset = MEMBER(locale), .fallback = "none",
		.nothing = "none",
		.help = "A folder with words of the interface of your own, or "
			"`none`; what LANGUAGE.ini there says, such as es.ini, "
			"takes the place of the shipped words.",
	},
	{
		.section = "site", .name = "unreviewed",
		.offset = MEMBER(unreviewed), .kind = FIELD_CHOICE,
		.choices = "label, hide", .fallback = "label",
		.help = "What happens to translations that no speaker of the "
			"language has read: `label` shows them and says so; "
			"`hide` shows the directory's default language instead "
			"and offers a language only once its interface is "
			"read.",
	},
	{
		.section = "site", .name = "last-resort",
		.offset = MEMBER(last_resort),
		.fallback = "/var/lib/signpost",
		.nothing = "none",
		.help = "The folder into which the page with the crisis lines "
			"is written for nginx to show when nothing else "
			"answers, or `none`.",
	},
	{
		.section = "directory", .name = "path",
		.offset = MEMBER(directory), .fallback = "shipped",
		.nothing = "shipped",
		.help = "The folders with the directory's INI files, separated "
			"by colons: the shipped one, then your own; or "
			"`shipped`, for that one alone.",
	},
	{
		.section = "api", .name = "origins", .offset = MEMBER(origins),
		.check = check_origins, .fallback = "any", .nothing = "none",
		.help = "Whose pages may read the data in a browser: `any`, "
			"`none`, or origins such as https://www.example.org, "
			"separated by commas. What is internal is never read "
			"by pages of others.",
	},
	{
		.section = "redis", .name = "address", .is_fixed = true,
		.offset = MEMBER(redis_address), .check = check_redis,
		.fallback = "unix:/run/redis/redis-server.sock",
		.help = "unix:PATH, a numeric HOST:PORT, or `off`. When Redis "
			"is not there, pages are made without it.",
	},
	{
		.section = "redis", .name = "wait", .is_fixed = true,
		.offset = MEMBER(redis_wait_ms), .kind = FIELD_DURATION,
		.least = 1, .most = 5000, .fallback = "50 ms",
		.help = "The longest one cache call may delay a page.",
	},
	{
		.section = "redis", .name = "life",
		.offset = MEMBER(redis_life_ms), .kind = FIELD_DURATION,
		.least = 1000, .most = 2592000000, .fallback = "1 day",
		.help = "How long Redis keeps a page. Changed data is seen at "
			"once all the same.",
	},
};
/* clang-format on */

const size_t settings_row_count =
	sizeof(settings_rows) / sizeof(*settings_rows);
