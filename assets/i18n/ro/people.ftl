# Cuvinte despre oameni, verificare, acord, drepturi și ce cere a doua persoană; comune ferestrei și liniei de comandă.
standing-full = În regulă
standing-must-sign = Are de semnat acordul
standing-renewal = Numai pentru reînnoire
standing-lapsed = Expirat
standing-left = A plecat
standing-new = Încă neverificat

standing-why-not-screened = nu este înregistrată nicio verificare
standing-why-screening-lapsed = verificarea a expirat
standing-why-not-signed = acordul nu a fost semnat niciodată
standing-why-new-text = există un text nou al acordului
standing-why-agreement-lapsed = semnătura de pe acord este prea veche
standing-why-access-widened = accesul a fost lărgit după ultima semnătură
standing-why-inactive = contul nu a fost folosit prea mult timp

next-step-screen = De verificat
next-step-admit = De admis
next-step-sign = Urmează să se autentifice și să semneze acordul
next-step-grant = De primit un grup

lapsing-screening = Verificare
lapsing-agreement = Acord
lapsing-grant = Drept

screening-identity-document = Act de identitate
screening-references = Referințe
screening-background-check = Verificare de antecedente
screening-passed = trecută
screening-not-passed = netrecută
screening-other = Altceva
screening-checks-unread = ce s-a verificat se păstrează pentru cei care citesc jurnalul de acces

due-missing = Lipsește
due-week = În 7 zile
due-month = În 30 de zile
due-later = Semnat

width-records = Înregistrări
width-identities = Înregistrări și identități

cell-never-granted = Nu a fost acordat niciodată
cell-granted = Acordat
cell-made = A făcut grupul
cell-revoked = Luat înapoi
cell-left-out = Rămas fără cheile noi
cell-expired = Timpul lui a trecut

may-grant-yes = Se poate acorda.
may-grant-held = Este deja deținut.
may-grant-not-held-by-me = Nu îl dețineți dumneavoastră.
may-grant-myself = Nimeni nu își acordă singur ceva.
may-grant-role = Acest rol nu deține niciodată un grup.
may-grant-not-screened = Întâi vine verificarea.
may-grant-not-admitted = Persoana trebuie întâi admisă.
may-grant-not-signed = Întâi vine acordul semnat.
may-grant-left = Această persoană a plecat.

waiting-open = Așteaptă a doua persoană
waiting-agreed = Aprobat; de dus la capăt
waiting-done = Aprobat și făcut
waiting-refused = Refuzat

may-answer-yes = Puteți răspunde.
may-answer-my-own = Ați cerut-o chiar dumneavoastră.
may-answer-about-me = Este despre dumneavoastră.
may-answer-answered = Are deja un răspuns.
may-answer-role = Răspunde un supervizor în regulă.

factor-password-only = Numai parola
factor-keyfile = Fișier-cheie pe un stick
factor-token = Token FIDO2

until-no-end = nu are

will-enrol = { $person } devine un cont cu rolul { $role }.
will-enrol-keys = { $person } devine un cont cu rolul { $role }. Cele șase cuvinte ale cheilor: { $words }.
will-screen = Se înregistrează o verificare pentru { $person }: { $outcome }. S-a verificat: { $checks }. Este valabilă până la { $until }.
will-admit = { $person } primește cheia registrului și se poate autentifica.
will-grant = { $person } primește { $width } din grupul { $group }. Sfârșit: { $until }.
will-revoke = Accesul pentru { $person } la grupul { $group } se termină.
will-leave = Contul { $person } se închide și toate cheile lui se reînnoiesc.
will-agreement-text = Intră în vigoare versiunea { $version } a acordului de confidențialitate; toți semnează din nou.
will-policy = Se schimbă o regulă: { $setting }.
will-group-rule = Grupul { $group } se schimbă: { $setting }.
will-clock = Timpul care contează devine { $time }.
will-delete = Se șterg definitiv din grupul { $group } și nu mai pot fi citite. Înregistrări: { $count }, în total { $size }. Motiv: { $reason }
    { $records }
will-delete-customer = Clientul { $code } se șterge definitiv din grupul { $group }: nume, date de contact, note și toate înregistrările. Înregistrări: { $count }, în total { $size }. Motiv: { $reason }
    { $records }
will-rekey = Se reînnoiesc cheile grupului { $group }.
will-recovery = Foile de recuperare în uz sunt înlocuite cu setul nou, din care au fost tastate trei foi.
will-log-review = Aceste zile ale jurnalului de acces se semnează ca revizuite: { $days }.
will-log-archive = Părțile vechi ale jurnalului de acces sunt duse în { $folder }; ce rămâne în seif se verifică în continuare.
will-log-break = Jurnalul de acces continuă așa cum este, deși nu este cel care a fost văzut: { $reason }
will-put-back = O înregistrare din „{ $name }” este pusă înapoi din { $folder }, cum era când s-a făcut copia. Ce este aici nu se schimbă.
will-restore = Copia din { $when } ia locul seifului, care este păstrat alături. Ce s-a adăugat de atunci rămâne doar în cel păstrat.
will-other = Intră în vigoare ceva ce această versiune nu poate pune în cuvinte: { $what }.

rule-idle-lock-minutes = Minute fără nicio atingere până se blochează
rule-session-hours = Ore cât poate dura o sesiune
rule-screening-months = Luni cât este valabilă o verificare
rule-agreement-months = Luni cât este valabil un acord semnat
rule-inactive-days = Zile fără autentificare până un cont este oprit
rule-password-chars = Cele mai puține caractere ale unei parole
rule-code-digits = Cele mai puține cifre ale unui cod numeric
rule-code-tries = Încercări pentru un cod numeric
rule-two-person-minutes = Minute cât rămâne deschis un grup pentru două persoane
rule-grant-review-months = Luni între revizuirile drepturilor
rule-log-years = Ani cât se păstrează jurnalul
rule-clipboard-secs = Secunde până se golește clipboardul
rule-backup-days = Zile între copiile de siguranță
rule-drill-months = Luni între exersările unei restaurări
rule-log-hours-from = Ora la care începe o zi de lucru
rule-log-hours-to = Ora la care se încheie o zi de lucru
rule-log-work-days = Zile lucrătoare pe săptămână, începând de luni
rule-log-failed-log-ins = Autentificări eșuate sub același nume într-o zi, de la câte ies din obișnuit
rule-log-many-records = Înregistrări deschise de o persoană într-o zi, de la câte ies din obișnuit
rule-log-many-names = Clienți ale căror nume le vede o persoană într-o zi, de la câți iese din obișnuit
rule-log-exports = Copii scoase de o persoană într-o zi, de la câte ies din obișnuit
rule-log-refusals = Acțiuni refuzate unei persoane într-o zi, de la câte ies din obișnuit
rule-backup-kept-days = Zile cât se păstrează cel puțin copiile de siguranță
rule-media-sets = Seturi de suporturi de la care acestea se folosesc pe rând
rule-medium-years = Ani cât servește un suport
rule-medium-writes = De câte ori se scrie pe un suport
rule-medium-failures = Copii stricate pe un suport, de la câte nu mai este folosit

group-rule-two = se deschide de două persoane
group-rule-identities = identitățile se deschid de două persoane, înregistrările de una
group-rule-one = se deschide de o persoană
