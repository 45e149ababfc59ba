/* What is counted and measured, for Prometheus. A metric is a row of a table.
 * All numbers are those of the scope that asks, or of the process. */
#ifndef SIGNPOST_HTTP_METRICS_H
#define SIGNPOST_HTTP_METRICS_H

#include "http/exchange.h"

void metrics_answer(struct exchange *exchange);

#endif
