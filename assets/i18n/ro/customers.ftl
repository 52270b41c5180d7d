## Clienții, importul lor dintr-un tabel, grupurile și verificarea seifului.

customers-title = Clienți
customers-search = Caută clienți
customers-search-hint = Caută un nume, un cod sau un contact…
customers-search-hint-codes = Caută un cod de client…
customers-new = Client nou
customers-import = Importă din CSV…
customers-list = Lista clienților
customers-column-code = Cod de client
customers-column-name = Nume
customers-column-contact = Contact
customers-column-records = Înregistrări
customers-column-added = Adăugat
customers-row = { $code }, { $name }, { $contact }
customers-no-name = nu vă este acordat
customers-codes-only = Vedeți numai coduri. Numele și contactele se acordă separat.
customers-empty-title = Încă niciun client
customers-empty-text = Adăugați primul client sau importați o listă dintr-un fișier CSV. Fiecare primește un cod care ține locul numelui peste tot.
customers-empty-text-codes = Clienții sunt adăugați de cine are voie să vadă identități. Codurile lor apar aici.
customers-none-title = Nimeni nu se potrivește
customers-none-text = Niciun client nu are aceste cuvinte în nume, cod sau contacte.
customers-pick-title = Nimeni ales
customers-pick-text = Alegeți un client ca să vedeți detaliile aici. Săgețile mută alegerea, Enter arată înregistrările.
customers-code-check = Acesta nu este un cod de client: ceva e scris greșit.

customer-see-records = Vezi înregistrările
customer-add-files = Adaugă fișiere
customer-edit = Modifică
customer-move = Mută…
customer-name = Nume
customer-email = E-mail
customer-phone = Telefon
customer-address = Adresă
customer-notes = Note
customer-notes-help = Se țin împreună cu numele, separat de înregistrări.
customer-group = Grup
customer-records = Înregistrări
customer-added = Adăugat
customer-moved = Mutat în { $group }
customer-moved-text = Codul duce acum la acel grup. Acest rând rămâne ca urmă.
customer-moved-elsewhere = alt grup
customer-name-missing = Un client are nevoie de un nume.
customer-email-bad = O adresă de e-mail are un nume, un @ și un domeniu.
customer-line-long = Cel mult { $max } de caractere.
customer-new-title = Client nou
customer-new-text = Programul trage la sorți un cod de client. Numele se ține separat de el, sub o cheie proprie.
customer-new-save = Adaugă clientul
customer-new-done = Adăugat. Codul este { $code }.
customer-edit-title = Modifică clientul
customer-edit-save = Salvează
customer-saved = Salvat
customer-cancel = Renunță
customer-leave-title = Ieșiți fără să salvați?
customer-leave-text = Ce ați scris nu este salvat.
customer-leave-discard = Ieși fără salvare
customer-leave-stay = Rămâi aici
customer-move-title = Mută în alt grup
customer-move-text = Clientul și toate înregistrările se copiază în celălalt grup, se verifică acolo, apoi se șterg de aici. Codul rămâne același.
customer-move-who = { $records ->
    [one] { $code } cu { $records } înregistrare
    [few] { $code } cu { $records } înregistrări
   *[other] { $code } cu { $records } de înregistrări
}
customer-move-will = { $code } trece din { $from } în { $to }.
customer-move-from = Din { $group }
customer-move-to = În
customer-move-choose = Alegeți un grup
customer-move-readers = După aceea le pot citi oamenii celuilalt grup, iar cei ai acestui grup nu mai pot.
customer-move-next = Mută…
customer-another = Adaugă alt client
customer-move-go = Mută clientul
customer-move-running = Se mută
customer-move-done = { $code } este acum în { $group }.
customer-move-nowhere = Nu există alt grup deschis ale cărui identități le dețineți.

csv-title = Importă clienți
csv-text = Dintr-un tabel salvat ca CSV. Nimic nu se adaugă înainte să vedeți cum este citit.
csv-what = Primul rând numește coloanele. Una conține numele clienților; pot fi și e-mail, telefon, adresă și note. Un rând care nu se potrivește este numit la sfârșit, iar celelalte intră.
csv-choose = Alege un fișier CSV…
csv-other = Alege alt fișier…
csv-reading = Se citește fișierul…
csv-group = Grupul în care intră clienții
csv-rows = { $count ->
    [one] { $count } rând
    [few] { $count } rânduri
   *[other] { $count } de rânduri
}
csv-column-for-name = Nume
csv-column-for-email = E-mail
csv-column-for-phone = Telefon
csv-column-for-address = Adresă
csv-column-for-notes = Note
csv-column-none = nu este în acest fișier
csv-column-fault = Nu se adaugă
csv-column-required = Alegeți coloana care conține numele.
csv-column-twice = O coloană este aleasă de două ori.
csv-preview = Primele rânduri, așa cum ar fi adăugate
csv-preview-table = Previzualizarea tabelului
csv-would-refuse = { $count ->
    [one] { $count } rând nu s-ar adăuga. Este marcat mai jos dacă este printre primele și este numit în raport.
    [few] { $count } rânduri nu s-ar adăuga. Sunt marcate mai jos dacă sunt printre primele și sunt numite în raport.
   *[other] { $count } de rânduri nu s-ar adăuga. Sunt marcate mai jos dacă sunt printre primele și sunt numite în raport.
}
csv-go = { $count ->
    [one] Importă { $count } client
    [few] Importă { $count } clienți
   *[other] Importă { $count } de clienți
}
csv-go-uncounted = Importă clienții
csv-running = Se importă clienții
csv-cancel-what = Oprirea păstrează clienții deja adăugați.
csv-done = { $count ->
    [one] { $count } client a fost adăugat
    [few] { $count } clienți au fost adăugați
   *[other] { $count } de clienți au fost adăugați
}
csv-cancelled = Oprit. Clienții adăugați înainte rămân.
csv-refused = { $count ->
    [one] { $count } rând a fost refuzat
    [few] { $count } rânduri au fost refuzate
   *[other] { $count } de rânduri au fost refuzate
}
csv-refused-text = Îndreptați aceste rânduri în fișier și importați-le din nou; celelalte au intrat.
csv-line = Rândul { $line }
csv-see = Vezi clienții
csv-refused-empty-name = Numele este gol.
csv-refused-too-long = O celulă este mai lungă decât încape într-un rând al clientului.
csv-refused-bad-character = O celulă are caractere care nu se pot tipări.
csv-refused-unreadable = Rândul nu a putut fi citit ca CSV.

groups-title = Grupuri
groups-text = Fiecare grup este un set de baze de date cu chei proprii.
groups-new = Grup nou
groups-list = Lista grupurilor
groups-column-name = Grup
groups-column-state = Stare
groups-column-customers = Clienți
groups-column-records = Înregistrări
groups-column-identities = Identități
groups-open = deschis
groups-closed = închis
groups-identities-yes = acordate
groups-identities-no = neacordate
groups-row = { $name }, { $state }, { $customers }, { $records }
groups-name-label = Numele grupului
groups-name-hint = Clienți privați
groups-make-title = Grup nou
groups-make-text = Se face un set nou de baze de date și chei. Cheile le dețineți dumneavoastră; ceilalți le primesc prin acordare.
groups-make-go = Fă grupul
groups-making = Se fac bazele de date și cheile…
groups-made = { $name } este gata.
groups-rename = Redenumește…
groups-rename-title = Redenumește grupul
groups-rename-go = Redenumește
groups-renamed = Grupul se numește acum { $name }.
groups-close = Închide…
groups-close-title = Închide definitiv { $name }
groups-close-text = Un grup închis se poate citi și căuta, dar nu se mai adaugă și nu se mai schimbă nimic. Nu poate fi redeschis.
groups-close-type = Scrieți numele grupului ca să confirmați
groups-close-go = Închide definitiv
groups-close-done = { $name } este închis.
groups-cancel = Renunță
groups-see-records = Vezi înregistrările
groups-see-customers = Vezi clienții
groups-empty-title = Încă niciun grup
groups-empty-text = Clienții și înregistrările lor se țin în grupuri. Oamenilor li se acordă câte un grup.
groups-empty-staff = Un supervizor face grupurile și le acordă. Cereți-i unul, apoi deblocați din nou.
groups-pick-title = Niciun grup ales
groups-pick-text = Alegeți un grup ca să vedeți ce se poate face cu el.
groups-supervisors-only = Supervizorii fac, redenumesc și închid grupuri.

check-title = Verifică seiful
check-text = Citește antetul, fiecare bază de date și fiecare înregistrare și compară fiecare conținut cu amprenta luată la intrare. Nimic nu se schimbă.
check-takes = La un seif mare durează. Între timp puteți lucra mai departe.
check-start = Începe verificarea
check-again = Verifică din nou
check-running = Se verifică
check-stop-what = Oprirea nu schimbă nimic.
check-sound = Seiful este întreg
check-sound-text = S-au citit { $files } fișiere și baze de date și conținutul a { $records } înregistrări. Toate sunt așa cum au fost scrise.
check-damage = { $count ->
    [one] { $count } lucru este deteriorat
    [few] { $count } lucruri sunt deteriorate
   *[other] { $count } de lucruri sunt deteriorate
}
check-damage-text = Nu mai scrieți pe acest disc decât dacă e nevoie. Luați cea mai nouă copie de siguranță și anunțați persoana care are grijă de calculator.
check-damage-list = Ce este deteriorat
check-damage-record = Înregistrare
check-looked = S-au citit { $files } fișiere și baze de date și conținutul a { $records } înregistrări.
check-orphans = { $size } de resturi
check-orphans-text = Părți din importuri întrerupte. Nicio înregistrare nu le numește și nimeni nu le poate vedea; doar ocupă loc.
check-repair = Șterge resturile…
check-repair-title = Ștergeți resturile?
check-repair-text = Seiful se verifică din nou, iar { $size } pe care nicio înregistrare nu le numește se șterg. Înregistrările nu sunt atinse. Nu se poate reveni.
check-repair-go = Șterge resturile
check-repair-back = Nu acum
check-repaired = S-au șters { $size } de resturi.
check-unopened = Nedeschise
check-unopened-text = Nu aveți cheia acestora, deci s-au verificat doar fișierele lor.
check-cancelled = Verificarea a fost oprită. Nimic nu s-a schimbat.
check-when = Verificat { $when }
groups-row-shut = { $name }, { $state }
groups-shut = nedeschis
groups-unopened = nu se deschide
groups-see-log = Mergi la jurnalul de acces
banner-unopened = { $count ->
    [one] Grupul { $name } nu se deschide.
    [few] { $count } grupuri nu se deschid.
   *[other] { $count } de grupuri nu se deschid.
}
banner-unopened-see = Vezi de ce
groups-two-mark-identities = numele cer două
groups-two-mark-whole = cere două
groups-two-mark-left = { $minutes ->
    [one] încă 1 minut
    [few] încă { $minutes } minute
   *[other] încă { $minutes } de minute
 }
two-person-no = O persoană
two-person-identities = Două pentru nume
two-person-whole = Două persoane
groups-two-title = Câte persoane cere
groups-two-person-no = O persoană care deține acest grup îl deschide.
groups-two-person-identities = O persoană deschide înregistrările. Numele și datele de contact cer două.
groups-two-person-whole = Două persoane care dețin acest grup îl deschid împreună. Niciuna nu poate singură.
groups-two-shut = Nu este deschis. O singură persoană nu poate deschide, găsi sau lista niciun client și nicio înregistrare.
groups-two-names-shut = Numele și datele de contact nu sunt deschise. Înregistrările se văd sub codurile lor.
groups-two-nobody = Nimeni altcineva care îl deține nu îl poate deschide acum împreună cu dumneavoastră.
groups-two-open = Deschideți cu a doua persoană…
groups-two-left = { $minutes ->
    [one] Deschis încă 1 minut, apoi se încuie din nou.
    [few] Deschis încă { $minutes } minute, apoi se încuie din nou.
   *[other] Deschis încă { $minutes } de minute, apoi se încuie din nou.
 }
groups-two-shut-now = Încuiați-l acum
groups-two-owed = Acestui grup i se datorează chei noi. Le fac două persoane care îl dețin; până atunci se folosesc cheile de dinainte.
groups-two-renew = Înnoiți cheile cu a doua persoană…
groups-two-open-title = Deschideți { $name } cu a doua persoană
groups-two-open-text = A doua persoană își scrie aici propria parolă. Ambele nume și motivul intră în jurnal. Grupul rămâne deschis cel mult 60 de minute și se încuie pe loc când se blochează seiful.
groups-two-open-go = Deschideți pentru o oră
groups-two-renew-title = Înnoiți cheile grupului { $name }
groups-two-renew-text = A doua persoană își scrie aici propria parolă. Ambele nume și motivul intră în jurnal. Grupul se deschide, primește chei noi și este rescris; aceasta continuă în timp ce lucrați.
groups-two-renew-go = Înnoiți cheile
groups-two-hand-title = Dați mai departe { $name } cu a doua persoană
groups-two-hand-text = Alt supervizor a aprobat. Cheia se împarte din nou de doi care dețin grupul: a doua persoană își scrie aici propria parolă. Ambele nume și motivul intră în jurnal.
groups-two-hand-go = Dă mai departe
groups-renew-about = Dacă poate cineva a văzut cheile: toate se fac din nou, iar grupul se rescrie. Semnează al doilea supervizor.
groups-renew = Reînnoiți-i cheile…
groups-two-with = Cine poate face aceasta cu dumneavoastră: { $who }
groups-two-reason = De ce se deschide
groups-two-reason-hint = La ce este nevoie de el, în câteva cuvinte
groups-two-login = Numele de autentificare al celei de-a doua persoane
groups-two-password = Parola celei de-a doua persoane
groups-two-waiting = Se verifică parola celei de-a doua persoane…
groups-two-opened = { $name } este deschis pentru o oră.
groups-two-renewed = { $name } este rescris cu chei noi.
groups-two-was-shut = Este încuiat din nou.
groups-two-ruled = S-a hotărât. Ce mai este de făcut scrie mai jos.
groups-two-waits = Schimbarea așteaptă al doilea supervizor.
groups-two-rule = Cine să îl deschidă
groups-two-rule-about = Grupul primește chei noi și este rescris. Semnează și al doilea supervizor.
groups-two-rule-go = Schimbați…
groups-two-ruling = Se fac chei noi și se rescrie grupul…
groups-two-too-few = Trebuie să îl dețină cel puțin două persoane. Acordați-l mai întâi cuiva.
groups-two-few-title = Numai { $count } persoane dețin { $name }
groups-two-few-text = Dacă una dintre ele nu poate veni sau pleacă, cealaltă nu deschide nimic din el: numai foile de recuperare păstrează cheia întreagă. Trei persoane sau mai multe sunt mai sigure.
groups-two-few-go = Chiar două
notice-group-shut = { $name } este încuiat din nou: ce deschid două persoane rămâne deschis cel mult o oră.
