/* Metrics as Prometheus reads them: its text format, version 0.0.4. */
#ifndef SIGNPOST_TELEMETRY_PROMETHEUS_H
#define SIGNPOST_TELEMETRY_PROMETHEUS_H

#include "base/buf.h"
#include "telemetry/histogram.h"

#define PROMETHEUS_TYPE "text/plain; version=0.0.4; charset=utf-8"

struct prometheus_label {
	const char *name, *value;
};

/* Begins a metric. `type` is counter, gauge or histogram; all its samples have
 * to follow. */
void prometheus_begin(const char *name, const char *type, const char *help,
		      struct buf *out);

/* Adds a sample; `labels` end with one whose name is NULL, or are NULL. */
void prometheus_sample(const char *name, const struct prometheus_label *labels,
		       unsigned long long value, struct buf *out);

/* Adds the samples of a histogram, in seconds, with one label. */
void prometheus_histogram(const char *name,
			  const struct prometheus_label *label,
			  const struct histogram *histogram, struct buf *out);

#endif
