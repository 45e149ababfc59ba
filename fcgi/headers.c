/* The headers that go with every answer. */
#include "headers.h"

#include <string.h>

#define SECOND_HAND_S "60"

/* Nothing is loaded from elsewhere and nothing runs. The ancestors follow. */
#define POLICY                                                                 \
	"default-src 'none'; style-src 'self'; img-src 'self'; "               \
	"form-action 'self'; base-uri 'none'; frame-ancestors "

struct header {
	const char *name, *open, *inside; /* NULL: not sent */
};

static const struct header safe[] = {
	{ "X-Content-Type-Options", "nosniff", "nosniff" },
	{ "Referrer-Policy", "no-referrer", "no-referrer" },
	{ "Cross-Origin-Resource-Policy", NULL, "same-origin" },
	{ "X-Robots-Tag", NULL, "noindex" },
};

static const struct header html[] = {
	{ "Content-Security-Policy", POLICY "'none'", POLICY "'self'" },
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
	/* Pieces of pages are never packed: who pastes them in may not unpack.
	 */
	if (!view->is_fragment)
		response_header(visit->response, "Vary", "Accept-Encoding");
	add(visit, safe, sizeof(safe) / sizeof(*safe));
	if (is_html)
		add(visit, html, sizeof(html) / sizeof(*html));
}

void headers_of_bare(struct visit *visit)
{
	response_header(visit->response, "X-Accel-Expires", "0");
	response_header(visit->response, "Cache-Control", "no-store");
	add(visit, safe, sizeof(safe) / sizeof(*safe));
}
