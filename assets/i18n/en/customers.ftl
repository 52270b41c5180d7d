## Customers, their import from a table, groups, and the check of the vault.

customers-title = Customers
customers-search = Find customers
customers-search-hint = Find a name, code or contact…
customers-search-hint-codes = Find a client code…
customers-new = New customer
customers-import = Import from CSV…
customers-list = List of customers
customers-column-code = Client code
customers-column-name = Name
customers-column-contact = Contact
customers-column-records = Records
customers-column-added = Added
customers-row = { $code }, { $name }, { $contact }
customers-no-name = not granted to you
customers-codes-only = You see codes only. Names and contacts are granted separately.
customers-empty-title = No customers yet
customers-empty-text = Add the first one, or import a list from a CSV file. Each gets a client code that stands for the name everywhere else.
customers-empty-text-codes = Someone who may see identities adds customers. Their codes appear here.
customers-none-title = Nobody fits
customers-none-text = No customer has these words in the name, code or contacts.
customers-pick-title = Nobody chosen
customers-pick-text = Choose a customer to see the details here. Arrow keys move, Enter shows the records.
customers-code-check = This is no client code: something is mistyped.

customer-see-records = See records
customer-add-files = Add files
customer-edit = Edit
customer-move = Move…
customer-name = Name
customer-email = E-mail
customer-phone = Telephone
customer-address = Address
customer-notes = Notes
customer-notes-help = Kept with the name, away from the records.
customer-group = Group
customer-records = Records
customer-added = Added
customer-moved = Moved to { $group }
customer-moved-text = The code now leads to that group. This line stays as a trace.
customer-moved-elsewhere = another group
customer-name-missing = A customer needs a name.
customer-email-bad = An e-mail address has a name, an @ and a domain.
customer-line-long = At most { $max } characters.
customer-new-title = New customer
customer-new-text = The program draws a client code. The name is kept apart from it, under a key of its own.
customer-new-save = Add customer
customer-new-done = Added. The code is { $code }.
customer-edit-title = Edit customer
customer-edit-save = Save
customer-saved = Saved
customer-cancel = Cancel
customer-leave-title = Leave without saving?
customer-leave-text = What you typed is not saved.
customer-leave-discard = Leave without saving
customer-leave-stay = Stay here
customer-move-title = Move to another group
customer-move-text = The customer and every record are copied to the other group, checked there, and then removed here. The code stays the same.
customer-move-who = { $records ->
    [one] { $code } with { $records } record
   *[other] { $code } with { $records } records
}
customer-move-will = { $code } goes from { $from } to { $to }.
customer-move-from = From { $group }
customer-move-to = To
customer-move-choose = Choose a group
customer-move-readers = Afterwards the people of the other group can read them, and those of this group cannot.
customer-move-next = Move…
customer-another = Add another customer
customer-move-go = Move customer
customer-move-running = Moving
customer-move-done = { $code } is now in { $group }.
customer-move-nowhere = There is no other open group whose identities you hold.

csv-title = Import customers
csv-text = From a table saved as CSV. Nothing is added before you have seen how it is read.
csv-what = The first row names the columns. One holds the names of the customers; e-mail, telephone, address and notes may be there, too. A row that does not fit is named afterwards, and the others are in.
csv-choose = Choose a CSV file…
csv-other = Choose another file…
csv-reading = Reading the file…
csv-group = Group the customers go to
csv-rows = { $count ->
    [one] { $count } row
   *[other] { $count } rows
}
csv-column-for-name = Name
csv-column-for-email = E-mail
csv-column-for-phone = Telephone
csv-column-for-address = Address
csv-column-for-notes = Notes
csv-column-none = not in this file
csv-column-fault = Not added
csv-column-required = Choose the column that holds the name.
csv-column-twice = One column is chosen twice.
csv-preview = First rows, as they would be added
csv-preview-table = Preview of the table
csv-would-refuse = { $count ->
    [one] { $count } row would not be added. It is marked below if it is among the first, and named in the report.
   *[other] { $count } rows would not be added. They are marked below if they are among the first, and named in the report.
}
csv-go = { $count ->
    [one] Import { $count } customer
   *[other] Import { $count } customers
}
csv-go-uncounted = Import customers
csv-running = Importing customers
csv-cancel-what = Stopping keeps the customers already added.
csv-done = { $count ->
    [one] { $count } customer was added
   *[other] { $count } customers were added
}
csv-cancelled = Stopped. Customers added before stay.
csv-refused = { $count ->
    [one] { $count } row was refused
   *[other] { $count } rows were refused
}
csv-refused-text = Mend these lines in the file and import them again; the others are in.
csv-line = Line { $line }
csv-see = See the customers
csv-refused-empty-name = The name is empty.
csv-refused-too-long = A cell is longer than what a customer's line may hold.
csv-refused-bad-character = A cell holds characters that cannot be printed.
csv-refused-unreadable = The line could not be read as CSV.

groups-title = Groups
groups-text = Each group is a set of databases with keys of its own.
groups-new = New group
groups-list = List of groups
groups-column-name = Group
groups-column-state = State
groups-column-customers = Customers
groups-column-records = Records
groups-column-identities = Identities
groups-open = open
groups-closed = closed
groups-identities-yes = granted
groups-identities-no = not granted
groups-row = { $name }, { $state }, { $customers }, { $records }
groups-name-label = Name of the group
groups-name-hint = Private clients
groups-make-title = New group
groups-make-text = A new set of databases and keys is made. You hold its keys; others get them by grants.
groups-make-go = Make group
groups-making = Making the databases and keys…
groups-made = { $name } is ready.
groups-rename = Rename…
groups-rename-title = Rename group
groups-rename-go = Rename
groups-renamed = The group is now called { $name }.
groups-close = Close…
groups-close-title = Close { $name } for good
groups-close-text = A closed group can be read and searched, but nothing is added or changed any more. It cannot be opened again.
groups-close-type = Type the name of the group to confirm
groups-close-go = Close for good
groups-close-done = { $name } is closed.
groups-cancel = Cancel
groups-see-records = See records
groups-see-customers = See customers
groups-empty-title = No groups yet
groups-empty-text = Customers and their records are kept in groups. People are granted one group at a time.
groups-empty-staff = A supervisor makes groups and grants them. Ask one, and unlock again once it is done.
groups-pick-title = No group chosen
groups-pick-text = Choose a group to see what can be done with it.
groups-supervisors-only = Supervisors make, rename and close groups.

check-title = Check the vault
check-text = Reads the header, every database and every record, and compares each content with the fingerprint taken when it came in. Nothing is changed.
check-takes = Large vaults take a while. You can go on working meanwhile.
check-start = Start the check
check-again = Check again
check-running = Checking
check-stop-what = Stopping changes nothing.
check-sound = The vault is sound
check-sound-text = { $files } files and databases and the contents of { $records } records were read. Every one is as it was when it was written.
check-damage = { $count ->
    [one] { $count } thing is damaged
   *[other] { $count } things are damaged
}
check-damage-text = Do not write to this disk any more than needed. Take the newest backup and tell the person who looks after the machine.
check-damage-list = What is damaged
check-damage-record = Record
check-looked = { $files } files and databases and the contents of { $records } records were read.
check-orphans = { $size } of left-over content
check-orphans-text = Parts of imports that were cut short. No record names them, and nobody can see them; they only take up room.
check-repair = Remove left-overs…
check-repair-title = Remove left-over content?
check-repair-text = The vault is checked again and { $size } that no record names are removed. Records are not touched. This cannot be undone.
check-repair-go = Remove left-overs
check-repair-back = Not now
check-repaired = { $size } of left-over content were removed.
check-unopened = Not opened
check-unopened-text = You hold no key to these, so only their files were looked at.
check-cancelled = The check was stopped. Nothing was changed.
check-when = Checked { $when }
groups-row-shut = { $name }, { $state }
groups-shut = shut
groups-unopened = does not open
groups-see-log = Go to the access log
banner-unopened = { $count ->
    [one] The group { $name } does not open.
   *[other] { $count } groups do not open.
}
banner-unopened-see = See why
groups-two-mark-identities = names take two
groups-two-mark-whole = takes two
groups-two-mark-left = { $minutes ->
    [one] 1 minute left
   *[other] { $minutes } minutes left
 }
two-person-no = One person
two-person-identities = Two for names
two-person-whole = Two people
groups-two-title = How many people it takes
groups-two-person-no = One person who holds this group opens it.
groups-two-person-identities = One person opens the records. Names and contacts take two.
groups-two-person-whole = Two people who hold this group open it together. Neither can alone.
groups-two-shut = It is shut. None of its customers and records can be opened, found or listed by one person.
groups-two-names-shut = Names and contacts are shut. The records are open under their codes.
groups-two-nobody = Nobody else who holds it can open it with you now.
groups-two-open = Open with a second person…
groups-two-left = { $minutes ->
    [one] Open for 1 more minute, then it is shut again.
   *[other] Open for { $minutes } more minutes, then it is shut again.
 }
groups-two-shut-now = Shut it now
groups-two-owed = New keys are owed to this group. Two people who hold it make them; until then the keys of before are in use.
groups-two-renew = Renew the keys with a second person…
groups-two-open-title = Open { $name } with a second person
groups-two-open-text = The second person types their own password here. Both names and the reason go into the log. The group is open for at most 60 minutes, and shut at once when the vault is locked.
groups-two-open-go = Open for an hour
groups-two-renew-title = Renew the keys of { $name }
groups-two-renew-text = The second person types their own password here. Both names and the reason go into the log. The group is opened, gets new keys, and is written again; that goes on while you work.
groups-two-renew-go = Renew the keys
groups-two-hand-title = Hand on { $name } with a second person
groups-two-hand-text = Another supervisor agreed to it. Its key is dealt anew by two who hold the group: the second person types their own password here. Both names and the reason go into the log.
groups-two-hand-go = Hand it on
groups-renew-about = Where keys may have been seen: all of them are made anew, and the group is written again. A second supervisor signs.
groups-renew = Renew its keys…
groups-two-with = Who can do it with you: { $who }
groups-two-reason = Why it is opened
groups-two-reason-hint = What it is needed for, in a few words
groups-two-login = Login name of the second person
groups-two-password = Password of the second person
groups-two-waiting = Looking at the password of the second person…
groups-two-opened = { $name } is open for an hour.
groups-two-renewed = { $name } is written again under new keys.
groups-two-was-shut = It is shut again.
groups-two-ruled = It is ruled. What is still to be done stands below.
groups-two-waits = The change waits for a second supervisor.
groups-two-rule = Who is to open it
groups-two-rule-about = The group gets new keys and is written again. A second supervisor signs.
groups-two-rule-go = Change it…
groups-two-ruling = Making new keys and writing the group again…
groups-two-too-few = At least two people must hold it. Grant it to someone first.
groups-two-few-title = Only { $count } people hold { $name }
groups-two-few-text = If one of them cannot come, or leaves, the other opens nothing of it: only the recovery sheets hold the key whole. Three people or more are safer.
groups-two-few-go = Two are meant
notice-group-shut = { $name } is shut again: what two people opened stays open for an hour at most.
