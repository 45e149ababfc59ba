/* The headers that go with every answer. */
#include "http/headers.h"

#include "http/cors.h"
#include "http/handlers.h"
#include "http/link-header.h"

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

static void add(struct exchange *exchange, const struct header *headers,
		size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *value = exchange->edition->is_internal ?
					    headers[i].inside :
					    headers[i].open;

		if (value != NULL)
			response_header(exchange->response, headers[i].name,
					value);
	}
}

/* The sites that may show the answer in a frame: those in the settings may
 * show what is made for that. */
static const char *ancestors_of(const struct exchange *exchange)
{
	const char *sources = exchange->edition->settings->frames.sources;

	if (exchange->edition->is_internal)
		return " 'self'";
	return exchange->query->is_framed && sources[0] != '\0' ? sources :
								  " 'none'";
}

static void add_policy(struct exchange *exchange)
{
	struct buf policy = buf_new(POLICY_BYTES);

	buf_puts(&policy, POLICY);
	buf_puts(&policy, ancestors_of(exchange));
	response_header(exchange->response, "Content-Security-Policy",
			buf_text(&policy));
	buf_free(&policy);
}

/* A piece, a filtered list and a fault are no pages to be found by. */
static bool is_to_be_found(const struct exchange *exchange,
			   const struct view *view, int status)
{
	const struct query *query = exchange->query;

	return !view_is_html(view) ||
	       (status == 200 && exchange->address->answer != handle_handout &&
		exchange->view != VIEW_LAST_RESORT && !view->is_fragment &&
		!query->is_framed && query->chosen_count == 0 &&
		query->text == NULL && query->unclear == NULL);
}

static void add_robots(struct exchange *exchange, const struct view *view,
		       int status)
{
	enum settings_robots robots = exchange->edition->settings->robots;

	if (exchange->edition->is_internal || robots == ROBOTS_NONE ||
	    (robots == ROBOTS_PAGES && !is_to_be_found(exchange, view, status)))
		response_header(exchange->response, "X-Robots-Tag", "noindex");
}

/* How long others may keep the view; NULL: not at all. What a visitor wrote is
 * kept by nobody. */
static const struct cache_life *lifetime_of(const struct exchange *exchange,
					    const struct view *view, int status)
{
	const char *settings = (const char *)exchange->edition->settings;

	if (status != 200 || view->life == 0 || exchange->is_passing ||
	    exchange->edition->is_internal)
		return NULL;
	return (const struct cache_life *)(const void *)(settings + view->life);
}

/* The same for nginx, in its own words, and for every other cache in front
 * (RFC 9213, section 2.1): in which case an old answer is one's last. Comes
 * before Cache-Control, or nginx 1.22 would not heed it. */
static void tell_caches(const struct exchange *exchange, long long fresh,
			long long stale_if_error)
{
	const char *others = "no-store";

	if (fresh > 0)
		others = arena_printf(exchange->arena,
				      "max-age=%lld, stale-if-error=%lld",
				      fresh, stale_if_error);
	response_header(exchange->response, "X-Accel-Expires",
			arena_printf(exchange->arena, "%lld", fresh));
	response_header(exchange->response, "CDN-Cache-Control", others);
}

/* They keep only what is asked for in its one spelling, and go by no Origin. */
static void add_second_hand(struct exchange *exchange, const struct view *view,
			    const struct cache_life *life)
{
	bool may_keep = life != NULL && query_is_canonical(exchange->query) &&
			!exchange->is_large &&
			(view_is_html(view) || !cors_matter(exchange));

	tell_caches(exchange, may_keep ? life->fresh : 0,
		    may_keep ? life->stale_if_error : 0);
}

/* While it is made anew nobody gives an old answer, unless the site says so. */
static const char *print_life(const struct cache_life *life,
			      struct arena *arena)
{
	const char *stale = "";

	if (life->stale > 0)
		stale = arena_printf(arena, "stale-while-revalidate=%lld, ",
				     life->stale);
	return arena_printf(arena,
			    "public, max-age=%lld, %sstale-if-error=%lld",
			    life->fresh, stale, life->stale_if_error);
}

/* On a shared computer a page must not be found again. */
static void add_cache_control(struct exchange *exchange,
			      const struct view *view,
			      const struct cache_life *life)
{
	bool may_keep = exchange->edition->settings->has_browser_cache;
	const char *value = "no-store";

	if (life != NULL && (may_keep || !view_is_html(view)))
		value = print_life(life, exchange->arena);
	response_header(exchange->response, "Cache-Control", value);
}

/* What else than the address decides; of a piece of others' pages, whether it
 * was opened by itself (Fetch Metadata, section 2.1). Pieces of pages are never
 * packed: who pastes them in may not unpack; nor is what is sent on before its
 * end. */
static void add_vary(struct exchange *exchange, const struct view *view)
{
	const struct {
		const char *name;
		bool is_so;
	} reasons[] = {
		{ "Accept", exchange->is_by_accept },
		{ "Accept-Encoding", !view->is_fragment && !view->is_streamed },
		{ "Accept-Language", exchange->is_negotiated },
		{ "Origin", !view_is_html(view) && cors_matter(exchange) },
		{ "Sec-Fetch-Dest",
		  view->is_fragment || exchange->view == VIEW_EMBED },
	};
	const char *vary = NULL;

	for (size_t i = 0; i < sizeof(reasons) / sizeof(*reasons); i++)
		if (reasons[i].is_so)
			vary = vary == NULL ?
				       reasons[i].name :
				       arena_printf(exchange->arena, "%s, %s",
						    vary, reasons[i].name);
	if (vary != NULL)
		response_header(exchange->response, "Vary", vary);
}

/* What a file is called says nothing of what is in it. */
static void add_for_programs(struct exchange *exchange, const struct view *view,
			     int status)
{
	if (view->is_saved)
		response_header(
			exchange->response, "Content-Disposition",
			arena_printf(exchange->arena,
				     "attachment; filename=\"%s.%s\"",
				     exchange->edition->settings->file_name,
				     view->format));
	link_header_add(exchange, status);
	cors_add(exchange);
}

void headers_of_view(struct exchange *exchange, const struct view *view,
		     int status)
{
	const struct cache_life *life = lifetime_of(exchange, view, status);

	add_second_hand(exchange, view, life);
	add_cache_control(exchange, view, life);
	response_header(exchange->response, "Content-Type", view->media_type);
	response_header(exchange->response, "Content-Language",
			exchange->edition->locale->tag);
	add_vary(exchange, view);
	add(exchange, safe, sizeof(safe) / sizeof(*safe));
	add_robots(exchange, view, status);
	if (!view_is_html(view)) {
		add_for_programs(exchange, view, status);
		return;
	}
	add_policy(exchange);
	add(exchange, html, sizeof(html) / sizeof(*html));
}

void headers_of_bare(struct exchange *exchange)
{
	tell_caches(exchange, 0, 0);
	response_header(exchange->response, "Cache-Control", "no-store");
	add(exchange, safe, sizeof(safe) / sizeof(*safe));
	if (exchange->edition->is_internal)
		response_header(exchange->response, "X-Robots-Tag", "noindex");
}
