# What holds the program itself: what it may not do, and which files it reaches.
confined-broken = The program is not confined as it should be. It could still do this: { $what }. A real vault does not open like this.
confined-broken-sample = The program is not confined as it should be. It could still do this: { $what }. This is a practice vault, so it opens all the same.
confined-weaker = The system of this computer is older than it could be. Held by the second best means: { $what }.
confined-network = reaching a network
confined-raw-network = changing the network's settings
confined-other-sockets = reaching radios and virtual machines
confined-io-uring = calls that cannot be checked
confined-other-processes = looking into other programs
confined-mounting = mounting disks
confined-kernel-code = loading code into the system
confined-key-rings = using the system's key rings
confined-writing-outside = writing files elsewhere
confined-reading-outside = reading files elsewhere
confined-running-others = running other programs
confined-shortening = shortening files elsewhere
confined-core-dumps = leaving memory behind in a dump
confined-secret-pages = keeping keys in memory that the system itself cannot show
confined-wiping = leaving texts behind in memory that is no longer used
problem-not-confined = The program could not be confined. It could still do this: { $what }.
problem-not-confined-next = Start the program again. If it stays like this, the system of this computer is too old or set up in an unusual way: ask whoever looks after it. A real vault does not open before.
wizard-folder-occupied = There is something in { $path } already. Choose an empty folder, or one that is not there yet.
reach-title = Out of reach
reach-text = While a vault is open, the program reaches only the places below. It cannot read anything else on this computer, not even by mistake.
reach-files = What was dropped
reach-where = Copy it to one of these places and drop it from there
reach-none = There is no such place on this computer now. Plug in a medium.
reach-more = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}
