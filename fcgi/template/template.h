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

/* Is told of a name that a template looks up, as in `site.base`, or of a
 * partial that it names, as in `>crisis`. `path` lives as long as the set,
 * `name` until it returns. */
typedef void template_visitor(const char *path, int line, const char *name,
			      void *context);

/* Tells of every name in the templates that are of `folder`, file by file. */
void template_visit(const struct template_set *set, const char *folder,
		    template_visitor *visit, void *context);

/* Adds to `digest` what was added to the set: the very bytes, whatever their
 * files hold by now. */
void template_add_to_digest(const struct template_set *set,
			    struct digest *digest);

/* Writes the template `name`, filled from `model` (borrowed), to `out`.
 * Partials that call each other deeper than 64 spoil `out`; one that does not
 * exist writes nothing. Returns -1 when there is no template `name`. */
int template_render(const struct template_set *set, const char *name,
		    const json_t *model, struct buf *out);

#endif
