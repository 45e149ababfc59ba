/* The headers that go with every answer. */
#include "headers.h"

#include <string.h>

#include "lifetime.h"

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

/* How long others may keep the view; false: not at all. What a visitor wrote is
 * kept by nobody. */
static bool lifetime_of(const struct visit *visit, const struct view *view,
			int status, struct lifetime *lifetime)
{
	const char *settings = (const char *)visit->edition->settings;

	if (status != 200 || view->life == 0 || visit->is_passing ||
	    visit->edition->is_internal)
		return false;
	return lifetime_read(
		lifetime,
		*(const char *const *)(const void *)(settings + view->life));
}

/* nginx keeps only what is asked for in its one spelling. Comes before
 * Cache-Control, or nginx 1.22 would not heed it. */
static void add_second_hand(struct visit *visit,
			    const struct lifetime *lifetime)
{
	bool may_keep = lifetime != NULL && visit->query->is_canonical;

	response_header(visit->response, "X-Accel-Expires",
			arena_printf(visit->arena, "%lld",
				     may_keep ? lifetime->fresh : 0));
}

/* On a shared computer a page must not be found again. */
static void add_cache_control(struct visit *visit, const struct view *view,
			      const struct lifetime *lifetime)
{
	const char *pages = visit->edition->settings->browser_cache;
	bool is_page = view->template != NULL;
	const char *value = "no-store";

	if (lifetime != NULL && (!is_page || strcmp(pages, "on") == 0))
		value = arena_printf(visit->arena,
				     "public, max-age=%lld, "
				     "stale-while-revalidate=%lld, "
				     "stale-if-error=%lld",
				     lifetime->fresh, lifetime->stale,
				     lifetime->stale_if_error);
	response_header(visit->response, "Cache-Control", value);
}

/* What else than the address decides. Pieces of pages are never packed: who
 * pastes them in may not unpack. */
static void add_vary(struct visit *visit, const struct view *view)
{
	if (!view->is_fragment)
		response_header(visit->response, "Vary",
				visit->is_negotiated ?
					"Accept-Encoding, Accept-Language" :
					"Accept-Encoding");
}

void headers_of_view(struct visit *visit, const struct view *view, int status)
{
	struct lifetime lifetime;
	bool may_keep = lifetime_of(visit, view, status, &lifetime);

	add_second_hand(visit, may_keep ? &lifetime : NULL);
	add_cache_control(visit, view, may_keep ? &lifetime : NULL);
	response_header(visit->response, "Content-Type", view->media_type);
	response_header(visit->response, "Content-Language",
			visit->edition->locale->tag);
	add_vary(visit, view);
	add(visit, safe, sizeof(safe) / sizeof(*safe));
	if (view->template != NULL)
		add(visit, html, sizeof(html) / sizeof(*html));
}

void headers_of_bare(struct visit *visit)
{
	response_header(visit->response, "X-Accel-Expires", "0");
	response_header(visit->response, "Cache-Control", "no-store");
	add(visit, safe, sizeof(safe) / sizeof(*safe));
}
