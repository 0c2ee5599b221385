// Reads an iCalendar object from standard input with ical.js and writes what it understood as JSON. Times are reckoned
// by the VTIMEZONE of the object itself.
import ICAL from 'ical.js';
import { readFileSync } from 'node:fs';

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, 'utf8')));
for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
const utc = (time) => time.toJSDate().toISOString();
const events = calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
        uid: event.uid,
        sequence: event.sequence,
        status: component.getFirstPropertyValue('status'),
        start: utc(event.startDate),
        end: utc(event.endDate),
        summary: event.summary,
        location: event.location,
        organizer: event.organizer,
        attendees: event.attendees.map((a) => ({ address: a.getFirstValue(), rsvp: a.getParameter('rsvp'), name: a.getParameter('cn') })),
    };
});
console.log(JSON.stringify({ method: calendar.getFirstPropertyValue('method'), events }));
