# The source of an XDND drag of one file: enters the window called Strongroom, hands over the path, and lets go.
# See the XDND protocol, version 5 (freedesktop.org), and libX11's manual.
import ctypes, ctypes.util, pathlib, subprocess, sys, time

X = ctypes.CDLL("libX11.so.6")
Long, Ptr = ctypes.c_ulong, ctypes.c_void_p
for name, answer in [("XOpenDisplay", Ptr), ("XDefaultRootWindow", Long), ("XInternAtom", Long), ("XCreateSimpleWindow", Long)]:
    getattr(X, name).restype = answer


class ClientMessage(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", Long), ("send", ctypes.c_int), ("display", Ptr),
                ("window", Long), ("kind", Long), ("format", ctypes.c_int), ("data", Long * 5)]


class SelectionRequest(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", Long), ("send", ctypes.c_int), ("display", Ptr), ("owner", Long),
                ("requestor", Long), ("selection", Long), ("target", Long), ("property", Long), ("time", Long)]


class SelectionNotify(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", Long), ("send", ctypes.c_int), ("display", Ptr),
                ("requestor", Long), ("selection", Long), ("target", Long), ("property", Long), ("time", Long)]


class Event(ctypes.Union):
    _fields_ = [("type", ctypes.c_int), ("message", ClientMessage), ("request", SelectionRequest),
                ("notify", SelectionNotify), ("room", ctypes.c_long * 24)]


display = Ptr(X.XOpenDisplay(None))
atom = lambda name: X.XInternAtom(display, name.encode(), 0)
found = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", "Strongroom"], capture_output=True, check=True)
target = int(found.stdout.split()[0])
own = X.XCreateSimpleWindow(display, Long(X.XDefaultRootWindow(display)), 0, 0, 1, 1, 0, Long(0), Long(0))
selection, uris = atom("XdndSelection"), atom("text/uri-list")
X.XSetSelectionOwner(display, Long(selection), Long(own), Long(0))
paths = (pathlib.Path(sys.argv[1]).as_uri() + "\r\n").encode()


def say(kind, *data):
    event = Event()
    event.message = ClientMessage(33, 0, 1, display, target, atom(kind), 32, (Long * 5)(own, *data))
    X.XSendEvent(display, Long(target), 0, Long(0), ctypes.byref(event))
    X.XFlush(display)


def answer(wanted):
    """Serves the selection until a message of this kind comes back."""
    event, until = Event(), time.monotonic() + 20
    while time.monotonic() < until:
        if not X.XPending(display):
            time.sleep(0.01)
            continue
        X.XNextEvent(display, ctypes.byref(event))
        if event.type == 33 and event.message.kind == atom(wanted):
            return
        if event.type == 30:
            asked = event.request
            X.XChangeProperty(display, Long(asked.requestor), Long(asked.property), Long(uris), 8, 0, paths, len(paths))
            told = Event()
            told.notify = SelectionNotify(31, 0, 1, display, asked.requestor, asked.selection, asked.target, asked.property, asked.time)
            X.XSendEvent(display, Long(asked.requestor), 0, Long(0), ctypes.byref(told))
            X.XFlush(display)
    sys.exit(f"no {wanted}")


say("XdndEnter", 5 << 24, uris, 0, 0)
say("XdndPosition", 0, 600 << 16 | 400, 0, atom("XdndActionCopy"))
answer("XdndStatus")
# The path is asked for beside the status.
until = time.monotonic() + 1
while time.monotonic() < until and not X.XPending(display):
    time.sleep(0.01)
say("XdndPosition", 0, 601 << 16 | 400, 0, atom("XdndActionCopy"))
answer("XdndStatus")
say("XdndDrop", 0, 0, 0, 0)
answer("XdndFinished")
