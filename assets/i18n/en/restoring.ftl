## Rehearsing a restore

rail-drill = Restore and rehearse
job-drill = Rehearsing a restore
drill-title = Rehearse a restore
drill-line = Only a backup that was restored once is known to be one
drill-text = A backup on a medium, the newest if you choose no other, is restored onto a spare folder, opened, counted and compared, and removed again. It takes your restore key.
drill-sheets-stay = The recovery sheets stay in their envelopes.
drill-folder = Spare folder
drill-folder-hint = Nothing chosen yet
drill-folder-about = There must be room for the whole vault, best on another disk. What is restored there is as encrypted as in the vault, and is removed afterwards.
drill-go = Begin the rehearsal
drill-running = Rehearsing a restore
drill-stop-what = Stopping removes what was restored. The backup stays as it is.
drill-cancelled = Stopped. What was restored is removed; nothing is kept in the register.
drill-passed = Passed: the backup of { $when } on “{ $medium }” was restored, and everything is as it was.
drill-failed = Failed: the backup of { $when } on “{ $medium }” is not as it was.
drill-compared = What was compared
drill-files = Files, with the manifest
drill-files-said = { $count }, { $size }: every hash is right
drill-log = Access log, with the manifest
drill-log-said = { $count } entries, root { $root }…
drill-statements = Statements, with the manifest
drill-rows = Rows, counted one by one
drill-rows-said = { $customers } customers, { $records } records, { $identities } identities
drill-counts = Counts of when it was copied
drill-counts-said = { $counted } of { $count } groups compared
drill-contents = Contents, with their hashes
drill-contents-said = { $count } records read
drill-sealed = { $count ->
    [one] One group takes two people: its files were compared, and the recovery sheets alone open it.
   *[other] { $count } groups take two people: their files were compared, and the recovery sheets alone open them.
}
drill-uncounted = { $count ->
    [one] For one group there is no count of that moment: whoever wrote to it last was cut off.
   *[other] For { $count } groups there are no counts of that moment: whoever wrote to them last was cut off.
}
drill-found = What is not as it was
drill-found-do = Write a full backup to another medium today, and rehearse again. Keep this medium as it is.
drill-signed = Signed by you. The register keeps it, and the access log tells of it.
drill-again = Rehearse another
drill-past = Earlier rehearsals
drill-past-none = No restore was rehearsed yet. Rehearse one each quarter.
drill-past-row = { $when }, { $medium }, by { $by }
drill-word-passed = Passed
drill-word-failed = Failed

medium-form-medium = Medium
medium-form-none = No medium of this vault is plugged in
medium-form-choose = Choose another place…
backup-form-backup = Backup
backup-form-none = No backup of this vault lies here.
backup-form-newest = newest
backup-form-verified = verified: { $when }
backup-form-unverified = not verified
backup-form-unverified-about = It was not verified yet. Every file is compared while it is restored.
backup-form-damaged-about = This backup was found damaged. Take another one, or another medium.

## Restoring into another folder

job-restore = Restoring a backup
drill-restore = Restore…
restore-title = Restore a backup
restore-line = Into a folder of its own, or in the place of this vault
restore-text = A backup on a medium, the newest if you choose no other, is restored as a vault of its own, every file is compared with what was copied, and its records with those that are here. It takes your restore key.
restore-in-place = The backup is restored beside this vault, verified and compared with it. Then two supervisors sign, and it takes the vault’s place in one step. The vault of before is kept beside it.
restore-in-place-again = This window does not reach around its vault: the vault is locked, and another window opens in which you log in again. Nothing changes before both have signed.
restore-in-place-go = Lock and go on…
restore-apart = This vault is not touched.
restore-to-folder = Into a folder of its own
restore-to-place = In the place of this vault
restore-folder = Folder for the restored vault
restore-go = Begin to restore
restore-running = Restoring a backup
restore-stop-what = Stopping removes what was restored. Backup and vault stay as they are.
restore-cancelled = Stopped. What was restored is removed.
restore-done = Restored into { $folder }: the backup of { $when }, { $files } files, { $size }. Every hash is right.
restore-open = Everybody opens it with the password they had then.
restore-another = Restore another
restore-compared = Compared with this vault
restore-group = { $name }: { $there } records in the backup, { $here } here
restore-group-there = A group that you do not hold: { $there } records in the backup
restore-group-sealed = A group that the recovery sheets alone open
restore-counts = { $there } only in the backup, { $here } only here, { $different } different
restore-same = The same records, with the same content
compared-only-there = Only in the backup
compared-only-here = Only here
compared-different = Different
put-back-go = Put back…
put-back-done = put back
put-back-going-on = It is being put back
put-back-stop-what = Stopping puts nothing back.
put-back-stopped = Stopped. Nothing was put back.
restore-more = { $count } more are not listed

## Restoring in the place of the vault

rail-restore = Restore
place-title = Restore in the place of the vault
place-line = Nothing changes before two supervisors have signed
place-log-in = To restore a backup in the place of this vault, log in again. Nothing has changed yet.
place-goes-on = The lock stopped a restore in the place of this vault. Log in, and it goes on where it was. Nothing has changed yet.
place-back = Back to the vault
place-text = The backup is restored beside the vault, and every file is compared with what was copied. It takes room for a second vault, and your restore key.
place-stay = A lock stops it. Whoever logs in then finds it going on where it was.
place-begin = Begin to restore
place-running = Restoring beside the vault
place-staged = Restored beside the vault: the backup of { $when }, { $files } files, { $size }. Every hash is right.
place-will = When it takes the vault’s place, what was filed since the backup is only in the vault that is kept.
place-kept = The vault of before is kept beside it, whole. The signatures stay in the restored log: every verification says what is lost of it.
place-go = Sign and put it in place…
place-leave = Leave the vault as it is
place-going-on = It is being signed and put in place
place-supervisors = Only a supervisor who holds the restore key restores. The vault is as it was.
place-not = It was signed, but putting it in place did not end. A whole vault is in place, the one of before or the restored one: log in and look, then do it again.
placed-title = The backup is in place
placed-text = The vault is now that of { $when }: { $files } files, { $size }.
placed-kept = The vault of before is kept in this folder:
placed-kept-about = Keep it until nothing of it is missed. What was filed since the backup is only there.
placed-open = Log in to the restored vault

## Restoring by recovery sheets, from the first window

from-backup-line = When there is no vault, or none that anybody can open
from-backup-title = Restore from a backup with recovery sheets
from-backup-text = You need a medium with a backup, three of the five recovery sheets, and room on this computer for the whole vault. Nobody has to log in.
from-backup-medium-hint = The folder of the stick or disk
from-backup-medium-choose = Choose the medium…
from-backup-none = No backup lies there. Choose the folder that holds the folder STRONGROOM.
from-backup-found = { $count ->
    [one] One backup, of { $when }
   *[other] { $count } backups, the newest of { $when }
}
from-backup-where = Where the vault is to be
from-backup-new = In a new folder
from-backup-place = In the place of a vault
from-backup-new-choose = Choose where…
from-backup-place-choose = Choose its folder…
from-backup-makes = The vault is made in { $path }.
from-backup-keeps = The vault in { $path } is replaced in one step, once the backup is restored and verified. It is kept beside it, whole.
from-backup-no-vault = There is no vault in this folder, nor what is left of one.
from-backup-root = Only the whole computer lies around this folder, and this window may not reach that far. Choose a folder deeper down.
from-backup-next = Next, another window opens. It reaches the medium and the folder around the vault, and nothing else. The sheets are typed there.
from-backup-go = Go on to the backups…

by-sheets-title-backup = Which backup
by-sheets-backup-text = Verify the backup before you open the envelopes: that takes no sheet and no key.
by-sheets-verify = Verify it first
by-sheets-verifying = Verifying the backup
by-sheets-verify-stop = Stopping changes nothing.
by-sheets-verified = Every file is there and as its list says: { $files } files, { $size }. That the vault’s own people signed the list is known once the sheets opened it.
by-sheets-go-on = Type in the sheets…
by-sheets-sheets-text = Three of the five sheets open the backup. Type the words as they stand on the paper, or read each sheet from a picture of its code. What you type is not shown, and is kept until the vault is in place.
by-sheets-opening = Looking whether the sheets open this backup
by-sheets-other-backup = Choose another backup
by-sheets-other-sheets = Type other sheets
by-sheets-title-ready = Restore it
by-sheets-they-open = The three sheets fit together and open this backup.
by-sheets-new-text = The vault is made in this folder:
by-sheets-place-text = The vault in this folder is replaced, and kept beside it:
by-sheets-ready-text = First everything is restored beside that place, and every file is compared with what was copied. Nothing changes before you have seen how it compares.
by-sheets-running = Restoring from the backup
by-sheets-stop-what = Stopping removes what was restored. Everything else stays as it is.
by-sheets-cancelled = Stopped. What was restored is removed; everything else is as it was. The sheets are still here.
by-sheets-title-staged = Restored and verified
by-sheets-staged = The backup of { $when }: { $files } files, { $size }. Every hash is right, the sheets are those of this vault, and its people signed the list.
against-vault = Compared with the vault that is there
against-nothing = There is no vault yet where it is to be, so there is nothing to compare it with.
against-unopened = The vault that is there cannot be opened with these sheets, so it was not compared.
against-other = The vault that is there is another one than that of the backup, so they were not compared. Look whether the folder is the right one.
against-group = Group { $number }: { $there } records in the backup, { $here } in the vault that is there
against-group-there = Group { $number }: { $there } records in the backup; in the vault that is there it does not open
against-group-unopened = Group { $number }: it does not open in the backup
by-sheets-kept = The vault that is there is kept beside it, whole. The log of the restored one says that it came by recovery sheets.
by-sheets-place = Put it in place
by-sheets-placing = It is being put in place
by-sheets-leave = Leave all as it was
by-sheets-away = Give up
placed-here = It is in this folder:
placed-next = What comes next
placed-next-nobody = If no supervisor can log in any more, the same sheets enrol one: the log-in page leads there.
placed-next-sheets = The sheets are as good as before. Put each back into a new, signed envelope; or replace the set, if somebody saw them.
placed-next-backup = Then write a full backup to another medium, and rehearse a restore of it.

# Recovery sheets of a vault that is open
rail-sheets = Recovery sheets
sheets-title = Recovery sheets
sheets-line = Three of five open everything when nobody else can
sheets-set = Set in use
sheets-since = In use since
sheets-since-founding = the vault was founded
sheets-before = Set of before
sheets-before-said = { $set }, replaced on { $when }
sheets-text = The set is printed on every sheet. Each sheet is kept by somebody else, in a closed and signed envelope, away from the media. The program cannot show a sheet again.
sheets-old-open = The sheets of before still open the backups that were written while they were in use. Keep them as safe as the new ones until those media are overwritten or destroyed; then burn them.
sheets-may-not = Whoever replaces the sheets holds the key that opens backups, and you do not. Ask a supervisor who does.
sheets-owed = Nobody said yet that these sheets are kept. If they are, check three of them here. If any is missing, replace the set today.
sheets-behind = { $count ->
    [one] One group is still opened by the sheets of before alone. It goes over to the new ones when somebody who holds it logs in; of a group that takes two, when both open it. Keep the sheets of before until then.
   *[other] { $count } groups are still opened by the sheets of before alone. Each goes over to the new ones when somebody who holds it logs in; of a group that takes two, when both open it. Keep the sheets of before until then.
}
sheets-check = Check a sheet…
sheets-check-title = Check one sheet
sheets-check-text = Type in one sheet, or read it from a picture. Its checksum is compared, and you are told which sheet it is; its words are not shown and not kept.
sheets-check-whole = The sheet is whole: sheet { $number } of { $total }, set { $set }.
sheets-close = Close
sheet-of-in-use = It is of the set in use.
sheet-of-replaced = It is of a set that was replaced: it opens older backups only.
sheet-of-founding = It is of the set that the vault was founded with. Whether that was replaced since is known after a log-in.
sheet-of-unknown = It is not of a set of this vault that is known here.
sheets-replace = Replace the sheets…
sheets-replace-title = Replace the recovery sheets
sheets-replace-text = Replace them when a sheet was lost, seen or used, or when somebody who kept one leaves. A new set is printed, three of its sheets are typed in again, and a second supervisor signs. Until then the set in use stays as it is, and what was printed of the new one opens nothing.
sheets-reason-hint = Sheet 2 was lost when the office moved
sheets-reason-kept = It is kept in the statement that both sign, and in the access log.
sheets-draw = Draw a new set
sheets-out-text = Any { $needed } of these { $count } sheets will open the vault. Print each, or save each on a different medium, and keep them apart. They are shown this once only: leaving this page, or a lock, forgets them.
sheets-type = Type three of them in
sheets-type-text = Take three of the sheets as they came out of the printer and type them in, or read them from pictures. So it is certain that they can be read before they count.
sheets-typed = Three sheets of the new set are here. One step is left: your signature and that of a second supervisor.
sheets-go = Put the new set in its place
sheets-replacing = Putting the new set in its place…
sheets-give-up = Give up
sheets-replaced = The new set is in use. The vault's own keys were made anew, and what you hold is wrapped to the new sheets. Write a full backup today.
recover-picture = Read from a picture…
recover-reading = Reading…
