/* The command `ping` for a page that holds the section: what nginx does not
 * log, told from what a visitor gets. */
#include <string.h>
#include <strings.h>
#include <sysexits.h>

#include "command/tools.h"
#include "fetch/fetch.h"

#define MOST_REDIRECTS 3
#define MOST_MS	       10000
#define MOST_BYTES     ((size_t)4 * 1024 * 1024)

static bool has(const struct fetch_answer *answer, const char *text)
{
	return strcasestr(buf_text(&answer->body), text) != NULL;
}

static bool leads_away(const struct fetch_answer *answer)
{
	return answer->leads_to != NULL;
}

static bool is_missing(const struct fetch_answer *answer)
{
	return answer->status == 404 || answer->status == 410;
}

static bool has_failed(const struct fetch_answer *answer)
{
	return answer->status != 200;
}

/* What came unpacked says no more that it was packed, unless it was packed by
 * something that was not asked for. */
static bool is_packed(const struct fetch_answer *answer)
{
	static const char gzip[] = { '\x1f', '\x8b' };

	return answer->body.length >= sizeof(gzip) &&
	       memcmp(answer->body.bytes, gzip, sizeof(gzip)) == 0;
}

static bool is_no_html(const struct fetch_answer *answer)
{
	return strncasecmp(answer->media_type, "text/html", 9) != 0 &&
	       strncasecmp(answer->media_type, "application/xhtml", 17) != 0;
}

/* A line that would take something in, as it stands in the file. */
static bool has_include(const struct fetch_answer *answer)
{
	static const char mark[] = "<!--#";
	const char *at = buf_text(&answer->body);

	while ((at = strstr(at, mark)) != NULL) {
		at += strlen(mark);
		if (strncmp(at + strspn(at, " \t\r\n"), "include", 7) == 0)
			return true;
	}
	return false;
}

/* Of the page of a folder, whose name the address does not say. */
static bool has_include_of_index(const struct fetch_answer *answer)
{
	size_t length = strcspn(answer->url, "?#");

	return has_include(answer) && answer->url[length - 1] == '/';
}

static bool has_directive_error(const struct fetch_answer *answer)
{
	return has(answer, "an error occurred while processing the directive");
}

static bool has_crisis_lines_alone(const struct fetch_answer *answer)
{
	return has(answer, "signpost-last-resort");
}

static bool has_section(const struct fetch_answer *answer)
{
	return has(answer, "class=\"signpost\"") ||
	       has(answer, "class='signpost'") || has(answer, "class=signpost");
}

static bool has_frame_or_element(const struct fetch_answer *answer)
{
	return has(answer, "data-signpost") || has(answer, "<signpost-section");
}

static bool is_any(const struct fetch_answer *answer)
{
	(void)answer;
	return true;
}

#define RECIPE "write `include signpost-host.conf;` into the page's location"

/* The first that holds is told. */
static const struct finding {
	bool (*holds)(const struct fetch_answer *answer);
	bool is_well;
	const char *words; /* behind the address */
} findings[] = {
	{ leads_away, false,
	  "it leads to another host, or on and on; name the address of the "
	  "page itself" },
	{ is_missing, false, "there is no such page" },
	{ has_failed, false, "the answer is an error, and not the page" },
	{ is_packed, false,
	  "it comes packed though nobody asked for that, and nothing can be "
	  "included in what is packed; where nginx passes the page on, write "
	  "`proxy_set_header Accept-Encoding \"\";`" },
	{ is_no_html, false, "it is no HTML" },
	{ has_directive_error, false,
	  "nginx could not take in what the line names; that has to be an "
	  "address of signpost-locations.conf in the same server, and the line "
	  "no longer than ssi_value_length: " RECIPE },
	{ has_crisis_lines_alone, false,
	  "only the crisis lines are in it, since nginx gets no answer from "
	  "the responder; `signpost ping` asks it, and nginx's user has to be "
	  "able to write to its socket" },
	{ has_section, true, "the section is in it" },
	{ has_include_of_index, false,
	  "the line that takes the section in is still in its text; of the "
	  "page of a folder, `location = .../` never has a say: name the file, "
	  "as in `location = /index.html`, and " RECIPE },
	{ has_include, false,
	  "the line that takes the section in is still in its text, since "
	  "server-side includes are off for it; " RECIPE },
	{ has_frame_or_element, true,
	  "a frame or an element takes the section in, which a browser does; "
	  "the address that it names can be asked for too" },
	{ is_any, false,
	  "there is neither the section nor a line that takes it in; nginx "
	  "shows nothing for a line that is longer than ssi_value_length (256 "
	  "bytes, unless signpost-host.conf is included) or whose address "
	  "answers nothing, and what compresses HTML removes the line" },
};

static const struct finding *find(const struct fetch_answer *answer)
{
	const struct finding *finding = findings;

	while (!finding->holds(answer))
		finding++;
	return finding;
}

static const struct finding packed_beside = {
	is_any, false,
	"there is no section for browsers that take gzip, which all do: "
	"a packed copy beside the file (.gz) is sent in its place, with the "
	"line still in its text; remove it, or " RECIPE
};

/* One who takes no gzip, and one who does as all browsers do. */
static const struct finding *compare(const struct finding *plain,
				     const struct finding *packed)
{
	bool is_copy = packed->holds == has_include ||
		       packed->holds == has_include_of_index;

	if (!plain->is_well)
		return plain;
	return is_copy ? &packed_beside : packed;
}

static int look(const char *url, bool takes_gzip, struct arena *arena,
		const struct finding **finding, struct err *err)
{
	static const char *const headers[] = {
		"Accept: text/html,application/xhtml+xml,*/*;q=0.8",
		"Sec-Fetch-Dest: document", "Sec-Fetch-Mode: navigate", NULL
	};
	const struct fetch_wish wish = {
		.url = url,
		.headers = headers,
		.takes_gzip = takes_gzip,
		.stays_at_host = true,
		.most_redirects = MOST_REDIRECTS,
		.most_ms = MOST_MS,
		.most_bytes = MOST_BYTES,
	};
	struct fetch_answer answer;

	if (fetch(&wish, arena, &answer, err) != 0)
		return -1;
	*finding = find(&answer);
	fetch_free(&answer);
	return 0;
}

int ping_page_run(const struct options *options, struct buf *out,
		  struct err *err)
{
	const struct finding *plain, *packed;
	struct arena *arena = arena_new();
	int code = EX_UNAVAILABLE;

	if (look(options->operand, false, arena, &plain, err) == 0 &&
	    look(options->operand, true, arena, &packed, err) == 0) {
		const struct finding *told = compare(plain, packed);

		if (told->is_well)
			buf_printf(out, "%s: %s\n", options->operand,
				   told->words);
		else
			err_plain(err, "%s: %s", options->operand, told->words);
		code = told->is_well ? EX_OK : EX_UNAVAILABLE;
	}
	arena_free(arena);
	return code;
}
