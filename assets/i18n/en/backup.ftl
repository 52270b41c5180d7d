rail-backup = Backup
rail-media = Media
job-backup-write = Writing a backup
job-backup-verify = Verifying a backup

backup-title = Backup
backup-last = The last backup was made on { $when }, on “{ $medium }”.
backup-none = No backup was made yet.
backup-closed-to-you = You can write and check copies. Nothing on this screen, and no key you hold, can open what is inside them.

media-title = Media
media-line = Sticks and disks that backups are written to
media-none = No medium is enrolled
media-none-about = Plug in a stick or disk and let the system mount it; then enrol it on the page “Backup”.
media-label = Label
media-set = Set
media-place = Place
media-holder = Holder
media-written = Last written
media-verified = Last verified
media-never = never
