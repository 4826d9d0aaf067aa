/* SPDX-License-Identifier: MIT */

#include "gradus/file.h"

#include <sys/stat.h>
#include <sys/wait.h>

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gradus/arena.h"
#include "tap.h"

#define MIB	((size_t)1 << 20)

static struct arena	*arena;

/* Tests run in a folder of their own, which main() makes. */
static void
make_file(const char *path, size_t n)
{
	FILE	*f = fopen(path, "wb");
	size_t	 i;

	if (f == NULL) {
		CHECK_STR(path, "a file that can be made");
		return;
	}
	for (i = 0; i < n; i++)
		putc('a' + (int)(i % 26), f);
	fclose(f);
}

/* 1 if it is what make_file has written. */
static int
is_made(const struct file *f, size_t n)
{
	size_t	i;

	if (f->len != n || f->data[n] != '\0')
		return 0;
	for (i = 0; i < n && f->data[i] == (char)('a' + i % 26); i++)
		;
	return i == n;
}

static void
a_file_is_read_whole(void)
{
	static const size_t	sizes[] = { 0, 1, 4094, 4095, 4096, 4097,
		100000, 3 << 20 };
	struct file		f;
	size_t			i;

	for (i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		make_file("whole", sizes[i]);
		CHECK(file_read(arena, "whole", 4 * MIB, &f) == NULL);
		CHECK(is_made(&f, sizes[i]));
	}
}

static void
a_file_over_the_cap_is_refused(void)
{
	static const struct {
		size_t		 size, max;
		const char	*why;
	} rows[] = {
		{ 100, 100, NULL },
		{ 101, 100, "is larger than 100 bytes" },
		{ 1, 0, "is larger than 0 bytes" },
		{ 0, 0, NULL },
		{ 5000, 4999, "is larger than 4999 bytes" },
		{ MIB, MIB, NULL },
		{ MIB + 1, MIB, "is larger than 1 MiB" },
	};
	struct file	f;
	const char	*why;
	size_t		i;

	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		make_file("capped", rows[i].size);
		why = file_read(arena, "capped", rows[i].max, &f);
		if (rows[i].why != NULL)
			CHECK_STR(why, rows[i].why);
		else if (CHECK(why == NULL))
			CHECK(is_made(&f, rows[i].size));
	}
}

/* Its size is said to be 0. */
static void
a_file_of_unknown_size_is_read_whole(void)
{
	struct file	f;

	if (access("/proc/self/status", R_OK) == -1)
		return;
	CHECK(file_read(arena, "/proc/self/status", MIB, &f) == NULL);
	CHECK(f.len > 100);
	CHECK_STR(file_read(arena, "/proc/self/status", 100, &f),
	    "is larger than 100 bytes");
}

static void
what_is_no_regular_file_is_refused(void)
{
	static const struct {
		const char	*path, *why;
	} rows[] = {
		{ "none", "no such file or directory" },
		{ "", "no such file or directory" },
		{ "whole/below", "not a directory" },
		{ "folder", "is a directory" },
		{ ".", "is a directory" },
		{ "fifo", "is not a regular file" },
		{ "/dev/null", "is not a regular file" },
		{ "/dev/zero", "is not a regular file" },
	};
	struct file	f;
	size_t		i;

	make_file("whole", 1);
	CHECK_INT(mkdir("folder", 0700), 0);
	CHECK_INT(mkfifo("fifo", 0600), 0);
	for (i = 0; i < sizeof rows / sizeof rows[0]; i++)
		CHECK_STR(file_read(arena, rows[i].path, 10, &f),
		    rows[i].why);
}

static void
no_descriptor_stays_open(void)
{
	static const char	*const paths[] = { "none", "folder", "fifo",
		"whole", "capped" };
	struct file		f;
	size_t			i;
	int			fd, first = dup(STDIN_FILENO);

	close(first);
	for (i = 0; i < sizeof paths / sizeof paths[0]; i++) {
		file_read(arena, paths[i], 10, &f);
		fd = dup(STDIN_FILENO);
		CHECK_INT(fd, first);
		close(fd);
	}
}

/* Reads "-" while a child writes n bytes into it, in parts. */
static const char *
read_input(size_t n, size_t part, size_t max, int flags, struct file *f)
{
	int		fds[2], kept = dup(STDIN_FILENO);
	const char	*why;
	size_t		i;
	char		c;
	pid_t		pid;

	fflush(stdout);
	if (pipe(fds) == -1 || (pid = fork()) == -1)
		return "no pipe";
	if (pid == 0) {
		FILE	*out = fdopen(fds[1], "w");

		close(fds[0]);
		for (i = 0; i < n; i++) {
			c = (char)('a' + i % 26);
			fwrite(&c, 1, 1, out);
			if (i % part == 0)
				fflush(out);
		}
		fflush(out);
		_exit(0);
	}
	dup2(fds[0], STDIN_FILENO);
	close(fds[0]);
	close(fds[1]);
	fcntl(STDIN_FILENO, F_SETFL, flags);
	why = file_read(arena, "-", max, f);
	dup2(kept, STDIN_FILENO);
	close(kept);
	waitpid(pid, NULL, 0);
	return why;
}

static void
standard_input_is_read_to_its_end(void)
{
	static const struct {
		size_t	n, part;
	} rows[] = {
		{ 0, 1 }, { 1, 1 }, { 3000, 7 }, { 4095, 4095 },
		{ 300000, 100000 },
	};
	struct file	f;
	size_t		i;

	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		CHECK(read_input(rows[i].n, rows[i].part, MIB, 0, &f) ==
		    NULL);
		CHECK(is_made(&f, rows[i].n));
		CHECK(read_input(rows[i].n, rows[i].part, MIB, O_NONBLOCK,
		    &f) == NULL);
		CHECK(is_made(&f, rows[i].n));
	}
	CHECK_STR(read_input(101, 10, 100, 0, &f),
	    "is larger than 100 bytes");
	CHECK(read_input(100, 10, 100, 0, &f) == NULL);
}

/*
 * What cannot be written at once waits until it can: a pipe that does not
 * block, to a child that begins to read late and counts.
 */
static void
a_full_pipe_is_waited_for(void)
{
	enum { BYTES = 300000 };
	char	*text = calloc(BYTES, 1), part[5000];
	int	 fds[2], status = -1;
	ssize_t	 n;
	size_t	 got = 0;
	pid_t	 pid;

	fflush(stdout);
	if (!CHECK(text != NULL && pipe(fds) == 0 &&
	    (pid = fork()) != -1))
		return;
	if (pid == 0) {
		close(fds[1]);
		usleep(50000);
		while ((n = read(fds[0], part, sizeof part)) > 0)
			got += (size_t)n;
		_exit(got == BYTES ? 0 : 1);
	}
	close(fds[0]);
	fcntl(fds[1], F_SETFL, O_NONBLOCK);
	CHECK_INT(file_write(fds[1], text, BYTES), 0);
	close(fds[1]);
	waitpid(pid, &status, 0);
	CHECK_INT(WEXITSTATUS(status), 0);
	free(text);
}

static void
make_folders(void)
{
	mkdir("lessons", 0700);
	mkdir("lessons/data", 0700);
	mkdir("lessons2", 0700);
	make_file("lessons/a.csv", 3);
	make_file("lessons/..a", 3);
	make_file("lessons/data/b.csv", 3);
	make_file("lessons2/c.csv", 3);
	make_file("outside.csv", 3);
	CHECK_INT(symlink("data/b.csv", "lessons/inner"), 0);
	CHECK_INT(symlink("../outside.csv", "lessons/outer"), 0);
	CHECK_INT(symlink("../lessons2", "lessons/next"), 0);
	CHECK_INT(symlink("/", "lessons/root"), 0);
	CHECK_INT(symlink("loop", "lessons/loop"), 0);
	CHECK_INT(symlink("lessons", "linked"), 0);
}

static void
a_file_beside_another_is_found(void)
{
	static const struct {
		const char	*beside, *name;
	} rows[] = {
		{ "lessons/1.md", "a.csv" },
		{ "lessons/1.md", "./a.csv" },
		{ "lessons/1.md", "data/b.csv" },
		{ "lessons/1.md", "data//./b.csv" },
		{ "lessons/1.md", "inner" },
		{ "lessons/1.md", "..a" },
		{ "./lessons/1.md", "a.csv" },
		{ "lessons//1.md", "a.csv" },
		{ "linked/1.md", "a.csv" },
		{ "lessons/data/../1.md", "a.csv" },
		{ "-", "outside.csv" },
		{ "bare.md", "outside.csv" },
		{ "bare.md", "lessons/a.csv" },
	};
	const char	*why, *path;
	struct file	 f;
	size_t		 i;

	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		path = NULL;
		why = file_beside(arena, rows[i].beside, rows[i].name, &path);
		if (why != NULL)
			CHECK_STR(why, rows[i].name);
		else if (CHECK(file_read(arena, path, 100, &f) == NULL))
			CHECK(is_made(&f, 3));
	}
}

static void
a_file_outside_the_folder_is_refused(void)
{
	static const struct {
		const char	*beside, *name;
		int		 missing;	/* and not forbidden */
	} rows[] = {
		{ "lessons/1.md", "", 0 },
		{ "lessons/1.md", "/etc/passwd", 0 },
		{ "lessons/1.md", "..", 0 },
		{ "lessons/1.md", "../outside.csv", 0 },
		{ "lessons/1.md", "data/../a.csv", 0 },
		{ "lessons/1.md", "data/..", 0 },
		{ "lessons/1.md", "data//../a.csv", 0 },
		{ "lessons/1.md", "outer", 0 },
		{ "lessons/1.md", "next/c.csv", 0 },
		{ "lessons/1.md", "root/etc/passwd", 0 },
		{ "-", "../x", 0 },
		{ "lessons/1.md", "none.csv", 1 },
		{ "none/1.md", "a.csv", 1 },
	};
	const char	*why, *path;
	size_t		 i;

	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		why = file_beside(arena, rows[i].beside, rows[i].name, &path);
		if (why == NULL)
			CHECK_STR(rows[i].name, "refused");
		else
			CHECK_INT(strcmp(why, "no such file or directory") ==
			    0, rows[i].missing);
	}
	CHECK(file_beside(arena, "lessons/1.md", "loop", &path) != NULL);
}

static void
leave_folder(const char *folder)
{
	static const char	*const made[] = { "whole", "capped", "fifo",
		"lessons/a.csv", "lessons/..a", "lessons/data/b.csv",
		"lessons2/c.csv", "outside.csv", "lessons/inner",
		"lessons/outer", "lessons/next", "lessons/root",
		"lessons/loop", "linked", "lessons/data", "lessons",
		"lessons2", "folder" };
	size_t			 i;

	for (i = 0; i < sizeof made / sizeof made[0]; i++)
		remove(made[i]);
	if (chdir("/") == -1 || rmdir(folder) == -1)
		printf("# %s is left behind\n", folder);
}

int
main(void)
{
	char	folder[] = "/tmp/gradus-test-XXXXXX";

	if (mkdtemp(folder) == NULL || chdir(folder) == -1) {
		printf("Bail out! no folder %s\n", folder);
		return 1;
	}
	arena = arena_new();
	make_folders();
	TEST(a_file_is_read_whole);
	TEST(a_file_over_the_cap_is_refused);
	TEST(a_file_of_unknown_size_is_read_whole);
	TEST(what_is_no_regular_file_is_refused);
	TEST(no_descriptor_stays_open);
	TEST(standard_input_is_read_to_its_end);
	TEST(a_full_pipe_is_waited_for);
	TEST(a_file_beside_another_is_found);
	TEST(a_file_outside_the_folder_is_refused);
	arena_free(arena);
	leave_folder(folder);
	return tap_done();
}
