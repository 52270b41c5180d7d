# Media, backups and verifying them, as whoever writes backups sees them.

rail-backup = Backup
rail-media = Media
rail-verify = Verify
job-backup-write = Writing a backup
job-backup-verify = Verifying a backup
job-ended-backup-write = Writing a backup has ended.
job-ended-backup-verify = Verifying a backup has ended.

backup-title = Backup
backup-line = Encrypted copies of the vault, on media that are kept apart
backup-closed-to-you = You can write and check copies. Nothing on this screen, and no key you hold, can open what is inside them.
backup-looking = Looking at what is plugged in…
backup-plug-in = Plug in a medium
backup-plug-in-known = Take the medium whose turn it is out of its place and plug it in. It appears here by itself once the system has mounted it.
backup-plug-in-first = Plug in a stick or a disk. Once the system has mounted it, it appears here and can be enrolled. Have at least three that take turns.
backup-look-again = Look again
backup-what-to-do = What to do
backup-write = Write a backup
backup-verify = Verify what is on it
backup-everything = Write everything, not only what changed
backup-planning = Looking at what lies on it…
backup-plan-full = A full backup will be written.
backup-plan-increment = What changed since { $when } will be written.
backup-plan-goes-on = A backup that was interrupted lies on it. What is good of it is gone on with.
backup-plan-room = It takes up to { $size }; { $free } are free.
backup-plan-less = Everything together would take { $size }; what changed takes less. { $free } are free.
backup-plan-no-room = It takes up to { $size }, and only { $free } are free. Use a larger medium.
backup-full-first = None lies on this medium yet.
backup-full-broken = Something that the newest one needs is missing.
backup-full-long = Six increments went on the last full one.
backup-full-old = The last full one is older than thirty days.
backup-full-other-key = The restore key has changed since.
backup-days-ago = { $days ->
    [0] today
    [1] yesterday
   *[other] { $days } days ago
}

backup-owed-title = To be done
backup-owed-first = No backup was made yet. Write one today.
backup-owed-late = { $days ->
    [one] The last backup is { $days } day old. Write one today.
   *[other] The last backup is { $days } days old. Write one today.
}
backup-owed-damaged = A backup on “{ $medium }” was found damaged. Write a full one to another medium.
backup-owed-turn = { $days ->
    [one] “{ $medium }” was written { $days } day ago and missed its turn.
   *[other] “{ $medium }” was written { $days } days ago and missed its turn.
}
backup-owed-never-written = “{ $medium }” was never written and missed its turn.
backup-owed-unverified = { $days ->
    [one] “{ $medium }” was verified { $days } day ago. Verify it.
   *[other] “{ $medium }” was verified { $days } days ago. Verify it.
}
backup-owed-never-verified = “{ $medium }” was never verified. Verify it.
backup-owed-drill = { $days ->
    [one] The last rehearsed restore was { $days } day ago. A supervisor is to rehearse one.
   *[other] The last rehearsed restore was { $days } days ago. A supervisor is to rehearse one.
}
backup-owed-no-drill = No restore was rehearsed yet. A supervisor is to rehearse one.
backup-owed-there = To the page “Backup”
notice-see = See
notice-backups-owed = { $worst } { $count ->
    [one] { $count } more thing is to be done about backups.
   *[other] { $count } more things are to be done about backups.
}
status-backup-none = No backup yet
status-backup = Backup { $days ->
    [0] today
    [1] yesterday
   *[other] { $days } days ago
}, verified
status-backup-about = When the newest backup was made that was read back whole. Whoever writes backups sees what is to be done.

backup-turns = Rotation
backup-its-turn = its turn
backup-proof = Proof
backup-proof-last = Last backup
backup-proof-verified = Last verified
backup-proof-drill = Last restore drill

medium-of-set = Set { $set }
medium-room = { $size }, { $free } free
medium-writes = Backups on it
medium-mount = Mounted at
medium-device = Device
medium-serial = Serial
medium-file-system = File system
medium-speed = Connection
medium-speed-mbit = USB, { $speed } Mbit/s
medium-health = Health
medium-health-unsaid = not told
medium-health-good = good
medium-health-errors = { $count ->
    [one] { $count } error
   *[other] { $count } errors
}
medium-health-worn = worn out
backup-cached = This file system does not say whether it was read from the medium or from the memory of this machine. To be sure, remove the medium, plug it in again, and verify it.
backup-plan-bare = The program “rawkey” is not installed here: without Strongroom this backup can be restored, but its databases not be read. Whoever looks after the machine builds it with packaging/rawkey/build.sh.
written-bare = This backup does not carry the program “rawkey”: without Strongroom it can be restored, but its databases not be read. Whoever looks after the machine builds it with packaging/rawkey/build.sh.
media-edit = Edit…
media-edit-title = Edit “{ $medium }”
media-edit-about = The label that stands in the clear on the medium stays what it was enrolled with. Write the new one on the outside.
media-edit-go = Save
medium-practice = This is practice: it lies on this computer's own disk. With a real vault it would be refused.
medium-unsaid = not told

enrol-title = This medium is new: enrol it
enrol-about = Write the label on it, too. The label is in the clear on the medium; the rest stays in the vault.
enrol-label = Label
enrol-label-hint = Stick B, blue
enrol-place = Place
enrol-place-hint = safe 2
enrol-set = Rotation set
enrol-set-hint = B
enrol-set-about = Media of the same set take their turn together. Leave the set empty for one that takes no turns, such as a yearly copy.
enrol-holder = Holder
enrol-holder-hint = who has it
enrol-missing = This is needed.
enrol-too-long = At most { $max } characters.
enrol-go = Enrol
enrol-working = Enrolling…

refused-unreadable = It cannot be read.
refused-unreadable-do = Remove it and plug it in again. If it still cannot be read, put it aside and use another; what lies on other media is not touched.
refused-out-of-reach = This program may not reach { $mount }: nothing was there yet when it was started.
refused-out-of-reach-do = Leave the medium plugged in, close the program, and start it again.
refused-not-apart = What is at { $mount } is no medium of its own: it lies on this computer's own disk or in its memory.
refused-not-apart-do = Plug in a stick or a disk and let the system mount it. If one is plugged in, mounting it failed: remove it and plug it in again.
refused-unknown = It is not enrolled.
refused-unknown-do = Enrol it.
refused-foreign = It belongs to another vault.
refused-foreign-do = Remove it and give it back to where it belongs. Nothing on it was changed.
refused-forged = What it says of itself was not signed by anybody here.
refused-forged-do = Remove it and show it to a supervisor: somebody may have put it here. Do not use it.
refused-retired = It was taken out of use.
refused-retired-do = Use another medium. If it was taken out of use by mistake, it can be put back on the page “Media”. What lies on it can be verified.
refused-copied = What is mounted at { $mount } says that it is a known medium, but the serial number is another: it may be a copy.
refused-copied-do = Remove it, look for the real medium in its place, and tell a supervisor.
refused-read-only = It can only be read.
refused-read-only-do = Look for a switch on the medium and unlock it, then plug it in again. A medium that stays read-only has often come to its end: use another.
refused-too-small = A full backup takes up to { $needed }, and it has { $size } in all.
refused-too-small-do = Use a larger medium. What lies on this one can still be verified.
refused-years = { $count ->
    [one] It has served for { $count } year, as long as the rules allow.
   *[other] It has served for { $count } years, as long as the rules allow.
}
refused-writes = It was written { $count } times, as often as the rules allow.
refused-failures = { $count ->
    [one] { $count } backup on it was found damaged.
   *[other] { $count } backups on it were found damaged.
}
refused-device = The device says that it fails or is worn out.
refused-worn-do = Use another medium and enrol a new one for this set. Keep this one in its place for as long as its backups count, then take it out of use.
refused-wrong-set = It is the turn of set { $due }, and this one is of set { $set }.
refused-wrong-set-do = Put it back and plug in the medium of set { $due }.

write-going-on = Writing a backup
write-step-known = Medium recognised
write-step-survey = Looking at what changed, and whether there is room
write-step-write = Copying the vault as it lies, encrypted, and reading every byte back
write-step-commit = Signing the list of what was written
write-step-release = Letting go of the medium, so that it may be removed
write-stop = Stop
write-stop-keeps = Stopping keeps earlier backups as they are. What is good of this one stays, and is gone on with.
write-stopped = Stopped. Earlier backups are as they were. This one does not count yet; the next write goes on with it.
write-was-stopped = The backup to “{ $medium }” was stopped on { $when } { $why }. Earlier backups are as they were; what is good of this one is gone on with.
write-stopped-network = because the machine was on a network ({ $devices })
write-stopped-lock = because the vault was locked
write-plug-in-again = Plug in “{ $medium }” to go on with it.
write-go-on = Go on with the backup

written-done = The backup is on “{ $medium }”: { $size }, written and read back.
written-removed = { $count ->
    [one] { $count } backup that was too old was removed from it.
   *[other] { $count } backups that were too old were removed from it.
}
written-letting-go = Unmounting it… Do not pull it out yet.
written-busy = Another program still uses it. Close what is open on it, then press the button: it is tried again.
written-unmount = Unmount it, then confirm
written-unmount-how = Unmount { $mount } in the file manager of the desktop. Do not pull it out before.
written-confirm = It is unmounted
written-leave = Leave it plugged in
written-still-mounted = It is still mounted at { $mount }. As soon as it is not, this page says so.
written-remove = You may remove “{ $medium }” now
written-put-back = It belongs in: { $place }
written-done-go = Done

media-title = Media
media-line = Sticks and disks that backups are written to
media-none = No medium is enrolled
media-none-about = Plug in a stick or a disk and enrol it on the page “Backup”.
media-enrol-one = To the page “Backup”
media-label = Label
media-set = Set
media-place = Place
media-holder = Holder
media-written = Written
media-verified = Verified
media-enrolled = Enrolled
media-failures = Found damaged
media-never = never
media-in-use = in use
media-retired = out of use
media-retired-about = It is not written any more. What lies on it can be verified and restored.
media-failed-once = found damaged
media-retire = Take out of use…
media-retire-title = Take “{ $medium }” out of use?
media-retire-text = It was lost, it broke, or it is full of what must be kept. It is not written any more, and nobody is reminded of it. What lies on it stays.
media-retire-go = Take out of use
media-use-again = Put back into use

verify-title = Verify
verify-line = Reads what was written and compares it with the signed list. It takes no key.
verify-none = No medium of this vault is plugged in
verify-none-about = Plug in the medium whose backups are to be verified.
verify-empty = No backup lies on it
verify-empty-about = Write one on the page “Backup”.
verify-list = Backups on the medium
verify-made = Made
verify-kind = Kind
verify-size = Size
verify-verified = Verified
verify-full = full
verify-increment = increment
verify-full-about = A full backup: it needs no other.
verify-increment-about = What changed since the one before. All that it needs is verified with it.
verify-is-damaged = damaged
verify-how-much = How much
verify-all = Everything
verify-sample = A sample
verify-all-about = Every byte is read.
verify-sample-about = All files must be there; one volume of five is read, another each time. A sample does not count as verified.
verify-go = Verify this backup
verify-going-on = Verifying
verify-stop = Stop
verify-stop-keeps = Stopping changes nothing on the medium.
verify-stopped = Stopped. Nothing is noted.
verify-whole = Nothing is damaged: { $files } files, { $size }. It is in the register.
verify-sample-whole = Nothing of the sample is damaged: { $files } files, { $size } read.
verify-damaged = { $count ->
    [one] { $count } file is damaged. It is in the register.
   *[other] { $count } files are damaged. It is in the register.
}
verify-damaged-do = Do not rely on it. Write a full backup to another medium today, and verify the others.
verify-not-believed = { $file } is not to be relied on: { $why }
backup-newest-missing = A newer backup of { $when } was written on this medium and is not there any more. Somebody removed it, or an older copy was put back: find out before you rely on it.
media-drilled = Last rehearsed

# What is wrong with a file that was kept
wrong-missing = It is missing
wrong-size = Its size is not what was written
wrong-content = Its content is not what was written
wrong-bytes = Its bytes are not what was written
wrong-not-of-generation = It is not of this backup
wrong-not-plain = It is not a plain file
wrong-no-manifest = It is not a manifest of this version
wrong-other-vault = It is another vault's
wrong-not-by-two = It is not signed by two
wrong-not-by-person = It is not signed by a person
wrong-by-unknown = It is signed by somebody who is not known
wrong-not-by-machine = It is not signed by the machine
wrong-other-statement = Its last statement is not the manifest's
wrong-no-reader-key = The key that reads the access log is not among them
wrong-other-rows = It has not as many rows as it keeps count of
wrong-other-rows-then = It has not as many rows as when it was copied
wrong-other-machine-key = It is not the key that the founding statement names
wrong-other-founding = It was made under another founding statement
wrong-other-account = It belongs to another account
wrong-other-wrap = Its wrap is not the one that was signed for
wrong-no-wrap = It has no wrap of the keys in use
wrong-no-statement = No statement names this group
wrong-unknown-file = No vault of this version has such a file
