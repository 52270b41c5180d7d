# Suporturile, copiile de siguranță și verificarea lor, așa cum le vede cine scrie copiile.

rail-backup = Copie de siguranță
rail-media = Suporturi
rail-verify = Verificare
job-backup-write = Se scrie o copie de siguranță
job-backup-verify = Se verifică o copie de siguranță
job-ended-backup-write = Scrierea copiei de siguranță s-a încheiat.
job-ended-backup-verify = Verificarea copiei de siguranță s-a încheiat.

backup-title = Copie de siguranță
backup-line = Copii criptate ale seifului, pe suporturi ținute separat
backup-closed-to-you = Puteți scrie și verifica copii. Nimic de pe această pagină și nicio cheie a dumneavoastră nu poate deschide ce se află în ele.
backup-looking = Se caută ce este conectat…
backup-plug-in = Conectați un suport
backup-plug-in-known = Luați de la locul lui suportul al cărui rând este și conectați-l. Apare aici singur după ce sistemul l-a montat.
backup-plug-in-first = Conectați un stick sau un disc. După ce sistemul l-a montat, apare aici și poate fi înregistrat. Aveți cel puțin trei care se schimbă pe rând.
backup-look-again = Caută din nou
backup-what-to-do = Ce este de făcut
backup-write = Scrie o copie
backup-verify = Verifică ce se află pe el
backup-everything = Scrie tot, nu doar ce s-a schimbat
backup-planning = Se citește ce se află pe el…
backup-plan-full = Se va scrie o copie completă.
backup-plan-increment = Se va scrie ce s-a schimbat de la { $when }.
backup-plan-goes-on = Pe el se află o copie întreruptă. Ce este bun din ea se continuă.
backup-plan-room = Ocupă cel mult { $size }; sunt liberi { $free }.
backup-plan-less = Totul la un loc ar ocupa { $size }; ce s-a schimbat ocupă mai puțin. Sunt liberi { $free }.
backup-plan-no-room = Ocupă până la { $size } și sunt liberi doar { $free }. Folosiți un suport mai mare.
backup-full-first = Pe acest suport nu se află încă niciuna.
backup-full-broken = Lipsește ceva de care cea mai nouă are nevoie.
backup-full-long = După ultima completă au urmat șase copii ale schimbărilor.
backup-full-old = Ultima completă este mai veche de treizeci de zile.
backup-full-other-key = Cheia de restaurare s-a schimbat între timp.
backup-days-ago = { $days ->
    [0] astăzi
    [1] ieri
    [few] acum { $days } zile
   *[other] acum { $days } de zile
}

backup-owed-title = De făcut
backup-owed-first = Nu s-a făcut încă nicio copie de siguranță. Scrieți una astăzi.
backup-owed-late = { $days ->
    [one] Ultima copie este veche de { $days } zi. Scrieți una astăzi.
    [few] Ultima copie este veche de { $days } zile. Scrieți una astăzi.
   *[other] Ultima copie este veche de { $days } de zile. Scrieți una astăzi.
}
backup-owed-damaged = O copie de pe „{ $medium }” a fost găsită stricată. Scrieți una completă pe alt suport.
backup-owed-turn = { $days ->
    [one] „{ $medium }” a fost scris acum { $days } zi și i-a trecut rândul.
    [few] „{ $medium }” a fost scris acum { $days } zile și i-a trecut rândul.
   *[other] „{ $medium }” a fost scris acum { $days } de zile și i-a trecut rândul.
}
backup-owed-never-written = „{ $medium }” nu a fost scris niciodată și i-a trecut rândul.
backup-owed-unverified = { $days ->
    [one] „{ $medium }” a fost verificat acum { $days } zi. Verificați-l.
    [few] „{ $medium }” a fost verificat acum { $days } zile. Verificați-l.
   *[other] „{ $medium }” a fost verificat acum { $days } de zile. Verificați-l.
}
backup-owed-never-verified = „{ $medium }” nu a fost verificat niciodată. Verificați-l.
backup-owed-drill = { $days ->
    [one] Ultima exersare a unei restaurări a fost acum { $days } zi. Un supervizor trebuie să exerseze una.
    [few] Ultima exersare a unei restaurări a fost acum { $days } zile. Un supervizor trebuie să exerseze una.
   *[other] Ultima exersare a unei restaurări a fost acum { $days } de zile. Un supervizor trebuie să exerseze una.
}
backup-owed-no-drill = Nu s-a exersat încă nicio restaurare. Un supervizor trebuie să exerseze una.
backup-owed-there = La pagina „Copie de siguranță”
notice-see = Vezi
notice-backups-owed = { $worst } { $count ->
    [one] Mai este { $count } lucru de făcut pentru copii.
    [few] Mai sunt { $count } lucruri de făcut pentru copii.
   *[other] Mai sunt { $count } de lucruri de făcut pentru copii.
}
status-backup-none = Nicio copie încă
status-backup = Copie { $days ->
    [0] astăzi
    [1] ieri
    [few] acum { $days } zile
   *[other] acum { $days } de zile
}, verificată
status-backup-about = Când a fost făcută cea mai nouă copie de siguranță recitită în întregime. Cine scrie copiile vede ce este de făcut.

backup-turns = Rotație
backup-its-turn = e rândul lui
backup-proof = Dovezi
backup-proof-last = Ultima copie
backup-proof-verified = Ultima verificare
backup-proof-drill = Ultima exersare

medium-of-set = Setul { $set }
medium-room = { $size }, liberi { $free }
medium-writes = Copii pe el
medium-mount = Montat la
medium-device = Dispozitiv
medium-serial = Serie
medium-file-system = Sistem de fișiere
medium-speed = Conexiune
medium-speed-mbit = USB, { $speed } Mbit/s
medium-health = Stare
medium-health-unsaid = nu se știe
medium-health-good = bună
medium-health-errors = { $count ->
    [one] { $count } eroare
    [few] { $count } erori
   *[other] { $count } de erori
}
medium-health-worn = uzat
backup-cached = Acest sistem de fișiere nu spune dacă s-a citit de pe suport sau din memoria acestui calculator. Pentru siguranță, scoateți suportul, conectați-l din nou și verificați-l.
backup-plan-bare = Programul „rawkey” nu este instalat aici: fără Strongroom această copie poate fi restaurată, dar bazele ei de date nu pot fi citite. Cine se ocupă de calculator îl compilează cu packaging/rawkey/build.sh.
written-bare = Această copie nu duce cu ea programul „rawkey”: fără Strongroom poate fi restaurată, dar bazele ei de date nu pot fi citite. Cine se ocupă de calculator îl compilează cu packaging/rawkey/build.sh.
media-edit = Modifică…
media-edit-title = Modificați „{ $medium }”
media-edit-about = Eticheta care stă în clar pe suport rămâne cea de la înregistrare. Scrieți-o pe cea nouă pe carcasa lui.
media-edit-go = Salvează
medium-practice = Acesta este un exercițiu: se află pe discul acestui calculator. La un seif adevărat ar fi refuzat.
medium-unsaid = nu se știe

enrol-title = Acest suport este nou: înregistrați-l
enrol-about = Scrieți eticheta și pe el. Eticheta stă în clar pe suport; restul rămâne în seif.
enrol-label = Etichetă
enrol-label-hint = Stick B, albastru
enrol-place = Loc
enrol-place-hint = seiful 2
enrol-set = Set de rotație
enrol-set-hint = B
enrol-set-about = Suporturile din același set își au rândul împreună. Lăsați setul gol pentru unul care nu intră la rând, cum ar fi o copie anuală.
enrol-holder = Deținător
enrol-holder-hint = cine îl are
enrol-missing = Este nevoie de aceasta.
enrol-too-long = Cel mult { $max } caractere.
enrol-go = Înregistrează
enrol-working = Se înregistrează…

refused-unreadable = Nu poate fi citit.
refused-unreadable-do = Scoateți-l și conectați-l din nou. Dacă tot nu poate fi citit, puneți-l deoparte și folosiți altul; ce se află pe alte suporturi nu este atins.
refused-out-of-reach = Programul nu are voie să ajungă la { $mount }: acolo nu era încă nimic când a pornit.
refused-out-of-reach-do = Lăsați suportul conectat, închideți programul și porniți-l din nou.
refused-not-apart = Ce se află la { $mount } nu este un suport de sine stătător: se află pe discul acestui calculator sau în memoria lui.
refused-not-apart-do = Conectați un stick sau un disc și lăsați sistemul să îl monteze. Dacă este conectat unul, montarea nu a reușit: scoateți-l și conectați-l din nou.
refused-unknown = Nu este înregistrat.
refused-unknown-do = Înregistrați-l.
refused-foreign = Aparține altui seif.
refused-foreign-do = Scoateți-l și duceți-l înapoi unde îi este locul. Nimic de pe el nu a fost schimbat.
refused-forged = Ce spune despre sine nu a fost semnat de nimeni de aici.
refused-forged-do = Scoateți-l și arătați-l unui supervizor: poate l-a pus cineva aici. Nu îl folosiți.
refused-retired = A fost scos din uz.
refused-retired-do = Folosiți alt suport. Dacă a fost scos din uz din greșeală, poate fi pus la loc pe pagina „Suporturi”. Ce se află pe el poate fi verificat.
refused-copied = Cel montat la { $mount } spune că este un suport cunoscut, dar numărul de serie este altul: poate fi o copie.
refused-copied-do = Scoateți-l, căutați suportul adevărat la locul lui și anunțați un supervizor.
refused-read-only = Poate fi doar citit.
refused-read-only-do = Căutați un comutator pe suport și deblocați-l, apoi conectați-l din nou. Un suport care rămâne doar pentru citire a ajuns adesea la capăt: folosiți altul.
refused-too-small = O copie completă ocupă până la { $needed }, iar el are cu totul { $size }.
refused-too-small-do = Folosiți un suport mai mare. Ce se află pe acesta poate fi verificat în continuare.
refused-years = { $count ->
    [one] A servit { $count } an, cât permit regulile.
    [few] A servit { $count } ani, cât permit regulile.
   *[other] A servit { $count } de ani, cât permit regulile.
}
refused-writes = { $count ->
    [one] A fost scris o dată, de câte ori permit regulile.
    [few] A fost scris de { $count } ori, de câte ori permit regulile.
   *[other] A fost scris de { $count } de ori, de câte ori permit regulile.
}
refused-failures = { $count ->
    [one] { $count } copie de pe el a fost găsită stricată.
    [few] { $count } copii de pe el au fost găsite stricate.
   *[other] { $count } de copii de pe el au fost găsite stricate.
}
refused-device = Dispozitivul spune că dă erori sau este uzat.
refused-worn-do = Folosiți alt suport și înregistrați unul nou pentru acest set. Țineți-l pe acesta la locul lui cât timp copiile de pe el contează, apoi scoateți-l din uz.
refused-wrong-set = Este rândul setului { $due }, iar acesta este din setul { $set }.
refused-wrong-set-do = Puneți-l la loc și conectați suportul din setul { $due }.

write-going-on = Se scrie o copie de siguranță
write-step-known = Suport recunoscut
write-step-survey = Se vede ce s-a schimbat și dacă este loc
write-step-write = Seiful se copiază așa cum este, criptat, și fiecare octet este recitit
write-step-commit = Se semnează lista celor scrise
write-step-release = Se eliberează suportul, ca să poată fi scos
write-stop = Oprește
write-stop-keeps = Oprirea lasă copiile mai vechi așa cum sunt. Ce este bun din aceasta rămâne și se continuă.
write-stopped = Oprit. Copiile mai vechi sunt așa cum erau. Aceasta nu contează încă; următoarea scriere o continuă.
write-was-stopped = Copia pe „{ $medium }” a fost oprită la { $when } { $why }. Copiile mai vechi sunt așa cum erau; ce este bun din aceasta se continuă.
write-stopped-network = pentru că mașina era într-o rețea ({ $devices })
write-stopped-lock = pentru că seiful a fost încuiat
write-plug-in-again = Conectați „{ $medium }” pentru a continua.
write-go-on = Continuă copia

written-done = Copia este pe „{ $medium }”: { $size }, scrisă și recitită.
written-removed = { $count ->
    [one] { $count } copie prea veche a fost îndepărtată de pe el.
    [few] { $count } copii prea vechi au fost îndepărtate de pe el.
   *[other] { $count } de copii prea vechi au fost îndepărtate de pe el.
}
written-letting-go = Se demontează… Nu îl scoateți încă.
written-busy = Alt program încă îl folosește. Închideți ce este deschis de pe el, apoi apăsați butonul: se încearcă din nou.
written-unmount = Demontați-l, apoi confirmați
written-unmount-how = Demontați { $mount } în managerul de fișiere al desktopului. Nu îl scoateți înainte.
written-confirm = Este demontat
written-leave = Îl las conectat
written-still-mounted = Este încă montat la { $mount }. De îndată ce nu mai este, pagina o spune.
written-remove = Acum puteți scoate „{ $medium }”
written-put-back = Locul lui: { $place }
written-done-go = Gata

media-title = Suporturi
media-line = Stickuri și discuri pe care se scriu copiile
media-none = Nu este înregistrat niciun suport
media-none-about = Conectați un stick sau un disc și înregistrați-l pe pagina „Copie de siguranță”.
media-enrol-one = La pagina „Copie de siguranță”
media-label = Etichetă
media-set = Set
media-place = Loc
media-holder = Deținător
media-written = Scris
media-verified = Verificat
media-enrolled = Înregistrat
media-failures = Găsite stricate
media-never = niciodată
media-in-use = în uz
media-retired = scos din uz
media-retired-about = Nu mai este scris. Ce se află pe el poate fi verificat și restaurat.
media-failed-once = găsit stricat
media-retire = Scoate din uz…
media-retire-title = Scoateți din uz „{ $medium }”?
media-retire-text = S-a pierdut, s-a stricat sau este plin cu ce trebuie păstrat. Nu mai este scris și nimeni nu mai este avertizat în privința lui. Ce se află pe el rămâne.
media-retire-go = Scoate din uz
media-use-again = Pune din nou în uz

verify-title = Verificare
verify-line = Citește ce s-a scris și compară cu lista semnată. Nu are nevoie de nicio cheie.
verify-none = Nu este conectat niciun suport al acestui seif
verify-none-about = Conectați suportul ale cărui copii trebuie verificate.
verify-empty = Pe el nu se află nicio copie
verify-empty-about = Scrieți una pe pagina „Copie de siguranță”.
verify-list = Copiile de pe suport
verify-made = Făcută
verify-kind = Fel
verify-size = Mărime
verify-verified = Verificată
verify-full = completă
verify-increment = schimbări
verify-full-about = O copie completă: nu are nevoie de alta.
verify-increment-about = Ce s-a schimbat de la cea dinainte. Tot ce îi trebuie este verificat odată cu ea.
verify-is-damaged = stricată
verify-how-much = Cât
verify-all = Tot
verify-sample = O probă
verify-all-about = Se citește fiecare octet.
verify-sample-about = Toate fișierele trebuie să fie acolo; se citește un volum din cinci, de fiecare dată altul. O probă nu trece drept verificare.
verify-go = Verifică această copie
verify-going-on = Se verifică
verify-stop = Oprește
verify-stop-keeps = Oprirea nu schimbă nimic pe suport.
verify-stopped = Oprit. Nu se notează nimic.
verify-whole = Nimic nu este stricat: { $files } fișiere, { $size }. S-a notat în registru.
verify-sample-whole = Nimic din probă nu este stricat: { $files } fișiere, { $size } citiți.
verify-damaged = { $count ->
    [one] { $count } fișier este stricat. S-a notat în registru.
    [few] { $count } fișiere sunt stricate. S-a notat în registru.
   *[other] { $count } de fișiere sunt stricate. S-a notat în registru.
}
verify-damaged-do = Nu vă bazați pe ea. Scrieți astăzi o copie completă pe alt suport și verificați-le pe celelalte.
verify-not-believed = Pe { $file } nu se poate conta: { $why }
backup-newest-missing = Pe acest suport a fost scrisă o copie mai nouă, din { $when }, care nu mai este acolo. A șters-o cineva sau a fost pusă înapoi o stare mai veche: aflați de ce înainte de a vă baza pe el.
media-drilled = Exersat ultima dată

# What is wrong with a file that was kept
wrong-missing = Lipsește
wrong-size = Mărimea nu este cea scrisă
wrong-content = Conținutul nu este cel scris
wrong-bytes = Octeții nu sunt cei scriși
wrong-not-of-generation = Nu este din această copie
wrong-not-plain = Nu este un fișier obișnuit
wrong-no-manifest = Nu este un manifest al acestei versiuni
wrong-other-vault = Este al altui seif
wrong-not-by-two = Nu este semnat de doi
wrong-not-by-person = Nu este semnat de o persoană
wrong-by-unknown = Este semnat de cineva necunoscut
wrong-not-by-machine = Nu este semnat de calculator
wrong-other-statement = Ultima declarație nu este cea din manifest
wrong-no-reader-key = Cheia care citește jurnalul de acces nu este printre ele
wrong-other-rows = Nu are atâtea rânduri câte spune că are
wrong-other-rows-then = Nu are atâtea rânduri câte avea când a fost copiat
wrong-other-machine-key = Nu este cheia numită în declarația de înființare
wrong-other-founding = A fost făcut sub altă declarație de înființare
wrong-other-account = Este al altui cont
wrong-other-wrap = Cheia împachetată nu este cea pentru care s-a semnat
wrong-no-wrap = Nu are cheia împachetată aflată în uz
wrong-no-statement = Nicio declarație nu numește acest grup
wrong-unknown-file = Niciun seif al acestei versiuni nu are un astfel de fișier
