/* Pieces of the file are mapped, shared with nobody. The kernel may write them
 * to the disk, and mostly does not before the file is gone. */
#include "base/arena-file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdalign.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"

#define PIECE_BYTES  ((size_t)16 * 1024 * 1024)
#define MEMORY_BYTES ((size_t)80 * 1024 * 1024) /* of all that is mapped */
#define LOOK_NS	     (5 * 1000 * 1000)
#define NAME	     "/.signpost.XXXXXX" /* for mkostemp() */

struct piece {
	char *at;
	size_t size, used;
	struct piece *next;
};

struct arena_file {
	int fd, memory; /* the latter tells what the process has */
	off_t size;
	struct piece *pieces; /* the one that is being filled comes first */
	pthread_t thread;
	pthread_mutex_t lock; /* of `pieces` and `is_over` */
	pthread_cond_t ends;
	bool is_over;
};

static int open_in(const char *folder)
{
	int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	char path[PATH_MAX];

	/* Not every file system has files without a name. */
	if (fd >= 0 || snprintf(path, sizeof(path), "%s" NAME, folder) >=
			       (int)sizeof(path))
		return fd;
	fd = mkostemp(path, O_CLOEXEC);
	if (fd >= 0)
		unlink(path);
	return fd;
}

/* The bytes of files that the process has in memory. */
static size_t mapped_bytes(const struct arena_file *file)
{
	char text[128];
	ssize_t length = pread(file->memory, text, sizeof(text) - 1, 0);
	unsigned long pages = 0;

	if (length <= 0)
		return 0;
	text[length] = '\0';
	if (sscanf(text, "%*u %*u %lu", &pages) != 1)
		return 0;
	return (size_t)pages * (size_t)sysconf(_SC_PAGESIZE);
}

static void let_go(const struct arena_file *file)
{
	for (const struct piece *piece = file->pieces; piece != NULL;
	     piece = piece->next)
		madvise(piece->at, piece->size, MADV_DONTNEED);
}

void arena_file_rest(struct arena_file *file)
{
	if (mapped_bytes(file) <= MEMORY_BYTES)
		return;
	pthread_mutex_lock(&file->lock);
	let_go(file);
	pthread_mutex_unlock(&file->lock);
}

static struct timespec soon(void)
{
	struct timespec then;

	clock_gettime(CLOCK_MONOTONIC, &then);
	then.tv_nsec += LOOK_NS;
	if (then.tv_nsec >= 1000 * 1000 * 1000) {
		then.tv_sec++;
		then.tv_nsec -= 1000 * 1000 * 1000;
	}
	return then;
}

/* Looks every now and then how much has come into memory. */
static void *watch(void *data)
{
	struct arena_file *file = data;

	pthread_mutex_lock(&file->lock);
	while (!file->is_over) {
		const struct timespec then = soon();

		pthread_cond_timedwait(&file->ends, &file->lock, &then);
		if (mapped_bytes(file) > MEMORY_BYTES)
			let_go(file);
	}
	pthread_mutex_unlock(&file->lock);
	return NULL;
}

/* Signals are for the thread that was there before. */
static int start(struct arena_file *file)
{
	pthread_condattr_t monotonic;
	sigset_t all, before;
	int fault;

	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&file->ends, &monotonic);
	pthread_condattr_destroy(&monotonic);
	pthread_mutex_init(&file->lock, NULL);
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	fault = pthread_create(&file->thread, NULL, watch, file);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return fault == 0 ? 0 : -1;
}

static void close_all(struct arena_file *file)
{
	pthread_mutex_destroy(&file->lock);
	pthread_cond_destroy(&file->ends);
	close(file->fd);
	close(file->memory);
	free(file);
}

struct arena_file *arena_file_new(const char *folder)
{
	int fd = open_in(folder);
	int memory = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
	struct arena_file *file;

	if (fd < 0 || memory < 0) {
		if (fd >= 0)
			close(fd);
		if (memory >= 0)
			close(memory);
		return NULL;
	}
	file = alloc_zero(sizeof(*file));
	file->fd = fd;
	file->memory = memory;
	if (start(file) == 0)
		return file;
	close_all(file);
	return NULL;
}

void arena_file_free(struct arena_file *file)
{
	if (file == NULL)
		return;
	pthread_mutex_lock(&file->lock);
	file->is_over = true;
	pthread_cond_signal(&file->ends);
	pthread_mutex_unlock(&file->lock);
	pthread_join(file->thread, NULL);
	while (file->pieces != NULL) {
		struct piece *piece = file->pieces;

		file->pieces = piece->next;
		munmap(piece->at, piece->size);
		free(piece);
	}
	close_all(file);
}

/* Room is taken before it is used, since a full disk would be told by a
 * signal. */
static struct piece *add_piece(struct arena_file *file, size_t size)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	struct piece *piece;
	char *at;

	size = size > PIECE_BYTES ? (size + page - 1) / page * page :
				    PIECE_BYTES;
	if (posix_fallocate(file->fd, file->size, (off_t)size) != 0)
		return NULL;
	at = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, file->fd,
		  file->size);
	if (at == MAP_FAILED)
		return NULL;
	file->size += (off_t)size;
	piece = alloc_zero(sizeof(*piece));
	*piece = (struct piece){ .at = at, .size = size };
	pthread_mutex_lock(&file->lock);
	piece->next = file->pieces;
	file->pieces = piece;
	pthread_mutex_unlock(&file->lock);
	return piece;
}

void *arena_file_take(struct arena_file *file, size_t size)
{
	size_t step = alignof(max_align_t);
	struct piece *piece = file->pieces;
	void *block;

	size = (size + step - 1) / step * step;
	if (piece == NULL || piece->size - piece->used < size)
		piece = add_piece(file, size);
	if (piece == NULL)
		return NULL;
	block = piece->at + piece->used;
	piece->used += size;
	return block;
}
