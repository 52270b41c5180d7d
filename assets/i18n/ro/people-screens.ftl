# Ecranele despre oameni, acord, acces, cereri și pagina proprie.
rail-people = Oameni
rail-grants = Acces
rail-register = Acorduri
rail-own = Pagina mea
rail-owed = Chei de reînnoit
banner-owed = { $count ->
    [one] Cheile unui grup sunt de reînnoit. O face oricine deține grupul.
    [few] Cheile a { $count } grupuri sunt de reînnoit. O face oricine le deține.
   *[other] Cheile a { $count } de grupuri sunt de reînnoit. O face oricine le deține.
}
banner-renewal = Numai reînnoire: { $why }. Puteți pune în ordine situația oamenilor; niciun grup nu se deschide.

people-title = Oameni
people-text = Toți cei care au un cont, cum stau și ce urmează.
people-list = Oameni
people-new = Cont nou
people-loading = Se citește…
people-writing = Se semnează și se scrie…
people-cancel = Renunță
people-back = Înapoi la oameni
people-none = nimic
people-never = niciodată
people-exempt = scutit ca fondator
people-until = până la { $date }
people-version = Versiunea { $version }
people-column-name = Nume
people-column-role = Rol
people-column-standing = Situație
people-column-due = Ce urmează
people-row = { $name }, { $role }: { $standing }. { $due }
people-draft = Schiță
people-draft-due = De înscris
people-draft-next = Invitați persoana la acest calculator. Își pune singură parola și i se fac cheile.
people-drafted-by = Schițat de
people-enrol = Înscrie…
people-drop = Șterge schița
people-pick-title = Nu este ales nimeni
people-pick-text = Alegeți o persoană ca să vedeți cum stă și ce urmează. Sau schițați un cont pentru cineva nou.
people-next = Ce urmează
people-next-screen = Altcineva decât persoana consemnează ce s-a verificat. Până atunci nu i se dă nicio cheie.
people-next-admit = A trecut verificarea. Admiterea îi dă cheia registrului, ca să se poată autentifica.
people-next-sign = Se autentifică, citește acordul până la capăt și îl semnează. Înainte nu i se deschide nimic altceva.
people-next-grant = A semnat. Acordați grupurile de care are nevoie la lucru.
people-admit = Admite
people-admitted = { $name } se poate autentifica acum.
people-screen = Consemnează o verificare…
people-grants = Vezi accesul
people-left-text = Acest cont este închis definitiv. Ce a făcut posesorul lui rămâne în jurnal.
people-me-text = Sunteți dumneavoastră. Altcineva vă verifică, vă acordă acces și vă închide contul; restul este pe pagina dumneavoastră.
people-because = Pentru că { $why }.
people-last-login = Ultima autentificare
people-fingerprint = Amprentă
people-lapses-in = { $count ->
    [0] { $what } expiră astăzi
    [one] { $what } expiră într-o zi
    [few] { $what } expiră în { $count } zile
   *[other] { $what } expiră în { $count } de zile
}
people-queued = Așteaptă la coadă drept cererea { $number }, până răspunde un al doilea supervizor.
people-due-waiting = { $count ->
    [one] O cerere așteaptă a doua persoană.
    [few] { $count } cereri așteaptă a doua persoană.
   *[other] { $count } de cereri așteaptă a doua persoană.
}
people-due-ratify = { $count ->
    [one] Un act făcut de un singur supervizor este de ratificat.
    [few] { $count } acte făcute de un singur supervizor sunt de ratificat.
   *[other] { $count } de acte făcute de un singur supervizor sunt de ratificat.
}
people-due-owed = { $count ->
    [one] Cheile unui grup sunt de reînnoit.
    [few] Cheile a { $count } grupuri sunt de reînnoit.
   *[other] Cheile a { $count } de grupuri sunt de reînnoit.
}

draft-title = Cont nou
draft-text = Scrieți pentru cine este. Nu se semnează nimic și nu se face nicio cheie până nu stă persoana aici.
draft-name = Numele întreg
draft-login = Nume de autentificare
draft-job = Funcție
draft-job-note = dacă doriți
draft-role = Rol
draft-role-staff = Citește și scrie înregistrările grupurilor care i se acordă.
draft-role-supervisor = Verifică, înscrie, acordă ce deține și el, controlează. Cere semnătura unui al doilea supervizor.
draft-role-backup-operator = Scrie și verifică copiile de siguranță și nu poate citi niciuna.
draft-role-assessor = Vede cum este ținut seiful și verifică jurnalul. Niciodată o înregistrare.
draft-go = Păstrează schița

enrol-title-hand-over = Predați tastatura
enrol-title-password = Parola dumneavoastră
enrol-title-compare = Comparați șase cuvinte
enrol-title-next = Înscris
enrol-title-waiting = Așteaptă al doilea supervizor
enrol-hand-over-text = { $name } ia loc acum. Dumneavoastră rămâneți în cameră și vă întoarceți privirea.
enrol-hand-over-1 = 1. Își pune o parolă pe care nu o știe nimeni altcineva. Nimeni nu o poate schimba în locul lui.
enrol-hand-over-2 = 2. Cheile i se fac pe acest calculator.
enrol-hand-over-3 = 3. Comparați amândoi șase cuvinte, ca nimeni să nu poată schimba cheile mai târziu.
enrol-seated = Persoana a luat loc
enrol-password-text = { $name }, alegeți o parolă pe care o știți numai dumneavoastră. Nu o spuneți nimănui, nici unui supervizor. Dacă o pierdeți, veți fi înscris din nou.
enrol-make = Pune parola și fă cheile
enrol-making = Se fac cheile. Durează câteva secunde…
enrol-compare-text = Citiți împreună aceste cuvinte cu voce tare. Sunt amprenta cheilor noi.
enrol-compare-why = Aceleași cuvinte stau pe pagina persoanei și pe fiecare acord pe care îl semnează. Dacă diferă vreodată, cheile au fost schimbate: spuneți tuturor supervizorilor.
enrol-compared = Am citit amândoi aceleași cuvinte
enrol-next-text = { $name } este înscris și încă nu se poate autentifica. În această ordine:
enrol-next-screen = Altcineva consemnează o verificare.
enrol-next-admit = Este admis: primește cheia registrului.
enrol-next-sign = Se autentifică și semnează acordul.
enrol-next-grant = I se acordă grupurile de care are nevoie la lucru.
enrol-back = Înapoi la oameni
enrol-waiting-text = Cererea { $number } așteaptă al doilea supervizor. După ce aprobă, contul există, cu cheile ale căror cuvinte le-ați comparat; apoi urmează verificarea. Dacă refuză, nu rămâne nimic din el.

screening-title = Verificarea pentru { $name }
screening-text = Ce ați verificat sau ați pus să se verifice. Semnați dumneavoastră și, unde sunt doi, al doilea supervizor.
screening-what = Ce s-a verificat
screening-found = ce a rezultat
screening-hint-identity-document = De exemplu: pașaport văzut, numărul se termină în 41
screening-hint-references = De exemplu: doi foști angajatori întrebați, amândoi confirmă
screening-hint-background-check = De exemplu: certificat din 12 noiembrie, fără mențiuni
screening-hint-other = Spuneți ce s-a verificat
screening-outcome = Rezultat
screening-over = Expirată
screening-until = Valabilă până la
screening-until-over = Această zi a trecut.
screening-until-about = Dacă nu scrieți nimic, este valabilă cât permit regulile: 12 luni într-un seif nou.
screening-optional = dacă doriți
screening-go = Semnează verificarea
screening-missing = Bifați cel puțin o verificare și spuneți ce a rezultat din fiecare.
screening-done = Verificarea pentru { $name } este consemnată.
screening-last = Verificarea consemnată
screening-none = Nu este consemnată nicio verificare.
screening-by = Consemnată de
screening-with = Contrasemnată de
screening-alone = nimeni: perioada de fondare
screening-no-details = În seif nu se păstrează detalii.
day-hint = de exemplu 2026-05-31
day-wrong = Scrieți anul, luna și ziua: 2026-11-22.

consent-title = Este nevoie de a doua persoană
consent-title-alone = Este nevoie de un motiv
consent-will = Se va întâmpla aceasta și nimic altceva:
consent-way-second = Este aici
consent-way-alone = Semnez singur
consent-way-later = Poate aștepta
consent-about-second = A doua persoană se autentifică pentru acest singur act. Sesiunea dumneavoastră continuă, a ei nu începe.
consent-about-alone = Încă nu există al doilea supervizor. Semnătura dumneavoastră ține cu un motiv scris, pe care al doilea supervizor îl va citi și ratifica.
consent-about-later = Așteaptă la coadă. Al doilea supervizor o vede la următoarea autentificare.
consent-who = Poate fi: { $who }
consent-login = Numele de autentificare al celei de-a doua persoane
consent-password = Parola ei
consent-reason = Motiv
consent-reason-about = Se păstrează definitiv, cu numele dumneavoastră.
consent-reason-said = Motivul pe care l-ați scris merge cu ea și se păstrează definitiv, cu numele dumneavoastră.
consent-waiting = Se verifică și se semnează…
consent-go-second = Contrasemnează și fă
consent-go-alone = Semnează singur și fă
consent-go-later = Pune la coadă
consent-cancel = Nu face


agreement-heading = Acord de confidențialitate
agreement-title = Acord de confidențialitate, versiunea { $version }
agreement-because = De semnat, pentru că { $why }.
agreement-signed-already = Ați semnat acest text. Nu este nimic de făcut.
agreement-only = Până nu semnați, nu se deschide nimic altceva în afară de blocare. Citiți până la capăt, cu mouse-ul sau cu săgețile și tastele de pagină.
agreement-text = Textul acordului
agreement-name = Numele dumneavoastră întreg
agreement-name-note = drept semnătură
agreement-read-first = se deschide după ce citiți până la capăt
agreement-name-differs = Scrieți numele așa cum a fost înscris: { $name }
agreement-counts = Semnat astăzi, este valabil până la { $date }. Se semnează cu cheia dumneavoastră; nimeni altcineva nu poate.
agreement-sign = Semnează
agreement-signing = Se semnează…
agreement-done = Semnat
agreement-done-text = Semnătura este în seif. Puteți tipări sau salva o copie, acum sau mai târziu, de pe pagina dumneavoastră.
agreement-go-on = Continuă
copy-print = Tipărește copia semnată
copy-save = Salvează copia semnată…
copy-printed = Copia semnată a plecat la imprimantă.
copy-saved = Copia semnată este salvată.
copy-working = Se face copia…
copy-file = Acord { $name }

register-title = Acorduri
register-text = Cine a semnat ce text și când trebuie semnat din nou.
register-list = Registrul acordurilor
register-edit = Editează textul…
register-version = Versiune
register-signed = Semnat
register-typed = Numele scris
register-lapses = Expiră
register-due = Stare
register-row = { $name }: { $due }, expiră: { $lapses }
register-never = Nesemnat niciodată. Acordul apare la următoarea autentificare.
register-pick-title = Nu este ales nimeni
register-pick-text = Alegeți o persoană ca să îi vedeți semnătura și să tipăriți copia semnată.

text-title = Textul acordului
text-text = Scrieți versiunea următoare în ambele limbi. După ce intră în vigoare, toți semnează din nou.
text-back = Înapoi la registru
text-field = Textul în { $language }
text-compare = Arată ce se schimbă
text-publish = Publică versiunea nouă
text-publish-about = Trebuie schimbate ambele texte, pentru că spun același lucru. Textul în vigoare rămâne în seif.
text-one-only = Deocamdată s-a schimbat o singură limbă. Schimbați-o și pe cealaltă.
text-published = Versiunea nouă este în vigoare. Toți o semnează la următoarea autentificare, și dumneavoastră.
text-versions = Versiuni
text-built-in = a venit cu programul
text-compare-with = Compară cu versiunea { $version }
text-changes = Ce diferă
text-changes-none = Alegeți ce se compară.
diff-same = Nu diferă nimic.
diff-added = Adăugat
diff-removed = Scos
diff-changed = Schimbat

grants-title = Acces
grants-text = Oameni și grupuri. Alegeți o celulă ca să vedeți de ce este așa și ca să o schimbați.
grants-nothing = Nimic
grants-nameless = Un grup pe care nu îl dețineți
grants-cell = { $name }, { $group }: { $width }
grants-pick-title = Nu este aleasă nicio celulă
grants-pick-text = Alegeți celula unei persoane în coloana unui grup. Puteți acorda ce dețineți și dumneavoastră, niciodată dumneavoastră înșivă.
grants-empty-title = Încă nu există grupuri
grants-empty-text = Faceți întâi un grup de clienți; apoi poate fi acordat oamenilor.
grants-change = Schimbă…
grants-change-to = Schimbă în
grants-until = Până la
grants-until-about = Dacă nu scrieți nimic, ține cât există contul.
grants-reason = De ce se ia înapoi
grants-revoke-about = Nu este nevoie de altcineva. Cheile grupului sunt apoi de reînnoit, ca cele vechi să nu deschidă nimic nou.
grants-last = Nimeni altcineva nu deține acest grup. După aceea numai foile de recuperare mai au cheile și nimeni nu îl mai deschide.
grants-go = Acordă
grants-revoke = Ia înapoi
grants-changed = Accesul este schimbat.
grants-why-never = Nu a fost acordat niciodată.
grants-why-granted = Acordat de { $by } la { $date }.
grants-why-granted-with = Acordat de { $by }, contrasemnat de { $with }, la { $date }.
grants-why-made = A făcut grupul, la { $date }.
grants-why-revoked = Luat înapoi de { $by } la { $date }: { $reason }
grants-why-left-out = { $by } a reînnoit cheile grupului la { $date }. Verificarea, acordul sau dreptul acestei persoane expirase, așa că nu a primit cheia nouă.
grants-why-expired = A fost acordat pentru un timp care s-a încheiat la { $date }.
grants-ends = Se încheie la { $date }.
grants-two-records = Acest grup îl deschid două persoane împreună.
grants-two-identities = Numele din acest grup le deschid două persoane împreună.
grants-review = Semnează revizia…
grants-review-last = Revizuit ultima dată la { $date }; din nou la { $next }.
grants-review-never = Accesul nu a fost revizuit niciodată.
grants-review-due = Revizia accesului trebuia făcută la { $date }: uitați-vă la fiecare celulă, luați înapoi ce nu mai trebuie nimănui, apoi semnați.
grants-review-title = Este nevoie de toate?
grants-review-text = V-ați uitat la fiecare celulă, iar ce a rămas este necesar la lucru cuiva.
grants-review-signed = Semnătura se păstrează împreună cu tabelul așa cum este acum.
grants-review-go = Semnează revizia
grants-reviewed = Revizia este semnată.


own-title = Pagina mea
own-log-ins = Autentificări
own-first = aceasta este prima
own-failed = Nereușite de atunci
own-failed-about = Dacă nu ați încercat dumneavoastră, spuneți unui supervizor.
own-grants = Ce pot deschide
own-grants-none = Nu vi s-a acordat niciun grup. Îl acordă un supervizor.
own-agreement = Acord de confidențialitate
own-read = Citește textul
own-factors = Căi de intrare
own-factors-none = Numai parola. Cu al doilea factor, o parolă furată nu valorează nimic.
own-standing = Pentru că { $why }, vă este deschis numai registrul. Cereți altui supervizor să consemneze ce lipsește sau semnați acordul.
own-code = Cod numeric
own-code-text = Un cod de cel puțin 6 cifre vă aduce repede înapoi când ecranul s-a blocat singur, numai în această sesiune.
own-code-set = Este pus un cod. Vă aduce înapoi după blocarea din inactivitate, până se termină sesiunea sau se închide programul.
own-code-new = Pune un cod…
own-code-change = Pune altul…
own-code-drop = Uită-l
own-code-field = Cod
own-code-rule = Cel puțin 6 cifre, nu o dată și nu un șir ca 123456. Cinci încercări greșite îl anulează.
own-code-go = Pune codul
own-code-done = Codul este pus.
own-code-dropped = Codul este uitat.

lapsed-title = Accesul dumneavoastră a expirat
lapsed-why = Parola este bună, dar seiful rămâne închis pentru dumneavoastră: { $why }
lapsed-unknown = ceva nu este în regulă cu contul.
lapsed-see = Mergeți la: { $who }
lapsed-see-any = Mergeți la un supervizor.
lapsed-kept = Contul, parola și munca dumneavoastră se păstrează. După ce un supervizor pune lucrurile în ordine, vă autentificați ca de obicei.
lapsed-left = Acest cont este închis
lapsed-left-text = A fost închis definitiv și nu mai deschide nimic. Dacă vi se pare o greșeală, vorbiți cu un supervizor: veți fi înscris din nou.
lapsed-other = Intră altcineva
screening-did-pass = Trecut
screening-did-not = Netrecut
screening-at = Consemnată la
people-exempt-title = Scutirea dumneavoastră
people-exempt-text = Încă nu vă poate verifica nimeni altcineva. Puteți reînnoi singur scutirea, cu un motiv; al doilea supervizor îl va citi.
people-exempt-renew = Reînnoiește scutirea
people-exempt-renewed = Scutirea este reînnoită.
screening-not-about = Persoana nu mai are niciun acces după ce se consemnează.

rail-waiting = Cereri
people-leave = Închide contul…
people-due-see = Vezi
leave-person-title = Închideți contul { $name }?
leave-person-now = Imediat: nu se mai poate autentifica, i se iau toate cheile, iar cheile registrului și ale jurnalului se reînnoiesc.
leave-person-owed = Apoi: grupurile pe care le deținea se scriu din nou sub chei noi, de oricine le deține. Până atunci o spune fiecare ecran.
leave-person-last = Nimeni altcineva nu deține: { $groups }. După aceea numai foile de recuperare mai au cheile și nimeni nu îl mai deschide. Acordați-l întâi cuiva.
leave-person-last-two = O singură altă persoană deține, din ce cere două: { $groups }. După aceea numai foile de recuperare mai au cheile și nimeni nu îl mai deschide. Acordați-l întâi unei a treia persoane sau readuceți-l la o persoană.
leave-person-nameless = un grup pe care nu îl dețineți
leave-person-suspect = Parola, stickul sau tokenul poate fi la altcineva: tipărește o fișă cu ce este de făcut și blochează seiful.
leave-person-no-slip = Contul este închis, dar fișa nu s-a făcut, așa că seiful este încă deschis. Tipăriți sau salvați fișa aici; apoi seiful se blochează.
closed-slip-about = Parola, stickul sau tokenul a fost la altcineva? O fișă spune ce este de făcut.
closed-slip-print = Tipărește fișa
closed-slip-save = Salvează fișa…
closed-slip-printed = Fișa a plecat la imprimantă.
closed-slip-saved = Fișa este salvată.
closed-slip-working = Se face fișa…
closed-slip-file = Cont închis { $name }
leave-person-kept = Nu se poate anula. Ce a făcut rămâne în jurnal, iar munca rămâne în seif.
leave-person-reason = Motiv
leave-person-type = Scrieți numele de autentificare ca să confirmați
leave-person-go = Închide contul
leave-person-waiting = Se iau cheile. Durează câteva secunde…
leave-person-done = Contul { $name } este închis.
waiting-title = Cereri
waiting-text = Ce are nevoie de a doua persoană și ce a făcut un singur supervizor.
waiting-requests = Cereri
waiting-empty-title = Nu așteaptă nimic
waiting-empty-text = Aici apare ce are nevoie de al doilea supervizor și nu a putut fi contrasemnat pe loc.
waiting-by = { $number }: { $by }, { $date }
waiting-reason = Motiv: { $reason }
waiting-agree = Aprobă { $number }…
waiting-refuse = Refuză { $number }…
waiting-carry-out = Du la capăt { $number }
waiting-see-changes = Vedeți ce schimbă textul nou
waiting-comparing = Se compară cele două texte…
waiting-carries-out = O duce la capăt { $by }.
waiting-agree-title = Aprobați?
waiting-agree-about = Semnătura dumneavoastră se pune exact sub aceasta.
waiting-agree-go = Semnează și aprobă
waiting-refuse-title = Refuzați?
waiting-refuse-about = Nu se face. Refuzul se păstrează cu numele dumneavoastră.
waiting-refuse-go = Semnează și refuză
waiting-alone-title = De ratificat
waiting-alone-text = Un singur supervizor a făcut acestea, pentru că nu exista al doilea. Citiți fiecare rând înainte de a ratifica.
waiting-ratify = Ratifică tot…
waiting-ratify-title = Ratificați tot ce este pe listă?
waiting-ratify-about = Ați citit fiecare rând și răspundeți de tot cu semnătura dumneavoastră.
waiting-ratify-go = Semnează și ratifică
waiting-said-agreed = Ați aprobat.
waiting-said-refused = Ați refuzat.
waiting-said-ratified = Tot ce era pe listă este ratificat.
waiting-said-carried-out = S-a făcut.
owed-title = Chei de reînnoit
owed-text = Cineva care deținea aceste grupuri a plecat sau le-a pierdut. Conținutul lor se scrie din nou sub chei noi.
owed-chip = Chei de reînnoit
owed-others = Trebuie să o facă cineva care deține acest grup, cu tot cu nume.
owed-by-two = Cere două persoane: reînnoiți-i cheile cu a doua persoană care îl deține, lângă grup.
owed-groups = La grupuri
owed-empty-title = Nu se datorează chei
owed-empty-text = Grupurile pe care le dețineți sunt scrise sub cheile lor de acum.
owed-begun = Conținutul lui se scrie din nou sau a fost oprit; ce s-a făcut se păstrează.
owed-waits = Încă neînceput.

back-title = { $name }, scrieți codul
back-text = Sesiunea dumneavoastră continuă până la { $time }.
back-tries = { $count ->
    [one] Mai este o încercare; apoi autentificarea întreagă.
    [few] Mai sunt { $count } încercări; apoi autentificarea întreagă.
   *[other] Mai sunt { $count } de încercări; apoi autentificarea întreagă.
}
back-waiting = Se verifică codul…
back-go = Continuă
back-full = Intră cu parola

own-password = Parolă
own-password-text = O puteți schimba oricând. Ultimele patru nu se mai primesc.
own-password-change = Schimbă parola…
own-password-old = Parola de până acum
own-password-go = Schimb-o
own-password-waiting = Se schimbă. Durează câteva secunde, intenționat…
own-password-changed = Parola este schimbată.
