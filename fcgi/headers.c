/* The headers that go with every answer. */
#include "headers.h"

#include <string.h>

#define SECOND_HAND_S "60"

/* Nothing is loaded from elsewhere, and nothing runs but the site's own files.
 * The ancestors follow. */
#define POLICY                                                                 \
	"default-src 'none'; style-src 'self'; script-src 'self'; "            \
	"connect-src 'self'; img-src 'self'; form-action 'self'; "             \
	"base-uri 'none'; frame-ancestors"
#define POLICY_BYTES ((size_t)4096)

struct header {
	const char *name, *open, *inside; /* NULL: not sent */
};

static const struct header safe[] = {
	{ "X-Content-Type-Options", "nosniff", "nosniff" },
	{ "Referrer-Policy", "no-referrer", "no-referrer" },
	{ "Cross-Origin-Resource-Policy", NULL, "same-origin" },
};

static const struct header html[] = {
	{ "Permissions-Policy", "browsing-topics=()", "browsing-topics=()" },
	{ "X-DNS-Prefetch-Control", "off", "off" },
};

static void add(struct visit *visit, const struct header *headers, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *value = visit->edition->is_internal ?
					    headers[i].inside :
					    headers[i].open;

		if (value != NULL)
			response_header(visit->response, headers[i].name,
					value);
	}
}

/* The sites that may show the answer in a frame: those in the settings may
 * show what is made for that. */
static void print_ancestors(const struct visit *visit, struct buf *out)
{
	const char *frames = visit->edition->settings->frames;
	bool is_framed = visit->query->is_framed && frames[0] != '\0';

	if (visit->edition->is_internal || !is_framed) {
		buf_puts(out,
			 visit->edition->is_internal ? " 'self'" : " 'none'");
		return;
	}
	while (*frames != '\0') {
		size_t length = strcspn(frames, " ");
		bool is_self = length == 4 && memcmp(frames, "self", 4) == 0;

		buf_printf(out, is_self ? " '%.*s'" : " %.*s", (int)length,
			   frames);
		frames += length;
		frames += strspn(frames, " ");
	}
}

static void add_policy(struct visit *visit)
{
	struct buf policy = buf_new(POLICY_BYTES);

	buf_puts(&policy, POLICY);
	print_ancestors(visit, &policy);
	response_header(visit->response, "Content-Security-Policy",
			buf_text(&policy));
	buf_free(&policy);
}

/* A piece, a filtered list and a fault are no pages to be found by. */
static bool is_to_be_found(const struct visit *visit, const struct view *view,
			   int status)
{
	const struct query *query = visit->query;

	return view->template == NULL ||
	       (status == 200 && visit->view != VIEW_LAST_RESORT &&
		!view->is_fragment && !query->is_framed &&
		query->chosen_count == 0 && query->unclear == NULL);
}

static void add_robots(struct visit *visit, const struct view *view, int status)
{
	const char *robots = visit->edition->settings->robots;

	if (visit->edition->is_internal || strcmp(robots, "none") == 0 ||
	    (strcmp(robots, "pages") == 0 &&
	     !is_to_be_found(visit, view, status)))
		response_header(visit->response, "X-Robots-Tag", "noindex");
}

/* What nginx may keep: only what is asked for in its one spelling. Comes
 * before Cache-Control, or nginx 1.22 would not heed it. */
static void add_second_hand(struct visit *visit, int status)
{
	bool may_keep = status == 200 && visit->query->is_canonical &&
			!visit->is_passing && !visit->edition->is_internal;

	response_header(visit->response, "X-Accel-Expires",
			may_keep ? SECOND_HAND_S : "0");
}

void headers_of_view(struct visit *visit, const struct view *view, int status)
{
	bool is_html = view->template != NULL;
	bool may_keep =
		!is_html && status == 200 && !visit->edition->is_internal;

	add_second_hand(visit, status);
	response_header(visit->response, "Cache-Control",
			may_keep ? "public, max-age=60" : "no-store");
	response_header(visit->response, "Content-Type", view->media_type);
	add(visit, safe, sizeof(safe) / sizeof(*safe));
	add_robots(visit, view, status);
	if (!is_html)
		return;
	add_policy(visit);
	add(visit, html, sizeof(html) / sizeof(*html));
}

void headers_of_bare(struct visit *visit)
{
	response_header(visit->response, "X-Accel-Expires", "0");
	response_header(visit->response, "Cache-Control", "no-store");
	add(visit, safe, sizeof(safe) / sizeof(*safe));
	if (visit->edition->is_internal)
		response_header(visit->response, "X-Robots-Tag", "noindex");
}
