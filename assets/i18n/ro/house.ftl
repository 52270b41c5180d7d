# Reînnoirea cheilor, regulile casei și ceasul ei, și ce păstrează o verificare pe lângă ce s-a verificat.
banner-owed-see = Reînnoiește-le
owed-renew = Reînnoiește cheile: { $group }…
owed-go-on = Continuă: { $group }…
owed-stop-what = Oprirea păstrează ce s-a rescris; se continuă de acolo.
owed-stopped = Oprit. Ce s-a rescris se păstrează; continuați când doriți.
owed-done = Grupul este rescris. Cheile de dinainte nu mai deschid nimic din el.
owed-done-lost = Nu mai dețin grupul, pentru că verificarea, acordul sau dreptul expirase: { $who }. Acordați-l din nou după ce se îndreaptă.
owed-done-old = { $count ->
    [one] { $count } fișier de dinainte ({ $size }) rămâne lângă cele noi până când este verificată o copie de siguranță.
    [few] { $count } fișiere de dinainte ({ $size }) rămân lângă cele noi până când este verificată o copie de siguranță.
   *[other] { $count } de fișiere de dinainte ({ $size }) rămân lângă cele noi până când este verificată o copie de siguranță.
}
owed-confirm-title = Reînnoiți cheile grupului { $group }?
owed-confirm-text = Tot conținutul se scrie din nou sub chei noi, stivă cu stivă. Poate fi oprit și continuă de unde a rămas. Între timp se poate citi și căuta.
owed-confirm-lost = Aceste persoane nu ar primi cheia nouă, pentru că verificarea, acordul sau dreptul lor a expirat: { $who }. Îndreptați întâi aceasta sau acordați-le grupul din nou după aceea.
owed-confirm-go = Reînnoiește cheile
waiting-alone-my-own = Aceasta ați făcut-o chiar dumneavoastră: o ratifică alt supervizor.
waiting-alone-about-me = Aceasta este despre dumneavoastră: o ratifică un supervizor care nu sunteți dumneavoastră și nu a făcut-o el.
waiting-alone-role = O ratifică un supervizor în regulă.

people-settings = Setări…
settings-title = Setări
settings-text = Regulile casei. Îi leagă pe toți, și pe dumneavoastră.
settings-list = Regulile casei
settings-column-rule = Regulă
settings-column-value = Valoare
settings-column-default = Implicit
settings-column-bounds = Limite
settings-pick-title = Nicio regulă nu este aleasă
settings-pick-text = Alegeți o regulă ca să o schimbați. Sau potriviți ceasul, dacă a fost greșit.
settings-bounds = De la { $least } la { $most }; { $default } într-un seif nou.
settings-two = Cere semnătura unui al doilea supervizor; cât timp nu există, un motiv scris.
settings-not-yet = Deocamdată se păstrează: această versiune nu o urmează încă.
settings-field = Valoarea nouă
settings-wrong = Un număr întreg de la { $least } la { $most }.
settings-back-to-default = Înapoi la valoarea implicită
settings-go = Schimbă regula
settings-done = Regula este schimbată.
settings-renewal = Într-o sesiune de reînnoire se poate potrivi numai ceasul.
clock-open = Ceas…
clock-title = Potriviți ceasul
clock-text = Timpul care contează nu dă înapoi de la sine: dacă ceasul acestui calculator a fost cândva prea înainte, verificările și acordurile expiră prea devreme. Potriviți întâi ceasul calculatorului. Apoi semnați aici că ora lui este cea bună.
clock-now = Ceasul arată
clock-go = Semnează că aceasta este ora
clock-done = Timpul care contează este potrivit.

screening-checked-on = Verificat la
screening-checked-about = Dacă nu scrieți nimic: azi.
screening-checked-later = Această zi încă nu a venit.
screening-notes = Note
