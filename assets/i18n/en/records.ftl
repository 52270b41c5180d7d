## The list of records, the record viewer, adding files and taking copies out.

records-title = Records
records-count = { $count ->
    [one] { $count } record
   *[other] { $count } records
}
records-customers-count = { $count ->
    [one] { $count } customer
   *[other] { $count } customers
}
records-under-title = { $group } · { $records }, { $customers }
records-fit = { $fit } of { $records }
records-try-again = Try again
records-all-groups = All groups
records-search = Find records
records-search-hint = Find a code, title or tag…
records-add-files = Add files
records-new-customer = New customer

records-column-code = Client code
records-column-title = Title
records-column-kind = Kind
records-column-tags = Tags
records-column-filed = Filed
records-column-size = Size
records-list = List of records
records-row = { $code }, { $title }, { $kind }, { $filed }, { $size }
records-row-tagged = { $code }, { $title }, { $kind }, { $tags }, { $filed }, { $size }
records-loading = Loading…

records-filter-group = Group: { $group }
records-filter-group-all = Group: all
records-filter-type = Type: { $kind }
records-filter-type-any = Type: any
records-filter-tag = Tag: { $tag }
records-filter-tag-any = Tag: any
records-filter-tag-label = Tag, exactly as written
records-filter-tag-here = Tags in this list
records-filter-date = Filed: { $when }
records-filter-date-any = Filed: any time
records-filter-date-today = today
records-filter-date-week = last 7 days
records-filter-date-month = last 30 days
records-filter-date-year = this year
records-filter-date-between = chosen days
records-filter-date-from = From day
records-filter-date-to = To day
records-filter-date-hint = 2026-11-22
records-filter-date-bad = Write a day as year-month-day, such as 2026-11-22.
records-filter-customer = Customer: { $code }
records-filter-use = Use
records-filter-clear-one = Show all again
records-filter-clear = Clear filters

records-empty-title = No records yet
records-empty-text = Add files, or drop files and folders onto this window. They are encrypted as they come in.
records-none-title = Nothing fits
records-none-text = No record has these words, in the groups and days chosen above.
records-no-group-title = No group is open to you
records-no-group-text = A supervisor grants groups to people. Ask one, and unlock again once it is done.
records-no-group-make = Records are kept in customer groups, each with keys of its own. Make the first one.
records-no-group-button = Make a group

records-pick-title = Nothing chosen
records-pick-text = Choose a record to see it here. Arrow keys move, Enter opens.
records-many-title = { $count ->
    [one] { $count } record chosen
   *[other] { $count } records chosen
}
records-many-text = Together { $size }. Copies can be taken out at once.
records-many-groups = They are in different groups. Copies are taken out of one group at a time.
records-open = Open
records-take-out = Take a copy out…
records-edit = Edit
records-opening = Opening…

record-kind-pdf = PDF
record-kind-image = Image
record-kind-text = Text
record-kind-csv = CSV
record-kind-sheet = Sheet
record-kind-word = Document
record-kind-mail = E-mail
record-kind-other = Other

record-customer = Customer
record-identity = Identity
record-identity-reveal = Reveal…
record-filed = Filed
record-filed-by = { $when }, { $who }
record-size = Size
record-file = File
record-group = Group
record-tags = Tags
record-notes = Notes
record-hash = SHA-256
record-hash-what = The fingerprint of the content. A copy with the same one is the same, byte for byte.

viewer-back = Records
viewer-edit = Edit details
viewer-title-label = Title
viewer-tags-label = Tags
viewer-tags-hint = letter, contract
viewer-tags-help = Separate tags with commas.
viewer-notes-label = Notes
viewer-save = Save
viewer-discard = Discard changes
viewer-stop-editing = Cancel
viewer-saved = Saved
viewer-title-missing = A record needs a title.
viewer-line-long = At most { $max } characters.
viewer-unsaved = Not saved yet
viewer-fit = Fit
viewer-actual = 100 %
viewer-zoom-in = Zoom in
viewer-zoom-out = Zoom out
viewer-zoom = { $percent } %
viewer-picture = Picture: { $title }
viewer-picture-size = { $width } × { $height } pixels
viewer-picture-reduced = shown at a lower resolution; a copy has every pixel
viewer-text-lines = { $count ->
    [one] { $count } line
   *[other] { $count } lines
}
viewer-text-encoding = read as { $encoding }
viewer-table-rows = { $count ->
    [one] { $count } row
   *[other] { $count } rows
}
viewer-table-columns = { $count ->
    [one] { $count } column
   *[other] { $count } columns
}
viewer-cut = This is the beginning. The rest is in the vault and can be seen in a copy.
viewer-table = Table of the record
viewer-column = Column { $number }
viewer-not-title = This record is not shown here
viewer-not-next = Take a copy out to a folder and open it with another program. The copy is checked against the vault, and taking it out is written to the log with your reason.

not-shown-kind = This kind of file is kept safe but not shown inside the window yet.
not-shown-large = The file is larger than what is shown inside the window.
not-shown-damaged = The content could not be read as the kind of file it says it is.
not-shown-binary = It is called text, but its bytes are not.
not-shown-empty = The file is empty: it has no content at all.

add-title = Add files
add-text = Files are encrypted as they come in. The originals stay where they are.
add-customer-label = Customer
add-customer-hint = Client code or name…
add-customer-hint-codes = Client code…
add-customer-none = No customer fits. Check the code, or add a new customer.
add-customer-change = Change customer
add-customer-first = Choose the customer first: every record belongs to one.
add-files-label = Files
add-choose-files = Choose files…
add-choose-folder = Choose a folder…
add-drop = or drop files and folders here
add-chosen = { $count ->
    [one] { $count } file or folder chosen
   *[other] { $count } files and folders chosen
}
add-remove = Remove { $name } from the list
add-clear = Clear the list
add-start = Add to the vault
add-running = Adding files
add-cancel = Stop
add-cancel-what = Stopping keeps the files that are already in.
add-stopping = Stopping…
add-report-done = { $count ->
    [one] { $count } file is in
   *[other] { $count } files are in
}
add-report-none = No file was added
add-report-cancelled = Stopped. What was added before stays.
add-report-size = { $size } encrypted and checked for { $code }.
add-report-duplicates = Content that was there already
add-report-duplicates-text = These files are in as well; the vault held the same content before.
add-report-failed = Not added
add-report-failed-text = Everything else is in. Mend what is named here and add these again.
add-report-again = Add more files
add-report-see = See the records
add-group-closed = This group is closed: it can be read, not added to.

job-of = { $done } of { $total }
job-speed = { $size }/s
job-left-seconds = { $seconds } s left
job-left-minutes = { $minutes } min left
progress-import = Encrypting and writing
progress-export = Decrypting and checking
progress-check = Reading and comparing
progress-rekey = Writing again under new keys
progress-log-index = Reading the access log
progress-log-open = Opening the index of the access log
progress-taking-log = Taking it out of the access log
progress-checking-evidence = Checking the evidence
progress-archiving = Archiving
progress-verifying-log = Verifying the access log
progress-read-back = Reading back what was copied
progress-move = Copying to the other group
progress-customers = Adding customers

progress-delete = Removing
progress-words = Clearing its words from the search index
delete-open = Delete for good…
delete-title = Delete for good
delete-what = { $count ->
    [one] One record is deleted, with its content:
   *[other] { $count } records are deleted, with their content:
}
delete-customer-what = A customer is deleted, with every record:
delete-customer-all = Name, contacts, notes and all records go. The code stays taken: it is never given to another customer.
delete-final = This cannot be undone. The content is overwritten in the vault.
delete-stays = What stays: backups that were written before keep it until their retention ends; so do files that are kept after keys were renewed, until the next verified backup. The access log keeps who deleted it and why. Copies that were taken out are out of the vault’s reach.
delete-reason-hint = Who asked for it, and on what grounds
delete-next = Delete for good…
delete-running = Deleting
delete-goes-on = It is decided. If it is stopped or the vault locks, it goes on at the next log-in.
delete-done = { $count ->
    [one] One record is deleted for good.
   *[other] { $count } records are deleted for good.
}
delete-customer-done = { $count ->
    [0] The customer is deleted for good. There was no record.
    [one] The customer is deleted for good, with one record.
   *[other] The customer is deleted for good, with { $count } records.
}
delete-waits = It waits for a second supervisor. Nothing is deleted before that.
delete-back = Back
delete-unheld = Codes, titles and sizes are shown to those who hold the group.
delete-twins = { $count ->
    [one] One other record of the group has the same content and stays.
   *[other] { $count } other records of the group have the same content and stay.
}
out-title = Take a copy out
out-what = { $count ->
    [one] One record leaves the vault as a plain file:
   *[other] { $count } records leave the vault as plain files:
}
out-more = and { $count } more
out-reason-label = Reason
out-reason-hint = Who asked for it, and what for
out-reason-help = Kept in the log with your name, for good.
out-reason-missing = Write a reason of at least { $min } characters.
out-folder-label = Folder
out-folder-hint = Where the copy is written
out-folder-choose = Choose a folder…
out-next = Take out…
out-confirm-title = A copy will leave the vault
out-confirm-leaves = { $count ->
    [one] One plain, unencrypted file of { $size } is written to { $folder }.
   *[other] { $count } plain, unencrypted files, together { $size }, are written to { $folder }.
}
out-confirm-open = Anyone who can read that folder can read it. The record itself stays in the vault.
out-confirm-logged = The log keeps your name, the time, the client code, the record and your reason: “{ $reason }”.
out-confirm-go = Take the copy out
out-confirm-back = Not now
out-running = Writing and checking
out-done = { $count ->
    [one] The copy is out and verified
   *[other] { $count } copies are out and verified
}
out-none = No copy was written
out-stop-keeps = Stopping keeps the copies that are finished.
out-cancelled = Stopped. Copies that were finished before stay.
out-done-text = Each copy is what was put in, byte for byte, and is written to the medium.
out-failed = Not copied
out-verified = verified
out-back = Back to the records

leave-title = Leave without saving?
leave-text = What you typed here is not saved.
leave-discard = Leave without saving
leave-stay = Stay here
close-title = Close the window?
close-sheets = The vault is made, and its recovery sheets are not all kept. They are shown nowhere again: a set that is lost now must be replaced by a new one before this vault holds real files.
close-unsaved = What you typed here is not saved.
close-jobs = Work is under way: { $jobs }. Closing stops it. What is done stays.
close-go = Close
close-stay = Stay
progress-backup-look = Reading what lies on the medium
progress-backup-survey = Looking at what changed
progress-backup-write = Sealing and writing
progress-backup-read-back = Reading back every byte
progress-backup-verify = Verifying
progress-backup-restore = Restoring
progress-backup-drill-log = Comparing the access log
progress-backup-compare = Comparing with what is here
