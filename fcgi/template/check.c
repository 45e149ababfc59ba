/* What only a whole set of templates can tell. */
#include "template/internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "text/spelling.h"

/* The template that is being checked. */
struct check {
	const struct template_set *set;
	const struct template_file *file;
	struct err *err;
};

static int report_missing(const struct check *check,
			  const struct template_mention *mention)
{
	const char *name = mention->partial->name;
	struct spelling spelling = spelling_of(name);

	for (const struct template_file *file = check->set->files; file != NULL;
	     file = file->next)
		if (file->path != NULL)
			spelling_try(&spelling, file->name);
	if (spelling.nearest != NULL)
		return FAULT(check, mention->point,
			     "there is no template `%s`: write {{>%s}}?", name,
			     spelling.nearest);
	return FAULT(check, mention->point,
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

static int check_plain(const struct check *check,
		       const struct template_mention *mention)
{
	bool *seen = alloc_zero(check->set->count * sizeof(*seen));
	const struct template_file *found = find_markup(mention->partial, seen);

	free(seen);
	if (found == NULL)
		return 0;
	return FAULT(check, mention->point,
		     "`{{>%s}}` stands where only plain text may, but %s:%d "
		     "holds a `%c`",
		     mention->partial->name, found->path, found->mark_line,
		     found->mark);
}

static int check_mention(const struct check *check,
			 const struct template_mention *mention)
{
	if (mention->partial->path == NULL)
		return report_missing(check, mention);
	if (mention->refusal != NULL)
		return FAULT(check, mention->point, "`{{>%s}}` stands %s: %s",
			     mention->partial->name, mention->refusal->where,
			     mention->refusal->instead);
	return mention->wants_plain ? check_plain(check, mention) : 0;
}

static int check_file(const struct check *check)
{
	int result = 0;

	if (check->file->open.line > 0)
		result = FAULT(check, check->file->open,
			       "the file ends with a bare `<`: write &lt; "
			       "instead");
	for (const struct template_mention *mention = check->file->mentions;
	     mention != NULL; mention = mention->next)
		result |= check_mention(check, mention);
	return result;
}

int template_check(const struct template_set *set, struct err *err)
{
	struct check check = { .set = set, .file = set->files, .err = err };
	int result = 0;

	for (; check.file != NULL; check.file = check.file->next)
		result |= check_file(&check);
	return result;
}
