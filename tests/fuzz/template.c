/* Templates: a text that is taken renders within bounds, and no value in it
 * comes out unescaped. A line `---` parts the template from a second one that
 * it may name as `{{> b}}`. */
#include "template/template.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "fuzz/fuzz.h"

#define MARK	    "Qz"
#define OUTPUT_ROOM ((size_t)256 * 1024)

/* Every value has all of these, each behind a mark of its own. */
#define HOSTILE	    MARK "<" MARK "\\\"" MARK "'" MARK ">."

static const char model_text[] =
	"{\"text\": \"" HOSTILE "\", \"none\": null, \"yes\": true,"
	" \"no\": false, \"zero\": 0, \"level\": 2, \"empty\": [],"
	" \"list\": [{\"text\": \"" HOSTILE "\"},"
	" {\"level\": 3, \"yes\": false}],"
	" \"in\": {\"text\": \"" HOSTILE "\", \"in\": {\"no\": 1}}}";

static const json_t *model(void)
{
	static json_t *tree;

	if (tree == NULL) {
		alloc_serve_jansson();
		tree = json_loads(model_text, 0, NULL);
	}
	FUZZ_PROMISE(tree != NULL);
	return tree;
}

static void check_escaped(const char *text)
{
	static const char *const raw[] = { MARK "<", MARK "\"", MARK "'",
					   MARK ">" };

	for (size_t i = 0; i < 4; i++)
		FUZZ_PROMISE(strstr(text, raw[i]) == NULL);
}

static void render(const struct template_set *set)
{
	struct buf out = buf_new(OUTPUT_ROOM);

	FUZZ_PROMISE(template_render(set, "a", model(), &out) == 0);
	check_escaped(buf_text(&out));
	buf_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char parting[] = "\n---\n";
	const char *text = (const char *)data;
	const char *end = memmem(text, size, parting, 5);
	size_t length = end != NULL ? (size_t)(end - text) : size;
	size_t behind = end != NULL ? length + 5 : size;
	struct arena *arena = arena_new();
	struct template_set *set = template_set_new(arena);
	struct err err = { 0 };

	template_add(set, "a", "a", text, length, &err);
	template_add(set, "b", "b", text + behind, size - behind, &err);
	template_check(set, &err);
	/* Where a template has the first letter of a mark, it can say a whole
	 * one by itself, around a tag that prints nothing. */
	if (err.count == 0 && memchr(text, MARK[0], size) == NULL)
		render(set);
	err_free(&err);
	arena_free(arena);
	return 0;
}
