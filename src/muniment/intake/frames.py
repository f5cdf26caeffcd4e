"""Frames: what a worker process and its parent say to each other, as bytes with a length before them.

A frame is `HEADER` (the length of what follows, and what it is) and so many bytes: a job on the way
there; on the way back something that the job yielded (`MORE`), its end (`LAST`), or how it failed.
"""

import struct

HEADER = struct.Struct("<IB")
MORE, LAST, FAILED = 0, 1, 2

DISK_FULL = "The disk is full."
"""What a worker dies of when there is no room for what it found inside an exhibit."""
