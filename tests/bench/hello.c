/* The least an ncursesw program can do: what starting up is compared with. */
#include <locale.h>
#include <ncurses.h>

int main(int argc, char **argv)
{
	(void)argv;
	if (argc > 1) { /* as much as --version does */
		puts("hello");
		return 0;
	}
	setlocale(LC_CTYPE, "C.UTF-8");
	initscr();
	addstr("hello");
	refresh();
	getch();
	endwin();
	return 0;
}
