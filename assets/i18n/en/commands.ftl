# What the command line says on standard error, and its lines for people on standard output.
cli-ask-login = Login name
cli-ask-password = Password
cli-ask-new-password = New password
cli-ask-password-again = The same password again
cli-ask-business = Name of the business
cli-ask-founder = Your full name
cli-ask-pin = PIN of the token (empty: it looks at the finger)
cli-touch-token = Touch the token when it blinks.
cli-password-changed = The password was changed.
cli-keyfile-made = Keyfile: { $path }
cli-ask-sheet-folder = Folder for recovery sheet { $number } (another one for each sheet)
cli-password-rules = At least 15 characters. Four or five words that have nothing to do with each other make a good password.
cli-missing = { $flag } is missing
cli-networked = This computer is on a network: { $devices }.
cli-practice-offer = A real vault is neither made nor opened on a networked computer. To try the program here, make a practice vault: add --practice.
cli-founding = Making the vault. Measuring how much work guessing a password should be takes a few seconds.
cli-founded = The vault is made: { $path }
cli-fingerprint = Fingerprint: { $words }
cli-sheet-written = Recovery sheet: { $path }
cli-sheets-advice = Print each sheet, keep each in a different place, and delete the files. Write down the fingerprint beside them.
cli-taken-back = The sheets could not all be written, and without them the vault could not be recovered: it was taken away again. { $path } is empty.
cli-not-taken-back = The sheets could not all be written, and the vault could not be taken away again: { $path }. Do not use it; remove the folder.
cli-sheet-void = This sheet opens nothing, delete it: { $path }
cli-closed = closed
cli-duplicate = { $file }: the same content is there already, as record { $record }
cli-row-refused = Line { $line } was refused: { $why }
cli-customers-added = { $count ->
    [one] { $count } customer was added.
   *[other] { $count } customers were added.
}
cli-checked = { $files ->
    [one] { $files } file
   *[other] { $files } files
} and { $records ->
    [one] { $records } record
   *[other] { $records } records
} were checked.
cli-orphans = { $orphans } were left behind by interrupted work; { $swept } of them were removed.
cli-unopened = Not opened, only its files were looked at: { $part }
cli-demo-begins = Making the sample vault.
cli-demo-made = The sample vault is made: { $path }
cli-demo-reused = The sample vault is there already: { $path }
cli-demo-accounts = Accounts of the sample vault, with their published passwords:
cli-ask-second-password = Password of the second person
cli-waits = It waits for a second person as request { $number }.
cli-draft = draft
cli-lapses = { $what } lapses in { $days ->
    [one] { $days } day
   *[other] { $days } days
}
cli-signed = The agreement is signed.
cli-ratified = { $count ->
    [one] { $count } act was ratified.
   *[other] { $count } acts were ratified.
}
cli-answered = The answer is recorded.
cli-rule = { $name }: { $value } ({ $least } to { $most })
cli-ask-sheet = The 32 words of recovery sheet { $number }
cli-sheets-fit = The sheets fit together and belong to this vault.
cli-shut = takes two people, not open
cli-rekey-owed = To be written again under new keys: { $group }
cli-rekey-owed-unseen = To be written again under new keys, by someone who may open it: the group { $group }
cli-rekey-lost = { $name } is not screened or bound by the agreement now, and holds the group no longer. Grant it again when that is mended.
cli-rekeyed = The group is written again under new keys. The keys of before open nothing of it.
cli-rekey-old = { $count ->
    [0] No file of before is left.
    [one] { $count } file of before ({ $size }) waits for a verified backup.
   *[other] { $count } files of before ({ $size }) wait for a verified backup.
}
cli-log-verified = The access log verifies: { $frames ->
    [one] { $frames } entry
   *[other] { $frames } entries
}, { $checkpoints ->
    [one] { $checkpoints } checkpoint
   *[other] { $checkpoints } checkpoints
}.
cli-log-head = Head: { $frames }  { $words }
cli-log-root = Root: { $root }
cli-log-founding = Founding fingerprint: { $words }
cli-log-signer = Signed { $count ->
    [one] once
   *[other] { $count } times
} by { $name }
cli-log-signer-unknown = Signed { $count ->
    [one] once
   *[other] { $count } times
} by { $name }, whose key no supervisor has certified yet
cli-log-held = { $count ->
    [one] It fits the head that was kept elsewhere.
   *[other] It fits the { $count } heads that were kept elsewhere.
}
cli-log-torn = The last write was cut off; the next start sets it aside and notes it.
cli-log-events = { $count ->
    [one] { $count } event
   *[other] { $count } events
}
cli-log-withheld = { $count ->
    [one] { $count } more is sealed to a key that is not held.
   *[other] { $count } more are sealed to keys that are not held.
}
cli-evidence-events = Verified: { $count ->
    [one] { $count } event of the access log of { $business }.
   *[other] { $count } events of the access log of { $business }.
}
cli-evidence-accesses = Verified: the report of { $count ->
    [one] { $count } access to a customer's file of { $business }.
   *[other] { $count } accesses to a customer's file of { $business }.
}
cli-evidence-by = Signed by the account { $account } at { $at }.
cli-log-break = On { $at } it was accepted that the log of { $frames } entries is not what was seen of it, by { $who }: { $reason }
cli-log-break-accepted = Accepted. The log is gone on with; what was seen of it before is known to be lost.
cli-log-archived = { $frames ->
    [one] { $frames } entry ({ $size }) was archived.
   *[other] { $frames } entries ({ $size }) were archived.
}
cli-log-due = Older than { $years } years: { $frames ->
    [one] { $frames } entry ({ $size }).
   *[other] { $frames } entries ({ $size }).
}
cli-backup-written = Written and read back: { $size }.
cli-found-damaged = damaged
cli-found-whole = verified { $when }
cli-found-never = not verified
cli-medium-accepted = may be written now.
cli-medium-gone = The medium is unmounted; you may remove it.
cli-medium-by-hand = Everything is on the medium, but it is still mounted. Unmount it; then you may remove it.
cli-medium-busy = The medium is still in use by another program. Close that, and unmount it again.
cli-backup-remove = Unmount the medium; then you may remove it.
cli-backup-verified = Verified: { $size }, nothing is damaged.
cli-drilled = Passed as far as it was compared: { $files ->
    [one] { $files } file
   *[other] { $files } files
} ({ $size }), { $records ->
    [one] { $records } record
   *[other] { $records } records
} of { $customers ->
    [one] { $customers } customer
   *[other] { $customers } customers
}, { $frames ->
    [one] { $frames } entry
   *[other] { $frames } entries
} of the access log.
cli-restored = Restored: { $files ->
    [one] { $files } file ({ $size }).
   *[other] { $files } files ({ $size }).
}
cli-sheets-type = Now three of these sheets are typed in again: so it is certain that they can be read.
moves-finished = { $count ->
    [one] The move of { $count } customer, which was interrupted, is finished.
   *[other] The moves of { $count } customers, which were interrupted, are finished.
}
moves-not-finished = A move of a customer was interrupted and could not be finished now. The customer stays as it is, read-only, until it is: at the next log-in it is tried again.
