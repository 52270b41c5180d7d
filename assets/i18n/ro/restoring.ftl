## Exersarea unei restaurări

rail-drill = Restaurare și exersare
job-drill = Se exersează o restaurare
drill-title = Exersarea unei restaurări
drill-line = Doar despre o copie restaurată o dată se știe că este una
drill-text = O copie de pe un suport, cea mai nouă dacă nu alegeți alta, este restaurată într-un dosar de rezervă, deschisă, numărată și comparată, apoi ștearsă. Este nevoie de cheia dumneavoastră de restaurare.
drill-sheets-stay = Foile de recuperare rămân în plicurile lor.
drill-folder = Dosar de rezervă
drill-folder-hint = Nu este ales nimic
drill-folder-about = Trebuie să fie loc pentru tot seiful, cel mai bine pe alt disc. Ce se restaurează acolo este la fel de criptat ca în seif și este șters apoi.
drill-go = Începe exercițiul
drill-running = Se exersează o restaurare
drill-stop-what = Oprirea șterge ce s-a restaurat. Copia rămâne cum este.
drill-cancelled = Oprit. Ce s-a restaurat este șters; în registru nu se păstrează nimic.
drill-passed = Reușit: copia din { $when } de pe „{ $medium }” a fost restaurată și totul este cum a fost.
drill-failed = Nereușit: copia din { $when } de pe „{ $medium }” nu este cum a fost.
drill-compared = Ce s-a comparat
drill-files = Fișiere, cu manifestul
drill-files-said = { $count }, { $size }: fiecare sumă este corectă
drill-log = Jurnalul de acces, cu manifestul
drill-log-said = { $count } intrări, rădăcina { $root }…
drill-statements = Declarații, cu manifestul
drill-rows = Rânduri, numărate unul câte unul
drill-rows-said = { $customers } clienți, { $records } înregistrări, { $identities } identități
drill-counts = Numere din momentul copierii
drill-counts-said = { $counted } din { $count } grupuri comparate
drill-contents = Conținuturi, cu sumele lor
drill-contents-said = { $count } înregistrări citite
drill-sealed = { $count ->
    [one] Un grup cere două persoane: fișierele lui au fost comparate, iar doar foile de recuperare îl deschid.
    [few] { $count } grupuri cer două persoane: fișierele lor au fost comparate, iar doar foile de recuperare le deschid.
   *[other] { $count } de grupuri cer două persoane: fișierele lor au fost comparate, iar doar foile de recuperare le deschid.
}
drill-uncounted = { $count ->
    [one] Pentru un grup nu există numere din acel moment: cine a scris ultima dată în el a fost întrerupt.
    [few] Pentru { $count } grupuri nu există numere din acel moment: cine a scris ultima dată în ele a fost întrerupt.
   *[other] Pentru { $count } de grupuri nu există numere din acel moment: cine a scris ultima dată în ele a fost întrerupt.
}
drill-found = Ce nu este cum a fost
drill-found-do = Scrieți astăzi o copie întreagă pe alt suport și exersați din nou. Păstrați acest suport așa cum este.
drill-signed = Semnat de dumneavoastră. Registrul îl păstrează, iar jurnalul de acces îl menționează.
drill-again = Exersați alta
drill-past = Exersări anterioare
drill-past-none = Nu s-a exersat încă nicio restaurare. Exersați una în fiecare trimestru.
drill-past-row = { $when }, { $medium }, de { $by }
drill-word-passed = Reușit
drill-word-failed = Nereușit

medium-form-medium = Suport
medium-form-none = Niciun suport al acestui seif nu este conectat
medium-form-choose = Alege alt loc…
backup-form-backup = Copie
backup-form-none = Nicio copie a acestui seif nu se află aici.
backup-form-newest = cea mai nouă
backup-form-verified = verificată: { $when }
backup-form-unverified = neverificată
backup-form-unverified-about = Nu a fost verificată încă. Fiecare fișier este comparat în timp ce este restaurată.
backup-form-damaged-about = Această copie a fost găsită stricată. Luați alta sau alt suport.

## Restaurarea în alt dosar

job-restore = Se restaurează o copie
drill-restore = Restaurare…
restore-title = Restaurarea unei copii
restore-line = Într-un dosar al ei sau în locul acestui seif
restore-text = O copie de pe un suport, cea mai nouă dacă nu alegeți alta, este restaurată ca seif de sine stătător, fiecare fișier este comparat cu ce s-a copiat, iar înregistrările cu cele de aici. Este nevoie de cheia dumneavoastră de restaurare.
restore-in-place = Copia este restaurată lângă acest seif, verificată și comparată cu el. Apoi semnează doi supervizori și ea ia locul seifului dintr-un singur pas. Seiful dinainte este păstrat alături.
restore-in-place-again = Această fereastră nu ajunge în jurul seifului ei: seiful este blocat și se deschide altă fereastră, în care vă autentificați din nou. Nimic nu se schimbă înainte ca amândoi să fi semnat.
restore-in-place-go = Blochează și continuă…
restore-apart = Acest seif nu este atins.
restore-to-folder = Într-un dosar al ei
restore-to-place = În locul acestui seif
restore-folder = Dosarul seifului restaurat
restore-go = Începe restaurarea
restore-running = Se restaurează o copie
restore-stop-what = Oprirea șterge ce s-a restaurat. Copia și seiful rămân cum sunt.
restore-cancelled = Oprit. Ce s-a restaurat este șters.
restore-done = Restaurat în { $folder }: copia din { $when }, { $files } fișiere, { $size }. Fiecare sumă este corectă.
restore-open = Fiecare îl deschide cu parola pe care o avea atunci.
restore-another = Restaurați alta
restore-compared = Comparat cu acest seif
restore-group = { $name }: { $there } înregistrări în copie, { $here } aici
restore-group-there = Un grup pe care nu îl aveți: { $there } înregistrări în copie
restore-group-sealed = Un grup pe care îl deschid doar foile de recuperare
restore-counts = { $there } doar în copie, { $here } doar aici, { $different } diferite
restore-same = Aceleași înregistrări, cu același conținut
compared-only-there = Doar în copie
compared-only-here = Doar aici
compared-different = Diferit
put-back-go = Pune înapoi…
put-back-done = pusă înapoi
put-back-going-on = Se pune înapoi
put-back-stop-what = Oprirea nu pune nimic înapoi.
put-back-stopped = Oprit. Nu s-a pus nimic înapoi.
restore-more = Încă { $count } nu sunt afișate

## Restaurarea în locul seifului

rail-restore = Restaurare
place-title = Restaurarea în locul seifului
place-line = Nimic nu se schimbă înainte ca doi supervizori să fi semnat
place-log-in = Ca să restaurați o copie în locul acestui seif, autentificați-vă din nou. Încă nu s-a schimbat nimic.
place-goes-on = Blocarea a oprit o restaurare în locul acestui seif. Autentificați-vă, iar ea continuă de unde a rămas. Încă nu s-a schimbat nimic.
place-back = Înapoi la seif
place-text = Copia este restaurată lângă seif, iar fiecare fișier este comparat cu ce s-a copiat. Este nevoie de loc pentru încă un seif și de cheia dumneavoastră de restaurare.
place-stay = O blocare o oprește. Cine se autentifică apoi o găsește continuând de unde a rămas.
place-begin = Începe restaurarea
place-running = Se restaurează lângă seif
place-staged = Restaurată lângă seif: copia din { $when }, { $files } fișiere, { $size }. Fiecare sumă este corectă.
place-will = Când ia locul seifului, ce s-a adăugat de la copie încoace rămâne doar în seiful păstrat.
place-kept = Seiful dinainte este păstrat alături, întreg. Semnăturile rămân în jurnalul restaurat: fiecare verificare spune ce s-a pierdut din el.
place-go = Semnează și pune-o în locul lui…
place-leave = Lasă seiful cum este
place-going-on = Se semnează și se pune în locul seifului
place-supervisors = Doar un supervizor care deține cheia de restaurare restaurează. Seiful este cum a fost.
place-not = S-a semnat, dar punerea în locul seifului nu s-a încheiat. Un seif întreg este acolo, cel dinainte sau cel restaurat: autentificați-vă și priviți, apoi reluați.
placed-title = Copia este în locul seifului
placed-text = Seiful este acum cel din { $when }: { $files } fișiere, { $size }.
placed-kept = Seiful dinainte este păstrat în acest dosar:
placed-kept-about = Păstrați-l până când nu mai lipsește nimic din el. Ce s-a adăugat de la copie încoace este doar acolo.
placed-open = Autentificare în seiful restaurat

## Restaurarea cu foile de recuperare, din prima fereastră

from-backup-line = Când nu există niciun seif sau nimeni nu-l mai poate deschide
from-backup-title = Restaurare dintr-o copie, cu foile de recuperare
from-backup-text = Aveți nevoie de un suport cu o copie, de trei dintre cele cinci foi de recuperare și de loc pe acest calculator pentru întregul seif. Nimeni nu trebuie să se autentifice.
from-backup-medium-hint = Dosarul stickului sau al discului
from-backup-medium-choose = Alegeți suportul…
from-backup-none = Acolo nu este nicio copie. Alegeți dosarul în care se află dosarul STRONGROOM.
from-backup-found = { $count ->
    [one] O copie, din { $when }
    [few] { $count } copii, cea mai nouă din { $when }
   *[other] { $count } de copii, cea mai nouă din { $when }
}
from-backup-where = Unde să fie seiful
from-backup-new = Într-un dosar nou
from-backup-place = În locul unui seif
from-backup-new-choose = Alegeți unde…
from-backup-place-choose = Alegeți dosarul lui…
from-backup-makes = Seiful este făcut în { $path }.
from-backup-keeps = Seiful din { $path } este înlocuit dintr-un singur pas, după ce copia este restaurată și verificată. El este păstrat alături, întreg.
from-backup-no-vault = În acest dosar nu este niciun seif și nici ce a rămas din unul.
from-backup-root = În jurul acestui dosar este doar tot calculatorul, iar fereastra nu are voie să ajungă până acolo. Alegeți un dosar mai adânc.
from-backup-next = Urmează altă fereastră. Ea ajunge la suport și la dosarul din jurul seifului, și nicăieri altundeva. Foile se scriu acolo.
from-backup-go = Continuă la copii…

by-sheets-title-backup = Care copie
by-sheets-backup-text = Verificați copia înainte de a deschide plicurile: nu cere nicio foaie și nicio cheie.
by-sheets-verify = Verific-o întâi
by-sheets-verifying = Se verifică copia
by-sheets-verify-stop = Oprirea nu schimbă nimic.
by-sheets-verified = Toate fișierele sunt acolo, așa cum spune lista lor: { $files } fișiere, { $size }. Că lista este semnată de oamenii seifului se știe după ce foile au deschis-o.
by-sheets-go-on = Scrieți foile…
by-sheets-sheets-text = Trei dintre cele cinci foi deschid copia. Scrieți cuvintele așa cum sunt pe hârtie sau citiți fiecare foaie dintr-o poză a codului ei. Ce scrieți nu se vede și este păstrat până când seiful este la loc.
by-sheets-opening = Se vede dacă foile deschid această copie
by-sheets-other-backup = Alegeți altă copie
by-sheets-other-sheets = Scrieți alte foi
by-sheets-title-ready = Restaurarea
by-sheets-they-open = Cele trei foi se potrivesc și deschid această copie.
by-sheets-new-text = Seiful este făcut în acest dosar:
by-sheets-place-text = Seiful din acest dosar este înlocuit și păstrat alături:
by-sheets-ready-text = Întâi totul este restaurat lângă acel loc, iar fiecare fișier este comparat cu ce s-a copiat. Nimic nu se schimbă înainte să vedeți comparația.
by-sheets-running = Se restaurează din copie
by-sheets-stop-what = Oprirea șterge ce s-a restaurat. Restul rămâne cum este.
by-sheets-cancelled = Oprit. Ce s-a restaurat este șters; restul este cum a fost. Foile sunt încă aici.
by-sheets-title-staged = Restaurată și verificată
by-sheets-staged = Copia din { $when }: { $files } fișiere, { $size }. Fiecare sumă este corectă, foile sunt ale acestui seif, iar lista este semnată de oamenii lui.
against-vault = Comparat cu seiful de acolo
against-nothing = Acolo unde va fi nu este încă niciun seif, deci nu este cu ce să fie comparată.
against-unopened = Seiful de acolo nu se deschide cu aceste foi, deci nu a fost comparat.
against-other = Seiful de acolo este altul decât cel din copie, deci nu au fost comparate. Vedeți dacă dosarul este cel bun.
against-group = Grupul { $number }: { $there } înregistrări în copie, { $here } în seiful de acolo
against-group-there = Grupul { $number }: { $there } înregistrări în copie; în seiful de acolo nu se deschide
against-group-unopened = Grupul { $number }: nu se deschide în copie
by-sheets-kept = Seiful de acolo este păstrat alături, întreg. Jurnalul celui restaurat spune că a venit prin foile de recuperare.
by-sheets-place = Pune-l la loc
by-sheets-placing = Este pus la loc
by-sheets-leave = Lasă totul cum a fost
by-sheets-away = Renunță
placed-here = Este în acest dosar:
placed-next = Ce urmează
placed-next-nobody = Dacă niciun supervizor nu se mai poate autentifica, aceleași foi înrolează unul: pagina de autentificare duce acolo.
placed-next-sheets = Foile sunt la fel de bune ca înainte. Puneți-o pe fiecare într-un plic nou, semnat; sau înlocuiți setul, dacă le-a văzut cineva.
placed-next-backup = Apoi scrieți o copie completă pe alt suport și exersați o restaurare din ea.

# Foile de recuperare ale unui seif deschis
rail-sheets = Foi de recuperare
sheets-title = Foi de recuperare
sheets-line = Trei din cinci deschid totul când nimeni altcineva nu poate
sheets-set = Setul în uz
sheets-since = În uz din
sheets-since-founding = ziua în care a fost înființat seiful
sheets-before = Setul de dinainte
sheets-before-said = { $set }, înlocuit la { $when }
sheets-text = Setul este tipărit pe fiecare foaie. Fiecare foaie este păstrată de altcineva, într-un plic închis și semnat, departe de suporturi. Programul nu poate arăta din nou o foaie.
sheets-old-open = Foile de dinainte deschid în continuare copiile scrise cât timp au fost în uz. Păstrați-le la fel de sigur ca pe cele noi până când acele suporturi sunt rescrise sau distruse; apoi ardeți-le.
sheets-may-not = Cine înlocuiește foile deține cheia care deschide copiile, iar dumneavoastră nu o dețineți. Cereți unui supervizor care o are.
sheets-owed = Nimeni nu a spus încă că aceste foi sunt păstrate. Dacă sunt, verificați aici trei dintre ele. Dacă lipsește vreuna, înlocuiți setul chiar azi.
sheets-behind = { $count ->
    [one] Un grup este deschis încă numai de foile de dinainte. Trece la cele noi când se autentifică cineva care îl deține; un grup care cere doi, când îl deschid amândoi. Păstrați foile de dinainte până atunci.
    [few] { $count } grupuri sunt deschise încă numai de foile de dinainte. Fiecare trece la cele noi când se autentifică cineva care îl deține; un grup care cere doi, când îl deschid amândoi. Păstrați foile de dinainte până atunci.
   *[other] { $count } de grupuri sunt deschise încă numai de foile de dinainte. Fiecare trece la cele noi când se autentifică cineva care îl deține; un grup care cere doi, când îl deschid amândoi. Păstrați foile de dinainte până atunci.
}
sheets-check = Verifică o foaie…
sheets-check-title = Verificarea unei foi
sheets-check-text = Tastați o foaie sau citiți-o dintr-o imagine. Se compară suma de control și aflați care foaie este; cuvintele nu sunt arătate și nu sunt păstrate.
sheets-check-whole = Foaia este întreagă: foaia { $number } din { $total }, setul { $set }.
sheets-close = Închide
sheet-of-in-use = Este din setul în uz.
sheet-of-replaced = Este dintr-un set înlocuit: deschide numai copii mai vechi.
sheet-of-founding = Este din setul cu care a fost înființat seiful. Dacă a fost înlocuit între timp se știe după autentificare.
sheet-of-unknown = Nu este dintr-un set al acestui seif cunoscut aici.
sheets-replace = Înlocuiește foile…
sheets-replace-title = Înlocuirea foilor de recuperare
sheets-replace-text = Înlocuiți-le când o foaie a fost pierdută, văzută sau folosită, ori când pleacă cineva care păstra una. Se tipărește un set nou, trei foi ale lui se tastează din nou, și semnează un al doilea supervizor. Până atunci setul în uz rămâne cum este, iar ce s-a tipărit din cel nou nu deschide nimic.
sheets-reason-hint = Foaia 2 s-a pierdut la mutarea biroului
sheets-reason-kept = Se păstrează în declarația pe care o semnează amândoi și în jurnalul de acces.
sheets-draw = Creează un set nou
sheets-out-text = Oricare { $needed } dintre aceste { $count } foi vor deschide seiful. Tipăriți fiecare foaie sau salvați-o pe fiecare pe alt suport și păstrați-le separat. Sunt arătate o singură dată: părăsirea paginii sau blocarea le uită.
sheets-type = Tastează trei dintre ele
sheets-type-text = Luați trei foi așa cum au ieșit din imprimantă și tastați-le sau citiți-le din imagini. Așa este sigur că pot fi citite înainte să conteze.
sheets-typed = Trei foi ale setului nou sunt aici. A mai rămas un pas: semnătura dumneavoastră și cea a unui al doilea supervizor.
sheets-go = Pune în uz setul nou
sheets-replacing = Se pune în uz setul nou…
sheets-give-up = Renunță
sheets-replaced = Setul nou este în uz. Cheile proprii ale seifului au fost făcute din nou, iar ce dețineți este împachetat pentru foile noi. Scrieți astăzi o copie completă.
recover-picture = Citește dintr-o imagine…
recover-reading = Se citește…
