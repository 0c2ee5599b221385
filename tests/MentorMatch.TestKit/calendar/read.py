"""Reads an iCalendar object from standard input with icalendar and writes what it understood as JSON. Times are reckoned
by the zone database of the machine, not by the VTIMEZONE of the object."""
import datetime
import json
import sys

import icalendar

calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())


def utc(value):
    return value.dt.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def attendees(event):
    found = event.get("ATTENDEE", [])
    found = found if isinstance(found, list) else [found]
    return [{"address": str(a), "rsvp": a.params.get("RSVP"), "name": a.params.get("CN")} for a in found]


def text(event, name):
    return str(event[name]) if name in event else None


events = [
    {
        "uid": text(event, "UID"),
        "sequence": int(event["SEQUENCE"]),
        "status": text(event, "STATUS"),
        "start": utc(event["DTSTART"]),
        "end": utc(event["DTEND"]),
        "summary": text(event, "SUMMARY"),
        "location": text(event, "LOCATION"),
        "organizer": text(event, "ORGANIZER"),
        "attendees": attendees(event),
    }
    for event in calendar.walk("VEVENT")
]
errors = [str(error) for event in calendar.walk() for error in event.errors]
if errors:
    sys.exit("; ".join(errors))
print(json.dumps({"method": str(calendar["METHOD"]), "events": events}))
