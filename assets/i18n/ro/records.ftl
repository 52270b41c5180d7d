## Lista înregistrărilor, vizualizarea, adăugarea fișierelor și scoaterea de copii.

records-title = Înregistrări
records-count = { $count ->
    [one] { $count } înregistrare
    [few] { $count } înregistrări
   *[other] { $count } de înregistrări
}
records-customers-count = { $count ->
    [one] { $count } client
    [few] { $count } clienți
   *[other] { $count } de clienți
}
records-under-title = { $group } · { $records }, { $customers }
records-fit = { $fit } din { $records }
records-try-again = Încearcă din nou
records-all-groups = Toate grupurile
records-search = Caută înregistrări
records-search-hint = Caută un cod, un titlu sau o etichetă…
records-add-files = Adaugă fișiere
records-new-customer = Client nou

records-column-code = Cod de client
records-column-title = Titlu
records-column-kind = Tip
records-column-tags = Etichete
records-column-filed = Depus
records-column-size = Mărime
records-list = Lista înregistrărilor
records-row = { $code }, { $title }, { $kind }, { $filed }, { $size }
records-row-tagged = { $code }, { $title }, { $kind }, { $tags }, { $filed }, { $size }
records-loading = Se încarcă…

records-filter-group = Grup: { $group }
records-filter-group-all = Grup: toate
records-filter-type = Tip: { $kind }
records-filter-type-any = Tip: oricare
records-filter-tag = Etichetă: { $tag }
records-filter-tag-any = Etichetă: oricare
records-filter-tag-label = Eticheta, scrisă întocmai
records-filter-tag-here = Etichete din această listă
records-filter-date = Depus: { $when }
records-filter-date-any = Depus: oricând
records-filter-date-today = astăzi
records-filter-date-week = ultimele 7 zile
records-filter-date-month = ultimele 30 de zile
records-filter-date-year = anul acesta
records-filter-date-between = zile alese
records-filter-date-from = Din ziua
records-filter-date-to = Până în ziua
records-filter-date-hint = 2026-11-22
records-filter-date-bad = Scrieți ziua ca an-lună-zi, de exemplu 2026-11-22.
records-filter-customer = Client: { $code }
records-filter-use = Aplică
records-filter-clear-one = Arată din nou tot
records-filter-clear = Șterge filtrele

records-empty-title = Încă nicio înregistrare
records-empty-text = Adăugați fișiere sau trageți fișiere și dosare peste această fereastră. Se criptează pe măsură ce intră.
records-none-title = Nimic nu se potrivește
records-none-text = Nicio înregistrare nu are aceste cuvinte, în grupurile și zilele alese mai sus.
records-no-group-title = Niciun grup nu vă este deschis
records-no-group-text = Un supervizor acordă grupurile. Cereți-i unul, apoi deblocați din nou.
records-no-group-make = Înregistrările se țin în grupuri de clienți, fiecare cu cheile lui. Faceți primul grup.
records-no-group-button = Fă un grup

records-pick-title = Nimic ales
records-pick-text = Alegeți o înregistrare ca să o vedeți aici. Săgețile mută alegerea, Enter deschide.
records-many-title = { $count ->
    [one] { $count } înregistrare aleasă
    [few] { $count } înregistrări alese
   *[other] { $count } de înregistrări alese
}
records-many-text = Împreună { $size }. Copiile se pot scoate deodată.
records-many-groups = Sunt în grupuri diferite. Copiile se scot dintr-un singur grup odată.
records-open = Deschide
records-take-out = Scoate o copie…
records-edit = Modifică
records-opening = Se deschide…

record-kind-pdf = PDF
record-kind-image = Imagine
record-kind-text = Text
record-kind-csv = CSV
record-kind-sheet = Foaie
record-kind-word = Document
record-kind-mail = E-mail
record-kind-other = Altul

record-customer = Client
record-identity = Identitate
record-identity-reveal = Arată…
record-filed = Depus
record-filed-by = { $when }, { $who }
record-size = Mărime
record-file = Fișier
record-group = Grup
record-tags = Etichete
record-notes = Note
record-hash = SHA-256
record-hash-what = Amprenta conținutului. O copie cu aceeași amprentă este aceeași, octet cu octet.

viewer-back = Înregistrări
viewer-edit = Modifică detaliile
viewer-title-label = Titlu
viewer-tags-label = Etichete
viewer-tags-hint = scrisoare, contract
viewer-tags-help = Despărțiți etichetele prin virgule.
viewer-notes-label = Note
viewer-save = Salvează
viewer-discard = Abandonează
viewer-stop-editing = Renunță
viewer-saved = Salvat
viewer-title-missing = O înregistrare are nevoie de un titlu.
viewer-line-long = Cel mult { $max } de caractere.
viewer-unsaved = Încă nesalvat
viewer-fit = Încadrează
viewer-actual = 100 %
viewer-zoom-in = Mărește
viewer-zoom-out = Micșorează
viewer-zoom = { $percent } %
viewer-picture = Imagine: { $title }
viewer-picture-size = { $width } × { $height } pixeli
viewer-picture-reduced = arătată la o rezoluție mai mică; o copie are toți pixelii
viewer-text-lines = { $count ->
    [one] { $count } rând
    [few] { $count } rânduri
   *[other] { $count } de rânduri
}
viewer-text-encoding = citit ca { $encoding }
viewer-table-rows = { $count ->
    [one] { $count } rând
    [few] { $count } rânduri
   *[other] { $count } de rânduri
}
viewer-table-columns = { $count ->
    [one] { $count } coloană
    [few] { $count } coloane
   *[other] { $count } de coloane
}
viewer-cut = Acesta este începutul. Restul este în seif și se vede într-o copie.
viewer-table = Tabelul înregistrării
viewer-column = Coloana { $number }
viewer-not-title = Această înregistrare nu se arată aici
viewer-not-next = Scoateți o copie într-un dosar și deschideți-o cu alt program. Copia se compară cu originalul din seif, iar scoaterea ei se scrie în jurnal, cu motivul dumneavoastră.

not-shown-kind = Acest tip de fișier este păstrat în siguranță, dar încă nu se arată în fereastră.
not-shown-large = Fișierul este mai mare decât ce se arată în fereastră.
not-shown-damaged = Conținutul nu a putut fi citit ca tipul de fișier care spune că este.
not-shown-binary = Se numește text, dar octeții lui nu sunt text.
not-shown-empty = Fișierul este gol: nu are niciun conținut.

add-title = Adaugă fișiere
add-text = Fișierele se criptează pe măsură ce intră. Originalele rămân unde sunt.
add-customer-label = Client
add-customer-hint = Cod de client sau nume…
add-customer-hint-codes = Cod de client…
add-customer-none = Niciun client nu se potrivește. Verificați codul sau adăugați un client nou.
add-customer-change = Schimbă clientul
add-customer-first = Alegeți întâi clientul: fiecare înregistrare aparține unuia.
add-files-label = Fișiere
add-choose-files = Alege fișiere…
add-choose-folder = Alege un dosar…
add-drop = sau trageți fișiere și dosare aici
add-chosen = { $count ->
    [one] { $count } fișier sau dosar ales
    [few] { $count } fișiere și dosare alese
   *[other] { $count } de fișiere și dosare alese
}
add-remove = Scoate { $name } din listă
add-clear = Golește lista
add-start = Adaugă în seif
add-running = Se adaugă fișierele
add-cancel = Oprește
add-cancel-what = Oprirea păstrează fișierele deja intrate.
add-stopping = Se oprește…
add-report-done = { $count ->
    [one] { $count } fișier a intrat
    [few] { $count } fișiere au intrat
   *[other] { $count } de fișiere au intrat
}
add-report-none = Niciun fișier nu a fost adăugat
add-report-cancelled = Oprit. Ce a fost adăugat înainte rămâne.
add-report-size = { $size } criptați și verificați pentru { $code }.
add-report-duplicates = Conținut care era deja acolo
add-report-duplicates-text = Și aceste fișiere au intrat; seiful avea deja același conținut.
add-report-failed = Neadăugate
add-report-failed-text = Tot restul a intrat. Îndreptați ce scrie aici și adăugați-le din nou.
add-report-again = Adaugă alte fișiere
add-report-see = Vezi înregistrările
add-group-closed = Acest grup este închis: se poate citi, dar nu se mai adaugă nimic.

job-of = { $done } din { $total }
job-speed = { $size }/s
job-left-seconds = încă { $seconds } s
job-left-minutes = încă { $minutes } min
progress-import = Se criptează și se scrie
progress-export = Se decriptează și se verifică
progress-check = Se citește și se compară
progress-rekey = Se rescrie sub chei noi
progress-log-index = Se citește jurnalul de acces
progress-log-open = Se deschide indexul jurnalului de acces
progress-taking-log = Se scoate din jurnalul de acces
progress-checking-evidence = Se verifică probele
progress-archiving = Se arhivează
progress-verifying-log = Se verifică jurnalul de acces
progress-read-back = Se recitește ce s-a copiat
progress-move = Se copiază în celălalt grup
progress-customers = Se adaugă clienții

progress-delete = Se șterge
progress-words = Se șterg cuvintele din indexul de căutare
delete-open = Șterge definitiv…
delete-title = Ștergere definitivă
delete-what = { $count ->
    [one] Se șterge o înregistrare, cu tot conținutul ei:
    [few] Se șterg { $count } înregistrări, cu tot conținutul lor:
   *[other] Se șterg { $count } de înregistrări, cu tot conținutul lor:
}
delete-customer-what = Se șterge un client, cu toate înregistrările:
delete-customer-all = Dispar numele, datele de contact, notele și toate înregistrările. Codul rămâne ocupat: nu se dă niciodată altui client.
delete-final = Nu se poate reveni. Conținutul este suprascris în seif.
delete-stays = Ce rămâne: copiile de siguranță scrise înainte îl păstrează până la sfârșitul termenului lor; la fel și fișierele păstrate după reînnoirea cheilor, până la următoarea copie de siguranță verificată. Jurnalul de acces păstrează cine a șters și de ce. Copiile scoase nu mai țin de seif.
delete-reason-hint = Cine a cerut-o și pe ce temei
delete-next = Șterge definitiv…
delete-running = Se șterge
delete-goes-on = S-a hotărât. Dacă este oprită sau seiful se blochează, ștergerea continuă la următoarea autentificare.
delete-done = { $count ->
    [one] O înregistrare este ștearsă definitiv.
    [few] { $count } înregistrări sunt șterse definitiv.
   *[other] { $count } de înregistrări sunt șterse definitiv.
}
delete-customer-done = { $count ->
    [0] Clientul este șters definitiv. Nu avea nicio înregistrare.
    [one] Clientul este șters definitiv, cu o înregistrare.
    [few] Clientul este șters definitiv, cu { $count } înregistrări.
   *[other] Clientul este șters definitiv, cu { $count } de înregistrări.
}
delete-waits = Așteaptă un al doilea supervizor. Până atunci nu se șterge nimic.
delete-back = Înapoi
delete-unheld = Codurile, titlurile și mărimile le văd cei care dețin grupul.
delete-twins = { $count ->
    [one] O altă înregistrare a grupului are același conținut și rămâne.
    [few] Alte { $count } înregistrări ale grupului au același conținut și rămân.
   *[other] Alte { $count } de înregistrări ale grupului au același conținut și rămân.
}
out-title = Scoate o copie
out-what = { $count ->
    [one] O înregistrare iese din seif ca fișier necriptat:
    [few] { $count } înregistrări ies din seif ca fișiere necriptate:
   *[other] { $count } de înregistrări ies din seif ca fișiere necriptate:
}
out-more = și încă { $count }
out-reason-label = Motiv
out-reason-hint = Cine a cerut și pentru ce
out-reason-help = Se păstrează în jurnal, cu numele dumneavoastră, definitiv.
out-reason-missing = Scrieți un motiv de cel puțin { $min } caractere.
out-folder-label = Dosar
out-folder-hint = Unde se scrie copia
out-folder-choose = Alege un dosar…
out-next = Scoate…
out-confirm-title = O copie va ieși din seif
out-confirm-leaves = { $count ->
    [one] Un fișier necriptat de { $size } se scrie în { $folder }.
    [few] { $count } fișiere necriptate, împreună { $size }, se scriu în { $folder }.
   *[other] { $count } de fișiere necriptate, împreună { $size }, se scriu în { $folder }.
}
out-confirm-open = Oricine poate citi acel dosar le poate citi. Originalul rămâne în seif.
out-confirm-logged = Jurnalul păstrează numele dumneavoastră, ora, codul clientului, înregistrarea și motivul: „{ $reason }”.
out-confirm-go = Scoate copia
out-confirm-back = Nu acum
out-running = Se scrie și se verifică
out-done = { $count ->
    [one] Copia este scoasă și verificată
    [few] { $count } copii sunt scoase și verificate
   *[other] { $count } de copii sunt scoase și verificate
}
out-none = Nicio copie nu a fost scrisă
out-stop-keeps = Oprirea păstrează copiile terminate.
out-cancelled = Oprit. Copiile terminate înainte rămân.
out-done-text = Fiecare copie este, octet cu octet, ce a fost pus, și este scrisă pe mediu.
out-failed = Necopiate
out-verified = verificată
out-back = Înapoi la înregistrări

leave-title = Ieșiți fără să salvați?
leave-text = Ce ați scris aici nu este salvat.
leave-discard = Ieși fără salvare
leave-stay = Rămâi aici
close-title = Închideți fereastra?
close-sheets = Seiful este făcut, iar foile lui de recuperare nu sunt toate păstrate. Nu se mai arată nicăieri: un set pierdut acum trebuie înlocuit cu altul înainte ca acest seif să țină dosare adevărate.
close-unsaved = Ce ați scris aici nu este salvat.
close-jobs = Se lucrează: { $jobs }. Închiderea oprește lucrul. Ce este făcut rămâne.
close-go = Închide
close-stay = Rămâi
progress-backup-look = Se citește ce este pe suport
progress-backup-survey = Se caută ce s-a schimbat
progress-backup-write = Se sigilează și se scrie
progress-backup-read-back = Se recitește fiecare octet
progress-backup-verify = Se verifică
progress-backup-restore = Se restaurează
progress-backup-drill-log = Se compară jurnalul de acces
progress-backup-compare = Se compară cu ce este aici
