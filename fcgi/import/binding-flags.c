/* Columns that say that others are private. */
#include "import/binding-parts.h"

#include <string.h>
#include <strings.h>

#include "import/cell.h"

const char *binding_cell(const struct binding *binding,
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

/* Whether a column asks of all of its row. */
static bool is_of_row(const struct binding *binding, size_t cell)
{
	const struct loose *loose = &binding->loose[cell];

	switch (loose->asks) {
	case PRIVACY_ASKS_ROW:
		return true;
	case PRIVACY_MAY_SHOW:
	case PRIVACY_ASKS_SHOW:
	case PRIVACY_ASKS_LEVEL:
		return loose->named == 0 &&
		       !privacy_is_leading(
			       csv_table_heading(binding->table, cell));
	default:
		return false;
	}
}

/* What is not to be shown at all is nobody's outside. */
static void hide(struct binding *binding, size_t cell)
{
	if (is_of_row(binding, cell))
		binding->taking->is_internal = true;
	if (binding->loose[cell].asks != PRIVACY_ASKS_ROW)
		withhold_named(binding, cell);
}

void binding_judge(struct binding *binding, const struct csv_table_row *row)
{
	bool is_clear;

	for (size_t i = 0; i < binding->count; i++)
		binding->bounds[i].is_withheld = false;
	for (size_t i = 0; i < binding->width; i++)
		binding->loose[i].is_withheld = false;
	for (size_t i = 0; i < binding->count; i++) {
		const struct bound *bound = &binding->bounds[i];

		if (bound->column->key->part == COLUMNS_PRIVATE &&
		    privacy_is_yes(binding_cell(binding, row, bound->cell),
				   &is_clear))
			withhold_group(binding, bound->column);
	}
	for (size_t i = 0; i < binding->width; i++)
		if (privacy_hides(binding->loose[i].asks,
				  binding_cell(binding, row, i)))
			hide(binding, i);
}
