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
unlock-lost = Niciun supervizor nu poate intra: foi de recuperare…
unlock-other = Alt seif…
alarm-damage = Seiful nu se deschide
alarm-again = Încearcă din nou
alarm-restore = Dacă nu-l mai poate deschide nimeni: „Alt seif…” duce la prima fereastră, unde trei foi de recuperare restaurează o copie.
locked-idle = Blocat, pentru că nimeni nu a atins calculatorul de un timp.
locked-screen-locked = Blocat, pentru că s-a blocat ecranul.
locked-sleep = Blocat, pentru că calculatorul a intrat în repaus.
locked-session-end = Blocat, pentru că timpul sesiunii s-a încheiat.
locked-window-closed = Blocat, pentru că fereastra a fost închisă.
locked-network = Blocat, pentru că a apărut o rețea.
locked-keyfile-removed = Blocat, pentru că a fost scos stickul cu fișierul-cheie.
locked-seat-switched = Blocat, pentru că altă sesiune a primit ecranul.
locked-lid-closed = Blocat, pentru că s-a închis capacul.
locked-suspicion = Blocat după o bănuială de acces străin. Contul este închis; ce este de făcut scrie pe fișă și, după deblocare, la Cereri.

recover-line = Când niciun supervizor nu se poate autentifica
recover-title-sheets = Tastați foile de recuperare
recover-text = Foile acestui seif înscriu un supervizor nou și nu fac nimic altceva aici. Tastați cuvintele așa cum stau pe hârtie; ce tastați nu se vede.
recover-sheet = Foaia { $number }
recover-missing = { $count ->
    [0] Destule foi.
    [one] Mai este nevoie de { $count } foaie.
    [few] Mai este nevoie de { $count } foi.
   *[other] Mai este nevoie de { $count } de foi.
}
recover-word = Cuvântul { $place } din { $words }
recover-word-note = Spațiul îl preia; primele patru litere ajung
recover-not-a-word = Acest cuvânt nu este pe nicio foaie. Tastați-l din nou.
recover-word-before = Cuvântul dinainte
recover-sheet-again = De la capăt
recover-title-person = Noul supervizor
recover-person-text = Persoana aceasta se așază și își alege singură parola. Nu primește înregistrările niciunui client; cei care mai dețin grupuri i le acordă.
recover-enrol = Înscrie acest supervizor
recover-waiting = Se înscrie. Durează câteva secunde, intenționat…
recover-title-done = Supervizorul este înscris
recover-done-text = { $login } se poate autentifica acum.
recover-done-fingerprint = Amprenta cheilor sale
recover-done-next = Mai departe: autentificați-vă, semnați acordul și închideți conturile pierdute. Puneți foile în plicuri noi, semnate.
recover-done-button = La autentificare


chooser-line = Care seif?
chooser-open = Deschideți un seif
chooser-open-button = Deschide
chooser-folder = Alt dosar…
chooser-no-vault = În { $path } nu este niciun seif. Alegeți dosarul care conține fișierul header.cbor.
chooser-new = Seif nou
chooser-new-about = Pentru clienți adevărați, pe un calculator care nu este în nicio rețea.
chooser-new-button = Fă un seif…
chooser-practice = Seif de exercițiu
chooser-practice-about = Pentru încercări, pe orice calculator. Nu pentru clienți adevărați.
chooser-practice-button = Fă un seif de exercițiu…
chooser-restore = Restaurare dintr-o copie, cu foile de recuperare…
chooser-network = Acest calculator este într-o rețea ({ $devices }). Aici se deschid doar seifuri de probă și de exercițiu.

wizard-line = Un seif nou
wizard-line-practice = Un seif de exercițiu nou
wizard-step = Pasul { $step } din { $steps }
wizard-back = Înapoi
wizard-next = Continuă
wizard-again = Încearcă din nou
wizard-title-folder = Unde va fi seiful?
wizard-title-you = Cine îl înființează?
wizard-title-password = Parola dumneavoastră
wizard-title-computer = Acest calculator
wizard-title-making = Se face seiful
wizard-title-sheets = Foile de recuperare
wizard-title-done = Seiful este gata
wizard-network-title = Acest calculator este într-o rețea
wizard-network-text = Un seif adevărat se face doar pe un calculator la care nu ajunge nicio rețea. Aici sunt active: { $devices }.
wizard-network-practice = Scoateți cablul și opriți legăturile radio, apoi începeți din nou. Sau faceți un seif de exercițiu, care se deschide pe orice calculator și nu este pentru clienți adevărați.
wizard-network-sheets = Foile așteaptă. Nimic din ele nu se arată, nu se tipărește și nu se salvează cât acest calculator este într-o rețea; apar din nou când nimic nu mai este activ. Nu închideți fereastra.
wizard-network-button = Fă un seif de exercițiu
wizard-folder-text = Seiful este un dosar pe un disc al acestui calculator. Tot ce conține este criptat.
wizard-folder-label = Dosar
wizard-folder-choose = Alege…
wizard-folder-absolute = Scrieți calea întreagă, de la prima bară oblică.
wizard-folder-hint = Dosarul trebuie să fie gol sau să nu existe încă. Alegeți un disc din calculator, nu un stick.
wizard-you-text = Deveniți primul supervizor: înscrieți pe alții și le acordați ce pot vedea. Numele apar pe fiecare foaie tipărită și nu pot fi schimbate mai târziu.
wizard-you-business = Numele firmei
wizard-you-founder = Numele dumneavoastră complet
wizard-you-login = Nume de autentificare
wizard-you-login-note = ce scrieți la deblocare
wizard-you-login-spaces = Un nume de autentificare nu are spații.
wizard-password-text = Nimeni nu o poate reseta. Dacă se pierde, trei dintre foile de recuperare aduc seiful înapoi.
wizard-password-first = Parolă
wizard-password-again = Încă o dată aceeași
wizard-password-differs = Cele două nu sunt la fel.
wizard-password-meter = Cât de puternică este parola
wizard-password-rule = Cel puțin { $count } caractere, cu tot cu spații; nu se cer majuscule sau semne, pentru că lungimea contează. Parolele cunoscute și numele dumneavoastră nu sunt acceptate. Patru sau cinci cuvinte fără legătură între ele fac o parolă bună.
wizard-password-chars = { $count ->
    [one] { $count } caracter până acum; este nevoie de 15.
    [few] { $count } caractere până acum; este nevoie de 15.
   *[other] { $count } de caractere până acum; este nevoie de 15.
}
wizard-password-refused = Nu este acceptată: { $why }
wizard-password-good = Bună.
wizard-password-strong = Foarte bună.
wizard-computer-text = Fiecare încercare a unei parole costă acest calculator muncă adevărată, ca un hoț cu o copie a seifului să nu poată încerca multe. Cât anume s-a măsurat acum.
wizard-computer-waiting = Se măsoară; durează câteva secunde…
wizard-computer-method = Metodă
wizard-computer-memory = Memorie
wizard-computer-mib = { $count } MiB la fiecare încercare
wizard-computer-passes = Treceri prin ea
wizard-computer-time = Timp
wizard-computer-seconds = cam { $seconds } s la fiecare încercare pe acest calculator
wizard-make = Fă seiful
wizard-making-text = Se trag cheile, se semnează declarația de înființare și se scriu primele baze de date.
wizard-making-waiting = Se face seiful. Durează câteva secunde…
wizard-making-back = Înapoi la început
wizard-sheets-text = Oricare { $needed } dintre aceste { $count } foi deschid împreună seiful când toate parolele sunt pierdute; mai puține nu deschid nimic. Tipăriți-le sau salvați-le fiecare în alt loc și păstrați-le separat. Se arată doar de data aceasta.
wizard-sheet = Foaia de recuperare { $number }
wizard-sheet-print = Tipărește { $number }
wizard-sheet-save = Salvează { $number }…
wizard-sheet-missing = nepăstrată
wizard-sheet-working = se lucrează…
wizard-sheet-printed = tipărită
wizard-sheet-saved = salvată
wizard-sheet-same-place = Acel dosar conține deja altă foaie. Alegeți alt loc, de exemplu alt stick.
wizard-sheet-tick = Am foaia { $number }, ținută separat
wizard-sheets-open = Bifați toate foile pentru a continua.
wizard-sheets-done = Am toate foile
wizard-fingerprint = Amprenta acestui seif
wizard-fingerprint-about = Aceste cuvinte sunt tipărite pe fiecare foaie. Cine le știe poate spune că seiful nu a fost schimbat cu altul.
wizard-done-text = Seiful firmei { $business } este gata. Acum este blocat.
wizard-done-folder = Dosar
wizard-done-login = Nume de autentificare
wizard-done-next = Urmează: deblocați-l, faceți un grup de clienți și înscrieți curând un al doilea supervizor, ca nicio semnătură să nu stea singură.
wizard-done-open = Mergi la deblocare
