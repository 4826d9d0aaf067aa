/* SPDX-License-Identifier: MIT */

#include "output.h"

#include <string.h>

const struct writer *
writer_find(const char *name)
{
	static const struct writer *const all[] = {
		&text_writer, &json_writer, &csv_writer,
	};
	size_t	i;

	for (i = 0; i < sizeof all / sizeof all[0]; i++) {
		if (strcmp(all[i]->name, name) == 0)
			return all[i];
	}
	return NULL;
}
