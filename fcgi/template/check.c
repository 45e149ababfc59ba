/* What only a whole set of templates can tell. */
#include "template/internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "text/spelling.h"

/* The name of the template that is nearest to `name`, or NULL. */
static const char *nearest(const struct template_set *set, const char *name)
{
	struct spelling spelling = spelling_of(name);

	for (const struct template_file *file = set->files; file != NULL;
	     file = file->next)
		if (file->path != NULL)
			spelling_try(&spelling, file->name);
	return spelling.nearest;
}

static int report_missing(const struct template_set *set,
			  const struct template_file *file,
			  const struct template_mention *mention,
			  struct err *err)
{
	const char *name = mention->partial->name;
	const char *near = nearest(set, name);

	if (near != NULL)
		return err_at_column(
			err, file->path, mention->point.line,
			mention->point.column,
			"there is no template `%s`: write {{>%s}}?", name,
			near);
	return err_at_column(
		err, file->path, mention->point.line, mention->point.column,
		"there is no template `%s`: add %s.mustache or take "
		"{{>%s}} out",
		name, name, name);
}

/* The first template with markup among `file` and what it names; NULL when
 * there is none. `seen` has a flag for each template of the set. */
static const struct template_file *find_markup(const struct template_file *file,
					       bool *seen)
{
	const struct template_file *found = NULL;

	if (seen[file->number])
		return NULL;
	seen[file->number] = true;
	if (file->mark != '\0')
		return file;
	for (const struct template_mention *mention = file->mentions;
	     mention != NULL && found == NULL; mention = mention->next)
		found = find_markup(mention->partial, seen);
	return found;
}

static int check_plain(const struct template_set *set,
		       const struct template_file *file,
		       const struct template_mention *mention, struct err *err)
{
	bool *seen = alloc_zero(set->count * sizeof(*seen));
	const struct template_file *found = find_markup(mention->partial, seen);

	free(seen);
	if (found == NULL)
		return 0;
	return err_at_column(
		err, file->path, mention->point.line, mention->point.column,
		"`{{>%s}}` stands where only plain text may, but %s:%d "
		"holds a `%c`",
		mention->partial->name, found->path, found->mark_line,
		found->mark);
}

static int check_mention(const struct template_set *set,
			 const struct template_file *file,
			 const struct template_mention *mention,
			 struct err *err)
{
	if (mention->partial->path == NULL)
		return report_missing(set, file, mention, err);
	if (mention->refusal != NULL)
		return err_at_column(
			err, file->path, mention->point.line,
			mention->point.column, "`{{>%s}}` stands %s: %s",
			mention->partial->name, mention->refusal->where,
			mention->refusal->instead);
	if (mention->wants_plain)
		return check_plain(set, file, mention, err);
	return 0;
}

static int check_file(const struct template_set *set,
		      const struct template_file *file, struct err *err)
{
	int result = 0;

	if (file->open.line > 0)
		result = err_at_column(
			err, file->path, file->open.line, file->open.column,
			"the file ends with a bare `<`: write &lt; instead");
	for (const struct template_mention *mention = file->mentions;
	     mention != NULL; mention = mention->next)
		result |= check_mention(set, file, mention, err);
	return result;
}

int template_check(const struct template_set *set, struct err *err)
{
	int result = 0;

	for (const struct template_file *file = set->files; file != NULL;
	     file = file->next)
		result |= check_file(set, file, err);
	return result;
}
