# What happened (problem-…) and what to do next (problem-…-next), and the reasons (why-…).
problem-wrong-credentials = The login name or the password is wrong.
problem-wrong-credentials-next = Check Caps Lock and the keyboard layout, then type both again. The attempt is recorded.
problem-throttled = Too many failed log-ins.
problem-throttled-next = Try again after { $until }. If it was not you, tell a supervisor now.
problem-ask-supervisor = Too many log-ins failed with your name.
problem-ask-supervisor-next = A supervisor has to look at it and let you try again.
problem-not-air-gapped = This computer is on a network: { $device }.
problem-not-air-gapped-next = Unplug the cable and switch off radios and tethered phones, then try again. A real vault does not open before.
problem-seat-taken = The vault is open in another program.
problem-seat-taken-next = Close the other window or command on this computer, then try again.
problem-no-vault = There is no vault in this folder. { $path }
problem-no-vault-next = Choose the folder that holds the file header.cbor, or make a new vault.
problem-folder-not-empty = The folder is not empty. { $path }
problem-folder-not-empty-next = Choose an empty folder, or the name of a new one.
problem-newer-format = This vault was made by a newer version of the program.
problem-newer-format-next = Install the version that wrote it. Nothing was changed.
problem-damaged = Something in the vault is damaged or was changed from outside: { $what }.
problem-damaged-next = Do not go on working in it. Have a supervisor check the vault, and bring back the last verified copy.
problem-statements-refused = The vault's signed statements do not verify: { $what }.
problem-statements-refused-next = Someone or something changed them from outside. Stop, leave the computer as it is, and tell a supervisor.
problem-log-rolled-back = Entries are missing from the access log. { $whose ->
    [own] When you last locked the vault ({ $seen })
    [group] When the group { $name } was last closed
    [checkpoint] At its checkpoint { $name }
    [break] When a break was accepted (number { $name })
    [slip] On the review slip
    [file] In the checkpoint { $name }
   *[other] When its head was noted
} it had { $then } entries; now it has { $now }.
problem-log-rolled-back-next = An older copy of the log was put in its place, or its end was removed. Stop, leave the computer as it is, and call a supervisor and whoever assesses the vault. Nothing more is shown until they have looked.
problem-log-forked = The access log was changed. { $whose ->
    [own] When you last locked the vault ({ $seen })
    [group] When the group { $name } was last closed
    [checkpoint] At its checkpoint { $name }
    [break] When a break was accepted (number { $name })
    [slip] On the review slip
    [file] In the checkpoint { $name }
   *[other] When its head was noted
}, its first { $then } entries were others than now; it has { $now }.
problem-log-forked-next = { $agreed ->
    [0] Which of them were changed is not known.
   *[other] The change is among the entries after number { $agreed }.
} Stop, leave the computer as it is, and call a supervisor and whoever assesses the vault. Nothing more is shown until they have looked.
problem-lapsed = You cannot log in at the moment: { $why }
problem-lapsed-next = { $see ->
    [nobody] Ask a supervisor to record what is missing. Your account and your work are kept.
   *[other] See { $see }: they can record what is missing. Your account and your work are kept.
}
problem-refused = The rules do not allow this: { $why }
problem-refused-next = Ask a supervisor if you need it for your work. Nothing was changed.
problem-must-sign = The confidentiality agreement is to be signed first.
problem-must-sign-next = Read it to its end and sign it with your full name. Nothing else opens before.
problem-second-needed = This needs a second person.
problem-second-needed-next = Have one of them sign with you: { $what }. Nothing was done.
problem-reason-needed = This needs a written reason, because there is no second supervisor for it.
problem-reason-needed-next = Write down why it is done alone. A second supervisor will read it. Nothing was done.
problem-group-closed = The group is closed: it can be read, not changed.
problem-group-closed-next = Put it into an open group, or ask a supervisor to move the customer.
problem-group-shut = This group takes two people. { $what }
problem-group-shut-next = Open it with a second person who holds it, and a written reason. Nothing was done.
problem-not-log-reader = Closing an account makes a new key for the access log, and you do not hold its present one: { $see } does.
problem-not-log-reader-next = Let them close it. If nobody of them can come any more, as after a recovery with the sheets, close their accounts first: once no reader of the log is left, you become it. Nothing was done.
problem-not-found = There is nothing of that name or code here. { $what }
problem-not-found-next = Check what was typed. It may have been moved, or may not be granted to you.
problem-name-taken = The name is in use already. { $what }
problem-name-taken-next = Choose another name.
problem-bad-input = Something typed does not fit: { $what }. { $why }
problem-bad-input-next = Correct it and try again. Nothing was changed.
problem-weak-password = The password is not taken: { $why }
problem-weak-password-next = Four or five words that have nothing to do with each other, or with you, make a good one.
problem-weak-code = The code is not taken: { $why }
problem-weak-code-next = Six digits or more that are no date and no pattern make a good one.
problem-wrong-code = Wrong code. Tries left: { $left }.
problem-wrong-code-next = Type it again, or log in with the password.
problem-code-gone = There is no code any more.
problem-code-gone-next = Log in with the password. Then you can set a code again.
problem-sheets = The recovery sheets do not fit: { $why } { $what }
problem-sheets-next = Compare them with the paper, word by word. Three different sheets of this vault's set are needed. Nothing was changed.
problem-not-a-keyfile = This is no keyfile, or it is damaged: { $path }
problem-not-a-keyfile-next = Choose the file on your stick whose name begins with strongroom. If it is damaged, use your other factor.
problem-no-token = No token of yours answers.
problem-no-token-next = Plug it in, and touch it when it blinks.
problem-token-refused = The token did not do it: { $why }
problem-token-refused-next = Do what is missing and try again. Your other factor opens the vault, too.
problem-needs-full-log-in = This needs the full log-in.
problem-needs-full-log-in-next = Lock, log in with password and keyfile or token, and do it again.
problem-no-space = The disk is too full: { $free } are free.
problem-no-space-next = Make room on the disk or use a larger one. What was done before is kept; looking at records still works.
problem-cannot-read = The file cannot be read: { $path } ({ $why })
problem-cannot-read-next = Check that it is there and that you may read it, then try again.
problem-cannot-write = The file cannot be written: { $path } ({ $why })
problem-cannot-write-next = Check that the place is there and not write-protected, or choose another one.
problem-not-logged = It was not done, because it could not be written to the access log: { $why }
problem-not-logged-next = Check that the disk is not full or failing, then try again. Nothing was changed.
problem-not-shown = This record is not shown here: { $why }
problem-not-shown-next = Take a copy out to open it in another program.
problem-cancelled = It was stopped.
problem-cancelled-next = What was finished before is kept. Start again to do the rest.
problem-locked = The vault is locked.
problem-locked-next = Log in and try again.
problem-not-printed = It was not printed: { $why }
problem-not-printed-next = Check that the printer is on and has paper, or save the file and print it elsewhere.
problem-partly = Some of it was done: { $done }. Not done: { $failed }; each is named above.
problem-partly-next = See what is said of each, and try those again.
problem-internal = Something went wrong inside the program: { $why }
problem-internal-next = Try again. If it happens again, write down these words for your technician. Nothing was changed.

# The fields that bad-input names, by their labels.
field-business = Name of the business
field-founder = Your full name
field-login = Login name
field-job-title = Job title
field-exemption-reason = Reason
field-group-name = Name of the group
field-name = Name
field-email = E-mail
field-phone = Telephone
field-address = Address
field-notes = Notes
field-title = Title
field-tags = Tags
field-screening = Screening
field-typed-name = Your name, as typed
field-agreement = Agreement
field-end = End
field-rule = Rule
field-reason = Reason
field-fingerprint = fingerprint
field-label = label
why-input-empty = It is empty.
why-input-too-long = It is too long.
why-input-bad-character = It holds characters that cannot be printed.
why-input-missing = No column was chosen for it.
why-input-bad-line = It is empty, too long, or holds characters that cannot be printed.

why-role = your role does not do this.
why-no-records-grant = this group was not granted to you.
why-no-identities-grant = the names and contacts of this group were not granted to you.
why-not-grantable = only what you hold yourself can be granted.
why-person-not-screened = no screening of this person counts now. Record one first.
why-person-not-agreed = this person has not signed the current agreement. They sign it when they log in.
why-person-role = people of this role are never given this key.
why-not-a-sample = this is only done with a sample vault.
why-other-folders = the recovery sheets go to five different folders.
why-not-screened = no valid screening is recorded for you.
why-too-short = it has too few characters: at least 15, or more if the house says so.
why-too-long = it has more than 256 characters.
why-too-common = it repeats a few characters, or is a known one.
why-too-guessable = it would be guessed too soon.
why-names-the-person = it is mostly your own name or that of the business.
why-used-before = it is one of your last four.
why-code-not-digits = it has something else than digits in it.
why-code-too-short = it has too few digits: six at least, more if the house asks for them.
why-code-too-long = it has more than 31 digits.
why-code-date = it reads as a date.
why-code-pattern = it counts up or down, or repeats itself.
why-two-factors = there are two second factors already. Remove one first.
why-factor-twice = this is one of your second factors already.
why-slots-changed = your password or factors were changed elsewhere meanwhile. Log in again.
why-pin-needed = it asks for its PIN.
why-pin-not-set = it has neither a PIN nor a finger. Set one with its maker's program, on another computer.
why-pin-wrong = it did not recognise you. Count your tries: after eight wrong PINs it blocks itself for good.
why-token-blocked = it blocked itself after too many wrong tries. Unplug it and plug it in again; if that does not help, use your other factor.
why-token-not-touched = it was not touched.
why-token-cannot = it lacks what is needed: CTAP 2.1 with hmac-secret and PIN protocol 2.
why-passwords-differ = the two passwords are not the same.
why-no-spooler = no printing system is installed on this computer.
why-being-moved = the customer is on the way to another group. A move that was interrupted is finished at the next log-in by someone who holds both groups.
why-same-group = the customer is in this group already.
why-group-in-use = other work goes on in this group; try again when it has ended.
why-special-file = it is neither a file nor a folder.
why-changed-while-read = it changed while it was read.
why-deletion-waits = permanent deletion takes two supervisors, and there is only one yet. It waits until the second one has come.
why-deletion-too-many = at most 1,000 records are deleted at once. Delete some of them first.
why-own-case = nobody decides about themselves.
why-second-is-first = the second person has to be someone else.
why-second-not-standing = the second person cannot sign now: their screening or agreement is missing, or they are no supervisor.
why-few-holders = too few people hold the group: two must be left to open it, and with fewer than three it is to be confirmed.
why-two-person-time = it is open already.
why-text-waits = another new text of the agreement waits for its second signature. It has to be agreed to, refused or taken back first.
why-second-holds-not = the second person does not hold this group.
why-grant-takes-two = the group takes two people, so whoever signs with you here has to hold it too. Or put it in the queue: once another supervisor agreed, hand it on with anyone who holds the group.
why-request = the request was not agreed to, is about something else, or was used.
why-renewal-only = this session is for renewal only: screening others, signing, correcting the clock.
why-not-admitted = you were not admitted yet: screening comes first.
why-screening-lapsed = your screening is over.
why-inactive = the account was not used for too long.
why-left = this account is closed.
why-sheet-there = a recovery sheet lies there already, perhaps of another vault. Move it away, or choose another folder.
why-sheet-word = this word of a sheet is mistyped:
why-sheet-words = a sheet has 32 words, and there were
why-sheet-mistyped = a word of a sheet is mistyped.
why-sheet-none = this is not the code of a recovery sheet.
why-sheet-newer = the sheet was printed by a newer version.
why-sheet-other-set = they are of different sets.
why-sheet-twice = the same sheet was given twice.
why-sheet-too-few = so many more are needed:
why-sheet-other-vault = they are not of this vault.
why-sheet-other-backup = they open other backups than this one, of this vault or of another. Choose another backup, or take the sheets of its set.
why-sheet-replaced = they are of this vault and were replaced by others. They still open the backups of before.
why-sheet-not-new = they are not of the set that was just drawn.
why-sheet-picture-no-code = no code was found in the picture. Take it again from straight above, in good light and large, or type the words.
why-sheet-picture-kind = a picture of a sheet is a PNG or a JPEG.
why-sheet-picture-large = the picture is too large.
why-sheet-picture-damaged = the picture is damaged.
why-sheet-same-folder = another sheet of this set was saved in this folder. Whoever finds it finds both: choose another medium.
why-sheet-same-medium = with this sheet, the medium would hold as many as recover the vault. Choose another one.
problem-log-archived = Part of what was asked for was taken to an archive: the log here begins with frame { $before }.
problem-log-archived-next = Ask for later days, or use the archive with a copy of the vault.
problem-bad-evidence = This proves nothing: { $place }: { $why }.
problem-bad-evidence-next = Do not rely on it. Ask for the folder again, from whom it came, and compare the fingerprint with the one on paper.
why-inside-vault = The folder lies inside the vault. Choose one outside of it, on a stick for example.
why-inside-medium = The folder lies on the medium that the backup is on. Choose one on the computer's own disk.
why-nothing-old = No part of the log is older than the rule says.
problem-medium-refused = The medium was not used: { $why }
problem-medium-refused-next = Plug in another medium, or have this one enrolled.
problem-medium-full = The medium is too full: { $free } are free.
problem-medium-full-next = Use a larger medium. Earlier backups were not touched.
problem-medium-failed = The medium failed at { $path }: { $why }.
problem-medium-failed-next = Nothing of this backup counts. Use another medium and put this one aside; earlier backups were not touched.
problem-backup-running = A backup is being written, and nothing else is done in the vault until it is whole.
problem-backup-running-next = Wait until it is written, or stop it on the page “Backup”: what was written before stays.
problem-work-goes-on = Other work goes on in the vault.
problem-work-goes-on-next = Wait until it ends, or stop it; then write the backup.
problem-backup-damaged = The backup is damaged: { $what }.
problem-backup-damaged-next = Do not rely on it. Write a full backup to another medium today, and verify the others.
why-medium-not-apart = it is not on a device of its own, but on this computer's own disk or in its memory. If a stick is plugged in, it is not mounted there.
why-medium-not-enrolled = it is not enrolled.
why-medium-foreign = it belongs to another vault.
why-medium-enrolled = it is enrolled already.
why-medium-forged = what it says of itself is not signed by anybody here.
why-medium-read-only = it can only be read.
why-medium-empty = no backup of this vault lies on it.
why-medium-unreadable = it cannot be read.
why-medium-out-of-reach = this program may not reach it: the folder it appeared in was not there when the program was started. Leave it plugged in, close the program, and start it again.
why-medium-retired = it was taken out of use.
why-medium-copied = it says that it is a medium which has another serial number. It may be a copy.
why-medium-too-small = a full backup does not fit on it.
why-medium-too-old = it has served for as many years as the rules allow.
why-medium-written-often = it was written as many times as the rules allow.
why-medium-failed-before = a backup on it was found damaged before.
why-medium-device-worn = the device says that it fails or is worn out.
why-medium-wrong-set = another set is due today.
why-another-vault = that folder holds another vault.
why-no-restore-key = you do not hold the restore key that this backup was sealed to.
why-vault-changed = the vault was written to while it was copied.
why-no-break = The log is what you and your groups saw of it. There is nothing to accept.
