/* SPDX-License-Identifier: MIT */
/*
 * Reading files: whole, regular ones only, with a cap on their size. Writing
 * to what is open.
 */
#ifndef GRADUS_FILE_H
#define GRADUS_FILE_H

#include <stddef.h>

struct arena;

/* Text or bytes read; followed by a NUL that len does not count. */
struct file {
	const char	*data;
	size_t		 len;
};

/*
 * Reads a regular file, or standard input where path is "-", of at most max
 * bytes, into the arena. Returns NULL when it has worked and otherwise the
 * reason, ready to follow "path: " ("no such file or directory", "is a
 * directory", "is larger than 1 MiB", "is not a regular file"): a static
 * string or one in the arena. Never blocks on a fifo or a device.
 */
const char	*file_read(struct arena *, const char *path, size_t max,
		    struct file *);

/*
 * Finds the file called name beside the file called beside, the way csv("…")
 * does: name must be relative, without a ".." component, and stay within the
 * folder also when symbolic links are followed. Writes a path into the arena.
 * Returns NULL or the reason, as file_read.
 */
const char	*file_beside(struct arena *, const char *beside,
		    const char *name, const char **path);

/*
 * Writes all n bytes, also to a pipe or a terminal that is full for now: then
 * it waits. Returns 0 or errno.
 */
int		 file_write(int fd, const char *, size_t n);

#endif
