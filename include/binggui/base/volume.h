#ifndef BINGGUI_BASE_VOLUME_H
#define BINGGUI_BASE_VOLUME_H

/*
 * Why locks and mapped memory are not to be trusted on a file system of this statfs type: its name;
 * NULL if they are.
 */
const char *volume_unfit(unsigned long fs_type);

#endif
