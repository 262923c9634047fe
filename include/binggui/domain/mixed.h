#ifndef BINGGUI_DOMAIN_MIXED_H
#define BINGGUI_DOMAIN_MIXED_H

#include <stdbool.h>

#include <binggui/domain/candidate.h>

/*
 * Cells that say several fields at once (`columns:` of a table): 1-1.5万/月, 男60周岁以下女55周岁以下,
 * 男，18-45岁，高中以上, 500元+大米1袋.  What a column of its own says in the same row stays.
 */

/* The cell of a column that is declared so. */
void mixed_cell(struct candidate *c, const struct slot *s, const struct cell *cell);

/*
 * The cell of a plain field that belongs to such a column, where it cannot be read as the field's own
 * type: a pay range under 最低工资, an education under 经验.  False if it says nothing that way either
 * (nothing has been put then).
 */
bool mixed_instead(struct candidate *c, const struct slot *s, const struct cell *cell);

/* Whether a field says how a column's amounts are paid: its default would say more than the cell. */
bool mixed_tells(const struct def_table *t, const struct def_field *f);

/* Whether a column of several fields (慰问金（物）) says the field among them. */
bool mixed_says(const struct candidate *c, const struct def_field *f);

/* 福利待遇 that says the pay too, where no column of its own does: puts it; the text stays what it is. */
void mixed_besides(struct candidate *c, const struct slot *s, const struct cell *cell);

/* 慰问品 that holds money beside the goods: true if it was taken apart. */
bool mixed_holds_money(struct candidate *c, const struct slot *s, const struct cell *cell);

#endif
