/* SPDX-License-Identifier: MIT */

#include "gradus/command.h"

#include "tap.h"

static struct arena	*arena;
static struct diag	 diag;
static struct model	*model;

static void
open_model(void)
{
	static struct source	source;
	static const char	text[] = "param w = [1 2; 3 4]\n"
	    "hyper alpha = 0.1 in [0, 2]\nchoice f = tanh | relu\n"
	    "s = f(w)\nJ = sum(s)\nG = grad(J, w)\n"
	    "update w = w - alpha * G\nvariant \"a b\": alpha = 1\n";
	struct span		all = { 0, sizeof text - 1 };

	diag_init(&diag, arena);
	source = (struct source){ "model", text, all.end, 1 };
	model = model_parse(arena, &diag, &source, &all, 1);
	CHECK_INT(diag.errors, 0);
}

static int
read_line(const char *line, int lesson, struct command *c)
{
	struct source	*s = arena_alloc(arena, sizeof *s);

	*s = (struct source){ "line", line, strlen(line), 1 };
	diag_init(&diag, arena);
	return command_read(arena, &diag, model, s, source_all(s), lesson, c);
}

static void
a_command_has_its_arguments(void)
{
	struct command	c;

	CHECK_INT(read_line("  set w(2,1) 2*w(1,2) ", 0, &c), 0);
	CHECK_INT(c.def->id, COMMAND_SET);
	CHECK_STR(c.edit.to.symbol->name, "w");
	CHECK_INT(c.edit.to.row, 2);
	CHECK_INT(c.edit.to.col, 1);
	CHECK(c.edit.value != NULL);
	CHECK_INT(read_line("set alpha = 0.5", 0, &c), 0);
	CHECK_INT(read_line("set alpha (0.5)", 0, &c), 0);
	CHECK_INT(c.edit.to.row, 0);
	CHECK_INT(read_line("choose f relu", 0, &c), 0);
	CHECK_INT(c.edit.option, 1);
	CHECK_INT(read_line("nudge w(1,1) -12", 0, &c), 0);
	CHECK_INT(c.number[0], -12);
	CHECK_INT(c.cells[0].col, 1);
	CHECK_INT(read_line("compare 3 1", 0, &c), 0);
	CHECK_INT(c.number[0], 3);
	CHECK_INT(c.number[1], 1);
	CHECK_INT(read_line("iterate", 0, &c), 0);
	CHECK_INT(c.nnumbers, 0);
	CHECK_INT(read_line("variant \"a b\"", 0, &c), 0);
	CHECK_STR(c.text, "a b");
	CHECK_INT(read_line("variant a b ", 0, &c), 0);
	CHECK_STR(c.text, "a b");
	CHECK_INT(read_line("show w G", 1, &c), 0);
	CHECK_INT(c.ncells, 2);
	CHECK_INT(read_line("explain J", 1, &c), 0);
	CHECK_INT(c.cells[0].row, 1);
	CHECK_INT(c.next, 0);
	CHECK_INT(read_line("explain next w(2,2)", 0, &c), 0);
	CHECK_INT(c.next, 1);
	CHECK_INT(c.cells[0].row, 2);
	CHECK_INT(read_line("derive w", 0, &c), 0);
	CHECK_STR(c.task.name, "G");
	CHECK_INT(read_line("print sum(w) * 2", 0, &c), 0);
	CHECK(c.expr != NULL && expr_is_scalar(c.expr));
	CHECK_INT(read_line("view runs", 0, &c), 0);
	CHECK_INT(c.view, VIEW_RUNS);
	CHECK_INT(read_line(" # nothing", 0, &c), 0);
	CHECK(c.def == NULL);
}

static void
an_experiment_is_a_label_and_commands(void)
{
	struct command	c;

	CHECK_INT(read_line(" try \"a; b: c\" : set w [1 2; 3 4] ;goto 3; "
	    "variant \"a b\"; ; nudge f -1; ", 1, &c), 0);
	CHECK_INT(c.def->id, COMMAND_TRY);
	CHECK_STR(c.text, "a; b: c");
	CHECK_STR(c.line, "try \"a; b: c\" : set w [1 2; 3 4] ;goto 3; "
	    "variant \"a b\"; ; nudge f -1;");
	CHECK_INT(c.ncommands, 4);
	CHECK_INT(c.commands[0].def->id, COMMAND_SET);
	CHECK_STR(c.commands[0].line, "set w [1 2; 3 4]");
	CHECK_INT(c.commands[1].number[0], 3);
	CHECK_STR(c.commands[2].text, "a b");
	CHECK_INT(c.commands[3].cells[0].symbol->kind, SYMBOL_CHOICE);
	CHECK_INT(read_line("try \"x\": reset", 0, &c), 0);
	CHECK_INT(c.ncommands, 1);
}

static void
a_wrong_command_is_answered_at_its_place(void)
{
	static const struct {
		const char	*line;
		uint32_t	 at;
		const char	*message, *hint;
	} rows[] = {
		{ "sett w 1", 0, "there is no command sett",
		    "did you mean set?" },
		{ "xyzzy", 0, "there is no command xyzzy",
		    "? lists keys and commands" },
		{ "set", 0, "set takes a cell and its new value",
		    "as in: set W(1,2) 0.5" },
		{ "set alpha", 9, "expected a number, a name or a bracket, "
		    "not the end", NULL },
		{ "set J 3", 4, "J is computed by an equation", "data, "
		    "param, hyper, state and choice can be edited" },
		{ "set alpha 5", 10, "5 lies outside of the range of alpha, "
		    "[0, 2]", NULL },
		{ "set w 5", 6, "w does not become 1×1 by an edit",
		    "it is 2×2" },
		{ "choose alpha 1", 7, "only a function can be chosen",
		    "as in: choose f_2 tanh" },
		{ "choose f sigmoid", 9, "f has no option sigmoid",
		    "tanh | relu" },
		{ "nudge w 1", 6, "one cell is meant",
		    "as in: nudge alpha -1" },
		{ "step x", 5, "a whole number is meant", "as in: step 3" },
		{ "step 99999999999999999999", 5, "a whole number is meant",
		    "as in: step 3" },
		{ "step -", 5, "a whole number is meant", "as in: step 3" },
		{ "undo now", 0, "undo takes nothing behind it",
		    "as in: undo" },
		{ "view film", 5, "there is no such view",
		    "as in: view runs" },
		{ "explain next J", 13, "it is not updated, so it has no "
		    "next value", "as in: explain s_1(2,3)" },
		{ "explain next", 0, "explain takes a cell", NULL },
		{ "try", 0, "try takes a label in quotes, a colon and "
		    "commands", "as in: try \"fast\": set alpha 1; goto 9" },
		{ "try \"x\":", 0, "try takes a label in quotes, a colon and "
		    "commands", NULL },
		{ "try \"x\": ; ;", 0, "try takes a label in quotes, a colon "
		    "and commands", NULL },
		{ "try x: reset", 4, "an experiment begins with its label, "
		    "in quotes, and a colon", NULL },
		{ "try \"x: reset", 4, "an experiment begins with its label, "
		    "in quotes, and a colon", NULL },
		{ "try \"x\" reset", 4, "an experiment begins with its label, "
		    "in quotes, and a colon", NULL },
		{ "try \"x\"", 4, "an experiment begins with its label, "
		    "in quotes, and a colon", NULL },
		{ "try \"", 4, "an experiment begins with its label, "
		    "in quotes, and a colon", NULL },
		{ "try \"\": reset", 4, "the label says what is tried", NULL },
		{ "try \"x\": reset; undo", 16, "an experiment has no command "
		    "undo", NULL },
		{ "try \"x\": try \"y\": reset", 9, "an experiment has no "
		    "command try", NULL },
		{ "try \"x\": rest", 9, "an experiment has no command rest",
		    "did you mean reset?" },
		{ "try \"x\": quit", 9, "an experiment has no command quit",
		    "it may iterate, rewind, goto, set, nudge, choose, "
		    "variant, reset" },
		{ "try \"x\": goto 3; set alpha 5; goto 4", 27, "5 lies "
		    "outside of the range of alpha, [0, 2]", NULL },
		{ "try \"x\": reset;reset;reset;reset;reset;reset;reset;"
		    "reset;reset;reset;reset;reset;reset;reset;reset;reset;"
		    "reset;reset;reset;reset;reset", 129, "an experiment is "
		    "at most 20 commands", NULL },
		{ "repeat", 0, "there is no command repeat",
		    "did you mean reset?" },
	};
	struct command	c;
	size_t		i;

	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		if (!CHECK_INT(read_line(rows[i].line, 0, &c), -1) ||
		    diag.count == 0) {
			printf("# %s\n", rows[i].line);
			continue;
		}
		CHECK_STR(diag.notes[0].message, rows[i].message);
		CHECK_INT(diag.notes[0].span.start, rows[i].at);
		if (rows[i].hint != NULL)
			CHECK_STR(diag.notes[0].hint, rows[i].hint);
	}
}

int
main(void)
{
	arena = arena_new();
	open_model();
	TEST(a_command_has_its_arguments);
	TEST(an_experiment_is_a_label_and_commands);
	TEST(a_wrong_command_is_answered_at_its_place);
	arena_free(arena);
	return tap_done();
}
