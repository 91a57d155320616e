// Reads a feed (rss-parser) or a calendar (ical.js) from standard input and tells what it understood, as JSON.
import { text } from 'node:stream/consumers';
import ICAL from 'ical.js';
import Parser from 'rss-parser';

const [kind] = process.argv.slice(2);
const source = await text(process.stdin);

async function atom() {
  const parser = new Parser({ customFields: { item: ['published', 'updated'], feed: ['id', 'updated'] } });
  return parser.parseString(source);
}

function calendar() {
  const root = new ICAL.Component(ICAL.parse(source));
  return {
    method: root.getFirstPropertyValue('method'),
    version: root.getFirstPropertyValue('version'),
    prodid: root.getFirstPropertyValue('prodid'),
    events: root.getAllSubcomponents('vevent').map((component) => {
      const event = new ICAL.Event(component, { strictExceptions: true });
      return {
        uid: event.uid,
        summary: event.summary,
        description: event.description,
        sequence: event.sequence,
        start: event.startDate.toJSDate().toISOString(),
        end: event.endDate.toJSDate().toISOString(),
        zone: event.startDate.zone.tzid,
        stamp: component.getFirstPropertyValue('dtstamp').toString(),
        url: component.getFirstPropertyValue('url'),
        status: component.getFirstPropertyValue('status'),
      };
    }),
  };
}

process.stdout.write(JSON.stringify(kind === 'atom' ? await atom() : calendar()));
