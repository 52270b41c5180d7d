# Ecranele jurnalului de acces: zilele, o zi, evenimentele, accesele, graficele, dialogurile, alarma.
