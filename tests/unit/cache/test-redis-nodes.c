/* The nodes of Redis that are known: what becomes of a table that is full, and
 * of one that was gone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "cache/redis-nodes.h"

#define PLACE_BYTES 32

static const struct socket_address *place(unsigned number)
{
	static struct socket_address address;
	char text[PLACE_BYTES];

	snprintf(text, sizeof(text), "127.0.0.1:%u", 7000 + number);
	assert_true(socket_address_read(&address, text));
	return &address;
}

static unsigned index_at(struct redis_nodes *nodes, unsigned number)
{
	struct redis_node node;

	assert_true(redis_nodes_at(nodes, place(number), &node));
	return node.index;
}

static void assert_slot_is_at(struct redis_nodes *nodes, unsigned slot,
			      unsigned number)
{
	struct redis_node node;

	assert_true(redis_nodes_find(nodes, slot, &node));
	assert_true(socket_address_is_same(&node.address, place(number)));
}

/* Where machines come and go for long, each with an address of its own, all
 * nodes may be new ones at once: each of the new ones has a row of its own
 * before any of them has a slot. */
static void new_nodes_after_very_many_have_rows_of_their_own(void **state)
{
	static unsigned char map[REDIS_SLOTS];
	struct redis_nodes *nodes = redis_nodes_new(
		&(struct redis_plan){ .address = "cluster:127.0.0.1:7000" });

	(void)state;
	for (unsigned round = 0; round < 3 * REDIS_NODES; round++) {
		unsigned first = round * 3;

		for (unsigned slot = 0; slot < REDIS_SLOTS; slot++)
			map[slot] = REDIS_NODES;
		for (unsigned i = 0; i < 3; i++)
			map[i] = (unsigned char)index_at(nodes, first + i);
		redis_nodes_map(nodes, map);
		for (unsigned i = 0; i < 3; i++)
			assert_slot_is_at(nodes, i, first + i);
	}
	redis_nodes_free(nodes);
}

static void no_node_that_has_something_loses_its_row(void **state)
{
	static unsigned char map[REDIS_SLOTS];
	struct redis_nodes *nodes = redis_nodes_new(
		&(struct redis_plan){ .address = "cluster:127.0.0.1:7000" });
	struct redis_node node;

	(void)state;
	for (unsigned slot = 0; slot < REDIS_SLOTS; slot++)
		map[slot] = slot < REDIS_NODES - 1 ?
				    (unsigned char)index_at(nodes, slot) :
				    REDIS_NODES;
	redis_nodes_map(nodes, map);
	for (unsigned number = 100; number < 300; number++)
		index_at(nodes, number);
	for (unsigned slot = 0; slot < REDIS_NODES - 1; slot++)
		assert_slot_is_at(nodes, slot, slot);
	assert_true(redis_nodes_at(nodes, place(299), &node));
	redis_nodes_moved(nodes, REDIS_NODES, &node);
	assert_false(redis_nodes_at(nodes, place(300), &node));
	redis_nodes_free(nodes);
}

/* Ten failed probes: it is left alone for ten seconds. */
static void lose(struct redis_node *node)
{
	for (int i = 0; i < 3; i++)
		breaker_failed(node->breaker, BREAKER_YES, "it hung up");
	for (int i = 0; i < 10; i++)
		breaker_failed(node->breaker, BREAKER_PROBE, "it hung up");
	assert_int_equal(breaker_ask(node->breaker), BREAKER_NO);
}

/* A master that was gone for long has become a replica, and after a while the
 * master again: nobody waits for the end of a pause of before. */
static void who_has_something_again_is_tried_at_once(void **state)
{
	static unsigned char map[REDIS_SLOTS];
	struct redis_nodes *nodes = redis_nodes_new(
		&(struct redis_plan){ .address = "cluster:127.0.0.1:7000" });
	struct redis_node old;

	(void)state;
	assert_true(redis_nodes_at(nodes, place(0), &old));
	memset(map, (int)old.index, sizeof(map));
	redis_nodes_map(nodes, map);
	lose(&old);
	redis_nodes_map(nodes, map);
	assert_int_equal(breaker_ask(old.breaker), BREAKER_NO);
	memset(map, (int)index_at(nodes, 1), sizeof(map));
	redis_nodes_map(nodes, map);
	assert_int_equal(breaker_ask(old.breaker), BREAKER_NO);
	redis_nodes_moved(nodes, 1, &old);
	assert_int_equal(breaker_ask(old.breaker), BREAKER_PROBE);
	assert_int_equal(breaker_ask(old.breaker), BREAKER_NO);
	redis_nodes_free(nodes);
}

/* The same where one node has everything. */
static void who_serves_again_is_tried_at_once(void **state)
{
	struct redis_nodes *nodes = redis_nodes_new(&(struct redis_plan){
		.address = "127.0.0.1:7000, 127.0.0.1:7001" });
	struct redis_node first, second;

	(void)state;
	assert_true(redis_nodes_at(nodes, place(0), &first));
	assert_true(redis_nodes_at(nodes, place(1), &second));
	redis_nodes_serve(nodes, &first);
	lose(&first);
	redis_nodes_serve(nodes, &second);
	redis_nodes_serve(nodes, &first);
	assert_int_equal(breaker_ask(first.breaker), BREAKER_PROBE);
	redis_nodes_free(nodes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			new_nodes_after_very_many_have_rows_of_their_own),
		cmocka_unit_test(no_node_that_has_something_loses_its_row),
		cmocka_unit_test(who_has_something_again_is_tried_at_once),
		cmocka_unit_test(who_serves_again_is_tried_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
