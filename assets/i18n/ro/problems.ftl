# Ce s-a întâmplat (problem-…), ce urmează de făcut (problem-…-next) și motivele (why-…).
problem-wrong-credentials = Numele de autentificare sau parola este greșită.
problem-wrong-credentials-next = Verificați Caps Lock și aranjamentul tastaturii, apoi scrieți-le din nou. Încercarea este consemnată.
problem-throttled = Prea multe autentificări nereușite.
problem-throttled-next = Încercați din nou după { $until }. Dacă nu ați fost dumneavoastră, anunțați acum un supervizor.
problem-ask-supervisor = Prea multe autentificări cu numele dumneavoastră nu au reușit.
problem-ask-supervisor-next = Un supervizor trebuie să verifice și să vă permită să încercați din nou.
problem-not-air-gapped = Acest calculator este conectat la o rețea: { $device }.
problem-not-air-gapped-next = Scoateți cablul și opriți legăturile radio și telefoanele conectate, apoi încercați din nou. Un seif adevărat nu se deschide înainte.
problem-seat-taken = Seiful este deschis în alt program.
problem-seat-taken-next = Închideți cealaltă fereastră sau comandă de pe acest calculator, apoi încercați din nou.
problem-no-vault = În acest dosar nu este niciun seif. { $path }
problem-no-vault-next = Alegeți dosarul care conține fișierul header.cbor sau faceți un seif nou.
problem-folder-not-empty = Dosarul nu este gol. { $path }
problem-folder-not-empty-next = Alegeți un dosar gol sau numele unuia nou.
problem-newer-format = Acest seif a fost făcut de o versiune mai nouă a programului.
problem-newer-format-next = Instalați versiunea care l-a scris. Nimic nu a fost schimbat.
problem-damaged = Ceva din seif este deteriorat sau a fost schimbat din afară: { $what }.
problem-damaged-next = Nu lucrați mai departe în el. Cereți unui supervizor să verifice seiful și să readucă ultima copie verificată.
problem-statements-refused = Declarațiile semnate ale seifului nu se verifică: { $what }.
problem-statements-refused-next = Cineva sau ceva le-a schimbat din afară. Opriți-vă, lăsați calculatorul așa cum este și anunțați un supervizor.
problem-log-rolled-back = Din jurnalul de acces lipsesc intrări. { $whose ->
    [own] Când ați închis ultima dată seiful ({ $seen })
    [group] Când grupul { $name } a fost închis ultima dată
    [checkpoint] La punctul de control { $name }
    [break] Când a fost acceptată o ruptură (numărul { $name })
    [slip] Pe fișa de verificare
    [file] În punctul de control { $name }
   *[other] Când i s-a notat capătul
} avea { $then } intrări; acum are { $now }.
problem-log-rolled-back-next = În locul jurnalului a fost pusă o copie mai veche sau i s-a tăiat sfârșitul. Opriți-vă, lăsați calculatorul așa cum este și chemați un supervizor și pe cel care evaluează seiful. Până nu se uită ei, nu se mai arată nimic.
problem-log-forked = Jurnalul de acces a fost schimbat. { $whose ->
    [own] Când ați închis ultima dată seiful ({ $seen })
    [group] Când grupul { $name } a fost închis ultima dată
    [checkpoint] La punctul de control { $name }
    [break] Când a fost acceptată o ruptură (numărul { $name })
    [slip] Pe fișa de verificare
    [file] În punctul de control { $name }
   *[other] Când i s-a notat capătul
}, primele { $then } intrări erau altele decât acum; are { $now }.
problem-log-forked-next = { $agreed ->
    [0] Nu se știe care dintre ele au fost schimbate.
   *[other] Schimbarea este printre intrările de după numărul { $agreed }.
} Opriți-vă, lăsați calculatorul așa cum este și chemați un supervizor și pe cel care evaluează seiful. Până nu se uită ei, nu se mai arată nimic.
problem-lapsed = Deocamdată nu vă puteți autentifica: { $why }
problem-lapsed-next = { $see ->
    [nobody] Cereți unui supervizor să înregistreze ce lipsește. Contul și munca dumneavoastră se păstrează.
   *[other] Mergeți la { $see }, care poate înregistra ce lipsește. Contul și munca dumneavoastră se păstrează.
}
problem-refused = Regulile nu permit acest lucru: { $why }
problem-refused-next = Întrebați un supervizor dacă aveți nevoie pentru lucru. Nimic nu a fost schimbat.
problem-must-sign = Întâi se semnează acordul de confidențialitate.
problem-must-sign-next = Citiți-l până la sfârșit și semnați-l cu numele complet. Nimic altceva nu se deschide înainte.
problem-second-needed = Aceasta cere a doua persoană.
problem-second-needed-next = Una dintre ele trebuie să semneze împreună cu dumneavoastră: { $what }. Nu s-a făcut nimic.
problem-reason-needed = Aceasta cere un motiv scris, pentru că nu există al doilea supervizor pentru ea.
problem-reason-needed-next = Scrieți de ce se face de unul singur. Al doilea supervizor va citi motivul. Nu s-a făcut nimic.
problem-group-closed = Grupul este închis: poate fi citit, nu schimbat.
problem-group-closed-next = Puneți într-un grup deschis sau cereți unui supervizor să mute clientul.
problem-group-shut = Acest grup cere două persoane. { $what }
problem-group-shut-next = Deschideți-l împreună cu a doua persoană care îl deține, cu un motiv scris. Nu s-a făcut nimic.
problem-not-log-reader = Închiderea unui cont face o cheie nouă pentru jurnal, iar pe cea de acum nu o aveți dumneavoastră, ci: { $see }.
problem-not-log-reader-next = Cereți-i să îl închidă. Dacă nu mai poate veni niciunul, ca după recuperarea cu foile, închideți întâi conturile lor: când nu mai rămâne niciun cititor al jurnalului, deveniți dumneavoastră. Nu s-a făcut nimic.
problem-not-found = Nu există nimic cu acest nume sau cod. { $what }
problem-not-found-next = Verificați ce ați scris. Poate a fost mutat sau nu v-a fost acordat.
problem-name-taken = Numele este deja folosit. { $what }
problem-name-taken-next = Alegeți alt nume.
problem-bad-input = Ceva din ce ați scris nu se potrivește: { $what }. { $why }
problem-bad-input-next = Corectați și încercați din nou. Nimic nu a fost schimbat.
problem-weak-password = Parola nu este acceptată: { $why }
problem-weak-password-next = Patru sau cinci cuvinte fără legătură între ele și cu dumneavoastră fac o parolă bună.
problem-weak-code = Codul nu este acceptat: { $why }
problem-weak-code-next = Șase cifre sau mai multe, care nu sunt o dată și nu urmează un tipar, fac un cod bun.
problem-wrong-code = Cod greșit. Încercări rămase: { $left }.
problem-wrong-code-next = Tastați-l din nou sau autentificați-vă cu parola.
problem-code-gone = Nu mai există niciun cod.
problem-code-gone-next = Autentificați-vă cu parola. Apoi puteți alege din nou un cod.
problem-sheets = Foile de recuperare nu se potrivesc: { $why } { $what }
problem-sheets-next = Comparați-le cu hârtia, cuvânt cu cuvânt. Sunt necesare trei foi diferite din setul acestui seif. Nu s-a schimbat nimic.
problem-not-a-keyfile = Acesta nu este un fișier-cheie sau este deteriorat: { $path }
problem-not-a-keyfile-next = Alegeți de pe stick fișierul al cărui nume începe cu strongroom. Dacă este deteriorat, folosiți celălalt factor.
problem-no-token = Niciun token al dumneavoastră nu răspunde.
problem-no-token-next = Introduceți-l și atingeți-l când clipește.
problem-token-refused = Tokenul nu a făcut ce i s-a cerut: { $why }
problem-token-refused-next = Faceți ce lipsește și încercați din nou. Și celălalt factor deschide seiful.
problem-needs-full-log-in = Pentru aceasta este nevoie de autentificarea completă.
problem-needs-full-log-in-next = Blocați, autentificați-vă cu parola și cu fișierul-cheie sau tokenul și încercați din nou.
problem-no-space = Discul este prea plin: mai sunt liberi { $free }.
problem-no-space-next = Faceți loc pe disc sau folosiți unul mai mare. Ce s-a făcut până acum se păstrează; înregistrările se pot vedea în continuare.
problem-cannot-read = Fișierul nu poate fi citit: { $path } ({ $why })
problem-cannot-read-next = Verificați că există și că aveți voie să îl citiți, apoi încercați din nou.
problem-cannot-write = Fișierul nu poate fi scris: { $path } ({ $why })
problem-cannot-write-next = Verificați că locul există și nu este protejat la scriere sau alegeți altul.
problem-not-logged = Nu s-a făcut, pentru că nu a putut fi scris în jurnalul de acces: { $why }
problem-not-logged-next = Verificați că discul nu este plin sau defect, apoi încercați din nou. Nimic nu a fost schimbat.
problem-not-shown = Această înregistrare nu se arată aici: { $why }
problem-not-shown-next = Scoateți o copie pentru a o deschide în alt program.
problem-cancelled = A fost oprit.
problem-cancelled-next = Ce s-a terminat înainte se păstrează. Porniți din nou pentru rest.
problem-locked = Seiful este blocat.
problem-locked-next = Autentificați-vă și încercați din nou.
problem-not-printed = Nu s-a tipărit: { $why }
problem-not-printed-next = Verificați că imprimanta este pornită și are hârtie sau salvați fișierul și tipăriți-l în altă parte.
problem-partly = O parte s-a făcut: { $done }. Nefăcute: { $failed }; fiecare este numită mai sus.
problem-partly-next = Vedeți ce se spune despre fiecare și încercați-le din nou pe acelea.
problem-internal = Ceva nu a mers în program: { $why }
problem-internal-next = Încercați din nou. Dacă se repetă, notați aceste cuvinte pentru tehnicianul dumneavoastră. Nimic nu a fost schimbat.

# The fields that bad-input names, by their labels.
field-business = Numele firmei
field-founder = Numele dumneavoastră complet
field-login = Nume de autentificare
field-job-title = Funcția
field-exemption-reason = Motiv
field-group-name = Numele grupului
field-name = Nume
field-email = E-mail
field-phone = Telefon
field-address = Adresă
field-notes = Note
field-title = Titlu
field-tags = Etichete
field-screening = Verificare
field-typed-name = Numele dumneavoastră, scris
field-agreement = Acord
field-end = Sfârșit
field-rule = Regulă
field-reason = Motiv
field-fingerprint = amprenta
field-label = eticheta
why-input-empty = Este gol.
why-input-too-long = Este prea lung.
why-input-bad-character = Conține caractere care nu se pot tipări.
why-input-missing = Nu i s-a ales nicio coloană.
why-input-bad-line = Este gol, prea lung sau conține caractere care nu se pot tipări.

why-role = rolul dumneavoastră nu face acest lucru.
why-no-records-grant = acest grup nu v-a fost acordat.
why-no-identities-grant = numele și contactele acestui grup nu v-au fost acordate.
why-not-grantable = poate fi acordat doar ce dețineți dumneavoastră.
why-person-not-screened = nicio verificare a acestei persoane nu este valabilă acum. Consemnați întâi una.
why-person-not-agreed = această persoană nu a semnat acordul în vigoare. Îl semnează când se autentifică.
why-person-role = cei cu acest rol nu primesc niciodată această cheie.
why-not-a-sample = se face doar cu un seif de probă.
why-other-folders = foile de recuperare se pun în cinci dosare diferite.
why-not-screened = nu este consemnată nicio verificare valabilă pentru dumneavoastră.
why-too-short = are prea puține caractere: cel puțin 15, sau mai multe dacă așa spune casa.
why-too-long = are mai mult de 256 de caractere.
why-too-common = repetă câteva caractere sau este una cunoscută.
why-too-guessable = ar fi ghicită prea repede.
why-names-the-person = este în mare parte numele dumneavoastră sau al firmei.
why-used-before = este una dintre ultimele patru.
why-code-not-digits = conține și altceva decât cifre.
why-code-too-short = are prea puține cifre: cel puțin șase, mai multe dacă așa cere casa.
why-code-too-long = are mai mult de 31 de cifre.
why-code-date = se citește ca o dată.
why-code-pattern = numără în sus sau în jos ori se repetă.
why-two-factors = există deja doi factori suplimentari. Eliminați mai întâi unul.
why-factor-twice = acesta este deja unul dintre factorii dumneavoastră.
why-slots-changed = parola sau factorii au fost schimbați între timp în altă parte. Autentificați-vă din nou.
why-pin-needed = cere codul PIN al lui.
why-pin-not-set = nu are nici PIN, nici amprentă. Alegeți unul cu programul producătorului, pe alt calculator.
why-pin-wrong = nu v-a recunoscut. Numărați încercările: după opt coduri PIN greșite se blochează definitiv.
why-token-blocked = s-a blocat după prea multe încercări greșite. Scoateți-l și introduceți-l din nou; dacă nu ajută, folosiți celălalt factor.
why-token-not-touched = nu a fost atins.
why-token-cannot = îi lipsește ce trebuie: CTAP 2.1 cu hmac-secret și protocolul PIN 2.
why-passwords-differ = cele două parole nu sunt la fel.
why-no-spooler = pe acest calculator nu este instalat niciun sistem de tipărire.
why-being-moved = clientul este pe drum spre alt grup. O mutare întreruptă se încheie la următoarea autentificare a cuiva care are amândouă grupurile.
why-same-group = clientul este deja în acest grup.
why-group-in-use = în acest grup se lucrează acum; încercați din nou după ce lucrul se încheie.
why-special-file = nu este nici fișier, nici dosar.
why-changed-while-read = s-a schimbat în timp ce era citit.
why-deletion-waits = ștergerea definitivă cere doi supervizori, iar deocamdată este unul singur. Așteaptă până vine al doilea.
why-deletion-too-many = se șterg cel mult 1.000 de înregistrări deodată. Ștergeți mai întâi o parte din ele.
why-own-case = nimeni nu hotărăște despre sine.
why-second-is-first = a doua persoană trebuie să fie alta.
why-second-not-standing = a doua persoană nu poate semna acum: îi lipsește verificarea sau acordul, ori nu este supervizor.
why-few-holders = prea puține persoane dețin grupul: trebuie să rămână două care să îl deschidă, iar cu mai puțin de trei se cere confirmare.
why-two-person-time = este deja deschis.
why-text-waits = un alt text nou al acordului își așteaptă a doua semnătură. Mai întâi trebuie aprobat, refuzat sau retras.
why-second-holds-not = a doua persoană nu deține acest grup.
why-grant-takes-two = grupul cere două persoane, așa că și cine semnează aici cu dumneavoastră trebuie să îl dețină. Sau puneți cererea la coadă: după ce aprobă alt supervizor, acordați-l împreună cu oricine deține grupul.
why-request = cererea nu a fost aprobată, este despre altceva sau a fost deja folosită.
why-renewal-only = această sesiune este numai pentru reînnoire: verificarea altora, semnare, corectarea ceasului.
why-not-admitted = nu ați fost încă admis: întâi vine verificarea.
why-screening-lapsed = verificarea dumneavoastră a expirat.
why-inactive = contul nu a fost folosit prea mult timp.
why-left = acest cont este închis.
why-sheet-there = o foaie de recuperare se află deja acolo, poate a altui seif. Mutați-o sau alegeți alt dosar.
why-sheet-word = acest cuvânt al unei foi este greșit:
why-sheet-words = o foaie are 32 de cuvinte, iar aici erau
why-sheet-mistyped = un cuvânt al unei foi este greșit.
why-sheet-none = acesta nu este codul unei foi de recuperare.
why-sheet-newer = foaia a fost tipărită de o versiune mai nouă.
why-sheet-other-set = sunt din seturi diferite.
why-sheet-twice = aceeași foaie a fost dată de două ori.
why-sheet-too-few = mai sunt necesare:
why-sheet-other-vault = nu sunt ale acestui seif.
why-sheet-other-backup = deschid alte copii decât aceasta, ale acestui seif sau ale altuia. Alegeți altă copie sau luați foile din setul ei.
why-sheet-replaced = sunt ale acestui seif și au fost înlocuite cu altele. Deschid în continuare copiile de dinainte.
why-sheet-not-new = nu sunt din setul care tocmai a fost creat.
why-sheet-picture-no-code = în imagine nu s-a găsit niciun cod. Fotografiați din nou, drept de sus, la lumină bună și mare, sau tastați cuvintele.
why-sheet-picture-kind = imaginea unei foi este PNG sau JPEG.
why-sheet-picture-large = imaginea este prea mare.
why-sheet-picture-damaged = imaginea este deteriorată.
why-sheet-same-folder = altă foaie din acest set a fost salvată în acest dosar. Cine o găsește pe una le găsește pe amândouă: alegeți alt suport.
why-sheet-same-medium = cu această foaie, suportul ar ține atâtea câte recuperează seiful. Alegeți altul.
problem-log-archived = O parte din ce s-a cerut a fost dusă în arhivă: jurnalul de aici începe cu cadrul { $before }.
problem-log-archived-next = Cereți zile mai noi sau folosiți arhiva cu o copie a seifului.
problem-bad-evidence = Aceasta nu dovedește nimic: { $place }: { $why }.
problem-bad-evidence-next = Nu vă bazați pe ea. Cereți din nou dosarul de la cine a venit și comparați amprenta cu cea de pe hârtie.
why-inside-vault = Dosarul se află în seif. Alegeți unul din afara lui, pe un stick de exemplu.
why-inside-medium = Dosarul se află pe suportul cu copia. Alegeți unul de pe discul calculatorului.
why-nothing-old = Nicio parte a jurnalului nu este mai veche decât spune regula.
problem-medium-refused = Suportul nu a fost folosit: { $why }
problem-medium-refused-next = Conectați alt suport sau cereți înregistrarea acestuia.
problem-medium-full = Suportul este prea plin: mai sunt liberi { $free }.
problem-medium-full-next = Folosiți un suport mai mare. Copiile mai vechi nu au fost atinse.
problem-medium-failed = Suportul a cedat la { $path }: { $why }.
problem-medium-failed-next = Nimic din această copie nu contează. Folosiți alt suport și puneți-l deoparte pe acesta; copiile mai vechi nu au fost atinse.
problem-backup-running = Se scrie o copie de siguranță și nimic altceva nu se face în seif până nu este întreagă.
problem-backup-running-next = Așteptați să se termine sau opriți-o pe pagina „Copie de siguranță”: ce s-a scris mai înainte rămâne.
problem-work-goes-on = În seif se mai lucrează la altceva.
problem-work-goes-on-next = Așteptați să se termine sau opriți lucrul; apoi scrieți copia.
problem-backup-damaged = Copia de siguranță este stricată: { $what }.
problem-backup-damaged-next = Nu vă bazați pe ea. Scrieți astăzi o copie completă pe alt suport și verificați-le pe celelalte.
why-medium-not-apart = nu este pe un dispozitiv al lui, ci pe discul acestui calculator sau în memoria lui. Dacă este conectat un stick, nu este montat acolo.
why-medium-not-enrolled = nu este înregistrat.
why-medium-foreign = aparține altui seif.
why-medium-enrolled = este deja înregistrat.
why-medium-forged = ce spune despre sine nu este semnat de nimeni de aici.
why-medium-read-only = poate fi doar citit.
why-medium-empty = nu se află pe el nicio copie a acestui seif.
why-medium-unreadable = nu poate fi citit.
why-medium-out-of-reach = programul nu are voie să ajungă la el: dosarul în care a apărut nu exista când a pornit programul. Lăsați-l conectat, închideți programul și porniți-l din nou.
why-medium-retired = a fost scos din uz.
why-medium-copied = spune că este un suport care are alt număr de serie. Poate fi o copie.
why-medium-too-small = o copie completă nu încape pe el.
why-medium-too-old = a servit atâția ani câți permit regulile.
why-medium-written-often = a fost scris de atâtea ori de câte permit regulile.
why-medium-failed-before = pe el s-a găsit deja o copie stricată.
why-medium-device-worn = dispozitivul spune că se defectează sau că este uzat.
why-medium-wrong-set = astăzi este rândul altui set.
why-another-vault = în dosarul acela se află alt seif.
why-no-restore-key = nu dețineți cheia de restaurare cu care a fost sigilată această copie.
why-vault-changed = în seif s-a scris în timp ce era copiat.
why-no-break = Jurnalul este cel pe care l-ați văzut dumneavoastră și grupurile dumneavoastră. Nu este nimic de acceptat.
