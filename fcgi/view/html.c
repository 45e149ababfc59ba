/* A template's text, and the same for pages that have another encoding. */
#include "page/deferred.h"
#include "text/utf8.h"
#include "view/formats.h"

/* Each character beyond ASCII as the reference that HTML has for it, which is
 * the same in text and in quoted attributes; there is nothing else in a
 * fragment. */
static void put_ascii(const char *text, struct buf *out)
{
	while (*text != '\0') {
		struct utf8_character next = utf8_first(text);

		if ((unsigned char)*text < 0x80)
			buf_put(out, text, 1);
		else if (next.point >= 0)
			buf_printf(out, "&#%d;", next.point);
		text += next.size;
	}
}

static int render(const struct view_args *args, const json_t *model,
		  struct buf *out)
{
	const struct edition *edition = args->edition;
	const struct page_things things =
		page_things_of(edition, args->query, args->entry,
			       args->view->is_fragment, model);
	const struct template_source source = page_source_of(&things);

	return template_render_from(edition->templates, args->view->template,
				    model, &source, out);
}

int html_write(const struct view_args *args, const json_t *model,
	       struct buf *out)
{
	struct buf text = buf_new(out->ceiling);
	int result;

	if (!args->view->is_fragment || !args->query->is_ascii)
		return render(args, model, out);
	result = render(args, model, &text);
	if (buf_is_spoilt(&text))
		result = -1;
	put_ascii(buf_text(&text), out);
	buf_free(&text);
	return result;
}
