/* Forms, holders and the seal. */
#include "cache/rendition.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/gzip.h"

/* Shorter ones fit into the first packets of a connection as they are. */
#define PACK_LEAST   ((size_t)1024)
#define BYTES_MOST   ((size_t)64 * 1024 * 1024)
#define SEAL_VERSION 4
#define TAG_BYTES    ((size_t)16)

static const char magic[4] = "sgnp";

/* What is known of the packed form. */
enum packing {
	UNPACKED,   /* nothing */
	PACKED,	    /* it is the body */
	UNPACKABLE, /* the plain form is as good */
	PACKINGS,
};

struct head {
	char magic[4];
	uint32_t version;
	uint64_t key_length, body_length, plain_length;
	int64_t pages;
	uint64_t packing;
	char plain_etag[RENDITION_ETAG], gzip_etag[RENDITION_ETAG];
};

struct rendition {
	atomic_size_t holders;
	long long pages;
	struct buf plain_bytes, gzip_bytes;
	struct rendition_form plain, gzip;
	pthread_mutex_t lock; /* over making the packed form */
	_Atomic(const struct rendition_form *) packed; /* NULL: not yet made */
};

static void hash(const char *bytes, size_t length,
		 const struct digest_key *secret,
		 unsigned char out[DIGEST_BYTES])
{
	struct digest digest = digest_new_keyed(secret);

	digest_add(&digest, bytes, length);
	digest_end(&digest, out);
}

void rendition_etag(const char *bytes, size_t length, char etag[RENDITION_ETAG])
{
	unsigned char out[DIGEST_BYTES];
	char hex[DIGEST_HEX];

	hash(bytes, length, NULL, out);
	digest_hex(out, TAG_BYTES, hex);
	snprintf(etag, RENDITION_ETAG, "\"%.32s\"", hex);
}

static void set_form(struct rendition_form *form, const struct buf *bytes,
		     const char *encoding)
{
	form->bytes = buf_text(bytes);
	form->length = bytes->length;
	form->encoding = encoding;
	rendition_etag(form->bytes, form->length, form->etag);
}

static struct rendition *make(long long pages)
{
	struct rendition *rendition = alloc_zero(sizeof(*rendition));

	atomic_init(&rendition->holders, 1);
	atomic_init(&rendition->packed, NULL);
	pthread_mutex_init(&rendition->lock, NULL);
	rendition->pages = pages;
	return rendition;
}

struct rendition *rendition_new(struct buf *body, long long pages)
{
	struct rendition *rendition = make(pages);

	rendition->plain_bytes = *body;
	*body = buf_new(body->ceiling);
	buf_trim(&rendition->plain_bytes);
	set_form(&rendition->plain, &rendition->plain_bytes, NULL);
	return rendition;
}

struct rendition *rendition_hold(struct rendition *rendition)
{
	atomic_fetch_add(&rendition->holders, 1);
	return rendition;
}

void rendition_release(struct rendition *rendition)
{
	if (rendition == NULL || atomic_fetch_sub(&rendition->holders, 1) > 1)
		return;
	buf_free(&rendition->plain_bytes);
	buf_free(&rendition->gzip_bytes);
	pthread_mutex_destroy(&rendition->lock);
	free(rendition);
}

long long rendition_pages(const struct rendition *rendition)
{
	return rendition->pages;
}

const struct rendition_form *rendition_plain(const struct rendition *rendition)
{
	return &rendition->plain;
}

bool rendition_has_plain(const struct rendition *rendition)
{
	return rendition->plain.bytes != NULL;
}

/* Packing has to save an eighth. */
static size_t packed_most(const struct rendition *rendition)
{
	size_t length = rendition->plain.length;

	return length < PACK_LEAST ? 0 : length - length / 8;
}

static const struct rendition_form *pack(struct rendition *rendition)
{
	const struct rendition_form *plain = &rendition->plain;
	struct buf *bytes = &rendition->gzip_bytes;

	if (packed_most(rendition) == 0)
		return plain;
	*bytes = buf_new(packed_most(rendition));
	gzip_pack(plain->bytes, plain->length, bytes);
	if (buf_is_spoilt(bytes)) {
		buf_free(bytes);
		return plain;
	}
	buf_trim(bytes);
	set_form(&rendition->gzip, bytes, "gzip");
	return &rendition->gzip;
}

const struct rendition_form *rendition_gzip(struct rendition *rendition)
{
	const struct rendition_form *form = atomic_load(&rendition->packed);

	if (form != NULL)
		return form;
	pthread_mutex_lock(&rendition->lock);
	form = atomic_load(&rendition->packed);
	if (form == NULL) {
		form = pack(rendition);
		atomic_store(&rendition->packed, form);
	}
	pthread_mutex_unlock(&rendition->lock);
	return form;
}

bool rendition_is_packed(const struct rendition *rendition)
{
	return atomic_load(&rendition->packed) != NULL;
}

size_t rendition_bytes(const struct rendition *rendition)
{
	const struct rendition_form *form = atomic_load(&rendition->packed);
	size_t bytes = sizeof(*rendition) + rendition->plain_bytes.room;

	if (form == NULL)
		return bytes + packed_most(rendition);
	if (form->encoding != NULL)
		bytes += rendition->gzip_bytes.room;
	return bytes;
}

static enum packing packing_of(const struct rendition *rendition,
			       const struct rendition_form *form)
{
	if (form == &rendition->gzip)
		return PACKED;
	return atomic_load(&rendition->packed) == form ? UNPACKABLE : UNPACKED;
}

void rendition_seal(const struct rendition *rendition,
		    const struct rendition_form *form, const char *key,
		    const struct digest_key *secret, struct buf *out)
{
	struct head head = { .version = SEAL_VERSION,
			     .key_length = strlen(key),
			     .body_length = form->length,
			     .plain_length = rendition->plain.length,
			     .pages = rendition->pages,
			     .packing = packing_of(rendition, form) };
	unsigned char seal[DIGEST_BYTES];
	size_t from = out->length;

	memcpy(head.magic, magic, sizeof(magic));
	memcpy(head.plain_etag, rendition->plain.etag, RENDITION_ETAG);
	if (head.packing == PACKED)
		memcpy(head.gzip_etag, form->etag, RENDITION_ETAG);
	buf_put(out, (const char *)&head, sizeof(head));
	buf_puts(out, key);
	buf_put(out, form->bytes, form->length);
	if (buf_is_spoilt(out))
		return;
	hash(out->bytes + from, out->length - from, secret, seal);
	buf_put(out, (const char *)seal, sizeof(seal));
}

static bool is_sealed(const struct buf *sealed, const struct digest_key *secret)
{
	unsigned char seal[DIGEST_BYTES];
	size_t length;

	if (sealed->length < sizeof(struct head) + DIGEST_BYTES)
		return false;
	length = sealed->length - DIGEST_BYTES;
	hash(sealed->bytes, length, secret, seal);
	return digest_is_same(seal,
			      (const unsigned char *)sealed->bytes + length);
}

/* Whether `etag` is one of ours, or, where there is to be none, empty. */
static bool is_tag(const char etag[RENDITION_ETAG], bool is_there)
{
	static const char empty[RENDITION_ETAG];
	size_t end = 2 * TAG_BYTES + 1;

	if (!is_there)
		return memcmp(etag, empty, RENDITION_ETAG) == 0;
	return etag[0] == '"' && etag[end] == '"' &&
	       strspn(etag + 1, "0123456789abcdef") == 2 * TAG_BYTES &&
	       memcmp(etag + end + 1, empty, RENDITION_ETAG - end - 1) == 0;
}

/* Whether the head fits to itself and to what follows it. */
static bool is_sound(const struct head *head, const char *key, size_t left)
{
	size_t key_length = strlen(key);
	bool is_packed = head->packing == PACKED;

	return memcmp(head->magic, magic, sizeof(magic)) == 0 &&
	       head->version == SEAL_VERSION && head->packing < PACKINGS &&
	       head->key_length == key_length && left >= key_length &&
	       head->body_length == left - key_length &&
	       (is_packed || head->plain_length == head->body_length) &&
	       is_tag(head->plain_etag, true) &&
	       is_tag(head->gzip_etag, is_packed);
}

/* Its form, of which the tag is known. */
static void take(struct rendition_form *form, struct buf *bytes,
		 const char *body, const struct head *head)
{
	bool is_packed = head->packing == PACKED;

	*bytes = buf_new(BYTES_MOST);
	buf_put(bytes, body, head->body_length);
	*form = (struct rendition_form){ buf_text(bytes), bytes->length,
					 is_packed ? "gzip" : NULL, "" };
	memcpy(form->etag, is_packed ? head->gzip_etag : head->plain_etag,
	       RENDITION_ETAG);
}

static struct rendition *open_sound(const struct head *head, const char *body)
{
	struct rendition *rendition = make(head->pages);

	if (head->packing == PACKED) {
		rendition->plain.length = head->plain_length;
		memcpy(rendition->plain.etag, head->plain_etag, RENDITION_ETAG);
		take(&rendition->gzip, &rendition->gzip_bytes, body, head);
	} else {
		take(&rendition->plain, &rendition->plain_bytes, body, head);
	}
	if (head->packing != UNPACKED)
		atomic_store(&rendition->packed, head->packing == PACKED ?
							 &rendition->gzip :
							 &rendition->plain);
	return rendition;
}

struct rendition *rendition_open(const struct buf *sealed, const char *key,
				 const struct digest_key *secret)
{
	struct head head;
	const char *at;
	size_t left;

	if (!is_sealed(sealed, secret))
		return NULL;
	memcpy(&head, sealed->bytes, sizeof(head));
	at = sealed->bytes + sizeof(head);
	left = sealed->length - sizeof(head) - DIGEST_BYTES;
	if (!is_sound(&head, key, left) || memcmp(at, key, strlen(key)) != 0)
		return NULL;
	return open_sound(&head, at + strlen(key));
}
