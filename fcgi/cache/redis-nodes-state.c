/* How nodes are doing, taken together and one by one, and the log. */
#include "cache/redis-nodes-internal.h"

#include <stdio.h>

#include "telemetry/log.h"

const char *redis_nodes_write_name(const struct socket_address *address,
				   char name[REDIS_NODE_BYTES])
{
	struct buf text = buf_new(REDIS_NODE_BYTES - 1);

	socket_address_write(address, &text);
	snprintf(name, REDIS_NODE_BYTES, "%s", buf_text(&text));
	buf_free(&text);
	return name;
}

static bool is_in_use(const struct redis_nodes *nodes, unsigned index)
{
	return (nodes->in_use >> index & 1) != 0;
}

/* One that is down among others makes no more than some calls fail. */
static enum breaker_state sum(const int counts[BREAKER_STATES], bool is_whole)
{
	int others = counts[BREAKER_UP] + counts[BREAKER_UNWRITABLE] +
		     counts[BREAKER_FAILING];

	if (others == 0)
		return BREAKER_DOWN;
	if (!is_whole || counts[BREAKER_DOWN] + counts[BREAKER_FAILING] > 0)
		return BREAKER_FAILING;
	return counts[BREAKER_UNWRITABLE] > 0 ? BREAKER_UNWRITABLE : BREAKER_UP;
}

struct redis_state redis_nodes_state(struct redis_nodes *nodes)
{
	struct redis_state all = { .is_untried = true };
	int counts[BREAKER_STATES] = { 0 };
	unsigned slots = 0;

	pthread_mutex_lock(&nodes->lock);
	for (unsigned i = 0; i < nodes->count; i++) {
		struct breaker *breaker = nodes->entries[i].breaker;

		all.was_answered |= breaker_was_answered(breaker);
		all.is_untried &= breaker_is_untried(breaker);
		all.failures += breaker_failures(breaker);
		all.refusals += breaker_refusals(breaker);
		slots += nodes->entries[i].slots;
		if (is_in_use(nodes, i))
			counts[breaker_state(breaker)]++;
	}
	all.state = sum(counts, nodes->serving != REDIS_NODES_NONE ||
					slots == REDIS_SLOTS);
	all.trouble = nodes->trouble != NULL ? nodes->trouble : "";
	pthread_mutex_unlock(&nodes->lock);
	return all;
}

size_t redis_nodes_report(struct redis_nodes *nodes,
			  struct redis_node_report *reports)
{
	size_t count = 0;

	pthread_mutex_lock(&nodes->lock);
	for (unsigned i = 0; i < nodes->count; i++) {
		const struct redis_nodes_entry *entry = &nodes->entries[i];

		if (!is_in_use(nodes, i))
			continue;
		redis_nodes_write_name(&entry->address, reports[count].name);
		reports[count].state = breaker_state(entry->breaker);
		reports[count].slots = entry->slots;
		count++;
	}
	pthread_mutex_unlock(&nodes->lock);
	return count;
}

static void tell_once(struct redis_nodes *nodes, bool *was_told,
		      const char *text)
{
	bool is_news;

	pthread_mutex_lock(&nodes->lock);
	is_news = !*was_told;
	*was_told = true;
	pthread_mutex_unlock(&nodes->lock);
	if (is_news)
		log_event(LOG_WARNING, "%s", text);
}

void redis_nodes_tell_named(struct redis_nodes *nodes)
{
	tell_once(nodes, &nodes->was_told_named,
		  "a node of redis is named by a name, not by a numeric "
		  "address: it is not used");
}

void redis_nodes_tell_pieces(struct redis_nodes *nodes)
{
	tell_once(nodes, &nodes->was_told_pieces,
		  "the cluster of redis has its slots in more pieces than are "
		  "read (4,096 elements): one node is asked for every key, and "
		  "says where it is; to have each asked for where it is, give "
		  "nodes slots in few ranges");
}

void redis_nodes_tell(struct redis_nodes *nodes, const char *trouble)
{
	bool is_news;

	pthread_mutex_lock(&nodes->lock);
	is_news = (nodes->trouble == NULL) != (trouble == NULL);
	nodes->trouble = trouble;
	pthread_mutex_unlock(&nodes->lock);
	if (is_news && trouble != NULL)
		log_event(LOG_WARNING, "redis cannot be found: %s", trouble);
	else if (is_news)
		log_event(LOG_NOTICE, "redis is found again");
}
