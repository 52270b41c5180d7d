# Ce spune linia de comandă la ieșirea de erori și rândurile ei pentru oameni la ieșirea standard.
cli-ask-login = Nume de utilizator
cli-ask-password = Parola
cli-ask-new-password = Parola nouă
cli-ask-password-again = Aceeași parolă, încă o dată
cli-ask-business = Numele firmei
cli-ask-founder = Numele dumneavoastră complet
cli-ask-pin = PIN-ul tokenului (gol: se folosește amprenta)
cli-touch-token = Atingeți tokenul când clipește.
cli-password-changed = Parola a fost schimbată.
cli-keyfile-made = Fișier-cheie: { $path }
cli-ask-sheet-folder = Dosarul pentru foaia de recuperare { $number } (altul pentru fiecare foaie)
cli-password-rules = Cel puțin 15 caractere. Patru sau cinci cuvinte fără legătură între ele fac o parolă bună.
cli-missing = { $flag } lipsește
cli-networked = Acest calculator este în rețea: { $devices }.
cli-practice-offer = Un seif adevărat nu se face și nu se deschide pe un calculator aflat în rețea. Pentru a încerca programul aici, faceți un seif de exercițiu: adăugați --practice.
cli-founding = Se face seiful. Măsurarea efortului cerut pentru ghicirea unei parole durează câteva secunde.
cli-founded = Seiful este făcut: { $path }
cli-fingerprint = Amprenta: { $words }
cli-sheet-written = Foaie de recuperare: { $path }
cli-sheets-advice = Tipăriți fiecare foaie, păstrați-le în locuri diferite și ștergeți fișierele. Notați amprenta lângă ele.
cli-taken-back = Foile nu au putut fi scrise toate, iar fără ele seiful nu s-ar putea recupera: a fost luat înapoi. { $path } este gol.
cli-not-taken-back = Foile nu au putut fi scrise toate, iar seiful nu a putut fi luat înapoi: { $path }. Nu îl folosiți; ștergeți dosarul.
cli-sheet-void = Această foaie nu deschide nimic, ștergeți-o: { $path }
cli-closed = închis
cli-duplicate = { $file }: același conținut există deja, ca înregistrarea { $record }
cli-row-refused = Rândul { $line } a fost refuzat: { $why }
cli-customers-added = { $count ->
    [one] S-a adăugat { $count } client.
    [few] S-au adăugat { $count } clienți.
   *[other] S-au adăugat { $count } de clienți.
}
cli-checked = S-au verificat { $files ->
    [one] { $files } fișier
    [few] { $files } fișiere
   *[other] { $files } de fișiere
} și { $records ->
    [one] { $records } înregistrare
    [few] { $records } înregistrări
   *[other] { $records } de înregistrări
}.
cli-orphans = { $orphans } au rămas după lucrări întrerupte; dintre ele s-au eliminat { $swept }.
cli-unopened = Nedeschis, doar fișierele au fost privite: { $part }
cli-demo-begins = Se face seiful de exemplu.
cli-demo-made = Seiful de exemplu este făcut: { $path }
cli-demo-reused = Seiful de exemplu există deja: { $path }
cli-demo-accounts = Conturile seifului de exemplu, cu parolele lor publicate:
cli-ask-second-password = Parola celei de-a doua persoane
cli-waits = Așteaptă a doua persoană, drept cererea { $number }.
cli-draft = schiță
cli-lapses = { $what }: expiră în { $days ->
    [one] { $days } zi
    [few] { $days } zile
   *[other] { $days } de zile
}
cli-signed = Acordul este semnat.
cli-ratified = { $count ->
    [one] { $count } act a fost ratificat.
    [few] { $count } acte au fost ratificate.
   *[other] { $count } de acte au fost ratificate.
}
cli-answered = Răspunsul este înregistrat.
cli-rule = { $name }: { $value } ({ $least } până la { $most })
cli-ask-sheet = Cele 32 de cuvinte ale foii de recuperare { $number }
cli-sheets-fit = Foile se potrivesc și sunt ale acestui seif.
cli-shut = cere două persoane, nu este deschis
cli-rekey-owed = De rescris sub chei noi: { $group }
cli-rekey-owed-unseen = De rescris sub chei noi, de cineva care îl poate deschide: grupul { $group }
cli-rekey-lost = { $name } nu are acum o verificare sau un acord valabil și nu mai are acces la grup. Acordați accesul din nou după ce se îndreaptă.
cli-rekeyed = Grupul este rescris sub chei noi. Cheile de dinainte nu mai deschid nimic din el.
cli-rekey-old = { $count ->
    [0] Nu a rămas niciun fișier de dinainte.
    [one] { $count } fișier de dinainte ({ $size }) așteaptă o copie de siguranță verificată.
    [few] { $count } fișiere de dinainte ({ $size }) așteaptă o copie de siguranță verificată.
   *[other] { $count } de fișiere de dinainte ({ $size }) așteaptă o copie de siguranță verificată.
}
cli-log-verified = Jurnalul de acces se verifică: { $frames ->
    [one] { $frames } intrare
    [few] { $frames } intrări
   *[other] { $frames } de intrări
}, { $checkpoints ->
    [one] { $checkpoints } punct de control
    [few] { $checkpoints } puncte de control
   *[other] { $checkpoints } de puncte de control
}.
cli-log-head = Capăt: { $frames }  { $words }
cli-log-root = Rădăcină: { $root }
cli-log-founding = Amprenta de înființare: { $words }
cli-log-signer = Semnat { $count ->
    [one] o dată
    [few] de { $count } ori
   *[other] de { $count } de ori
} de { $name }
cli-log-signer-unknown = Semnat { $count ->
    [one] o dată
    [few] de { $count } ori
   *[other] de { $count } de ori
} de { $name }, a cărui cheie nu a fost încă certificată de un supervizor
cli-log-held = { $count ->
    [one] Se potrivește cu capătul păstrat în altă parte.
    [few] Se potrivește cu cele { $count } capete păstrate în altă parte.
   *[other] Se potrivește cu cele { $count } de capete păstrate în altă parte.
}
cli-log-torn = Ultima scriere a fost întreruptă; la pornirea următoare este pusă deoparte și notată.
cli-log-events = { $count ->
    [one] { $count } eveniment
    [few] { $count } evenimente
   *[other] { $count } de evenimente
}
cli-log-withheld = { $count ->
    [one] Încă { $count } este sigilat cu o cheie care nu este deținută.
    [few] Încă { $count } sunt sigilate cu chei care nu sunt deținute.
   *[other] Încă { $count } sunt sigilate cu chei care nu sunt deținute.
}
cli-evidence-events = Verificat: { $count ->
    [one] { $count } eveniment din jurnalul de acces al { $business }.
    [few] { $count } evenimente din jurnalul de acces al { $business }.
   *[other] { $count } de evenimente din jurnalul de acces al { $business }.
}
cli-evidence-accesses = Verificat: raportul a { $count ->
    [one] { $count } accesări a unui dosar de client al { $business }.
    [few] { $count } accesări ale unui dosar de client al { $business }.
   *[other] { $count } de accesări ale unui dosar de client al { $business }.
}
cli-evidence-by = Semnat de contul { $account } la { $at }.
cli-log-break = La { $at } s-a acceptat că jurnalul de { $frames } intrări nu este cel care a fost văzut, de către { $who }: { $reason }
cli-log-break-accepted = Acceptat. Jurnalul continuă; ce s-a văzut din el înainte se știe că s-a pierdut.
cli-log-archived = { $frames ->
    [one] A fost arhivată { $frames } înregistrare ({ $size }).
    [few] Au fost arhivate { $frames } înregistrări ({ $size }).
   *[other] Au fost arhivate { $frames } de înregistrări ({ $size }).
}
cli-log-due = Mai vechi de { $years } ani: { $frames ->
    [one] { $frames } înregistrare ({ $size }).
    [few] { $frames } înregistrări ({ $size }).
   *[other] { $frames } de înregistrări ({ $size }).
}
cli-backup-written = Scris și recitit: { $size }.
cli-found-damaged = stricat
cli-found-whole = verificat { $when }
cli-found-never = neverificat
cli-medium-accepted = se poate scrie acum.
cli-medium-gone = Suportul este demontat; îl puteți scoate.
cli-medium-by-hand = Totul se află pe suport, dar el este încă montat. Demontați-l; apoi îl puteți scoate.
cli-medium-busy = Suportul este încă folosit de alt program. Închideți-l pe acela și demontați-l din nou.
cli-backup-remove = Demontați suportul; apoi îl puteți scoate.
cli-backup-verified = Verificat: { $size }, nimic nu este stricat.
cli-drilled = Reușit, cât s-a comparat: { $files ->
    [one] { $files } fișier
    [few] { $files } fișiere
   *[other] { $files } de fișiere
} ({ $size }), { $records ->
    [one] { $records } înregistrare
    [few] { $records } înregistrări
   *[other] { $records } de înregistrări
} ale { $customers ->
    [one] unui client
    [few] { $customers } clienți
   *[other] { $customers } de clienți
}, { $frames ->
    [one] { $frames } intrare
    [few] { $frames } intrări
   *[other] { $frames } de intrări
} din jurnalul de acces.
cli-restored = Restaurat: { $files ->
    [one] { $files } fișier ({ $size }).
    [few] { $files } fișiere ({ $size }).
   *[other] { $files } de fișiere ({ $size }).
}
cli-sheets-type = Acum se tastează din nou trei dintre aceste foi: așa este sigur că pot fi citite.
moves-finished = { $count ->
    [one] Mutarea unui client, care fusese întreruptă, este încheiată.
    [few] Mutările a { $count } clienți, care fuseseră întrerupte, sunt încheiate.
   *[other] Mutările a { $count } de clienți, care fuseseră întrerupte, sunt încheiate.
}
moves-not-finished = Mutarea unui client a fost întreruptă și nu s-a putut încheia acum. Clientul rămâne cum este, numai pentru citit, până atunci: la autentificarea următoare se încearcă din nou.
