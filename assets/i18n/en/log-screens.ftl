# The screens of the access log: queue of days, a day, events, accesses, charts, dialogs, the alarm.
