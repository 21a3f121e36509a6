"""Writes files as a whole: at any moment the old content is there, or the new."""

import os


def write(path, text):
    """Replaces the file at path by a text in UTF-8, once all of it is on the disk."""
    fresh = path.with_name(path.name + ".new")
    try:
        with open(fresh, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(fresh, path)
    except OSError:
        fresh.unlink(missing_ok=True)  # on a full disk, half a file is in the way of others
        raise
