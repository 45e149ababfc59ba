/* Lets one call for memory fail, whoever makes it: to be preloaded. The file
 * that SCARCE_MEMORY names holds one struct scarcity, which the test shares. */
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* glibc's own, under the names that nothing replaces. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);

/* `left`: how many calls succeed before one fails; negative: all do. `made`:
 * how many there were. Calls by the program itself, all of which are in
 * alloc.c, count only where `is_all`. */
struct scarcity {
	atomic_long left, made, is_all;
};

static struct scarcity *scarcity;
static uintptr_t program_start, program_end;

/* The program is the first of what is loaded. */
static int find_program(struct dl_phdr_info *info, size_t size, void *unused)
{
	(void)size;
	(void)unused;
	for (int i = 0; i < info->dlpi_phnum; i++) {
		const ElfW(Phdr) *part = &info->dlpi_phdr[i];

		if (part->p_type != PT_LOAD || (part->p_flags & PF_X) == 0)
			continue;
		program_start = info->dlpi_addr + part->p_vaddr;
		program_end = program_start + part->p_memsz;
	}
	return 1;
}

__attribute__((constructor)) static void open_scarcity(void)
{
	const char *path = getenv("SCARCE_MEMORY");
	int fd = path != NULL ? open(path, O_RDWR | O_CLOEXEC) : -1;
	void *page = fd < 0 ? MAP_FAILED :
			      mmap(NULL, sizeof(*scarcity),
				   PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

	if (page == MAP_FAILED)
		_exit(EXIT_FAILURE);
	close(fd);
	dl_iterate_phdr(find_program, NULL);
	scarcity = page;
}

static int has_run_out(const void *caller)
{
	uintptr_t at = (uintptr_t)caller;
	int is_own = at >= program_start && at < program_end;

	if (scarcity == NULL || (is_own && atomic_load(&scarcity->is_all) == 0))
		return 0;
	atomic_fetch_add(&scarcity->made, 1);
	if (atomic_load(&scarcity->left) < 0)
		return 0;
	if (atomic_fetch_sub(&scarcity->left, 1) != 0)
		return 0;
	errno = ENOMEM;
	return 1;
}

void *malloc(size_t size)
{
	return has_run_out(__builtin_return_address(0)) ? NULL :
							  __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return has_run_out(__builtin_return_address(0)) ?
		       NULL :
		       __libc_calloc(count, size);
}

void *realloc(void *block, size_t size)
{
	return has_run_out(__builtin_return_address(0)) ?
		       NULL :
		       __libc_realloc(block, size);
}
