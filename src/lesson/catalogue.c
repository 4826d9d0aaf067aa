/* SPDX-License-Identifier: MIT */
/*
 * The lessons of the folders where lessons are looked for, in their order.
 */

#include "gradus/lesson.h"

#include <sys/stat.h>

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "gradus/text.h"


static int
ends_in_md(const char *s)
{
	size_t	n = strlen(s);

	return n > 3 && strcmp(s + n - 3, ".md") == 0;
}

size_t
catalogue_number(const char *name, const char **rest)
{
	size_t	n = strspn(name, "0123456789");

	*rest = n > 0 && name[n] == '-' ? name + n + 1 : name;
	return *rest == name ? 0 : n;
}

/* 9-x before 10-a, and those without a number last. */
static int
compare(const void *a, const void *b)
{
	const struct lesson	*l = *(struct lesson *const *)a;
	const struct lesson	*m = *(struct lesson *const *)b;
	const char		*rest;
	size_t			 nl = catalogue_number(l->name, &rest);
	size_t			 nm = catalogue_number(m->name, &rest);

	if (nl != nm)
		return nl == 0 || (nm > 0 && nl > nm) ? 1 : -1;
	return strcmp(l->name, m->name);
}

static void
read_folder(struct arena *arena, const char *folder, struct catalogue *c)
{
	struct lesson	*l;
	struct dirent	*entry;
	size_t		 max = 0;
	DIR		*dir;

	if ((dir = opendir(folder)) == NULL)
		return;
	while ((entry = readdir(dir)) != NULL) {
		if (entry->d_name[0] == '.' || !ends_in_md(entry->d_name))
			continue;
		l = lesson_read_title(arena, NULL, arena_printf(arena, "%s/%s",
		    folder, entry->d_name));
		if (l == NULL)
			continue;
		c->lessons = ARENA_GROW(arena, c->lessons, c->n, &max);
		c->lessons[c->n++] = l;
	}
	closedir(dir);
	if (c->n > 0)
		qsort(c->lessons, c->n, sizeof *c->lessons, compare);
}

/* The path without its last component; "" at the root. */
static char *
parent(struct arena *arena, const char *path)
{
	const char	*slash = strrchr(path, '/');

	return arena_strndup(arena, path,
	    slash == NULL ? 0 : (size_t)(slash - path));
}

void
catalogue_read(struct arena *arena, const char *program, struct catalogue *c)
{
	const char	*folder = getenv("GRADUS_LESSONS"), *up;

	*c = (struct catalogue){ 0 };
	if (folder != NULL && *folder != '\0') {
		read_folder(arena, folder, c);
		return;
	}
	if (program != NULL) {
		up = parent(arena, parent(arena, program));
		read_folder(arena, arena_printf(arena,
		    "%s/share/gradus/lessons", up), c);
		if (c->n == 0)
			read_folder(arena, arena_printf(arena, "%s/lessons",
			    up), c);
		if (c->n == 0)
			read_folder(arena, arena_printf(arena, "%s/lessons",
			    parent(arena, up)), c);
	}
#ifdef GRADUS_LESSONDIR
	if (c->n == 0)
		read_folder(arena, GRADUS_LESSONDIR, c);
#endif
}

static int
is_path(const char *what)
{
	struct stat	st;

	return strchr(what, '/') != NULL || ends_in_md(what) ||
	    (stat(what, &st) == 0 && S_ISREG(st.st_mode));
}

/* 1 if what is the number of the lesson, its name, or its name without. */
static int
is_called(const struct lesson *l, const char *what)
{
	const char	*rest;
	size_t		 n = catalogue_number(l->name, &rest);

	return strcmp(what, l->name) == 0 || strcmp(what, rest) == 0 ||
	    (n > 0 && strlen(what) == n && memcmp(what, l->name, n) == 0);
}

const char *
catalogue_find(const struct catalogue *c, const char *what)
{
	size_t	i;

	if (is_path(what))
		return what;
	for (i = 0; i < c->n; i++) {
		if (is_called(c->lessons[i], what))
			return c->lessons[i]->path;
	}
	return NULL;
}

const char *
catalogue_nearest(const struct catalogue *c, const char *what)
{
	struct nearest	 near;
	const char	*best = NULL, *name, *rest;
	size_t		 i;

	nearest_init(&near, what, strlen(what));
	for (i = 0; i < c->n; i++) {
		name = c->lessons[i]->name;
		catalogue_number(name, &rest);
		if (nearest_try(&near, name) | nearest_try(&near, rest))
			best = name;
	}
	return best;
}
