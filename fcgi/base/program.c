/* The note of the linker stands in memory; to read megabytes at each start is
 * slow. */
#include "base/program.h"

#include <elf.h>
#include <link.h>
#include <stdbool.h>
#include <string.h>

struct note {
	const unsigned char *bytes; /* NULL: there is none */
	size_t length;
};

/* `at` rounded up to where the next part of a note begins. */
static size_t next_part(size_t at, size_t step)
{
	return (at + step - 1) / step * step;
}

static bool is_build_id(const ElfW(Nhdr) * head)
{
	return head->n_type == NT_GNU_BUILD_ID &&
	       head->n_namesz == sizeof(ELF_NOTE_GNU) &&
	       memcmp(head + 1, ELF_NOTE_GNU, sizeof(ELF_NOTE_GNU)) == 0;
}

/* Looks through the notes of a segment. */
static void find_in(const unsigned char *notes, const ElfW(Phdr) * segment,
		    struct note *found)
{
	size_t step = segment->p_align > 4 ? segment->p_align : 4, at = 0;

	while (at + sizeof(ElfW(Nhdr)) <= segment->p_memsz) {
		const ElfW(Nhdr) *head = (const void *)(notes + at);
		size_t bytes =
			next_part(at + sizeof(*head) + head->n_namesz, step);

		if (is_build_id(head) &&
		    bytes + head->n_descsz <= segment->p_memsz)
			*found = (struct note){ notes + bytes, head->n_descsz };
		at = next_part(bytes + head->n_descsz, step);
	}
}

/* The first object is the program, and no other is looked at. */
static int find(struct dl_phdr_info *object, size_t size, void *found)
{
	(void)size;
	for (size_t i = 0; i < object->dlpi_phnum; i++)
		if (object->dlpi_phdr[i].p_type == PT_NOTE)
			find_in((const void *)(object->dlpi_addr +
					       object->dlpi_phdr[i].p_vaddr),
				&object->dlpi_phdr[i], found);
	return 1;
}

void program_add_to_digest(struct digest *digest)
{
	struct note note = { 0 };

	dl_iterate_phdr(find, &note);
	if (note.bytes != NULL)
		digest_add(digest, note.bytes, note.length);
	else
		digest_add_file(digest, "/proc/self/exe");
}
