/* Samples, and a histogram as its buckets. */
#include "telemetry/prometheus.h"

#include <stdio.h>

#define US_PER_S    1000000
#define VALUE_BYTES 32

void prometheus_begin(const char *name, const char *type, const char *help,
		      struct buf *out)
{
	buf_printf(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static void put_value(const char *value, struct buf *out)
{
	for (; *value != '\0'; value++) {
		if (*value == '\n') {
			buf_puts(out, "\\n");
			continue;
		}
		if (*value == '"' || *value == '\\')
			buf_puts(out, "\\");
		buf_put(out, value, 1);
	}
}

static void put_sample(const char *name, const char *suffix,
		       const struct prometheus_label *labels, const char *value,
		       struct buf *out)
{
	const char *before = "{";

	buf_printf(out, "%s%s", name, suffix);
	for (; labels != NULL && labels->name != NULL; labels++) {
		buf_printf(out, "%s%s=\"", before, labels->name);
		put_value(labels->value, out);
		buf_puts(out, "\"");
		before = ",";
	}
	buf_printf(out, "%s %s\n", before[0] == ',' ? "}" : "", value);
}

static void put_count(const char *name, const char *suffix,
		      const struct prometheus_label *labels,
		      unsigned long long count, struct buf *out)
{
	char value[VALUE_BYTES];

	snprintf(value, sizeof(value), "%llu", count);
	put_sample(name, suffix, labels, value, out);
}

void prometheus_sample(const char *name, const struct prometheus_label *labels,
		       unsigned long long value, struct buf *out)
{
	put_count(name, "", labels, value, out);
}

static void put_bucket(const char *name, const struct prometheus_label *label,
		       const char *bound, unsigned long long count,
		       struct buf *out)
{
	const struct prometheus_label labels[] = {
		*label,
		{ "le", bound },
		{ NULL, NULL },
	};

	put_count(name, "_bucket", labels, count, out);
}

/* The count is that of the last bucket, whatever is added meanwhile. */
void prometheus_histogram(const char *name,
			  const struct prometheus_label *label,
			  const struct histogram *histogram, struct buf *out)
{
	unsigned long long sum_us = atomic_load(&histogram->sum_us), count = 0;
	const struct prometheus_label labels[] = { *label, { NULL, NULL } };
	char value[VALUE_BYTES];

	for (size_t i = 0; i < HISTOGRAM_BOUNDS; i++) {
		count += atomic_load(&histogram->counts[i]);
		snprintf(value, sizeof(value), "%g",
			 (double)histogram_bounds_us[i] / US_PER_S);
		put_bucket(name, label, value, count, out);
	}
	count += atomic_load(&histogram->counts[HISTOGRAM_BOUNDS]);
	put_bucket(name, label, "+Inf", count, out);
	snprintf(value, sizeof(value), "%llu.%06llu", sum_us / US_PER_S,
		 sum_us % US_PER_S);
	put_sample(name, "_sum", labels, value, out);
	put_count(name, "_count", labels, count, out);
}
