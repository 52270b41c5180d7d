# The posture of the workstation: each row's name, what it means, what was seen, what to do; its page, its report.
rail-posture = Posture
posture-title = Posture
posture-line = What protects this workstation around the program
posture-green = Good
posture-amber = Look at this
posture-red = Mend this
posture-summary-green = Everything here is as it should be.
posture-summary-amber = { $count ->
    [one] { $count } thing to look at. Nothing has to be mended before customers' files are kept here.
   *[other] { $count } things to look at. Nothing has to be mended before customers' files are kept here.
}
posture-summary-red = { $count ->
    [one] { $count } thing has to be mended before customers' files are kept here.
   *[other] { $count } things have to be mended before customers' files are kept here.
}
posture-looking = Looking at this workstation…
posture-again = Look again
posture-seen-at = Looked at { $when }
posture-column-row = What is looked at
posture-column-state = State
posture-what = What was seen
posture-why = What it means
posture-do = What to do
posture-nothing-to-do = Nothing.
posture-list = Rows of the posture
posture-take = Report…
posture-take-title = Posture report
posture-take-text = A PDF with every row, and a signature beside it that shows whether a byte was changed. It names no customer, and no one who works here but you. It is written as a folder of its own.
posture-take-reason-about = Written to the access log, not into the report.
posture-take-hint = For example: asked for by the consultant
posture-take-done = The report was written here:
posture-take-next = Give the folder to the consultant, and the fingerprint of the vault another way. With both, “log verify-evidence” or verify.py in the folder shows that nothing was changed.
posture-verify-log = Verify the log

posture-network = Network
posture-network-why = Files that must not leave the room are kept on a computer that no network reaches. Cables, telephones that share their connection, tunnels and routes all lead out.
posture-network-none = No network device is there.
posture-network-down = There is network hardware, and it is not live: { $devices }.
posture-network-down-do = Have it removed or switched off in the firmware, so that nobody can switch it on.
posture-network-live = A network device is live: { $devices }.
posture-network-live-do = Unplug it or switch it off now. A vault with real files does not open until then. Then call whoever looks after this computer.

posture-radios = Radios
posture-radios-why = Wi-Fi, Bluetooth and mobile broadband reach through walls, and no cable shows it.
posture-radios-none = No radio is there.
posture-radios-off = There are radios that are blocked or hidden: { $devices }.
posture-radios-off-do = Have them removed or switched off in the firmware.
posture-radios-unknown = The system does not say which radios it has.
posture-radios-unknown-do = Mend the row above first, then look again.
posture-radios-on = A radio can send: { $devices }.
posture-radios-on-do = Block it now with the computer's switch or its key, then have it removed.

posture-disk = Disk under the vault
posture-disk-why = The vault is encrypted by itself. An encrypted disk under it also keeps what the system writes elsewhere, and hides how many files there are when the disk is stolen or thrown away.
posture-disk-encrypted = The disk under the vault is encrypted.
posture-disk-no-vault = No vault was named, so its disk was not looked at.
posture-disk-no-vault-do = Name the folder of the vault, or log in.
posture-disk-unknown = The system does not say whether the disk under the vault is encrypted: { $kind }.
posture-disk-unknown-do = Keep the vault on a disk of this computer that is encrypted with LUKS. A disk that encrypts itself cannot be seen from here: note it in the room's checklist.
posture-disk-plain = The disk under the vault is not encrypted.
posture-disk-plain-do = Have this computer set up again with full disk encryption (LUKS), and move the vault onto it.

posture-swap = Swap
posture-swap-why = When memory is short, the system writes parts of it to the disk, where they stay.
posture-swap-none = Nothing is swapped to a disk.
posture-swap-memory = What is swapped stays in memory.
posture-swap-encrypted = What is swapped is encrypted.
posture-swap-unknown = The system does not say what is swapped to, or how: { $device }.
posture-swap-unknown-do = Have swap switched off, or put on an encrypted volume.
posture-swap-plain = Memory is swapped to a disk that can be read: { $device }.
posture-swap-plain-do = Have swap switched off and this partition overwritten, or put on an encrypted volume. The keys of the vault are never swapped, but documents that are shown may be.

posture-hibernation = Hibernation
posture-hibernation-why = A computer that hibernates writes all of its memory to the disk.
posture-hibernation-off = This computer does not hibernate.
posture-hibernation-nowhere = There is nothing that hibernating could write to.
posture-hibernation-encrypted = This computer can hibernate, to an encrypted volume.
posture-hibernation-encrypted-do = Have hibernation switched off: what was in memory should not come to the disk at all.
posture-hibernation-unknown = The system does not say whether this computer can hibernate.
posture-hibernation-unknown-do = Have hibernation switched off.
posture-hibernation-plain = This computer can hibernate to a disk that can be read: { $device }.
posture-hibernation-plain-do = Have hibernation switched off and this partition overwritten.

posture-core-dumps = Core dumps
posture-core-dumps-why = A program that crashes may leave its memory behind in a file. Strongroom forbids it for itself; other programs have seen the same screen and the same keys.
posture-core-dumps-none = Programs that crash leave nothing behind.
posture-core-dumps-handled = Programs that crash are handed to { $program }, which may keep their memory.
posture-core-dumps-handled-do = Have core dumps switched off for the whole system.
posture-core-dumps-unknown = The system does not say what becomes of programs that crash.
posture-core-dumps-unknown-do = Have core dumps switched off for the whole system.
posture-core-dumps-kept = Programs that crash leave their memory in files.
posture-core-dumps-kept-do = Have core dumps switched off for the whole system, and files named “core” removed.

posture-ptrace = Looking into programs
posture-ptrace-why = Debuggers look into the memory of a running program. Strongroom refuses them for itself; a stricter system refuses them everywhere.
posture-ptrace-closed = Only the administrator may look into running programs, or nobody.
posture-ptrace-children = A program may look into those that it started.
posture-ptrace-children-do = Have kernel.yama.ptrace_scope set to 2.
posture-ptrace-unknown = The system does not say who may look into running programs.
posture-ptrace-unknown-do = Have kernel.yama.ptrace_scope set to 2, on a kernel that has it.
posture-ptrace-open = Every program may look into every other of the same person.
posture-ptrace-open-do = Have kernel.yama.ptrace_scope set to 2.

posture-lockdown = Kernel lockdown
posture-lockdown-why = Without lockdown, whoever is administrator reads the memory of every program, whatever the programs do.
posture-lockdown-full = The kernel lets nobody read or change its memory.
posture-lockdown-integrity = The kernel lets nobody change its memory; the administrator can still read it.
posture-lockdown-integrity-do = Have the kernel started with lockdown=confidentiality.
posture-lockdown-unknown = The system does not say whether the kernel is locked down.
posture-lockdown-unknown-do = Have the kernel started with lockdown=confidentiality, and Secure Boot switched on.
posture-lockdown-off = The kernel is not locked down.
posture-lockdown-off-do = Have the kernel started with lockdown=confidentiality, and Secure Boot switched on.

posture-usb = USB devices
posture-usb-why = A USB stick can be a keyboard, and a telephone can be a network. Only devices that were chosen should be let in.
posture-usb-none = This computer has no USB.
posture-usb-guarded = USBGuard decides which devices are let in, and nothing is let in before it did.
posture-usb-late = USBGuard runs, but the kernel lets devices in before it looks.
posture-usb-late-do = Have the kernel refuse new devices from the start (usbcore.authorized_default=2).
posture-usb-shut = New devices are refused, and USBGuard does not run to let the right ones in.
posture-usb-shut-do = Have USBGuard installed, with the media and tokens of this room on its list.
posture-usb-unknown = The system does not say which USB devices are let in.
posture-usb-unknown-do = Have USBGuard installed, with the media and tokens of this room on its list.
posture-usb-open = Every USB device that is plugged in is let in.
posture-usb-open-do = Have USBGuard installed, with the media and tokens of this room on its list. Until then plug in nothing but them.

posture-screen-lock = Screen lock
posture-screen-lock-why = Strongroom locks itself. The screen's own lock keeps everything else on the computer from whoever walks by.
posture-screen-lock-kiosk = The kiosk shows this program alone, which locks itself.
posture-screen-lock-runs = The screen is locked by { $program }.
posture-screen-lock-perhaps = { $program } can lock the screen; whether it is set to cannot be seen from here.
posture-screen-lock-perhaps-do = Look at the settings of the desktop: locking after 5 minutes or less, and when the screen goes dark.
posture-screen-lock-unknown = No window session can be seen from here.
posture-screen-lock-unknown-do = Look at this page in the window.
posture-screen-lock-none = Nothing runs that would lock the screen.
posture-screen-lock-none-do = Have a program for it set up, or use the kiosk session, which shows Strongroom alone.

posture-session = Window session
posture-session-why = On X11 every program can watch the whole screen and every key, passwords too. Wayland keeps programs apart.
posture-session-wayland = Wayland: programs cannot watch each other.
posture-session-console = A console without windows.
posture-session-x11 = X11: every other program in this session could watch the screen and the keys. Strongroom cannot protect against that.
posture-session-x11-do = Use the kiosk session, where no other program runs, or a Wayland desktop.
posture-session-unknown = The system does not say what kind of session this is.
posture-session-unknown-do = Use the kiosk session or a Wayland desktop.
posture-session-remote = Screen and keys are at another computer.
posture-session-remote-do = End this session. Strongroom is used at the workstation itself.

posture-others = Other people's programs
posture-others-why = Whoever else is logged in shares this computer's memory, disk and devices.
posture-others-none = No other person's programs run.
posture-others-hidden = Other people's programs are hidden from this one, so nothing can be said of them.
posture-others-hidden-do = Have the administrator look at who is logged in.
posture-others-there = Programs of other people run: { $users }.
posture-others-there-do = Have them log out. Nobody else should have an account on this workstation.
posture-others-administrator = Strongroom runs as the administrator.
posture-others-administrator-do = Log in to the computer as an ordinary user made for this work, and start it there.

posture-clock = Clock
posture-clock-why = The log, the screenings and the agreements go by the clock, and without a network nobody sets it right.
posture-clock-steady = The clock of the system and the clock of the machine say the same. Time is counted by { $source }.
posture-clock-drifts = The clock of the system and the clock of the machine are { $seconds ->
    [one] { $seconds } second
   *[other] { $seconds } seconds
} apart.
posture-clock-drifts-do = Compare with a watch, and have both clocks set.
posture-clock-local = The clock of the machine is kept in local time, so the two cannot be compared.
posture-clock-local-do = Have the machine's clock kept in UTC.
posture-clock-unknown = The machine's own clock cannot be read, or time is counted coarsely.
posture-clock-unknown-do = Compare with a watch every week.
posture-clock-wrong = The clock of the system and the clock of the machine are { $seconds ->
    [one] { $seconds } second
   *[other] { $seconds } seconds
} apart.
posture-clock-wrong-do = Compare with a watch, and have both clocks set before anyone works. A battery that is empty is a common cause.
posture-clock-behind = The clock shows a time before something that was already logged.
posture-clock-behind-do = Compare with a watch. If the clock is right, a supervisor corrects it in the settings, with a reason.

posture-space = Free space
posture-space-why = Below a limit nothing is put in any more, so that what is there can always be opened.
posture-space-enough = { $free } are free. Imports stop at { $floor }.
posture-space-low = Only { $free } are free. Imports stop at { $floor }.
posture-space-low-do = Plan for a larger disk, or remove what is not needed outside of the vault.
posture-space-unknown = No vault was named, or the system does not say how much room is left.
posture-space-unknown-do = Name the folder of the vault, or log in.
posture-space-gone = Only { $free } are free: imports have stopped, as they do at { $floor }.
posture-space-gone-do = Make room outside of the vault. Viewing and backups go on meanwhile.

posture-folder = Folder of the vault
posture-folder-why = What lies in it is encrypted, but who can write there can destroy it or put an old copy in its place.
posture-folder-closed = Its owner alone can reach it.
posture-folder-loose = { $count ->
    [one] The folder is closed, but { $count } thing in it is open to others.
   *[other] The folder is closed, but { $count } things in it are open to others.
}
posture-folder-loose-do = Have the permissions set again: folders 0700, files 0600, all owned by the same user.
posture-folder-unknown = No vault was named, or its folder could not be looked at.
posture-folder-unknown-do = Name the folder of the vault, or log in.
posture-folder-open = Others can reach the folder of the vault, or put another in its place.
posture-folder-open-do = Have the folder and those above it set so that nobody else can write there, and the vault's own to 0700.

posture-confinement = Confinement
posture-confinement-why = Strongroom takes away from itself what it does not need: the network, other files, other programs. At each start it tries them all, and all must fail.
posture-confinement-held = Everything that was tried failed, as it must.
posture-confinement-weaker = { $count ->
    [one] { $count } protection is weaker than on a newer kernel.
   *[other] { $count } protections are weaker than on a newer kernel.
}
posture-confinement-weaker-do = Have the system brought to a newer release when that is next planned.
posture-confinement-unknown = Nothing was tried in this process.
posture-confinement-unknown-do = Look at this page in the window.
posture-confinement-broken = { $count ->
    [one] { $count } thing that must fail did not.
   *[other] { $count } things that must fail did not.
}
posture-confinement-broken-do = Have this computer looked at before it is used. A vault with real files does not open until then.

posture-backup = Last backup
posture-backup-why = Fire, theft and a broken disk take everything that is only here.
posture-backup-fresh = { $days ->
    [0] The last backup was made today.
    [one] The last backup is { $days } day old.
   *[other] The last backup is { $days } days old.
}
posture-backup-bare = { $days ->
    [0] A backup was made today. The program “rawkey” is not installed here, so the databases of backups cannot be read without Strongroom.
    [one] A backup was made { $days } day ago. The program “rawkey” is not installed here, so the databases of backups cannot be read without Strongroom.
   *[other] A backup was made { $days } days ago. The program “rawkey” is not installed here, so the databases of backups cannot be read without Strongroom.
}
posture-backup-bare-do = Build it with packaging/rawkey/build.sh and install it as /usr/lib/strongroom/rawkey; then write a full backup.
posture-backup-none = No backup was made yet.
posture-backup-none-do = Have a backup written, and kept in another place.
posture-backup-late = { $days ->
    [one] The last backup is { $days } day old: one is due.
   *[other] The last backup is { $days } days old: one is due.
}
posture-backup-late-do = Have a backup written today.
posture-backup-old = { $days ->
    [one] The last backup is { $days } day old: one is long due.
   *[other] The last backup is { $days } days old: one is long due.
}
posture-backup-old-do = Have a backup written now, and find out why none was.

posture-review = Review of the log
posture-review-why = The log keeps someone from misusing their access only if somebody reads it.
posture-review-done = Every day that is over was reviewed.
posture-review-late = { $days ->
    [one] { $days } day waits to be reviewed.
   *[other] { $days } days wait to be reviewed.
}
posture-review-late-do = A supervisor reviews them today.
posture-review-unknown = Only those who review the log can tell.
posture-review-unknown-do = Ask a supervisor for a report of their own, which says it.
posture-review-very-late = { $days ->
    [one] { $days } day waits to be reviewed, for { $oldest } days.
   *[other] { $days } days wait to be reviewed, the oldest for { $oldest } days.
}
posture-review-very-late-do = A supervisor reviews them now. If all are away, another one is enrolled.

posture-drill = Last rehearsed restore
posture-drill-why = Only a backup that was restored once is known to be one.
posture-drill-fresh = { $days ->
    [0] A restore was rehearsed today.
    [one] A restore was rehearsed { $days } day ago.
   *[other] A restore was rehearsed { $days } days ago.
}
posture-drill-none = No restore was rehearsed yet.
posture-drill-none-do = Rehearse one as soon as there is a backup.
posture-drill-late = { $days ->
    [one] The last rehearsal was { $days } day ago: one is due.
   *[other] The last rehearsal was { $days } days ago: one is due.
}
posture-drill-late-do = Rehearse a restore this week.
posture-drill-old = { $days ->
    [one] The last rehearsal was { $days } day ago: one is long due.
   *[other] The last rehearsal was { $days } days ago: one is long due.
}
posture-drill-old-do = Rehearse a restore now.

posture-screenings = Screenings
posture-screenings-why = Nobody gets access before they were screened, and the screening is repeated.
posture-screenings-count = { $count ->
    [one] The screening of { $count } person counts.
   *[other] The screenings of all { $count } people count.
}
posture-screenings-soon = { $count ->
    [one] The screening of { $count } person lapses within 30 days.
   *[other] The screenings of { $count } people lapse within 30 days.
}
posture-screenings-soon-do = A supervisor screens them again before that.
posture-screenings-lapsed = { $count ->
    [one] The screening of { $count } person lapsed or is missing.
   *[other] The screenings of { $count } people lapsed or are missing.
}
posture-screenings-lapsed-do = A supervisor screens them, or closes accounts that are not needed. Until then those people cannot log in.

posture-agreements = Signed agreements
posture-agreements-why = Everyone signs the current text, again each year and when it changes.
posture-agreements-count = { $count ->
    [one] The signature of { $count } person counts.
   *[other] The signatures of all { $count } people count.
}
posture-agreements-soon = { $count ->
    [one] The signature of { $count } person lapses within 30 days.
   *[other] The signatures of { $count } people lapse within 30 days.
}
posture-agreements-soon-do = They sign again at their next log-in after that day.
posture-agreements-lapsed = { $count ->
    [one] The signature of { $count } person lapsed or is missing.
   *[other] The signatures of { $count } people lapsed or are missing.
}
posture-agreements-lapsed-do = They sign at their next log-in. Until then nothing else opens for them.

posture-sheets = Recovery sheets
posture-sheets-why = Three of the five sheets are the only way back when no supervisor can log in any more.
posture-sheets-kept = The sheets in use are kept, and open every group.
posture-sheets-behind = { $count ->
    [one] The sheets in use do not open { $count } group yet.
   *[other] The sheets in use do not open { $count } groups yet.
}
posture-sheets-behind-do = Somebody who holds it logs in. Until then keep the sheets of before.
posture-sheets-owed = Nobody said yet that the sheets are kept.
posture-sheets-owed-do = A supervisor checks three of them under “Recovery sheets”, or replaces the set if any is missing.

posture-paper-title = Posture of the workstation
posture-paper-purpose = What protected this workstation around the Strongroom program when this report was made. Green is as it should be, amber should be looked at or could not be known, red has to be mended before customers' files are kept here. The report names no customer.
posture-paper-summary = Summary
posture-paper-total = { $green } green, { $amber } amber, { $red } red
posture-paper-verify-title = How to verify this report
posture-paper-verify = This file is one of a folder. With verify.py in it and Python 3.9 or later, or with “strongroom log verify-evidence”, and with the fingerprint of the vault from somewhere else than the folder, anyone can check that no byte was changed and who signed. What the report says is the word of the person who signed it, of the program and of the system that the program asked.
posture-paper-foot = Holds no customer's name or code. For the consultant and for those who look after this workstation.
cli-posture-more = The ages of backup, review, drill, screenings and agreements, and how the recovery sheets stand, are told after a log-in (--account).
cli-evidence-posture = Posture report of { $business }: every byte is as it was signed. { $count ->
    [one] { $count } row.
   *[other] { $count } rows.
}
