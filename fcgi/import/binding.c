/* Each column goes to its place in the object; what is withheld, and what has
 * no line in the profile, goes into a list besides. */
#include "import/binding.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "import/cell.h"
#include "import/privacy.h"
#include "import/service-object.h"
#include "import/service-whole.h"

/* A column with a line in the profile. */
struct bound {
	const struct column *column;
	size_t cell;
	bool is_withheld; /* in this row */
};

/* A column without one, by its place. */
struct loose {
	bool is_named; /* no, it has one */
	enum privacy_asks asks;
	size_t named;	  /* bytes of its heading that name what is private */
	bool is_withheld; /* in this row */
};

struct binding {
	struct taking *taking;
	const struct csv_table *table;
	const char *name;
	struct bound *bounds;
	size_t count;
	struct loose *loose; /* by column of the table */
	size_t width;
	struct table ids; /* of rows before */
};

static int judge_column(const struct binding *binding,
			const struct column *column, struct err *err)
{
	enum columns_part part = column->key->part;
	enum privacy privacy = privacy_of(column->heading);
	struct report *report = binding->taking->harvest->report;

	if (part == COLUMNS_INTERNAL || part == COLUMNS_DROPPED ||
	    part == COLUMNS_PRIVATE || part == COLUMNS_CONTACT)
		return 0;
	if (privacy == PRIVACY_KEPT)
		return err_at(err, column->file, column->line,
			      "the column `%s` says that it is not for "
			      "readers: it may be `internal-note` or `drop`",
			      column->heading);
	if (privacy == PRIVACY_PERSON)
		report_leave(report, column->file, column->line,
			     arena_printf(binding->taking->harvest->arena,
					  "the profile takes the column `%s` "
					  "for everybody: is it nobody's own?",
					  column->heading));
	return 0;
}

static int tell_missing(const struct binding *binding,
			const struct column *column, struct err *err)
{
	struct buf words = buf_new(4096);

	for (size_t i = 0; i < csv_table_width(binding->table); i++)
		buf_printf(&words, "%s`%s`", i > 0 ? ", " : "",
			   csv_table_heading(binding->table, i));
	err_at(err, column->file, column->line,
	       "%s has no column `%s`; it has %s", binding->name,
	       column->heading, buf_text(&words));
	buf_free(&words);
	return -1;
}

/* What reports of HSDS name stands under the headings of its columns. */
static void add_alias(struct binding *binding, const struct column *column)
{
	if (column->key->field != NULL)
		harvest_alias(binding->taking->harvest, column->key->field,
			      column->heading);
}

static void bind(struct binding *binding, const struct column *column,
		 struct err *err)
{
	size_t cell = csv_table_find(binding->table, column->heading);

	if (cell == CSV_TABLE_NONE) {
		tell_missing(binding, column, err);
		return;
	}
	if (judge_column(binding, column, err) != 0)
		return;
	binding->bounds[binding->count++] =
		(struct bound){ .column = column, .cell = cell };
	binding->loose[cell].is_named = true;
	/* What is only kept for those inside may ask all the same. */
	if (column->key->part != COLUMNS_INTERNAL &&
	    column->key->part != COLUMNS_DROPPED)
		binding->loose[cell].asks = PRIVACY_ASKS_NOTHING;
	add_alias(binding, column);
}

/* Whether the profile says how something is called at all. */
static bool has_name(const struct binding *binding)
{
	for (size_t i = 0; i < binding->count; i++) {
		const struct columns_key *key = binding->bounds[i].column->key;

		if (key == columns_key("name") ||
		    key == columns_key("organization"))
			return true;
	}
	return false;
}

struct binding *binding_new(struct taking *taking,
			    const struct csv_table *table, const char *name,
			    struct err *err)
{
	struct arena *arena = taking->harvest->arena;
	struct binding *binding = arena_alloc(arena, sizeof(*binding));
	const struct column *columns = taking->profile->columns;
	size_t before = err->count, count = 0;

	*binding = (struct binding){
		.taking = taking,
		.table = table,
		.name = name,
		.width = csv_table_width(table),
		.ids = table_new(1024, arena),
	};
	for (const struct column *at = columns; at != NULL; at = at->next)
		count++;
	binding->bounds =
		arena_alloc(arena, (count + 1) * sizeof(*binding->bounds));
	binding->loose = arena_alloc(arena, (binding->width + 1) *
						    sizeof(*binding->loose));
	for (size_t i = 0; i < binding->width; i++)
		binding->loose[i].asks = privacy_asks(
			csv_table_heading(table, i), &binding->loose[i].named);
	for (const struct column *at = columns; at != NULL; at = at->next)
		bind(binding, at, err);
	if (err->count == before && !has_name(binding))
		err_plain(err,
			  "the profile says of no column of %s that it is the "
			  "`name` or the `organization`",
			  name);
	return err->count == before ? binding : NULL;
}

static const char *cell_of(const struct binding *binding,
			   const struct csv_table_row *row, size_t cell)
{
	return cell_text(row->cells[cell], binding->taking->scratch);
}

/* Whether two columns tell of one number, or of one place. */
static bool is_of_one(const struct column *a, const struct column *b)
{
	bool is_phone = a->key->part == COLUMNS_PHONE;
	bool is_place = a->key->part == COLUMNS_PLACE ||
			a->key->part == COLUMNS_ADDRESS;
	bool is_too = b->key->part == COLUMNS_PLACE ||
		      b->key->part == COLUMNS_ADDRESS;

	if (a->group != b->group)
		return false;
	return (is_phone && b->key->part == COLUMNS_PHONE &&
		a->key->list == b->key->list) ||
	       (is_place && is_too);
}

static void withhold(struct binding *binding, const struct column *column)
{
	for (size_t i = 0; i < binding->count; i++)
		if (binding->bounds[i].column == column ||
		    is_of_one(binding->bounds[i].column, column))
			binding->bounds[i].is_withheld = true;
}

static bool is_of_sort(const struct column *column, bool is_phone)
{
	enum columns_part part = column->key->part;

	return is_phone ? part == COLUMNS_PHONE :
			  part == COLUMNS_PLACE || part == COLUMNS_ADDRESS;
}

/* Of a flag that the profile names: the number or place of its group. */
static void withhold_group(struct binding *binding, const struct column *flag)
{
	bool is_phone = strcmp(flag->key->member, "phone") == 0;
	size_t found = 0;

	/* Where nothing is of that group, every one may be meant. */
	for (int pass = 0; pass < 2 && found == 0; pass++)
		for (size_t i = 0; i < binding->count; i++) {
			const struct column *column = binding->bounds[i].column;

			if (!is_of_sort(column, is_phone) ||
			    (pass == 0 && column->group != flag->group))
				continue;
			withhold(binding, column);
			found++;
		}
}

/* Whether what stands behind the words of a flag in a heading is nothing, or
 * `Number`: the flag is of that column for sure. */
static bool is_meant(const char *behind)
{
	behind += strspn(behind, " _-");
	return behind[0] == '\0' || strcasecmp(behind, "number") == 0;
}

/* The columns without a line that are called as a flag is: those inside have
 * them, and nobody else may. Whether one of them is meant for sure. */
static bool withhold_loose(struct binding *binding, size_t cell)
{
	const char *flag = csv_table_heading(binding->table, cell);
	size_t length = binding->loose[cell].named;
	bool is_found = false;

	for (size_t i = 0; i < binding->width && length > 0; i++) {
		const char *heading = csv_table_heading(binding->table, i);

		if (i == cell ||
		    binding->loose[i].asks != PRIVACY_ASKS_NOTHING ||
		    strncasecmp(heading, flag, length) != 0)
			continue;
		binding->loose[i].is_withheld = !binding->loose[i].is_named;
		is_found = is_found || is_meant(heading + length);
	}
	return is_found;
}

/* Of another one: what is called as it is or, where nothing is, all that leads
 * to somebody. */
static void withhold_named(struct binding *binding, size_t cell)
{
	const char *heading = csv_table_heading(binding->table, cell);
	size_t length = binding->loose[cell].named, found = 0;

	for (size_t i = 0; i < binding->count && length > 0; i++) {
		const struct column *column = binding->bounds[i].column;

		if (strncasecmp(column->heading, heading, length) != 0)
			continue;
		withhold(binding, column);
		found++;
	}
	found += withhold_loose(binding, cell);
	for (size_t i = 0; i < binding->count && found == 0; i++) {
		enum columns_part part = binding->bounds[i].column->key->part;

		binding->bounds[i].is_withheld =
			binding->bounds[i].is_withheld ||
			part == COLUMNS_PHONE || part == COLUMNS_PLACE ||
			part == COLUMNS_ADDRESS || part == COLUMNS_MAIL ||
			binding->bounds[i].column->key == columns_key("email");
	}
}

static void judge_flags(struct binding *binding,
			const struct csv_table_row *row)
{
	bool is_clear;

	for (size_t i = 0; i < binding->count; i++)
		binding->bounds[i].is_withheld = false;
	for (size_t i = 0; i < binding->width; i++)
		binding->loose[i].is_withheld = false;
	for (size_t i = 0; i < binding->count; i++) {
		const struct bound *bound = &binding->bounds[i];

		if (bound->column->key->part == COLUMNS_PRIVATE &&
		    privacy_is_yes(cell_of(binding, row, bound->cell),
				   &is_clear))
			withhold_group(binding, bound->column);
	}
	for (size_t i = 0; i < binding->width; i++)
		if (privacy_hides(binding->loose[i].asks,
				  cell_of(binding, row, i)))
			withhold_named(binding, i);
}

static void put_bound(struct binding *binding, const struct bound *bound,
		      const char *text, struct service_object *object)
{
	const struct column *column = bound->column;
	bool is_clear;

	if (cell_is_fault(text)) {
		service_object_note(object, column->heading, text,
				    bound->is_withheld);
	} else if (column->key->part == COLUMNS_PRIVATE) {
		if (privacy_is_yes(text, &is_clear))
			service_object_note(object, column->heading, text,
					    bound->is_withheld);
	} else if (column->key->part == COLUMNS_DROPPED) {
		binding->taking->is_sheltered = binding->taking->is_sheltered ||
						profile_is_sheltered(text);
		tally_add(&binding->taking->harvest->report->lost,
			  column->heading);
	} else {
		service_object_put(object, column, text, bound->is_withheld);
	}
}

/* Whether a cell says that there is nothing to hide. */
static bool is_plain_no(enum privacy_asks asks, const char *cell)
{
	bool is_clear, is_yes = privacy_is_yes(cell, &is_clear);

	return asks != PRIVACY_ASKS_SHOW && !is_yes;
}

/* What is in a row that the profile says nothing of; that something is not
 * private need not be said. */
static void put_others(struct binding *binding, const struct csv_table_row *row,
		       struct service_object *object)
{
	for (size_t i = 0; i < binding->width; i++) {
		const struct loose *loose = &binding->loose[i];
		const char *text =
			loose->is_named ? "" : cell_of(binding, row, i);

		if (text[0] != '\0' && (loose->asks == PRIVACY_ASKS_NOTHING ||
					!is_plain_no(loose->asks, text)))
			service_object_note(
				object, csv_table_heading(binding->table, i),
				text, loose->is_withheld);
	}
}

/* What the row is found by the next time. */
static int identify(struct binding *binding, struct service_object *object,
		    const struct csv_table_row *row, struct err *err)
{
	struct arena *scratch = binding->taking->scratch;
	const char *own = service_object_id(object), *id = own;
	size_t before = binding->ids.count;

	if (own == NULL)
		own = id = service_object_words(object);
	for (size_t i = 2; table_add(&binding->ids, "", id) < before; i++) {
		if (service_object_id(object) != NULL)
			return err_at(err, binding->name, row->line,
				      "the id `%s` stood in a row above "
				      "already; where it is not the row's "
				      "own, the profile may not say `id`",
				      id);
		id = arena_printf(scratch, "%s//%zu", own, i);
	}
	service_object_identify(object, id);
	return 0;
}

json_t *binding_row(struct binding *binding, const struct csv_table_row *row,
		    struct err *err)
{
	struct taking *taking = binding->taking;
	struct report *report = taking->harvest->report;
	struct service_object object = service_object_new(taking);
	bool is_new;
	json_t *made;

	judge_flags(binding, row);
	for (size_t i = 0; i < binding->count; i++) {
		const char *text =
			cell_of(binding, row, binding->bounds[i].cell);

		if (text[0] != '\0')
			put_bound(binding, &binding->bounds[i], text, &object);
	}
	put_others(binding, row, &object);
	if (!service_object_is_named(&object)) {
		report_leave(report, binding->name, row->line,
			     "this row has no name, and is not taken");
		tally_add(&report->lost, "rows without a name");
		json_decref(service_whole(&object));
		return NULL;
	}
	is_new = identify(binding, &object, row, err) == 0;
	made = service_whole(&object);
	if (is_new)
		return made;
	json_decref(made);
	return NULL;
}
