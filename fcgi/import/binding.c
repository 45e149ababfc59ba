/* Each column goes to its place in the object; what is withheld, and what has
 * no line in the profile, goes into a list besides. */
#include "import/binding.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "import/binding-parts.h"
#include "import/cell.h"
#include "import/privacy.h"
#include "import/service-object.h"
#include "import/service-whole.h"

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

/* Finds the columns by which organizations are told. */
static void find_agency(struct binding *binding)
{
	static const char *const names[BINDING_AGENCY] = { "id", "name",
							   "organization",
							   "organization-id" };

	for (size_t i = 0; i < BINDING_AGENCY; i++) {
		const struct columns_key *key = columns_key(names[i]);

		binding->agency[i] = CSV_TABLE_NONE;
		for (size_t j = 0; j < binding->count; j++)
			if (binding->bounds[j].column->key == key)
				binding->agency[i] = binding->bounds[j].cell;
	}
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
		.agencies = agencies_new(arena),
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
	find_agency(binding);
	if (err->count == before && !has_name(binding))
		err_plain(err,
			  "the profile says of no column of %s that it is the "
			  "`name` or the `organization`",
			  name);
	return err->count == before ? binding : NULL;
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

	return asks != PRIVACY_ASKS_SHOW && asks != PRIVACY_MAY_SHOW &&
	       asks != PRIVACY_ASKS_LEVEL && !is_yes;
}

/* What is in a row that the profile says nothing of; that something is not
 * private need not be said. */
static void put_others(struct binding *binding, const struct csv_table_row *row,
		       struct service_object *object)
{
	for (size_t i = 0; i < binding->width; i++) {
		const struct loose *loose = &binding->loose[i];
		const char *text =
			loose->is_named ? "" : binding_cell(binding, row, i);

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

static struct agencies_row agency_of(const struct binding *binding,
				     const struct csv_table_row *row)
{
	const char *texts[BINDING_AGENCY];

	for (size_t i = 0; i < BINDING_AGENCY; i++)
		texts[i] =
			binding->agency[i] == CSV_TABLE_NONE ?
				"" :
				binding_cell(binding, row, binding->agency[i]);
	return (struct agencies_row){ texts[0], texts[1], texts[2], texts[3] };
}

bool binding_looks(const struct binding *binding)
{
	return binding->agency[1] != CSV_TABLE_NONE &&
	       (binding->agency[2] != CSV_TABLE_NONE ||
		binding->agency[3] != CSV_TABLE_NONE);
}

void binding_look(struct binding *binding, const struct csv_table_row *row)
{
	const struct agencies_row agency = agency_of(binding, row);

	agencies_look(&binding->agencies, &agency);
}

/* A row that others name as theirs is its own organization; so is one that says
 * something of an organization without a name. */
static void adopt(const struct binding *binding,
		  const struct csv_table_row *row,
		  struct service_object *object)
{
	const struct agencies *agencies = &binding->agencies;
	const struct agencies_row agency = agency_of(binding, row);
	bool is_named = agency.organization[0] != '\0' ||
			agency.organization_id[0] != '\0';

	if (agencies_by_id(agencies, &agency))
		service_object_own(object, agency.id);
	else if (agencies_by_name(agencies, &agency) ||
		 (object->organization != NULL && !is_named))
		service_object_own(object, agencies_id(agencies, agency.name));
	else if (is_named && agency.organization_id[0] == '\0')
		service_object_below(
			object, agencies_id(agencies, agency.organization));
}

json_t *binding_row(struct binding *binding, const struct csv_table_row *row,
		    struct err *err)
{
	struct taking *taking = binding->taking;
	struct report *report = taking->harvest->report;
	struct service_object object = service_object_new(taking);
	bool is_new;
	json_t *made;

	binding_judge(binding, row);
	for (size_t i = 0; i < binding->count; i++) {
		const char *text =
			binding_cell(binding, row, binding->bounds[i].cell);

		if (text[0] != '\0')
			put_bound(binding, &binding->bounds[i], text, &object);
	}
	put_others(binding, row, &object);
	adopt(binding, row, &object);
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
