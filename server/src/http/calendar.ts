/** Planned hangouts as calendars read them: iCalendar (RFC 5545). Pure. */

/** An event as a calendar keeps it. Times are in milliseconds since the epoch. */
export interface CalendarEvent {
  /** The same for every version of it. */
  uid: string;
  /** Counts the versions. */
  sequence: number;
  changedAt: number;
  /** Anybody's text: nothing in it is taken for a line of the file. */
  title: string;
  startsAt: number;
  /** Minutes. */
  duration: number;
  url: URL;
}

/** The longest line in octets, without its break (section 3.1). */
const LINE = 75;

/** An iCalendar object with one event: UTF-8, lines that end with CR LF and are folded at 75 octets. */
export function calendarOf(event: CalendarEvent): string {
  const { uid, sequence, changedAt, title, startsAt, duration, url } = event;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Hangouts//Hangouts//EN',
    'CALSCALE:GREGORIAN',
    'BEGIN:VEVENT',
    `UID:${textOf(uid)}`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${utc(changedAt)}`,
    `LAST-MODIFIED:${utc(changedAt)}`,
    `DTSTART:${utc(startsAt)}`,
    `DURATION:${durationOf(duration)}`,
    `SUMMARY:${textOf(title)}`,
    // Where the link is looked for differs from calendar to calendar.
    `LOCATION:${textOf(url.href)}`,
    `DESCRIPTION:${textOf(url.href)}`,
    `URL:${url.href}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** A text as a value (section 3.3.11). What is no text for people, such as a lone CR, is left out. */
function textOf(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/[\\;,]/g, String.raw`\$&`)
    .replaceAll('\n', String.raw`\n`);
}

/** A time as a value in UTC, to the second (section 3.3.5): 20270131T180000Z. */
function utc(at: number): string {
  return new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');
}

/** A number of minutes as a value (section 3.3.6): PT1H30M. */
function durationOf(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `PT${rest}M`;
  return rest === 0 ? `PT${hours}H` : `PT${hours}H${rest}M`;
}

/** A line in pieces that are short enough, each after the first behind a space (section 3.1). No character is cut. */
function folded(line: string): string {
  let result = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > LINE) {
      result += '\r\n ';
      octets = 1;
    }
    result += character;
    octets += size;
  }
  return result;
}
