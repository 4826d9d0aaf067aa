# SPDX-License-Identifier: MIT
#
# usage: make [TARGET...] [NAME=VALUE...]
#
#   all        build build/gradus (the default)
#   deps       install what the system lacks for building and testing
#   run        build and start it: make run ARGS='list'
#   test       build and run every test; the last line is the sum
#   asan       the tests with every memory error and leak found by ASan
#   ubsan      the tests with undefined behaviour found by UBSan
#   bits       compare the last bits of all test models in several builds
#   valgrind   the tests under valgrind
#   fuzz       fuzz a part with clang: make fuzz FUZZ=model TIME=600
#   bench      run the benchmarks
#   coverage   the tests, then how much of src/ they reach
#   tidy       clang-tidy, and the conventions that a tool can check
#   golden     rewrite the expected output of tests, to review as a diff
#   octave     compute the values of tests/lang/octave-*.test with Octave
#   install    into PREFIX (/usr/local), under DESTDIR
#   uninstall  take it out of there
#   dist       pack the last commit as build/gradus-VERSION.tar.gz
#   clean      remove build/
#   help       print this
#
# V=1 shows whole commands and WERROR=1 stops at a warning. CC, CPPFLAGS,
# CFLAGS, LDFLAGS and LDLIBS are free to set. Each flavour has a directory of
# its own, and what is built anew follows from the flags, so nothing needs a
# `clean`: make FLAVOUR=clang CC=clang builds in build/clang.

VERSION	= 0.1.0
PREFIX	= /usr/local
FLAVOUR	=
B	= build$(FLAVOUR:%=/%)

# A layer may call those under it. In the order of linking: topmost first.
LAYERS		= app ui tutor lesson derive plan model grad expr math base
UNDER_base	=
UNDER_math	= base
UNDER_expr	= base
UNDER_grad	= expr $(UNDER_expr)
UNDER_model	= grad $(UNDER_grad)
UNDER_plan	= model $(UNDER_model)
UNDER_derive	= plan $(UNDER_plan)
UNDER_lesson	= derive $(patsubst base,math base,$(UNDER_derive))
UNDER_tutor	= lesson $(UNDER_lesson)
UNDER_ui	= tutor $(UNDER_tutor)
UNDER_app	= ui $(UNDER_ui)

# pkg-config's names of what a layer, or a directory of tests/, needs.
PKG_lesson	= md4c
PKG_ui		= ncursesw
PKG_tty		= vterm

CC		= cc
CFLAGS		= -O2 -g
TIMEOUT		= $(or $(TIMEOUT_$(FLAVOUR)),120)
TIMEOUT_asan	= 600
TIMEOUT_valgrind = 1200
# Random keys that are pressed in each lesson.
KEYS		= $(or $(KEYS_$(FLAVOUR)),2000)
KEYS_asan	= 20000
KEYS_ubsan	= 20000
FUZZ		=
TIME		= 600
ARGS		=

MAKEFLAGS	+= --no-print-directory
# As many jobs as there are processors, unless it is said.
ifeq ($(MAKELEVEL)$(filter -j%,$(MAKEFLAGS)),0)
MAKEFLAGS	+= -j$(or $(shell getconf _NPROCESSORS_ONLN 2>/dev/null),1)
endif
.SUFFIXES:
.DELETE_ON_ERROR:

# What else is asked for comes after `deps` and `clean`, also with -j, and is
# read by a make that starts when they are done.
FIRST	= $(filter clean deps,$(MAKECMDGOALS))
REST	= $(filter-out clean deps,$(MAKECMDGOALS))
.PHONY: FORCE all asan bench bits clean coverage deps dist fuzz golden \
	has-md4c has-ncursesw help install octave rest run test tidy ubsan \
	uninstall valgrind

all:
deps:
	@CC='$(CC)' sh .ci/deps
clean:
	rm -rf build

ifneq ($(and $(FIRST),$(REST)),)

.PHONY: $(REST)
$(REST): rest
	@:
rest: $(FIRST)
	@$(MAKE) $(REST)

else

all: $(B)/gradus

# ---------------------------------------------------------------- compiling

ifeq ($(V),1)
say	= @:
else
Q	= @
say	= @printf '  %-4s %s\n'
endif

WARN	= -Wall -Wextra -Wpedantic -Wshadow -Wundef -Wformat=2 -Wvla \
	  -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings \
	  -Wpointer-arith -Wimplicit-fallthrough $(if $(WERROR),-Werror)

# Small chunks, so that every boundary in an arena is crossed.
FLAVOUR_asan	 = -O1 -fno-omit-frame-pointer -fsanitize=address \
		   -DARENA_CHUNK=64
FLAVOUR_ubsan	 = -O1 -fno-sanitize-recover=all \
		   -fsanitize=undefined,float-cast-overflow
FLAVOUR_valgrind = -O1
FLAVOUR_O0	 = -O0
FLAVOUR_coverage = -O0 --coverage
FLAVOUR_fuzz	 = -O1 -fno-omit-frame-pointer -fno-sanitize-recover=all \
		   -fsanitize=fuzzer-no-link,address,undefined \
		   -DARENA_CHUNK=64

# A fused multiply-add would give other digits on other machines.
ALL_CFLAGS	= -std=c11 $(WARN) -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE \
		  -Iinclude $(CPPFLAGS) $(CFLAGS) $(FLAVOUR_$(FLAVOUR)) \
		  -ffp-contract=off
ALL_LDLIBS	= -lm $(LDLIBS)
LIBS_bench	= $(if $(filter Linux,$(shell uname)),-ldl)

# The second word of a path is its layer, or its kind of test.
kind		= $(word 2,$(subst /, ,$(1:$(B)/%=%)))
pkg		= $(if $(PKG_$2),$(shell pkg-config $1 $(PKG_$2)))

FLAGS_app	= -DGRADUS_VERSION='"$(VERSION)"' -I$(B)
FLAGS_lesson	= -DGRADUS_LESSONDIR='"$(PREFIX)/share/gradus/lessons"'
FLAGS_unit	= -Itests/unit -Isrc/$(word 3,$(subst /, ,$<))

sources		= $(sort $(wildcard $1))
SRC		:= $(call sources,src/*/*.c)
TEST_SRC	:= $(call sources,tests/unit/*/test_*.c tests/lang/run.c \
		  tests/render/run.c tests/screen/*.c tests/tty/*.c \
		  tests/bench/*.c tests/fuzz/*.c)
OBJ		:= $(SRC:%.c=$(B)/%.o) $(TEST_SRC:%.c=$(B)/%.o)

# This file changes when what it says does.
stamp	= @mkdir -p $(@D); printf '%s\n' '$(subst ','\'',$1)' >$@.new; \
	  if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi
FORCE:
$(B)/flags: FORCE
	$(call stamp,$(shell $(CC) --version 2>&1 | head -n 1) $(CC) \
	    $(ALL_CFLAGS) $(LDFLAGS) $(ALL_LDLIBS))
$(B)/paths: FORCE
	$(call stamp,$(FLAGS_app) $(FLAGS_lesson))
$(B)/sources: FORCE
	$(call stamp,$(SRC))

$(OBJ): $(B)/%.o: %.c $(B)/flags
	$(say) CC $<
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) $(FLAGS_$(call kind,$<)) \
	    $(call pkg,--cflags-only-I,$(call kind,$<)) -MMD -MP -c -o $@ $<
$(filter $(B)/src/app/% $(B)/src/lesson/%,$(OBJ)): $(B)/paths
# What gradus help lesson prints is the manual page.
$(B)/lesson_manual.inc: src/app/manual.awk man/gradus-lesson.5
	@mkdir -p $(@D)
	$(Q)awk -f $^ >$@
$(B)/src/app/help.o: $(B)/lesson_manual.inc
-include $(OBJ:.o=.d)

has-md4c:
	@pkg-config --exists md4c 2>/dev/null || { echo \
	    'gradus needs md4c: make deps' >&2; exit 1; }
$(filter $(B)/src/lesson/%,$(OBJ)): | has-md4c
has-ncursesw:
	@pkg-config --exists ncursesw 2>/dev/null || { echo \
	    'gradus needs ncursesw: make deps' >&2; exit 1; }
$(filter $(B)/src/ui/%,$(OBJ)): | has-ncursesw

# $1 and the libraries of the layers under it.
libs	= $(patsubst %,$(B)/lib%.a,$1 $(UNDER_$1))
define layer_rules
$(B)/lib$1.a: $(patsubst %.c,$(B)/%.o,$(filter src/$1/%,$(SRC))) $(B)/sources
$(patsubst %.c,$(B)/%,$(filter tests/unit/$1/%,$(TEST_SRC))): $(call libs,$1)
endef
$(foreach layer,$(LAYERS),$(eval $(call layer_rules,$(layer))))
$(LAYERS:%=$(B)/lib%.a):
	$(say) AR $@
	$(Q)rm -f $@
	$(Q)$(AR) rcs $@ $(filter %.o,$^)

LINK_fuzz = -fsanitize=fuzzer
link	= $(CC) $(ALL_CFLAGS) $(LINK_$(FLAVOUR)) $(LDFLAGS) -o $@ \
	  $(filter %.o,$^) $(filter %.a,$^) \
	  $(foreach k,$(call kind,$@) $(patsubst $(B)/lib%.a,%,$^),\
	  $(call pkg,--libs,$k)) $(LIBS_$(call kind,$@)) $(ALL_LDLIBS)

$(B)/gradus: $(call libs,app) $(B)/flags
	$(say) LD $@
	$(Q)$(link)

# -------------------------------------------------------------------- tests

UNIT	= $(patsubst %.c,$(B)/%,$(filter tests/unit/%,$(TEST_SRC)))
LANGRUN	= $(patsubst %.c,$(B)/%,$(filter tests/lang/%,$(TEST_SRC)))
TTY	= $(B)/tests/tty/run
MONKEY	= $(B)/tests/tty/monkey
BYTES	= $(B)/tests/tty/bytes
SCREEN	= $(B)/tests/screen/run
FRESH	= $(B)/tests/screen/fresh
TRIES	= $(B)/tests/screen/tries
RENDER	= $(patsubst %.c,$(B)/%,$(filter tests/render/%,$(TEST_SRC)))
BENCH	= $(patsubst %.c,$(B)/%,$(filter tests/bench/%,$(TEST_SRC)))
FUZZERS	= $(patsubst %.c,$(B)/%,$(filter tests/fuzz/fuzz_%,$(TEST_SRC)))
REPLAY	= $(B)/tests/fuzz/replay.o

$(LANGRUN): $(call libs,derive)
$(BENCH): $(call libs,lesson)
$(RENDER): $(call libs,math)
$(SCREEN) $(FRESH) $(TRIES): $(call libs,ui)
$(TTY) $(MONKEY) $(BYTES): $(call libs,base)
$(FUZZERS): $(if $(filter fuzz,$(FLAVOUR)),,$(REPLAY)) $(call libs,lesson)
$(UNIT) $(LANGRUN) $(RENDER) $(SCREEN) $(FRESH) $(TRIES) $(TTY) $(MONKEY) \
    $(BYTES) $(BENCH) $(FUZZERS): %: %.o $(B)/flags
	$(say) LD $@
	$(Q)$(link)

# What a test program prints lies beside it as .tap, and test counts it.
CLI	= $(call sources,tests/cli/*.sh)
CORPORA	= $(filter $(patsubst tests/fuzz/corpus/%,$(B)/tests/fuzz/fuzz_%,\
	  $(wildcard tests/fuzz/corpus/*)),$(FUZZERS))
HOUSE	= $(B)/tests/house
TAP	= $(addsuffix .tap,$(HOUSE) $(UNIT) $(LANGRUN) $(RENDER) $(SCREEN) \
	  $(FRESH) $(TRIES) $(TTY) $(MONKEY) $(BYTES) $(CORPORA) $(CLI:%.sh=$(B)/%))

# 99 can't be mistaken for the 1 of a test that prints "not ok".
export ASAN_OPTIONS  = exitcode=99:detect_stack_use_after_return=1
export UBSAN_OPTIONS = exitcode=99:halt_on_error=1:print_stacktrace=1
VALGRIND = valgrind -q --error-exitcode=99 --leak-check=full
ifeq ($(FLAVOUR),valgrind)
UNDER	= $(VALGRIND)
PROGRAM	= $(B)/checked/gradus
else
PROGRAM	= $(B)/gradus
endif
tap	= @TIMEOUT=$(TIMEOUT) sh tests/tap.sh $@

$(HOUSE).tap: $(LAYERS:%=$(B)/lib%.a) FORCE
	@mkdir -p $(@D)
	$(tap) sh .ci/house $(B) $(LAYERS)
$(UNIT:%=%.tap): %.tap: % FORCE
	$(tap) $(UNDER) $<
$(LANGRUN:%=%.tap): %.tap: % FORCE
	$(tap) $(UNDER) $< $(call sources,tests/lang/*.test)
$(RENDER:%=%.tap): %.tap: % FORCE
	$(tap) $(UNDER) $< $(call sources,tests/render/*.txt)
$(SCREEN:%=%.tap): %.tap: % FORCE
	$(tap) $(UNDER) $< $(call sources,tests/screen/*.txt)
$(FRESH:%=%.tap): %.tap: % FORCE
	$(tap) $(UNDER) $< $(call sources,lessons/*.md tests/screen/*.md)
$(TRIES:%=%.tap): %.tap: % FORCE
	$(tap) $(UNDER) $< $(call sources,lessons/*.md)
$(TTY:%=%.tap): %.tap: % $(PROGRAM) FORCE
	$(tap) $< $(PROGRAM) $(call sources,tests/tty/*.tty)
$(MONKEY:%=%.tap): %.tap: % $(PROGRAM) FORCE
	$(tap) $< $(PROGRAM) $(KEYS)
$(BYTES:%=%.tap): %.tap: % $(PROGRAM) FORCE
	$(tap) $< $(PROGRAM)
$(CORPORA:%=%.tap): $(B)/tests/fuzz/fuzz_%.tap: $(B)/tests/fuzz/fuzz_% FORCE
	$(tap) $(UNDER) $< $(call sources,tests/fuzz/corpus/$*/*)
$(CLI:%.sh=$(B)/%.tap): $(B)/%.tap: %.sh $(PROGRAM) FORCE
	@mkdir -p $(@D)
	$(tap) sh $< $(PROGRAM)
$(B)/checked/gradus: $(B)/gradus
	@mkdir -p $(@D)
	@printf '#!/bin/sh\nexec %s %s "$$@"\n' '$(VALGRIND)' \
	    '$(CURDIR)/$<' >$@
	@chmod +x $@

test: all $(TAP)
	@awk -f tests/tally.awk $(TAP)

asan ubsan:
	@$(MAKE) FLAVOUR=$@ test
valgrind:
	$(call need,valgrind)
	@$(MAKE) FLAVOUR=$@ test

# Without optimisation, and by the other compiler where there is one.
bits: $(LANGRUN:%=%.tap)
	@$(MAKE) FLAVOUR=O0 build/O0/tests/lang/run.tap
	@if command -v clang >/dev/null; then $(MAKE) FLAVOUR=clang CC=clang \
	    build/clang/tests/lang/run.tap; fi
	@awk -f tests/bits.awk $(LANGRUN:%=%.tap) build/O0/tests/lang/run.tap \
	    $$(command -v clang >/dev/null && \
	    echo build/clang/tests/lang/run.tap)

coverage:
	$(call need,gcovr)
	@mkdir -p build/coverage
	@find build/coverage -name '*.gcda' -exec rm {} +
	@$(MAKE) FLAVOUR=$@ test
	@gcovr --root . --filter src/ --print-summary build/coverage

# ------------------------------------------------- tools that not all have

# Says what to type if the program $1, in Debian's package $2, is missing.
need	= @command -v $1 >/dev/null || { printf '%s\n' >&2 \
	  'make $@ needs $1: apt-get install $(or $2,$1)'; exit 1; }

# libFuzzer keeps what it finds in the first directory and reads the others.
fuzz:
	$(call need,clang,clang libclang-rt-dev)
	@test -f 'tests/fuzz/fuzz_$(FUZZ).c' || { echo 'what to fuzz: FUZZ=X' \
	    'for one of the tests/fuzz/fuzz_X.c' >&2; exit 1; }
	@mkdir -p build/fuzz/corpus/$(FUZZ)
	@$(MAKE) FLAVOUR=fuzz CC=clang build/fuzz/tests/fuzz/fuzz_$(FUZZ)
	build/fuzz/tests/fuzz/fuzz_$(FUZZ) -max_total_time=$(TIME) \
	    -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
	    -artifact_prefix=build/fuzz/ \
	    $(patsubst %,-dict=%,$(wildcard tests/fuzz/$(FUZZ).dict)) \
	    build/fuzz/corpus/$(FUZZ) $(wildcard tests/fuzz/corpus/$(FUZZ))

bench: $(BENCH) $(B)/gradus
	@over=0; for b in $(BENCH); do $$b $(B)/gradus || over=1; done; \
	exit $$over

tidy:
	$(call need,clang-tidy)
	$(call need,clang-format)
	@sh .ci/style $(call sources,include/*/*.h src/*/*.[ch] \
	    tests/*/*.[ch] tests/*/*/*.[ch]); ok=$$?; \
	clang-tidy --quiet $(SRC) -- $(ALL_CFLAGS) $(FLAGS_app) \
	    $(FLAGS_lesson) && exit $$ok

golden: $(LANGRUN) $(RENDER) $(SCREEN) $(B)/gradus
	$(B)/tests/lang/run --update $(call sources,tests/lang/*.test)
	$(RENDER) --update $(call sources,tests/render/*.txt)
	$(SCREEN) --update $(call sources,tests/screen/*.txt)
	sh tests/cli/run.sh $(B)/gradus --update

octave:
	$(call need,octave-cli,octave)
	octave-cli --no-gui --norc tests/lang/octave/values.m \
	    $(call sources,tests/lang/octave-*.test)

# ----------------------------------------------------- the program, around it

run: $(B)/gradus
	@$(B)/gradus $(ARGS)

to	= $(DESTDIR)$(PREFIX)
install: all
	install -d '$(to)/bin' '$(to)/share/gradus/lessons' \
	    '$(to)/share/man/man1' '$(to)/share/man/man5'
	install -m 755 $(B)/gradus '$(to)/bin'
	install -m 644 $(wildcard lessons/*.*) '$(to)/share/gradus/lessons'
	sed 's|/usr/local|$(PREFIX)|' man/gradus.1 >$(B)/gradus.1
	install -m 644 $(B)/gradus.1 '$(to)/share/man/man1'
	install -m 644 man/gradus-lesson.5 '$(to)/share/man/man5'

uninstall:
	rm -rf '$(to)/share/gradus'
	rm -f '$(to)/bin/gradus' '$(to)/share/man/man1/gradus.1' \
	    '$(to)/share/man/man5/gradus-lesson.5'

dist:
	@mkdir -p build
	git archive --prefix=gradus-$(VERSION)/ \
	    -o build/gradus-$(VERSION).tar.gz HEAD

help:
	@sed -n '1,2d; /^#/!q; s/^# \{0,1\}//p' Makefile

endif
