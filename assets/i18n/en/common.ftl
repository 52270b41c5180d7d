# The frame of the window, and words that many screens share.
product-name = Strongroom
language-name = Language
look-name = Colours
look-system = As the desktop
look-light = Light
look-dark = Dark

role-staff = Staff
role-supervisor = Supervisor
role-backup-operator = Backup operator
role-assessor = Assessor

rail-records = Records
rail-customers = Customers
rail-groups = Groups
rail-check = Check the vault
rail-manual = Manual
rail-lock = Lock

banner-sample = Sample vault: nothing in it is real, and nothing real belongs in it.
banner-founding = Founding period: until a second supervisor signs in, the founder's signature stands alone and is listed for review.
banner-sheets = Nobody said yet that the recovery sheets are kept. If every supervisor loses their way in, only the sheets open this vault.
banner-sheets-see = See the sheets
countdown-idle = { $seconds ->
    [one] Nobody has touched this computer for a while. It locks in { $seconds } second; any key keeps it open.
   *[other] Nobody has touched this computer for a while. It locks in { $seconds } seconds; any key keeps it open.
}
countdown-session = { $seconds ->
    [one] The session ends in { $seconds } second. What is saved is kept; log in again to go on.
   *[other] The session ends in { $seconds } seconds. What is saved is kept; log in again to go on.
}
notice-dismiss = Dismiss
notice-import-goes-on = { $count ->
    [one] The import for { $code } that locking stopped goes on: { $count } file is left.
   *[other] The import for { $code } that locking stopped goes on: { $count } files are left.
}
notice-see-report = See the report
notice-more = Read more
notice-watchable = On this kind of desktop (X11) other programs of yours could watch the screen and what you type. The program’s own session keeps them out.
job-ended-import = Adding files has ended.
job-ended-export = Taking copies out has ended.
job-ended-import-customers = Importing customers has ended.
job-ended-move = Moving the customer has ended.
job-ended-finish-move = The interrupted move of a customer has ended.
job-ended-rekey = The renewing of keys ended.
job-ended-check = The check of the vault has ended.
notice-failed = { $count ->
    [one] { $count } log-in with your name failed before this one. If it was not yours, tell another supervisor.
   *[other] { $count } log-ins with your name failed before this one. If they were not yours, tell another supervisor.
}
notice-failed-since = { $count ->
    [one] { $count } log-in with your name failed since your last one, on { $time }. If it was not yours, tell a supervisor.
   *[other] { $count } log-ins with your name failed since your last one, on { $time }. If they were not yours, tell a supervisor.
}

status-air-gap-green = Air gap intact
status-air-gap-amber = Air gap needs attention
status-air-gap-red = On a network
status-no-hardware = No network hardware
status-devices = Network device: { $devices }
status-log = Log written { $time }
status-log-about = The last event of the access log was written to the disk at this time. An act that cannot be logged is not done.
status-locks = { $minutes ->
    [one] Locks in { $minutes } min
   *[other] Locks in { $minutes } min
}
status-locks-seconds = Locks in { $seconds } s
status-locks-about = When nobody touches keyboard or mouse for this long, keys and screens are dropped. It also locks when the screen locks, the lid is closed, another session gets the screen or the computer sleeps.
status-session = Session ends { $time }
status-session-about = A session ends after 12 hours, whatever happens. Log in again to go on.
status-clock-about = The clock of this computer. The vault also counts the time since it was started, which nobody can set.

progress-stop = Stop
progress-stopping = Stopping…
progress-of = { $done } of { $total }
job-import = Adding files
job-export = Taking copies out
job-import-customers = Importing customers
job-move = Moving a customer
job-finish-move = Finishing a move of a customer that was interrupted
job-check = Checking the vault
job-rekey = Renewing keys

manual-title = Manual
manual-line = It lies on this computer; nothing is fetched from anywhere.
manual-close = Close
manual-find = Find in the manual
manual-find-hint = Find in the manual…
manual-nothing = No page has these words.

picker-title-files = Choose files
picker-title-file = Choose a file
picker-title-folder = Choose a folder
picker-title-save = Choose where to save
picker-why-vault = While a vault is open the program chooses files by itself, in the allowed places only, so that no other program takes part.
picker-why-no-dialog = This desktop has no file dialog of its own, so the program shows its own.
picker-home = Your folder
picker-up = Up
picker-reading = Reading…
picker-unreadable = This folder cannot be read. Choose another one.
picker-empty = Nothing to choose in this folder.
picker-save-here = No folder lies in here. The file is saved in this one.
picker-path = Or type a path
picker-path-hint = /media/stick/letters
picker-name = Name of the file
picker-outside = This is not in an allowed place. Choose one of the places on the left.
picker-choose = Choose
picker-cancel = Cancel
picker-take-folder = Whole folder
picker-count = { $count ->
    [one] { $count } chosen
   *[other] { $count } chosen
}
