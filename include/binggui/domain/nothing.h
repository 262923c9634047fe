#ifndef BINGGUI_DOMAIN_NOTHING_H
#define BINGGUI_DOMAIN_NOTHING_H

#include <stdbool.h>

/*
 * Whether a text only says, politely, that there is nothing: 暂无诉求, 没有什么困难。, 无困难无诉求, 目前没有 — but
 * not 无业 or 没有医保.  `label` is what the column is called, which may be what there is nothing of.
 */
bool nothing_said(const char *text, const char *label);

#endif
