/* SPDX-License-Identifier: MIT */
/*
 * What `gradus run` prints, in one of three formats. A writer is told of each
 * value in turn and puts text into app->out; it holds no iteration:
 *
 *	begin { iteration { value } [ updated { value } ] close } end
 */
#ifndef OUTPUT_H
#define OUTPUT_H

#include "app.h"

struct output {
	struct app		*app;
	const struct lesson	*lesson;
	int			 digits;	/* of text */
	long			 iteration;	/* from 1 */
	size_t			 niterations;	/* begun */
	size_t			 nvalues;	/* since iteration or updated */
	int			 updated;	/* now come updated values */
	int			 block;		/* the last value had rows */
};

/* A matrix, row after row, and what it is called. */
struct value {
	const char	*name;
	struct shape	 shape;
	const double	*cells;
};

struct writer {
	void		(*begin)(struct output *);
	void		(*iteration)(struct output *);
	void		(*updated)(struct output *);
	void		(*value)(struct output *, const struct value *);
	void		(*close)(struct output *);
	void		(*end)(struct output *);
};

extern const struct writer	text_writer, json_writer, csv_writer;
/* A string of JSON that can do no harm in a terminal either. */
void				 json_string(struct str *, const char *);

#endif
