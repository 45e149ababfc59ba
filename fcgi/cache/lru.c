/* Each shard is a hash table with chains and a list by age. */
#include "cache/lru.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>

#include "base/alloc.h"
#include "base/digest.h"

#define BYTES_PER_BUCKET ((size_t)4096)
#define LARGEST_SHARE	 4 /* of a shard, as a divisor */

struct node {
	LIST_ENTRY(node) chain; /* of the bucket, or of what is to be freed */
	TAILQ_ENTRY(node) age;
	struct rendition *rendition;
	uint64_t hash;
	size_t weight;
	char key[];
};

LIST_HEAD(chain, node);
TAILQ_HEAD(ages, node);

struct shard {
	pthread_mutex_t lock; /* over what follows */
	struct chain *buckets;
	struct ages ages; /* the newest first */
	size_t weight, most;
};

struct lru {
	struct digest_key hashing;
	size_t bucket_count; /* of a shard; a power of two, 0 with no room */
	size_t shard_count;
	struct shard shards[LRU_SHARDS];
};

static size_t count_buckets(size_t bytes)
{
	size_t count = 1;

	while (count * 2 * BYTES_PER_BUCKET <= bytes)
		count *= 2;
	return count * BYTES_PER_BUCKET <= bytes ? count : 0;
}

struct lru *lru_new(size_t bytes, size_t shards)
{
	struct lru *lru = alloc_zero(sizeof(*lru));
	size_t tables;

	lru->hashing = digest_key_new();
	lru->shard_count = shards;
	lru->bucket_count = count_buckets(bytes / shards);
	tables = lru->bucket_count * sizeof(struct chain);
	for (size_t i = 0; i < shards; i++) {
		struct shard *shard = &lru->shards[i];

		pthread_mutex_init(&shard->lock, NULL);
		TAILQ_INIT(&shard->ages);
		if (lru->bucket_count == 0)
			continue;
		shard->buckets = alloc_zero(tables);
		shard->most = bytes / shards - tables;
	}
	return lru;
}

static void free_node(struct node *node)
{
	rendition_release(node->rendition);
	free(node);
}

void lru_free(struct lru *lru)
{
	if (lru == NULL)
		return;
	for (size_t i = 0; i < lru->shard_count; i++) {
		struct shard *shard = &lru->shards[i];
		struct node *node;

		while ((node = TAILQ_FIRST(&shard->ages)) != NULL) {
			TAILQ_REMOVE(&shard->ages, node, age);
			free_node(node);
		}
		free(shard->buckets);
		pthread_mutex_destroy(&shard->lock);
	}
	free(lru);
}

static struct shard *shard_of(struct lru *lru, uint64_t hash)
{
	return &lru->shards[(hash >> 32) % lru->shard_count];
}

static struct chain *bucket_of(const struct lru *lru, const struct shard *shard,
			       uint64_t hash)
{
	return &shard->buckets[hash & (lru->bucket_count - 1)];
}

static struct node *find(const struct chain *bucket, uint64_t hash,
			 const char *key)
{
	struct node *node = LIST_FIRST(bucket);

	while (node != NULL &&
	       (node->hash != hash || strcmp(node->key, key) != 0))
		node = LIST_NEXT(node, chain);
	return node;
}

static size_t weigh(const struct node *node)
{
	return sizeof(*node) + strlen(node->key) + 1 +
	       rendition_bytes(node->rendition);
}

struct rendition *lru_get(struct lru *lru, const char *key)
{
	uint64_t hash = digest_short(&lru->hashing, key);
	struct shard *shard = shard_of(lru, hash);
	struct rendition *rendition = NULL;
	struct node *node;

	if (lru->bucket_count == 0)
		return NULL;
	pthread_mutex_lock(&shard->lock);
	node = find(bucket_of(lru, shard, hash), hash, key);
	if (node != NULL) {
		TAILQ_REMOVE(&shard->ages, node, age);
		TAILQ_INSERT_HEAD(&shard->ages, node, age);
		/* What was reserved for the packed form is given back once it
		 * is made. */
		shard->weight -= node->weight;
		node->weight = weigh(node);
		shard->weight += node->weight;
		rendition = rendition_hold(node->rendition);
	}
	pthread_mutex_unlock(&shard->lock);
	return rendition;
}

/* Takes a node, unless it is NULL, from the shard to what is to be freed. */
static void take_out(struct shard *shard, struct node *node, struct chain *gone)
{
	if (node == NULL)
		return;
	LIST_REMOVE(node, chain);
	TAILQ_REMOVE(&shard->ages, node, age);
	shard->weight -= node->weight;
	LIST_INSERT_HEAD(gone, node, chain);
}

static void insert(struct lru *lru, struct shard *shard, struct node *node,
		   struct chain *gone)
{
	struct chain *bucket = bucket_of(lru, shard, node->hash);

	take_out(shard, find(bucket, node->hash, node->key), gone);
	while (!TAILQ_EMPTY(&shard->ages) &&
	       shard->weight + node->weight > shard->most)
		take_out(shard, TAILQ_LAST(&shard->ages, ages), gone);
	LIST_INSERT_HEAD(bucket, node, chain);
	TAILQ_INSERT_HEAD(&shard->ages, node, age);
	shard->weight += node->weight;
}

void lru_put(struct lru *lru, const char *key, struct rendition *rendition)
{
	size_t size = strlen(key) + 1;
	struct node *node = alloc_zero(sizeof(*node) + size);
	struct chain gone = LIST_HEAD_INITIALIZER(gone);
	struct shard *shard;

	memcpy(node->key, key, size);
	node->hash = digest_short(&lru->hashing, key);
	node->rendition = rendition_hold(rendition);
	node->weight = weigh(node);
	shard = shard_of(lru, node->hash);
	if (node->weight > shard->most / LARGEST_SHARE) {
		free_node(node);
		return;
	}
	pthread_mutex_lock(&shard->lock);
	insert(lru, shard, node, &gone);
	pthread_mutex_unlock(&shard->lock);
	while ((node = LIST_FIRST(&gone)) != NULL) {
		LIST_REMOVE(node, chain);
		free_node(node);
	}
}

size_t lru_bytes(struct lru *lru)
{
	size_t bytes =
		lru->shard_count * lru->bucket_count * sizeof(struct chain);

	for (size_t i = 0; i < lru->shard_count; i++) {
		pthread_mutex_lock(&lru->shards[i].lock);
		bytes += lru->shards[i].weight;
		pthread_mutex_unlock(&lru->shards[i].lock);
	}
	return bytes;
}
