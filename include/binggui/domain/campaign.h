#ifndef BINGGUI_DOMAIN_CAMPAIGN_H
#define BINGGUI_DOMAIN_CAMPAIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/schema/record.h>
#include <binggui/table/archive.h>
#include <binggui/table/table.h>

/*
 * A visit campaign (走访活动).  Its list of people is frozen when it starts: everybody on file
 * (在档) within its area who satisfies its condition, each with the colleague he is paired
 * with, the lowest level first.  Who satisfies it later is told and added knowingly.
 */

/*
 * People on file that the campaign means and that are not on its list, by id; replaces out.
 * Those without a village belong to the whole county only.  ERR_DATA with the column if the
 * condition is wrong.
 */
bool campaign_missing(
	struct archive *a, const struct record *campaign, struct ids *out, struct err *e);

/* Whether the condition can be read; the sentence says where it cannot. */
bool campaign_condition(struct archive *a, const char *who, struct err *e);

struct campaign_work {
	struct archive *archive;
	uint64_t campaign;
	bool (*progress)(void *context, size_t done, size_t all); /* NULL; false stops */
	void *context;
};

struct campaign_made {
	size_t added;
	uint64_t batch; /* to undo them all; 0 = nobody was added */
	bool stopped;   /* what was added stays; the same again goes on */
};

/*
 * Freezes the list and starts: 筹备 becomes 进行, frozen_on is set.  In small
 * transactions under one batch; the campaign itself last, so that what was broken off can be
 * done again.  Refused (ERR_CHECK) if the list is frozen already or nobody is meant.
 */
bool campaign_start(const struct campaign_work *w, struct campaign_made *out, struct err *e);

/* Puts people on the list of a campaign that has started, marked as added late. */
bool campaign_add(const struct campaign_work *w, const uint64_t *people, size_t n,
	struct campaign_made *out, struct err *e);

/* 进行 becomes 结束. */
bool campaign_finish(struct archive *a, uint64_t campaign, struct err *e);

/* A line that need not be visited (免访), and why; "" takes it back.  ERR_CHECK if it was visited. */
bool campaign_exempt(struct archive *a, uint64_t target, const char *why, struct err *e);

#endif
