# Izolarea de rețea: pagina de amănunte, pagina roșie și ce s-a găsit, în cuvinte simple.
gap-title = Izolarea de rețea
gap-line = Ce arată acest calculator despre rețele; se privește în fiecare secundă.
gap-back = Înapoi
gap-manual = Despre izolarea de rețea
gap-green = Nimic din ce arată sistemul nu poate ajunge la o rețea.
gap-amber = Există componente de rețea, dar niciuna nu este activă. Seiful se deschide. Mai sigur este fără ele: vedeți mai jos ce este de făcut.
gap-red = Acest calculator este într-o rețea. Un seif adevărat este blocat și rămâne închis până când nimic de aici nu mai este activ.
gap-red-sample = Acest calculator este într-o rețea. Acest seif se deschide totuși, pentru că nimic din el nu este real.
gap-since = Văzut așa de la { $time }
gap-found = Ce s-a găsit
gap-nothing = Nimic. Nicio placă de rețea, niciun radio, niciun telefon care își împarte rețeaua, niciun drum spre alte calculatoare.
gap-looked = Ce se privește
gap-none = nimic
gap-count = { $count ->
    [one] { $count } găsit
    [few] { $count } găsite
   *[other] { $count } găsite
}
gap-limits = Se citesc listele sistemului. Ce nu arată ele nu se vede: componente pe care sistemul nu le cunoaște, o placă ce face ceva de la sine sau ce ascunde un container. Manualul spune mai mult.
gap-do = De făcut
gap-live = activ
gap-still = inactiv
gap-unseen = ascuns

gap-kind-wired = Placă de rețea cu cablu
gap-kind-wireless = Placă Wi-Fi
gap-kind-cellular = Modem de rețea mobilă
gap-kind-bluetooth = Adaptor Bluetooth
gap-kind-usb = Rețea prin USB
gap-kind-tunnel = Tunel (VPN)
gap-kind-virtual = Rețea făcută de un program
gap-kind-radio = Alt radio
gap-kind-route = Drum spre alte calculatoare
gap-kind-unreadable = Ceva ce nu se poate citi

gap-seen-down = Este acolo și este oprit.
gap-seen-blocked = Este acolo și radioul său este blocat.
gap-seen-hidden = Componenta este acolo. Dacă este folosită nu se poate vedea din acest program: o poate ține altă parte a sistemului.
gap-seen-up = Este pornit și nimic nu răspunde la celălalt capăt.
gap-seen-radio-on = Radioul este pornit, deci poate trimite și primi.
gap-seen-carrier = Este conectat: ceva răspunde la celălalt capăt.
gap-seen-routed = Sistemul știe un drum prin el spre alte calculatoare.
gap-seen-unknown = Nu spune dacă este conectat, deci se consideră că este.

gap-matters-red = Cât este așa, cineva din altă parte ar putea ajunge la acest calculator, iar un program de pe el ar putea trimite fișiere afară.
gap-matters-amber = Un cablu, un comutator sau o comandă pune acest calculator în rețea.
gap-matters-hidden = Dacă acea parte a sistemului este în rețea, și calculatorul este.

gap-off-wired = Scoateți cablul de rețea din calculator sau din perete.
gap-off-wireless = Opriți Wi-Fi cu tasta sau comutatorul calculatorului (adesea cu semnul unui avion) sau scoateți stickul Wi-Fi.
gap-off-cellular = Scoateți cartela SIM sau modemul; modul avion îi oprește radioul.
gap-off-bluetooth = Opriți Bluetooth cu tasta calculatorului (adesea cu semnul unui avion) sau scoateți adaptorul.
gap-off-usb = Scoateți telefonul sau adaptorul din calculator.
gap-off-tunnel = Deconectați VPN-ul. Dacă nimeni de aici nu a făcut unul, lăsați totul așa cum este și sunați imediat.
gap-off-virtual = Închideți programul care a făcut-o: o mașină virtuală, un container, o punte. Dacă nimeni de aici nu a pornit așa ceva, sunați imediat.
gap-off-radio = Opriți radioul cu tasta calculatorului (adesea cu semnul unui avion) sau scoateți-l.
gap-off-route = Dispare odată cu dispozitivul prin care trece: opriți-l pe acela.
gap-off-unreadable = Porniți din nou calculatorul. Dacă rămâne așa, trebuie văzut de cine se ocupă de acest calculator.

gap-remove-wired = Cereți scoaterea plăcii sau oprirea ei în setările calculatorului (BIOS, UEFI) și astuparea mufei.
gap-remove-wireless = Cereți scoaterea plăcii, cu tot cu antene, sau oprirea ei în setările calculatorului (BIOS, UEFI).
gap-remove-cellular = Cereți scoaterea modemului și a cartelei SIM.
gap-remove-bluetooth = Cereți scoaterea adaptorului sau oprirea lui în setările calculatorului (BIOS, UEFI). Adesea stă pe placa Wi-Fi.
gap-remove-usb = Scoateți-l și duceți-l afară din cameră.
gap-remove-tunnel = Cereți ștergerea de pe acest calculator a programului care l-a făcut.
gap-remove-virtual = Cereți ștergerea de pe acest calculator a programului care a făcut-o.
gap-remove-radio = Cereți scoaterea lui sau scoateți-l și duceți-l afară din cameră.
gap-remove-route = Cereți ștergerea lui de cine se ocupă de acest calculator.
gap-remove-unreadable = Cereți să fie văzut de cine se ocupă de acest calculator.

gap-page-title = Seiful rămâne închis
gap-page-text = Acest calculator este într-o rețea. Ce era deschis este blocat, codul numeric este uitat, iar jurnalul de acces o spune. Pagina dispare singură când nimic de aici nu mai este activ.
gap-page-more = { $count ->
    [one] S-a mai găsit { $count }.
    [few] S-au mai găsit { $count }.
   *[other] S-au mai găsit { $count }.
}
gap-page-all = Vezi tot ce s-a găsit
gap-page-call = Pe cine chemați
gap-page-call-text = Un supervizor și pe cine se ocupă de acest calculator. Spuneți-le numele dispozitivului. Dacă nu știți cum a ajuns aici, nu atingeți nimic altceva și lăsați calculatorul așa cum este.

status-air-gap-unknown = Izolarea: se privește…
status-devices-more = Dispozitive de rețea: { $devices } și încă { $count }
