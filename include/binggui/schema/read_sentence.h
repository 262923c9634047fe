#ifndef BINGGUI_SCHEMA_READ_SENTENCE_H
#define BINGGUI_SCHEMA_READ_SENTENCE_H

#include <stdbool.h>

#include <binggui/schema/match.h>
#include <binggui/schema/linking.h>

/*
 * A sentence with expressions over n scopes in braces; `missing` also allows {missing}.
 * Faults are told at the node; what could be read is in `out`.
 */
void read_sentence(struct linking *l, const struct expr_scope *scopes, size_t n,
	const struct yaml_node *node, bool missing, struct match_sentence *out);

#endif
