"""One update of a feed in reader, with a mail for every new entry, sent from the hook that its documentation has for that.

Runs in reader's own environment. Arguments: the feed, the database, the mail server's port.
"""

import smtplib
import sys
from email.message import EmailMessage

from reader import Entry, EntryUpdateStatus, Reader, make_reader

feed, database, port = sys.argv[1], sys.argv[2], int(sys.argv[3])


def send(_reader: Reader, entry: Entry, status: EntryUpdateStatus) -> None:
    """The hook: a mail for what is new."""
    if status is EntryUpdateStatus.MODIFIED:
        return
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = "monitor@example.org", "desk@example.org", entry.title
    letter.set_content(entry.link or "")
    with smtplib.SMTP("127.0.0.1", port, timeout=10) as server:
        server.send_message(letter)


reader = make_reader(database)
first = not list(reader.get_feeds())
if first:
    reader.add_feed(feed)
else:
    reader.after_entry_update_hooks.append(send)
try:
    reader.update_feeds(scheduled=False)
except Exception as error:  # noqa: BLE001 -- what its user would see in the log
    print(f"{type(error).__name__}: {error}".splitlines()[0])
else:
    print("updated")
