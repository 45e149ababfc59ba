/* The headers that go with every answer. */
#include "headers.h"

#include <string.h>

#include "origins.h"
#include "relations.h"

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

/* What else than the address decides. */
static void add_vary(struct visit *visit, bool is_html)
{
	const struct {
		const char *name;
		bool is_so;
	} reasons[] = {
		{ "Accept", visit->is_by_accept },
		{ "Accept-Language", visit->is_negotiated },
		{ "Origin", !is_html && origins_matter(visit) },
	};
	const char *vary = NULL;

	for (size_t i = 0; i < sizeof(reasons) / sizeof(*reasons); i++)
		if (reasons[i].is_so)
			vary = vary == NULL ?
				       reasons[i].name :
				       arena_printf(visit->arena, "%s, %s",
						    vary, reasons[i].name);
	if (vary != NULL)
		response_header(visit->response, "Vary", vary);
}

/* What a file is called says nothing of what is in it. */
static void add_for_programs(struct visit *visit, const struct view *view,
			     int status)
{
	if (view->file != NULL)
		response_header(visit->response, "Content-Disposition",
				arena_printf(visit->arena,
					     "attachment; filename=\"%s\"",
					     view->file));
	relations_add(visit, status);
	origins_add(visit);
}

void headers_of_view(struct visit *visit, const struct view *view, int status)
{
	bool is_html = view_is_html(view);
	bool may_keep =
		!is_html && status == 200 && !visit->edition->is_internal;

	add_second_hand(visit, status);
	response_header(visit->response, "Cache-Control",
			may_keep ? "public, max-age=60" : "no-store");
	response_header(visit->response, "Content-Type", view->media_type);
	response_header(visit->response, "Content-Language",
			visit->edition->locale->tag);
	add_vary(visit, is_html);
	add(visit, safe, sizeof(safe) / sizeof(*safe));
	if (is_html)
		add(visit, html, sizeof(html) / sizeof(*html));
	else
		add_for_programs(visit, view, status);
}

void headers_of_bare(struct visit *visit)
{
	response_header(visit->response, "X-Accel-Expires", "0");
	response_header(visit->response, "Cache-Control", "no-store");
	add(visit, safe, sizeof(safe) / sizeof(*safe));
}
