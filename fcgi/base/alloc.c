/* The C library's allocator, asked once. */
#include "base/alloc.h"

#include <jansson.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

void alloc_give_up(void)
{
	fputs("signpost: out of memory\n", stderr);
	_Exit(EX_OSERR);
}

static void *must(void *block)
{
	if (block == NULL)
		alloc_give_up();
	return block;
}

void *alloc_zero(size_t size)
{
	return must(calloc(1, size > 0 ? size : 1));
}

void *alloc_grow(void *block, size_t size)
{
	return must(realloc(block, size > 0 ? size : 1));
}

char *alloc_text(const char *text)
{
	return must(strdup(text));
}

/* Another C library than GNU's has its own way. */
void alloc_give_back(void)
{
#ifdef __GLIBC__
	malloc_trim(0);
#endif
}

static void *allocate(size_t size)
{
	return must(malloc(size > 0 ? size : 1));
}

void alloc_serve_jansson(void)
{
	json_set_alloc_funcs(allocate, free);
}
