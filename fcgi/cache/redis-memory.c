/* Two lines of INFO. */
#include "cache/redis-memory.h"

#include <stddef.h>
#include <string.h>

#include "telemetry/log.h"

/* Where the value of a line begins; NULL where there is no such line. */
static const char *value_of(const char *info, const char *line)
{
	const char *at = info != NULL ? strstr(info, line) : NULL;

	return at != NULL ? at + strlen(line) : NULL;
}

void redis_memory_tell(const char *name, const char *info)
{
	const char *most = value_of(info, "\nmaxmemory:");
	const char *policy = value_of(info, "\nmaxmemory_policy:");

	if (most == NULL)
		log_event(LOG_NOTICE,
			  "whether %s has a maxmemory is not known: it does "
			  "not tell",
			  name);
	else if (most[0] == '0')
		log_event(LOG_WARNING,
			  "%s has no maxmemory: it may take all memory of "
			  "its machine; set one, as in conf/redis.conf",
			  name);
	else if (policy != NULL && strncmp(policy, "noeviction", 10) == 0)
		log_event(LOG_WARNING,
			  "%s has maxmemory-policy noeviction: when it is "
			  "full it keeps nothing new; see conf/redis.conf",
			  name);
}
