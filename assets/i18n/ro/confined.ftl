# Ce ține programul însuși: ce nu poate face și la ce fișiere ajunge.
confined-broken = Programul nu este închis așa cum trebuie. Încă ar putea face aceasta: { $what }. Un seif adevărat nu se deschide așa.
confined-broken-sample = Programul nu este închis așa cum trebuie. Încă ar putea face aceasta: { $what }. Acesta este un seif de exercițiu, așa că se deschide totuși.
confined-weaker = Sistemul acestui calculator este mai vechi decât s-ar putea. Ținut prin al doilea mijloc: { $what }.
confined-network = să ajungă la o rețea
confined-raw-network = să schimbe setările rețelei
confined-other-sockets = să ajungă la legături radio și la mașini virtuale
confined-io-uring = apeluri care nu pot fi verificate
confined-other-processes = să privească în alte programe
confined-mounting = să monteze discuri
confined-kernel-code = să încarce cod în sistem
confined-key-rings = să folosească inelele de chei ale sistemului
confined-writing-outside = să scrie fișiere în altă parte
confined-reading-outside = să citească fișiere din altă parte
confined-running-others = să pornească alte programe
confined-shortening = să scurteze fișiere din altă parte
confined-core-dumps = să lase memoria într-o copie pe disc
confined-secret-pages = cheile în memorie pe care nici sistemul nu o poate arăta
confined-wiping = să lase texte în urmă în memoria eliberată
problem-not-confined = Programul nu a putut fi închis. Încă ar putea face aceasta: { $what }.
problem-not-confined-next = Porniți programul din nou. Dacă rămâne așa, sistemul acestui calculator este prea vechi sau este configurat neobișnuit: întrebați pe cine are grijă de el. Un seif adevărat nu se deschide înainte.
wizard-folder-occupied = În { $path } este deja ceva. Alegeți un dosar gol sau unul care nu există încă.
reach-title = Unde programul nu ajunge
reach-text = Cât un seif este deschis, programul ajunge doar la locurile de mai jos. Nu poate citi nimic altceva de pe acest calculator, nici din greșeală.
reach-files = Ce a fost lăsat pe fereastră
reach-where = Copiați într-unul dintre aceste locuri și trageți de acolo
reach-none = Acum nu există niciun astfel de loc pe acest calculator. Conectați un suport.
reach-more = { $count ->
    [one] și încă { $count }
    [few] și încă { $count }
   *[other] și încă { $count }
}
