/* What is noted of an answer: that there was one at which kind of address, its
 * status, its length, how long it took and where it came from. Nothing of who
 * asked or of what was asked for. */
#ifndef SIGNPOST_HTTP_ACCESS_LOG_H
#define SIGNPOST_HTTP_ACCESS_LOG_H

#include "http/exchange.h"

/* Counts the answer, and writes a line of the log at the level `info`, or
 * `debug` where operators asked. */
void access_log_write(const struct exchange *exchange, long long duration_us);

#endif
