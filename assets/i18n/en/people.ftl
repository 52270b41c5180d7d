# Words of people, screening, the agreement, grants and what needs a second person; the window and the command line share them.
standing-full = In good standing
standing-must-sign = Has to sign the agreement
standing-renewal = Renewal only
standing-lapsed = Lapsed
standing-left = Left
standing-new = Not screened yet

standing-why-not-screened = no screening is recorded
standing-why-screening-lapsed = the screening is over
standing-why-not-signed = the agreement was never signed
standing-why-new-text = there is a new text of the agreement
standing-why-agreement-lapsed = the signature under the agreement is too old
standing-why-access-widened = access was widened since the last signature
standing-why-inactive = the account was not used for too long

next-step-screen = To be screened
next-step-admit = To be admitted
next-step-sign = To log in and sign the agreement
next-step-grant = To be granted a group

lapsing-screening = Screening
lapsing-agreement = Agreement
lapsing-grant = Grant

screening-identity-document = Identity document
screening-references = References
screening-background-check = Background check
screening-passed = passed
screening-not-passed = not passed
screening-other = Other
screening-checks-unread = what was checked is kept for those who read the access log

due-missing = Missing
due-week = Within 7 days
due-month = Within 30 days
due-later = Signed

width-records = Records
width-identities = Records and identities

cell-never-granted = Never granted
cell-granted = Granted
cell-made = Made the group
cell-revoked = Taken back
cell-left-out = Left out of new keys
cell-expired = Its time is over

may-grant-yes = It can be granted.
may-grant-held = It is held already.
may-grant-not-held-by-me = You do not hold it yourself.
may-grant-myself = Nobody grants themselves anything.
may-grant-role = This role never holds a group.
may-grant-not-screened = Screening comes first.
may-grant-not-admitted = The person has to be admitted first.
may-grant-not-signed = The signed agreement comes first.
may-grant-left = This person left.

waiting-open = Waits for a second person
waiting-agreed = Agreed to; to be carried out
waiting-done = Agreed to and done
waiting-refused = Refused

may-answer-yes = You can answer it.
may-answer-my-own = You asked for it yourself.
may-answer-about-me = It is about you.
may-answer-answered = It is answered already.
may-answer-role = A supervisor in good standing answers it.

factor-password-only = Password alone
factor-keyfile = Keyfile on a stick
factor-token = FIDO2 token

until-no-end = none

will-enrol = { $person } becomes an account with the role { $role }.
will-enrol-keys = { $person } becomes an account with the role { $role }. The six words of their keys: { $words }.
will-screen = A screening of { $person } is recorded: { $outcome }. Checked: { $checks }. It counts until { $until }.
will-admit = { $person } receives the key of the registry and can log in.
will-grant = { $person } is granted { $width } of the group { $group }. End: { $until }.
will-revoke = Access of { $person } to the group { $group } ends.
will-leave = The account of { $person } is closed and every key of it is renewed.
will-agreement-text = Version { $version } of the confidentiality agreement takes effect; everyone signs again.
will-policy = A rule changes: { $setting }.
will-group-rule = The group { $group } changes: { $setting }.
will-clock = The time that counts is set to { $time }.
will-delete = Deleted for good from the group { $group }, never to be read again. Records: { $count }, { $size } in all. Reason: { $reason }
    { $records }
will-delete-customer = The customer { $code } is deleted for good from the group { $group }: name, contacts, notes and every record. Records: { $count }, { $size } in all. Reason: { $reason }
    { $records }
will-rekey = The keys of the group { $group } are renewed.
will-recovery = The recovery sheets in use are replaced by the new set, of which three sheets were typed in.
will-log-review = These days of the access log are signed as reviewed: { $days }.
will-log-archive = Old parts of the access log are taken to { $folder }; what stays in the vault still verifies.
will-log-break = The access log is gone on with as it is, though it is not what was seen of it: { $reason }
will-put-back = A record of “{ $name }” is put back out of { $folder }, as it was when the backup was made. What is here is not changed.
will-restore = The backup of { $when } takes the place of the vault, which is kept aside. What was filed since then is only in the one that is kept.
will-other = Something that this version cannot put into words takes effect: { $what }.

rule-idle-lock-minutes = Minutes without a hand on the machine until it locks
rule-session-hours = Hours a session may last
rule-screening-months = Months a screening counts
rule-agreement-months = Months a signed agreement counts
rule-inactive-days = Days without a log-in until an account is disabled
rule-password-chars = Fewest characters of a password
rule-code-digits = Fewest digits of a numeric code
rule-code-tries = Tries of a numeric code
rule-two-person-minutes = Minutes a two-person group stays open
rule-grant-review-months = Months between reviews of what people were granted
rule-log-years = Years the access log is kept
rule-clipboard-secs = Seconds until the clipboard is cleared
rule-backup-days = Days between backups
rule-drill-months = Months between rehearsals of a restore
rule-log-hours-from = Hour at which a working day begins
rule-log-hours-to = Hour at which a working day ends
rule-log-work-days = Working days in a week, from Monday on
rule-log-failed-log-ins = Failed log-ins under one name in a day that are unusual
rule-log-many-records = Records opened by one person in a day that are unusual
rule-log-many-names = Customers whose names one person sees in a day that are unusual
rule-log-exports = Copies taken out by one person in a day that are unusual
rule-log-refusals = Acts refused to one person in a day that are unusual
rule-backup-kept-days = Days that backups are kept at least
rule-media-sets = Sets of media from which on they are used in turn
rule-medium-years = Years that a medium serves
rule-medium-writes = Times that a medium is written
rule-medium-failures = Damaged backups on a medium that end its service

group-rule-two = two people open it
group-rule-identities = two people open its identities, one its records
group-rule-one = one person opens it
