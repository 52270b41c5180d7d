# The air gap: the page of details, the red page, and what was found in plain words.
gap-title = Air gap
gap-line = What this computer shows of networks; looked at every second.
gap-back = Back
gap-manual = About the air gap
gap-green = Nothing that the system shows can reach a network.
gap-amber = Network hardware is here, and nothing of it is live. The vault opens. It is safer without: see what to do below.
gap-red = This computer is on a network. A real vault is locked and stays closed until nothing here is live.
gap-red-sample = This computer is on a network. This vault opens all the same, because nothing in it is real.
gap-since = Seen so since { $time }
gap-found = What was found
gap-nothing = Nothing. No network card, no radio, no telephone that shares its network, no way to other machines.
gap-looked = What is looked at
gap-none = none
gap-count = { $count ->
    [one] { $count } found
   *[other] { $count } found
}
gap-limits = The system's own lists are read. What they do not show is not seen: hardware that the system does not know, a card that does something by itself, or what a container hides. The manual says more.
gap-do = What to do
gap-live = live
gap-still = not live
gap-unseen = hidden

gap-kind-wired = Wired network card
gap-kind-wireless = Wi-Fi card
gap-kind-cellular = Mobile network modem
gap-kind-bluetooth = Bluetooth adapter
gap-kind-usb = Network over USB
gap-kind-tunnel = Tunnel (VPN)
gap-kind-virtual = Network made by a program
gap-kind-radio = Other radio
gap-kind-route = Way to other machines
gap-kind-unreadable = Something that cannot be read

gap-seen-down = It is there and switched off.
gap-seen-blocked = It is there and its radio is blocked.
gap-seen-hidden = Its hardware is there. Whether it is in use cannot be seen from this program: another part of the system may hold it.
gap-seen-up = It is switched on, and nothing answers at its other end.
gap-seen-radio-on = Its radio is on, so it can send and receive.
gap-seen-carrier = It is connected: something answers at its other end.
gap-seen-routed = The system knows a way through it to other machines.
gap-seen-unknown = It does not say whether it is connected, so it is taken to be.

gap-matters-red = While it is so, someone elsewhere could reach this computer, and a program on it could send files away.
gap-matters-amber = One cable, one switch or one command puts this computer on a network.
gap-matters-hidden = If that part of the system is on a network, this computer is.

gap-off-wired = Pull the network cable out of the computer, or out of the wall.
gap-off-wireless = Switch Wi-Fi off with the key or switch of the computer (often with the sign of an aeroplane), or unplug the Wi-Fi stick.
gap-off-cellular = Take the SIM card out, or unplug the modem; flight mode stops its radio.
gap-off-bluetooth = Switch Bluetooth off with the key of the computer (often with the sign of an aeroplane), or unplug the adapter.
gap-off-usb = Unplug the telephone or adapter from the computer.
gap-off-tunnel = Disconnect the VPN. If nobody here set one up, leave everything as it is and call at once.
gap-off-virtual = End the program that made it: a virtual machine, a container, a bridge. If nobody here started one, call at once.
gap-off-radio = Switch the radio off with the key of the computer (often with the sign of an aeroplane), or unplug it.
gap-off-route = It goes away with the device that it leads through: switch that one off.
gap-off-unreadable = Start the computer again. If it stays so, whoever looks after this computer has to see to it.

gap-remove-wired = Have the card taken out or switched off in the setup of the computer (BIOS, UEFI), and the socket closed off.
gap-remove-wireless = Have the card taken out, its antennas too, or switched off in the setup of the computer (BIOS, UEFI).
gap-remove-cellular = Have the modem and the SIM card taken out.
gap-remove-bluetooth = Have the adapter taken out or switched off in the setup of the computer (BIOS, UEFI). It often sits on the Wi-Fi card.
gap-remove-usb = Unplug it and take it out of the room.
gap-remove-tunnel = Have the program that made it removed from this computer.
gap-remove-virtual = Have the program that made it removed from this computer.
gap-remove-radio = Have it taken out, or unplug it and take it out of the room.
gap-remove-route = Have it removed by whoever looks after this computer.
gap-remove-unreadable = Have it looked at by whoever looks after this computer.

gap-page-title = The vault stays closed
gap-page-text = This computer is on a network. What was open is locked, the numeric code is forgotten, and the access log says so. This page goes by itself once nothing here is live.
gap-page-more = { $count ->
    [one] { $count } more was found.
   *[other] { $count } more were found.
}
gap-page-all = See all that was found
gap-page-call = Whom to call
gap-page-call-text = A supervisor, and whoever looks after this computer. Tell them the name of the device. If you do not know how it got here, touch nothing else and leave the computer as it is.

status-air-gap-unknown = Air gap: looking…
status-devices-more = Network devices: { $devices } and { $count } more
