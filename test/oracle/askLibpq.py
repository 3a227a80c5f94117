"""What one libpq makes of connection strings: reads them as JSON, one a line, and writes what PQconninfoParse and PQconnectdb return."""
import ctypes, json, sys
class Option(ctypes.Structure):
    _fields_ = [(n, ctypes.c_char_p) for n in ("keyword", "envvar", "compiled", "val", "label", "dispchar")] + [("dispsize", ctypes.c_int)]
lib = ctypes.CDLL(sys.argv[1])
lib.PQconninfoParse.restype = ctypes.POINTER(Option)
lib.PQconninfoParse.argtypes = [ctypes.c_char_p, ctypes.POINTER(ctypes.c_char_p)]
lib.PQconninfoFree.argtypes = [ctypes.POINTER(Option)]
lib.PQconnectdb.restype = ctypes.c_void_p
lib.PQconnectdb.argtypes = [ctypes.c_char_p]
lib.PQerrorMessage.restype = ctypes.c_char_p
lib.PQerrorMessage.argtypes = [ctypes.c_void_p]
lib.PQfinish.argtypes = [ctypes.c_void_p]
text = lambda b: b.decode("utf-8", "replace")
for line in sys.stdin:
    s = json.loads(line).encode()
    err = ctypes.c_char_p()
    found = lib.PQconninfoParse(s, ctypes.byref(err))
    out = {}
    if found:
        i = 0; values = {}
        while found[i].keyword:
            if found[i].val is not None: values[text(found[i].keyword)] = text(found[i].val)
            i += 1
        lib.PQconninfoFree(found)
        out["values"] = values
        c = lib.PQconnectdb(s)
        out["start"] = text(lib.PQerrorMessage(c)).strip()
        lib.PQfinish(c)
    else:
        out["error"] = text(err.value).strip()
    print(json.dumps(out))
