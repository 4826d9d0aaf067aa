/* SPDX-License-Identifier: MIT */

#include "gradus/fatal.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "child.h"
#include "tap.h"

#define HUGE	(SIZE_MAX / 2 + 2)	/* twice this is 2 */

static char	said[4000];

static void
say_goodbye(void)
{
	fputs("goodbye\n", stderr);
}

static void
fail_again(void)
{
	fatal("in the hook");
}

static void
end_plainly(void)
{
	fatal("%d things are %s", 2, "wrong");
}

static void
end_with_a_hook(void)
{
	fatal_set_hook(say_goodbye);
	fatal("lost");
}

static void
end_with_a_bad_hook(void)
{
	fatal_set_hook(fail_again);
	fatal("lost");
}

static void
end_without_its_hook(void)
{
	fatal_set_hook(say_goodbye);
	fatal_set_hook(NULL);
	fatal("lost");
}

static void
overflow_an_array(void)
{
	free(xreallocarray(NULL, HUGE, 2));
}

static void
ask_for_everything(void)
{
	free(xcalloc(HUGE, 2));
}

static void
it_prints_the_message_and_exits_with_3(void)
{
	CHECK_INT(child_run(end_plainly, said, sizeof said), 3);
	CHECK_STR(said, "gradus: 2 things are wrong\n");
	CHECK_INT(child_run(end_without_its_hook, said, sizeof said), 3);
	CHECK_STR(said, "gradus: lost\n");
}

static void
the_hook_runs_before_the_message(void)
{
	CHECK_INT(child_run(end_with_a_hook, said, sizeof said), 3);
	CHECK_STR(said, "goodbye\ngradus: lost\n");
}

static void
a_hook_that_fails_is_not_called_again(void)
{
	CHECK_INT(child_run(end_with_a_bad_hook, said, sizeof said), 3);
	CHECK_STR(said, "gradus: in the hook\n");
}

static void
an_array_larger_than_memory_is_fatal(void)
{
	CHECK_INT(child_run(overflow_an_array, said, sizeof said), 3);
	CHECK_STR(said, "gradus: out of memory\n");
}

/* Not with 3 under ASan, which ends the program before calloc returns. */
static void
memory_that_runs_out_is_fatal(void)
{
	CHECK(child_run(ask_for_everything, said, sizeof said) != 0);
}

static void
memory_of_no_bytes_is_not_null(void)
{
	void	*p = xmalloc(0), *q = xcalloc(0, 8), *r;

	r = xreallocarray(NULL, 0, 8);
	CHECK(p != NULL);
	CHECK(q != NULL);
	CHECK(r != NULL);
	free(p);
	free(q);
	free(r);
}

static void
memory_keeps_its_content_when_it_grows(void)
{
	char	*p = xcalloc(4, 2);
	int	 i;

	for (i = 0; i < 8; i++)
		CHECK_INT(p[i], 0);
	memcpy(p, "seventy", 8);
	p = xreallocarray(p, 1000, 100);
	CHECK_STR(p, "seventy");
	p = xrealloc(p, 8);
	CHECK_STR(p, "seventy");
	free(p);
}

int
main(void)
{
	TEST(it_prints_the_message_and_exits_with_3);
	TEST(the_hook_runs_before_the_message);
	TEST(a_hook_that_fails_is_not_called_again);
	TEST(an_array_larger_than_memory_is_fatal);
	TEST(memory_that_runs_out_is_fatal);
	TEST(memory_of_no_bytes_is_not_null);
	TEST(memory_keeps_its_content_when_it_grows);
	return tap_done();
}
