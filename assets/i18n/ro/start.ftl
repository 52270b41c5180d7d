# Ecranele din fața seifului: alegerea, asistentul, autentificarea.
front-manual = Manual F1
caps-lock = Se pare că tasta Caps Lock este activă.

unlock-line = { $business } · seif de înregistrări
unlock-line-sample = { $business } · seif de probă
unlock-login = Nume de autentificare
unlock-password = Parolă
unlock-button = Deblochează
unlock-waiting = Se verifică parola. Durează intenționat cam o secundă…
unlock-notice = Accesul este pentru angajați verificați, cu acord de confidențialitate semnat. Fiecare încercare este consemnată.
unlock-other = Alt seif…
alarm-network = Seiful rămâne închis
alarm-damage = Seiful nu se deschide
alarm-again = Încearcă din nou
locked-idle = Blocat, pentru că nimeni nu a atins calculatorul de un timp.
locked-screen-locked = Blocat, pentru că s-a blocat ecranul.
locked-sleep = Blocat, pentru că calculatorul a intrat în repaus.
locked-session-end = Blocat, pentru că timpul sesiunii s-a încheiat.
locked-window-closed = Blocat, pentru că fereastra a fost închisă.
locked-network = Blocat, pentru că a apărut o rețea.
