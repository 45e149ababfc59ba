/* Metrics as Prometheus reads them: its text format, version 0.0.4. */
#ifndef SIGNPOST_TELEMETRY_PROMETHEUS_H
#define SIGNPOST_TELEMETRY_PROMETHEUS_H

#include "base/buf.h"
#include "telemetry/histogram.h"

#define PROMETHEUS_TYPE "text/plain; version=0.0.4; charset=utf-8"

/* Where samples go, and of which metric they are. */
struct prometheus {
	struct buf *out;  /* borrowed */
	const char *name; /* borrowed; set by prometheus_begin() */
};

/* Begins a metric. `type` is counter, gauge or histogram; all its samples have
 * to follow. */
void prometheus_begin(struct prometheus *to, const char *name, const char *type,
		      const char *help);

/* Adds a sample. Its labels are names, each with its value behind it; NULL ends
 * them. */
void prometheus_sample(const struct prometheus *to, unsigned long long value,
		       ...) __attribute__((sentinel));

/* Begins a metric and adds its one sample, without labels. */
void prometheus_value(struct prometheus *to, const char *name, const char *type,
		      const char *help, unsigned long long value);

/* The same of a time, in seconds. */
void prometheus_time(struct prometheus *to, const char *name, const char *help,
		     unsigned long long time_us);

/* Adds the samples of a histogram, in seconds; of an empty one, none. The value
 * of its one label is a word of ours, in which nothing needs an escape. */
void prometheus_histogram(const struct prometheus *to, const char *label,
			  const char *value, const struct histogram *histogram);

#endif
