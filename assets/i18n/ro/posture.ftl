# Starea de protecție a stației: numele fiecărui rând, ce înseamnă, ce s-a văzut, ce este de făcut; pagina și raportul.
rail-posture = Starea stației
posture-title = Starea stației
posture-line = Ce apără această stație în jurul programului
posture-green = Bine
posture-amber = De verificat
posture-red = De îndreptat
posture-summary-green = Totul este aici cum trebuie.
posture-summary-amber = { $count ->
    [one] { $count } lucru de verificat. Nimic nu trebuie îndreptat înainte să se țină aici dosarele clienților.
    [few] { $count } lucruri de verificat. Nimic nu trebuie îndreptat înainte să se țină aici dosarele clienților.
   *[other] { $count } de lucruri de verificat. Nimic nu trebuie îndreptat înainte să se țină aici dosarele clienților.
}
posture-summary-red = { $count ->
    [one] { $count } lucru trebuie îndreptat înainte să se țină aici dosarele clienților.
    [few] { $count } lucruri trebuie îndreptate înainte să se țină aici dosarele clienților.
   *[other] { $count } de lucruri trebuie îndreptate înainte să se țină aici dosarele clienților.
}
posture-looking = Se cercetează această stație…
posture-again = Cercetează din nou
posture-seen-at = Cercetat la { $when }
posture-column-row = Ce se privește
posture-column-state = Stare
posture-what = Ce s-a văzut
posture-why = Ce înseamnă
posture-do = Ce este de făcut
posture-nothing-to-do = Nimic.
posture-list = Rândurile stării de protecție
posture-take = Raport…
posture-take-title = Raport despre starea de protecție
posture-take-text = Un PDF cu toate rândurile și, lângă el, o semnătură care arată dacă s-a schimbat vreun octet. Nu numește niciun client și, dintre cei care lucrează aici, numai pe dumneavoastră. Se scrie ca dosar separat.
posture-take-reason-about = Se scrie în jurnalul de acces, nu în raport.
posture-take-hint = De exemplu: cerut de consultant
posture-take-done = Raportul a fost scris aici:
posture-take-next = Dați consultantului dosarul și, pe altă cale, amprenta seifului. Cu amândouă, „log verify-evidence” sau verify.py din dosar arată că nu s-a schimbat nimic.
posture-verify-log = Verifică jurnalul

posture-network = Rețea
posture-network-why = Dosarele care nu trebuie să iasă din cameră se țin pe un calculator la care nu ajunge nicio rețea. Cablurile, telefoanele care își împart legătura, tunelurile și rutele duc toate în afară.
posture-network-none = Nu există niciun dispozitiv de rețea.
posture-network-down = Există componente de rețea, care nu sunt active: { $devices }.
posture-network-down-do = Cereți scoaterea lor sau oprirea din firmware, ca să nu le poată porni nimeni.
posture-network-live = Un dispozitiv de rețea este activ: { $devices }.
posture-network-live-do = Deconectați-l sau opriți-l acum. Un seif cu dosare adevărate nu se deschide până atunci. Apoi chemați pe cine are grijă de acest calculator.

posture-radios = Legături radio
posture-radios-why = Wi-Fi, Bluetooth și internetul mobil trec prin pereți și nu le arată niciun cablu.
posture-radios-none = Nu există nicio legătură radio.
posture-radios-off = Există legături radio blocate sau ascunse: { $devices }.
posture-radios-off-do = Cereți scoaterea lor sau oprirea din firmware.
posture-radios-unknown = Sistemul nu spune ce legături radio are.
posture-radios-unknown-do = Îndreptați întâi rândul de mai sus, apoi cercetați din nou.
posture-radios-on = O legătură radio poate emite: { $devices }.
posture-radios-on-do = Blocați-o acum de la comutatorul sau tasta calculatorului, apoi cereți scoaterea ei.

posture-disk = Discul de sub seif
posture-disk-why = Seiful este criptat el însuși. Un disc criptat sub el păstrează și ce scrie sistemul în altă parte și ascunde câte fișiere sunt, dacă discul este furat sau aruncat.
posture-disk-encrypted = Discul de sub seif este criptat.
posture-disk-no-vault = Nu a fost numit niciun seif, așa că discul lui nu a fost cercetat.
posture-disk-no-vault-do = Numiți dosarul seifului sau autentificați-vă.
posture-disk-unknown = Sistemul nu spune dacă discul de sub seif este criptat: { $kind }.
posture-disk-unknown-do = Țineți seiful pe un disc al acestui calculator criptat cu LUKS. Un disc care se criptează singur nu se vede de aici: notați-l în lista de control a camerei.
posture-disk-plain = Discul de sub seif nu este criptat.
posture-disk-plain-do = Cereți reinstalarea acestui calculator cu criptarea întregului disc (LUKS) și mutarea seifului pe el.

posture-swap = Memorie scrisă pe disc
posture-swap-why = Când memoria nu ajunge, sistemul scrie părți din ea pe disc (swap), unde rămân.
posture-swap-none = Nimic din memorie nu se scrie pe disc.
posture-swap-memory = Ce se mută din memorie rămâne în memorie.
posture-swap-encrypted = Ce se scrie din memorie pe disc este criptat.
posture-swap-unknown = Sistemul nu spune unde se scrie memoria sau cum: { $device }.
posture-swap-unknown-do = Cereți oprirea spațiului de swap sau mutarea lui pe un volum criptat.
posture-swap-plain = Memoria se scrie pe un disc care se poate citi: { $device }.
posture-swap-plain-do = Cereți oprirea spațiului de swap și suprascrierea acestei partiții sau mutarea lui pe un volum criptat. Cheile seifului nu ajung niciodată acolo, dar documentele afișate pot ajunge.

posture-hibernation = Hibernare
posture-hibernation-why = Un calculator care hibernează își scrie toată memoria pe disc.
posture-hibernation-off = Acest calculator nu hibernează.
posture-hibernation-nowhere = Nu există unde să scrie o hibernare.
posture-hibernation-encrypted = Acest calculator poate hiberna, pe un volum criptat.
posture-hibernation-encrypted-do = Cereți oprirea hibernării: ce a fost în memorie nu trebuie să ajungă deloc pe disc.
posture-hibernation-unknown = Sistemul nu spune dacă acest calculator poate hiberna.
posture-hibernation-unknown-do = Cereți oprirea hibernării.
posture-hibernation-plain = Acest calculator poate hiberna pe un disc care se poate citi: { $device }.
posture-hibernation-plain-do = Cereți oprirea hibernării și suprascrierea acestei partiții.

posture-core-dumps = Programe căzute
posture-core-dumps-why = Un program care cade își poate lăsa memoria într-un fișier. Strongroom își interzice asta; celelalte programe au văzut același ecran și aceleași taste.
posture-core-dumps-none = Programele care cad nu lasă nimic în urmă.
posture-core-dumps-handled = Programele care cad sunt date lui { $program }, care le poate păstra memoria.
posture-core-dumps-handled-do = Cereți oprirea fișierelor core pentru tot sistemul.
posture-core-dumps-unknown = Sistemul nu spune ce se întâmplă cu programele care cad.
posture-core-dumps-unknown-do = Cereți oprirea fișierelor core pentru tot sistemul.
posture-core-dumps-kept = Programele care cad își lasă memoria în fișiere.
posture-core-dumps-kept-do = Cereți oprirea fișierelor core pentru tot sistemul și ștergerea fișierelor numite „core”.

posture-ptrace = Privitul în programe
posture-ptrace-why = Depanatoarele privesc în memoria unui program care rulează. Strongroom le refuză pentru sine; un sistem mai strict le refuză peste tot.
posture-ptrace-closed = Numai administratorul poate privi în programele care rulează, sau nimeni.
posture-ptrace-children = Un program poate privi în cele pe care le-a pornit.
posture-ptrace-children-do = Cereți ca kernel.yama.ptrace_scope să fie 2.
posture-ptrace-unknown = Sistemul nu spune cine poate privi în programele care rulează.
posture-ptrace-unknown-do = Cereți ca kernel.yama.ptrace_scope să fie 2, pe un nucleu care îl are.
posture-ptrace-open = Orice program poate privi în oricare altul al aceleiași persoane.
posture-ptrace-open-do = Cereți ca kernel.yama.ptrace_scope să fie 2.

posture-lockdown = Închiderea nucleului
posture-lockdown-why = Fără închidere (lockdown), cine este administrator citește memoria oricărui program, orice ar face programele.
posture-lockdown-full = Nucleul nu lasă pe nimeni să îi citească sau să îi schimbe memoria.
posture-lockdown-integrity = Nucleul nu lasă pe nimeni să îi schimbe memoria; administratorul o poate citi încă.
posture-lockdown-integrity-do = Cereți pornirea nucleului cu lockdown=confidentiality.
posture-lockdown-unknown = Sistemul nu spune dacă nucleul este închis.
posture-lockdown-unknown-do = Cereți pornirea nucleului cu lockdown=confidentiality și pornirea Secure Boot.
posture-lockdown-off = Nucleul nu este închis.
posture-lockdown-off-do = Cereți pornirea nucleului cu lockdown=confidentiality și pornirea Secure Boot.

posture-usb = Dispozitive USB
posture-usb-why = Un stick USB poate fi o tastatură, iar un telefon poate fi o rețea. Trebuie primite numai dispozitivele alese.
posture-usb-none = Acest calculator nu are USB.
posture-usb-guarded = USBGuard hotărăște ce dispozitive sunt primite și nimic nu este primit înaintea lui.
posture-usb-late = USBGuard rulează, dar nucleul primește dispozitivele înainte ca el să se uite.
posture-usb-late-do = Cereți ca nucleul să refuze de la început dispozitivele noi (usbcore.authorized_default=2).
posture-usb-shut = Dispozitivele noi sunt refuzate, iar USBGuard nu rulează ca să le primească pe cele potrivite.
posture-usb-shut-do = Cereți instalarea USBGuard, cu mediile și tokenurile acestei camere pe lista lui.
posture-usb-unknown = Sistemul nu spune ce dispozitive USB sunt primite.
posture-usb-unknown-do = Cereți instalarea USBGuard, cu mediile și tokenurile acestei camere pe lista lui.
posture-usb-open = Orice dispozitiv USB conectat este primit.
posture-usb-open-do = Cereți instalarea USBGuard, cu mediile și tokenurile acestei camere pe lista lui. Până atunci nu conectați altceva.

posture-screen-lock = Blocarea ecranului
posture-screen-lock-why = Strongroom se blochează singur. Blocarea ecranului ferește tot restul calculatorului de cine trece pe lângă el.
posture-screen-lock-kiosk = Chioșcul arată numai acest program, care se blochează singur.
posture-screen-lock-runs = Ecranul este blocat de { $program }.
posture-screen-lock-perhaps = { $program } poate bloca ecranul; dacă este setat așa nu se vede de aici.
posture-screen-lock-perhaps-do = Uitați-vă în setările ecranului de lucru: blocare după cel mult 5 minute și la stingerea ecranului.
posture-screen-lock-unknown = De aici nu se vede nicio sesiune cu ferestre.
posture-screen-lock-unknown-do = Uitați-vă la această pagină în fereastră.
posture-screen-lock-none = Nu rulează nimic care să blocheze ecranul.
posture-screen-lock-none-do = Cereți un program pentru asta sau folosiți sesiunea de chioșc, care arată numai Strongroom.

posture-session = Sesiunea cu ferestre
posture-session-why = Sub X11 orice program poate urmări tot ecranul și fiecare tastă, chiar și parolele. Wayland ține programele separate.
posture-session-wayland = Wayland: programele nu se pot urmări între ele.
posture-session-console = O consolă fără ferestre.
posture-session-x11 = X11: orice alt program din această sesiune ar putea urmări ecranul și tastele. Strongroom nu poate apăra de asta.
posture-session-x11-do = Folosiți sesiunea de chioșc, în care nu rulează alt program, sau un ecran de lucru Wayland.
posture-session-unknown = Sistemul nu spune ce fel de sesiune este aceasta.
posture-session-unknown-do = Folosiți sesiunea de chioșc sau un ecran de lucru Wayland.
posture-session-remote = Ecranul și tastele sunt la alt calculator.
posture-session-remote-do = Încheiați această sesiune. Strongroom se folosește chiar la stație.

posture-others = Programele altora
posture-others-why = Cine mai este conectat împarte memoria, discul și dispozitivele acestui calculator.
posture-others-none = Nu rulează programele nimănui altcuiva.
posture-others-hidden = Programele altora sunt ascunse pentru acesta, așa că nu se poate spune nimic despre ele.
posture-others-hidden-do = Cereți administratorului să vadă cine este conectat.
posture-others-there = Rulează programe ale altor persoane: { $users }.
posture-others-there-do = Cereți-le să se deconecteze. Nimeni altcineva nu trebuie să aibă cont pe această stație.
posture-others-administrator = Strongroom rulează ca administrator.
posture-others-administrator-do = Intrați în calculator ca utilizator obișnuit, făcut pentru această muncă, și porniți-l de acolo.

posture-clock = Ceas
posture-clock-why = Jurnalul, verificările și acordurile merg după ceas, iar fără rețea nu îl potrivește nimeni.
posture-clock-steady = Ceasul sistemului și ceasul mașinii arată la fel. Timpul este numărat de { $source }.
posture-clock-drifts = Între ceasul sistemului și ceasul mașinii sunt { $seconds ->
    [one] { $seconds } secundă
    [few] { $seconds } secunde
   *[other] { $seconds } de secunde
} diferență.
posture-clock-drifts-do = Comparați cu un ceas și cereți potrivirea amândurora.
posture-clock-local = Ceasul mașinii merge după ora locală, așa că cele două nu se pot compara.
posture-clock-local-do = Cereți ca ceasul mașinii să meargă după UTC.
posture-clock-unknown = Ceasul mașinii nu poate fi citit sau timpul este numărat aproximativ.
posture-clock-unknown-do = Comparați în fiecare săptămână cu un ceas.
posture-clock-wrong = Între ceasul sistemului și ceasul mașinii sunt { $seconds ->
    [one] { $seconds } secundă
    [few] { $seconds } secunde
   *[other] { $seconds } de secunde
} diferență.
posture-clock-wrong-do = Comparați cu un ceas și cereți potrivirea amândurora înainte să lucreze cineva. O baterie descărcată este o cauză obișnuită.
posture-clock-behind = Ceasul arată o oră dinaintea unui lucru deja trecut în jurnal.
posture-clock-behind-do = Comparați cu un ceas. Dacă ceasul este bun, un supervizor îl corectează în setări, cu un motiv.

posture-space = Spațiu liber
posture-space-why = Sub o limită nu se mai adaugă nimic, ca să se poată deschide mereu ce există.
posture-space-enough = Sunt liberi { $free }. Adăugarea se oprește la { $floor }.
posture-space-low = Sunt liberi numai { $free }. Adăugarea se oprește la { $floor }.
posture-space-low-do = Plănuiți un disc mai mare sau ștergeți din afara seifului ce nu mai trebuie.
posture-space-unknown = Nu a fost numit niciun seif sau sistemul nu spune cât spațiu a rămas.
posture-space-unknown-do = Numiți dosarul seifului sau autentificați-vă.
posture-space-gone = Sunt liberi numai { $free }: adăugarea s-a oprit, ca de fiecare dată la { $floor }.
posture-space-gone-do = Faceți loc în afara seifului. Vizualizarea și copiile de siguranță merg mai departe.

posture-folder = Dosarul seifului
posture-folder-why = Ce se află în el este criptat, dar cine poate scrie acolo îl poate distruge sau poate pune o copie veche în locul lui.
posture-folder-closed = Numai proprietarul lui ajunge la el.
posture-folder-loose = { $count ->
    [one] Dosarul este închis, dar { $count } lucru din el este deschis altora.
    [few] Dosarul este închis, dar { $count } lucruri din el sunt deschise altora.
   *[other] Dosarul este închis, dar { $count } de lucruri din el sunt deschise altora.
}
posture-folder-loose-do = Cereți repunerea permisiunilor: dosarele 0700, fișierele 0600, toate ale aceluiași utilizator.
posture-folder-unknown = Nu a fost numit niciun seif sau dosarul lui nu a putut fi cercetat.
posture-folder-unknown-do = Numiți dosarul seifului sau autentificați-vă.
posture-folder-open = Alții pot ajunge la dosarul seifului sau pot pune altul în locul lui.
posture-folder-open-do = Cereți ca nimeni altcineva să nu poată scrie în el și în cele de deasupra, iar dosarul seifului să aibă 0700.

posture-confinement = Îngrădirea programului
posture-confinement-why = Strongroom își ia singur ce nu îi trebuie: rețeaua, alte fișiere, alte programe. La fiecare pornire le încearcă pe toate și toate trebuie să eșueze.
posture-confinement-held = Tot ce a fost încercat a eșuat, cum trebuie.
posture-confinement-weaker = { $count ->
    [one] { $count } protecție este mai slabă decât pe un nucleu mai nou.
    [few] { $count } protecții sunt mai slabe decât pe un nucleu mai nou.
   *[other] { $count } de protecții sunt mai slabe decât pe un nucleu mai nou.
}
posture-confinement-weaker-do = Cereți trecerea sistemului la o versiune mai nouă, când se plănuiește următoarea.
posture-confinement-unknown = În acest proces nu s-a încercat nimic.
posture-confinement-unknown-do = Uitați-vă la această pagină în fereastră.
posture-confinement-broken = { $count ->
    [one] { $count } lucru care trebuia să eșueze nu a eșuat.
    [few] { $count } lucruri care trebuiau să eșueze nu au eșuat.
   *[other] { $count } de lucruri care trebuiau să eșueze nu au eșuat.
}
posture-confinement-broken-do = Cereți cercetarea acestui calculator înainte de a-l folosi. Un seif cu dosare adevărate nu se deschide până atunci.

posture-backup = Ultima copie de siguranță
posture-backup-why = Focul, furtul și un disc stricat iau tot ce se află numai aici.
posture-backup-fresh = { $days ->
    [0] Ultima copie de siguranță a fost făcută astăzi.
    [one] Ultima copie de siguranță este veche de { $days } zi.
    [few] Ultima copie de siguranță este veche de { $days } zile.
   *[other] Ultima copie de siguranță este veche de { $days } de zile.
}
posture-backup-bare = { $days ->
    [0] S-a făcut o copie de siguranță astăzi. Programul „rawkey” nu este instalat aici, deci bazele de date din copii nu pot fi citite fără Strongroom.
    [one] S-a făcut o copie de siguranță acum { $days } zi. Programul „rawkey” nu este instalat aici, deci bazele de date din copii nu pot fi citite fără Strongroom.
    [few] S-a făcut o copie de siguranță acum { $days } zile. Programul „rawkey” nu este instalat aici, deci bazele de date din copii nu pot fi citite fără Strongroom.
   *[other] S-a făcut o copie de siguranță acum { $days } de zile. Programul „rawkey” nu este instalat aici, deci bazele de date din copii nu pot fi citite fără Strongroom.
}
posture-backup-bare-do = Compilați-l cu packaging/rawkey/build.sh și instalați-l ca /usr/lib/strongroom/rawkey; apoi scrieți o copie completă.
posture-backup-none = Nu s-a făcut încă nicio copie de siguranță.
posture-backup-none-do = Cereți scrierea unei copii de siguranță și păstrarea ei în alt loc.
posture-backup-late = { $days ->
    [one] Ultima copie de siguranță este veche de { $days } zi: trebuie făcută una.
    [few] Ultima copie de siguranță este veche de { $days } zile: trebuie făcută una.
   *[other] Ultima copie de siguranță este veche de { $days } de zile: trebuie făcută una.
}
posture-backup-late-do = Cereți scrierea unei copii de siguranță astăzi.
posture-backup-old = { $days ->
    [one] Ultima copie de siguranță este veche de { $days } zi: trebuia făcută de mult una.
    [few] Ultima copie de siguranță este veche de { $days } zile: trebuia făcută de mult una.
   *[other] Ultima copie de siguranță este veche de { $days } de zile: trebuia făcută de mult una.
}
posture-backup-old-do = Cereți scrierea unei copii de siguranță acum și aflați de ce nu s-a făcut.

posture-review = Revizuirea jurnalului
posture-review-why = Jurnalul oprește pe cineva să își folosească greșit accesul numai dacă îl citește cineva.
posture-review-done = Fiecare zi încheiată a fost revizuită.
posture-review-late = { $days ->
    [one] { $days } zi așteaptă să fie revizuită.
    [few] { $days } zile așteaptă să fie revizuite.
   *[other] { $days } de zile așteaptă să fie revizuite.
}
posture-review-late-do = Un supervizor le revizuiește astăzi.
posture-review-unknown = Numai cei care revizuiesc jurnalul pot spune.
posture-review-unknown-do = Cereți unui supervizor un raport făcut de el, care o spune.
posture-review-very-late = { $days ->
    [one] { $days } zi așteaptă să fie revizuită, de { $oldest } zile.
    [few] { $days } zile așteaptă să fie revizuite, cea mai veche de { $oldest } zile.
   *[other] { $days } de zile așteaptă să fie revizuite, cea mai veche de { $oldest } zile.
}
posture-review-very-late-do = Un supervizor le revizuiește acum. Dacă lipsesc toți, se înscrie altul.

posture-drill = Ultima restaurare exersată
posture-drill-why = Numai despre o copie care a fost restaurată o dată se știe că este una.
posture-drill-fresh = { $days ->
    [0] O restaurare a fost exersată astăzi.
    [one] O restaurare a fost exersată acum { $days } zi.
    [few] O restaurare a fost exersată acum { $days } zile.
   *[other] O restaurare a fost exersată acum { $days } de zile.
}
posture-drill-none = Nu s-a exersat încă nicio restaurare.
posture-drill-none-do = Exersați una imediat ce există o copie de siguranță.
posture-drill-late = { $days ->
    [one] Ultima exersare a fost acum { $days } zi: trebuie făcută una.
    [few] Ultima exersare a fost acum { $days } zile: trebuie făcută una.
   *[other] Ultima exersare a fost acum { $days } de zile: trebuie făcută una.
}
posture-drill-late-do = Exersați o restaurare săptămâna aceasta.
posture-drill-old = { $days ->
    [one] Ultima exersare a fost acum { $days } zi: trebuia făcută de mult una.
    [few] Ultima exersare a fost acum { $days } zile: trebuia făcută de mult una.
   *[other] Ultima exersare a fost acum { $days } de zile: trebuia făcută de mult una.
}
posture-drill-old-do = Exersați o restaurare acum.

posture-screenings = Verificările persoanelor
posture-screenings-why = Nimeni nu primește acces înainte de a fi verificat, iar verificarea se repetă.
posture-screenings-count = { $count ->
    [one] Verificarea pentru { $count } persoană este valabilă.
    [few] Verificările pentru toate cele { $count } persoane sunt valabile.
   *[other] Verificările pentru toate cele { $count } de persoane sunt valabile.
}
posture-screenings-soon = { $count ->
    [one] Verificarea pentru { $count } persoană expiră în 30 de zile.
    [few] Verificările pentru { $count } persoane expiră în 30 de zile.
   *[other] Verificările pentru { $count } de persoane expiră în 30 de zile.
}
posture-screenings-soon-do = Un supervizor le verifică din nou înainte de atunci.
posture-screenings-lapsed = { $count ->
    [one] Verificarea pentru { $count } persoană a expirat sau lipsește.
    [few] Verificările pentru { $count } persoane au expirat sau lipsesc.
   *[other] Verificările pentru { $count } de persoane au expirat sau lipsesc.
}
posture-screenings-lapsed-do = Un supervizor le verifică sau închide conturile care nu mai trebuie. Până atunci acele persoane nu se pot autentifica.

posture-agreements = Acordurile semnate
posture-agreements-why = Fiecare semnează textul în vigoare, din nou în fiecare an și când se schimbă.
posture-agreements-count = { $count ->
    [one] Semnătura pentru { $count } persoană este valabilă.
    [few] Semnăturile pentru toate cele { $count } persoane sunt valabile.
   *[other] Semnăturile pentru toate cele { $count } de persoane sunt valabile.
}
posture-agreements-soon = { $count ->
    [one] Semnătura pentru { $count } persoană expiră în 30 de zile.
    [few] Semnăturile pentru { $count } persoane expiră în 30 de zile.
   *[other] Semnăturile pentru { $count } de persoane expiră în 30 de zile.
}
posture-agreements-soon-do = Semnează din nou la prima autentificare de după acea zi.
posture-agreements-lapsed = { $count ->
    [one] Semnătura pentru { $count } persoană a expirat sau lipsește.
    [few] Semnăturile pentru { $count } persoane au expirat sau lipsesc.
   *[other] Semnăturile pentru { $count } de persoane au expirat sau lipsesc.
}
posture-agreements-lapsed-do = Semnează la următoarea autentificare. Până atunci nu li se deschide altceva.

posture-sheets = Foile de recuperare
posture-sheets-why = Trei din cele cinci foi sunt singura cale înapoi când niciun supervizor nu se mai poate autentifica.
posture-sheets-kept = Foile în uz sunt păstrate și deschid fiecare grup.
posture-sheets-behind = { $count ->
    [one] Foile în uz nu deschid încă { $count } grup.
    [few] Foile în uz nu deschid încă { $count } grupuri.
   *[other] Foile în uz nu deschid încă { $count } de grupuri.
}
posture-sheets-behind-do = Se autentifică cineva care îl deține. Până atunci păstrați foile de dinainte.
posture-sheets-owed = Nimeni nu a spus încă că foile sunt păstrate.
posture-sheets-owed-do = Un supervizor verifică trei dintre ele la „Foi de recuperare” sau înlocuiește setul dacă lipsește vreuna.

posture-paper-title = Starea de protecție a stației
posture-paper-purpose = Ce apăra această stație în jurul programului Strongroom când s-a făcut raportul. Verde este cum trebuie, galben trebuie verificat sau nu s-a putut ști, roșu trebuie îndreptat înainte să se țină aici dosarele clienților. Raportul nu numește niciun client.
posture-paper-summary = Pe scurt
posture-paper-total = { $green } verzi, { $amber } galbene, { $red } roșii
posture-paper-verify-title = Cum se verifică acest raport
posture-paper-verify = Acest fișier este dintr-un dosar. Cu verify.py din el și Python 3.9 sau mai nou, ori cu „strongroom log verify-evidence”, și cu amprenta seifului luată din altă parte decât din dosar, oricine poate verifica că niciun octet nu a fost schimbat și cine a semnat. Ce spune raportul este cuvântul persoanei care l-a semnat, al programului și al sistemului pe care l-a întrebat programul.
posture-paper-foot = Nu conține numele sau codul niciunui client. Pentru consultant și pentru cei care au grijă de această stație.
cli-posture-more = Vechimea copiei de siguranță, a revizuirii, a exersării, a verificărilor și a acordurilor și cum stau foile de recuperare se spun după autentificare (--account).
cli-evidence-posture = Raportul despre starea de protecție de la { $business }: fiecare octet este cum a fost semnat. { $count ->
    [one] { $count } rând.
    [few] { $count } rânduri.
   *[other] { $count } de rânduri.
}
