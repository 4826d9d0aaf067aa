/* SPDX-License-Identifier: MIT */

#include "gradus/lesson.h"

#include <stdlib.h>
#include <unistd.h>

#include "gradus/expr.h"
#include "tap.h"

#define FILE_NAME	"12-some-name.md"

static struct arena	*arena;
static struct diag	 diag;
static char		*path;

/* Writes the bytes into the file that the tests read. */
static void
put_bytes(const char *text, size_t n)
{
	FILE	*f = fopen(path, "w");

	fwrite(text, 1, n, f);
	fclose(f);
	diag_init(&diag, arena);
}

static struct lesson *
read_text(const char *text)
{
	put_bytes(text, strlen(text));
	return lesson_read(arena, &diag, path);
}

/* The names that the lesson defines, with a blank after each. */
static const char *
names(const struct lesson *l)
{
	const char	*all = "";
	size_t		 i;

	if (l == NULL || l->model == NULL)
		return NULL;
	for (i = 0; i < l->model->nsymbols; i++)
		all = arena_printf(arena, "%s%s ", all,
		    l->model->symbols[i]->name);
	return all;
}

/* Line and column of the first note. */
static const char *
place(void)
{
	int	line, column;

	if (diag.count == 0 || diag.notes[0].source == NULL)
		return "no place";
	source_locate(diag.notes[0].source, diag.notes[0].span.start, &line,
	    &column);
	return arena_printf(arena, "%d:%d", line, column);
}

static void
a_lesson_has_a_name_a_title_and_a_sentence(void)
{
	struct lesson	*l;

	l = read_text("before\n#  A title \n\nA sentence\nin two  lines.\n\n"
	    "Another.\n```model\nx = 1\n```\n");
	CHECK_STR(l->name, "12-some-name");
	CHECK_STR(l->path, path);
	CHECK_STR(l->title, "A title");
	CHECK_STR(l->sentence, "A sentence in two lines.");
	CHECK_STR(names(l), "x ");
	CHECK_INT(diag.errors, 0);
}

static void
a_title_or_a_sentence_may_be_missing(void)
{
	struct lesson	*l;

	l = read_text("#hash\n## Chapter\ntext\n```model\nx = 1\n```\n");
	CHECK_STR(l->title, "");
	CHECK_STR(l->sentence, "");
	l = read_text("# Title\n## Chapter\ntext\n```model\nx = 1\n```\n");
	CHECK_STR(l->title, "Title");
	CHECK_STR(l->sentence, "");
	l = read_text("# Title\n```model\nx = 1\n```\nafter it\n");
	CHECK_STR(l->sentence, "after it");
	l = read_text("#\n```model\nx = 1\n```");
	CHECK_STR(l->title, "");
}

static void
the_title_is_not_found_in_a_block(void)
{
	struct lesson	*l;

	l = read_text("```model\n# a comment\nx = 1\n```\n# Title\nfirst\n"
	    "```\nsecond\n```\n");
	CHECK_STR(l->title, "Title");
	CHECK_STR(l->sentence, "first");
}

static void
blocks_add_up_to_one_model(void)
{
	struct lesson	*l;

	l = read_text("```model\na = 1\n```\nb = 2\n~~~ model of more\n"
	    "c = a\n~~~\n   ````model\nd = c\n  `````\n```model\n```\n");
	CHECK_STR(names(l), "a c d ");
	CHECK_INT(diag.errors, 0);
}

static void
other_blocks_are_no_model(void)
{
	struct lesson	*l;

	l = read_text("```gradus\na = 1\n```\n```models\nb = 1\n```\n"
	    "```\nc = 1\n```\n    ```model\n    d = 1\n    ```\n"
	    "``model\ne = 1\n``\n```model`\nf = 1\n``` model`");
	CHECK(l == NULL);
	l = read_text("````\n```model\na = 1\n```\n````\n"
	    "```model\nb = 1\n```\n");
	CHECK_STR(names(l), "b ");
}

static void
a_block_ends_at_a_fence_of_its_kind(void)
{
	struct lesson	*l;

	l = read_text("~~~~model\na = 1\n# ~~~\n% ```\n~~~~~~ \nb = 2\n");
	CHECK_STR(names(l), "a ");
	CHECK_INT(diag.errors, 0);
	l = read_text("```model\na = 1\n``` model\n```\n");
	CHECK_STR(names(l), "a ");
	CHECK_STR(place(), "3:1");
}

static void
a_block_that_is_not_closed_is_pointed_at(void)
{
	struct lesson	*l;

	l = read_text("# T\n\n  ```model\nx = 1\n");
	CHECK_INT(diag.errors, 1);
	CHECK_STR(place(), "3:1");
	CHECK_STR(names(l), "x ");
	l = read_text("```model\nx = 1\n```\n~~~ text");
	CHECK_STR(place(), "4:1");
	l = read_text("```model");
	CHECK_STR(place(), "1:1");
	CHECK_STR(names(l), "");
}

static void
mistakes_have_their_place_in_the_file(void)
{
	read_text("# Title\n```model\na = 1\n```\n\n```model\nb = q\n```\n");
	CHECK_INT(diag.errors, 1);
	CHECK_STR(place(), "7:5");
}

static void
files_from_elsewhere_are_read(void)
{
	struct lesson	*l;

	l = read_text("\xef\xbb\xbf# Title\r\nA line\r\nand one\r\n\r\n"
	    "```model\r\na = 1\r\nb = a\r\n```\r\n");
	CHECK_STR(l->title, "Title");
	CHECK_STR(l->sentence, "A line and one");
	CHECK_STR(names(l), "a b ");
	CHECK_INT(diag.errors, 0);
	l = read_text("\xef\xbb\xbf```model\na = 1\n```");
	CHECK_STR(names(l), "a ");
}

static void
bytes_that_are_no_text_do_no_harm(void)
{
	static const char	text[] = "# a\0b\xff\n\0\n```model\nx = 1\n"
				    "y = \0\xc3\n```\n";
	struct lesson		*l;

	put_bytes(text, sizeof text - 1);
	l = lesson_read(arena, &diag, path);
	CHECK_STR(l->title, "a\ufffdb\xff");
	CHECK(diag.errors > 0);
	put_bytes("", 0);
	CHECK(lesson_read(arena, &diag, path) == NULL);
	CHECK_STR(lesson_read_title(arena, &diag, path)->title, "");
}

static void
a_file_that_cannot_be_read_is_noted(void)
{
	const char	*missing = arena_printf(arena, "%s.not", path);
	char		*large;

	diag_init(&diag, arena);
	CHECK(lesson_read(arena, &diag, missing) == NULL);
	CHECK(lesson_read_model(arena, &diag, missing) == NULL);
	CHECK(lesson_read_title(arena, &diag, missing) == NULL);
	CHECK_INT(diag.errors, 3);
	CHECK(lesson_read_title(arena, NULL, missing) == NULL);
	CHECK_STR(diag.notes[0].message, arena_printf(arena,
	    "%s: no such file or directory", missing));
	large = arena_alloc(arena, MODEL_MAX_BYTES + 1);
	memset(large, '\n', MODEL_MAX_BYTES + 1);
	put_bytes(large, MODEL_MAX_BYTES + 1);
	CHECK(lesson_read_model(arena, &diag, path) == NULL);
	CHECK_STR(diag.notes[0].message, arena_printf(arena,
	    "%s: is larger than 1 MiB", path));
	put_bytes(large, MODEL_MAX_BYTES);
	CHECK(lesson_read_model(arena, &diag, path) != NULL);
	CHECK_INT(diag.errors, 0);
}

static void
a_bare_model_is_read(void)
{
	struct lesson	*l;

	put_bytes("a = 1\nb = 2 # ```", 17);
	l = lesson_read_model(arena, &diag, path);
	CHECK_STR(names(l), "a b ");
	CHECK_STR(l->title, "");
	CHECK_INT(diag.errors, 0);
}

static void
chapters_hold_steps_and_steps_hold_blocks(void)
{
	const struct chapter	*c;
	struct lesson		*l;

	l = read_text("# T\n\nS.\n\n```model\nw = [1 2]\nJ = sum(w)\n```\n\n"
	    "## One\n\nintro\n\n### A\n\ntext\n\n$$x$$\n\n### B\n\nmore\n\n"
	    "## Two\n\nend\n");
	CHECK_INT(diag.errors, 0);
	CHECK_INT(l->nchapters, 3);
	c = &l->chapters[0];
	CHECK(c->title == NULL);
	CHECK_INT(c->steps[0].nblocks, 2);
	c = &l->chapters[1];
	CHECK_STR(c->title->phrases[0].text, "One");
	CHECK_INT(c->nsteps, 3);
	CHECK(c->steps[0].title == NULL);
	CHECK_STR(c->steps[1].title->phrases[0].text, "A");
	CHECK_INT(c->steps[1].nblocks, 2);
	CHECK_INT(c->steps[1].blocks[1]->kind, BLOCK_FORMULA);
	CHECK_INT(l->chapters[2].nsteps, 1);
	CHECK_INT(l->chapters[2].repeat, 0);
}

static void
commands_belong_to_their_steps(void)
{
	const struct step	*s;
	struct lesson		*l;

	l = read_text("# T\n```model\nparam w = [1 2]\nJ = sum(w.^2)\n"
	    "G = grad(J, w)\n```\n## One\n### A\n```gradus\n"
	    "show w J\n\n# no line\nderive G\nrepeat\n```\n### B\n"
	    "```gradus\nexplain G(1,2)\nplot J\nsurface w(1) w(2)\n```\n");
	CHECK_INT(diag.errors, 0);
	CHECK_INT(l->nchapters, 2);
	CHECK_INT(l->chapters[1].repeat, 1);
	CHECK_INT(l->chapters[1].nsteps, 2);
	s = &l->chapters[1].steps[0];
	CHECK_INT(s->nblocks, 1);
	CHECK_INT(s->blocks[0]->kind, BLOCK_COMMAND);
	CHECK_INT(s->ncommands, 3);
	CHECK_INT(s->commands[0].def->id, COMMAND_SHOW);
	CHECK_INT(s->commands[0].ncells, 2);
	CHECK_STR(s->commands[0].cells[1].symbol->name, "J");
	CHECK_INT(s->commands[2].def->id, COMMAND_REPEAT);
	s = &l->chapters[1].steps[1];
	CHECK_INT(s->ncommands, 3);
	CHECK_INT(s->commands[0].cells[0].row, 1);
	CHECK_INT(s->commands[0].cells[0].col, 2);
	CHECK_INT(s->commands[2].ncells, 2);
	CHECK_INT(s->commands[2].cells[1].col, 2);
}

static void
wrong_commands_are_noted(void)
{
	static const struct {
		const char	*line, *message;
	} rows[] = {
		{ "shw J", "a lesson has no command shw" },
		{ "delete J", "a lesson has no command delete" },
		{ "show", "show takes names" },
		{ "show q", "there is no q to show" },
		{ "heat w(1)", "a whole name is shown" },
		{ "ask", "ask takes names" },
		{ "show w(1)", "a whole name is shown" },
		{ "derive J", "J is an equation, not a gradient" },
		{ "derive G G", "expected the end, not G" },
		{ "explain w", "one cell is meant" },
		{ "explain w(3)", "there is no element 3: the last is 2" },
		{ "explain J +", "explain takes a cell" },
		{ "explain (J)", "expected a name to explain, not (" },
		{ "set w(1) 3", "a lesson has no command set" },
		{ "plot w", "a curve shows one number" },
		{ "plot J J", "plot takes one name" },
		{ "surface w(1)", "surface takes two cells" },
		{ "surface w(1) J", "a surface lies over two cells that are "
		    "given" },
		{ "repeat 3", "repeat takes nothing behind it" },
	};
	size_t	i;

	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		read_text(arena_printf(arena, "# T\n```model\nparam w = [1 "
		    "2]\nJ = sum(w.^2)\nG = grad(J, w)\n```\n## C\n"
		    "```gradus\n%s\n```\n", rows[i].line));
		if (!CHECK(diag.count > 0))
			printf("# %s\n", rows[i].line);
		else
			CHECK_STR(diag.notes[0].message, rows[i].message);
	}
}

int
main(void)
{
	char	folder[] = "/tmp/gradus-XXXXXX";

	if (mkdtemp(folder) == NULL)
		return 2;
	arena = arena_new();
	path = arena_printf(arena, "%s/" FILE_NAME, folder);
	TEST(a_lesson_has_a_name_a_title_and_a_sentence);
	TEST(a_title_or_a_sentence_may_be_missing);
	TEST(the_title_is_not_found_in_a_block);
	TEST(blocks_add_up_to_one_model);
	TEST(other_blocks_are_no_model);
	TEST(a_block_ends_at_a_fence_of_its_kind);
	TEST(a_block_that_is_not_closed_is_pointed_at);
	TEST(mistakes_have_their_place_in_the_file);
	TEST(files_from_elsewhere_are_read);
	TEST(bytes_that_are_no_text_do_no_harm);
	TEST(a_file_that_cannot_be_read_is_noted);
	TEST(a_bare_model_is_read);
	TEST(chapters_hold_steps_and_steps_hold_blocks);
	TEST(commands_belong_to_their_steps);
	TEST(wrong_commands_are_noted);
	unlink(path);
	rmdir(folder);
	arena_free(arena);
	return tap_done();
}
