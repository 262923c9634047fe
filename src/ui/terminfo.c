#include <binggui/ui/terminfo.h>

#include <stddef.h>

#include <curses.h>
#include <term.h>

bool terminfo_known(const char *name, int fd)
{
	int why;
	if (!name || !*name || setupterm(name, fd, &why) != OK)
		return false;
	const char *cup = tigetstr("cup");
	bool moves = cup && cup != (const char *)-1 && *cup;
	del_curterm(cur_term);
	return moves;
}
