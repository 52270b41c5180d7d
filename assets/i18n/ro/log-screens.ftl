# Ecranele jurnalului de acces: zilele, o zi, evenimentele, accesele, graficele, dialogurile, alarma.
rail-log = Jurnalul de acces
status-review-none = Jurnal revizuit
status-review = { $count ->
    [one] { $count } zi din jurnal de revizuit
    [few] { $count } zile din jurnal de revizuit
   *[other] { $count } de zile din jurnal de revizuit
}
status-review-others = { $count ->
    [one] { $count } zi din jurnal așteaptă alt supervizor
    [few] { $count } zile din jurnal așteaptă alt supervizor
   *[other] { $count } de zile din jurnal așteaptă alt supervizor
}
job-take-log = Se scoate ceva din jurnal
job-ended-take-log = Scoaterea din jurnal s-a încheiat.
customer-who-opened = Cine a deschis acest dosar
record-accesses = Accesări
record-accesses-see = Cine a deschis dosarul
log-title = Jurnalul de acces
log-list = Zilele jurnalului de acces
log-reading = Se citește…
log-reading-new = Se citește ce este nou în jurnal
log-reading-keeps = Ce s-a citit se păstrează; restul se citește data viitoare.
log-stopped = Citirea jurnalului a fost oprită. Ce s-a citit se păstrează.
log-read-on = Citește mai departe
log-review-oldest = Revizuiește ziua cea mai veche
log-charts = Grafice
log-events = Evenimente
log-menu = Mai multe
log-menu-evidence = Pachet de dovezi…
log-menu-slip = Fișă de revizuire…
log-menu-archive = Arhivează părțile vechi…
log-menu-break = Acceptă o ruptură…
log-break-text = Când sunteți autentificat, dar un grup nu se deschide fiindcă a văzut mai mult din jurnalul de acces decât există: acceptați aici. Dacă se deschide fiecare grup, nu este nimic de acceptat.
log-break-go = Acceptă ruptura
log-break-accepted = Ruptura este acceptată și rămâne pentru totdeauna în jurnal. Deschideți grupul din nou.
log-back = Înapoi la jurnal
log-back-plain = Înapoi
log-close = Închide
log-line-due = { $count ->
    [one] { $count } zi de revizuit, cea mai veche { $day }
    [few] { $count } zile de revizuit, cea mai veche { $day }
   *[other] { $count } de zile de revizuit, cea mai veche { $day }
}
log-line-none = Toate zilele încheiate sunt revizuite
log-line-read = { $count ->
    [one] citit până la { $count }
    [few] citit până la { $count }
   *[other] citit până la { $count }
}
log-empty-title = Jurnalul este încă gol
log-empty-text = Zilele apar aici de îndată ce lucrează cineva în seif. Fiecare se parcurge și se semnează a doua zi.
log-unreadable = { $count ->
    [one] { $count } intrare nu poate fi citită cu cheile dumneavoastră: a fost sigilată înainte să puteți citi jurnalul sau după. Este la locul ei, neschimbată.
    [few] { $count } intrări nu pot fi citite cu cheile dumneavoastră: au fost sigilate înainte să puteți citi jurnalul sau după. Sunt la locul lor, neschimbate.
   *[other] { $count } de intrări nu pot fi citite cu cheile dumneavoastră: au fost sigilate înainte să puteți citi jurnalul sau după. Sunt la locul lor, neschimbate.
}
log-others = { $count ->
    [one] Într-o zi au rămas doar actele dumneavoastră. Trebuie să le revizuiască alt supervizor.
    [few] În { $count } zile au rămas doar actele dumneavoastră. Trebuie să le revizuiască alt supervizor.
   *[other] În { $count } de zile au rămas doar actele dumneavoastră. Trebuie să le revizuiască alt supervizor.
}
log-column-day = Ziua
log-column-state = Revizuire
log-column-unusual = Neobișnuit
log-column-events = Evenimente
log-column-people = Oameni
log-row = { $day }: { $state }. { $unusual }. Evenimente: { $events }, oameni: { $people }
log-late = { $count ->
    [one] de revizuit, de { $count } zi
    [few] de revizuit, de { $count } zile
   *[other] de revizuit, de { $count } de zile
}
log-unusual-count = { $count ->
    [one] { $count } neobișnuit
    [few] { $count } neobișnuite
   *[other] { $count } neobișnuite
}
log-nothing-unusual = nimic neobișnuit
log-nothing-unusual-long = Nicio regulă nu a găsit ceva. Parcurgeți totuși ziua: regulile văd doar lucrurile pentru care au fost făcute.
log-events-count = { $count ->
    [one] { $count } eveniment
    [few] { $count } evenimente
   *[other] { $count } de evenimente
}
log-people-count = { $count ->
    [one] { $count } persoană
    [few] { $count } persoane
   *[other] { $count } de persoane
}
log-day-summary = { $events }, { $people }, { $unusual }
log-open-day = Deschide ziua
log-unusual = Neobișnuit
log-more-unusual = { $count ->
    [one] și încă { $count }
    [few] și încă { $count }
   *[other] și încă { $count }
}
log-counts = În cifre
log-count-log-ins = Autentificări
log-count-failed = Autentificări nereușite
log-count-searches = Căutări
log-count-views = Dosare deschise
log-count-names = Nume arătate
log-count-changes = Modificări
log-count-exports = Copii scoase
log-count-administration = Administrare
log-count-refused = Refuzate sau nereușite
log-about-today = Ziua nu s-a încheiat. Se poate semna până acum; ce se face mai târziu așteaptă din nou.
log-about-waits-for-another = Au rămas doar actele dumneavoastră, iar nimeni nu-și revizuiește singur actele.
log-about-alone = Un supervizor și-a revizuit singur actele, cu un motiv scris. Altul trebuie să ratifice.
log-reviews = Revizuită de
log-reviewed-by = { $who }, { $time }
log-review-invalid = Această semnătură nu se verifică și nu are nicio valoare. Anunțați alt supervizor.
log-review-alone = Singur, pentru că: { $reason }
log-mark = Marchează ca revizuită…
log-ratify = Ratifică…
log-marked = Revizuirea este semnată și se află în jurnal.
log-own-waits = { $count ->
    [one] { $count } act din această zi este al dumneavoastră. Așteaptă alt supervizor: nimeni nu-și revizuiește singur actele.
    [few] { $count } acte din această zi sunt ale dumneavoastră. Așteaptă alt supervizor: nimeni nu-și revizuiește singur actele.
   *[other] { $count } de acte din această zi sunt ale dumneavoastră. Așteaptă alt supervizor: nimeni nu-și revizuiește singur actele.
}
log-show-events = Arată evenimentele
log-hide-events = Ascunde evenimentele
log-events-behind = { $count ->
    [one] Deschide { $count } eveniment în listă
    [few] Deschide { $count } evenimente în listă
   *[other] Deschide { $count } de evenimente în listă
}
log-people = Cine ce a făcut
log-hours = Evenimente pe ore
log-person-reviewed = revizuit
log-person-open = de revizuit
log-person-mine = așteaptă pe altcineva
log-person-line = { $from } – { $to } · { $events }
log-who-nobody = nimeni autentificat
log-who-program = programul
log-who-program-long = Programul, încercări nereușite
log-group-nameless = un grup pe care nu îl dețineți
log-act-newer = Actul { $number } al unei versiuni mai noi
log-customers = { $count ->
    [one] { $count } client
    [few] { $count } clienți
   *[other] { $count } de clienți
}
log-finding-forged = { $count ->
    [one] { $count } intrare nu a fost scrisă de acest program sau a fost sigilată cu altă cheie.
    [few] { $count } intrări nu au fost scrise de acest program sau au fost sigilate cu altă cheie.
   *[other] { $count } de intrări nu au fost scrise de acest program sau au fost sigilate cu altă cheie.
}
log-ask-forged = Opriți-vă, lăsați calculatorul așa cum este și chemați evaluatorul.
log-finding-tries-reset = { $count ->
    [one] Fișierul care numără autentificările nereușite a fost șters sau dat înapoi.
    [few] Fișierul care numără autentificările nereușite a fost șters sau dat înapoi de { $count } ori.
   *[other] Fișierul care numără autentificările nereușite a fost șters sau dat înapoi de { $count } de ori.
}
log-ask-tries-reset = Cineva a umblat în dosarul seifului. Aflați cine putea ajunge la el.
log-finding-clock-jump = { $count ->
    [one] Ceasul calculatorului a fost schimbat.
    [few] Ceasul calculatorului a fost schimbat de { $count } ori.
   *[other] Ceasul calculatorului a fost schimbat de { $count } de ori.
}
log-ask-clock-jump = Întrebați cine l-a schimbat și de ce: orele din jur pot fi greșite.
log-finding-no-end = { $count ->
    [one] Programul s-a oprit fără să se încheie cum trebuie.
    [few] Programul s-a oprit de { $count } ori fără să se încheie cum trebuie.
   *[other] Programul s-a oprit de { $count } de ori fără să se încheie cum trebuie.
}
log-ask-no-end = Așa se întâmplă la o pană de curent sau la o eroare. Întrebați dacă a fost una.
log-finding-disk-full = { $count ->
    [one] Discul era plin.
    [few] Discul era plin de { $count } ori.
   *[other] Discul era plin de { $count } de ori.
}
log-ask-disk-full = Actele au fost refuzate până s-a făcut loc. Cereți să se elibereze loc în afara seifului.
log-finding-torn-tail = { $count ->
    [one] Sfârșitul jurnalului s-a rupt în timpul scrierii și a fost pus deoparte.
    [few] Sfârșitul jurnalului s-a rupt în timpul scrierii de { $count } ori și a fost pus deoparte.
   *[other] Sfârșitul jurnalului s-a rupt în timpul scrierii de { $count } de ori și a fost pus deoparte.
}
log-ask-torn-tail = Așa se întâmplă la o pană de curent. Nimic din ce a fost confirmat nu s-a pierdut.
log-finding-log-break = { $count ->
    [one] S-a acceptat că jurnalul nu este cel care a fost văzut.
    [few] S-a acceptat de { $count } ori că jurnalul nu este cel care a fost văzut.
   *[other] S-a acceptat de { $count } de ori că jurnalul nu este cel care a fost văzut.
}
log-ask-log-break = Citiți motivul și cereți-le celor doi semnatari să spună ce s-a readus. Comparați jurnalul cu o fișă mai veche.
log-finding-network = { $count ->
    [one] Calculatorul era conectat la o rețea.
    [few] Calculatorul era conectat la o rețea, de { $count } ori.
   *[other] Calculatorul era conectat la o rețea, de { $count } de ori.
}
log-ask-network = Aflați ce a fost conectat și de cine și cereți scoaterea componentei.
log-finding-failed-log-ins = { $count ->
    [one] { $who }: { $count } autentificare nereușită.
    [few] { $who }: { $count } autentificări nereușite.
   *[other] { $who }: { $count } de autentificări nereușite.
}
log-ask-failed-log-ins = Întrebați persoana al cărei nume a fost scris dacă a fost ea.
log-finding-throttled = { $count ->
    [one] { $who }: o autentificare nici nu a fost încercată, pentru că eșuaseră prea multe.
    [few] { $who }: { $count } autentificări nici nu au fost încercate, pentru că eșuaseră prea multe.
   *[other] { $who }: { $count } de autentificări nici nu au fost încercate, pentru că eșuaseră prea multe.
}
log-ask-throttled = Poate cineva ghicește o parolă. Întrebați cine era la calculator.
log-finding-out-of-hours = { $count ->
    [one] { $who }: { $count } act în afara programului casei.
    [few] { $who }: { $count } acte în afara programului casei.
   *[other] { $who }: { $count } de acte în afara programului casei.
}
log-ask-out-of-hours = Întrebați ce nu putea aștepta. Programul se află printre reguli.
log-finding-many-records = { $count ->
    [one] { $who } a deschis { $count } înregistrare.
    [few] { $who } a deschis { $count } înregistrări.
   *[other] { $who } a deschis { $count } de înregistrări.
}
log-ask-many-records = Mai mult decât este obișnuit într-o zi, după regulă. Întrebați pentru ce lucrare.
log-finding-many-names = { $count ->
    [one] { $who } a văzut { $count } nume de client.
    [few] { $who } a văzut { $count } nume de clienți.
   *[other] { $who } a văzut { $count } de nume de clienți.
}
log-ask-many-names = Mai mult decât este obișnuit într-o zi, după regulă. Întrebați de ce nu ajungeau codurile.
log-finding-first-group = { $count ->
    [one] { $who } a deschis { $group } prima dată.
    [few] { $who } a deschis { $group } prima dată.
   *[other] { $who } a deschis { $group } prima dată.
}
log-ask-first-group = Firesc după un acces nou. Verificați dacă există și pentru ce.
log-finding-exports = { $count ->
    [one] { $who } a scos { $count } copie din seif.
    [few] { $who } a scos { $count } copii din seif.
   *[other] { $who } a scos { $count } de copii din seif.
}
log-ask-exports = Motivul este lângă eveniment. Întrebați unde este copia acum.
log-finding-refusals = { $count ->
    [one] { $who } a fost refuzat o dată.
    [few] { $who } a fost refuzat de { $count } ori.
   *[other] { $who } a fost refuzat de { $count } de ori.
}
log-ask-refusals = Cineva a încercat ceva ce regulile nu îi permit. Întrebați ce urmărea.
log-mark-title = Marchează { $day } ca revizuită
log-mark-about = { $count ->
    [one] Semnătura spune că ați parcurs această zi, până la intrarea { $count } a jurnalului. Rămâne în jurnal, cu numele dumneavoastră și cu nota.
    [few] Semnătura spune că ați parcurs această zi, până la intrarea { $count } a jurnalului. Rămâne în jurnal, cu numele dumneavoastră și cu nota.
   *[other] Semnătura spune că ați parcurs această zi, până la intrarea { $count } a jurnalului. Rămâne în jurnal, cu numele dumneavoastră și cu nota.
}
log-mark-note = Notă
log-mark-note-hint = Ce ați găsit și ce ați făcut
log-mark-note-long = O notă are cel mult { $max } de litere.
log-mark-go = Semnează revizuirea
log-own-title = Actele dumneavoastră din această zi
log-own-wait = Așteaptă
log-own-wait-about = Alt supervizor le revizuiește cu autentificarea lui.
log-own-second = Alt supervizor semnează acum aici
log-own-second-about = Parcurge actele împreună cu dumneavoastră și se autentifică aici doar pentru această semnătură. Sesiunea dumneavoastră continuă.
log-own-alone = Cu un motiv scris
log-own-alone-about = Încă nu există al doilea supervizor. Motivul rămâne scris, iar al doilea va fi rugat să ratifice.
log-events-title = Evenimente
log-events-list = Evenimentele jurnalului de acces
log-words = Cuvinte din evenimente
log-words-hint = Cuvinte, apoi Enter
log-filter-person = Persoana
log-filter-act = Actul
log-filter-outcome = Rezultatul
log-filter-customer = Clientul
log-filter-code = Codul clientului
log-filter-when = Perioada
log-narrowed = Doar:
log-narrowed-only = Din spatele constatării: { $what }
log-narrowed-person = Persoana: { $what }
log-narrowed-act = Actul: { $what }
log-narrowed-outcome = Rezultatul: { $what }
log-narrowed-customer = Clientul: { $what }
log-narrowed-record = Înregistrarea: { $what }
log-narrowed-group = Grupul: { $what }
log-narrowed-when = Perioada: { $what }
log-narrowed-words = Cuvinte: { $what }
log-one-person = o persoană
log-days-between = { $from } – { $to }
log-days-from = din { $day }
log-days-to = până la { $day }
log-column-time = Ora
log-column-person = Persoana
log-column-act = Actul
log-column-customer = Clientul
log-column-words = Cuvinte
log-column-outcome = Rezultat
log-column-why = Motiv sau cuvinte
log-event-row = { $time }, { $who }: { $what } { $customer }, { $outcome }
log-none-title = Niciun eveniment nu se potrivește
log-none-text = Scoateți un filtru sau încercați alte cuvinte.
log-pick-title = Niciun eveniment ales
log-pick-text = Alegeți unul ca să vedeți tot ce se știe despre el.
log-fact-when = Când
log-fact-who = Cine
log-fact-customer = Client
log-fact-group = Grup
log-fact-count = Câte
log-fact-words = Cuvinte
log-fact-record = Înregistrare
log-fact-frame = Intrarea
log-fact-run = Rularea
log-more-codes = { $count ->
    [one] și încă { $count }
    [few] și încă { $count }
   *[other] și încă { $count }
}
log-see-customer = Cine a deschis acest dosar
log-see-person = Tot de la această persoană
log-see-record = Tot despre această înregistrare
log-see-day = Toată ziua
log-accesses-title = Cine a deschis acest dosar
log-accesses-list = Accesările acestui dosar
log-accesses-count = { $count ->
    [one] { $count } accesare
    [few] { $count } accesări
   *[other] { $count } de accesări
}
log-accesses-line = { $code } · { $accesses }, { $people }
log-save-report = Salvează raportul…
log-save-list = Salvează ca listă…
log-all-people = Arată toate persoanele
log-accesses-none-title = Nimeni nu a deschis acest dosar
log-accesses-none-text = Jurnalul nu conține nicio accesare a lui. Și această consultare este în jurnal.
log-accesses-about = Alegeți o accesare din stânga ca să o vedeți întreagă. Raportul conține același lucru pentru client, semnat.
log-access-row = { $time }, { $who }: { $what }. { $why }
log-charts-title = Grafice
log-chart-range = { $count ->
    [one] Ultima zi
    [few] Ultimele { $count } zile
   *[other] Ultimele { $count } de zile
}
log-chart-tables = Arată ca tabele
log-chart-accesses = Accesări pe zile și persoane
log-chart-week = Accesări pe orele săptămânii
log-chart-failures = Nereușite sau refuzate
log-chart-failed = Nereușite
log-chart-nothing = Nimeni nu a deschis un dosar în acest timp.
log-chart-no-failures = Nimic nu a eșuat și nu a fost refuzat în acest timp.
log-chart-accesses-said = { $all }, { $people }; cele mai multe pe { $day }: { $count }
log-chart-week-said = Cele mai multe: { $day }, ora { $hour }: { $count }
log-chart-failures-said = { $all } în total; cele mai multe pe { $day }: { $count }
log-chart-others = { $count ->
    [one] încă { $count }
    [few] încă { $count }
   *[other] încă { $count }
}
log-counts-line = Ce se poate număra fără cheie: niciun nume și niciun client
log-counts-fit = Verificat: fiecare intrare se potrivește cu cea dinainte și fiecare semnătură este bună. Nimic nu lipsește înăuntru și nimic nu a fost adăugat.
log-counts-frames = Intrări
log-counts-events = Evenimente
log-counts-runs = Rulări ale programului
log-counts-torn = Capăt rupt, pus deoparte
log-counts-failed = Autentificări nereușite pe zile
log-counts-runs-by-day = Rulări ale programului pe zile
log-take-evidence-title = Pachet de dovezi
log-take-evidence-text = Un dosar cu toate evenimentele acestor zile, dovezi că se află neschimbate în jurnal, semnătura dumneavoastră și un verificator pe care îl poate rula oricine, doar cu amprenta de înființare. Conține nume și motive necifrate.
log-take-evidence-hint = Pentru cine și despre ce
log-take-evidence-next = Duceți-l celui care l-a cerut și ștergeți-l aici. Se verifică cu verify.py, aflat în el.
log-take-report-title = Raport: cine a deschis { $code }
log-take-report-text = Un dosar cu toate accesările dosarului acestui client, ca PDF și tabel, cu semnătura dumneavoastră și un verificator. Raportul numește persoanele care au deschis dosarul.
log-take-report-hint = De exemplu: clientul a cerut în scris, 14 nov.
log-take-report-next = Dați-l clientului și ștergeți-l aici. Un singur octet schimbat este găsit de verify.py, aflat în el.
log-take-list-title = Listă de evenimente
log-take-list-text = Un fișier cu toate evenimentele lăsate să treacă de filtre: un tabel pentru foi de calcul sau JSON Lines pentru programe. Nu este semnat și nu dovedește nimic; pentru asta există pachetul de dovezi. Conține nume și motive necifrate.
log-take-list-form = Scris ca
log-take-list-csv = Tabel (CSV)
log-take-list-json = JSON Lines
log-take-list-hint = Pentru cine și despre ce
log-take-list-folder = În el se face un fișier nou
log-take-list-next = Duceți-l celui care l-a cerut și ștergeți-l aici.
log-take-list-written = { $count ->
    [one] Scris: { $count } eveniment.
    [few] Scris: { $count } evenimente.
   *[other] Scris: { $count } de evenimente.
}
log-take-from = De la
log-take-to = Până la
log-take-order = Ultima zi este înaintea primei.
log-take-folder-hint = În el se face un dosar nou
log-take-go = Scrie
log-take-running = Se adună, se dovedește și se semnează
log-take-keeps = La oprire nu rămâne nimic neterminat.
log-take-done = Gata
log-take-written = { $count ->
    [one] Scris și semnat: { $count } eveniment.
    [few] Scris și semnat: { $count } evenimente.
   *[other] Scris și semnat: { $count } de evenimente.
}
log-take-withheld = { $count ->
    [one] { $count } intrare nu poate fi citită cu cheile dumneavoastră. Este inclusă, dar sigilată.
    [few] { $count } intrări nu pot fi citite cu cheile dumneavoastră. Sunt incluse, dar sigilate.
   *[other] { $count } de intrări nu pot fi citite cu cheile dumneavoastră. Sunt incluse, dar sigilate.
}
log-slip-title = Fișă de revizuire
log-slip-text = O pagină care spune ce este jurnalul în acest moment: câte intrări are, capătul lui în cuvinte și punctul de control semnat, ca un cod.
log-slip-how = Semnați-o de mână și păstrați-o în afara acestei încăperi. Cine dă jurnalul înapoi, înainte de acest moment, este descoperit cu ajutorul ei.
log-slip-print = Tipărește
log-slip-save = Salvează ca PDF…
log-slip-file = fisa-de-revizuire-{ $day }
log-slip-saved = Fișa este salvată.
log-slip-printed = Fișa este la imprimantă.
log-slip-working = Se semnează un punct de control și se pregătește pagina…
log-archive-title = Arhivarea părților vechi ale jurnalului
log-archive-text = Părțile mai vechi decât spune regula se copiază într-un dosar, se verifică acolo și abia apoi se scot din seif. Locul și amprentele lor rămân, așa că jurnalul se verifică tot de la prima intrare. Semnează două persoane.
log-archive-rule = Se păstrează aici
log-archive-years = { $count ->
    [one] { $count } an
    [few] { $count } ani
   *[other] { $count } de ani
}
log-archive-none = Nicio parte a jurnalului nu este atât de veche. Nu este nimic de arhivat.
log-archive-old = Mai vechi
log-archive-what = { $count ->
    [one] { $count } parte, { $size }
    [few] { $count } părți, { $size }
   *[other] { $count } de părți, { $size }
}
log-archive-until = Ultima intrare
log-archive-before = Arhivate înainte
log-archive-go = Arhivează…
log-archive-running = Se copiază și se verifică
log-archive-keeps = La oprire, seiful rămâne cum este.
log-archive-done = { $count ->
    [one] Arhivat și verificat: { $count } parte, { $size }.
    [few] Arhivat și verificat: { $count } părți, { $size }.
   *[other] Arhivat și verificat: { $count } de părți, { $size }.
}
log-archive-next = Păstrați dosarul cât cere legea, în două locuri. Fără el, evenimentele vechi nu mai pot fi citite.
alarm-log-rolled-back = Din jurnalul de acces lipsesc intrări
alarm-log-forked = Jurnalul de acces a fost schimbat
alarm-log-known = Ce se știe
alarm-log-seen-by = Văzut
alarm-log-own = la ultima dumneavoastră blocare
alarm-log-group = când a fost închis ultima dată grupul { $name }
alarm-log-checkpoint = la punctul de control { $name } al jurnalului
alarm-log-other = când i s-a notat capătul
alarm-log-when = La data
alarm-log-then = Intrări atunci
alarm-log-now = Intrări acum
alarm-log-agreed = La fel până la
alarm-log-means = Ce înseamnă
alarm-log-means-rolled-back = În locul jurnalului a fost pusă o copie mai veche sau i s-a tăiat sfârșitul. Nu se întâmplă de la sine și nici la o pană de curent: o ultimă intrare ruptă este recunoscută și pusă deoparte.
alarm-log-means-forked = Intrările de atunci sunt acum altele. Cineva a scris altă istorie sau a adus părți din jurnalul altui seif. La fel se întâmplă dacă s-a readus o copie veche a dosarului seifului și s-a lucrat mai departe în ea.
alarm-log-call = Pe cine chemați
alarm-log-call-text = Alt supervizor și pe cel care evaluează acest seif. Notați ce scrie aici și spuneți-le.
alarm-log-leave = Ce să nu faceți
alarm-log-leave-1 = Nu readuceți și nu ștergeți nimic: s-ar acoperi urmele.
alarm-log-leave-2 = Nu opriți calculatorul și nu lăsați pe nimeni să lucreze la el.
alarm-log-leave-3 = Nu încercați alt cont: fiecare încercare se adaugă în jurnal.
alarm-log-shut = Nimic din seif nu a fost deschis.
alarm-log-manual = Despre această alarmă
alarm-log-back = Înapoi la autentificare
alarm-log-go-on = Cum se merge mai departe
alarm-log-go-on-text = Dacă s-a readus o copie veche după un dezastru și știți cine a făcut-o, doi supervizori pot accepta ruptura, sau unul singur, cu un motiv scris, dacă nu există altul. Actul, motivul și cine l-a semnat rămân pentru totdeauna în jurnal, în revizuirea lui și în fiecare verificare.
alarm-log-go-on-others = Dacă s-a readus o copie veche după un dezastru, un supervizor poate accepta ruptura împreună cu altul. Până atunci nu vi se deschide nimic.
alarm-log-accept = Acceptă ruptura…
alarm-log-accept-title = Acceptarea rupturii din jurnalul de acces
alarm-log-accept-about = Ce ați văzut înainte din jurnal, dumneavoastră și alții, se știe apoi că s-a pierdut. Se acceptă odată cu ea și bazele de date mai vechi decât erau. Acceptați doar dacă știți ce s-a readus și de ce.
alarm-log-accept-reason = Ce s-a întâmplat și de ce se merge mai departe
alarm-log-accept-password = Parola dumneavoastră, încă o dată
alarm-log-accept-go = Acceptă și autentifică
alarm-log-accept-cancel = Renunță
