/* Samples, and a histogram as its buckets. */
#include "telemetry/prometheus.h"

#include <stdarg.h>

#define US_PER_S 1000000

void prometheus_begin(struct prometheus *to, const char *name, const char *type,
		      const char *help)
{
	to->name = name;
	buf_printf(to->out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name,
		   type);
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

void prometheus_sample(const struct prometheus *to, unsigned long long value,
		       ...)
{
	const char *between = "{", *label;
	va_list labels;

	buf_puts(to->out, to->name);
	va_start(labels, value);
	while ((label = va_arg(labels, const char *)) != NULL) {
		buf_printf(to->out, "%s%s=\"", between, label);
		put_value(va_arg(labels, const char *), to->out);
		buf_puts(to->out, "\"");
		between = ",";
	}
	va_end(labels);
	buf_printf(to->out, "%s %llu\n", *between == ',' ? "}" : "", value);
}

void prometheus_value(struct prometheus *to, const char *name, const char *type,
		      const char *help, unsigned long long value)
{
	prometheus_begin(to, name, type, help);
	prometheus_sample(to, value, NULL);
}

void prometheus_time(struct prometheus *to, const char *name, const char *help,
		     unsigned long long time_us)
{
	prometheus_begin(to, name, "gauge", help);
	buf_printf(to->out, "%s %llu.%06llu\n", name, time_us / US_PER_S,
		   time_us % US_PER_S);
}

/* The count is that of the last bucket, whatever is added meanwhile. */
void prometheus_histogram(const struct prometheus *to, const char *label,
			  const char *value, const struct histogram *histogram)
{
	unsigned long long sum_us = atomic_load(&histogram->sum_us), count = 0;

	if (histogram_is_empty(histogram))
		return;
	for (size_t i = 0; i < HISTOGRAM_BOUNDS; i++) {
		count += atomic_load(&histogram->counts[i]);
		buf_printf(to->out, "%s_bucket{%s=\"%s\",le=\"%g\"} %llu\n",
			   to->name, label, value,
			   (double)histogram_bounds_us[i] / US_PER_S, count);
	}
	count += atomic_load(&histogram->counts[HISTOGRAM_BOUNDS]);
	buf_printf(to->out, "%s_bucket{%s=\"%s\",le=\"+Inf\"} %llu\n", to->name,
		   label, value, count);
	buf_printf(to->out, "%s_sum{%s=\"%s\"} %llu.%06llu\n", to->name, label,
		   value, sum_us / US_PER_S, sum_us % US_PER_S);
	buf_printf(to->out, "%s_count{%s=\"%s\"} %llu\n", to->name, label,
		   value, count);
}
