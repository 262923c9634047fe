#ifndef BINGGUI_DOMAIN_FROZEN_TEXT_H
#define BINGGUI_DOMAIN_FROZEN_TEXT_H

#include <binggui/base/str.h>
#include <binggui/domain/frozen.h>
#include <binggui/domain/grid.h>

/* A frozen sheet for paper (80 columns; appends) and for a file.  `area` is its name, "" = everywhere. */
void frozen_text_sheet(struct str *out, const struct frozen *f, const char *area);
void frozen_text_grid(struct grid *out, const struct frozen *f, const char *area);

/* "2020-05-06 王五冻结：报市局" */
void frozen_text_made(struct str *out, const struct frozen *f);

#endif
