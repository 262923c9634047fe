#ifndef BINGGUI_STORE_KV_MEM_H
#define BINGGUI_STORE_KV_MEM_H

#include <stdbool.h>

#include <binggui/store/engine.h>

/*
 * A store in memory for tests, with faults on demand.  Not for use by several
 * threads.  "mem:" is private and always there, "mem:NAME" shared within the
 * process and kept until kv_mem_forget(); it must be created as a directory
 * must.  While one kv writes to a shared one, another's write transaction does
 * not wait but is KV_CONFLICT.  A snapshot costs nothing, an entry some 100 bytes.
 * The named stores and the pending fault are the only state of the module.
 */
extern const struct kv_engine kv_mem;

void kv_mem_forget(const char *name); /* no kv may have it open; unknown names are fine */

/*
 * From now on the n-th engine call (1 = the next: begin, get, scan, put, del or commit) on any
 * memory store fails with `status`; 0 switches it off.  KV_MAYBE at a commit
 * applies it if `applied`.  One fault, then off.
 */
void kv_mem_fail(unsigned long n, enum kv_status status, bool applied);

#endif
