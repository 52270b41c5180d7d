# The screens about people, the agreement, grants, requests and a person's own page.
rail-people = People
rail-grants = Access
rail-register = Agreements
rail-own = My page
rail-owed = Keys to renew
banner-owed = { $count ->
    [one] The keys of { $count } group are owed to be renewed. Whoever holds it has it done.
   *[other] The keys of { $count } groups are owed to be renewed. Whoever holds them has it done.
}
banner-renewal = Renewal only: { $why }. You can put people's affairs in order; no group opens.

people-title = People
people-text = Everyone with a log-in, how they stand, and what comes next.
people-list = People
people-new = New account
people-loading = Reading…
people-writing = Signing and writing…
people-cancel = Cancel
people-back = Back to people
people-none = none
people-never = never
people-exempt = exempt as the founder
people-until = until { $date }
people-version = Version { $version }
people-column-name = Name
people-column-role = Role
people-column-standing = Standing
people-column-due = What is due
people-row = { $name }, { $role }: { $standing }. { $due }
people-draft = Draft
people-draft-due = To be enrolled
people-draft-next = Have the person sit down at this computer. They set their own password, and their keys are made.
people-drafted-by = Drafted by
people-enrol = Enrol…
people-drop = Delete the draft
people-pick-title = Nobody is chosen
people-pick-text = Choose a person to see how they stand and what comes next. Or draft an account for somebody new.
people-next = What comes next
people-next-screen = Somebody other than the person records what was checked. Until then no key is handed to them.
people-next-admit = They passed. Admitting them hands over the key of the registry, so that they can log in.
people-next-sign = They log in, read the agreement to its end and sign it. Nothing else opens for them before.
people-next-grant = They signed. Grant them the groups their work needs.
people-admit = Admit
people-admitted = { $name } can log in now.
people-screen = Record a screening…
people-grants = See access
people-left-text = This account is closed for good. What its owner did stays in the log.
people-me-text = This is you. Somebody else screens you, grants you access and closes your account; your own page has the rest.
people-because = Because { $why }.
people-last-login = Last log-in
people-fingerprint = Fingerprint
people-lapses-in = { $count ->
    [0] { $what } ends today
    [one] { $what } ends in { $count } day
   *[other] { $what } ends in { $count } days
}
people-queued = It waits in the queue as request { $number } until a second supervisor answers.
people-due-waiting = { $count ->
    [one] { $count } request waits for a second person.
   *[other] { $count } requests wait for a second person.
}
people-due-ratify = { $count ->
    [one] { $count } act of one supervisor alone is to be ratified.
   *[other] { $count } acts of one supervisor alone are to be ratified.
}
people-due-owed = { $count ->
    [one] The keys of { $count } group are owed to be renewed.
   *[other] The keys of { $count } groups are owed to be renewed.
}

draft-title = New account
draft-text = Write down who it is for. Nothing is signed and no key is made until the person sits here.
draft-name = Full name
draft-login = Login name
draft-job = Job title
draft-job-note = if you like
draft-role = Role
draft-role-staff = Reads and writes the records of the groups they are granted.
draft-role-supervisor = Screens, enrols, grants what they hold themselves, and reviews. Needs a second supervisor's signature.
draft-role-backup-operator = Writes and verifies backups, and can read none of them.
draft-role-assessor = Sees how the vault is kept and verifies the log. Never a record.
draft-go = Keep the draft

enrol-title-hand-over = Hand over the keyboard
enrol-title-password = Your own password
enrol-title-compare = Compare six words
enrol-title-next = Enrolled
enrol-title-waiting = It waits for a second supervisor
enrol-hand-over-text = { $name } takes the seat now. You stay in the room, and look away.
enrol-hand-over-1 = 1. They set a password that nobody else ever knows. Nobody can reset it.
enrol-hand-over-2 = 2. Their keys are made on this computer.
enrol-hand-over-3 = 3. You both compare six words, so that nobody can exchange the keys later.
enrol-seated = The person is seated
enrol-password-text = { $name }, choose a password that only you know. Do not tell it to anybody, not to a supervisor either. If it is lost, you are enrolled again.
enrol-make = Set the password and make the keys
enrol-making = Making the keys. This takes a few seconds…
enrol-compare-text = Read these words aloud together. They are the fingerprint of the new keys.
enrol-compare-why = The same words stand on the person's page and on every agreement they sign. If they ever differ, the keys were exchanged: tell all supervisors.
enrol-compared = We both read the same words
enrol-next-text = { $name } is enrolled, and cannot log in yet. In this order:
enrol-next-screen = Somebody other than them records a screening.
enrol-next-admit = They are admitted: they get the key of the registry.
enrol-next-sign = They log in and sign the agreement.
enrol-next-grant = They are granted the groups their work needs.
enrol-back = Back to people
enrol-waiting-text = Request { $number } waits for a second supervisor. Once they agree, the account is there, with the keys whose words you compared; then comes the screening. If they refuse, nothing is left of it.

screening-title = Screening of { $name }
screening-text = What you checked yourself, or had checked. It is signed by you, and by a second supervisor where there are two.
screening-what = What was checked
screening-found = what came of it
screening-hint-identity-document = For example: passport seen, number ends in 41
screening-hint-references = For example: two former employers asked, both confirm
screening-hint-background-check = For example: certificate of 12 November, no entries
screening-hint-other = Say what was checked
screening-outcome = Outcome
screening-over = Over
screening-until = Counts until
screening-until-over = This day is over.
screening-until-about = If nothing is typed it counts as long as the rules allow: 12 months in a new vault.
screening-optional = if you like
screening-go = Sign the screening
screening-missing = Tick at least one check, and say what came of each.
screening-done = The screening of { $name } is recorded.
screening-last = The screening on record
screening-none = No screening is on record.
screening-by = Recorded by
screening-with = Countersigned by
screening-alone = nobody: founding period
screening-no-details = No details are kept in the vault.
day-hint = 2026-11-22
day-wrong = Write year, month and day: 2026-11-22.

consent-title = This needs a second person
consent-title-alone = This needs a reason
consent-will = This will happen, and nothing else:
consent-way-second = They are here
consent-way-alone = I sign alone
consent-way-later = It can wait
consent-about-second = A second person logs in for this one act. Your session goes on, and theirs does not begin.
consent-about-alone = There is no second supervisor yet. Your signature stands with a written reason, and the second supervisor will read it and ratify it.
consent-about-later = It waits in the queue. A second supervisor sees it at their next log-in.
consent-who = It can be: { $who }
consent-login = Login name of the second person
consent-password = Their password
consent-reason = Reason
consent-reason-about = It is kept for good, with your name.
consent-waiting = Checking and signing…
consent-go-second = Countersign and do it
consent-go-alone = Sign alone and do it
consent-go-later = Put it in the queue
consent-cancel = Do not do it


agreement-heading = Confidentiality agreement
agreement-title = Confidentiality agreement, version { $version }
agreement-because = To be signed, because { $why }.
agreement-signed-already = You signed this text. Nothing is due.
agreement-only = Until you sign, nothing else opens but the lock. Read to the end, by mouse or with the arrow and page keys.
agreement-text = Text of the agreement
agreement-name = Your full name
agreement-name-note = as your signature
agreement-read-first = opens when you have read to the end
agreement-name-differs = Type your name as it was enrolled: { $name }
agreement-counts = Signed today, it counts until { $date }. It is signed with your own key; nobody else can.
agreement-sign = Sign
agreement-signing = Signing…
agreement-done = Signed
agreement-done-text = Your signature is in the vault. You can print or save a copy for yourself, now or later from your page.
agreement-go-on = Go on
copy-print = Print the signed copy
copy-save = Save the signed copy…
copy-printed = The signed copy went to the printer.
copy-saved = The signed copy is saved.
copy-working = Making the copy…
copy-file = Agreement { $name }

register-title = Agreements
register-text = Who signed which text, and when it has to be signed again.
register-list = Register of agreements
register-edit = Edit the text…
register-version = Version
register-signed = Signed
register-typed = Name as typed
register-lapses = Lapses
register-due = State
register-row = { $name }: { $due }, lapses: { $lapses }
register-never = Never signed. The agreement is shown at the next log-in.
register-pick-title = Nobody is chosen
register-pick-text = Choose a person to see their signature and to print their signed copy.

text-title = Text of the agreement
text-text = Write the next version in both languages. Everyone signs again once it takes effect.
text-back = Back to the register
text-field = Text in { $language }
text-compare = Show what changes
text-publish = Publish the new version
text-publish-about = Both texts have to change, because they say the same. The text in force stays in the vault.
text-one-only = Only one of the two languages was changed so far. Change the other as well.
text-published = The new version is in force. Everyone signs it at their next log-in, you too.
text-versions = Versions
text-built-in = came with the program
text-compare-with = Compare with version { $version }
text-changes = What is different
text-changes-none = Choose what to compare.
diff-same = Nothing is different.
diff-added = Added
diff-removed = Removed
diff-changed = Changed

grants-title = Access
grants-text = People by groups. Choose a cell to see why it is so, and to change it.
grants-nothing = Nothing
grants-nameless = A group you do not hold
grants-cell = { $name }, { $group }: { $width }
grants-pick-title = No cell is chosen
grants-pick-text = Choose a person's cell in the column of a group. You can grant what you hold yourself, and never to yourself.
grants-empty-title = There are no groups yet
grants-empty-text = Make a customer group first; then people can be granted it.
grants-change = Change…
grants-change-to = Change to
grants-until = Until
grants-until-about = If nothing is typed it holds as long as the account stands.
grants-reason = Why it is taken back
grants-revoke-about = It needs nobody else. The keys of the group are then owed to be renewed, so that old ones open nothing new.
grants-last = Nobody else holds this group. Afterwards only the recovery sheets hold its keys, and nobody opens it.
grants-go = Grant
grants-revoke = Take back
grants-changed = Access is changed.
grants-why-never = It was never granted.
grants-why-granted = Granted by { $by } on { $date }.
grants-why-granted-with = Granted by { $by }, countersigned by { $with }, on { $date }.
grants-why-made = They made the group, on { $date }.
grants-why-revoked = Taken back by { $by } on { $date }: { $reason }
grants-why-left-out = { $by } renewed the keys of the group on { $date }. Screening, agreement or grant of this person had lapsed then, so they got no new key.
grants-why-expired = It was granted for a time that ended on { $date }.
grants-ends = It ends on { $date }.
grants-two-records = Two people open this group together.
grants-two-identities = Two people open the names of this group together.
grants-review = Sign the review…
grants-review-last = Last reviewed on { $date }; due again on { $next }.
grants-review-never = Access was never reviewed.
grants-review-due = The review of access is due since { $date }: look at every cell, take back what nobody needs, then sign.
grants-review-title = Is all of it still needed?
grants-review-text = You looked at every cell, and what is left is needed for somebody's work.
grants-review-signed = Your signature is kept with the matrix as it stands now.
grants-review-go = Sign the review
grants-reviewed = The review is signed.


own-title = My page
own-log-ins = Log-ins
own-first = this is the first
own-failed = Failed since then
own-failed-about = If these tries were not yours, tell a supervisor.
own-grants = What I may open
own-grants-none = No group was granted to you. A supervisor grants it.
own-agreement = Confidentiality agreement
own-read = Read the text
own-factors = Ways in
own-factors-none = Your password alone. A second factor makes a stolen password worthless.
own-standing = Because { $why }, only the registry is open to you. Ask another supervisor to record what is missing, or sign the agreement.
own-code = Numeric code
own-code-text = A code of at least 6 digits leads back quickly when the screen locked by itself, for this session only.
own-code-set = A code is set. It leads back after an idle lock, until the session ends or the program is closed.
own-code-new = Set a code…
own-code-change = Set another…
own-code-drop = Forget it
own-code-field = Code
own-code-rule = At least 6 digits, no date and no run such as 123456. Five wrong tries end it.
own-code-go = Set the code
own-code-done = The code is set.
own-code-dropped = The code is forgotten.

lapsed-title = Your access has lapsed
lapsed-why = The password is right, and the vault stays closed for you: { $why }
lapsed-unknown = something in your account is not in order.
lapsed-see = See: { $who }
lapsed-see-any = See a supervisor.
lapsed-kept = Your account, your password and your work are kept. Once a supervisor has put it right, you log in as always.
lapsed-left = This account is closed
lapsed-left-text = It was closed for good and opens nothing any more. If you think this is a mistake, talk to a supervisor: you would be enrolled again.
lapsed-other = Log in as someone else
screening-did-pass = Passed
screening-did-not = Not passed
screening-at = Recorded on
people-exempt-title = Your exemption
people-exempt-text = Nobody else can screen you yet. You can renew your own exemption with a reason; the second supervisor will read it.
people-exempt-renew = Renew the exemption
people-exempt-renewed = Your exemption is renewed.
screening-not-about = The person keeps no access once this is recorded.

rail-waiting = Requests
people-leave = Close the account…
people-due-see = See
leave-person-title = Close the account of { $name }?
leave-person-now = At once: they cannot log in any more, every key they held is taken back, and the keys of the registry and the log are renewed.
leave-person-owed = Afterwards: the groups they held are written again under new keys, by whoever holds them. Until that is done every screen says so.
leave-person-last = Nobody else holds: { $groups }. Afterwards only the recovery sheets hold the keys, and nobody opens it. Grant it to someone first.
leave-person-last-two = Only one other person holds, of what takes two: { $groups }. Afterwards only the recovery sheets hold the keys, and nobody opens it. Grant it to a third person first, or let one person open it.
leave-person-nameless = a group that you do not hold
leave-person-suspect = Their password, stick or token may be in other hands: print a slip of what is to be done, and lock the vault.
leave-person-no-slip = The account is closed, but the slip was not printed, so the vault was not locked. What is to be done stands under Requests; lock with Ctrl+L.
leave-person-kept = It cannot be undone. What they did stays in the log, and their work stays in the vault.
leave-person-reason = Reason
leave-person-type = Type their login name to confirm
leave-person-go = Close the account
leave-person-waiting = Taking back the keys. This takes a few seconds…
leave-person-done = The account of { $name } is closed.
waiting-title = Requests
waiting-text = What needs a second person, and what one supervisor did alone.
waiting-requests = Requests
waiting-empty-title = Nothing waits
waiting-empty-text = What needs a second supervisor and could not be countersigned at once appears here.
waiting-by = { $number }: { $by }, { $date }
waiting-reason = Reason: { $reason }
waiting-agree = Agree to { $number }…
waiting-refuse = Refuse { $number }…
waiting-carry-out = Carry out { $number }
waiting-see-changes = See what the new text changes
waiting-comparing = Comparing the two texts…
waiting-carries-out = { $by } carries it out.
waiting-agree-title = Agree to this?
waiting-agree-about = Your signature is put under exactly this.
waiting-agree-go = Sign and agree
waiting-refuse-title = Refuse this?
waiting-refuse-about = It is not done. Your refusal is kept with your name.
waiting-refuse-go = Sign and refuse
waiting-alone-title = To be ratified
waiting-alone-text = One supervisor did this alone, because there was no second one. Read every line before you ratify.
waiting-ratify = Ratify all of it…
waiting-ratify-title = Ratify everything on the list?
waiting-ratify-about = You read every line, and stand for all of it with your signature.
waiting-ratify-go = Sign and ratify
waiting-said-agreed = You agreed to it.
waiting-said-refused = You refused it.
waiting-said-ratified = Everything on the list is ratified.
waiting-said-carried-out = It is done.
owed-title = Keys to be renewed
owed-text = Somebody who held these groups has left or lost them. Their content is written again under new keys.
owed-chip = Re-key owed
owed-others = Somebody who holds this group, names included, has to do it.
owed-by-two = It takes two people: renew its keys with a second person who holds it, beside the group.
owed-groups = Go to the groups
owed-empty-title = No keys are owed
owed-empty-text = The groups you hold are written under their present keys.
owed-begun = Its content is being written again, or was stopped; what is done is kept.
owed-waits = Not begun yet.

back-title = { $name }, type your code
back-text = Your session goes on until { $time }.
back-tries = { $count ->
    [one] { $count } try is left; then the full log-in.
   *[other] { $count } tries are left; then the full log-in.
}
back-waiting = Checking the code…
back-go = Go on
back-full = Log in with the password instead

own-password = Password
own-password-text = You can change it at any time. The last four are not taken again.
own-password-change = Change the password…
own-password-old = Password until now
own-password-go = Change it
own-password-waiting = Changing it. This takes a few seconds on purpose…
own-password-changed = Your password is changed.
