# Renewing keys, the rules of the house and its clock, and what a screening keeps besides its checks.
banner-owed-see = Renew them
owed-renew = Renew the keys of { $group }…
owed-go-on = Go on with { $group }…
owed-stop-what = Stopping keeps what is written again; it goes on from there.
owed-stopped = Stopped. What is written again is kept; go on whenever you like.
owed-done = The group is written again. The keys of before open nothing of it any more.
owed-done-lost = They hold the group no more, because screening, agreement or grant had lapsed: { $who }. Grant it again once that is put right.
owed-done-old = { $count ->
    [one] { $count } file of before ({ $size }) stays beside the new ones until a backup is verified.
   *[other] { $count } files of before ({ $size }) stay beside the new ones until a backup is verified.
}
owed-confirm-title = Renew the keys of { $group }?
owed-confirm-text = The whole content is written again under new keys, stack by stack. It can be stopped, and goes on where it was. Reading and searching go on meanwhile.
owed-confirm-lost = These people would get no new key, because their screening, agreement or grant lapsed: { $who }. Put that right first, or grant them the group again afterwards.
owed-confirm-go = Renew the keys
waiting-alone-my-own = You did this yourself: another supervisor ratifies it.
waiting-alone-about-me = This is about you: a supervisor who is not you and did not do it ratifies it.
waiting-alone-role = A supervisor in good standing ratifies it.

people-settings = Settings…
settings-title = Settings
settings-text = The rules of the house. They bind everyone, you too.
settings-list = Rules of the house
settings-column-rule = Rule
settings-column-value = Value
settings-column-default = Default
settings-column-bounds = Bounds
settings-pick-title = No rule is chosen
settings-pick-text = Choose a rule to change it. Or set the clock right, if it was wrong.
settings-bounds = From { $least } to { $most }; { $default } in a new vault.
settings-two = Needs the signature of a second supervisor; while there is none, a written reason.
settings-not-yet = It is kept for now: this version does not follow it yet.
settings-field = New value
settings-wrong = A whole number from { $least } to { $most }.
settings-back-to-default = Back to the default
settings-go = Change the rule
settings-done = The rule is changed.
settings-renewal = In a session for renewal only the clock can be set right.
clock-open = Clock…
clock-title = Set the clock right
clock-text = The time that counts never goes back by itself: if the clock of this computer was once too far ahead, screenings and agreements lapse too early. Set the computer's clock first. Then sign here that its time is right.
clock-now = The clock says
clock-go = Sign that this is the time
clock-done = The time that counts is set.

screening-checked-on = Checked on
screening-checked-about = If nothing is typed: today.
screening-checked-later = This day is still to come.
screening-notes = Notes
