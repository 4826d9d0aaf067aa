/* SPDX-License-Identifier: MIT */

#include "gradus/lesson.h"

#include <sys/stat.h>

#include <stdlib.h>
#include <unistd.h>

#include "tap.h"

static struct arena	*arena;
static const char	*root;

static const char *
in_root(const char *name)
{
	return arena_printf(arena, "%s/%s", root, name);
}

static void
put(const char *name, const char *text)
{
	FILE	*f = fopen(in_root(name), "w");

	fputs(text, f);
	fclose(f);
}

/* The names of the lessons, with a blank after each. */
static const char *
listed(const char *folder, const char *program)
{
	struct catalogue	 c;
	const char		*all = "";
	size_t			 i;

	if (folder != NULL)
		setenv("GRADUS_LESSONS", folder, 1);
	else
		unsetenv("GRADUS_LESSONS");
	catalogue_read(arena, program, &c);
	for (i = 0; i < c.n; i++)
		all = arena_printf(arena, "%s%s ", all, c.lessons[i]->name);
	return all;
}

static void
lessons_come_by_number_then_by_name(void)
{
	CHECK_STR(listed(in_root("lessons"), NULL),
	    "2-by-hand 9-last 10-after bare pure ");
}

static void
a_folder_that_is_missing_has_no_lessons(void)
{
	CHECK_STR(listed(in_root("nowhere"), in_root("bin/gradus")), "");
}

static void
lessons_are_beside_the_program(void)
{
	CHECK_STR(listed(NULL, in_root("bin/gradus")),
	    "2-by-hand 9-last 10-after bare pure ");
	CHECK_STR(listed(NULL, in_root("build/asan/gradus")),
	    "2-by-hand 9-last 10-after bare pure ");
	CHECK_STR(listed("", in_root("other/gradus")),
	    "2-by-hand 9-last 10-after bare pure ");
	put("share/gradus/lessons/1-only.md", "# Only\n");
	CHECK_STR(listed(NULL, in_root("bin/gradus")), "1-only ");
	unlink(in_root("share/gradus/lessons/1-only.md"));
}

/* Where what was typed leads, from the folder of the lessons. */
static const char *
found(const char *what)
{
	struct catalogue	 c;
	const char		*path, *folder = in_root("lessons/");

	setenv("GRADUS_LESSONS", in_root("lessons"), 1);
	catalogue_read(arena, NULL, &c);
	path = catalogue_find(&c, what);
	if (path != NULL && strncmp(path, folder, strlen(folder)) == 0)
		path += strlen(folder);
	return path;
}

static void
a_lesson_has_a_number_and_a_name(void)
{
	CHECK_STR(found("2"), "2-by-hand.md");
	CHECK_STR(found("10"), "10-after.md");
	CHECK_STR(found("2-by-hand"), "2-by-hand.md");
	CHECK_STR(found("by-hand"), "2-by-hand.md");
	CHECK_STR(found("bare"), "bare.md");
	CHECK(found("1") == NULL);
	CHECK(found("hand") == NULL);
	CHECK(found("2-") == NULL);
	CHECK(found("") == NULL);
}

static void
a_path_is_taken_as_it_is(void)
{
	CHECK_STR(found("x/y"), "x/y");
	CHECK_STR(found("9-last.md"), "9-last.md");
	CHECK(found("/tmp") != NULL);
	if (chdir(root) == 0) {
		put("2", "# A file of this name\n");
		CHECK_STR(found("2"), "2");
		unlink("2");
		CHECK(found("lessons") == NULL);
	}
}

static void
a_misspelt_lesson_is_like_another(void)
{
	struct catalogue	c;

	setenv("GRADUS_LESSONS", in_root("lessons"), 1);
	catalogue_read(arena, NULL, &c);
	CHECK_STR(catalogue_nearest(&c, "2-byhand"), "2-by-hand");
	CHECK_STR(catalogue_nearest(&c, "by_hnad"), "2-by-hand");
	CHECK_STR(catalogue_nearest(&c, "bear"), "bare");
	CHECK(catalogue_nearest(&c, "solitaire") == NULL);
	CHECK(catalogue_nearest(&c, "7") == NULL);
	CHECK(catalogue_nearest(&c, "") == NULL);
}

static void
a_name_may_begin_with_a_number(void)
{
	const char	*rest;

	CHECK_INT(catalogue_number("12-by-hand", &rest), 2);
	CHECK_STR(rest, "by-hand");
	CHECK_INT(catalogue_number("by-hand", &rest), 0);
	CHECK_STR(rest, "by-hand");
	CHECK_INT(catalogue_number("2by", &rest), 0);
	CHECK_STR(rest, "2by");
	CHECK_INT(catalogue_number("-x", &rest), 0);
	CHECK_STR(rest, "-x");
}

int
main(void)
{
	static const char *const folders[] = {
		"lessons", "share", "share/gradus", "share/gradus/lessons",
	};
	static const char *const files[] = {
		"lessons/10-after.md", "lessons/2-by-hand.md",
		"lessons/9-last.md", "lessons/pure.md", "lessons/bare.md",
		"lessons/.3-hidden.md", "lessons/4-data.csv",
	};
	char	folder[] = "/tmp/gradus-XXXXXX";
	size_t	i;

	if (mkdtemp(folder) == NULL)
		return 2;
	arena = arena_new();
	root = folder;
	for (i = 0; i < sizeof folders / sizeof folders[0]; i++)
		mkdir(in_root(folders[i]), 0777);
	for (i = 0; i < sizeof files / sizeof files[0]; i++)
		put(files[i], "# A title\n");
	TEST(lessons_come_by_number_then_by_name);
	TEST(a_folder_that_is_missing_has_no_lessons);
	TEST(lessons_are_beside_the_program);
	TEST(a_lesson_has_a_number_and_a_name);
	TEST(a_path_is_taken_as_it_is);
	TEST(a_misspelt_lesson_is_like_another);
	TEST(a_name_may_begin_with_a_number);
	for (i = 0; i < sizeof files / sizeof files[0]; i++)
		unlink(in_root(files[i]));
	for (i = sizeof folders / sizeof folders[0]; i > 0; i--)
		rmdir(in_root(folders[i - 1]));
	rmdir(root);
	arena_free(arena);
	return tap_done();
}
