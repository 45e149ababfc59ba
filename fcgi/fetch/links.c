/* Each thread takes the next address of a host that no other thread asks. */
#include "fetch/links.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "fetch/domain.h"
#include "fetch/fetch.h"

#define THREADS	       4
#define MOST_REDIRECTS 5
#define MOST_MS	       20000
#define MOST_BYTES     ((size_t)64 * 1024)
#define WORDS_BYTES    ((size_t)512)

enum stage { WAITING, BEGUN, DONE };

/* What is shared, under the lock. */
struct asking {
	struct links_item *items;
	char **hosts; /* by item */
	enum stage *stages;
	size_t count, done;
	const struct links_way *way;
	struct arena *arena;
	pthread_mutex_t lock;
	pthread_cond_t freed; /* a host is */
};

static const char *const failures[] = {
	[FETCH_ANSWERED] = "",
	[FETCH_NO_HOST] = "there is no such host",
	[FETCH_REFUSED] = "its host takes no connection",
	[FETCH_LATE] = "no answer in time",
	[FETCH_UNTRUSTED] = "its certificate is not to be trusted",
	[FETCH_PRIVATE] = "it is of a network of somebody's own",
	[FETCH_FAILED] = "it could not be asked",
};

/* What came of one address, until it is copied. */
struct finding {
	enum links_verdict verdict;
	const char *words;
	bool is_answered;
};

static struct finding finding_of_status(const struct fetch_answer *answer,
					struct arena *arena)
{
	struct finding finding = { .verdict = LINKS_UNTRIED,
				   .is_answered = true };

	if (answer->leads_to != NULL) {
		finding.words = "it leads on and on, or nowhere";
		return finding;
	}
	finding.words = arena_printf(arena, "%ld", answer->status);
	if (answer->status == 404 || answer->status == 410) {
		finding.verdict = LINKS_GONE;
	} else if (answer->status >= 200 && answer->status < 300) {
		finding.verdict = LINKS_WELL;
		finding.words = "";
	}
	return finding;
}

/* Where there is no network, some who answer for names know none at all. */
static struct finding finding_of_failure(enum fetch_failure failure)
{
	bool is_gone = failure == FETCH_NO_HOST || failure == FETCH_REFUSED;

	return (struct finding){
		.verdict = is_gone ? LINKS_GONE : LINKS_UNTRIED,
		.words = failures[failure],
		.is_answered = failure == FETCH_REFUSED ||
			       failure == FETCH_UNTRUSTED ||
			       failure == FETCH_PRIVATE,
	};
}

/* Whether what came of the head would come of the whole too. */
static bool is_settled(const struct fetch_answer *answer,
		       const struct finding *finding)
{
	return finding->verdict == LINKS_WELL ||
	       (answer->failure != FETCH_ANSWERED &&
		answer->failure != FETCH_LATE &&
		answer->failure != FETCH_FAILED);
}

/* Asks once; whether nothing else is to be asked. */
static bool ask_once(const char *url, bool is_head, bool asks_private,
		     struct arena *arena, struct finding *finding)
{
	const struct fetch_wish wish = {
		.url = url,
		.is_head = is_head,
		.refuses_private = !asks_private,
		.most_redirects = MOST_REDIRECTS,
		.most_ms = MOST_MS,
		.most_bytes = MOST_BYTES,
		.is_cut = true,
	};
	struct fetch_answer answer;
	struct err err = { 0 };
	char *from = fetch_host(url), *to;
	bool is_over;

	if (fetch(&wish, arena, &answer, &err) == 0) {
		*finding = finding_of_status(&answer, arena);
		fetch_free(&answer);
	} else {
		*finding = finding_of_failure(answer.failure);
	}
	err_free(&err);
	is_over = is_settled(&answer, finding);
	to = fetch_host(answer.url);
	if (from != NULL && to != NULL && !domain_is_same(from, to)) {
		finding->verdict = LINKS_MOVED;
		finding->words = answer.url;
		finding->is_answered = true;
		is_over = true;
	}
	free(from);
	free(to);
	return is_over;
}

static bool is_asked_now(const struct asking *asking, const char *host)
{
	for (size_t i = 0; i < asking->count; i++)
		if (asking->stages[i] == BEGUN &&
		    strcasecmp(asking->hosts[i], host) == 0)
			return true;
	return false;
}

/* The next that can be asked; `count` where none is left for this thread. */
static size_t next_of(struct asking *asking)
{
	bool is_any = true;

	while (is_any) {
		is_any = false;
		for (size_t i = 0; i < asking->count; i++) {
			if (asking->stages[i] != WAITING)
				continue;
			if (!is_asked_now(asking, asking->hosts[i]))
				return i;
			is_any = true;
		}
		if (is_any)
			pthread_cond_wait(&asking->freed, &asking->lock);
	}
	return asking->count;
}

/* What a server said may stand in a file and on a terminal: its first bytes,
 * those that are not printed escaped as in an address. */
static const char *tamed(const char *words, struct arena *arena)
{
	struct buf text = buf_new(4 * WORDS_BYTES);
	const char *kept;

	for (size_t i = 0; i < WORDS_BYTES && words[i] != '\0'; i++) {
		unsigned char byte = (unsigned char)words[i];

		if (byte >= ' ' && byte < 0x7f)
			buf_put(&text, &words[i], 1);
		else
			buf_printf(&text, "%%%02X", byte);
	}
	kept = arena_text(arena, buf_text(&text), text.length);
	buf_free(&text);
	return kept;
}

static void keep(struct asking *asking, size_t place,
		 const struct finding *finding)
{
	struct links_item *item = &asking->items[place];

	item->verdict = finding->verdict;
	item->is_answered = finding->is_answered;
	item->words = tamed(finding->words, asking->arena);
	asking->stages[place] = DONE;
	asking->done++;
	pthread_cond_broadcast(&asking->freed);
}

static void *ask_on(void *data)
{
	struct asking *asking = data;
	size_t place;

	pthread_mutex_lock(&asking->lock);
	while ((place = next_of(asking)) < asking->count) {
		struct arena *arena = arena_new();
		const char *url = asking->items[place].url;
		struct finding finding;

		asking->stages[place] = BEGUN;
		if (asking->way->tell != NULL)
			asking->way->tell(asking->done, asking->count,
					  asking->hosts[place]);
		pthread_mutex_unlock(&asking->lock);
		if (!ask_once(url, true, asking->way->asks_private, arena,
			      &finding))
			ask_once(url, false, asking->way->asks_private, arena,
				 &finding);
		pthread_mutex_lock(&asking->lock);
		keep(asking, place, &finding);
		arena_free(arena);
	}
	pthread_mutex_unlock(&asking->lock);
	return NULL;
}

/* Where no thread can be had, the first one asks alone. */
static void ask_all(struct asking *asking)
{
	pthread_t threads[THREADS - 1];
	size_t count = 0;

	while (count < THREADS - 1 &&
	       pthread_create(&threads[count], NULL, ask_on, asking) == 0)
		count++;
	ask_on(asking);
	while (count > 0)
		pthread_join(threads[--count], NULL);
}

void links_ask(struct links_item *items, size_t count,
	       const struct links_way *way, struct arena *arena)
{
	struct asking asking = {
		.items = items,
		.hosts = alloc_zero((count + 1) * sizeof(char *)),
		.stages = alloc_zero((count + 1) * sizeof(enum stage)),
		.count = count,
		.way = way,
		.arena = arena,
		.lock = PTHREAD_MUTEX_INITIALIZER,
		.freed = PTHREAD_COND_INITIALIZER,
	};

	fetch_start();
	for (size_t i = 0; i < count; i++) {
		asking.hosts[i] = fetch_host(items[i].url);
		if (asking.hosts[i] == NULL)
			asking.hosts[i] = alloc_text("");
	}
	ask_all(&asking);
	for (size_t i = 0; i < count; i++)
		free(asking.hosts[i]);
	free(asking.hosts);
	free(asking.stages);
}
