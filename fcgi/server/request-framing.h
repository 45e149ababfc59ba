/* Whether a whole, well-formed request is there. Looks at the bytes that lie
 * unread in a socket, so that libfcgi, which waits for what is missing and
 * trusts what is there, meets nothing but requests it can take. Pure: no
 * socket, no clock. */
#ifndef SIGNPOST_SERVER_REQUEST_FRAMING_H
#define SIGNPOST_SERVER_REQUEST_FRAMING_H

#include <stddef.h>

/* No request is larger, records and all. */
#define FRAMING_BYTES	   ((size_t)64 * 1024)
#define FRAMING_PARAMETERS 64

enum framing_verdict {
	FRAMING_PART,	    /* well-formed so far; more has to come */
	FRAMING_WHOLE,	    /* one request, perhaps with strays behind it */
	FRAMING_STRAY,	    /* first, a record of a request that is over */
	FRAMING_MANAGEMENT, /* first, a record that is of no request */
	FRAMING_ROLE,	    /* a request of a role that we do not have */
	FRAMING_SECOND,	    /* a second request amid the first */
	FRAMING_FAULTY,	    /* can never become one request that we serve */
};

struct request_framing {
	enum framing_verdict verdict;
	size_t length; /* of the stray or the management record; it is whole */
	int id;	       /* of the request that the verdict is about */
};

/* Judges the first `length` bytes (at least 1) that a connection sent since
 * its last request. A whole request is: BEGIN of a responder, parameters up to
 * their empty record, input up to its empty record, all of one id, at most
 * FRAMING_BYTES and FRAMING_PARAMETERS. Parameters have names without `=`, and
 * no NUL anywhere. BEGIN and empty records have no padding: libfcgi would take
 * it for the next record. Strays are what a web server may send too late:
 * another end of the input, or ABORT. */
struct request_framing request_framing_judge(const unsigned char *bytes,
					     size_t length);

#endif
