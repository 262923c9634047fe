# binggui.  `make run` and `make test` do everything, packages included; `make help` lists the rest.

VERSION = 0.1.0
PREFIX  = /usr/local
DESTDIR =
BUILD   = build

LAYERS   = base text store schema table domain ui app
PACKAGES = gcc make pkg-config libncurses-dev ncurses-term liblmdb-dev libyaml-dev libexpat1-dev \
	libminizip-dev libxlsxwriter-dev libsodium-dev unicode-data unicode-cldr-core bzip2
TEST_PACKAGES = $(PACKAGES) libcriterion-dev libvterm-dev libglpk-dev sqlite3 clang-format
# Nice to have: another reader of workbooks.  Where it cannot be had, two tests are skipped.
TEST_EXTRAS = python3-openpyxl

CC      = gcc
OPT     = -O2 -g
WARN    = -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla \
	-Wno-missing-field-initializers -Werror=override-init
STRICT  = -Werror
SANFLAGS = $(if $(SAN),-fsanitize=address$(,)undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
, = ,
DEFINES = -D_GNU_SOURCE -D_TIME_BITS=64 -D_FILE_OFFSET_BITS=64 -DBINGGUI_VERSION='"$(VERSION)"' \
	-DBINGGUI_DATADIR='"$(PREFIX)/share/binggui"'
CFLAGS  = -std=c11 $(OPT) $(WARN) $(STRICT) $(SANFLAGS) $(DEFINES) -Iinclude -I$(BUILD)/gen
LDFLAGS = $(SANFLAGS) -Wl,--as-needed -Wl,--build-id
ICONV  := $(shell printf '\043include <iconv.h>\nint main(void){return iconv_open("UTF-8","GB18030")==0;}' | \
	$(CC) -xc - -o /dev/null 2>/dev/null || echo -liconv)
# libxlsxwriter is opened when the first workbook is written: it would double the start-up time.
LIBS    = -lncursesw -ltinfo -llmdb -lyaml -lexpat -lminizip -lz -lsodium -lm -ldl -lutil $(ICONV)

# What only one layer may link (tests/layers.sh guards the includes).
LIBS_base   =
LIBS_text   = -lexpat -lminizip -lz -lm -ldl $(ICONV)
LIBS_store  = -llmdb
LIBS_schema = -lyaml -lz
LIBS_table  = -lsodium
LIBS_domain =
LIBS_ui     = -lncursesw -ltinfo
LIBS_app    =
# Only the tests: another solver to agree with.
TEST_LIBS_domain = -lglpk

# The layers at and below $(1).
upto = $(or $(below_$(1)),$(call upto_,$(1),$(LAYERS)))
below_store = base store
below_ui    = base text ui
upto_ = $(firstword $(2)) $(if $(filter $(1),$(firstword $(2))),,$(call upto_,$(1),$(wordlist 2,99,$(2))))

sources = $(wildcard src/$(1)/*.c)
objects = $(patsubst src/%.c,$(BUILD)/obj/%.o,$(foreach l,$(1),$(call sources,$(l))))
units   = $(patsubst tests/%.c,$(BUILD)/tests/%.o,$(wildcard tests/unit/$(1)/*.c))

SRC      = $(foreach l,$(LAYERS),$(call sources,$(l)))
OBJ      = $(call objects,$(LAYERS))
LIB_OBJ  = $(filter-out $(BUILD)/obj/app/main.o,$(OBJ))
GEN_OBJ  = $(BUILD)/obj/gen/unitables.o
TEST_LIB = $(patsubst tests/%.c,$(BUILD)/tests/%.o,$(wildcard tests/lib/*.c))

# One short line a file; `make V=1` shows the commands.
quiet = $(if $(V),,@echo "  $(1)	$@";)

.PHONY: all
all: $(BUILD)/binggui binggui

$(BUILD)/binggui: $(OBJ) $(GEN_OBJ)
	$(call quiet,LINK)$(CC) $(LDFLAGS) -rdynamic -o $@ $^ $(LIBS)

binggui: $(BUILD)/binggui
	@ln -sf $(BUILD)/binggui $@

$(BUILD)/obj/%.o: src/%.c
	@mkdir -p $(@D)
	$(call quiet,CC)$(CC) $(CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/obj/gen/%.o: $(BUILD)/gen/%.c
	@mkdir -p $(@D)
	$(call quiet,CC)$(CC) $(CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/tests/%.o: tests/%.c
	@mkdir -p $(@D)
	$(call quiet,CC)$(CC) $(CFLAGS) -Itests -MMD -MP -c -o $@ $<

# ---- tables made from the Unicode data -------------------------------------------------------

GEN_SRC = $(wildcard src/text/gen/*.c)
$(BUILD)/gen/maketables: $(GEN_SRC) $(wildcard src/text/gen/*.h)
	@mkdir -p $(@D)
	$(call quiet,CC)$(CC) -std=c11 -O1 $(WARN) $(STRICT) -D_GNU_SOURCE -o $@ $(GEN_SRC)

$(BUILD)/gen/unitables.c: $(BUILD)/gen/maketables $(wildcard src/text/gen/*.txt)
	$< /usr/share/unicode src/text/gen $@.new && mv $@.new $@

# ---- tests -----------------------------------------------------------------------------------

UNIT_BINS = $(foreach l,$(LAYERS),$(if $(wildcard tests/unit/$(l)/*.c),$(BUILD)/unit-$(l))) $(BUILD)/unit-tiny
HIGH_BINS = $(foreach d,screen cli term procs figures,$(if $(wildcard tests/$(d)/*.c),$(BUILD)/test-$(d)))
GEN_upto  = $(if $(filter text,$(call upto,$(1))),$(GEN_OBJ))

define unit_rule
$(BUILD)/unit-$(1): $(call units,$(1)) $(call objects,$(call upto,$(1))) $(call GEN_upto,$(1))
	$$(call quiet,LINK)$$(CC) $$(LDFLAGS) -o $$@ $$(filter-out $$(BUILD)/obj/app/main.o,$$^) -lcriterion $$(TEST_LIBS_$(1)) $(foreach l,$(call upto,$(1)),$$(LIBS_$(l)))
endef
$(foreach l,$(LAYERS),$(eval $(call unit_rule,$(l))))

# The table layer once more with its walls moved close: blocks of 4 records, windows of 8 rows.
TINY = -DFIND_BLOCK_SIZE=4 -DWINDOW_SIZE=8
TINY_TESTS = $(filter %/sample.o %/crowd.o %/find.o %/find_block.o %/view.o %/window.o %/search.o,$(call units,table))
TINY_OBJ = $(patsubst $(BUILD)/%,$(BUILD)/tiny/%,$(TINY_TESTS) $(call objects,table))
$(BUILD)/unit-tiny: $(TINY_OBJ) $(call objects,base text store schema) $(GEN_OBJ)
	$(call quiet,LINK)$(CC) $(LDFLAGS) -o $@ $^ -lcriterion $(foreach l,$(call upto,table),$(LIBS_$(l)))
$(BUILD)/tiny/obj/%.o: src/%.c
	@mkdir -p $(@D)
	$(call quiet,CC)$(CC) $(CFLAGS) $(TINY) -MMD -MP -c -o $@ $<
$(BUILD)/tiny/tests/%.o: tests/%.c
	@mkdir -p $(@D)
	$(call quiet,CC)$(CC) $(CFLAGS) $(TINY) -Itests -MMD -MP -c -o $@ $<

define high_rule
$(BUILD)/test-$(1): $(patsubst tests/%.c,$(BUILD)/tests/%.o,$(wildcard tests/$(1)/*.c)) $(TEST_LIB) $(LIB_OBJ) $(GEN_OBJ) | $(BUILD)/binggui
	$$(call quiet,LINK)$$(CC) $$(LDFLAGS) -o $$@ $$^ -lcriterion -lvterm -lutil $$(LIBS)
endef
$(foreach d,screen cli term procs figures,$(eval $(call high_rule,$(d))))

.PHONY: test unit asan fuzz bench check
test: test-deps
	@$(MAKE) --no-print-directory $(BUILD)/binggui $(UNIT_BINS) $(HIGH_BINS)
	@BUILD=$(BUILD) sh tests/run.sh $(UNIT_BINS) $(HIGH_BINS)

# One layer: make unit-store
.PHONY: $(addprefix unit-,$(LAYERS) tiny)
$(addprefix unit-,$(LAYERS) tiny): unit-%: $(BUILD)/unit-%
	@BUILD=$(BUILD) sh tests/run.sh $<

asan: test-deps
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/asan SAN=1 OPT='-O1 -g' asan-run
.PHONY: asan-run
asan-run: $(BUILD)/binggui $(UNIT_BINS) $(HIGH_BINS)
	@BUILD=$(BUILD) sh tests/run.sh $(UNIT_BINS) $(HIGH_BINS)

# Each target reads its corpus and FUZZ_RUNS mutations of it under ASan and UBSan.
FUZZ_RUNS = 20000
FUZZ_BINS = $(patsubst tests/fuzz/fuzz_%.c,$(BUILD)/asan/fuzz-%,$(wildcard tests/fuzz/fuzz_*.c))
fuzz: test-deps
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/asan SAN=1 OPT='-O1 -g' fuzz-run
.PHONY: fuzz-run
fuzz-run: $(patsubst tests/fuzz/fuzz_%.c,$(BUILD)/fuzz-%,$(wildcard tests/fuzz/fuzz_*.c))
	@for f in $^; do UBSAN_OPTIONS=halt_on_error=1 $$f $(FUZZ_RUNS) || exit 1; done
$(BUILD)/fuzz-%: $(BUILD)/tests/fuzz/fuzz_%.o $(BUILD)/tests/fuzz/driver.o $(LIB_OBJ) $(GEN_OBJ)
	$(call quiet,LINK)$(CC) $(LDFLAGS) -o $@ $^ $(LIBS)

# BENCH_LARGE=1 measures 1,000,000 people as well.
BENCH_BINS = $(patsubst tests/bench/%.c,$(BUILD)/bench-%,$(wildcard tests/bench/*.c))
BENCH_LIB = $(patsubst tests/%.c,$(BUILD)/tests/%.o,$(wildcard tests/bench/lib/*.c))
.SECONDARY: $(BENCH_BINS:$(BUILD)/bench-%=$(BUILD)/tests/bench/%.o)
bench: test-deps
	@$(MAKE) --no-print-directory $(BUILD)/binggui $(BENCH_BINS)
	@BUILD=$(BUILD) sh tests/bench/run.sh
$(BUILD)/bench-%: $(BUILD)/tests/bench/%.o $(BENCH_LIB)
	$(call quiet,LINK)$(CC) $(LDFLAGS) -o $@ $^ -lvterm -lutil -llmdb -lncursesw -ltinfo
$(BUILD)/bench-save: $(BUILD)/tests/bench/save.o $(BENCH_LIB) $(LIB_OBJ) $(GEN_OBJ)
	$(call quiet,LINK)$(CC) $(LDFLAGS) -o $@ $^ -lvterm -lutil $(LIBS)
$(BUILD)/bench-pair: $(BUILD)/tests/bench/pair.o $(BENCH_LIB) $(LIB_OBJ) $(GEN_OBJ)
	$(call quiet,LINK)$(CC) $(LDFLAGS) -o $@ $^ -lvterm -lutil $(LIBS)
$(BUILD)/bench-match: $(BUILD)/tests/bench/match.o $(BENCH_LIB) $(LIB_OBJ) $(GEN_OBJ)
	$(call quiet,LINK)$(CC) $(LDFLAGS) -o $@ $^ -lvterm -lutil $(LIBS)
$(BUILD)/bench-figures: $(BUILD)/tests/bench/figures.o $(BENCH_LIB) $(LIB_OBJ) $(GEN_OBJ)
	$(call quiet,LINK)$(CC) $(LDFLAGS) -o $@ $^ -lvterm -lutil $(LIBS)
$(BUILD)/bench-assign: $(BUILD)/tests/bench/assign.o $(BENCH_LIB) $(LIB_OBJ) $(GEN_OBJ)
	$(call quiet,LINK)$(CC) $(LDFLAGS) -o $@ $^ -lvterm -lutil -lglpk $(LIBS)
$(BUILD)/tests/bench/%.o: tests/bench/%.c
	@mkdir -p $(@D)
	$(call quiet,CC)$(CC) $(CFLAGS) -Itests/bench -MMD -MP -c -o $@ $<

FORMAT_FILES = $(wildcard src/*/*.c src/*/*/*.c src/*/*/*.h include/binggui/*/*.h tests/*.c tests/*/*.c tests/*/*.h tests/unit/*/*.c)
check: test-deps
	@sh tests/layers.sh $(LAYERS)
	@sh tests/sizes.sh
	@sh tests/scenes.sh
	@clang-format --dry-run --Werror $(FORMAT_FILES)
	@$(MAKE) --no-print-directory $(BUILD)/binggui
	@$(BUILD)/binggui screens --screens screens
	@BUILD=$(BUILD) MAKE='$(MAKE)' sh tests/install.sh
	@echo "check: in order"

.PHONY: format
format:
	clang-format -i $(FORMAT_FILES)

# ---- set-up ----------------------------------------------------------------------------------

.PHONY: deps test-deps
deps: ; @sh tests/deps.sh $(PACKAGES)
test-deps:
	@sh tests/deps.sh $(TEST_PACKAGES)
	@sh tests/deps.sh $(TEST_EXTRAS) || echo "without $(TEST_EXTRAS): some tests are skipped"

.PHONY: run
run: deps
	@$(MAKE) --no-print-directory all
	@BUILD=$(BUILD) sh tests/sample.sh

.PHONY: install uninstall clean help
install: all
	install -D -m 755 $(BUILD)/binggui $(DESTDIR)$(PREFIX)/bin/binggui
	install -d $(DESTDIR)$(PREFIX)/share/binggui/screens/areas
	install -m 644 screens/*.yaml $(DESTDIR)$(PREFIX)/share/binggui/screens
	install -m 644 screens/areas/* $(DESTDIR)$(PREFIX)/share/binggui/screens/areas
	install -D -m 644 docs/binggui.1 $(DESTDIR)$(PREFIX)/share/man/man1/binggui.1
	install -D -m 644 docs/binggui.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/binggui
	install -D -m 644 docs/manual.zh.md $(DESTDIR)$(PREFIX)/share/doc/binggui/manual.zh.md

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/binggui $(DESTDIR)$(PREFIX)/share/man/man1/binggui.1 \
		$(DESTDIR)$(PREFIX)/share/bash-completion/completions/binggui
	rm -rf $(DESTDIR)$(PREFIX)/share/binggui $(DESTDIR)$(PREFIX)/share/doc/binggui

clean:
	rm -rf $(BUILD) binggui

help:
	@echo "run test check bench asan fuzz format install uninstall clean; PREFIX, DESTDIR, BUILD may be set"

-include $(shell find $(BUILD)/obj $(BUILD)/tests $(BUILD)/tiny -name '*.d' 2>/dev/null)
