"""Asks the process that has the program ready to run it: instead of `site-builder`, in a script or in a test.

As a script of its own it takes the socket, then the words of the command. It imports next to nothing: that it starts
at once is what it is for.
"""

import json
import os
import socket
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path


def ask(at: str, words: Sequence[str], cwd: Path, env: Mapping[str, str], files: Sequence[int]) -> int:
    """Return the exit code of the command; `files` are its standard input, output and error."""
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(at)
        asked = json.dumps([list(words), str(cwd), dict(env)]).encode()
        socket.send_fds(line, [len(asked).to_bytes(4)], files)
        line.sendall(asked)
        code = line.recv(2)
    # Where nothing comes back, somebody has ended it.
    return code[0] if code else 70


if __name__ == "__main__":
    sys.exit(ask(sys.argv[1], sys.argv[2:], Path.cwd(), os.environ, (0, 1, 2)))
