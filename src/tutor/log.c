/* SPDX-License-Identifier: MIT */
/*
 * A session written down as the commands that lead to where it is.
 */

#include "session.h"

static void
log_cursor(struct str *s, const struct tutor_cursor *c)
{
	if (c->cell.symbol == NULL)
		return;
	str_addf(s, "explain %s", c->updated ? "next " : "");
	explain_name(s, c->cell);
	str_addc(s, '\n');
}

/* By iteration 1, so that nothing is computed that was not. */
static void
log_run(struct str *s, size_t run, long iteration)
{
	str_addf(s, "goto 1\nrun %zu\ngoto %ld\n", run, iteration);
}

static void
log_place(struct str *s, const struct tutor_place *p)
{
	size_t	i;

	log_run(s, p->run, p->iteration);
	str_addf(s, "chapter %zu\nstep %zu\n", p->chapter + 1, p->step + 1);
	for (i = 0; i < p->lines; i++)
		str_add(s, "next\n");
	if (p->derived != NULL)
		str_addf(s, "derive %s\n", p->derived);
	for (i = 1; i < p->derived_lines; i++)
		str_add(s, "next\n");
}

static void
log_change(struct str *s, const struct change *c)
{
	log_run(s, c->before.run, c->known);
	log_place(s, &c->before);
	log_cursor(s, &c->before.cursor);
	str_addf(s, "%s\n", c->line);
}

static void
log_shown(struct str *s, const struct tutor *t)
{
	size_t	i;

	if (t->state->nshown > 0) {
		str_add(s, "show");
		for (i = 0; i < t->state->nshown; i++)
			str_addf(s, " %s", t->state->shown[i].symbol->name);
		str_addc(s, '\n');
	}
	if (t->plotted.symbol != NULL) {
		str_add(s, "plot ");
		explain_name(s, t->plotted);
		str_addc(s, '\n');
	}
	if (t->compared[0] > 0)
		str_addf(s, "compare %zu %zu\n", t->compared[0],
		    t->compared[1]);
	else
		str_addf(s, "view %s\n", command_views[t->view]);
}

void
tutor_log(const struct tutor *t, struct str *s)
{
	const struct tutor_state	*state = t->state;
	struct tutor_place		 p = place_of(t);
	size_t				 i;

	for (i = 0; i < state->nchanges; i++)
		log_change(s, &state->changes[i]);
	for (i = state->done; i < state->nchanges; i++)
		str_add(s, "undo\n");
	for (i = 1; i <= timeline_runs(t->timeline); i++)
		log_run(s, i, timeline_known(t->timeline, i));
	log_place(s, &p);
	log_shown(s, t);
	log_cursor(s, &p.cursor);
}
