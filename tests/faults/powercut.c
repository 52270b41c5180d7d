/* powercut FOLDER: shuts the file system that holds FOLDER down at once, without writing anything back, as when the
 * power goes (FS_IOC_GOINGDOWN, flag 2: no log flush). For root, on a loop device. Compiled by tests/faults/shim.rs. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/ioctl.h>

int main(int words, char **word) {
    unsigned flag = 2;
    int fd = words == 2 ? open(word[1], O_RDONLY) : -1;
    if (fd < 0 || ioctl(fd, _IOR('X', 125, unsigned), &flag) != 0) {
        perror("powercut");
        return 1;
    }
    return 0;
}
