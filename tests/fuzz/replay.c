/* SPDX-License-Identifier: MIT */
/*
 * Runs a fuzzer's kept inputs once each, without a fuzzer. The file's name is
 * printed first, so that after a crash it is the last thing said.
 */

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/*
 * Reads a file into a block of exactly its size, where a sanitizer sees a
 * byte read beyond. Returns NULL if that fails.
 */
static uint8_t *
read_whole(const char *path, size_t *size)
{
	FILE	*f;
	uint8_t	*data = NULL;
	long	 end;

	if ((f = fopen(path, "rb")) == NULL)
		return NULL;
	if (fseek(f, 0, SEEK_END) == 0 && (end = ftell(f)) >= 0) {
		rewind(f);
		*size = (size_t)end;
		data = malloc(*size > 0 ? *size : 1);
		if (data != NULL && fread(data, 1, *size, f) != *size) {
			free(data);
			data = NULL;
		}
	}
	fclose(f);
	return data;
}

int
main(int argc, char **argv)
{
	uint8_t	*data;
	size_t	 size = 0;
	int	 i, unread = 0;

	for (i = 1; i < argc; i++) {
		printf("# %s\n", argv[i]);
		fflush(stdout);
		if ((data = read_whole(argv[i], &size)) == NULL) {
			perror(argv[i]);
			unread++;
			continue;
		}
		LLVMFuzzerTestOneInput(data, size);
		free(data);
	}
	printf("%sok 1 - %d kept inputs are taken without harm\n1..1\n",
	    unread > 0 ? "not " : "", argc - 1);
	return unread > 0;
}
