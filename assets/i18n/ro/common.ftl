# Cadrul ferestrei și cuvintele folosite de mai multe ecrane.
product-name = Strongroom
language-name = Limba
look-name = Culori
look-system = Ca pe desktop
look-light = Luminos
look-dark = Întunecat

role-staff = Personal
role-supervisor = Supervizor
role-backup-operator = Operator de copii
role-assessor = Evaluator

rail-records = Înregistrări
rail-customers = Clienți
rail-groups = Grupuri
rail-check = Verificarea seifului
rail-manual = Manual
rail-lock = Blochează

banner-sample = Seif de probă: nimic din el nu este real și nimic real nu are ce căuta în el.
banner-founding = Perioada de început: până când intră al doilea supervizor, semnătura fondatorului este valabilă singură și se trece pe lista de revizuit.
banner-sheets = Nimeni nu a spus încă că foile de recuperare sunt păstrate. Dacă toți supervizorii își pierd accesul, numai foile deschid acest seif.
banner-sheets-see = Vezi foile
countdown-idle = { $seconds ->
    [one] Nimeni nu a atins calculatorul de un timp. Se blochează peste { $seconds } secundă; orice tastă îl ține deschis.
    [few] Nimeni nu a atins calculatorul de un timp. Se blochează peste { $seconds } secunde; orice tastă îl ține deschis.
   *[other] Nimeni nu a atins calculatorul de un timp. Se blochează peste { $seconds } de secunde; orice tastă îl ține deschis.
}
countdown-session = { $seconds ->
    [one] Sesiunea se încheie peste { $seconds } secundă. Ce este salvat rămâne; autentificați-vă din nou pentru a continua.
    [few] Sesiunea se încheie peste { $seconds } secunde. Ce este salvat rămâne; autentificați-vă din nou pentru a continua.
   *[other] Sesiunea se încheie peste { $seconds } de secunde. Ce este salvat rămâne; autentificați-vă din nou pentru a continua.
}
notice-dismiss = Ascunde
notice-import-goes-on = { $count ->
    [one] Importul pentru { $code }, oprit de blocare, continuă: a rămas { $count } fișier.
    [few] Importul pentru { $code }, oprit de blocare, continuă: au rămas { $count } fișiere.
   *[other] Importul pentru { $code }, oprit de blocare, continuă: au rămas { $count } de fișiere.
}
notice-see-report = Vezi raportul
notice-more = Citește mai mult
notice-watchable = Pe acest fel de desktop (X11), alte programe ale dumneavoastră pot urmări ecranul și ce tastați. Sesiunea proprie a programului le ține afară.
job-ended-import = Adăugarea fișierelor s-a încheiat.
job-ended-export = Scoaterea copiilor s-a încheiat.
job-ended-import-customers = Importul clienților s-a încheiat.
job-ended-move = Mutarea clientului s-a încheiat.
job-ended-finish-move = Mutarea întreruptă a unui client s-a încheiat.
job-ended-rekey = Reînnoirea cheilor s-a încheiat.
job-ended-check = Verificarea seifului s-a încheiat.
notice-failed = { $count ->
    [one] { $count } autentificare cu numele dumneavoastră nu a reușit înainte de aceasta. Dacă nu era a dumneavoastră, anunțați alt supervizor.
    [few] { $count } autentificări cu numele dumneavoastră nu au reușit înainte de aceasta. Dacă nu erau ale dumneavoastră, anunțați alt supervizor.
   *[other] { $count } de autentificări cu numele dumneavoastră nu au reușit înainte de aceasta. Dacă nu erau ale dumneavoastră, anunțați alt supervizor.
}
notice-failed-since = { $count ->
    [one] { $count } autentificare cu numele dumneavoastră nu a reușit de la ultima, din { $time }. Dacă nu era a dumneavoastră, anunțați un supervizor.
    [few] { $count } autentificări cu numele dumneavoastră nu au reușit de la ultima, din { $time }. Dacă nu erau ale dumneavoastră, anunțați un supervizor.
   *[other] { $count } de autentificări cu numele dumneavoastră nu au reușit de la ultima, din { $time }. Dacă nu erau ale dumneavoastră, anunțați un supervizor.
}

status-air-gap-green = Fără rețea
status-air-gap-amber = Izolarea cere atenție
status-air-gap-red = Conectat la rețea
status-no-hardware = Fără componente de rețea
status-devices = Dispozitiv de rețea: { $devices }
status-log = Jurnal scris la { $time }
status-log-about = Ultimul eveniment al jurnalului de acces a fost scris pe disc la această oră. Ce nu poate fi trecut în jurnal nu se face.
status-locks = { $minutes ->
    [one] Se blochează în { $minutes } min
    [few] Se blochează în { $minutes } min
   *[other] Se blochează în { $minutes } min
}
status-locks-seconds = Se blochează în { $seconds } s
status-locks-about = Când nimeni nu atinge tastatura sau mouse-ul atâta timp, cheile și ecranele sunt eliberate. Se blochează și când se blochează ecranul, se închide capacul, altă sesiune primește ecranul sau calculatorul intră în repaus.
status-session = Sesiunea se încheie la { $time }
status-session-about = O sesiune se încheie după 12 ore, orice s-ar întâmpla. Autentificați-vă din nou pentru a continua.
status-clock-about = Ceasul acestui calculator. Seiful numără și timpul de la pornire, pe care nu îl poate schimba nimeni.

progress-stop = Oprește
progress-stopping = Se oprește…
progress-of = { $done } din { $total }
job-import = Se adaugă fișiere
job-export = Se scot copii
job-import-customers = Se importă clienți
job-move = Se mută un client
job-finish-move = Se încheie mutarea întreruptă a unui client
job-check = Se verifică seiful
job-rekey = Se reînnoiesc cheile

manual-title = Manual
manual-line = Se află pe acest calculator; nimic nu este adus din altă parte.
manual-close = Închide
manual-find = Caută în manual
manual-find-hint = Caută în manual…
manual-nothing = Nicio pagină nu conține aceste cuvinte.

picker-title-files = Alegeți fișiere
picker-title-file = Alegeți un fișier
picker-title-folder = Alegeți un dosar
picker-title-save = Alegeți unde se salvează
picker-why-vault = Cât timp un seif este deschis, programul alege singur fișierele, doar din locurile permise, ca să nu ia parte niciun alt program.
picker-why-no-dialog = Acest desktop nu are un dialog de fișiere, așa că programul îl arată pe al său.
picker-home = Dosarul propriu
picker-up = Sus
picker-reading = Se citește…
picker-unreadable = Acest dosar nu poate fi citit. Alegeți altul.
picker-empty = Nimic de ales în acest dosar.
picker-save-here = Aici nu se află niciun dosar. Fișierul se salvează în acesta.
picker-path = Sau scrieți o cale
picker-path-hint = /media/stick/scrisori
picker-name = Numele fișierului
picker-outside = Nu este într-un loc permis. Alegeți unul dintre locurile din stânga.
picker-choose = Alege
picker-cancel = Renunță
picker-take-folder = Tot dosarul
picker-count = { $count ->
    [one] { $count } ales
    [few] { $count } alese
   *[other] { $count } de alese
}
