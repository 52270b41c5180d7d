# The screens of the access log: queue of days, a day, events, accesses, charts, dialogs, the alarm.
rail-log = Access log
status-review-none = Log reviewed
status-review = { $count ->
    [one] { $count } day of the log to review
   *[other] { $count } days of the log to review
}
status-review-others = { $count ->
    [one] { $count } day of the log waits for another supervisor
   *[other] { $count } days of the log wait for another supervisor
}
job-take-log = Taking something out of the log
job-ended-take-log = Taking something out of the log has ended.
customer-who-opened = Who opened this file
record-accesses = Accesses
record-accesses-see = Who opened this file
log-title = Access log
log-list = Days of the access log
log-reading = Reading…
log-reading-new = Reading what is new in the log
log-reading-keeps = What was read is kept; the rest is read the next time.
log-stopped = Reading the log was stopped. What was read is kept.
log-read-on = Read on
log-review-oldest = Review the oldest day
log-charts = Charts
log-events = Events
log-menu = More
log-menu-evidence = Evidence bundle…
log-menu-slip = Review slip…
log-menu-archive = Archive old parts…
log-menu-break = Accept a break…
log-break-text = Where you are in, but a group does not open because it saw more of the access log than there is: accept it here. Where every group opens there is nothing to accept.
log-break-go = Accept the break
log-break-accepted = The break is accepted, and in the log for ever. Open the group again.
log-back = Back to the access log
log-back-plain = Back
log-close = Close
log-line-due = { $count ->
    [one] { $count } day waits for review, the oldest is { $day }
   *[other] { $count } days wait for review, the oldest is { $day }
}
log-line-none = Every day that is over was reviewed
log-line-read = { $count ->
    [one] read up to entry { $count }
   *[other] read up to entry { $count }
}
log-empty-title = The log is still empty
log-empty-text = Days appear here as soon as somebody works in the vault. Each is to be looked through and signed the day after.
log-unreadable = { $count ->
    [one] { $count } entry cannot be read with your keys: it was sealed before you could read the log, or after. It is there and unchanged.
   *[other] { $count } entries cannot be read with your keys: they were sealed before you could read the log, or after. They are there and unchanged.
}
log-others = { $count ->
    [one] In { $count } day only your own acts are left. Another supervisor has to review them.
   *[other] In { $count } days only your own acts are left. Another supervisor has to review them.
}
log-column-day = Day
log-column-state = Review
log-column-unusual = Unusual
log-column-events = Events
log-column-people = People
log-row = { $day }: { $state }. { $unusual }. Events: { $events }, people: { $people }
log-late = { $count ->
    [one] to review, { $count } day old
   *[other] to review, { $count } days old
}
log-unusual-count = { $count ->
    [one] { $count } unusual
   *[other] { $count } unusual
}
log-nothing-unusual = nothing unusual
log-nothing-unusual-long = No rule found anything. Look through the day all the same: rules see only what they were made for.
log-events-count = { $count ->
    [one] { $count } event
   *[other] { $count } events
}
log-people-count = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
log-day-summary = { $events }, { $people }, { $unusual }
log-open-day = Open the day
log-unusual = Unusual
log-more-unusual = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}
log-counts = In numbers
log-count-log-ins = Log-ins
log-count-failed = Failed log-ins
log-count-searches = Searches
log-count-views = Files opened
log-count-names = Names shown
log-count-changes = Changes
log-count-exports = Copies taken out
log-count-administration = Administration
log-count-refused = Refused or failed
log-about-today = The day is not over. It can be signed up to now; what is done later waits again.
log-about-waits-for-another = Only your own acts are left, and nobody reviews their own acts alone.
log-about-alone = One supervisor reviewed their own acts alone, for a written reason. Another one is to ratify that.
log-reviews = Reviewed by
log-reviewed-by = { $who }, { $time }
log-review-invalid = This signature does not verify and counts for nothing. Tell another supervisor.
log-review-alone = Alone, because: { $reason }
log-mark = Mark as reviewed…
log-ratify = Ratify…
log-marked = Your review is signed and stands in the log.
log-own-waits = { $count ->
    [one] { $count } act of this day is your own. It waits for another supervisor: nobody reviews their own acts alone.
   *[other] { $count } acts of this day are your own. They wait for another supervisor: nobody reviews their own acts alone.
}
log-show-events = Show the events
log-hide-events = Hide the events
log-events-behind = { $count ->
    [one] Open { $count } event in the list
   *[other] Open { $count } events in the list
}
log-people = Who did what
log-hours = Events by hour
log-person-reviewed = reviewed
log-person-open = to review
log-person-mine = waits for another
log-person-line = { $from } to { $to } · { $events }
log-who-nobody = nobody logged in
log-who-program = the program
log-who-program-long = Program, failed log-ins
log-group-nameless = a group you do not hold
log-act-newer = Act { $number } of a later version
log-customers = { $count ->
    [one] { $count } customer
   *[other] { $count } customers
}
log-finding-forged = { $count ->
    [one] { $count } entry was not written by this program or was sealed to another key.
   *[other] { $count } entries were not written by this program or were sealed to another key.
}
log-ask-forged = Stop, leave the computer as it is, and call the assessor.
log-finding-tries-reset = { $count ->
    [one] The file that counts failed log-ins was deleted or put back.
   *[other] The file that counts failed log-ins was deleted or put back { $count } times.
}
log-ask-tries-reset = Somebody had their hands on the vault's folder. Find out who could reach it.
log-finding-clock-jump = { $count ->
    [one] The clock of the computer was set.
   *[other] The clock of the computer was set { $count } times.
}
log-ask-clock-jump = Ask who set it and why: times around it may be wrong.
log-finding-no-end = { $count ->
    [one] The program stopped without ending in order.
   *[other] The program stopped { $count } times without ending in order.
}
log-ask-no-end = A power cut or a crash does this. Ask whether there was one.
log-finding-disk-full = { $count ->
    [one] The disk was full.
   *[other] The disk was full { $count } times.
}
log-ask-disk-full = Acts were refused until there was room. Have room made outside the vault.
log-finding-torn-tail = { $count ->
    [one] The end of the log was cut off while it was written, and set aside.
   *[other] The end of the log was cut off while it was written, { $count } times, and set aside.
}
log-ask-torn-tail = A power cut does this. Nothing that was confirmed is lost.
log-finding-log-break = { $count ->
    [one] It was accepted that the log is not what was seen of it.
   *[other] It was accepted { $count } times that the log is not what was seen of it.
}
log-ask-log-break = Read the reason, and have both signers say what was put back. Hold an older slip against the log.
log-finding-network = { $count ->
    [one] The computer was on a network.
   *[other] The computer was on a network { $count } times.
}
log-ask-network = Find out what was plugged in, by whom, and have the hardware removed.
log-finding-failed-log-ins = { $count ->
    [one] { $who }: { $count } log-in failed.
   *[other] { $who }: { $count } log-ins failed.
}
log-ask-failed-log-ins = Ask the person whose name was typed whether it was them.
log-finding-throttled = { $count ->
    [one] { $who }: a log-in was not even tried, because too many had failed.
   *[other] { $who }: { $count } log-ins were not even tried, because too many had failed.
}
log-ask-throttled = Somebody may be guessing a password. Ask who sat there.
log-finding-out-of-hours = { $count ->
    [one] { $who } did { $count } thing outside the hours of the house.
   *[other] { $who } did { $count } things outside the hours of the house.
}
log-ask-out-of-hours = Ask what could not wait. The hours are among the rules.
log-finding-many-records = { $count ->
    [one] { $who } opened { $count } record.
   *[other] { $who } opened { $count } records.
}
log-ask-many-records = More than the rule calls usual for a day. Ask which task it was for.
log-finding-many-names = { $count ->
    [one] { $who } saw { $count } name of customers.
   *[other] { $who } saw { $count } names of customers.
}
log-ask-many-names = More than the rule calls usual for a day. Ask why codes were not enough.
log-finding-first-group = { $count ->
    [one] { $who } opened { $group } for the first time.
   *[other] { $who } opened { $group } for the first time.
}
log-ask-first-group = Expected after a new grant. Check that there is one and what it is for.
log-finding-exports = { $count ->
    [one] { $who } took { $count } copy out of the vault.
   *[other] { $who } took { $count } copies out of the vault.
}
log-ask-exports = The reason stands with the event. Ask where the copy is now.
log-finding-refusals = { $count ->
    [one] { $who } was refused { $count } time.
   *[other] { $who } was refused { $count } times.
}
log-ask-refusals = Somebody tried what the rules do not allow them. Ask what they were after.
log-mark-title = Mark { $day } as reviewed
log-mark-about = { $count ->
    [one] Your signature says that you looked through this day, up to entry { $count } of the log. It stays in the log with your name and the note.
   *[other] Your signature says that you looked through this day, up to entry { $count } of the log. It stays in the log with your name and the note.
}
log-mark-note = Note
log-mark-note-hint = What you found and did about it
log-mark-note-long = A note has at most { $max } letters.
log-mark-go = Sign the review
log-own-title = Your own acts of this day
log-own-wait = They wait
log-own-wait-about = Another supervisor reviews them under their own log-in.
log-own-second = Another supervisor signs here now
log-own-second-about = They look through your acts with you and log in here for this one signature. Your session goes on.
log-own-alone = With a written reason
log-own-alone-about = There is no second supervisor yet. The reason stands, and the second one is asked to ratify it.
log-events-title = Events
log-events-list = Events of the access log
log-words = Words in events
log-words-hint = Words, then Enter
log-filter-person = Person
log-filter-act = Act
log-filter-outcome = Outcome
log-filter-customer = Customer
log-filter-code = Client code
log-filter-when = Time
log-narrowed = Only:
log-narrowed-only = Behind the finding: { $what }
log-narrowed-person = Person: { $what }
log-narrowed-act = Act: { $what }
log-narrowed-outcome = Outcome: { $what }
log-narrowed-customer = Customer: { $what }
log-narrowed-record = Record: { $what }
log-narrowed-group = Group: { $what }
log-narrowed-when = Time: { $what }
log-narrowed-words = Words: { $what }
log-one-person = one person
log-days-between = { $from } to { $to }
log-days-from = from { $day } on
log-days-to = up to { $day }
log-column-time = Time
log-column-person = Person
log-column-act = Act
log-column-customer = Customer
log-column-words = Words
log-column-outcome = Outcome
log-column-why = Reason or words
log-event-row = { $time }, { $who }: { $what } { $customer }, { $outcome }
log-none-title = No event fits
log-none-text = Take one of the filters off, or other words.
log-pick-title = No event is chosen
log-pick-text = Choose one to see everything that is known of it.
log-fact-when = When
log-fact-who = Who
log-fact-customer = Customer
log-fact-group = Group
log-fact-count = How many
log-fact-words = Words
log-fact-record = Record
log-fact-frame = Entry
log-fact-run = Run
log-more-codes = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}
log-see-customer = Who opened this file
log-see-person = All by this person
log-see-record = All about this record
log-see-day = The whole day
log-accesses-title = Who opened this file
log-accesses-list = Accesses to this file
log-accesses-count = { $count ->
    [one] { $count } access
   *[other] { $count } accesses
}
log-accesses-line = { $code } · { $accesses } by { $people }
log-save-report = Save report…
log-save-list = Save as a list…
log-all-people = Show all people
log-accesses-none-title = Nobody opened this file
log-accesses-none-text = The log holds no access to it. Looking here is itself in the log.
log-accesses-about = Choose an access at the left to see all of it. The report holds the same for the customer, signed.
log-access-row = { $time }, { $who }: { $what }. { $why }
log-charts-title = Charts
log-chart-range = { $count ->
    [one] Last { $count } day
   *[other] Last { $count } days
}
log-chart-tables = Show as tables
log-chart-accesses = Accesses by day and person
log-chart-week = Accesses by hour of the week
log-chart-failures = Failed or refused
log-chart-failed = Failed
log-chart-nothing = Nobody opened a file in this time.
log-chart-no-failures = Nothing failed or was refused in this time.
log-chart-accesses-said = { $all } by { $people }; most on { $day }: { $count }
log-chart-week-said = Most on { $day } at { $hour }: { $count }
log-chart-failures-said = { $all } in all; most on { $day }: { $count }
log-chart-others = { $count ->
    [one] { $count } other
   *[other] { $count } others
}
log-counts-line = What can be counted without a key: no name and no customer
log-counts-fit = Verified: every entry fits the one before it, and every signature is right. Nothing is missing inside, and nothing was put in.
log-counts-frames = Entries
log-counts-events = Events
log-counts-runs = Runs of the program
log-counts-torn = Torn end, set aside
log-counts-failed = Failed log-ins by day
log-counts-runs-by-day = Runs of the program by day
log-take-evidence-title = Evidence bundle
log-take-evidence-text = A folder with every event of these days, proofs that they stand in the log unchanged, your signature, and a verifier that anyone can run with the founding fingerprint alone. It holds names and reasons in the clear.
log-take-evidence-hint = For whom, and what about
log-take-evidence-next = Carry it to whoever asked for it, and delete it here. They check it with verify.py, which lies in it.
log-take-report-title = Report of who opened { $code }
log-take-report-text = A folder with every access to this customer's file as a PDF and a table, with your signature and a verifier. The report names the people who opened the file.
log-take-report-hint = Such as: the customer asked in writing, 14 Nov
log-take-report-next = Give it to the customer, and delete it here. One altered byte is found by verify.py, which lies in it.
log-take-list-title = List of events
log-take-list-text = A file with the events that the filters let through, all of them: a table for spreadsheets, or JSON Lines for programs. It is not signed and proves nothing; for that there is the evidence bundle. It holds names and reasons in the clear.
log-take-list-form = Written as
log-take-list-csv = Table (CSV)
log-take-list-json = JSON Lines
log-take-list-hint = For whom, and what about
log-take-list-folder = A new file is made in it
log-take-list-next = Carry it to whoever asked for it, and delete it here.
log-take-list-written = { $count ->
    [one] Written: { $count } event.
   *[other] Written: { $count } events.
}
log-take-from = From
log-take-to = To
log-take-order = The last day lies before the first.
log-take-folder-hint = A new folder is made in it
log-take-go = Write it
log-take-running = Collecting, proving and signing
log-take-keeps = Stopping leaves nothing half-made.
log-take-done = Done
log-take-written = { $count ->
    [one] Written and signed: { $count } event.
   *[other] Written and signed: { $count } events.
}
log-take-withheld = { $count ->
    [one] { $count } entry cannot be read with your keys. It is in it, but sealed.
   *[other] { $count } entries cannot be read with your keys. They are in it, but sealed.
}
log-slip-title = Review slip
log-slip-text = A page that says what the log is at this moment: how many entries, its head in words, and the signed checkpoint as a code.
log-slip-how = Sign it by hand and keep it outside of this room. Whoever takes the log back to before this moment is found by it.
log-slip-print = Print
log-slip-save = Save as PDF…
log-slip-file = review-slip-{ $day }
log-slip-saved = The slip is saved.
log-slip-printed = The slip is at the printer.
log-slip-working = Signing a checkpoint and setting the page…
log-archive-title = Archive old parts of the log
log-archive-text = Parts that are older than the rule are copied to a folder, verified there, and only then taken out of the vault. Their place and hashes stay, so the log still verifies from its first entry. Two people sign it.
log-archive-rule = Kept here
log-archive-years = { $count ->
    [one] { $count } year
   *[other] { $count } years
}
log-archive-none = No part of the log is that old. There is nothing to archive.
log-archive-old = Older
log-archive-what = { $count ->
    [one] { $count } part, { $size }
   *[other] { $count } parts, { $size }
}
log-archive-until = Last entry
log-archive-before = Archived before
log-archive-go = Archive…
log-archive-running = Copying and verifying
log-archive-keeps = Stopping leaves the vault as it is.
log-archive-done = { $count ->
    [one] Archived and verified: { $count } part, { $size }.
   *[other] Archived and verified: { $count } parts, { $size }.
}
log-archive-next = Keep the folder as long as the law asks, in two places. Without it the old events cannot be read any more.
alarm-log-rolled-back = Entries are missing from the access log
alarm-log-forked = The access log was changed
alarm-log-known = What is known
alarm-log-seen-by = Seen
alarm-log-own = at your last lock
alarm-log-group = when the group { $name } was last closed
alarm-log-checkpoint = at checkpoint { $name } of the log
alarm-log-other = when its head was noted
alarm-log-when = On
alarm-log-then = Entries then
alarm-log-now = Entries now
alarm-log-agreed = Same up to
alarm-log-means = What it means
alarm-log-means-rolled-back = An older copy of the log was put in its place, or its end was removed. This does not happen by itself, and not by a power cut: a torn last entry is recognised and set aside.
alarm-log-means-forked = Entries that were there are others now. Somebody wrote a history of their own, or put parts of another vault's log in. Restoring an old copy of the vault's folder and working on in it does this too.
alarm-log-call = Whom to call
alarm-log-call-text = Another supervisor, and whoever assesses this vault. Write down what stands here, and tell them.
alarm-log-leave = What not to do
alarm-log-leave-1 = Do not restore or delete anything: it would cover the traces.
alarm-log-leave-2 = Do not switch the computer off, and let nobody work on it.
alarm-log-leave-3 = Do not try another account: each try adds to the log.
alarm-log-shut = Nothing of the vault was opened.
alarm-log-manual = About this alarm
alarm-log-back = Back to the log-in
alarm-log-go-on = Going on
alarm-log-go-on-text = If an old copy was put back after a disaster, and you know by whom, two supervisors can accept the break, or one with a written reason where there is no other. The act, its reason and who signed it stay in the log, in its review and in every verification, for ever.
alarm-log-go-on-others = If an old copy was put back after a disaster, a supervisor can accept the break with a second one. Until then nothing opens for you.
alarm-log-accept = Accept the break…
alarm-log-accept-title = Accept the break in the access log
alarm-log-accept-about = What you and others saw of the log before is then known to be lost. Databases that are older than they were are accepted with it. Accept it only if you know what was put back, and why.
alarm-log-accept-reason = What happened, and why it is gone on with
alarm-log-accept-password = Your password, once more
alarm-log-accept-go = Accept and log in
alarm-log-accept-cancel = Cancel
