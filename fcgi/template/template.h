/* Mustache files, compiled once and rendered from a jansson tree. The output is
 * HTML and every value in it is escaped: raw output, changed delimiters,
 * lambdas and inheritance do not exist. A tag is refused where escaping would
 * not protect the reader: in scripts, styles, comments, event handlers,
 * unquoted values and names. The one name that may be filled is a heading's,
 * `<h{{level}}>`: there only a whole number is printed.
 * One partial is built in: `{{>json-ld}}` writes the model's `json_ld` as JSON
 * that cannot end the script element in which alone it may stand.
 *
 * False are: what is missing, null, false, an empty list, an empty text. Zero
 * is true, so that a count of 0 can be shown. A boolean prints as `true` or
 * `false`; a list prints nothing, an object its `text`: by the template
 * `foreign`, where there is one and markup may stand, which says its language.
 */
#ifndef SIGNPOST_TEMPLATE_TEMPLATE_H
#define SIGNPOST_TEMPLATE_TEMPLATE_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/digest.h"
#include "base/err.h"

/* The templates of one generation, by name. Once loaded and checked nothing
 * changes it, so any number of threads may render from it. */
struct template_set;

/* An empty set that lives as long as `arena`. */
struct template_set *template_set_new(struct arena *arena);

/* Says which names are looked up in the innermost object alone and never in
 * those around it; before templates are added. `names` end with a NULL and are
 * borrowed as long as the set lives. */
void template_keep_own(struct template_set *set, const char *const *names);

/* What a model may leave to be made only when a section looks into it. All
 * lists end with a NULL. */
struct template_deferral {
	/* Values that may be whole numbers, each in the place of an object;
	 * `json_ld` among them may be a text, which is JSON. */
	const char *const *names;
	/* What is the same around an object for whoever knows one kept text of
	 * it from another. */
	const char *const *constants;
	/* What may be around it this time and not another time. */
	const char *const *varying;
};

/* Says what is deferred; before templates are added. `deferral` is borrowed as
 * long as the set lives. */
void template_defer(struct template_set *set,
		    const struct template_deferral *deferral);

/* Compiles `length` bytes of `text` as the template `name`; `path` stands in
 * messages. Copies all three. A name given again replaces the earlier text.
 * Returns 0, or -1 with every fault of the text in `err`; the set may then
 * still be added to and checked, to find more faults, but is not for use. */
int template_add(struct template_set *set, const char *name, const char *path,
		 const char *text, size_t length, struct err *err);

/* Adds every NAME.mustache of `folder` that is not hidden, in byte order.
 * Returns 0, or -1 with every fault of every file in `err`. */
int template_load(struct template_set *set, const char *folder,
		  struct err *err);

/* What only the whole set can tell: that every partial that is named exists,
 * may stand where it is named, and is plain text when that is in a quoted
 * attribute. Returns 0, or -1 with every fault in `err`. */
int template_check(const struct template_set *set, struct err *err);

/* Whether the template `name` may be given a model with such numbers: neither
 * it nor what it names looks into such a thing but by a section. */
bool template_can_defer(const struct template_set *set, const char *name);

/* A section of a set, and how deep it is called; no two have the same bytes. */
struct template_place {
	const void *section;
	size_t depth;
};

/* What stands behind the numbers of one model. */
struct template_source {
	/* The object, for json_decref(). */
	json_t *(*make)(const void *of, json_int_t number);
	/* Appends what was kept of it under `place`; false: nothing was. */
	bool (*find)(const void *of, json_int_t number,
		     const struct template_place *place, struct buf *out);
	/* Is told what was written of it there, `length` bytes, in which
	 * nothing is of what stands around it but constants. */
	void (*keep)(const void *of, json_int_t number,
		     const struct template_place *place, const char *bytes,
		     size_t length);
	const void *of;
};

/* Is told of a name that a template looks up, as in `site.base`, or of a
 * partial that it names, as in `>crisis`. `path` lives as long as the set,
 * `name` until it returns. */
typedef void template_visitor(const char *path, int line, const char *name,
			      void *context);

/* Tells of every name in the templates that are of `folder`, file by file. */
void template_visit(const struct template_set *set, const char *folder,
		    template_visitor *visit, void *context);

/* Whether the template `name` itself, not what it names, looks up `key` where
 * no more is said, as in `{{#key}}`. */
bool template_looks_up(const struct template_set *set, const char *name,
		       const char *key);

/* Adds to `digest` what was added to the set: the very bytes, whatever their
 * files hold by now. */
void template_add_to_digest(const struct template_set *set,
			    struct digest *digest);

/* Writes the template `name`, filled from `model` (borrowed), to `out`.
 * Partials that call each other deeper than 64 spoil `out`; one that does not
 * exist writes nothing. Returns -1 when there is no template `name`. */
int template_render(const struct template_set *set, const char *name,
		    const json_t *model, struct buf *out);

/* The same of a model in which numbers stand for what `source` makes. */
int template_render_from(const struct template_set *set, const char *name,
			 const json_t *model,
			 const struct template_source *source, struct buf *out);

#endif
