/* One transfer of libcurl's for each hop. */
#include "fetch/fetch.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include <curl/curl.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "fetch/network.h"
#include "text/url.h"

#define AGENT "Mozilla/5.0 (compatible; signpost/" VERSION ")"

/* What a transfer and its callbacks know. */
struct hop {
	const struct fetch_wish *wish;
	struct buf *body;
	char refused[INET6_ADDRSTRLEN]; /* the last address that was; or "" */
	char why[CURL_ERROR_SIZE];
};

static size_t take_body(char *bytes, size_t size, size_t count, void *data)
{
	struct hop *hop = data;

	buf_put(hop->body, bytes, size * count);
	return buf_is_spoilt(hop->body) ? 0 : size * count;
}

static curl_socket_t open_socket(void *data, curlsocktype purpose,
				 struct curl_sockaddr *address)
{
	const struct sockaddr_in *four = (const void *)&address->addr;
	const struct sockaddr_in6 *six = (const void *)&address->addr;
	struct hop *hop = data;

	(void)purpose;
	if (!hop->wish->refuses_private || network_is_public(&address->addr))
		return socket(address->family, address->socktype | SOCK_CLOEXEC,
			      address->protocol);
	inet_ntop(address->family,
		  address->family == AF_INET ? (const void *)&four->sin_addr :
					       (const void *)&six->sin6_addr,
		  hop->refused, sizeof(hop->refused));
	return CURL_SOCKET_BAD;
}

static struct curl_slist *headers_of(const struct fetch_wish *wish)
{
	struct curl_slist *list = NULL;

	for (size_t i = 0; wish->headers != NULL && wish->headers[i]; i++)
		list = curl_slist_append(list, wish->headers[i]);
	return list;
}

/* With an encoding it is asked for and undone; NULL does neither. */
static void set_up(CURL *curl, const char *url, long long left_ms,
		   struct curl_slist *headers, struct hop *hop)
{
	curl_easy_setopt(curl, CURLOPT_URL, url);
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(curl, CURLOPT_PROXY, "");
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, (long)left_ms);
	curl_easy_setopt(curl, CURLOPT_USERAGENT, AGENT);
	curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
	curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING,
			 hop->wish->takes_gzip ? "gzip" : NULL);
	curl_easy_setopt(curl, CURLOPT_NOBODY, hop->wish->is_head ? 1L : 0L);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, hop);
	curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
	curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, hop);
	curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, hop->why);
}

static const CURLUPart parts[] = {
	[FETCH_SCHEME] = CURLUPART_SCHEME, [FETCH_HOST] = CURLUPART_HOST,
	[FETCH_PORT] = CURLUPART_PORT,	   [FETCH_PATH] = CURLUPART_PATH,
	[FETCH_QUERY] = CURLUPART_QUERY,   [FETCH_URL] = CURLUPART_URL,
};

/* For free(), as all else here is. */
static char *part_of(CURLU *address, enum fetch_part part)
{
	unsigned flags = part == FETCH_PORT ? CURLU_DEFAULT_PORT : 0;
	char *text = NULL, *copy;

	curl_url_get(address, parts[part], &text, flags);
	copy = text != NULL ? alloc_text(text) : NULL;
	curl_free(text);
	return copy;
}

char *fetch_part(const char *url, enum fetch_part part)
{
	CURLU *address = curl_url();
	char *text = NULL;

	if (curl_url_set(address, CURLUPART_URL, url, 0) == CURLUE_OK)
		text = part_of(address, part);
	curl_url_cleanup(address);
	return text;
}

char *fetch_changed(const char *url, enum fetch_part part, const char *value)
{
	CURLU *address = curl_url();
	char *text = NULL;

	if (curl_url_set(address, CURLUPART_URL, url, 0) == CURLUE_OK &&
	    curl_url_set(address, parts[part], value, 0) == CURLUE_OK &&
	    curl_url_set(address, CURLUPART_FRAGMENT, NULL, 0) == CURLUE_OK)
		text = part_of(address, FETCH_URL);
	curl_url_cleanup(address);
	return text;
}

char *fetch_host(const char *url)
{
	return fetch_part(url, FETCH_HOST);
}

/* Whether the name is known not to be there; where nobody could be asked for
 * it, as without a network, that is not known. */
static bool is_no_host(const char *url)
{
	struct addrinfo *found = NULL;
	char *host = fetch_host(url);
	int fault = host != NULL ? getaddrinfo(host, NULL, NULL, &found) : 0;

	if (fault == 0 && found != NULL)
		freeaddrinfo(found);
	free(host);
	return fault == EAI_NONAME || fault == EAI_NODATA;
}

static enum fetch_failure failure_of(const struct hop *hop, const char *url,
				     CURLcode code, long number)
{
	if (hop->refused[0] != '\0')
		return FETCH_PRIVATE;
	switch (code) {
	case CURLE_COULDNT_RESOLVE_HOST:
		return is_no_host(url) ? FETCH_NO_HOST : FETCH_FAILED;
	case CURLE_COULDNT_CONNECT:
		return number == ECONNREFUSED ? FETCH_REFUSED : FETCH_FAILED;
	case CURLE_OPERATION_TIMEDOUT:
		return FETCH_LATE;
	case CURLE_PEER_FAILED_VERIFICATION:
		return FETCH_UNTRUSTED;
	default:
		return FETCH_FAILED;
	}
}

static int complain(const struct hop *hop, const char *url, CURLcode code,
		    struct err *err)
{
	if (hop->refused[0] != '\0')
		return err_plain(err,
				 "%s: %s is of a network of somebody's own, "
				 "which is not asked",
				 url, hop->refused);
	if (buf_is_spoilt(hop->body))
		return err_plain(err, "%s: there are more than %zu bytes", url,
				 hop->wish->most_bytes);
	if (code == CURLE_OPERATION_TIMEDOUT)
		return err_plain(err, "%s: no whole answer within %lld ms", url,
				 hop->wish->most_ms);
	return err_plain(err, "%s: %s", url,
			 hop->why[0] != '\0' ? hop->why :
					       curl_easy_strerror(code));
}

static const char *copied(const char *text, struct arena *arena)
{
	return text != NULL ? arena_text(arena, text, strlen(text)) : NULL;
}

static const char *header_of(CURL *curl, const char *name, struct arena *arena)
{
	struct curl_header *header;

	if (curl_easy_header(curl, name, 0, CURLH_HEADER, -1, &header) !=
	    CURLHE_OK)
		return "";
	return copied(header->value, arena);
}

static void take_head(CURL *curl, struct arena *arena,
		      struct fetch_answer *answer)
{
	char *leads_to = NULL;

	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer->status);
	curl_easy_getinfo(curl, CURLINFO_REDIRECT_URL, &leads_to);
	answer->leads_to = copied(leads_to, arena);
	answer->media_type = header_of(curl, "Content-Type", arena);
	answer->packing = header_of(curl, "Content-Encoding", arena);
}

/* Asks for `answer->url`, and leaves nothing of an answer before it. */
static int ask(CURL *curl, const struct fetch_wish *wish, long long deadline,
	       struct arena *arena, struct fetch_answer *answer,
	       struct err *err)
{
	struct curl_slist *headers = headers_of(wish);
	struct hop hop = { .wish = wish, .body = &answer->body };
	long long left_ms = deadline - clock_ms();
	long number = 0;
	CURLcode code;

	buf_free(&answer->body);
	set_up(curl, answer->url, left_ms > 0 ? left_ms : 1, headers, &hop);
	code = curl_easy_perform(curl);
	if (hop.wish->is_cut && code == CURLE_WRITE_ERROR &&
	    buf_is_spoilt(hop.body))
		code = CURLE_OK;
	if (code == CURLE_OK)
		take_head(curl, arena, answer);
	curl_easy_getinfo(curl, CURLINFO_OS_ERRNO, &number);
	answer->failure = code != CURLE_OK ?
				  failure_of(&hop, answer->url, code, number) :
				  FETCH_ANSWERED;
	curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, NULL);
	curl_slist_free_all(headers);
	return code == CURLE_OK ? 0 : complain(&hop, answer->url, code, err);
}

static bool is_followed(const struct fetch_wish *wish, const char *leads_to)
{
	char *here = fetch_host(wish->url), *there = fetch_host(leads_to);
	bool is_same =
		here != NULL && there != NULL && strcasecmp(here, there) == 0;

	free(here);
	free(there);
	return url_is_web(leads_to) && (is_same || !wish->stays_at_host);
}

void fetch_start(void)
{
	curl_global_init(CURL_GLOBAL_DEFAULT);
}

int fetch(const struct fetch_wish *wish, struct arena *arena,
	  struct fetch_answer *answer, struct err *err)
{
	long long deadline = clock_ms() + wish->most_ms;
	CURL *curl = curl_easy_init();
	int result;

	*answer = (struct fetch_answer){ .url = copied(wish->url, arena) };
	answer->body = buf_new(wish->most_bytes);
	answer->failure = FETCH_FAILED;
	if (curl == NULL)
		return err_plain(err, "%s: libcurl does not start", wish->url);
	for (int hops = 0;; hops++) {
		result = ask(curl, wish, deadline, arena, answer, err);
		if (result != 0 || answer->leads_to == NULL ||
		    hops == wish->most_redirects ||
		    !is_followed(wish, answer->leads_to))
			break;
		answer->url = answer->leads_to;
	}
	curl_easy_cleanup(curl);
	if (result != 0)
		fetch_free(answer);
	return result;
}

void fetch_free(struct fetch_answer *answer)
{
	buf_free(&answer->body);
}
