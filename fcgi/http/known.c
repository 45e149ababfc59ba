/* A table in which each question has one place. */
#include "http/known.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/digest.h"
#include "search/query.h"

#define PLACES	    ((size_t)512) /* a power of two */
#define ASKED_BYTES ((size_t)1024)
#define BYTES_MOST  ((size_t)4064) /* of one answer; there is the table, too */

/* What was asked, in one piece. */
struct question {
	uint64_t hash;
	size_t length;
	char bytes[ASKED_BYTES];
};

/* What an answer is made from. The texts stand behind it. */
struct answer {
	uint64_t hash;
	enum view_id view;
	struct cache_wish wish;
	char etag[RENDITION_ETAG];
	const char *asked, *headers;
	size_t asked_length, headers_length;
	char texts[];
};

struct known {
	struct digest_key hashing;
	/* The last of those that share a place stands there. */
	struct answer *places[PLACES];
};

struct known *known_new(void)
{
	struct known *known = alloc_zero(sizeof(*known));

	known->hashing = digest_key_new();
	return known;
}

void known_forget(struct known *known)
{
	for (size_t i = 0; i < PLACES; i++) {
		free(known->places[i]);
		known->places[i] = NULL;
	}
}

void known_free(struct known *known)
{
	if (known == NULL)
		return;
	known_forget(known);
	free(known);
}

/* Whether there is nothing in it that only some visitors send. */
static bool is_anybodys(const struct request *request)
{
	return request->if_none_match[0] == '\0' &&
	       request->origin[0] == '\0' &&
	       request->authorization[0] == '\0' &&
	       request->operator[0] == '\0';
}

/* False where it does not fit. */
static bool add(struct question *question, const char *text)
{
	char *to = question->bytes + question->length;
	const char *end = memccpy(to, text, '\0',
				  sizeof(question->bytes) - question->length);

	if (end != NULL)
		question->length += (size_t)(end - to);
	return end != NULL;
}

/* All that is_anybodys() leaves, each with its NUL. False where that is too
 * long to be kept. */
static bool ask(const struct known *known, const struct request *request,
		struct question *question)
{
	question->length = 0;
	if (!is_anybodys(request) || !add(question, request->method) ||
	    !add(question, request->path) || !add(question, request->query) ||
	    !add(question, request->accept) ||
	    !add(question, request->language) ||
	    !add(question, request->encoding) ||
	    !add(question, request->scope) || !add(question, request->opened))
		return false;
	question->hash = digest_short_bytes(&known->hashing, question->bytes,
					    question->length);
	return true;
}

static bool is_answer_to(const struct answer *answer,
			 const struct question *question)
{
	return answer != NULL && answer->hash == question->hash &&
	       answer->asked_length == question->length &&
	       memcmp(answer->asked, question->bytes, question->length) == 0;
}

bool known_answer(const struct known *known, struct exchange *exchange)
{
	struct response *response = exchange->response;
	struct rendition *rendition;
	struct cache_wish wish;
	struct question question;
	const struct answer *answer;

	if (!ask(known, exchange->request, &question))
		return false;
	answer = known->places[question.hash & (PLACES - 1)];
	if (!is_answer_to(answer, &question))
		return false;
	wish = answer->wish;
	wish.source = &exchange->source;
	rendition = cache_look(exchange->cache, &wish);
	if (rendition == NULL)
		return false;
	exchange->view = answer->view;
	buf_put(&response->headers, answer->headers, answer->headers_length);
	response_show(response, rendition,
		      wish.takes_packed ? rendition_gzip(rendition) :
					  rendition_plain(rendition));
	return true;
}

/* What is sent besides the one spelling of a wish, as the words that somebody
 * looks for on a page of others, decides nothing and is kept by nobody. */
static bool is_worth_keeping(const struct exchange *exchange)
{
	const struct response *response = exchange->response;

	return !exchange->is_given_up && exchange->source == CACHE_MEMORY &&
	       response->status == 200 && response->form != NULL &&
	       response_is_whole(response) &&
	       query_is_canonical(exchange->query);
}

/* NULL where it is too long. */
static struct answer *answer_new(const struct question *question,
				 const struct exchange *exchange)
{
	const struct response *response = exchange->response;
	size_t key = strlen(exchange->wish.key) + 1;
	size_t size = sizeof(struct answer) + question->length + key +
		      response->headers.length;
	struct answer *answer;
	char *at;

	if (size > BYTES_MOST)
		return NULL;
	answer = alloc_zero(size);
	at = answer->texts;
	answer->hash = question->hash;
	answer->view = exchange->view;
	strcpy(answer->etag, response->form->etag);
	answer->asked = at;
	answer->asked_length = question->length;
	at = mempcpy(at, question->bytes, question->length);
	answer->wish = (struct cache_wish){
		.key = at,
		.etag = answer->etag,
		.is_costly = exchange->wish.is_costly,
		.is_internal = exchange->wish.is_internal,
		.takes_packed = exchange->wish.takes_packed,
		.is_to_be_packed = exchange->wish.is_to_be_packed,
	};
	at = mempcpy(at, exchange->wish.key, key);
	answer->headers = at;
	answer->headers_length = response->headers.length;
	memcpy(at, response->headers.bytes, response->headers.length);
	return answer;
}

void known_keep(struct known *known, const struct exchange *exchange)
{
	struct question question;
	struct answer **place, *answer;

	if (!is_worth_keeping(exchange) ||
	    !ask(known, exchange->request, &question))
		return;
	answer = answer_new(&question, exchange);
	if (answer == NULL)
		return;
	place = &known->places[question.hash & (PLACES - 1)];
	free(*place);
	*place = answer;
}
