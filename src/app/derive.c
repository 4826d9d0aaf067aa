/* SPDX-License-Identifier: MIT */
/*
 * gradus derive: a derivation as a page, as LaTeX or as JSON.
 */

#include "gradus/derive.h"

#include <string.h>

#include "gradus/formula.h"
#include "gradus/page.h"
#include "gradus/text.h"

#include "output.h"

struct derive {
	struct app		*app;
	const struct settings	*settings;
	const struct model	*model;
	struct derivation	*d;
};

typedef enum status	 print_derivation(const struct derive *);

/* As a page: what a person reads. */
static enum status
print_text(const struct derive *x)
{
	struct app		*app = x->app;
	struct source		*source;
	struct page_options	 options = { .model = x->model };
	struct canvas		*page;
	struct block		*document;
	struct str		 s;

	options.width = app_columns(x->settings);
	options.ascii = x->settings->ascii || !app->utf8;
	str_init(&s);
	derive_markdown(&s, x->d);
	source = arena_alloc(app->arena, sizeof *source);
	*source = (struct source){ "derivation",
	    arena_strndup(app->arena, s.data, s.len), s.len, 1 };
	str_release(&s);
	document = markdown_read(app->arena, NULL, source);
	if (document == NULL)
		return STATUS_INPUT;
	page = page_typeset(app->arena, document->blocks, document->nblocks,
	    &options);
	canvas_print(&app->out, page, 0, page->rows,
	    app_colours(x->settings));
	return STATUS_OK;
}

static enum status
print_ascii(const struct derive *x)
{
	struct settings	s = *x->settings;
	struct derive	ascii = *x;

	s.ascii = 1;
	ascii.settings = &s;
	return print_text(&ascii);
}

static void
add_field(struct str *out, const char *before, const char *text)
{
	str_add(out, before);
	json_string(out, text == NULL ? "" : text);
}

static enum status
print_json(const struct derive *x)
{
	const struct derive_step	*step;
	struct str			*out = &x->app->out;
	size_t				 i;

	add_field(out, "{\"name\": ", x->d->task->name);
	add_field(out, ", \"objective\": ", x->d->objective);
	str_add(out, ", \"steps\": [");
	for (i = 0; i < x->d->nsteps; i++) {
		step = &x->d->steps[i];
		add_field(out, i > 0 ? ",\n  {\"rule\": " : "\n  {\"rule\": ",
		    step->rule);
		add_field(out, ",\n   \"latex\": ", step->latex);
		add_field(out, ",\n   \"reason\": ", step->reason);
		add_field(out, ",\n   \"expression\": ", step->expression);
		str_addc(out, '}');
	}
	add_field(out, "],\n \"expression\": ", x->d->expression);
	str_add(out, "}\n");
	return STATUS_OK;
}

/* Characters of running text that LaTeX takes for something else. */
static void
add_escaped(struct str *out, char c)
{
	if (strchr("_%&#", c) != NULL)
		str_addc(out, '\\');
	str_addc(out, c);
}

/* Markdown's `code` as \texttt, $…$ as it is. */
static void
add_running_text(struct str *out, const char *s)
{
	int	math = 0, code = 0;

	for (; *s != '\0'; s++) {
		if (*s == '$')
			math = !math;
		if (*s == '`') {
			str_add(out, code ? "}" : "\\texttt{");
			code = !code;
		} else if (math) {
			str_addc(out, *s);
		} else if (strncmp(s, "×", 2) == 0) {
			str_add(out, "$\\times$");
			s++;
		} else if (strncmp(s, "·", 2) == 0) {
			str_add(out, "$\\cdot$");
			s++;
		} else
			add_escaped(out, *s);
	}
}

/* 1 if a command of n bytes may stand in a document wherever it does. */
static int
is_harmless_command(struct arena *arena, const char *command, size_t n)
{
	static const char	*const words[] = { "\\begin", "\\end",
				    "\\def", "\\newcommand",
				    "\\providecommand", "\\renewcommand" };
	const struct formula_unknown	*unknown;
	size_t				 i;

	for (i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strlen(words[i]) == n && memcmp(words[i], command, n) == 0)
			return 0;
	return formula_unknown(formula_read(arena, NULL, NULL, command, n,
	    NULL), &unknown) == 0;
}

/*
 * 1 if it has a character that ends a formula or a line, "^^", by which TeX
 * writes any character, or, also inside of a text, a command that is not
 * known or could end an environment or change what others mean.
 */
static int
leaves_formula(struct arena *arena, const char *latex)
{
	size_t	n;

	for (; *latex != '\0'; latex += n) {
		n = 1;
		if (strchr("$%#&", *latex) != NULL ||
		    strncmp(latex, "^^", 2) == 0)
			return 1;
		if (*latex != '\\')
			continue;
		n += strspn(latex + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
		    "abcdefghijklmnopqrstuvwxyz");
		if (n > 1 && !is_harmless_command(arena, latex, n))
			return 1;
		if (n == 1 && latex[1] != '\0')
			n = 2;
	}
	return 0;
}

/*
 * 1 if the LaTeX of all names holds nothing but what gradus can read: a
 * document must not do more than show formulas. Notes the first that does not.
 */
static int
is_harmless(const struct derive *x)
{
	const struct symbol		*s;
	const struct formula_unknown	*unknown;
	struct formula			*f;
	struct diag			 d;
	size_t				 i;

	diag_init(&d, x->app->arena);
	for (i = 0; i < x->model->nsymbols; i++) {
		s = x->model->symbols[i];
		if (s->latex == NULL)
			continue;
		f = formula_read(x->app->arena, &d, NULL, s->latex,
		    strlen(s->latex), NULL);
		if (formula_unknown(f, &unknown) > 0)
			app_error(x->app, "the LaTeX of %s has %s, which "
			    "gradus does not know", s->name, unknown->name);
		else if (d.errors > 0)
			app_error(x->app, "the LaTeX of %s: %s", s->name,
			    d.notes[0].message);
		else if (leaves_formula(x->app->arena, s->latex))
			app_error(x->app, "the LaTeX of %s leaves the "
			    "formula it stands in", s->name);
		else
			continue;
		diag_hint(&x->app->diag, "a document is made of known "
		    "commands alone; a page shows it as it is");
		return 0;
	}
	return 1;
}

static void
add_document(const struct derive *x, struct str *out)
{
	const struct derive_step	*step;
	size_t				 i;

	str_add(out, "\\documentclass{article}\n\\usepackage{amsmath}\n"
	    "\\usepackage{amssymb}\n\\begin{document}\n\n\\section*{The "
	    "derivation of $");
	str_addf(out, "%s$}\n", x->d->task->latex);
	for (i = 0; i < x->d->nsteps; i++) {
		step = &x->d->steps[i];
		str_add(out, "\n\\paragraph{");
		add_running_text(out, step->rule);
		str_add(out, "} ");
		add_running_text(out, step->reason);
		if (step->latex != NULL)
			str_addf(out, "\n\\[\n%s\n\\]\n", step->latex);
		else
			str_addc(out, '\n');
	}
	str_add(out, "\n\\end{document}\n");
}

/* A document that LaTeX takes as it is; of foreign bytes, what can be shown. */
static enum status
print_latex(const struct derive *x)
{
	struct str	 document;
	const char	*line;
	size_t		 n;

	if (!is_harmless(x))
		return STATUS_INPUT;
	str_init(&document);
	add_document(x, &document);
	for (line = document.data; *line != '\0'; line += n + 1) {
		n = strcspn(line, "\n");
		text_gate(&x->app->out, line, n);
		str_addc(&x->app->out, '\n');
	}
	str_release(&document);
	return STATUS_OK;
}

static int
find_task(struct app *app, const struct model *m, const char *what,
    struct derive_task *task)
{
	struct source	*source = arena_alloc(app->arena, sizeof *source);

	*source = (struct source){ "NAME", what, strlen(what), 1 };
	return derive_find(m, app->arena, &app->diag, source,
	    source_all(source), task);
}

/* Says what can be derived. */
static void
note_nothing(struct app *app, const struct model *m)
{
	const struct symbol	*s;
	struct str		 names;
	size_t			 i;

	str_init(&names);
	for (i = 0; (s = derive_equation(m, i)) != NULL; i++)
		str_addf(&names, "%s, ", s->name);
	app_error(app, "which gradient? gradus derive LESSON NAME");
	diag_hint(&app->diag, "%sor any: 'grad(J, v)'", names.data);
	str_release(&names);
}

/* Derives with the values of the iteration that is asked for. */
static enum status
derive_now(struct derive *x, const struct derive_task *task)
{
	const struct settings	*s = x->settings;
	struct derive_options	 options = { .digits = s->digits };
	struct plan		*plan = NULL;
	double			*value;
	enum status		 status;

	status = app_computed(x->app, s, x->model, &plan);
	if (status == STATUS_OK) {
		value = arena_calloc(x->app->arena, shape_cells(
		    task->value->shape) + 1, sizeof *value);
		plan_evaluate(plan, task->value, value);
		options.plan = plan;
		options.value = value;
		x->d = derive(x->app->arena, x->model, task, &options);
	}
	plan_free(plan);
	return status;
}

enum status
derive_command(struct app *app, const struct settings *s)
{
	static print_derivation	*const print[] = {
		[DERIVE_TEXT] = print_text,
		[DERIVE_ASCII] = print_ascii,
		[DERIVE_LATEX] = print_latex,
		[DERIVE_JSON] = print_json,
	};
	struct derive		 x = { .app = app, .settings = s };
	struct lesson		*l = NULL;
	struct derive_task	 task;
	enum status		 status;

	if ((status = app_load(app, s, &l)) != STATUS_OK)
		return status;
	if (s->second == NULL) {
		note_nothing(app, l->model);
		return STATUS_USAGE;
	}
	if (find_task(app, l->model, s->second, &task) == -1)
		return STATUS_USAGE;
	x.model = l->model;
	if ((status = derive_now(&x, &task)) != STATUS_OK)
		return status;
	return print[s->format](&x);
}
