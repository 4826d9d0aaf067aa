/* SPDX-License-Identifier: MIT */
/*
 * Files read as a whole, within a limit; and bytes written to the last one.
 */

#include "gradus/file.h"

#include <sys/stat.h>

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gradus/arena.h"

/* The system's reason, to stand after a colon. */
static const char *
reason(struct arena *arena, int error)
{
	char	*s;

	s = arena_strdup(arena, strerror(error));
	s[0] = (char)tolower((unsigned char)s[0]);
	return s;
}

/* As read(), but waits where there is nothing yet. */
static ssize_t
read_some(int fd, char *to, size_t n)
{
	struct pollfd	p = { .fd = fd, .events = POLLIN };
	ssize_t		got;

	for (;;) {
		got = read(fd, to, n);
		if (got >= 0 || (errno != EINTR && errno != EAGAIN))
			return got;
		if (errno == EAGAIN)
			poll(&p, 1, -1);
	}
}

/* Reads to the end; size is what the file is said to have, 0 if unknown. */
static const char *
read_all(struct arena *arena, int fd, size_t size, size_t max,
    struct file *file)
{
	size_t	 room = size + 2, n = 0;	/* the NUL, and one too many */
	char	*data;
	ssize_t	 got;

	if (room < 4096)
		room = 4096;
	data = arena_alloc(arena, room);
	while ((got = read_some(fd, data + n, room - n - 1)) > 0) {
		n += (size_t)got;
		if (n > max)
			return arena_printf(arena, "is larger than %zu %s",
			    max < 1 << 20 ? max : max >> 20,
			    max < 1 << 20 ? "bytes" : "MiB");
		if (n + 1 == room) {
			data = arena_resize(arena, data, room, 2 * room);
			room *= 2;
		}
	}
	if (got == -1)
		return reason(arena, errno);
	data[n] = '\0';
	file->data = data;
	file->len = n;
	return NULL;
}

/* Why an open file is not to be read; NULL if it is. */
static const char *
check_kind(struct arena *arena, int fd, struct stat *st)
{
	if (fstat(fd, st) == -1)
		return reason(arena, errno);
	if (S_ISDIR(st->st_mode))
		return "is a directory";
	return S_ISREG(st->st_mode) ? NULL : "is not a regular file";
}

const char *
file_read(struct arena *arena, const char *path, size_t max,
    struct file *file)
{
	struct stat	 st;
	const char	*why;
	int		 fd;

	if (strcmp(path, "-") == 0)
		return read_all(arena, STDIN_FILENO, 0, max, file);
	/* A fifo without a writer must not block. */
	fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (fd == -1)
		return reason(arena, errno);
	why = check_kind(arena, fd, &st);
	if (why == NULL)
		why = read_all(arena, fd, (uintmax_t)st.st_size > max ? max :
		    (size_t)st.st_size, max, file);
	close(fd);
	return why;
}

static int
has_parent(const char *name)
{
	const char	*p;

	for (p = name; p != NULL; p = strchr(p, '/')) {
		p += *p == '/';
		if (strncmp(p, "..", 2) == 0 && (p[2] == '/' || p[2] == '\0'))
			return 1;
	}
	return 0;
}

const char *
file_beside(struct arena *arena, const char *beside, const char *name,
    const char **path)
{
	const char	*slash = strrchr(beside, '/'), *why = NULL;
	char		*folder, *real, *root;
	size_t		 n;

	if (*name == '\0')
		return "the name is empty";
	if (*name == '/' || has_parent(name))
		return "the name must lead into the folder of the lesson";
	folder = slash == NULL ? arena_strdup(arena, ".") :
	    arena_strndup(arena, beside, (size_t)(slash - beside) + 1);
	*path = arena_printf(arena, "%s/%s", folder, name);
	if ((root = realpath(folder, NULL)) == NULL)
		return reason(arena, errno);
	if ((real = realpath(*path, NULL)) == NULL)
		why = reason(arena, errno);
	else {
		n = strlen(root);
		if (strncmp(real, root, n) != 0 || (n > 1 && real[n] != '/' &&
		    real[n] != '\0'))
			why = "it leads out of the folder of the lesson";
		*path = arena_strdup(arena, real);
	}
	free(real);
	free(root);
	return why;
}

int
file_write(int fd, const char *s, size_t n)
{
	struct pollfd	p = { .fd = fd, .events = POLLOUT };
	ssize_t		done;

	while (n > 0) {
		done = write(fd, s, n);
		if (done >= 0) {
			s += done;
			n -= (size_t)done;
		} else if (errno == EAGAIN)
			poll(&p, 1, -1);
		else if (errno != EINTR)
			return errno;
	}
	return 0;
}
