# The screens in front of the vault: chooser, wizard, log-in.
front-manual = Manual F1
caps-lock = Caps Lock seems to be on.

unlock-line = { $business } · records vault
unlock-line-sample = { $business } · sample vault
unlock-login = Login name
unlock-password = Password
unlock-button = Unlock
unlock-waiting = Checking the password. This takes about a second on purpose…
unlock-notice = Access is for screened employees under a signed confidentiality agreement. Every attempt is recorded.
unlock-other = Other vault…
alarm-network = The vault stays closed
alarm-damage = The vault is not opened
alarm-again = Try again
locked-idle = Locked, because nobody touched this computer for a while.
locked-screen-locked = Locked, because the screen was locked.
locked-sleep = Locked, because the computer went to sleep.
locked-session-end = Locked, because the session's time was over.
locked-window-closed = Locked, because the window was closed.
locked-network = Locked, because a network came up.
