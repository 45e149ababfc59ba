/* Counts as lines, and as JSON. */
#include "import/report.h"

#define LEFT_SHOWN 40

struct report *report_new(struct arena *arena)
{
	struct report *report = arena_alloc(arena, sizeof(*report));

	report->arena = arena;
	report->taken = tally_new(arena);
	report->noted = tally_new(arena);
	report->lost = tally_new(arena);
	report->tail = &report->left;
	return report;
}

void report_leave(struct report *report, const char *file, int line,
		  const char *words)
{
	struct report_left *left = arena_alloc(report->arena, sizeof(*left));

	*left = (struct report_left){ file, line, words, NULL };
	*report->tail = left;
	report->tail = &left->next;
	report->left_count++;
}

static void print_tally(const char *title, const struct tally *tally,
			struct buf *out)
{
	if (tally_sum(tally) > 0)
		buf_printf(out, "\n%s\n", title);
	for (size_t i = 0; i < tally->names.count; i++)
		if (tally->counts[i] > 0)
			buf_printf(out, "%7zu  %s\n", tally->counts[i],
				   tally->names.names[i]);
}

static void print_cleaned(const struct clean_tally *tally, struct buf *out)
{
	size_t sum = 0;

	for (size_t i = 0; i < CLEAN_RULES; i++) {
		if (tally->counts[i] == 0)
			continue;
		if (sum == 0)
			buf_puts(out, "\nCleaned, by rule:\n");
		sum += tally->counts[i];
		buf_printf(out, "%7zu  %s\n", tally->counts[i],
			   clean_rules[i].name);
	}
}

static void print_left(const struct report *report, struct buf *out)
{
	const struct report_left *left = report->left;

	if (left != NULL)
		buf_printf(out, "\nLeft for a person, %zu:\n",
			   report->left_count);
	for (size_t i = 0; left != NULL && i < LEFT_SHOWN;
	     left = left->next, i++)
		buf_printf(out, "  %s:%d: %s\n", left->file, left->line,
			   left->words);
	if (left != NULL)
		buf_puts(out, "  and more, which --json lists\n");
}

void report_print(const struct report *report, struct buf *out)
{
	buf_printf(out, "Entries: %zu new, %zu gone.\n", report->added,
		   report->removed);
	print_left(report, out);
	print_tally("Taken:", &report->taken, out);
	print_cleaned(&report->cleaned, out);
	if (report->decoded > 0)
		buf_printf(out,
			   "\nRead as Windows-1252, since they are no UTF-8: "
			   "%zu cells\n",
			   report->decoded);
	print_tally("In internal-note, by field, since no rule was sure:",
		    &report->noted, out);
	print_tally("Lost, by field, since there is no place for it:",
		    &report->lost, out);
}

static json_t *of_tally(const struct tally *tally)
{
	json_t *object = json_object();

	for (size_t i = 0; i < tally->names.count; i++)
		if (tally->counts[i] > 0)
			json_object_set_new(
				object, tally->names.names[i],
				json_integer((json_int_t)tally->counts[i]));
	return object;
}

json_t *report_json(const struct report *report)
{
	json_t *cleaned = json_object(), *left = json_array();

	for (size_t i = 0; i < CLEAN_RULES; i++)
		if (report->cleaned.counts[i] > 0)
			json_object_set_new(
				cleaned, clean_rules[i].name,
				json_integer(
					(json_int_t)report->cleaned.counts[i]));
	if (report->decoded > 0)
		json_object_set_new(cleaned, "Windows-1252",
				    json_integer((json_int_t)report->decoded));
	for (const struct report_left *at = report->left; at != NULL;
	     at = at->next)
		json_array_append_new(
			left, json_pack("{ss si ss}", "file", at->file, "line",
					at->line, "why", at->words));
	return json_pack("{sI sI so so so so so}", "added",
			 (json_int_t)report->added, "removed",
			 (json_int_t)report->removed, "taken",
			 of_tally(&report->taken), "cleaned", cleaned,
			 "internal_note", of_tally(&report->noted), "left",
			 left, "lost", of_tally(&report->lost));
}
