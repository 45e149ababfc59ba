/* Each shard is a hash table with chains and a list by age. */
#include "cache/lru.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/digest.h"

#define SHARDS		 ((size_t)8)
#define BYTES_PER_BUCKET ((size_t)4096)
#define LARGEST_SHARE	 4 /* of a shard, as a divisor */

struct node {
	struct node *chain; /* of the bucket */
	struct node *newer, *older;
	struct rendition *rendition;
	uint64_t hash;
	size_t weight;
	char key[];
};

struct shard {
	pthread_mutex_t lock; /* over what follows */
	struct node **buckets;
	struct node *newest, *oldest;
	size_t weight, most, count;
};

struct lru {
	struct digest_key hashing;
	size_t bucket_count; /* of a shard; a power of two, 0 with no room */
	struct shard shards[SHARDS];
};

static size_t count_buckets(size_t bytes)
{
	size_t count = 1;

	while (count * 2 * BYTES_PER_BUCKET <= bytes)
		count *= 2;
	return count * BYTES_PER_BUCKET <= bytes ? count : 0;
}

struct lru *lru_new(size_t bytes)
{
	struct lru *lru = alloc_zero(sizeof(*lru));
	size_t tables;

	lru->hashing = digest_key_new();
	lru->bucket_count = count_buckets(bytes / SHARDS);
	tables = lru->bucket_count * sizeof(struct node *);
	for (size_t i = 0; i < SHARDS; i++) {
		struct shard *shard = &lru->shards[i];

		pthread_mutex_init(&shard->lock, NULL);
		if (lru->bucket_count == 0)
			continue;
		shard->buckets = alloc_zero(tables);
		shard->most = bytes / SHARDS - tables;
	}
	return lru;
}

static void free_node(struct node *node)
{
	rendition_release(node->rendition);
	free(node);
}

/* Frees nodes that hang together by `chain`. */
static void free_chain(struct node *node)
{
	while (node != NULL) {
		struct node *next = node->chain;

		free_node(node);
		node = next;
	}
}

void lru_free(struct lru *lru)
{
	if (lru == NULL)
		return;
	for (size_t i = 0; i < SHARDS; i++) {
		for (size_t j = 0; j < lru->bucket_count; j++)
			free_chain(lru->shards[i].buckets[j]);
		free(lru->shards[i].buckets);
		pthread_mutex_destroy(&lru->shards[i].lock);
	}
	free(lru);
}

static struct shard *shard_of(struct lru *lru, uint64_t hash)
{
	return &lru->shards[(hash >> 32) % SHARDS];
}

/* Where the link to the node of a key is, or would be. */
static struct node **place_of(const struct lru *lru, const struct shard *shard,
			      uint64_t hash, const char *key)
{
	struct node **place = &shard->buckets[hash & (lru->bucket_count - 1)];

	while (*place != NULL &&
	       ((*place)->hash != hash || strcmp((*place)->key, key) != 0))
		place = &(*place)->chain;
	return place;
}

static void unlink_age(struct shard *shard, struct node *node)
{
	struct node **newer =
		node->newer != NULL ? &node->newer->older : &shard->newest;
	struct node **older =
		node->older != NULL ? &node->older->newer : &shard->oldest;

	*newer = node->older;
	*older = node->newer;
}

static void link_newest(struct shard *shard, struct node *node)
{
	node->newer = NULL;
	node->older = shard->newest;
	if (shard->newest != NULL)
		shard->newest->newer = node;
	else
		shard->oldest = node;
	shard->newest = node;
}

static size_t weigh(const struct node *node)
{
	return sizeof(*node) + strlen(node->key) + 1 +
	       rendition_bytes(node->rendition);
}

/* What was reserved for the packed form is given back once it is made. */
static void weigh_again(struct shard *shard, struct node *node)
{
	shard->weight -= node->weight;
	node->weight = weigh(node);
	shard->weight += node->weight;
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
	node = *place_of(lru, shard, hash, key);
	if (node != NULL) {
		unlink_age(shard, node);
		link_newest(shard, node);
		weigh_again(shard, node);
		rendition = rendition_hold(node->rendition);
	}
	pthread_mutex_unlock(&shard->lock);
	return rendition;
}

/* Takes the node at `place` out and puts it before `gone`. */
static void remove_at(struct shard *shard, struct node **place,
		      struct node **gone)
{
	struct node *node = *place;

	*place = node->chain;
	unlink_age(shard, node);
	shard->weight -= node->weight;
	shard->count--;
	node->chain = *gone;
	*gone = node;
}

static void make_room(struct lru *lru, struct shard *shard, size_t bytes,
		      struct node **gone)
{
	while (shard->oldest != NULL && shard->weight + bytes > shard->most) {
		struct node *oldest = shard->oldest;

		remove_at(shard,
			  place_of(lru, shard, oldest->hash, oldest->key),
			  gone);
	}
}

static void insert(struct lru *lru, struct shard *shard, struct node *node,
		   struct node **gone)
{
	struct node **place = place_of(lru, shard, node->hash, node->key);

	if (*place != NULL)
		remove_at(shard, place, gone);
	make_room(lru, shard, node->weight, gone);
	place = place_of(lru, shard, node->hash, node->key);
	*place = node;
	link_newest(shard, node);
	shard->weight += node->weight;
	shard->count++;
}

void lru_put(struct lru *lru, const char *key, struct rendition *rendition)
{
	size_t size = strlen(key) + 1;
	struct node *node = alloc_zero(sizeof(*node) + size), *gone = NULL;
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
	free_chain(gone);
}

size_t lru_bytes(struct lru *lru)
{
	size_t bytes = SHARDS * lru->bucket_count * sizeof(struct node *);

	for (size_t i = 0; i < SHARDS; i++) {
		pthread_mutex_lock(&lru->shards[i].lock);
		bytes += lru->shards[i].weight;
		pthread_mutex_unlock(&lru->shards[i].lock);
	}
	return bytes;
}

size_t lru_count(struct lru *lru)
{
	size_t count = 0;

	for (size_t i = 0; i < SHARDS; i++) {
		pthread_mutex_lock(&lru->shards[i].lock);
		count += lru->shards[i].count;
		pthread_mutex_unlock(&lru->shards[i].lock);
	}
	return count;
}
