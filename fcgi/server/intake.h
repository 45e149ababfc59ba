/* Who looks at what lies unread in a connection that no worker has, and acts:
 * hands a whole request over, answers what is of no request, refuses what we do
 * not serve, closes what is faulty. For one thread. */
#ifndef SIGNPOST_SERVER_INTAKE_H
#define SIGNPOST_SERVER_INTAKE_H

#include <stdbool.h>
#include <stddef.h>

#include "server/connection.h"
#include "server/request-framing.h"
#include "server/worker-pool.h"

struct intake {
	struct connection_set *set; /* borrowed */
	struct worker_crew *crew;   /* borrowed */
	size_t most;		    /* connections; what GET_VALUES is told */
	bool is_closing; /* keeps no connection in which nothing lies unread */
	bool is_over;	 /* nor any other one */
	size_t length;	 /* of what was looked at last */
	unsigned char bytes[FRAMING_BYTES + 1];
};

/* Looks and acts. May close the connection, and never another one. */
void intake_look(struct intake *intake, struct connection *connection);

/* Does the same for one whose job the workers have ended. */
void intake_take_back(struct intake *intake, struct connection *connection);

#endif
