rail-backup = Copie de siguranță
rail-media = Suporturi
job-backup-write = Se scrie o copie de siguranță
job-backup-verify = Se verifică o copie de siguranță

backup-title = Copie de siguranță
backup-last = Ultima copie a fost făcută la { $when }, pe „{ $medium }”.
backup-none = Nu s-a făcut încă nicio copie de siguranță.
backup-closed-to-you = Puteți scrie și verifica copii. Nimic de pe această pagină și nicio cheie a dumneavoastră nu poate deschide ce se află în ele.

media-title = Suporturi
media-line = Stickuri și discuri pe care se scriu copiile
media-none = Nu este înregistrat niciun suport
media-none-about = Conectați un stick sau un disc și lăsați sistemul să îl monteze; apoi înregistrați-l pe pagina „Copie de siguranță”.
media-label = Etichetă
media-set = Set
media-place = Loc
media-holder = Deținător
media-written = Ultima scriere
media-verified = Ultima verificare
media-never = niciodată
